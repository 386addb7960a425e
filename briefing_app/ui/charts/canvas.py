"""What a chart on the screen is put together from beside its plots: the canvas that leaves the wheel, the legend."""

from __future__ import annotations

import math

import pyqtgraph as pg  # noqa: TID253 - imported when the first chart is shown
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.specs import ChartSpec
from briefing_app.pictures import chart
from briefing_app.pictures.pen import Blank, Pen
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.theme import Theme

ZOOM = 1.25
"""One notch of the wheel with Ctrl held, or one press of + or -."""


class Canvas(pg.GraphicsLayoutWidget):
    """The plots. The plain wheel is left to the page around them; with Ctrl it asks for a zoom."""

    zoomed = Signal(QPointF, float)

    def sizeHint(self) -> QSize:
        """Asks for little and takes what there is, so that what stands under the chart stays in view."""
        return QSize(480, 240)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(event.position(), ZOOM ** (-event.angleDelta().y() / 120))
            event.accept()
        else:
            event.ignore()


class Legend(QWidget):
    """What shapes and series stand for, and the unit, as the picture draws them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._kept = theme, Kept(theme.name)
        self._spec: ChartSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_spec(self, spec: ChartSpec, theme: Theme) -> None:
        """Shows the legend of a chart."""
        self._spec, self._theme, self._kept = spec, theme, Kept(theme.name)
        self._fit()
        self.update()

    def _fit(self) -> None:
        unit = unit_of(self._theme)
        self.setFixedHeight(math.ceil(self._draw(Blank()) * unit))

    def _draw(self, pen: Pen) -> float:
        if self._spec is None:
            return 0.0
        width = max(1.0, self.width() / unit_of(self._theme))
        return chart.explain(pen, self._spec, left=0.0, top=0.0, width=width)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._draw(pen)
        pen.end()
