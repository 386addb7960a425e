"""Which stretch of time is in view, and how zoom and pan change it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

FIRST, LAST = 1.0, float(dt.date.max.toordinal() + 1)
"""Ends of the calendar in ordinal days; the last day ends where the next would begin."""
LEAST = 1.0
"""Nobody needs to see less than one day."""


class View(NamedTuple):
    """A stretch of time in ordinal days with fractions; the day n runs from n to n + 1."""

    start: float
    end: float

    @property
    def span(self) -> float:
        """Length in days."""
        return self.end - self.start

    def zoomed(self, factor: float, *, about: float, within: View) -> View:
        """Returns the view made shorter (factor below 1) or longer about a day that keeps its place.

        Args:
            factor: New length over old length.
            about: The day that stays where it is.
            within: The view is not moved out of this one.
        """
        span = min(max(self.span * factor, LEAST), within.span)
        share = (about - self.start) / self.span
        return View(about - share * span, about + (1 - share) * span).kept(within)

    def panned(self, days: float, *, within: View) -> View:
        """Returns the view moved by days, not out of ``within``."""
        return View(self.start + days, self.end + days).kept(within)

    def kept(self, within: View) -> View:
        """Returns the view moved, and shortened if need be, so that it lies in ``within``."""
        span = min(max(self.span, LEAST), within.span)
        start = min(max(self.start, within.start), within.end - span)
        return View(start, start + span)

    def x(self, day: float, width: float) -> float:
        """Returns where a day stands on a picture of a width, in the width's unit."""
        return (day - self.start) / (self.end - self.start) * width

    @property
    def pieces(self) -> tuple[tuple[View, float], ...]:
        """The stretches of one scale with their shares of the width; a plain view has one."""
        return ((self, 1.0),)

    def day(self, x: float, width: float) -> float:
        """Returns the day at a place on a picture of a width."""
        return self.start + x / max(width, 1.0) * (self.end - self.start)


QUIET = 0.16
"""Share of the width for all quiet years on one side of the busy ones."""
_WORTH = 1.6
"""The range has to be so many times the busy stretch before it is worth changing the scale."""


class BrokenView(View):
    """A stretch of time in two or three pieces: the busy years wide, the quiet ones before and after them narrow."""

    parts: tuple[tuple[View, float], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[View, float], ...]:
        """The stretches of one scale with their shares of the width."""
        return self.parts

    def x(self, day: float, width: float) -> float:
        """Returns where a day stands on a picture of a width, in the width's unit."""
        left = 0.0
        for piece, share in self.parts[:-1]:
            if day < piece.end:
                return left + piece.x(day, width * share)
            left += width * share
        piece, share = self.parts[-1]
        return left + piece.x(day, width * share)


def whole(span: tuple[int, int], busy: tuple[int, int]) -> View:
    """Returns a view of everything; quiet years before and after the busy ones get a smaller scale.

    Args:
        span: First and last day of everything, as ordinals.
        busy: First and last day of the stretch that holds most.
    """
    start, end = float(span[0]), min(span[1] + 1.0, LAST)
    end = max(end, start + LEAST)
    first, last = float(busy[0]), float(busy[1])
    if last <= first or end - start < _WORTH * (last - first):
        return around(span[0], span[1], share=0.015)
    # A mark is wider than its day: it has air at both ends, in the scale that it has there.
    plain = View(max(FIRST, start - max(0.0, first - start) * 0.08), min(LAST, end + max(0.0, end - last) * 0.08))
    near, air = (last - first) * 0.15, (last - first) * 0.02
    if first - start <= near:
        first = max(FIRST, start - air)
        plain = View(first, plain.end)
    else:
        first -= near / 5
    if end - last <= near:
        last = min(LAST, end + air)
        plain = View(plain.start, last)
    else:
        last += near / 5
    ends = [View(plain.start, first)] if first > plain.start else []
    after = [View(last, plain.end)] if last < plain.end else []
    shares = [QUIET] * len(ends), [QUIET] * len(after)
    middle = View(first, last)
    found = BrokenView(plain.start, plain.end)
    found.parts = (
        *zip(ends, shares[0], strict=True),
        (middle, 1 - QUIET * (len(ends) + len(after))),
        *zip(after, shares[1], strict=True),
    )
    return found


def around(first: float, last: float, *, share: float = 0.03, least: float = LEAST) -> View:
    """Returns a view of the days from first to last, both whole, with some air at both ends.

    Args:
        first: First day as ordinal.
        last: Last day as ordinal.
        share: Air at each end as share of the length.
        least: Least length in days.
    """
    start, end = first, last + 1.0
    air = max((end - start) * share, (least - (end - start)) / 2, 0.0)
    start, end = max(FIRST, start - air), min(LAST, end + air)
    return View(start, max(end, start + LEAST))
