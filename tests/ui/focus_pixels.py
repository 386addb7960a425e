"""Measures by pixels whether a person sees where the keyboard is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

LEAST_RATIO = 3.0
"""WCAG 2.2, 2.4.13 Focus Appearance: contrast between the same pixels with the focus and without it."""
THICK = 2
"""The same: the changed pixels are as many as a line of two pixels around the part has."""
SHARE = 0.85
"""What must be there of that line: corners are counted twice in a sum of sides, and a rounded one has less."""
_AROUND = 6


def seen_part(widget: QWidget) -> QRect:
    """Returns the part of a widget that its window shows, in pixels of the window."""
    window = widget.window()
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    above = widget.parentWidget() if not widget.isWindow() else None
    while above is not None:
        box = box.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = above.parentWidget() if not above.isWindow() else None
    return box


def changed(widget: QWidget) -> int:
    """Returns how many pixels in and around a widget change by 3:1 or more when it gives the keyboard up."""
    window = widget.window()
    part = seen_part(widget).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    shown = _luminance(window.grab(part).toImage())
    widget.clearFocus()
    QApplication.processEvents()
    without = _luminance(window.grab(part).toImage())
    high, low = np.maximum(shown, without), np.minimum(shown, without)
    return int(np.count_nonzero((high + 0.05) / (low + 0.05) >= LEAST_RATIO))


def wanted(widget: QWidget) -> int:
    """Returns how many pixels have to change around the part of a widget that is seen."""
    part = seen_part(widget)
    return round(SHARE * THICK * 2 * (part.width() + part.height()))


def _luminance(image: QImage) -> NDArray[np.float64]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    blue, green, red = (raw[:, n : 4 * image.width() : 4].astype(np.float64) / 255 for n in range(3))
    linear = [np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
