"""A scroll bar that keeps its room shows a handle only where something scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar
from shiboken6 import isValid


def hide_idle_handle(bar: QScrollBar) -> None:
    """Lets the theme leave out the handle of a bar as long as nothing scrolls."""

    def follow(low: int, high: int) -> None:
        if isValid(bar):  # a bar that is taken down tells of one last change
            bar.setEnabled(high > low)

    bar.rangeChanged.connect(follow)
    bar.setEnabled(bar.maximum() > bar.minimum())
