"""F6 and Shift+F6: from one part of the window to the next, as it is read, and round again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from briefing_app.ui.reveal import reveal
from briefing_app.ui.window import tab_order

REASON = Qt.FocusReason.ShortcutFocusReason


class Area(NamedTuple):
    """A part of the window.

    Attributes:
        widgets: What belongs to it.
        enter: Puts the keyboard where its reading begins; None for its first stop.
    """

    widgets: tuple[QWidget, ...]
    enter: Callable[[], object] | None = None

    def holds(self, widget: QWidget | None) -> bool:
        """Tells whether a widget belongs to this part."""
        return widget is not None and any(part is widget or part.isAncestorOf(widget) for part in self.widgets)

    def take(self, window: QWidget) -> bool:
        """Gives this part the keyboard; False if nothing in it can have it."""
        if self.enter is not None:
            self.enter()
            return True
        stops = tab_order.stops(window, self.widgets)
        if stops:
            stops[0].setFocus(REASON)
            reveal(stops[0])
        return bool(stops)


def go_on(window: QWidget, areas: list[Area], *, home: int, forward: bool) -> None:
    """Gives the keyboard to the next part, or the one before, that can have it.

    Args:
        window: The window.
        areas: Its parts in the order in which they are read.
        home: Where one is while nothing has the keyboard.
        forward: True for F6, False with Shift.
    """
    focus = QApplication.focusWidget()
    at = next((n for n, area in enumerate(areas) if area.holds(focus)), home)
    step = 1 if forward else -1
    for n in range(1, len(areas) + 1):
        if areas[(at + n * step) % len(areas)].take(window):
            return


def enter_tab(window: QWidget, tab: QWidget) -> None:
    """Puts the keyboard on what a tab is about: its picture, or its table while that is shown instead."""
    proxy = tab.focusProxy()
    while proxy is not None and proxy.focusProxy() is not None:
        proxy = proxy.focusProxy()
    if proxy is not None and proxy.isVisible():
        proxy.setFocus(REASON)
        reveal(proxy)
        return
    stops = tab_order.stops(window, [tab])
    lists = [stop for stop in stops if isinstance(stop, QAbstractItemView)]
    for stop in (lists or stops)[:1]:
        stop.setFocus(REASON)
        reveal(stop)
