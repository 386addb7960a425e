"""Where words go: beside their mark, on none, on no line and on no other words; what finds no room stays unsaid.

What stays unsaid on a picture stands in its equal table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from briefing_app.pictures.pen import XY, Box, Pen

GAP = 5.5
"""Points between a mark and words beside it."""
BESIDE = ("right", "left", "above", "below")
OVER = ("above", "higher", "close", "above-right", "above-left", "below")
AROUND = (*BESIDE, "above-right", "above-left", "below-right", "below-left")
_CELL, _FINE = 48.0, 3.0
"""Squares of the grids for boxes and for lines."""
_ASIDE = 3.5
"""So far aside stand words at a corner, for a line may go up or down from their point: more than the grid is fine."""
_MOST_STEPS = 4_000
_MOST_TRIES = 600
"""Labels that try for a place: where so many stand, the others would find none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One label that wants a place."""

    at: XY
    words: str
    sides: Sequence[str]
    tone: str
    bold: bool
    halo: str
    must: bool
    struck: bool
    rank: float
    elsewhere: Sequence[XY]

    @property
    def on(self) -> bool:
        """True for words that must stand on what they name, and beside it only where that has no room."""
        return self.must and len(self.sides) > 1 and self.sides[0] == "over"


class Labels:
    """Collects what is in the way and what wants to be written.

    Args:
        pen: The pen.
        room: Where words may stand.
        size: Size of the letters.
        gap: Distance of words from their mark.
    """

    def __init__(self, pen: Pen, room: Box, *, size: float = 8.0, gap: float = GAP) -> None:
        self._pen, self._room, self._size, self._gap = pen, room, size, gap
        self._boxes: dict[tuple[int, int], set[Box]] = {}
        self._lines: set[tuple[int, int]] = set()
        self._asked: list[_Asked] = []

    def keep_off(self, box: Box) -> None:
        """Keeps words off a box."""
        if box.meets(self._room):
            for cell in _cells(box):
                self._boxes.setdefault(cell, set()).add(box)

    def keep_off_line(self, start: XY, end: XY) -> None:
        """Keeps words off a straight line."""
        if not all(map(math.isfinite, (*start, *end))) or not self._room.crossed(start, end):
            return
        dx, dy = end[0] - start[0], end[1] - start[1]
        steps = min(_MOST_STEPS, int(math.hypot(dx, dy) / _FINE * 1.5) + 1)
        for i in range(steps + 1):
            self._lines.add((int((start[0] + dx * i / steps) // _FINE), int((start[1] + dy * i / steps) // _FINE)))

    def ask(
        self,
        at: XY,
        words: str,
        *,
        sides: Sequence[str] = BESIDE,
        tone: str = "ink",
        bold: bool = False,
        halo: str = "paper",
        must: bool = False,
        struck: bool = False,
        rank: float = 0.0,
        elsewhere: Sequence[XY] = (),
    ) -> None:
        """Asks for a label at a point.

        Args:
            at: The point.
            words: The words.
            sides: Where they may stand, in order of preference: "right", "left", "above", "higher", "close",
                "below", "above-right", "above-left", "below-right", "below-left", "over", or "along" for right
                of it and, if need be, farther along.
            tone: Colour of the words.
            bold: True for bold.
            halo: Tone that is laid under the words, or empty.
            must: True to write them at their first side even where no place is free.
            struck: True if they may stand on a line where no other place is free; the halo hides it there.
            rank: Lower ones choose first.
            elsewhere: Other points that would do as well, in order.
        """
        if words and all(map(math.isfinite, at)):
            self._asked.append(
                _Asked(
                    at=at,
                    words=words,
                    sides=sides,
                    tone=tone,
                    bold=bold,
                    halo=halo,
                    must=must,
                    struck=struck,
                    rank=rank,
                    elsewhere=elsewhere,
                )
            )

    def write(self) -> list[Box]:
        """Writes the labels in the order of their ranks; returns where they stand.

        Of those that belong above their points the highest point comes first: a higher bar whose room above were
        taken by the words of a lower one would seem to bear them.
        """
        self._asked.sort(key=lambda a: (a.rank, a.at[1] if a.sides[0] == "above" else 0.0))
        written = []
        for number, asked in enumerate(self._asked):
            box = self._found(asked) if number < _MOST_TRIES or asked.must else None
            if box is not None:
                self.keep_off(box)
                written.append((box, asked))
        for box, asked in written:
            base = (box.left, box.top + self._size * 0.86)
            self._pen.text(base, asked.words, size=self._size, tone=asked.tone, bold=asked.bold, halo=asked.halo)
        self._asked.clear()
        return [box for box, _asked in written]

    def _found(self, asked: _Asked) -> Box | None:
        wide = self._pen.measure(asked.words, self._size, bold=asked.bold)
        places = list(self._places(asked, wide))
        free = [box for box in places if self._free(box)]
        found = None if asked.on else next((box for box in free if not self._struck(box)), None)
        if found is None and (asked.struck or asked.must):
            found = free[0] if free else min(places, key=self._covered) if asked.must else None
        return found

    def _covered(self, box: Box) -> float:
        """Returns how much of a label would lie on what stands there already."""
        near = {taken for cell in _cells(box) for taken in self._boxes.get(cell, ())}
        return sum(
            max(0.0, min(box.right, taken.right) - max(box.left, taken.left))
            * max(0.0, min(box.bottom, taken.bottom) - max(box.top, taken.top))
            for taken in near
        )

    def _places(self, asked: _Asked, wide: float) -> Iterator[Box]:
        tall, gap = self._size * 1.06, self._gap
        points = (asked.at, *asked.elsewhere)
        turns: Iterator[tuple[XY, str]] = product(points, asked.sides)
        if asked.on:  # on all of its points before beside any of them
            turns = iter([(point, side) for side in asked.sides for point in points])
        for (x, y), side in turns:
            if side == "along":
                for step in range(0, 40, 5):
                    yield Box(x + gap + step, y - tall / 2, wide, tall)
                continue
            left, top = {
                "right": (x + gap, y - tall / 2),
                "left": (x - gap - wide, y - tall / 2),
                "above": (x - wide / 2, y - tall - gap * 0.6),
                "higher": (x - wide / 2, y - 2 * tall - gap * 0.7),
                "close": (x - wide / 2, y - tall - 1.2),
                "below": (x - wide / 2, y + gap * 0.75),
                "above-right": (x + _ASIDE, y - tall - gap * 0.6),
                "above-left": (x - _ASIDE - wide, y - tall - gap * 0.6),
                "below-right": (x + _ASIDE, y + gap * 0.75),
                "below-left": (x - _ASIDE - wide, y + gap * 0.75),
                "over": (x - wide / 2, y - tall / 2),
            }[side]
            yield Box(left, top, wide, tall)

    def _free(self, box: Box) -> bool:
        if not self._room.holds(box):
            return False
        return not any(box.meets(taken) for cell in _cells(box) for taken in self._boxes.get(cell, ()))

    def _struck(self, box: Box) -> bool:
        """Tells whether a line runs through a box, to the fineness of the grid."""
        columns = range(int(box.left // _FINE), int(box.right // _FINE) + 1)
        rows = range(int((box.top + 1) // _FINE), int((box.bottom - 1) // _FINE) + 1)
        return any((column, row) in self._lines for column in columns for row in rows)


def _cells(box: Box) -> list[tuple[int, int]]:
    """Returns the squares of a coarse grid that a box touches: only what shares one can be in its way."""
    columns = range(int(box.left // _CELL), int(box.right // _CELL) + 1)
    rows = range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
