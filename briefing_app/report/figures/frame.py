"""What stands around a picture that goes out alone: message, what is plotted, sources, caveats and edition."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.specs import Caption
from briefing_app.report.figures.pen import Pen, text_width, wrapped
from briefing_app.words import tr

WIDTH = 470.0
"""Width of every picture in points: 166 mm, what lies between the margins of a page."""
_EDGE = 12.0
_MOST_SOURCES = 12


@dataclass(frozen=True, slots=True)
class Room:
    """Where the picture itself goes: left, top, width."""

    left: float
    top: float
    width: float


def head(pen: Pen, caption: Caption, *, alone: bool) -> Room:
    """Returns the room of the picture; for one that goes out alone title and subtitle stand above it.

    Args:
        pen: The pen.
        caption: The words.
        alone: True if the picture leaves without a page around it.
    """
    if not alone:
        return Room(0.0, 0.0, WIDTH)
    y = _EDGE
    for line in wrapped(caption.title, 14, WIDTH - 2 * _EDGE, bold=True):
        y += 17
        pen.text((_EDGE, y), line, size=14, bold=True)
    for line in wrapped(caption.subtitle, 8, WIDTH - 2 * _EDGE):
        y += 12
        pen.text((_EDGE, y), line, tone="muted")
    return Room(_EDGE, y + 10, WIDTH - 2 * _EDGE)


def foot(pen: Pen, caption: Caption, *, alone: bool, bottom: float) -> float:
    """Writes sources, caveats and edition under a picture that goes out alone; returns the height of all."""
    if not alone:
        return bottom
    y = bottom + 4
    for words in _foot_lines(caption):
        for line in wrapped(words, 7, WIDTH - 2 * _EDGE):
            y += 9.5
            pen.text((_EDGE, y), line, size=7, tone="muted")
    return y + _EDGE


def _foot_lines(caption: Caption) -> list[str]:
    sources = "; ".join(f"{s.text} ({s.grade})" if s.grade else s.text for s in caption.sources[:_MOST_SOURCES])
    if len(caption.sources) > _MOST_SOURCES:
        sources += tr("; and {n} more in the table", n=len(caption.sources) - _MOST_SOURCES)
    return [
        *([tr("Sources: {sources}.", sources=sources)] if sources else []),
        *caption.notes,
        *([tr("Data edition {edition}.", edition=caption.edition)] if caption.edition else []),
    ]


def legend(pen: Pen, items: list[str], *, left: float, top: float, width: float) -> list[tuple[float, float]]:
    """Writes the words of a legend in rows and returns where each sample goes (the middle of its left edge).

    Args:
        pen: The pen.
        items: The words; 22 points are left free before each for a sample.
        left: Left end.
        top: Upper end.
        width: Width.
    """
    places: list[tuple[float, float]] = []
    x, y = left, top + 7
    for words in items:
        wide = 22 + text_width(words, 8) + 12
        if x > left and x + wide > left + width:
            x, y = left, y + 12
        places.append((x, y))
        pen.text((x + 22, y + 2.8), words, tone="muted")
        x += wide
    return places


def empty(pen: Pen, caption: Caption, room: Room) -> float:
    """Says in words why there is no picture; returns where it ends."""
    pen.text((room.left, room.top + 14), caption.empty, size=9.5, tone="muted")
    return room.top + 24
