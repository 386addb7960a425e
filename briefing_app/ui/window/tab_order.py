"""In which order the Tab key goes through the window: as it is read, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QWidget

from briefing_app.ui.reveal import reveal


def stops(window: QWidget, areas: Iterable[QWidget]) -> list[QWidget]:
    """Returns the widgets at which Tab stops, area by area; within an area in Qt's own order.

    Qt's chain follows the making of widgets, and parts of this window are made late or made anew; a widget that the
    chain does not reach at all comes after its fellows in the same area. Of buttons that exclude one another the
    chosen one is the stop; arrow keys go on to the others.

    Args:
        window: The window.
        areas: Its parts in the order in which they are read.
    """
    places = list(areas)
    found: dict[QWidget, int] = {}
    for widget in _all(window):
        if widget not in found and _stops(widget):
            place = next((n for n, area in enumerate(places) if area is widget or area.isAncestorOf(widget)), -1)
            if place >= 0:
                found[widget] = place
    return _verbs_last(sorted(found, key=lambda widget: found[widget]))  # stable: Qt's order stays within an area


def _verbs_last(found: list[QWidget]) -> list[QWidget]:
    """Puts the verbs for a picture behind the picture and its table, wherever they stand on the screen."""
    frames = {widget: _frame_of(widget) for widget in found}
    places: dict[QWidget, tuple[int, int]] = {}
    for n, widget in enumerate(found):
        frame = frames[widget]
        inside = [m for m, other in enumerate(found) if frames[other] is None and frame and frame.isAncestorOf(other)]
        places[widget] = (max(inside), n + 1) if inside else (n, 0)
    return sorted(found, key=lambda widget: places[widget])


def _frame_of(widget: QWidget) -> QWidget | None:
    """Returns the frame around a picture if a widget is one of its verbs."""
    holder: QWidget | None = widget
    while holder is not None and not holder.property("verbs"):
        holder = holder.parentWidget()
    return holder.parentWidget() if holder is not None else None


def beside(focus: QWidget | None, found: list[QWidget], *, forward: bool) -> int:
    """Returns where to go on from a widget that is no stop itself: beside the first stop that shares a parent with it.

    Args:
        focus: The widget that has the keyboard.
        found: The stops in their order.
        forward: True for the next, False for the one before.
    """
    parent = focus.parentWidget() if focus is not None else None
    while parent is not None:
        inside = [n for n, widget in enumerate(found) if parent.isAncestorOf(widget)]
        if inside:
            return inside[0] - 1 if forward else inside[-1] + 1
        parent = parent.parentWidget()
    return -1 if forward else 0


def _all(window: QWidget) -> Iterator[QWidget]:
    seen = {window}
    widget = window.nextInFocusChain()
    while widget is not None and widget not in seen:
        seen.add(widget)
        yield widget
        widget = widget.nextInFocusChain()
    yield from window.findChildren(QWidget)


def _stops(widget: QWidget) -> bool:
    if widget.focusProxy() is not None or not widget.isVisible() or not widget.isEnabled():
        return False
    if isinstance(widget, QAbstractButton):
        group = cast("QButtonGroup | None", widget.group())
        if group is not None and group.exclusive():
            return widget.isChecked()
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def go_on(window: QWidget, areas: Iterable[QWidget], *, forward: bool) -> bool:
    """Gives the keyboard to the next stop, or the one before; False where there is none.

    Args:
        window: The window.
        areas: Its parts in the order in which they are read.
        forward: True for the Tab key, False with Shift.
    """
    found = stops(window, areas)
    if not found:
        return False
    focus = QApplication.focusWidget()
    at = found.index(focus) if focus in found else beside(focus, found, forward=forward)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following = found[(at + (1 if forward else -1)) % len(found)]
    following.setFocus(reason)
    reveal(following)
    return True
