"""What the matrix says about each explanation: counts and sums, never a percentage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isinf, sqrt

from briefing_app.domain.ambitions.rating_cells import Conditions, by_item, rated_items
from briefing_app.domain.model import Evidence, Hypothesis, Rating, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.wording import number
from briefing_app.translation import tr, trn

__all__ = ["COVERAGE", "Conditions", "Score", "losses", "scores", "scores_table", "weight"]

_ALL_ITEMS = Conditions()
COVERAGE = 0.5
"""Share of the items that must be rated for an explanation before it has a place: what nobody rated is not good."""
# Admiralty grades as weights, a choice of the data package: no standard gives one.
_WEIGHTS: Mapping[str, float] = {
    **dict.fromkeys("AB12", sqrt(2)),
    **dict.fromkeys("C3", 1.0),
    **dict.fromkeys("DEF456", 1 / sqrt(2)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one explanation stands against the items counted.

    Attributes:
        ref: The explanation.
        label: Its short name.
        inconsistency: I, the sum over inconsistent cells, 1 for I and 2 for II.
        weighted: W, the same with each item weighted by the lower of its two grades.
        squared: Q, the same with squares: 1 for I and 4 for II.
        consistency: C, the sum over consistent cells, 1 for C and 2 for CC.
        rated: n, the number of items not rated "not applicable".
        items: The number of items counted at all.
        unrated: Items without any rating for this explanation.
        contested: Inconsistent cells that sound analysts would rate differently.
        rank: 1 plus the number of ranked explanations with a smaller W; equal W share a rank. Infinite for an
            explanation of which too little was rated: it has no place.
    """

    ref: Ref
    label: str
    inconsistency: int
    weighted: float
    squared: int
    consistency: int
    rated: int
    items: int
    unrated: int = 0
    contested: int = 0
    rank: float = inf

    @property
    def covered(self) -> bool:
        """True if enough of the items was rated for this explanation to be given a place."""
        return self.rated > 0 and self.rated >= COVERAGE * self.items

    @property
    def ranked(self) -> bool:
        """True if the explanation has a place."""
        return not isinf(self.rank)

    @property
    def per_item(self) -> float | None:
        """W divided by n, or None if nothing is rated."""
        return self.weighted / self.rated if self.rated else None


def weight(item: Evidence) -> float:
    """Returns the weight of an item by the lower of its two grades: the square root of 2, 1, or its inverse."""
    low = 1 / sqrt(2)
    return min(_WEIGHTS.get(item.source_reliability, low), _WEIGHTS.get(item.information_credibility, low))


def losses(item: Evidence, ratings: Mapping[str, Mapping[str, Rating]], conditions: Conditions) -> dict[str, float]:
    """Returns what an item adds to W of each explanation."""
    values = {ident: conditions.value(r) or 0 for ident, r in ratings.get(item.evidence_id, {}).items()}
    return {ident: weight(item) * max(0, -value) for ident, value in values.items()}


def scores(
    scope: Scope,
    *,
    conditions: Conditions = _ALL_ITEMS,
    core: bool = False,
) -> tuple[Score, ...]:
    """Counts the matrix for each explanation, in the order of the table of explanations.

    With s = +2, +1, 0, -1, -2 for CC, C, N, I, II and "not applicable" left out of n:
    I = sum of max(0, -s); W = sum of weight times max(0, -s); Q = sum of s squared where s < 0;
    C = sum of max(0, s).

    Args:
        scope: What is asked about; items that the filter hides are not counted.
        conditions: What else is left out or taken as neutral.
        core: Short for conditions that keep the balanced short list only.

    Source: Heuer 1999 for the order by inconsistency; the weights are a choice of the data package.
    """
    if core:
        conditions = Conditions(core=True)
    return count(scope.dataset.hypotheses, rated_items(scope, conditions), by_item(scope, conditions), conditions)


def count(
    hypotheses: Sequence[Hypothesis],
    items: Sequence[Evidence],
    ratings: Mapping[str, Mapping[str, Rating]],
    conditions: Conditions,
) -> tuple[Score, ...]:
    """Counts the given items; the weights are computed here so that nothing is rounded in between."""
    found = [_score(h, items, ratings, conditions) for h in hypotheses]
    return tuple(_ranked(score, found) for score in found)


def _score(
    hypothesis: Hypothesis,
    items: Sequence[Evidence],
    ratings: Mapping[str, Mapping[str, Rating]],
    conditions: Conditions,
) -> Score:
    inconsistency = squared = consistency = rated = unrated = contested = 0
    weighted = 0.0
    for item in items:
        rating = ratings.get(item.evidence_id, {}).get(hypothesis.hypothesis_id)
        if rating is None:
            unrated += 1
            continue
        value = conditions.value(rating)
        if value is None:
            continue
        rated += 1
        against = max(0, -value)
        inconsistency += against
        squared += against * against
        weighted += weight(item) * against
        consistency += max(0, value)
        contested += bool(against and rating.contested)
    return Score(
        ref=hypothesis.ref,
        label=hypothesis.label,
        inconsistency=inconsistency,
        weighted=weighted,
        squared=squared,
        consistency=consistency,
        rated=rated,
        items=len(items),
        unrated=unrated,
        contested=contested,
    )


def _ranked(score: Score, among: Sequence[Score]) -> Score:
    from dataclasses import replace

    if not score.covered:
        return score
    mine = round(score.weighted, 9)
    return replace(score, rank=1 + sum(other.covered and round(other.weighted, 9) < mine for other in among))


def scores_table(
    scope: Scope,
    *,
    conditions: Conditions = _ALL_ITEMS,
) -> TableSpec:
    """Returns the scores with their coverage, least against first; equal standing keeps the order of the data.

    Explanations of which too little was rated have no place and stand below the others.
    """
    found = sorted(scores(scope, conditions=conditions), key=lambda s: s.rank)
    rows = tuple(Row(cells=_cells(score), ref=score.ref) for score in found)
    items = found[0].items if found else 0
    return TableSpec(
        caption=Caption(
            key="explanations-scores",
            title=tr("What stands against each explanation"),
            subtitle=trn(
                "I and W count what speaks against; C what fits; n is how many of {n} item were rated",
                "I and W count what speaks against; C what fits; n is how many of {n} items were rated",
                items,
            ),
            summary=_summary(found),
            notes=_not_placed(found),
            edition=scope.edition,
            empty="" if items else tr("The filter leaves no rated item."),
        ),
        columns=(
            Column(key="explanation", label=tr("Explanation"), weight=6),
            Column(key="i", label=tr("Against, I"), kind="number"),
            Column(key="w", label=tr("Weighted, W"), kind="number"),
            Column(key="contested", label=tr("Contested"), kind="number"),
            Column(key="c", label=tr("Fits, C"), kind="number"),
            Column(key="n", label=tr("Rated, n of {n}", n=items), kind="number"),
            Column(key="wn", label=tr("W per item"), kind="number"),
            Column(key="place", label=tr("Place"), kind="number"),
        ),
        rows=rows,
    )


def _cells(score: Score) -> tuple[Cell, ...]:
    per_item = score.per_item
    return (
        Cell(text=score.label, sort=score.label, ref=score.ref),
        number_cell(score.inconsistency),
        number_cell(score.weighted, text=number(score.weighted, decimals=2)),
        number_cell(score.contested),
        number_cell(score.consistency),
        number_cell(score.rated),
        number_cell(per_item, text=None if per_item is None else number(per_item, decimals=3)),
        number_cell(score.rank) if score.ranked else Cell(text=tr("not rated enough"), sort=score.rank),
    )


def _summary(ranking: Sequence[Score]) -> str:
    placed = [score for score in ranking if score.ranked]
    if not placed:
        return " ".join(_not_placed(ranking))
    least = [s.label for s in placed if s.rank == placed[0].rank]
    most = placed[-1]
    words = tr(
        "Least stands against: {least}. Most stands against: {most}, with {contested} of its inconsistent cells "
        "contested. This is a record of reasoning and no measure of truth.",
        least=", ".join(least),
        most=most.label,
        contested=most.contested,
    )
    return " ".join((words, *_not_placed(ranking)))


def _not_placed(ranking: Sequence[Score]) -> tuple[str, ...]:
    """Says which explanations have no place, and why."""
    left = [score for score in ranking if not score.ranked and score.items]
    if not left:
        return ()
    named = "; ".join(tr("{label} ({n} of {items})", label=s.label, n=s.rated, items=s.items) for s in left)
    return (
        tr(
            "Without a place, because fewer than {share} % of the items were rated: {named}.",
            share=f"{100 * COVERAGE:.0f}",
            named=named,
        ),
    )
