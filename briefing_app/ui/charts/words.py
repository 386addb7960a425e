"""Where words go on a plot: beside their mark, never on one another, left out if no side has room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

Anchor = tuple[float, float]
"""Which point of the words, as a share of their size, stands on the mark."""
RIGHT, LEFT, BELOW = (-0.02, 0.5), (1.02, 0.5), (0.5, -0.3)
OVER = ((0.5, 1.15), (0.5, 1.5), (-0.05, 1.3), (1.05, 1.3), (0.5, 2.1))
"""Above a mark: on it, clear of a symbol that stands there, to either side, or one line higher."""
GAP = 9.0
"""Pixels between a mark and words beside it."""


class Places:
    """Keeps in pixels what is taken on one plot."""

    def __init__(self, metrics: QFontMetricsF, frame: QRectF) -> None:
        self._metrics, self._frame = metrics, frame
        self._taken: list[QRectF] = []

    def block(self, at: QPointF, *, radius: float) -> None:
        """Keeps words away from a mark."""
        self._taken.append(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))

    def block_line(self, start: QPointF, end: QPointF) -> None:
        """Keeps words off a level line, such as the top of an open bar."""
        self._taken.append(QRectF(start.x(), start.y() - 1, max(1.0, end.x() - start.x()), 2.0))

    def find(self, words: str, at: QPointF, anchors: Iterable[Anchor]) -> tuple[Anchor, QPointF] | None:
        """Returns the first anchor whose words lie free inside the frame, with their shift in pixels, and takes it.

        Args:
            words: The words, one line.
            at: The mark, in pixels.
            anchors: In order of preference.
        """
        size = QSizeF(self._metrics.horizontalAdvance(words) + 6, self._metrics.height() + 2)
        for anchor in anchors:
            shift = QPointF(GAP if anchor[0] <= 0 else -GAP if anchor[0] >= 1 else 0.0, 0.0)
            corner = at + shift - QPointF(anchor[0] * size.width(), anchor[1] * size.height())
            box = QRectF(corner, size)
            if self._frame.contains(box) and not any(box.intersects(other) for other in self._taken):
                self._taken.append(box)
                return anchor, shift
        return None


def wrapped(words: str, metrics: QFontMetricsF, room: float) -> str:
    """Returns words broken into lines that fit the room where a blank allows it."""
    lines: list[str] = []
    for word in words.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)
