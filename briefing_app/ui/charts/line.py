"""A series of a chart with the plot it stands in: its marks and where they stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.pictures.chart.plot import middle_of
from briefing_app.ui.charts.axes import on_axis
from briefing_app.ui.charts.item import ChartItem


@dataclass(frozen=True, slots=True)
class Line:
    """A series with the plot it stands in."""

    series: ChartSeries
    pane: ChartSpec
    item: Any
    marks: ChartItem

    @property
    def count(self) -> int:
        """How many marks it has."""
        return len(self.series.many.xs) if self.series.many is not None else len(self.series.marks)

    def mark(self, index: int) -> Mark:
        """Returns a mark by its place in the series."""
        return self.series.many.mark(index) if self.series.many is not None else self.series.marks[index]

    def place(self, index: int) -> tuple[float, float]:
        """Where a mark stands in the coordinates of the plot."""
        many = self.series.many
        if many is not None:
            return many.xs[index], on_axis(self.pane.y, many.ys[index])
        mark = self.series.marks[index]
        x, y = middle_of(mark), on_axis(self.pane.y, mark.y)
        return (y, x) if self.pane.form == "bars" else (x, y)

    def sharing_columns(self, place: QPointF, seen: QTransform, reach: float) -> range:
        """Returns those of very many marks that share the columns about a pixel, at most a few thousand."""
        assert self.series.many is not None
        back, _possible = seen.inverted()
        low, high = (back.map(QPointF(place.x() + d, place.y())).x() for d in (-reach, reach))
        first, last = bisect_left(self.series.many.xs, low), bisect_left(self.series.many.xs, high)
        return range(first, last, max(1, (last - first) // 2_000))
