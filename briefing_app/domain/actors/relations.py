"""Relations in words: who stands how to whom, shown since when, with how many sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from briefing_app.domain import calendars, problems
from briefing_app.domain.actors.names import name_of, shown_name
from briefing_app.domain.model import Actor, PartialDate, Ref, Relation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, GraphEdge, Row, TableSpec
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import date_words, day_words, plain_word, sign_of
from briefing_app.translation import tr, trn


def telling(scope: Scope) -> tuple[Relation, ...]:
    """Returns the relations that pass the filter; one on actors says who is listed, not whom they know."""
    return scope.without("actors").visible(scope.dataset.relations)


def relations_of(scope: Scope, actor: Actor) -> tuple[Relation, ...]:
    """Returns the relations of an actor that pass the filter, in file order."""
    return tuple(r for r in telling(scope) if actor.actor_id in (r.from_actor, r.to_actor))


def holds_on(relation: Relation, day: dt.date) -> bool:
    """Tells whether sources show a relation on a day: shown by then, and not ended before.

    One without a date is not shown on any day.
    """
    if relation.since is None:
        return False
    return relation.since.first() <= day and not (relation.until and relation.until.last() < day)


def on_day(relations: Iterable[Relation], day: dt.date | None) -> tuple[Relation, ...]:
    """Returns the relations that hold on a day; all where no day is asked for."""
    return tuple(r for r in relations if day is None or holds_on(r, day))


def since_words(relation: Relation, *, short: bool = True) -> str:
    """Returns when a relation is shown. The start is the earliest day of a source, which the tie may be older than."""
    since = _day_words(relation.since, short=short) if relation.since else ""
    until = _day_words(relation.until, short=short) if relation.until else ""
    if since and until:
        return tr("shown since {since}, until {until}", since=since, until=until)
    if until:
        return tr("until {until}", until=until)
    return tr("shown since {since}", since=since) if since else tr("not dated")


def source_words(dataset: Dataset, relation: Relation) -> str:
    """Returns how many sources bear a relation out."""
    return (
        trn("{n} source", "{n} sources", len(dataset.sources_of(relation))) if relation.source_ids else tr("no source")
    )


def spoken(dataset: Dataset, relation: Relation) -> str:
    """Returns a relation for the ear: who, how, whom, since when, its sign and how many sources."""
    return tr(
        "{one} {kind} {other}, {when}, {sign}, {sources}. {summary}",
        one=name_of(dataset, relation.from_actor),
        kind=plain_word(relation.kind),
        other=name_of(dataset, relation.to_actor),
        when=since_words(relation, short=False),
        sign=sign_of("relation-sign", relation.sign).word,
        sources=source_words(dataset, relation),
        summary=relation.summary,
    )


def edge_of(dataset: Dataset, relation: Relation) -> GraphEdge:
    """Returns a relation as a line of a picture."""
    return GraphEdge(
        ref=relation.ref,
        start=Ref("actor", relation.from_actor),
        end=Ref("actor", relation.to_actor),
        label=plain_word(relation.kind),
        sign=relation.sign,
        ended=relation.until is not None,
        spoken=spoken(dataset, relation),
    )


def relations_table(scope: Scope, actor: Actor) -> TableSpec:
    """Returns every relation of an actor, cooperative ones first."""
    own = relations_of(scope, actor)
    plus, both, minus = (sum(r.sign == sign for r in own) for sign in (1, 0, -1))
    said = tr(
        "{plus} cooperative, {both} mixed, {minus} adverse; {ended} of them ended.",
        plus=plus,
        both=both,
        minus=minus,
        ended=sum(r.until is not None for r in own),
    )
    caption = Caption(
        key=f"relations-{actor.actor_id}",
        title=trn("{name}: {n} relation", "{name}: {n} relations", len(own), name=shown_name(actor)),
        subtitle=said,
        summary=said,
        edition=scope.edition,
        empty=""
        if own
        else problems.why_empty(
            scope.dataset,
            "relations",
            otherwise=tr("No relation of {name} is in the data or passes the filter.", name=shown_name(actor)),
        ),
    )
    return list_table(scope.dataset, own, caption)


def list_place(relation: Relation) -> tuple[int, bool, str, str]:
    """Returns the place of a relation in lists: cooperative first, then as shown, those without a date last."""
    return -relation.sign, relation.since is None, str(relation.since or ""), relation.relation_id


def list_table(dataset: Dataset, relations: Sequence[Relation], caption: Caption) -> TableSpec:
    """Returns relations as a sorted list: in the order of ``list_place``.

    Args:
        dataset: The data.
        relations: The relations.
        caption: The words around the list.
    """
    order = sorted(relations, key=list_place)
    return TableSpec(
        caption=caption,
        columns=(
            Column(key="from", label=tr("From"), weight=3),
            Column(key="kind", label=tr("Relation"), kind="word", weight=3),
            Column(key="to", label=tr("To"), weight=3),
            Column(key="sign", label=tr("Sign"), kind="word", weight=3),
            Column(key="when", label=tr("When"), kind="date", weight=3),
            Column(key="summary", label=tr("What it is"), weight=8),
            Column(key="sources", label=tr("Sources"), kind="number", weight=1),
        ),
        rows=tuple(_row(dataset, relation) for relation in order),
        row_header=1,
    )


def _row(dataset: Dataset, relation: Relation) -> Row:
    sign = sign_of("relation-sign", relation.sign)
    one, other = name_of(dataset, relation.from_actor), name_of(dataset, relation.to_actor)
    return Row(
        ref=relation.ref,
        cells=(
            Cell(text=one, sort=one, ref=Ref("actor", relation.from_actor)),
            Cell(text=plain_word(relation.kind), sort=relation.kind, ref=relation.ref),
            Cell(text=other, sort=other, ref=Ref("actor", relation.to_actor)),
            Cell(text=sign_words(relation), sort=relation.sign, tone=sign.tone),
            date_cell(relation.since, relation.until, text=since_words(relation), open_end=True),
            Cell(text=relation.summary, sort=relation.summary),
            number_cell(len(dataset.sources_of(relation))),
        ),
    )


def beside_table(dataset: Dataset, relations: Sequence[Relation], caption: Caption) -> TableSpec:
    """Returns relations as the slim list beside a picture, in the order of ``list_table``.

    Args:
        dataset: The data.
        relations: The relations.
        caption: The words around the list.
    """
    by_ref = {r.ref: r for r in relations}
    order = [by_ref[row.ref] for row in list_table(dataset, relations, caption).rows if row.ref is not None]
    return TableSpec(
        caption=caption,
        columns=(
            Column(key="relation", label=tr("Relation"), weight=8),
            Column(key="sign", label=tr("Sign"), kind="word", weight=3),
            Column(key="since", label=tr("Shown since"), kind="date", weight=3),
            Column(key="sources", label=tr("Sources"), kind="number", weight=1),
        ),
        rows=tuple(_slim(dataset, relation) for relation in order),
    )


def _slim(dataset: Dataset, relation: Relation) -> Row:
    sign, kind = sign_of("relation-sign", relation.sign), plain_word(relation.kind)
    one, other = name_of(dataset, relation.from_actor), name_of(dataset, relation.to_actor)
    return Row(
        ref=relation.ref,
        cells=(
            Cell(text=tr("{one} {kind} {other}", one=one, kind=kind, other=other), sort=f"{kind} {one} {other}"),
            Cell(text=str(sign), sort=relation.sign, tone=sign.tone),
            date_cell(relation.since, relation.until, text=_span_words(relation), open_end=True),
            number_cell(len(dataset.sources_of(relation))),
        ),
    )


def _span_words(relation: Relation) -> str:
    """Returns the days under the head "Shown since"."""
    since = _day_words(relation.since) if relation.since else tr("not dated")
    if relation.until is None:
        return since
    return tr("{since}, until {until}", since=since, until=_day_words(relation.until))


def _day_words(date: PartialDate, *, short: bool = True) -> str:
    return calendars.beside(date_words(date, short=short), date)


def sign_words(relation: Relation) -> str:
    """Returns the sign of a relation in form and word, and whether it ended."""
    sign = sign_of("relation-sign", relation.sign)
    return tr("{sign}, ended", sign=sign) if relation.until else str(sign)


def day_note(day: dt.date | None) -> str:
    """Returns which day relations are shown on; empty for all days."""
    return tr("Relations that sources show on {day}.", day=day_words(day)) if day else ""


def days_of(relations: Iterable[Relation]) -> tuple[dt.date, ...]:
    """Returns the days on which what is shown changes, in order: firsts and the days after lasts."""
    found: set[dt.date] = set()
    for relation in relations:
        if relation.since:
            found.add(relation.since.first())
            if relation.until and relation.until.last() < dt.date.max:
                found.add(relation.until.last() + dt.timedelta(days=1))
    return tuple(sorted(found))


def matrix_table(actors: Sequence[Actor], relations: Sequence[Relation], caption: Caption) -> TableSpec:
    """Returns who stands how to whom: a row for each acting side, a column for each other side.

    Args:
        actors: The actors of the picture, in its order.
        relations: The relations of the picture.
        caption: The words around the matrix.
    """
    cells: dict[tuple[str, str], list[Relation]] = {}
    for relation in relations:
        cells.setdefault((relation.from_actor, relation.to_actor), []).append(relation)
    to = [a for a in actors if any(other == a.actor_id for _one, other in cells)]
    return TableSpec(
        caption=caption,
        columns=(
            Column(key="from", label=tr("From ↓ to →"), weight=4),
            *(Column(key=f"to-{a.actor_id}", label=shown_name(a), kind="word", weight=3) for a in to),
        ),
        rows=tuple(
            Row(
                ref=one.ref,
                cells=(
                    Cell(text=shown_name(one), sort=shown_name(one), ref=one.ref),
                    *(_matrix_cell(cells.get((one.actor_id, other.actor_id), ())) for other in to),
                ),
            )
            for one in actors
            if any(start == one.actor_id for start, _other in cells)
        ),
    )


def _matrix_cell(relations: Sequence[Relation]) -> Cell:
    if not relations:
        return Cell(text="")
    told = [(f"{sign_of('relation-sign', r.sign).sign} {plain_word(r.kind)}", r.until) for r in relations]
    words = [tr("{words} (ended)", words=said) if until else said for said, until in told]
    signs = {r.sign for r in relations}
    tone = sign_of("relation-sign", signs.pop()).tone if len(signs) == 1 else "muted"
    return Cell(text=", ".join(words), sort=sum(r.sign for r in relations), ref=relations[0].ref, tone=tone)
