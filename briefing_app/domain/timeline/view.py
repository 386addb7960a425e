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

    def day(self, x: float, width: float) -> float:
        """Returns the day at a place on a picture of a width."""
        return self.start + x / max(width, 1.0) * (self.end - self.start)


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
