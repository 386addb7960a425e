"""What a picture is drawn with: a pen that knows lines, paths, boxes, circles and words, and the places drawn.

All lengths are points of the picture (1/72 inch on paper); a screen shows a point as so many pixels as its text size
asks for. Colours are names of tones. What is drawn is returned as places, so that mouse, keys, tooltips and screen
reader use exactly what the eye sees.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from briefing_app.domain.model import Ref
from briefing_app.pictures.letters import shortened, text_width, wrapped

XY = tuple[float, float]
Dash = tuple[float, ...]
"""Lengths of strokes and gaps in turn; empty for a solid line."""
Anchor = Literal["start", "middle", "end"]
FAR = 100_000.0
"""Nothing is drawn farther out: what draws pixels gets slow or wrong there."""


def sound(value: float) -> float:
    """Returns a number that can be drawn: what is not finite becomes nought, what lies far out is brought in."""
    if -FAR <= value <= FAR:  # nearly all, and all of those that are no number fail it
        return value
    return min(max(value, -FAR), FAR) if math.isfinite(value) else 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right end."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower end."""
        return self.top + self.height

    def grown(self, by: float) -> Box:
        """Returns the box with so much more on every side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def holds(self, other: Box) -> bool:
        """Tells whether another box lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Tells whether two boxes share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def crossed(self, start: XY, end: XY) -> bool:
        """Tells whether a straight line runs through the box.

        Source: the clipping of Y.-D. Liang and B. A. Barsky (1984).
        """
        (x, y), first, last = start, 0.0, 1.0
        dx, dy = end[0] - x, end[1] - y
        for step, room in ((-dx, x - self.left), (dx, self.right - x), (-dy, y - self.top), (dy, self.bottom - y)):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                first = max(first, room / step)
            else:
                last = min(last, room / step)
        return first < last

    def away(self, at: XY) -> float:
        """Returns how far a point lies outside the box; nought inside."""
        across = max(self.left - at[0], 0.0, at[0] - self.right)
        return math.hypot(across, max(self.top - at[1], 0.0, at[1] - self.bottom))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something that was drawn.

    Attributes:
        box: Where it stands.
        ref: The entry behind it, or None.
        spoken: What a screen reader says of it.
        points: The line itself where it is one; its box then says little.
        walk: Index of its series and of its mark in it, on charts.
    """

    box: Box
    ref: Ref | None = None
    spoken: str = ""
    points: tuple[XY, ...] = ()
    walk: tuple[int, int] | None = None

    @property
    def middle(self) -> XY:
        """The middle of the box."""
        return self.box.left + self.box.width / 2, self.box.top + self.box.height / 2

    def away(self, at: XY) -> float:
        """Returns how far a point lies from what was drawn."""
        if len(self.points) < 2:
            return self.box.away(at)
        return min(to_line(at, start, end) for start, end in zip(self.points, self.points[1:], strict=False))


def to_line(at: XY, start: XY, end: XY) -> float:
    """Returns the distance of a point from a straight line between its ends."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = dx * dx + dy * dy
    part = max(0.0, min(1.0, ((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / long)) if long else 0.0
    return math.hypot(start[0] + part * dx - at[0], start[1] + part * dy - at[1])


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one drawing left: its lower end and its places."""

    bottom: float
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a plane lies on the picture: so many points to its unit, and shifted."""

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def __call__(self, point: XY) -> XY:
        """Returns where a point of the plane lies."""
        return point[0] * self.scale + self.dx, point[1] * self.scale + self.dy

    def back(self, at: XY) -> XY:
        """Returns which point of the plane lies there."""
        return (at[0] - self.dx) / self.scale, (at[1] - self.dy) / self.scale


@dataclass(frozen=True, slots=True)
class State:
    """What a person did to a picture on the screen; pictures that leave have none of it.

    Attributes:
        selected: The entry that is selected.
        highlight: The corridor that stands out on a map.
        noted: Entries with notes.
        covered: What lies over the picture, such as buttons; no words are written below it.
    """

    selected: Ref | None = None
    highlight: Ref | None = None
    noted: frozenset[Ref] = field(default_factory=frozenset)
    covered: Box | None = None


class Pen(Protocol):
    """Draws. ``tone`` colours a stroke, ``fill`` a surface, empty for none; ``fade`` lets what lies below through."""

    def line(
        self, start: XY, end: XY, *, tone: str = "ink", width: float = 1.0, dash: Dash = (), fade: float = 1.0
    ) -> None:
        """Draws a straight line."""

    def path(
        self,
        rings: Sequence[Sequence[XY]],
        *,
        tone: str = "",
        fill: str = "",
        width: float = 1.0,
        dash: Dash = (),
        closed: bool = False,
        fade: float = 1.0,
        placing: Placing | None = None,
    ) -> None:
        """Draws one or more runs of straight lines as one shape, on a plane of its own if it is placed."""

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        tone: str = "",
        fill: str = "",
        width: float = 1.0,
        dash: Dash = (),
        fade: float = 1.0,
        corner: float = 0.0,
    ) -> None:
        """Draws an upright rectangle, with round corners if asked; negative sizes are turned round."""

    def columns(
        self, left: float, bottom: float, step: float, amounts: Sequence[int], *, share: float, fill: str
    ) -> None:
        """Draws columns side by side on a level line, one for each amount that is not nought.

        Args:
            left: Where the first begins.
            bottom: The line they stand on.
            step: Distance from one to the next; a seventh of it stays free.
            amounts: The amounts.
            share: Height of a column for each unit of its amount.
            fill: Tone.
        """

    def stamp(self, key: Hashable, at: XY, reach: XY, draw: Callable[[Pen, XY], None]) -> None:
        """Draws what is drawn many times: whoever paints pixels may keep it as a small picture.

        Args:
            key: What tells it from all others, its size and colours included.
            at: Its middle.
            reach: How far it reaches across and down from its middle.
            draw: Draws it about a middle.
        """

    def circle(
        self, at: XY, radius: float, *, tone: str = "", fill: str = "paper", width: float = 1.2, fade: float = 1.0
    ) -> None:
        """Draws a circle."""

    def text(
        self,
        at: XY,
        words: str,
        *,
        size: float = 8.0,
        tone: str = "ink",
        anchor: Anchor = "start",
        bold: bool = False,
        halo: str = "",
    ) -> None:
        """Writes one line; ``at`` is the base line's start, middle or end. A halo of a tone lifts it off the rest."""

    def clip(self, box: Box) -> None:
        """Cuts off what is drawn next at a box, until ``close``."""

    def close(self) -> None:
        """Ends the clipping begun last."""

    def measure(self, words: str, size: float = 8.0, *, bold: bool = False) -> float:
        """Returns the room that words need."""

    def cut(self, words: str, size: float, width: float, *, bold: bool = False) -> str:
        """Returns words that fit a width, with an ellipsis where something is left out."""

    def wrap(self, words: str, size: float, width: float, *, most: int = 0, bold: bool = False) -> list[str]:
        """Returns words in lines that fit a width, at most so many; 0 for any number."""

    def blank(self) -> Pen:
        """Returns a pen that measures like this one and leaves nothing."""


SPARE, SPARE_BOLD = 1.13, 1.23
"""Room for the widest of the usual fonts (DejaVu Sans) where a picture may be read without its own."""


class Measures:
    """What all pens share: words are measured by the table of the bundled fonts.

    Args:
        spare: True to measure with room for another font, as in files that leave alone.
    """

    def __init__(self, *, spare: bool = False) -> None:
        self._spare = spare
        self._regular, self._bold = (SPARE, SPARE_BOLD) if spare else (1.0, 1.0)

    def measure(self, words: str, size: float = 8.0, *, bold: bool = False) -> float:
        """Returns the room that words need."""
        return text_width(words, size, bold=bold) * (self._bold if bold else self._regular)

    def cut(self, words: str, size: float, width: float, *, bold: bool = False) -> str:
        """Returns words that fit a width, with an ellipsis where something is left out."""
        return shortened(words, size, width / (self._bold if bold else self._regular), bold=bold)

    def wrap(self, words: str, size: float, width: float, *, most: int = 0, bold: bool = False) -> list[str]:
        """Returns words in lines that fit a width, at most so many; 0 for any number."""
        return wrapped(words, size, width / (self._bold if bold else self._regular), most=most, bold=bold)

    def blank(self) -> Pen:
        """Returns a pen that measures like this one and leaves nothing."""
        return Blank(spare=self._spare)


class Blank(Measures):
    """A pen that leaves nothing: it finds out how tall a picture gets and where its places are."""

    def line(
        self, start: XY, end: XY, *, tone: str = "ink", width: float = 1.0, dash: Dash = (), fade: float = 1.0
    ) -> None:
        """Draws nothing."""

    def path(
        self,
        rings: Sequence[Sequence[XY]],
        *,
        tone: str = "",
        fill: str = "",
        width: float = 1.0,
        dash: Dash = (),
        closed: bool = False,
        fade: float = 1.0,
        placing: Placing | None = None,
    ) -> None:
        """Draws nothing."""

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        tone: str = "",
        fill: str = "",
        width: float = 1.0,
        dash: Dash = (),
        fade: float = 1.0,
        corner: float = 0.0,
    ) -> None:
        """Draws nothing."""

    def columns(
        self, left: float, bottom: float, step: float, amounts: Sequence[int], *, share: float, fill: str
    ) -> None:
        """Draws nothing."""

    def stamp(self, key: Hashable, at: XY, reach: XY, draw: Callable[[Pen, XY], None]) -> None:
        """Draws nothing."""

    def circle(
        self, at: XY, radius: float, *, tone: str = "", fill: str = "paper", width: float = 1.2, fade: float = 1.0
    ) -> None:
        """Draws nothing."""

    def text(
        self,
        at: XY,
        words: str,
        *,
        size: float = 8.0,
        tone: str = "ink",
        anchor: Anchor = "start",
        bold: bool = False,
        halo: str = "",
    ) -> None:
        """Writes nothing."""

    def clip(self, box: Box) -> None:
        """Cuts nothing."""

    def close(self) -> None:
        """Ends nothing."""


def nearest(places: Iterable[Place], at: XY, *, reach: float) -> Place | None:
    """Returns the place nearest to a point, or None if none lies within reach; of equals the smaller one."""
    found = [(place.away(at), place.box.width * place.box.height, n, place) for n, place in enumerate(places)]
    best = min(found, default=None)
    return best[3] if best is not None and best[0] <= reach else None
