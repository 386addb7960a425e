"""What would change the order of the explanations: one item or one source left out at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.ambitions.rating_cells import Conditions, by_item, rated_items
from briefing_app.domain.ambitions.scores import Score, count, losses
from briefing_app.domain.model import Evidence, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr, trn

What = Literal["items", "sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Critical:
    """One item or source without which the order changes.

    Attributes:
        ref: What is left out.
        title: What it is called.
        moved: Explanations that change place: label, place with it, place without it.
    """

    ref: Ref
    title: str
    moved: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The result of leaving out one at a time.

    Attributes:
        tried: How many were left out in turn.
        places: Best and worst place of each ranked explanation over all tries, by id.
        critical: Those that change the order, in file order.
    """

    what: What
    tried: int
    places: Mapping[str, tuple[int, int]]
    critical: tuple[Critical, ...]


def leave_one_out(
    scope: Scope,
    *,
    conditions: Conditions,
    what: What = "items",
) -> Sensitivity:
    """Counts the matrix again without each item, or without each source and all items that cite it; it is done once.

    Args:
        scope: What is asked about.
        conditions: What is left out already.
        what: "items" or "sources".
    """
    return scope.once(("without one", conditions, what), lambda: _leave_one_out(scope, conditions, what))


def _leave_one_out(scope: Scope, conditions: Conditions, what: What) -> Sensitivity:
    items = rated_items(scope, conditions)
    ratings = by_item(scope, conditions)
    base = count(scope.dataset.hypotheses, items, ratings, conditions)
    lost = {item.evidence_id: losses(item, ratings, conditions) for item in items}
    base = tuple(score for score in base if score.ranked)  # the others have no place that could change
    places = {score.ref.id: (int(score.rank), int(score.rank)) for score in base}
    critical: list[Critical] = []
    groups = _groups(scope.dataset, items, what)
    for ref, title, members in groups:
        ranks = _ranks(base, members, lost)
        moved = tuple(
            (score.label, int(score.rank), ranks[score.ref.id]) for score in base if ranks[score.ref.id] != score.rank
        )
        for ident, rank in ranks.items():
            best, worst = places[ident]
            places[ident] = (min(best, rank), max(worst, rank))
        if moved:
            critical.append(Critical(ref=ref, title=title, moved=moved))
    return Sensitivity(what=what, tried=len(groups), places=places, critical=tuple(critical))


def _groups(dataset: Dataset, items: tuple[Evidence, ...], what: What) -> list[tuple[Ref, str, tuple[str, ...]]]:
    if what == "items":
        return [(item.ref, item.statement, (item.evidence_id,)) for item in items]
    citing: dict[str, list[str]] = {}
    for item in items:
        for ident in item.source_ids:
            citing.setdefault(ident, []).append(item.evidence_id)
    return [(Ref("source", ident), _source_title(dataset, ident), tuple(members)) for ident, members in citing.items()]


def _source_title(dataset: Dataset, ident: str) -> str:
    source = dataset.find("sources", ident)
    return f"{source.publisher}: {source.title}" if source else ident


def _ranks(
    base: tuple[Score, ...], members: tuple[str, ...], lost: Mapping[str, Mapping[str, float]]
) -> dict[str, int]:
    left = {
        score.ref.id: round(score.weighted - sum(lost[m].get(score.ref.id, 0.0) for m in members), 9) for score in base
    }
    return {ident: 1 + sum(other < mine for other in left.values()) for ident, mine in left.items()}


def sensitivity_table(scope: Scope, sensitivity: Sensitivity) -> TableSpec:
    """Returns what changes the order as a table."""
    word = tr("item") if sensitivity.what == "items" else tr("source")
    rows = tuple(
        Row(
            ref=critical.ref,
            cells=(
                Cell(text=critical.title, sort=critical.title, ref=critical.ref),
                Cell(text="; ".join(_moved(*moved) for moved in critical.moved), sort=len(critical.moved)),
            ),
            file_cells=(number_cell(len(critical.moved)),),
        )
        for critical in sensitivity.critical
    )
    return TableSpec(
        caption=Caption(
            key=f"explanations-without-one-{sensitivity.what[:-1]}",
            title=tr("What would change the order"),
            subtitle=trn(
                "Leaving out each {word} in turn: {n} of {tried} changes it",
                "Leaving out each {word} in turn: {n} of {tried} change it",
                len(rows),
                word=word,
                tried=sensitivity.tried,
            ),
            edition=scope.edition,
            empty="" if rows else tr("No single {word} changes the order.", word=word),
        ),
        columns=(
            Column(key="left-out", label=tr("Left out"), weight=6),
            Column(key="moves", label=tr("What moves"), weight=5),
        ),
        rows=rows,
        file_columns=(Column(key="moved", label=tr("How many explanations move"), kind="number"),),
    )


def _moved(label: str, before: int, after: int) -> str:
    return tr("{label}: place {before} → {after}", label=label, before=before, after=after)
