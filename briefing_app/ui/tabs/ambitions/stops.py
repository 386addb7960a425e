"""Where the keyboard can stand in the two-ways view, and which stop lies next in a direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from briefing_app.ui.entry_line import Line
from briefing_app.ui.tabs.ambitions.chain import Chain


class Stop(NamedTuple):
    """Where the keyboard can stand: a line, or one step of a chain; its place on the sheet."""

    widget: Line | Chain
    number: int
    rect: QRect


def _stops(lines: Sequence[Line | Chain], sheet: QWidget) -> list[Stop]:
    """Returns where the keyboard can stand: every line, and every step of a chain."""
    found = []
    for line in lines:
        at = line.mapTo(sheet, QPoint(0, 0))
        rects = line.stops() if isinstance(line, Chain) else (line.rect(),)
        found += [Stop(line, number, rect.translated(at)) for number, rect in enumerate(rects)]
    return found


def neighbour(lines: Sequence[Line | Chain], line: Line | Chain, step: QPoint, sheet: QWidget) -> Stop | None:
    """Returns the nearest stop in a direction: those that overlap across the direction come first.

    Args:
        lines: What can take the keyboard.
        line: What has it now.
        step: The direction.
        sheet: What holds the lines.
    """
    stops = _stops(lines, sheet)
    number = line.at if isinstance(line, Chain) else 0
    start = next(stop for stop in stops if stop.widget is line and stop.number == number)
    costs = [(cost, n) for n, stop in enumerate(stops) if (cost := _cost(start.rect, stop.rect, step)) is not None]
    return stops[min(costs)[1]] if costs else None


def _cost(here: QRect, there: QRect, step: QPoint) -> float | None:
    """Returns how far a stop lies from another in a direction; None if it does not lie ahead."""
    along = (there.center() - here.center()).x() * step.x() + (there.center() - here.center()).y() * step.y()
    if step.y():
        ahead = there.top() >= here.bottom() if step.y() > 0 else there.bottom() <= here.top()
        aside = max(0, there.left() - here.right(), here.left() - there.right())
    else:
        ahead = there.left() >= here.right() if step.x() > 0 else there.right() <= here.left()
        aside = max(0, there.top() - here.bottom(), here.top() - there.bottom())
    if here == there or not ahead:
        return None
    return along + aside * 20 + (abs(there.left() - here.left()) * 0.01 if step.y() else 0.0)
