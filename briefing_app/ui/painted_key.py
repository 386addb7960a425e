"""A key that is drawn as the picture beside it draws its marks; as tall as its rows at the width it has."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.pictures.pen import Blank, Pen
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.theme import Theme


class PaintedKey(QWidget):
    """What the marks of a picture stand for; who uses it says what is explained."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._kept = theme, Kept(theme.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def explain(self, pen: Pen, width: float) -> float:
        """Draws the key.

        Args:
            pen: What it is drawn with.
            width: The room in points.

        Returns:
            How tall it is in points; nought while there is nothing to explain.
        """
        raise NotImplementedError

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme, self._kept = theme, Kept(theme.name)
        self._changed()

    def _changed(self) -> None:
        """Something else is explained, or otherwise."""
        self._fit()
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(math.ceil(self._draw(Blank()) * unit_of(self._theme)))

    def _draw(self, pen: Pen) -> float:
        return self.explain(pen, max(1.0, self.width() / unit_of(self._theme)))

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
        painter.end()
