"""What stands around a picture that goes out alone: message, what is plotted, sources, caveats and edition."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain.specs import Caption
from briefing_app.pictures.pen import Box, Drawn, Pen
from briefing_app.translation import runs_right_to_left, tr

WIDTH = 481.0
"""Width of every picture on paper in points: 170 mm, what lies between the margins of a page."""
_EDGE = 12.0
_MOST_SOURCES = 12
_MOST_LINES = 6
"""Lines of any one of the texts around a picture; the rest stands in the table and in the record."""


def head(pen: Pen, caption: Caption, *, alone: bool, width: float = WIDTH) -> Box:
    """Returns where the picture begins, its height left open; one that goes out alone has its words above it.

    Args:
        pen: The pen.
        caption: The words.
        alone: True if the picture leaves without a page around it.
        width: Width of everything.
    """
    if not alone:
        return Box(0.0, 0.0, width, 0.0)
    y, room = _EDGE, width - 2 * _EDGE
    for line in pen.wrap(caption.title, 14, room, most=_MOST_LINES, bold=True):
        y += 17
        pen.text((_EDGE, y), line, size=14, bold=True)
    for line in pen.wrap(caption.subtitle, 8, room, most=_MOST_LINES):
        y += 12
        pen.text((_EDGE, y), line, tone="muted")
    return Box(_EDGE, y + 10, room, 0.0)


def foot(pen: Pen, caption: Caption, *, alone: bool, bottom: float, width: float = WIDTH) -> float:
    """Writes sources, caveats and edition under a picture that goes out alone; returns the height of all."""
    if not alone:
        return bottom
    y = bottom + 4
    for words in _foot_lines(caption):
        for line in pen.wrap(words, 7, width - 2 * _EDGE, most=_MOST_LINES):
            y += 9.5
            pen.text((_EDGE, y), line, size=7, tone="muted")
    return y + _EDGE


def _foot_lines(caption: Caption) -> list[str]:
    sources = "; ".join(f"{s.text} ({s.grade})" if s.grade else s.text for s in caption.sources[:_MOST_SOURCES])
    if len(caption.sources) > _MOST_SOURCES:
        more = len(caption.sources) - _MOST_SOURCES
        sources = tr("{named}; and {n} more in the table", named=sources, n=more)
    return [
        *([tr("Sources: {sources}.", sources=sources)] if sources else []),
        *caption.notes,
        *([tr("Data edition {edition}.", edition=caption.edition)] if caption.edition else []),
    ]


SAMPLE = 22.0
"""Points left free before each word of a legend for its sample."""
_SAMPLE_WIDE = 19.0
"""Points that a sample itself takes of them."""


def legend(pen: Pen, items: Sequence[str], *, left: float, top: float, width: float) -> list[tuple[float, float]]:
    """Writes the words of a legend in rows and returns where each sample goes (the middle of its left edge).

    Args:
        pen: The pen.
        items: The words; ``SAMPLE`` points are left free before each.
        left: Left end.
        top: Upper end.
        width: Width.
    """
    places: list[tuple[float, float]] = []
    mirrored = runs_right_to_left()
    x, y = left, top + 7
    for full in items:
        words = pen.cut(full, 8, width - SAMPLE - 2)
        wide = SAMPLE + pen.measure(words) + 12
        if x > left and x + wide - 12 > left + width:
            x, y = left, y + 12
        if mirrored:  # samples stand on the right of their words, and the first at the right end
            places.append((2 * left + width - x - _SAMPLE_WIDE, y))
            pen.text((2 * left + width - x - SAMPLE, y + 2.8), words, tone="muted", anchor="end")
        else:
            places.append((x, y))
            pen.text((x + SAMPLE, y + 2.8), words, tone="muted")
        x += wide
    return places


def empty(pen: Pen, words: str, room: Box) -> Drawn:
    """Says in words why there is no picture."""
    y = room.top + 4
    for line in pen.wrap(words or tr("Nothing to draw."), 9.5, max(1.0, room.width), most=_MOST_LINES):
        y += 13
        pen.text((room.left, y), line, size=9.5, tone="muted")
    return Drawn(y + 10)
