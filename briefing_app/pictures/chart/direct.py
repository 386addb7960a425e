"""Which series bear their names at their marks, so that no key has to name them."""

from __future__ import annotations

from itertools import pairwise

from briefing_app.domain.specs import ChartSeries, ChartSpec
from briefing_app.pictures.chart.plot import is_bar
from briefing_app.pictures.pen import Pen
from briefing_app.pictures.shapes import AHEAD

_AXIS = 60.0
"""Points that the axis beside a plot takes at most."""
_MOST_LINES = 4
_APART = 0.1
"""Share of the axis that the ends of two lines lie apart at least, for their names to stand one above the other."""
_LONGEST = 0.4
"""Share of the width that the name of a line may take at most."""


def told_at_marks(pen: Pen, spec: ChartSpec, width: float) -> frozenset[str]:
    """Returns the keys of the series that are named where they are drawn: all of a chart, or none.

    Args:
        pen: The pen, for measuring.
        spec: The chart.
        width: Width of the whole picture in points.
    """
    if spec.panels or len(spec.series) < 2 or any(series.many is not None for series in spec.series):
        return frozenset()
    named = {
        "scatter": _every_mark_named,
        "paired": _bars_have_room,
        "line": _ends_apart,
    }.get(spec.form)
    room = max(1.0, width - _AXIS)
    return frozenset(series.key for series in spec.series) if named and named(pen, spec, room) else frozenset()


def named_bar(series: ChartSeries) -> int:
    """Returns the index of the bar over which a series is named: its first."""
    return min(range(len(series.marks)), key=lambda n: series.marks[n].x, default=-1)


def _every_mark_named(_pen: Pen, spec: ChartSpec, _room: float) -> bool:
    return all(mark.label for series in spec.series for mark in series.marks)


def _bars_have_room(pen: Pen, spec: ChartSpec, room: float) -> bool:
    """Among bars that stand side by side each first one has its name over it, no wider than its place."""
    bars = [series for series in spec.series if series.marks]
    if len(bars) < len(spec.series) or not all(is_bar(spec, series.marks[named_bar(series)]) for series in bars):
        return False
    firsts = sorted(series.marks[named_bar(series)].x for series in bars)
    steps = [after - before for before, after in pairwise(firsts)]
    unit = room / (spec.x.high - spec.x.low) if spec.x.high > spec.x.low else 0.0
    return all(pen.measure(series.label, bold=True) + 6 <= min(steps) * unit for series in bars)


def _ends_apart(pen: Pen, spec: ChartSpec, room: float) -> bool:
    """Lines are named at their ends if these lie apart and the names are short."""
    if len(spec.series) > _MOST_LINES or spec.y.log or not spec.y.high > spec.y.low:
        return False
    ends = [end_of(series) for series in spec.series]
    heights = sorted((mark - spec.y.low) / (spec.y.high - spec.y.low) for mark in ends if mark is not None)
    apart = all(after - before >= _APART for before, after in pairwise(heights))
    short = all(pen.measure(series.label, bold=True) <= room * _LONGEST for series in spec.series)
    return len(heights) == len(spec.series) and apart and short


def end_of(series: ChartSeries) -> float | None:
    """Returns the value at which a line ends; None if it has none."""
    values = [mark.y for mark in series.marks if mark.form not in ("rival", "part", *AHEAD)]
    return values[-1] if values else None
