"""The cells of the matrix ready for counting: which items are rated, and what each rating stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing_app.domain.briefing import bears_on
from briefing_app.domain.model import Evidence, Rating
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset

# What a rating counts (the ACH handbook's scale); "not applicable" counts nothing and is no rating of the item.
VALUES: Mapping[str, int] = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}
OWN_RATER = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Under which conditions the matrix is counted.

    Attributes:
        core: Only the balanced short list.
        sound_only: Only items graded A or B with 1 or 2.
        contested_neutral: Contested cells that speak against an explanation count as neutral.
        without_items: Ids of evidence left out.
        without_sources: Ids of sources; every item that cites one of them is left out.
        counted_against: Cells, as item and explanation, that count as one I whatever they are rated.
        own: A person's ratings, as item, explanation and word; they stand in for the bundled ones of the same cells.
        own_alone: True to count the person's ratings and no others.
    """

    core: bool = False
    sound_only: bool = False
    contested_neutral: bool = False
    without_items: frozenset[str] = frozenset()
    without_sources: frozenset[str] = frozenset()
    counted_against: frozenset[tuple[str, str]] = frozenset()
    own: frozenset[tuple[str, str, str]] = frozenset()
    own_alone: bool = False

    def keeps(self, item: Evidence) -> bool:
        """Tells whether an item is counted."""
        if self.core and not item.core:
            return False
        if self.sound_only and not (item.source_reliability in "AB" and item.information_credibility in "12"):
            return False
        return item.evidence_id not in self.without_items and self.without_sources.isdisjoint(item.source_ids)

    def value(self, rating: Rating) -> int | None:
        """Returns what a cell counts, -2 to 2, or None if the explanation does not speak to the item."""
        if (rating.evidence_id, rating.hypothesis_id) in self.counted_against:
            return -1
        found = VALUES.get(rating.rating)
        if found is not None and found < 0 and rating.contested and self.contested_neutral:
            return 0
        return found


_BUNDLED = Conditions()


def by_item(scope: Scope, conditions: Conditions = _BUNDLED) -> Mapping[str, Mapping[str, Rating]]:
    """Returns the ratings by evidence id, then by hypothesis id; they are sorted once.

    Args:
        scope: What is asked about.
        conditions: Whose ratings count; the bundled ones are never changed.
    """
    bundled = scope.once("ratings by item", lambda: _by_item(scope.dataset))
    if not conditions.own and not conditions.own_alone:
        return bundled
    key = ("ratings by item", conditions.own, conditions.own_alone)
    return scope.once(key, lambda: _with_own(bundled, conditions))


def _by_item(dataset: Dataset) -> Mapping[str, Mapping[str, Rating]]:
    found: dict[str, dict[str, Rating]] = {}
    for rating in dataset.ratings:
        found.setdefault(rating.evidence_id, {})[rating.hypothesis_id] = rating
    return found


def _with_own(
    bundled: Mapping[str, Mapping[str, Rating]], conditions: Conditions
) -> Mapping[str, Mapping[str, Rating]]:
    """A cell that a person rated is no longer contested: it says what this person thinks."""
    found = {} if conditions.own_alone else {item: dict(cells) for item, cells in bundled.items()}
    for item, explanation, word in conditions.own:
        known = bundled.get(item, {}).get(explanation)
        found.setdefault(item, {})[explanation] = Rating(
            rating_id=known.rating_id if known else f"{item}:{explanation}",
            evidence_id=item,
            hypothesis_id=explanation,
            rating=word,
            contested=False,
            rater=OWN_RATER,
            rationale=known.rationale if known else "",
        )
    return found


def rated_items(scope: Scope, conditions: Conditions) -> tuple[Evidence, ...]:
    """Returns the items that have ratings and pass filter and conditions, in file order."""
    rated, kept = by_item(scope, conditions), scope.visible(scope.dataset.evidence)
    return tuple(item for item in kept if item.evidence_id in rated and conditions.keeps(item))


def feasibility_cells(dataset: Dataset) -> frozenset[tuple[str, str]]:
    """Returns the neutral cells of items that undercut the ambition which an explanation is about.

    They bear on whether the ambition can succeed, not on whether it is held. Counting them against the explanation
    mixes the two questions and shows what that would do to the order.
    """
    against = {e.evidence_id: e for e in dataset.evidence if e.direction == "undercuts"}
    about = {h.hypothesis_id: h.ambition for h in dataset.hypotheses if dataset.briefing.borne_on(h.ambition)}
    return frozenset(
        (r.evidence_id, r.hypothesis_id)
        for r in dataset.ratings
        if r.rating == "N"
        and r.hypothesis_id in about
        and r.evidence_id in against
        and bears_on(against[r.evidence_id].ambition, about[r.hypothesis_id])
    )
