"""Actors: comparable profiles in fixed fields, the graph of their near neighbours, and what they took part in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from briefing_app.domain import problems
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import Actor, Event, Ref, Relation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, GraphEdge, GraphNode, GraphSpec, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import date_words, event_date_words, plain_word, sign_of
from briefing_app.translation import tr, trn

# The fields of every profile in their order; each is there for each actor, said or not.
_BEFORE = ("role", "status_note", "profile", "stance_on_recognition")
_BEHIND = ("leverage", "constraints")
_INTERESTS = frozenset(f"interest_in_{key}" for key in "abcde")
NAMES = (("name_ru", "ru", "Russian"), ("name_kk", "kk", "Kazakh"), ("name_fa", "fa", "Dari or Persian"))
# Up to so many neighbours the relations among them are drawn as well.
_AMONG = 12
# How far left and right of the middle the neighbours stand, as shares of the width, at the ends and in the middle.
_NEAR, _FAR = 0.1, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """The name in another language; empty where none is certain."""

    language: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """One field of a profile; ``text`` is empty where the sources say nothing."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One actor with the same fields as every other.

    Attributes:
        kind: State, person, organisation … in words.
        belongs_to: The actor it belongs to, with its name; None if to nobody.
    """

    ref: Ref
    name: str
    kind: str
    names: tuple[OtherName, ...]
    belongs_to: tuple[Ref, str] | None
    fields: tuple[ProfileField, ...]


def profile(dataset: Dataset, actor: Actor) -> Profile:
    """Returns the profile of an actor: the fields that the package fills for any, in the same order, said or not."""
    above = dataset.find("actors", actor.affiliation) if actor.affiliation else None
    return Profile(
        ref=actor.ref,
        name=actor.name,
        kind=plain_word(actor.kind),
        names=tuple(
            OtherName(language=language, label=tr(label), text=getattr(actor, field))
            for field, language, label in NAMES
            if _is_told(dataset, field)
        ),
        belongs_to=(above.ref, above.name) if above else None,
        fields=tuple(
            ProfileField(key=key, label=dataset.heading("actors", key), text=getattr(actor, key))
            for key in (*_BEFORE, *interests(dataset), *_BEHIND)
            if _is_told(dataset, key)
        ),
    )


def _is_told(dataset: Dataset, field: str) -> bool:
    """Tells whether the package says this of any actor; another subject may need no name in Russian."""
    return any(getattr(actor, field) for actor in dataset.actors)


def interests(dataset: Dataset) -> tuple[str, ...]:
    """Returns the fields that tell the interest of an actor in each ambition, in their order."""
    return tuple(name for key in dataset.briefing.keys if (name := f"interest_in_{key.lower()}") in _INTERESTS)


def visible(scope: Scope) -> tuple[Actor, ...]:
    """Returns the actors that pass the filter, in file order; a filter on actors leaves those alone."""
    kept, wanted = scope.visible(scope.dataset.actors), scope.filter.actors
    return tuple(actor for actor in kept if not wanted or actor.actor_id in wanted)


def relations_of(scope: Scope, actor: Actor) -> tuple[Relation, ...]:
    """Returns the relations of an actor that pass the filter, in file order.

    A filter on actors is left aside: it says who is listed, not whom they know.
    """
    return tuple(r for r in _relations(scope) if actor.actor_id in (r.from_actor, r.to_actor))


def _relations(scope: Scope) -> tuple[Relation, ...]:
    return scope.without("actors").visible(scope.dataset.relations)


# The graph


def relation_graph(scope: Scope, actor: Actor) -> GraphSpec:
    """Returns an actor with its near neighbours. The same data and filter always give the same positions.

    The neighbours stand left and right of the actor, evenly spaced from top to bottom, grouped by kind and name, so
    that every name has a line of its own.

    Args:
        scope: What is asked about.
        actor: The actor in the middle.
    """
    dataset, own = scope.dataset, relations_of(scope, actor)
    idents = dict.fromkeys(i for r in own for i in (r.from_actor, r.to_actor) if i != actor.actor_id)
    neighbours = [found for i in idents if (found := dataset.find("actors", i)) is not None]
    neighbours.sort(key=_place_key)
    drawn = [*own, *_among(scope, neighbours)]
    known = {actor.actor_id, *(n.actor_id for n in neighbours)}
    edges = tuple(_edge(dataset, r) for r in drawn if r.from_actor in known and r.to_actor in known)
    table = relations_table(scope, actor)
    return GraphSpec(
        caption=table.caption,
        nodes=(_node(actor, 0.5, 0.5, centre=True), *_placed(neighbours)),
        edges=edges,
        table=table,
    )


def _place_key(actor: Actor) -> tuple[str, str, str]:
    return actor.kind, actor.name.casefold(), actor.actor_id


def _among(scope: Scope, neighbours: Sequence[Actor]) -> tuple[Relation, ...]:
    if len(neighbours) > _AMONG:
        return ()
    idents = {n.actor_id for n in neighbours}
    return tuple(r for r in _relations(scope) if r.from_actor in idents and r.to_actor in idents)


def _placed(neighbours: Sequence[Actor]) -> tuple[GraphNode, ...]:
    """The first half stands on the right from top to bottom, the second on the left from bottom to top."""
    right = -(-len(neighbours) // 2)
    found = []
    for number, actor in enumerate(neighbours):
        on_right = number < right
        total = right if on_right else len(neighbours) - right
        place = number if on_right else len(neighbours) - 1 - number
        y = (place + 0.5) / total
        reach = _NEAR + (_FAR - _NEAR) * sqrt(max(0.0, 1 - (2 * y - 1) ** 2))
        found.append(_node(actor, 0.5 + (reach if on_right else -reach), y))
    return tuple(found)


def _node(actor: Actor, x: float, y: float, *, centre: bool = False) -> GraphNode:
    return GraphNode(ref=actor.ref, label=actor.name, kind=actor.kind, x=round(x, 4), y=round(y, 4), centre=centre)


def _edge(dataset: Dataset, relation: Relation) -> GraphEdge:
    start, end = Ref("actor", relation.from_actor), Ref("actor", relation.to_actor)
    return GraphEdge(
        ref=relation.ref,
        start=start,
        end=end,
        label=plain_word(relation.kind),
        sign=relation.sign,
        ended=relation.until is not None,
        spoken=tr(
            "{one} {kind} {other}, {sign}, {when}. {summary}",
            one=_name(dataset, relation.from_actor),
            kind=plain_word(relation.kind),
            other=_name(dataset, relation.to_actor),
            sign=sign_of("relation-sign", relation.sign).word,
            when=_when(relation),
            summary=relation.summary,
        ),
    )


def _name(dataset: Dataset, ident: str) -> str:
    found = dataset.find("actors", ident)
    return found.name if found else ident


def _when(relation: Relation) -> str:
    """The start is the earliest day on which a source shows the relation, which may be older than that."""
    since = date_words(relation.since, short=True) if relation.since else ""
    until = date_words(relation.until, short=True) if relation.until else ""
    if since and until:
        return tr("shown since {since}, until {until}", since=since, until=until)
    if until:
        return tr("until {until}", until=until)
    return tr("shown since {since}", since=since) if since else tr("not dated")


# Tables


def actors_table(scope: Scope) -> TableSpec:
    """Returns the list of actors; the names in other scripts are there to be found by."""
    shown = visible(scope)
    return TableSpec(
        caption=Caption(
            key="actors",
            title=tr("Actors"),
            summary=trn("{n} actor", "{n} actors", len(shown)),
            edition=scope.edition,
            empty=""
            if shown
            else problems.why_empty(scope.dataset, "actors", otherwise=tr("The filter lets no actor through.")),
        ),
        columns=(
            Column(key="name", label=tr("Actor"), weight=7),
            Column(key="kind", label=tr("Kind"), kind="word", weight=5),
            Column(key="names", label=tr("In other scripts"), weight=4),
        ),
        rows=tuple(
            Row(
                ref=actor.ref,
                cells=(
                    Cell(text=actor.name, sort=actor.name),
                    Cell(text=plain_word(actor.kind), sort=actor.kind),
                    Cell(text=" · ".join(n for n in (actor.name_ru, actor.name_kk, actor.name_fa) if n)),
                ),
            )
            for actor in shown
        ),
    )


def relations_table(scope: Scope, actor: Actor) -> TableSpec:
    """Returns the equal table of the graph: every relation of the actor, cooperative ones first."""
    own = sorted(relations_of(scope, actor), key=lambda r: (-r.sign, str(r.since or "")))
    return TableSpec(
        caption=_relations_caption(scope, actor, own),
        columns=(
            Column(key="from", label=tr("From"), weight=3),
            Column(key="kind", label=tr("Relation"), kind="word", weight=3),
            Column(key="to", label=tr("To"), weight=3),
            Column(key="sign", label=tr("Sign"), kind="word", weight=3),
            Column(key="when", label=tr("When"), kind="date", weight=3),
            Column(key="summary", label=tr("What it is"), weight=8),
        ),
        rows=tuple(_relation_row(scope.dataset, relation) for relation in own),
        row_header=1,
    )


def _relations_caption(scope: Scope, actor: Actor, own: Sequence[Relation]) -> Caption:
    plus, both, minus = (sum(r.sign == sign for r in own) for sign in (1, 0, -1))
    ended = sum(r.until is not None for r in own)
    said = tr(
        "{plus} cooperative, {both} mixed, {minus} adverse; {ended} of them ended.",
        plus=plus,
        both=both,
        minus=minus,
        ended=ended,
    )
    return Caption(
        key=f"relations-{actor.actor_id}",
        title=trn("{name}: {n} relation", "{name}: {n} relations", len(own), name=actor.name),
        subtitle=said,
        summary=said,
        edition=scope.edition,
        empty=""
        if own
        else problems.why_empty(
            scope.dataset,
            "relations",
            otherwise=tr("No relation of {name} passes the filter or stands in the data.", name=actor.name),
        ),
    )


def _relation_row(dataset: Dataset, relation: Relation) -> Row:
    sign = sign_of("relation-sign", relation.sign)
    ended = tr("{sign}, ended", sign=sign) if relation.until else str(sign)
    one, other = _name(dataset, relation.from_actor), _name(dataset, relation.to_actor)
    return Row(
        ref=relation.ref,
        cells=(
            Cell(text=one, sort=one, ref=Ref("actor", relation.from_actor)),
            Cell(text=plain_word(relation.kind), sort=relation.kind, ref=relation.ref),
            Cell(text=other, sort=other, ref=Ref("actor", relation.to_actor)),
            Cell(text=ended, sort=relation.sign, tone=sign.tone),
            date_cell(relation.since, relation.until, text=_when(relation), open_end=True),
            Cell(text=relation.summary, sort=relation.summary),
        ),
    )


def events_of(scope: Scope, actor: Actor) -> tuple[Event, ...]:
    """Returns the events that an actor took part in and that pass the filter, latest first."""
    kept = scope.without("actors").visible(scope.dataset.events)
    mine = (event for event in kept if actor.actor_id in event.actors)
    return tuple(sorted(mine, key=lambda event: event.date.first(), reverse=True))


def events_table(scope: Scope, actor: Actor) -> TableSpec:
    """Returns the events of an actor as a table."""
    found = events_of(scope, actor)
    return TableSpec(
        caption=Caption(
            key=f"events-{actor.actor_id}",
            title=trn("{name}: {n} event", "{name}: {n} events", len(found), name=actor.name),
            summary=trn("{n} event, latest first", "{n} events, latest first", len(found)),
            edition=scope.edition,
            empty="" if found else tr("No event of {name} passes the filter.", name=actor.name),
        ),
        columns=(
            Column(key="date", label=tr("Date"), kind="date", weight=3),
            Column(key="event", label=tr("Event"), weight=9),
            Column(key="status", label=tr("Status"), kind="word", weight=3),
            Column(key="ambition", label=tr("Ambition"), kind="word", weight=1),
        ),
        rows=tuple(_event_row(event, scope.dataset.briefing) for event in found),
        row_header=1,
    )


def _event_row(event: Event, briefing: Briefing) -> Row:
    status = sign_of("event-status", event.status)
    return Row(
        ref=event.ref,
        cells=(
            date_cell(event.date, event.date_end, text=event_date_words(event)),
            Cell(text=event.title, sort=event.title, ref=event.ref),
            Cell(text=str(status), sort=status.word, tone=status.tone),
            Cell(
                text=briefing.letters(event.ambition, none="–"), sort=event.ambition, tone=briefing.tone(event.ambition)
            ),
        ),
    )
