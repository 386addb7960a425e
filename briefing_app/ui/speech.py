"""How the window speaks: one door through which assistive technology is told what has just been reached or done."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

P = ParamSpec("P")
R = TypeVar("R")


def _somebody_listens() -> bool:
    """Tells whether assistive technology is at work; what asks it is made when it is first asked, not at the start."""
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def announce(widget: QWidget, text: str) -> None:
    """Speaks of what was reached in a painted widget and leaves it as the widget's description, to be read again.

    A picture with parts tells that the keyboard is on another part, which every screen reader says by itself; of a
    widget without parts the description changes, or an announcement is made. Nothing is told in both ways.

    Args:
        widget: The painted widget that has the focus.
        text: Plain words, such as "Trade lane, 3 of 41, 4 August 2023, Business forum, occurred".
    """
    if not _somebody_listens():
        widget.setAccessibleDescription(text)
        return
    from briefing_app.ui.accessible import telling

    telling.tell_of(widget, text)


def arrive(widget: QWidget, summary: str, *, part: str = "") -> None:
    """Tells what a painted widget is to which the keyboard comes, or the part at which it stands there.

    Args:
        widget: The widget, while it takes the focus: Qt tells of its name and description right after.
        summary: What is said of the whole where no part is reached.
        part: What is said of the part that is reached; empty for what it is called.
    """
    if not _somebody_listens():
        widget.setAccessibleDescription(part or summary)
        return
    from briefing_app.ui.accessible import telling

    if telling.stands_in(widget):
        widget.setAccessibleDescription("")
        QTimer.singleShot(0, widget, lambda: telling.come_back(widget, part))
    else:
        widget.setAccessibleDescription(summary)


def tell_change(widget: QWidget, text: str) -> None:
    """Says what a widget that has the keyboard holds now, and leaves its description as it was."""
    if _somebody_listens():
        from briefing_app.ui.accessible import telling

        telling.tell_change(widget, text)


def as_one() -> AbstractContextManager[None]:
    """Returns a block in which a part of the window is made anew without a word about each of its widgets."""
    if not _somebody_listens():
        return contextlib.nullcontext()
    from briefing_app.ui.accessible.quiet import quiet

    return quiet()


def made_as_one(verb: Callable[P, R]) -> Callable[P, R]:
    """Has a verb make its part of the window without a word about each widget."""

    @functools.wraps(verb)
    def quietly(*arguments: P.args, **named: P.kwargs) -> R:
        with as_one():
            return verb(*arguments, **named)

    return quietly


def tell_made(widget: QWidget) -> None:
    """Tells that a part of the window is there that was made as one."""
    if _somebody_listens():
        from briefing_app.ui.accessible import quiet

        quiet.tell_made(widget)


def say(text: str, *, urgent: bool = False) -> None:
    """Says something about the program itself wherever the keyboard is, the second time too.

    Args:
        text: Plain words.
        urgent: True if something failed: it is said at once.
    """
    if text and _somebody_listens():
        from briefing_app.ui.accessible import telling

        telling.say(text, urgent=urgent)
