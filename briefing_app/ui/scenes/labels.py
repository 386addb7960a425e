"""Names that find a free place beside their mark, or stay unsaid: the list and the table hold them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF


@dataclass(frozen=True)
class Placed:
    """A name with its place: the box in pixels in which it is written."""

    words: str
    box: QRectF
    font: QFont
    tone: str


class LabelPlacer:
    """Places names one after the other; what was placed first keeps its room.

    Args:
        room: Where names may stand, in pixels.
        gap: Distance between mark and name in pixels.
    """

    def __init__(self, room: QRectF, *, gap: float) -> None:
        self._room, self._gap = room, gap
        self._taken: list[QRectF] = []
        self._metrics: dict[str, QFontMetricsF] = {}
        self.placed: list[Placed] = []

    def keep_off(self, box: QRectF) -> None:
        """Marks a box as taken."""
        self._taken.append(box)

    def beside(self, at: QPointF, words: str, *, font: QFont, tone: str = "ink") -> bool:
        """Places a name right, left, above or below a mark; returns False if no place is free.

        Args:
            at: The mark.
            words: The name.
            font: Its font.
            tone: Its tone.
        """
        wide, tall = self._size(words, font)
        gap = self._gap
        sides = (
            QPointF(at.x() + gap, at.y() - tall / 2),
            QPointF(at.x() - gap - wide, at.y() - tall / 2),
            QPointF(at.x() - wide / 2, at.y() - gap - tall),
            QPointF(at.x() - wide / 2, at.y() + gap),
        )
        return self._try(sides, words, wide, tall, font, tone)

    def over(self, at: QPointF, words: str, *, font: QFont, tone: str) -> bool:
        """Places a name over a point; returns False if something stands there."""
        wide, tall = self._size(words, font)
        corner = QPointF(at.x() - wide / 2, at.y() - tall / 2)
        return self._try((corner,), words, wide, tall, font, tone)

    def _size(self, words: str, font: QFont) -> tuple[float, float]:
        key = font.toString()
        metrics = self._metrics.setdefault(key, QFontMetricsF(font))
        return metrics.horizontalAdvance(words), metrics.height()

    def _try(self, places: Sequence[QPointF], words: str, wide: float, tall: float, font: QFont, tone: str) -> bool:
        boxes = [QRectF(place.x(), place.y(), wide, tall) for place in places]
        found = next((box for box in boxes if self._free(box)), None)
        if found is None:
            return False
        self._taken.append(found)
        self.placed.append(Placed(words, found, font, tone))
        return True

    def _free(self, box: QRectF) -> bool:
        return self._room.contains(box) and not any(box.intersects(other) for other in self._taken)
