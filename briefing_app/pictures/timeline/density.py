"""How dense the whole span of a timeline is, as columns over an axis, and a window on the stretch in view."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.domain.timeline import View, axis
from briefing_app.domain.wording import day_words
from briefing_app.pictures.letters import DESCENT, LINE
from briefing_app.pictures.pen import Box, Pen, Place
from briefing_app.translation import tr, trn

_SIZE = 8.0
_COLUMN = 4.2
_TICK_ROOM = 42.0
_LEAST_WINDOW = 2.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The whole span and what of it is in view.

    Attributes:
        full: The whole span.
        view: The stretch in view.
        counts: How many events begin in each of so many equal stretches of the span.
    """

    full: View
    view: View
    counts: Sequence[int]


def columns_in(width: float) -> int:
    """Returns how many columns a width in points has room for."""
    return max(1, int(width / _COLUMN))


def draw_span(pen: Pen, span: Span, room: Box) -> None:
    """Draws the columns, the axis below them and the window.

    Args:
        pen: The pen.
        span: What to draw.
        room: Where; its width is that of the time, its last line that of the axis.
    """
    base = _base(room)
    tall = base - room.top
    pen.box(room.left, room.top, room.width, tall, fill="ground")
    step = room.width / max(1, len(span.counts))
    share = max(0.0, tall - 2.8) / (max(span.counts, default=0) or 1)
    pen.columns(room.left, base, step, span.counts, share=share, fill="muted")
    _axis(pen, span, room, base)
    window = _window(span, room)
    pen.box(window.left, window.top, window.width, window.height, tone="ink", width=1.2)


def span_places(span: Span, room: Box) -> tuple[Place, ...]:
    """Returns what ``draw_span`` drew there: the window first, then the columns that hold events."""
    return (Place(box=_window(span, room), spoken=in_view(span.view)), *_columns(span, room))


def in_view(view: View) -> str:
    """Returns the stretch in view in words."""
    return tr("In view: {days}", days=_days(int(view.start), int(view.end - 1e-6)))


def _base(room: Box) -> float:
    """Returns the line on which the columns stand."""
    return max(room.top, room.bottom - _SIZE * LINE - 0.7)


def _axis(pen: Pen, span: Span, room: Box, base: float) -> None:
    for tick in axis(span.full, room.width, room=_TICK_ROOM).lower:
        x = room.left + span.full.x(tick.day, room.width)
        if x >= room.left and x + 2.1 + pen.measure(tick.label, _SIZE) < room.right:
            pen.line((x, base), (x, base + 2.1), tone="muted", width=0.7)
            pen.text((x + 2.1, room.bottom - _SIZE * DESCENT), tick.label, size=_SIZE, tone="muted")


def _window(span: Span, room: Box) -> Box:
    x0, x1 = (room.left + span.full.x(day, room.width) for day in span.view)
    return Box(x0, room.top + 0.7, max(x1 - x0, _LEAST_WINDOW), max(0.0, _base(room) - room.top - 1.4))


def _columns(span: Span, room: Box) -> list[Place]:
    """Each column can be pointed at over the whole height: a low one would be hard to hit."""
    found = []
    step, tall = room.width / max(1, len(span.counts)), _base(room) - room.top
    for number, count in enumerate(span.counts):
        if count:
            days = _days(*_days_of(span, number))
            box = Box(room.left + number * step, room.top, step, tall)
            found.append(Place(box=box, spoken=trn("{days}: {n} event", "{days}: {n} events", count, days=days)))
    return found


def _days_of(span: Span, number: int) -> tuple[int, int]:
    """Returns the first and the last day of a column: those whose noons lie in it."""
    long = span.full.span / len(span.counts)
    start = span.full.start + number * long - 0.5
    return math.ceil(start), math.ceil(start + long) - 1


def _days(first: int, last: int) -> str:
    words = [day_words(dt.date.fromordinal(min(max(day, 1), dt.date.max.toordinal()))) for day in (first, last)]
    return words[0] if last <= first else tr("{first} to {last}", first=words[0], last=words[1])
