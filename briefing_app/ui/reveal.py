"""What the keyboard reaches is brought into sight, however many scrolled parts lie around it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

MARGIN = 8
"""Pixels that stay around what was scrolled to."""
SETTLED_MS = 40
"""Milliseconds after which what is chosen has the room that it asked for."""


def reveal(widget: QWidget) -> None:
    """Scrolls whatever lies around a widget so that it is seen, or its upper part where it is taller than the room.

    What the keyboard reaches may be chosen by it and may need more room for that, so this is done once more then.
    """
    _scroll_to(widget)
    QTimer.singleShot(SETTLED_MS, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            # not ensureWidgetVisible, which is content with the row or the letter that is written at
            at, room = widget.mapTo(inside, QPoint(0, 0)), above.viewport().size()
            _show(above.horizontalScrollBar(), at.x(), widget.width(), room.width())
            _show(above.verticalScrollBar(), at.y(), widget.height(), room.height())
        above = above.parentWidget()


def _show(bar: QScrollBar, start: int, length: int, room: int) -> None:
    if start + length + MARGIN > bar.value() + room:
        bar.setValue(start + length + MARGIN - room)
    if start - MARGIN < bar.value():
        bar.setValue(start - MARGIN)
