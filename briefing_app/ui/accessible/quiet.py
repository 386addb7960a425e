"""Holds back what Qt tells of every single widget while a whole part of the window is made anew.

One key that opens a record or a tab makes and shows some hundred widgets, and Qt tells of each, which keeps a screen
reader from speaking. What is said of a rebuilt part is that it is there, and where the keyboard is.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import sys
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_holding: list[object] = []
"""The block that holds everything back; none while all is told."""
_running: list[object] = []
"""The same block until it is run through."""
_nobody = _HANDLER(lambda _event: None)
"""Takes an event and tells nobody."""


@functools.cache
def _exchange() -> Any:
    """Returns ``QAccessible::installUpdateHandler``, which Qt for Python leaves out; None where it is not found."""
    if sys.platform != "linux":  # the other systems ask who listens before they tell
        return None
    try:
        found = ctypes.CDLL("libQt6Gui.so.6")._ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE
    except (OSError, AttributeError):
        return None
    found.restype, found.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    return found


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Tells nothing while the block runs and layouts follow; then where the keyboard is, if it is elsewhere now.

    A block that waits for a person, as one does that asks the system for a file, holds nothing back meanwhile.
    """
    exchange = _exchange() if QAccessible.isActive() else None
    if exchange is None or _holding:
        yield
        return
    before, block = _here(), object()
    _holding.append(block)
    _running.append(block)
    exchange(ctypes.cast(_nobody, ctypes.c_void_p))
    QTimer.singleShot(0, lambda: _end(block, before) if block in _running else None)
    try:
        yield
    finally:
        _running.remove(block)
        QTimer.singleShot(0, lambda: _end(block, before))  # after what layouts show in the same turn


def _here() -> tuple[QWidget | None, int]:
    """Returns what has the keyboard, and which row of it where it is a list or table."""
    focus = QApplication.focusWidget()
    return focus, focus.currentIndex().row() if isinstance(focus, QAbstractItemView) else -1


def _end(block: object, before: tuple[QWidget | None, int]) -> None:
    if block not in _holding:
        return
    _holding.remove(block)
    _exchange()(None)
    now = _here()
    if now[0] is not None and now != before:
        tell_focus(now[0])


def is_quiet() -> bool:
    """Tells whether nothing is told now."""
    return bool(_holding)


def tell_focus(widget: QWidget) -> None:
    """Tells that a widget has the keyboard, and in a list or table the cell in it."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))
    if isinstance(widget, QAbstractItemView):
        cell = QAccessible.queryAccessibleInterface(widget).focusChild()
        if cell is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(cell, QAccessible.Event.Focus))


def tell_made(widget: QWidget) -> None:
    """Tells that a part of the window is there, made while nothing was told."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.ObjectCreated))
