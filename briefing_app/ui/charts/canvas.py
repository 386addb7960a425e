"""What a chart on the screen is put together from beside its plots: the canvas that leaves the wheel, the legend."""

from __future__ import annotations

import pyqtgraph as pg  # noqa: TID253 - imported when the first chart is shown
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent

from briefing_app.domain.specs import ChartSpec
from briefing_app.pictures import chart
from briefing_app.pictures.pen import Pen
from briefing_app.ui.painted_key import PaintedKey
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


class Legend(PaintedKey):
    """What shapes and series stand for, and the unit, as the picture draws them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._spec: ChartSpec | None = None

    def show_spec(self, spec: ChartSpec, theme: Theme) -> None:
        """Shows the legend of a chart."""
        self._spec = spec
        self.apply_theme(theme)

    def explain(self, pen: Pen, width: float) -> float:
        return chart.explain(pen, self._spec, left=0.0, top=0.0, width=width) if self._spec is not None else 0.0
