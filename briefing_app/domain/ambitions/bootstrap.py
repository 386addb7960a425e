"""How far the order of the explanations hangs on which items were found: the items drawn anew many times."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.ambitions.rating_cells import Conditions, by_item, rated_items
from briefing_app.domain.ambitions.scores import count, losses
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.translation import grouped, tr, trn

DRAWS, SEED = 5_000, 20_240_110
_BLOCK = 1_000
"""Draws counted at a time, so that little memory is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """How often an explanation came first and last; a place shared by two counts half for each."""

    ref: Ref
    label: str
    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """The result of many draws.

    Attributes:
        draws: How often the items were drawn.
        items: How many items there were to draw from, and how many each draw took.
        seed: Where the drawing began: the same seed gives the same draws.
        placed: The explanations that have a place, most often first in front.
    """

    draws: int
    items: int
    seed: int
    placed: tuple[Placed, ...]


def bootstrap(scope: Scope, *, conditions: Conditions, draws: int = DRAWS, seed: int = SEED) -> Bootstrap:
    """Draws as many items as there are, with putting back, and counts W of each explanation; it is done once.

    Args:
        scope: What is asked about.
        conditions: What is left out already.
        draws: How often.
        seed: Where the drawing begins.
    """
    key = ("bootstrap", conditions, draws, seed)
    return scope.once(key, lambda: _bootstrap(scope, conditions, draws, seed))


def _bootstrap(scope: Scope, conditions: Conditions, draws: int, seed: int) -> Bootstrap:
    import numpy as np

    items, ratings = rated_items(scope, conditions), by_item(scope, conditions)
    base = [s for s in count(scope.dataset.hypotheses, items, ratings, conditions) if s.ranked]
    if not base:
        return Bootstrap(draws=0, items=len(items), seed=seed, placed=())
    lost = [losses(item, ratings, conditions) for item in items]
    adds = np.array([[row.get(s.ref.id, 0.0) for s in base] for row in lost])
    first, last = np.zeros(len(base)), np.zeros(len(base))
    chance = np.random.default_rng(seed)
    for start in range(0, draws, _BLOCK):
        times = chance.multinomial(len(items), np.full(len(items), 1 / len(items)), size=min(_BLOCK, draws - start))
        sums = np.round(times @ adds, 9)
        for found, ends in ((first, sums.min(axis=1)), (last, sums.max(axis=1))):
            there = sums == ends[:, None]
            found += (there / there.sum(axis=1)[:, None]).sum(axis=0)
    placed = [
        Placed(ref=s.ref, label=s.label, first=float(a), last=float(b))
        for s, a, b in zip(base, first, last, strict=True)
    ]
    return Bootstrap(
        draws=draws, items=len(items), seed=seed, placed=tuple(sorted(placed, key=lambda p: (-p.first, p.last)))
    )


def bootstrap_table(scope: Scope, bootstrap: Bootstrap) -> TableSpec:
    """Returns how often each explanation came first and last, in draws and never as a probability."""
    return TableSpec(
        caption=Caption(
            key="explanations-drawn-anew",
            title=tr("How far the order depends on which items were found"),
            subtitle=trn(
                "{n} item drawn anew {draws} times (seed {seed}): how often each explanation has least and most "
                "against it",
                "{n} items drawn anew {draws} times (seed {seed}): how often each explanation has least and most "
                "against it",
                bootstrap.items,
                draws=grouped(bootstrap.draws),
                seed=bootstrap.seed,
            ),
            summary=_summary(bootstrap),
            notes=(
                tr("A count of draws from this list of items. It says nothing about how likely an explanation is."),
            ),
            edition=scope.edition,
            empty="" if bootstrap.placed else tr("Too few items are rated to draw from."),
        ),
        columns=(
            Column(key="explanation", label=tr("Explanation"), weight=6),
            Column(key="first", label=tr("First in (of {n} draws)", n=grouped(bootstrap.draws)), kind="number"),
            Column(key="last", label=tr("Last in (of {n} draws)", n=grouped(bootstrap.draws)), kind="number"),
        ),
        rows=tuple(
            Row(
                ref=each.ref,
                cells=(
                    Cell(text=each.label, sort=each.label, ref=each.ref),
                    number_cell(round(each.first)),
                    number_cell(round(each.last)),
                ),
            )
            for each in bootstrap.placed
        ),
    )


def _summary(bootstrap: Bootstrap) -> str:
    if not bootstrap.placed:
        return ""
    worst = max(bootstrap.placed, key=lambda p: p.last)
    return tr(
        "Most often first: {first}, in {a} of {n} draws. Most often last: {last}, in {b}.",
        first=bootstrap.placed[0].label,
        a=grouped(round(bootstrap.placed[0].first)),
        n=grouped(bootstrap.draws),
        last=worst.label,
        b=grouped(round(worst.last)),
    )
