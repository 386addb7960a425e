"""The free part of the screen that something stands on, also while there is no screen: all may be taken away."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

RECORD = "detail"
"""Name of the widget that holds the record."""
USUAL = QRect(0, 0, 1366, 728)
"""What is taken for a screen where there is none, as while a laptop's lid closes or a remote session is parted."""


def free_part(widget: QWidget) -> QRect:
    """Returns the part of a widget's screen that no bar of the desktop covers.

    A scaled screen is told in whole points, rounded up from half a point on, so its last point may not be there.

    Args:
        widget: What stands there, or shall stand there.
    """
    screen: QScreen | None = widget.screen()
    if screen is None:
        return QRect(USUAL)
    surely = 0 if screen.devicePixelRatio() == 1 else -1
    return screen.availableGeometry().adjusted(0, 0, surely, surely)


def make_room(sheet: QWidget, wide: int, high: int) -> None:
    """Makes a sheet as large as it wishes, and never larger than its screen: its buttons stay in reach.

    Args:
        sheet: The sheet.
        wide: Pixels.
        high: Pixels.
    """
    room = free_part(sheet).size()
    sheet.resize(min(wide, room.width() - 40), min(high, room.height() - 60))


def beside_record(tab: QWidget) -> QRect:
    """Returns the part of a tab, in global pixels, that the record leaves free, be it beside the tab or over it.

    Args:
        tab: The tab.
    """
    room = QRect(tab.mapToGlobal(tab.rect().topLeft()), tab.size())
    record = tab.window().findChild(QWidget, RECORD)
    if record is not None and record.isVisible():
        left = record.mapToGlobal(record.rect().topLeft()).x()
        room.setRight(min(room.right(), left - 1))
    return room
