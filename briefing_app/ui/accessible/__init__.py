"""What assistive technology is told of widgets that Qt does not know: painted pictures, lines, tabs, headings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLoggingCategory, QObject
from PySide6.QtGui import QAccessible

_installed: list[bool] = []


def install() -> None:
    """Has Qt ask this package first. Nothing more is imported until assistive technology asks for a widget."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_make)
        # A screen reader that asks for what has just gone is no trouble of ours; Qt would fill the log with it.
        QLoggingCategory.setFilterRules("qt.accessibility.*=false")


def _make(name: str, widget: QObject | None) -> Any:
    """Returns what speaks for a widget, or None to leave it to Qt.

    Args:
        name: A class of the widget; Qt asks for its own first, then for what that is made of.
        widget: The widget.
    """
    if widget is None:
        return None
    from briefing_app.ui.accessible.roles import interface_of

    return interface_of(name, widget)
