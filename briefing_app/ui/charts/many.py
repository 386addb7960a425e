"""A series of very many figures on the screen: a band from lowest to highest, a column of pixels at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np  # noqa: TID253 - imported when the first chart of this kind is shown
import pyqtgraph as pg  # noqa: TID253 - see above
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from briefing_app.domain.specs import ManyMarks


class ManyItem(pg.GraphicsObject):
    """Only what is in view is looked at, and only one stroke is painted, however many marks there are."""

    def __init__(self, many: ManyMarks, colour: QColor, *, scale: Callable[[float], float]) -> None:
        super().__init__()
        self._many = many
        self._logarithmic = scale(10.0) != 10.0
        self._pen = pg.mkPen(colour, width=1)
        low, high = many.ends_y()
        first, last = many.ends_x()
        self._bounds = QRectF(first, scale(low), max(1e-9, last - first), max(1e-9, scale(high) - scale(low)))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        view, seen = self.getViewBox(), self.viewRect()
        if view is None or seen is None:
            return
        # Two pixels a column: the stroke joins the columns, and half as long it is painted in half the time.
        places, lows, highs = self._many.band(seen.left(), seen.right(), max(2, int(view.width() / 2)))
        xs, ys = np.repeat(np.frombuffer(places), 2), np.empty(2 * len(places))
        ys[0::2], ys[1::2] = np.frombuffer(lows), np.frombuffer(highs)
        # Up and down in turn: the stroke goes on from where the column before ended.
        turned = ys[: len(ys) // 4 * 4].reshape(-1, 4)
        turned[:, [2, 3]] = turned[:, [3, 2]]
        if self._logarithmic:
            ys = np.log10(np.maximum(ys, 1e-12))
        painter.setPen(self._pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPath(pg.arrayToQPath(xs, ys, connect="finite"))
