"""A picture as pixels: painted as it leaves as SVG, so that PNG, clipboard and SVG say the same."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from briefing_app.domain.colours import ThemeName
from briefing_app.pictures import WIDTH, Spec, compose
from briefing_app.pictures.pen import Blank
from briefing_app.ui.painter_pen import Kept, PainterPen

PIXELS = 2400
"""Pixels across; at 166 mm on paper that is 367 dots an inch."""
_MOST_TALL = 30_000


def image_of(spec: Spec, *, theme: ThemeName = "print") -> QImage:
    """Returns a picture with title, sources and edition as an image.

    Args:
        spec: What to draw.
        theme: Its colours; those of paper unless something else is asked for.
    """
    height = compose(Blank(spare=True), spec, alone=True)
    unit = min(PIXELS / WIDTH, _MOST_TALL / max(height, 1.0))
    kept = Kept(theme)
    size = QSize(max(1, round(WIDTH * unit)), max(1, math.ceil(height * unit)))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(kept.colour("paper"))
    painter = QPainter(image)
    pen = PainterPen(painter, kept, unit=unit, spare=True)
    compose(pen, spec, alone=True)
    pen.end()
    painter.end()
    image.setText("Title", spec.caption.title)
    image.setText("Description", spec.caption.summary)
    return image
