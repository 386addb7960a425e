"""How painted widgets speak: one function that tells assistive technology what has just been reached."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Speaks a text and leaves it as the widget's description, so that it can be read again.

    Args:
        widget: The painted widget that has the focus.
        text: Plain words, such as "Trade lane, 3 of 41, 4 August 2023, Business forum, occurred".
    """
    if widget.accessibleDescription() == text:
        return
    widget.setAccessibleDescription(text)
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
