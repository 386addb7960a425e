"""Texts laid out once and drawn many times: shaping letters is the dearest part of a frame."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText

_MOST = 5000


class Laid(NamedTuple):
    """A text cut to a room: as letters, as laid out, and how wide it is."""

    text: str
    static: QStaticText
    width: float


class Texts:
    """Laid-out texts of one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.ascent, self.descent = self._metrics.ascent(), self._metrics.descent()
        self._laid: dict[tuple[str, int], Laid] = {}

    def laid(self, text: str, room: float) -> Laid:
        """Returns a text cut to a room in pixels."""
        key = (text, int(room))
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) >= _MOST:
                self._laid.clear()
            cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 0.5)
            static = QStaticText(cut)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            static.prepare(font=self.font)
            found = self._laid[key] = Laid(cut, static, self._metrics.horizontalAdvance(cut))
        return found

    def draw(self, painter: QPainter, x: float, base: float, laid: Laid) -> None:
        """Draws a text with the painter's pen; ``base`` is the line the letters stand on."""
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(x, base - self.ascent), laid.static)
