"""A box to choose from whose arrow is drawn in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox

from briefing_app.words import tr


class PickBox(QComboBox):
    """A combo box as wide as its longest choice, with an arrow that is seen in every theme."""

    def offer(self, values: Iterable[str], words: Callable[[str], str]) -> None:
        """Offers values in order of the alphabet after "all", whose value is None; keeps what is chosen."""
        chosen = self.currentData()
        self.clear()
        self.addItem(tr("all"), None)
        for value in sorted(set(values)):
            self.addItem(words(value), value)
        self.setCurrentIndex(max(0, self.findData(chosen)))

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
