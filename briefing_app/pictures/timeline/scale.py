"""An axis of time in one to three pieces: the busy years wide, the quiet ones before and after them narrow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

_QUIET = 0.16
"""Share of the width for all quiet years on one side."""
_WORTH = 1.6
"""The range has to be so many times the busy stretch before it is worth changing the scale."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days on a stretch of the paper."""

    start: float
    end: float
    left: float
    right: float

    def x(self, day: float) -> float:
        """Where a day stands."""
        return self.left + (day - self.start) / max(self.end - self.start, 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Scale:
    """Pieces in order, without gaps; ``main`` is the number of the wide one."""

    pieces: tuple[Piece, ...]
    main: int

    @property
    def start(self) -> float:
        """First day."""
        return self.pieces[0].start

    @property
    def end(self) -> float:
        """Last day."""
        return self.pieces[-1].end

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where the scale changes."""
        return tuple(piece.left for piece in self.pieces[1:])

    @property
    def main_left(self) -> float:
        """Where the wide piece begins."""
        return self.pieces[self.main].left

    def is_main(self, day: float) -> bool:
        """Tells whether a day stands in the wide piece."""
        return self.pieces[self.main].start <= day <= self.pieces[self.main].end

    def x(self, day: float) -> float:
        """Where a day stands; days outside stand at the ends."""
        day = min(max(day, self.start), self.end)
        return next(piece for piece in self.pieces if day <= piece.end).x(day)

    def years(self) -> Iterator[int]:
        """Yields the years whose first days get a line, each piece in steps of its own."""
        for piece in self.pieces:
            first, last = (dt.date.fromordinal(int(day)).year for day in (piece.start, piece.end))
            room = max(2, int((piece.right - piece.left) / 20))
            step = next(s for s in (1, 2, 5, 10, 25, 50, 100, 1000, 10_000) if (last - first) / s <= room)
            for year in range(first, last + 1):
                if year % step == 0 and piece.start <= dt.date(year, 1, 1).toordinal() < piece.end:
                    yield year


def scale_of(span: tuple[int, int], busy: tuple[int, int], *, left: float, right: float) -> Scale:
    """Returns the scale for a range.

    Args:
        span: First and last day of everything, as ordinals.
        busy: First and last day of the stretch that holds most.
        left: Left end on paper.
        right: Right end on paper.
    """
    start, end = float(span[0]), float(min(span[1] + 1, dt.date.max.toordinal()))
    first, last = float(busy[0]), float(busy[1])
    if last <= first or end - start < _WORTH * (last - first):
        return Scale((Piece(start, max(end, start + 1), left, right),), 0)
    near = (last - first) * 0.15
    first = start if first - start <= near else first - near / 5
    last = end if end - last <= near else last + near / 5
    wide, edges, ends = right - left, [left, right], [start, end]
    pieces = []
    if first > start:
        edges[0] = left + _QUIET * wide
        pieces.append(Piece(start, first, left, edges[0]))
        ends[0] = first
    if last < end:
        edges[1] = right - _QUIET * wide
        ends[1] = last
    pieces.append(Piece(ends[0], ends[1], edges[0], edges[1]))
    main = len(pieces) - 1
    if last < end:
        pieces.append(Piece(last, end, edges[1], right))
    return Scale(tuple(pieces), main)
