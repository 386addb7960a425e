"""All figures of one plot as one object: the picture draws them wherever pyqtgraph's axes have them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTransform

from briefing_app.domain.specs import ChartSpec
from briefing_app.pictures.chart import Plot, Scale, draw_marks
from briefing_app.pictures.pen import Blank, Box, Place, State
from briefing_app.ui.charts.axes import Whole
from briefing_app.ui.painter_pen import Kept, PainterPen


class ChartItem(Whole):
    """Marks, bars, lines and words of a chart.

    Args:
        spec: The chart.
        kept: What the pen needs again and again.
        unit: Pixels that make one point.
        state: What a person noted.
        told: Keys of the series that the legend does not name.
    """

    def __init__(
        self, spec: ChartSpec, kept: Kept, *, unit: float, state: State, told: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self._spec, self._kept, self._unit, self._state, self._told = spec, kept, unit, state, told
        self._places: tuple[Plot, tuple[Place, ...]] | None = None

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        plot = self._plot(painter.transform())
        painter.save()
        painter.resetTransform()
        pen = PainterPen(painter, self._kept, unit=self._unit)
        draw_marks(pen, self._spec, plot, state=self._state, told=self._told)
        pen.end()
        painter.restore()

    def places(self, seen: QTransform) -> tuple[Place, ...]:
        """Returns the figures drawn with their places in points.

        Args:
            seen: From the plot's values to pixels.
        """
        plot = self._plot(seen)
        if self._places is None or self._places[0] != plot:
            self._places = (plot, draw_marks(Blank(), self._spec, plot, state=self._state, told=self._told))
        return self._places[1]

    def _plot(self, seen: QTransform) -> Plot:
        """Returns where values lie in points, under pyqtgraph's present ranges."""
        unit, log = self._unit, self._spec.y.log
        (left, right), (low, high) = self.getViewBox().viewRange()
        one, other = seen.map(QPointF(left, low)), seen.map(QPointF(right, high))
        x0, x1, y0, y1 = one.x() / unit, other.x() / unit, one.y() / unit, other.y() / unit
        box = Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        flat = self._spec.form == "bars"
        first, last = (left, right) if flat else (low, high)
        if log:
            first, last = 10.0**first, 10.0**last
        if flat:
            return Plot(box, Scale(low, high, y0, y1), Scale(first, last, x0, x1, log), flat=True)
        return Plot(box, Scale(left, right, x0, x1), Scale(first, last, y0, y1, log))
