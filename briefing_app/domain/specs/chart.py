"""What a chart shows, computed and complete: nothing is drawn that is not in here."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.specs.table import TableSpec

BLOCK = 64
"""Figures whose lowest and highest value are remembered together."""
ChartForm = Literal["line", "columns", "dots", "bars", "stacked", "paired", "scatter", "multiples"]
MarkForm = Literal["preferred", "rival", "part", "estimate", "derived", "target", "plan", "forecast", "claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis.

    Attributes:
        label: What it measures, with unit.
        kind: "number", "time" (x is a year with fraction) or "category" (x is the index of the category).
        ticks: Positions with their words; every tick is drawn and no other.
        low: Lower end in axis units.
        high: Upper end in axis units.
        log: True if the axis is logarithmic (base 10).
    """

    label: str
    kind: Literal["number", "time", "category"]
    ticks: tuple[tuple[float, str], ...] = ()
    low: float = 0.0
    high: float = 1.0
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One figure.

    Attributes:
        x: Position on the x axis: year with fraction, index of a category, or number.
        y: Value in the unit of the y axis.
        y_high: Upper end of a range, or None.
        x_end: End of the span on the x axis that the figure covers, or None for a point.
        base: Where a column or bar starts; 0 unless stacked.
        form: What kind of figure it is; drawn by shape, never by colour alone.
        label: Direct label, empty for none.
        ref: The observation or claim.
        spoken: What a screen reader says: value, unit, period, status, source, grade.
    """

    x: float
    y: float
    y_high: float | None = None
    x_end: float | None = None
    base: float = 0.0
    form: MarkForm = "preferred"
    label: str = ""
    ref: Ref | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ManyMarks:
    """Very many marks of one form as columns of numbers.

    Attributes:
        xs: Positions, ascending; shape (n,), type "d".
        ys: Values in the unit of the y axis; shape (n,), type "d".
        mark: Makes the mark at an index, with its words.
    """

    xs: array[float]
    ys: array[float]
    mark: Callable[[int], Mark]
    _blocks: list[Any] = field(default_factory=list, repr=False)

    def _block_ends(self) -> tuple[Any, Any]:
        """Lowest and highest value of each block, computed once; shape (ceil(n / BLOCK),) each."""
        import numpy as np

        if not self._blocks:
            starts = np.arange(0, len(self.ys), BLOCK)
            ys = np.frombuffer(self.ys)
            self._blocks.extend((np.fmin.reduceat(ys, starts), np.fmax.reduceat(ys, starts)))
        return self._blocks[0], self._blocks[1]

    def ends_x(self) -> tuple[float, float]:
        """Returns the first and the last position."""
        return self.xs[0], self.xs[-1]

    def ends_y(self) -> tuple[float, float]:
        """Returns the lowest and the highest value that is a number."""
        import numpy as np

        values = np.frombuffer(self.ys)
        values = values[np.isfinite(values)]
        return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)

    def band(self, low: float, high: float, columns: int) -> tuple[array[float], array[float], array[float]]:
        """Returns the band from lowest to highest value, a column of the picture at a time.

        Args:
            low: First position that is seen.
            high: Last position that is seen.
            columns: Width of the picture in columns, at least 1.

        Returns:
            Positions, lowest and highest values, each of shape (m,), m at most ``columns``; the marks themselves
            where there are fewer of them than columns.
        """
        import numpy as np

        xs, ys = np.frombuffer(self.xs), np.frombuffer(self.ys)
        first, last = np.searchsorted(xs, [low, high])
        first, last = max(0, int(first) - 1), min(len(xs), int(last) + 1)
        if last - first <= columns:
            places, lows = xs[first:last], ys[first:last]
            return array("d", places.tobytes()), array("d", lows.tobytes()), array("d", lows.tobytes())
        edges = np.unique(first + np.searchsorted(xs[first:last], np.linspace(low, high, columns, endpoint=False)))
        edges = edges[(edges >= first) & (edges < last)]
        if last - first > columns * BLOCK * 4:
            # A column holds several blocks: whole blocks are looked at instead of their figures.
            edges = np.unique(edges // BLOCK)
            ends = self._block_ends()
            stop = -(-last // BLOCK)
            lows, highs = np.fmin.reduceat(ends[0][:stop], edges), np.fmax.reduceat(ends[1][:stop], edges)
            edges = edges * BLOCK
        else:
            lows, highs = np.fmin.reduceat(ys[:last], edges), np.fmax.reduceat(ys[:last], edges)
        return array("d", xs[edges].tobytes()), array("d", lows.tobytes()), array("d", highs.tobytes())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """Marks of one series.

    Attributes:
        key: Id of the series.
        label: Direct label for the eye.
        marks: In the order in which keys walk them.
        tone: Name of a colour of the theme: "ink", "A", "B", "s1" … "s6", "muted", "bad".
        joined: True if a line joins the preferred marks; neighbours in ``breaks`` stay apart.
        breaks: Indexes of marks before which the line is broken (a gap in the data).
        ref: Reference of the series.
        many: The marks of a series too large for records; ``marks`` is empty then.
    """

    key: str
    label: str
    marks: tuple[Mark, ...]
    tone: str = "ink"
    joined: bool = False
    breaks: frozenset[int] = frozenset()
    ref: Ref | None = None
    many: ManyMarks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """One chart with its equal table.

    Attributes:
        spans: Joins between rival values of one period: x, lowest and highest value.
        panels: The small charts of the form "multiples"; empty otherwise.
    """

    caption: Caption
    form: ChartForm
    x: Axis
    y: Axis
    series: tuple[ChartSeries, ...] = ()
    spans: tuple[tuple[float, float, float], ...] = ()
    table: TableSpec | None = None
    panels: tuple[ChartSpec, ...] = ()

    @property
    def panes(self) -> tuple[ChartSpec, ...]:
        """The small charts, or the chart itself."""
        return self.panels or (self,)
