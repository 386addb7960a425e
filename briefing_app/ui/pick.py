"""A box to choose from whose arrow is drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox


class PickBox(QComboBox):
    """A combo box as wide as its longest choice, with an arrow that is seen in every theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        half = self.fontMetrics().height() / 5
        middle = QPointF(self.width() - half * 3.2, self.height() / 2 + 1)
        tone = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tone, max(1.2, half / 2.4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        ends = (QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2))
        painter.drawPolyline(QPolygonF([middle + end for end in ends]))
        painter.end()
