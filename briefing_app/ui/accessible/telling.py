"""In which way a screen reader is told: by the part that is reached, a description, a notification, an announcement.

Orca says a description that changes where the keyboard is, a notification that appears, and from version 45 on
announcements as well; who listens cannot be asked. So on Linux nothing is announced, and all versions say everything
once. On Windows and macOS announcements are the one way that is spoken.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from briefing_app.ui.accessible.quiet import is_quiet
from briefing_app.ui.accessible.roles import HERALD, picture_of
from briefing_app.ui.plain_text import label

ANNOUNCES = sys.platform in ("win32", "darwin")
Politeness = QAccessible.AnnouncementPoliteness


def tell_of(widget: QWidget, text: str) -> None:
    """Tells which part of a picture has been reached, or what is to be said of a widget that has the keyboard.

    Args:
        widget: The painted widget.
        text: The words.
    """
    if is_quiet():
        QTimer.singleShot(0, widget, lambda: tell_of(widget, text))
        return
    picture = picture_of(widget)
    if picture is not None and picture.reach(text):
        widget.setAccessibleDescription(text)  # the keyboard is on the part, so that nobody says this a second time
        return
    again = widget.accessibleDescription() == text
    widget.setAccessibleDescription(f"{text} " if again else text)  # the same words are no change
    if ANNOUNCES:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tell_change(widget: QWidget, text: str) -> None:
    """Says a text at a widget that has the keyboard, without leaving it there."""
    before = widget.accessibleDescription()
    tell_of(widget, text)
    widget.setAccessibleDescription(before)


def stands_in(widget: QWidget) -> bool:
    """Tells whether a part of a picture is reached."""
    picture = picture_of(widget)
    return picture is not None and picture.parts.current() >= 0


def come_back(widget: QWidget, text: str) -> None:
    """Tells at which part the keyboard stands in a picture to which it has come.

    Args:
        widget: The picture.
        text: What is said of the part; empty for what it is called.
    """
    picture = picture_of(widget)
    if picture is not None and widget.hasFocus():
        picture.come_back(text)


def say(text: str, *, urgent: bool) -> None:
    """Says a message of the program, wherever the keyboard is."""
    if is_quiet():
        QTimer.singleShot(0, lambda: say(text, urgent=urgent))
        return
    window = QApplication.activeWindow() or next(iter(QApplication.topLevelWidgets()), None)
    if window is None:
        return
    if ANNOUNCES:
        event = QAccessibleAnnouncementEvent(window, text)
        event.setPoliteness(Politeness.Assertive if urgent else Politeness.Polite)
        QAccessible.updateAccessibility(event)
        return
    herald = window.findChild(QLabel, HERALD, Qt.FindChildOption.FindDirectChildrenOnly)
    if herald is None:
        herald = label(parent=window)
        herald.setObjectName(HERALD)
        herald.hide()
    herald.setText(text)
    herald.setAccessibleName(text)
    QAccessible.updateAccessibility(QAccessibleEvent(herald, QAccessible.Event.ObjectShow))
