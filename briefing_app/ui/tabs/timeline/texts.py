"""Texts and small pictures made once and drawn many times: shaping letters and smoothing edges cost most of a frame."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap, QStaticText

_MOST = 12_000
_MOST_STAMPS = 4_000
_BREAK = re.compile(r"(?<=[ \-–/])")
"""A line may end behind a space, a hyphen, a dash or a stroke."""


class Laid(NamedTuple):
    """A text cut to a room: as letters, as laid out, and how wide it is."""

    text: str
    static: QStaticText
    width: float


class Texts:
    """Laid-out texts of one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.ascent, self.descent = self._metrics.ascent(), self._metrics.descent()
        self.height = self._metrics.height()
        self._laid: dict[tuple[str, int], Laid] = {}
        self._widths: dict[str, float] = {}
        self._lines: dict[tuple[str, int, int], list[str]] = {}

    def measure(self, text: str) -> float:
        """Returns the width of a text; it is measured once."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) >= _MOST:
                self._widths.clear()
            found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

    def laid(self, text: str, room: float) -> Laid:
        """Returns a text cut to a room in pixels."""
        key = (text, int(room))
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) >= _MOST:
                self._laid.clear()
            found = self._laid[key] = self._lay(text, room)
        return found

    def _lay(self, text: str, room: float) -> Laid:
        whole = self.measure(text)
        cut = text if whole <= room + 0.5 else self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 0.5)
        static = QStaticText(cut)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=self.font)
        return Laid(cut, static, whole if cut == text else static.size().width())

    def lines(self, text: str, room: float, *, most: int) -> list[str]:
        """Returns a text in one or two lines, cut where the room ends."""
        key = (text, int(room), most)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) >= _MOST:
                self._lines.clear()
            found = self._lines[key] = self._break(text, room, most)
        return found

    def _break(self, text: str, room: float, most: int) -> list[str]:
        def cut(rest: str) -> str:
            return self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)

        if most < 2 or self.measure(text) <= room:
            return [cut(text)]
        first, words = "", _BREAK.split(text)
        while words and self._metrics.horizontalAdvance((first + words[0]).rstrip()) <= room:
            first += words.pop(0)
        return [first.rstrip(), cut("".join(words))] if first else [cut(text)]

    def draw(self, painter: QPainter, x: float, base: float, laid: Laid) -> None:
        """Draws a text with pen and font of the painter, which has to be that of these texts.

        Args:
            painter: The painter.
            x: Where the text begins.
            base: The line the letters stand on.
            laid: The text.
        """
        painter.drawStaticText(QPointF(x, base - self.ascent), laid.static)


class Stamps:
    """Small pictures by key; whoever changes theme or text size starts with none."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[QPixmap, int, int]] = {}
        self._ratio = 1.0

    def begin(self, ratio: float) -> None:
        """Tells how many pixels of the device make one of ours; called before a picture is drawn."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._made.clear()

    def put(
        self,
        painter: QPainter,
        key: Hashable,
        centre: QPointF,
        half: tuple[float, float],
        draw: Callable[[QPainter, QPointF], None],
    ) -> None:
        """Puts down a small picture.

        Args:
            painter: The painter.
            key: What tells the picture from all others.
            centre: Where its middle lies.
            half: Half its width and half its height in pixels, edges included.
            draw: Draws it about a middle; called once.
        """
        stamp, wide, tall = self._made.get(key) or self._make(key, half, draw)
        painter.drawPixmap(QPointF(centre.x() - wide, centre.y() - tall), stamp)

    def _make(
        self, key: Hashable, half: tuple[float, float], draw: Callable[[QPainter, QPointF], None]
    ) -> tuple[QPixmap, int, int]:
        if len(self._made) >= _MOST_STAMPS:
            self._made.clear()
        wide, tall = math.ceil(half[0]) + 1, math.ceil(half[1]) + 1
        stamp = QPixmap(round(2 * wide * self._ratio), round(2 * tall * self._ratio))
        stamp.setDevicePixelRatio(self._ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        inner = QPainter(stamp)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(inner, QPointF(wide, tall))
        inner.end()
        made = self._made[key] = (stamp, wide, tall)
        return made
