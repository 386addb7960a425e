"""The list of actors: kind, affiliation, interest in each ambition and counts, narrowed by what is chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing_app.domain import problems
from briefing_app.domain.actors.names import name_of, names_of, shown_name
from briefing_app.domain.actors.profile import interests
from briefing_app.domain.actors.relations import telling
from briefing_app.domain.model import Actor, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.wording import plain_word
from briefing_app.translation import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorChoice:
    """Which actors are listed, besides what the filter of the program says.

    Attributes:
        kind: The one kind; empty for all.
        interest: Field of the interest that must be told, such as "interest_in_a"; empty for any.
        relation: Kind of relation of which one must be there; empty for any.
    """

    kind: str = ""
    interest: str = ""
    relation: str = ""


EVERYBODY = ActorChoice()


def visible(scope: Scope, choice: ActorChoice = EVERYBODY) -> tuple[Actor, ...]:
    """Returns the actors that pass the filter and the choice, in file order; a filter on actors leaves those alone."""
    kept, wanted = scope.visible(scope.dataset.actors), scope.filter.actors
    found = tuple(actor for actor in kept if not wanted or actor.actor_id in wanted)
    if choice == EVERYBODY:
        return found
    related = {i for r in telling(scope) if r.kind == choice.relation for i in (r.from_actor, r.to_actor)}
    return tuple(
        actor
        for actor in found
        if (not choice.kind or actor.kind == choice.kind)
        and (not choice.interest or getattr(actor, choice.interest))
        and (not choice.relation or actor.actor_id in related)
    )


def kinds(scope: Scope) -> tuple[str, ...]:
    """Returns the kinds of the actors that pass the filter."""
    return tuple(sorted({actor.kind for actor in visible(scope)}))


def relation_kinds(scope: Scope) -> tuple[str, ...]:
    """Returns the kinds of the relations that pass the filter."""
    return tuple(sorted({relation.kind for relation in telling(scope)}))


def actors_table(scope: Scope, choice: ActorChoice = EVERYBODY) -> TableSpec:
    """Returns the list of actors; the names in other scripts are there to be found by.

    Args:
        scope: What is asked about.
        choice: Which of them.
    """
    shown, fields = visible(scope, choice), interests(scope.dataset)
    relations = Counter(i for r in telling(scope) for i in {r.from_actor, r.to_actor})
    events = Counter(i for e in scope.without("actors").visible(scope.dataset.events) for i in set(e.actors))
    otherwise = tr("No actor passes the filter.") if choice == EVERYBODY else tr("No actor matches.")
    return TableSpec(
        caption=Caption(
            key="actors",
            title=tr("Actors"),
            summary=trn("{n} actor", "{n} actors", len(shown)),
            edition=scope.edition,
            empty="" if shown else problems.why_empty(scope.dataset, "actors", otherwise=otherwise),
        ),
        columns=(
            Column(key="name", label=tr("Actor"), weight=7),
            Column(key="kind", label=tr("Kind"), kind="word", weight=5),
            Column(key="names", label=tr("In other scripts"), weight=4, spare=True),
            Column(key="affiliation", label=tr("Belongs to"), weight=5, spare=True),
            *(
                Column(key=field, label=scope.dataset.heading("actors", field), weight=6, spare=True)
                for field in fields
            ),
            Column(key="relations", label=tr("Relations"), kind="number", weight=2),
            Column(key="events", label=tr("Events"), kind="number", weight=2, spare=True),
            Column(key="sources", label=tr("Sources"), kind="number", weight=2, spare=True),
        ),
        rows=tuple(_row(scope, actor, fields, relations, events) for actor in shown),
    )


def _row(scope: Scope, actor: Actor, fields: tuple[str, ...], relations: Counter[str], events: Counter[str]) -> Row:
    name, above = shown_name(actor), name_of(scope.dataset, actor.affiliation) if actor.affiliation else ""
    known = scope.dataset.find("actors", actor.affiliation) is not None
    return Row(
        ref=actor.ref,
        cells=(
            Cell(text=name, sort=name),
            Cell(text=plain_word(actor.kind), sort=actor.kind),
            Cell(text=" · ".join(names_of(actor)[1:])),
            Cell(text=above, sort=above or None, ref=Ref("actor", actor.affiliation) if known else None),
            *(Cell(text=getattr(actor, field), sort=getattr(actor, field) or None) for field in fields),
            number_cell(relations[actor.actor_id]),
            number_cell(events[actor.actor_id]),
            number_cell(len(scope.dataset.sources_of(actor))),
        ),
    )
