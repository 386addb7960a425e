"""The cells of the matrix ready for counting: which items are rated, and what each rating stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing_app.domain.model import Evidence, Rating
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset

# What a rating counts (the ACH handbook's scale); "not applicable" counts nothing and is no rating of the item.
VALUES: Mapping[str, int] = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Under which conditions the matrix is counted.

    Attributes:
        core: Only the balanced short list.
        sound_only: Only items graded A or B with 1 or 2.
        contested_neutral: Contested cells that speak against an explanation count as neutral.
        without_items: Ids of evidence left out.
        without_sources: Ids of sources; every item that cites one of them is left out.
    """

    core: bool = False
    sound_only: bool = False
    contested_neutral: bool = False
    without_items: frozenset[str] = frozenset()
    without_sources: frozenset[str] = frozenset()

    def keeps(self, item: Evidence) -> bool:
        """Tells whether an item is counted."""
        if self.core and not item.core:
            return False
        if self.sound_only and not (item.source_reliability in "AB" and item.information_credibility in "12"):
            return False
        return item.evidence_id not in self.without_items and self.without_sources.isdisjoint(item.source_ids)

    def value(self, rating: Rating) -> int | None:
        """Returns what a cell counts, -2 to 2, or None if the explanation does not speak to the item."""
        found = VALUES.get(rating.rating)
        if found is not None and found < 0 and rating.contested and self.contested_neutral:
            return 0
        return found


def by_item(scope: Scope) -> Mapping[str, Mapping[str, Rating]]:
    """Returns the ratings by evidence id, then by hypothesis id; they are sorted once."""
    return scope.once("ratings by item", lambda: _by_item(scope.dataset))


def _by_item(dataset: Dataset) -> Mapping[str, Mapping[str, Rating]]:
    found: dict[str, dict[str, Rating]] = {}
    for rating in dataset.ratings:
        found.setdefault(rating.evidence_id, {})[rating.hypothesis_id] = rating
    return found


def rated_items(scope: Scope, conditions: Conditions) -> tuple[Evidence, ...]:
    """Returns the items that have ratings and pass filter and conditions, in file order."""
    rated, kept = by_item(scope), scope.visible(scope.dataset.evidence)
    return tuple(item for item in kept if item.evidence_id in rated and conditions.keeps(item))
