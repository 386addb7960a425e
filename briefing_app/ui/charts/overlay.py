"""Words and grid of a plot as one item each: an item for every word would cost more than all the marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg  # noqa: TID253 - imported when the first chart is shown
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from briefing_app.ui.charts.words import Anchor


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place of the plot.

    Attributes:
        anchor: Which point of the words, as a share of their size, stands on the place.
        shift: Pixels to the right.
        paper: What is laid under the words, or None.
    """

    at: QPointF
    text: str
    colour: QColor
    anchor: Anchor
    shift: float = 0.0
    paper: QColor | None = None


class _Whole(pg.GraphicsObject):
    """An item as large as what is seen of the plot."""

    def boundingRect(self) -> QRectF:
        return self.viewRect() or QRectF()

    def viewTransformChanged(self) -> None:
        """Follows the plot when it is moved or scaled."""
        self.prepareGeometryChange()
        self.update()


class WordsItem(_Whole):
    """All words of a plot, painted upright in pixels."""

    def __init__(self, words: list[Words], font: QFont) -> None:
        super().__init__()
        self.words, self._font = words, font
        self._metrics = QFontMetricsF(font)

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        placed = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setFont(self._font)
        height = self._metrics.height()
        for one in self.words:
            width = self._metrics.horizontalAdvance(one.text)
            at = placed.map(one.at)
            left, top = at.x() + one.shift - one.anchor[0] * width, at.y() - one.anchor[1] * height
            if one.paper is not None:
                painter.fillRect(QRectF(left - 1, top, width + 2, height), one.paper)
            painter.setPen(one.colour)
            painter.drawText(QPointF(left, top + self._metrics.ascent()), one.text)
        painter.restore()


class GridItem(_Whole):
    """Lines at the ticks of one axis, across all that is seen."""

    def __init__(self, values: list[float], pen: QPen, *, upright: bool) -> None:
        super().__init__()
        self._values, self._pen, self._upright = values, pen, upright
        self.setZValue(-10)

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        seen = self.boundingRect()
        painter.setPen(self._pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for value in self._values:
            if self._upright:
                painter.drawLine(QPointF(value, seen.top()), QPointF(value, seen.bottom()))
            else:
                painter.drawLine(QPointF(seen.left(), value), QPointF(seen.right(), value))
