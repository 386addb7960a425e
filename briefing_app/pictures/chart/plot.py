"""Where values lie on a plot: two axes laid over a box, standing or lying."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from briefing_app.domain.specs import Axis, ChartSeries, ChartSpec, Mark
from briefing_app.pictures.pen import XY, Box
from briefing_app.pictures.shapes import AHEAD

BARS = frozenset({"columns", "bars", "stacked", "paired"})
_LEAST = 1e-12
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def logarithm(value: float) -> float:
    """Returns a logarithm that is the same on every system, whose own differ in their last digit."""
    return round(math.log10(max(value, _LEAST)), 12)


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis: its values from low to high lie between two points; on a logarithmic one their logarithms do.

    Attributes:
        low: The value at ``start``.
        high: The value at ``end``.
        start: Where the low end lies.
        end: Where the high end lies.
        log: True for a logarithmic axis, which knows no nought and nothing below.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Returns where a value lies, beyond the ends if it lies beyond them."""
        low, high = self.low, self.high
        if self.log:
            low, high, value = map(logarithm, (low, high, value))
        if not high > low or not math.isfinite(value):
            return self.start
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    @property
    def straight(self) -> tuple[float, float]:
        """Factor and shift that lead from a value, or from its logarithm, to where it lies: for very many values."""
        low, high = self.low, self.high
        if self.log:
            low, high = map(logarithm, (low, high))
        factor = (self.end - self.start) / (high - low) if high > low else 0.0
        return factor, self.start - low * factor

    def knows(self, value: float) -> bool:
        """Tells whether a value has a place on this axis."""
        return math.isfinite(value) and (value > 0 or not self.log)


def scale_of(axis: Axis, start: float, end: float) -> Scale:
    """Returns the scale of an axis laid between two points; ends that are no numbers give a scale of nothing."""
    low, high = (v if math.isfinite(v) else 0.0 for v in (axis.low, axis.high))
    return Scale(low, high, start, end, axis.log)


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: the box, and where values lie in it.

    Attributes:
        box: The box of the plot.
        along: Scale of the x axis of the spec: years, names or numbers.
        up: Scale of the y axis of the spec: values.
        flat: True for bars that lie: values run to the right, names downwards.
    """

    box: Box
    along: Scale
    up: Scale
    flat: bool = False

    def at(self, x: float, y: float) -> XY:
        """Returns where a figure lies."""
        return (self.up(y), self.along(x)) if self.flat else (self.along(x), self.up(y))

    def knows(self, mark: Mark) -> bool:
        """Tells whether a mark has a place: its numbers are numbers, and a logarithm knows them."""
        return self.along.knows(mark.x) and self.up.knows(mark.y)

    @property
    def floor(self) -> float:
        """The value on which bars stand: nought, or the lower end where that is not on the axis."""
        return self.up.low if self.up.log else min(max(0.0, self.up.low), self.up.high)


def plot_of(spec: ChartSpec, box: Box) -> Plot:
    """Returns the plot of a spec in a box."""
    if spec.form == "bars":
        return Plot(box, scale_of(spec.x, box.top, box.bottom), scale_of(spec.y, box.left, box.right), flat=True)
    return Plot(box, scale_of(spec.x, box.left, box.right), scale_of(spec.y, box.bottom, box.top))


def middle_of(mark: Mark) -> float:
    """Returns the middle of what a figure covers on the x axis."""
    return mark.x if mark.x_end is None or not math.isfinite(mark.x_end) else (mark.x + mark.x_end) / 2


def letter_of(spec: ChartSpec, index: int) -> str:
    """Returns the letter of a series where only marks, not lines or patterns, could tell it from others."""
    dotted = spec.form in ("dots", "scatter") or (spec.form == "columns" and not spec.y.log)
    return _LETTERS[index % len(_LETTERS)] if len(spec.series) > 1 and dotted else ""


def is_bar(spec: ChartSpec, mark: Mark) -> bool:
    """Tells whether a figure is a bar: not on a logarithmic axis, and not where it covers several years.

    The length of a bar means its value, which it cannot on an axis without nought; and what covers several years
    would look like many years' worth.
    """
    if spec.form not in BARS or mark.form in ("rival", *AHEAD) or spec.y.log:
        return False
    return not (mark.x_end is not None and spec.x.kind == "time" and mark.x_end - mark.x > 1.2)


def forms_of(panes: Iterable[ChartSpec]) -> set[str]:
    """Returns the kinds of figure that some charts draw."""
    return {mark.form for pane in panes for series in pane.series for mark in series.marks}


def has_marks(series: ChartSeries) -> bool:
    """Tells whether there is anything to draw of a series."""
    return bool(series.marks) or series.many is not None
