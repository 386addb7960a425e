"""Which items of a lane lie in a stretch of time, found without looking at the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Lane, TimelineItem, TimelineSpec
from briefing_app.domain.timeline.view import View

LONG = 62
"""Items of more days than this are kept apart, so that a look into the past of this length finds all others."""


class LaneIndex(Protocol):
    """The items of one lane, in order of their start. Numbers are those of the whole set."""

    def __len__(self) -> int:
        """How many items stand in the lane."""

    def counts(self, view: View, columns: int) -> Sequence[int]:
        """Returns how many items start in each of so many equal stretches of the view."""

    def how_many(self, view: View) -> int:
        """Returns at least how many items start in the view."""

    def within(self, view: View, most: int) -> list[int]:
        """Returns numbers of the items that touch the view, in order of their start, at most so many."""

    def position(self, number: int) -> int:
        """Returns the place of an item in the lane, counted from 0, or -1 if it does not stand there."""

    def at(self, position: int) -> int:
        """Returns the number of the item at a place in the lane."""


class ItemSet(Protocol):
    """What the picture asks of a set of items, be it small or very large."""

    lanes: tuple[Lane, ...]
    indexes: tuple[LaneIndex, ...]
    whole: LaneIndex

    def item(self, number: int) -> TimelineItem:
        """Returns an item."""

    def number(self, ref: Ref | None) -> int:
        """Returns the number of an entry, or -1 if it is not in the set."""


class PlainLane:
    """A lane over records, with the bisection of the standard library."""

    def __init__(self, items: Sequence[TimelineItem], numbers: Iterable[int]) -> None:
        self._items = items
        self._numbers = sorted(numbers, key=lambda n: (items[n].start, n))
        self._starts = [items[n].start for n in self._numbers]
        self._long = [n for n in self._numbers if items[n].end - items[n].start > LONG]
        self._positions = {n: i for i, n in enumerate(self._numbers)}

    def __len__(self) -> int:
        return len(self._numbers)

    def counts(self, view: View, columns: int) -> Sequence[int]:
        """Returns how many items start in each of so many equal stretches of the view."""
        step = view.span / columns
        # A day counts with its noon, as its mark is drawn.
        edges = [bisect_left(self._starts, view.start + i * step - 0.5) for i in range(columns + 1)]
        return [b - a for a, b in pairwise(edges)]

    def how_many(self, view: View) -> int:
        """Returns how many items start in the view."""
        return bisect_left(self._starts, view.end) - bisect_left(self._starts, view.start)

    def within(self, view: View, most: int) -> list[int]:
        """Returns numbers of the items that touch the view, in order of their start, at most so many."""
        first = bisect_left(self._starts, view.start - LONG - 1)
        last = bisect_left(self._starts, view.end)
        items = self._items
        early = [n for n in self._long if items[n].start < view.start - LONG - 1 and items[n].end + 1 > view.start]
        near = [n for n in self._numbers[first:last] if items[n].end + 1 > view.start]
        return (early + near)[:most]

    def position(self, number: int) -> int:
        """Returns the place of an item in the lane, counted from 0, or -1."""
        return self._positions.get(number, -1)

    def at(self, position: int) -> int:
        """Returns the number of the item at a place in the lane."""
        return self._numbers[position]


class PlainSet:
    """The items of a spec with an index for each lane and one for all of them."""

    def __init__(self, spec: TimelineSpec) -> None:
        self.lanes = spec.lanes
        self._items = spec.items
        self._number_of = {item.ref: n for n, item in enumerate(spec.items)}
        members: list[list[int]] = [[] for _ in spec.lanes]
        for number, item in enumerate(spec.items):
            for lane in item.lanes:
                members[lane].append(number)
        self.indexes: tuple[LaneIndex, ...] = tuple(PlainLane(spec.items, numbers) for numbers in members)
        self.whole: LaneIndex = PlainLane(spec.items, range(len(spec.items)))

    def item(self, number: int) -> TimelineItem:
        """Returns an item."""
        return self._items[number]

    def number(self, ref: Ref | None) -> int:
        """Returns the number of an entry, or -1 if it is not in the set."""
        return self._number_of.get(ref, -1) if ref is not None else -1
