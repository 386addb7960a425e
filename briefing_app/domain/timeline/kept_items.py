"""Items of a very large timeline, each made when it is drawn or chosen."""

from __future__ import annotations

from briefing_app.domain.specs import TimelineItem

KEPT = 5_000
"""Items that are kept at the most."""


class KeptItems:
    """A set of items by their numbers; what makes one is told by the class that holds the events."""

    def __init__(self) -> None:
        self._made: dict[int, TimelineItem] = {}

    def item(self, number: int) -> TimelineItem:
        """Returns an item, made when it is asked for; the last ones are kept."""
        made = self._made.get(number)
        if made is None:
            if len(self._made) >= KEPT:
                self._made.clear()
            made = self._made[number] = self._make(number)
        return made

    def _make(self, number: int) -> TimelineItem:
        raise NotImplementedError
