"""Where a box stands in a line that begins on the side at which the language begins."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt


def placed(direction: Qt.LayoutDirection, within: QRect, box: QRect) -> QRect:
    """Returns the box as it stands in a direction: as it is, or mirrored within another."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return box
    from PySide6.QtWidgets import QStyle  # costs the start 5 ms, for its many names

    return QStyle.visualRect(direction, within, box)
