"""A scroll bar that keeps its room shows a handle only where something scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar


def hide_idle_handle(bar: QScrollBar) -> None:
    """Lets the theme leave out the handle of a bar as long as nothing scrolls."""
    bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
    bar.setEnabled(bar.maximum() > bar.minimum())
