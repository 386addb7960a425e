"""Where the window stands: within the free part of the screen, frame included, whatever was saved or wanted."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize

WANTED = QSize(1440, 900)
"""The size of the first window where the screen has the room."""


def fitted(wanted: QRect, free: QRect, frame: QMargins) -> QRect:
    """Returns the place of a window, moved and made smaller only as far as its frame would leave the screen.

    Args:
        wanted: Where its contents would lie.
        free: The free part of the screen.
        frame: What the system draws around the contents.
    """
    inner = free.marginsRemoved(frame)
    size = wanted.size().boundedTo(inner.size())
    x = max(inner.left(), min(wanted.left(), inner.left() + inner.width() - size.width()))
    y = max(inner.top(), min(wanted.top(), inner.top() + inner.height() - size.height()))
    return QRect(QPoint(x, y), size)


def first(free: QRect) -> QRect:
    """Returns where the very first window lies: in the middle of the free screen, as large as wanted if there is room.

    Args:
        free: The free part of the screen.
    """
    size = WANTED.boundedTo(free.size())
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(free.center())
    return place


def frame_of(outer: QRect, inner: QRect) -> QMargins:
    """Returns what a frame takes on each side.

    Args:
        outer: The window with its frame.
        inner: The window without it.
    """
    return QMargins(
        max(0, inner.left() - outer.left()),
        max(0, inner.top() - outer.top()),
        max(0, outer.right() - inner.right()),
        max(0, outer.bottom() - inner.bottom()),
    )
