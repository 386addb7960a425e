"""Labels that keep off marks and off one another: what finds no free place stays unsaid and stands in the table."""

from __future__ import annotations

from briefing_app.report.figures.pen import XY, Pen, text_width

_Box = tuple[float, float, float, float]


class Labels:
    """Collects what is in the way and what wants to be written.

    Args:
        pen: The pen.
        left: Left end of the room for labels.
        right: Right end.
        top: Upper end.
        bottom: Lower end.
        size: Size of the letters.
    """

    def __init__(
        self, pen: Pen, *, left: float, right: float, top: float, bottom: float = 1e9, size: float = 8.0
    ) -> None:
        self._pen = pen
        self._bottom = bottom
        self._left, self._right, self._top, self._size = left, right, top, size
        self._taken: list[_Box] = []
        self._asked: list[tuple[XY, str, str, tuple[str, ...], bool, bool]] = []

    def keep_off(self, x: float, y: float, w: float, h: float) -> None:
        """Marks a rectangle as taken."""
        self._taken.append((x, y, x + w, y + h))

    def ask(
        self,
        at: XY,
        words: str,
        *,
        tone: str = "ink",
        above: bool = False,
        only_right: bool = False,
        bold: bool = False,
        first: str = "right",
        must: bool = False,
    ) -> None:
        """Asks for a label at a point.

        Args:
            at: The point.
            words: The words.
            tone: Colour of the words.
            above: True if it belongs above the point, as on a column or a span.
            only_right: True if it belongs right of it, as on a lying bar.
            bold: True for bold.
            first: The side to try first, "right" or "left".
            must: True to write it at its first side even where no place is free.
        """
        sides = (
            ("right",)
            if only_right
            else ("above", "higher", "below")
            if above
            else tuple(dict.fromkeys((first, "right", "left", "above", "below")))
        )
        self._asked.append((at, words, tone, sides, bold, must))

    def write(self) -> None:
        """Writes the labels in the order asked; of those that belong above their points the highest point first.

        A higher bar whose room above were taken by the words of a lower one would seem to bear them.
        """
        self._asked.sort(key=lambda asked: asked[0][1] if asked[3][0] == "above" else -1e9)
        for at, words, tone, sides, bold, must in self._asked:
            wide = text_width(words, self._size, bold=bold)
            found = self._found(at, sides, wide) or (self._place(at, sides[0], wide) if must else None)
            if found is not None:
                x, y = found
                self._taken.append((x, y, x + wide, y + self._size))
                self._pen.text((x, y + self._size * 0.84), words, size=self._size, tone=tone, bold=bold)
        self._asked.clear()

    def _found(self, at: XY, sides: tuple[str, ...], wide: float) -> XY | None:
        """Returns the first free place; beside a lying bar it may be moved along."""
        for side in sides:
            x, y = self._place(at, side, wide)
            for step in range(0, 40, 5) if sides == ("right",) else (0,):
                if self._free((x + step, y, x + step + wide, y + self._size)):
                    return x + step, y
        return None

    def _place(self, at: XY, side: str, wide: float) -> XY:
        x, y = at
        size = self._size
        return {
            "right": (x + 5.5, y - size / 2),
            "left": (x - 5.5 - wide, y - size / 2),
            "above": (x - wide / 2, y - size - 3),
            "higher": (x - wide / 2, y - 2 * size - 4),
            "below": (x - wide / 2, y + 4),
        }[side]

    def _free(self, box: _Box) -> bool:
        if box[0] < self._left or box[2] > self._right or box[1] < self._top or box[3] > self._bottom:
            return False
        return all(box[2] <= t[0] or box[0] >= t[2] or box[3] <= t[1] or box[1] >= t[3] for t in self._taken)
