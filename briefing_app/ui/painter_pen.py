"""The pen of the screen, of PNG and of the clipboard: the strokes of a picture as Qt paints them."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import chain, starmap
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QStaticText

from briefing_app.domain.colours import THEMES, ThemeName
from briefing_app.pictures.letters import ASCENT, LINE, text_width, told
from briefing_app.pictures.pen import FAR, XY, Anchor, Box, Dash, Measures, Pen, Placing, sound
from briefing_app.ui.theme import FALLBACKS, FAMILY, Theme

SMALL = 8.0
"""Size in points of the small words of every picture; on the screen they are as large as the theme's small text."""
EM = 20
"""Pixels of the one size in which fonts are asked for."""
_MOST_KEPT = 4_000
_MOST_BARS = 40_000
_THIN = 1.6
"""Level and upright strokes of fewer pixels are one pixel wide."""
_HALO = 0.8
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
_ROUGH = 600
"""A line of more points is a band: smoothed it would look the same and take many times as long."""


def unit_of(theme: Theme) -> float:
    """Returns how many pixels of the window make one point of a picture.

    Args:
        theme: For the size of its text.
    """
    return theme.letters("small") / SMALL


class Kept:
    """What a pen makes once and needs again: colours, fonts and the paths of placed planes.

    It may be kept from one painting to the next, as long as the theme stays the same.

    Args:
        name: Name of the theme.
        quick: True to keep words as small pictures as well: for pictures that move.
    """

    def __init__(self, name: ThemeName, *, quick: bool = False) -> None:
        self.quick = quick
        self.tones: Mapping[str, str] = THEMES[name]
        self._colours: dict[tuple[str, float], QColor] = {}
        self._pens: dict[tuple[str, float, Dash, float, bool], QPen] = {}
        self._fonts: dict[bool, QFont] = {}
        self._paths: dict[int, tuple[object, QPainterPath]] = {}
        self._texts: dict[tuple[str, bool], QStaticText] = {}
        self._stamps: dict[Hashable, tuple[QPixmap, float, float]] = {}
        self._letters: dict[Hashable, tuple[QPixmap, float, float]] = {}
        self.bars: dict[tuple[float, float], dict[int, QRect]] = {}

    def colour(self, tone: str, fade: float = 1.0) -> QColor:
        """Returns a colour by its name; an unknown name gives ink."""
        found = self._colours.get((tone, fade))
        if found is None:
            found = QColor(self.tones.get(tone) or self.tones["ink"])
            found.setAlphaF(fade)
            self._colours[tone, fade] = found
        return found

    def pen(self, tone: str, width: float, dash: Dash, fade: float, *, fixed: bool = False) -> QPen:
        """Returns a stroke; a fixed one is as wide as it says whatever the scale of what it draws."""
        key = (tone, width, dash, fade, fixed)
        found = self._pens.get(key)
        if found is None:
            found = QPen(self.colour(tone, fade), width)
            found.setCapStyle(Qt.PenCapStyle.FlatCap)
            found.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            found.setCosmetic(fixed)
            if dash:
                # Qt counts in widths of the stroke.
                found.setDashPattern([length / max(width, 0.01) for length in dash])
            self._pens[key] = found
        return found

    def font(self, *, bold: bool) -> QFont:
        """Returns the font of all words; Qt rounds the sizes of fonts, so words get their own by scaling."""
        found = self._fonts.get(bold)
        if found is None:
            found = QFont([FAMILY, *FALLBACKS])
            found.setPixelSize(EM)
            found.setBold(bold)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            found.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
            self._fonts[bold] = found
        return found

    def path(self, rings: Sequence[Sequence[XY]], *, closed: bool) -> QPainterPath:
        """Returns the path of a plane's rings, made once for the very same rings."""
        found = self._paths.get(id(rings))
        if found is None or found[0] is not rings:
            if len(self._paths) >= _MOST_KEPT:
                self._paths.clear()
            found = self._paths[id(rings)] = (rings, _path_of(rings, closed=closed))
        return found[1]

    def static(self, words: str, *, bold: bool) -> QStaticText:
        """Returns a text laid out once."""
        found = self._texts.get((words, bold))
        if found is None:
            if len(self._texts) >= _MOST_KEPT * 3:
                self._texts.clear()
            found = QStaticText(told(words))
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=self.font(bold=bold))
            self._texts[words, bold] = found
        return found

    def letters(
        self, words: str, size: float, bold: bool, tone: str, halo: str, unit: float
    ) -> tuple[QPixmap, float, float]:
        """Returns words as a small picture, and how far its base line's start lies from its corner in points."""
        key = (words, size, bold, tone, halo, unit)
        found = self._letters.get(key)
        if found is None:
            if len(self._letters) >= _MOST_KEPT:
                self._letters.clear()
            wide = text_width(words, size, bold=bold) + size
            pixmap = QPixmap(math.ceil(wide * unit) + 2, math.ceil(size * LINE * unit) + 2)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.scale(unit, unit)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            left, top = math.ceil(size / 4 * unit) / unit, math.ceil(size * ASCENT * unit) / unit
            if halo:
                across = QRectF(left - 1, top - size * 0.8, wide - size + 2, size * 1.02)
                painter.fillRect(across, self.colour(halo, _HALO))
            painter.setPen(self.colour(tone))
            painter.setFont(self.font(bold=bold))
            painter.translate(left, top)
            painter.scale(size / EM, size / EM)
            painter.drawText(QPointF(0, 0), told(words))
            painter.end()
            pixmap.setDevicePixelRatio(unit)
            found = self._letters[key] = (pixmap, left, top)
        return found

    def stamp(
        self, key: Hashable, reach: XY, unit: float, draw: Callable[[Pen, XY], None]
    ) -> tuple[QPixmap, float, float]:
        """Returns a small picture made once, and how far its middle lies from its corner in points.

        Args:
            key: What tells it from all others, pixels of the device included.
            reach: How far it reaches from its middle in points.
            unit: Pixels of the device that make one point.
            draw: Draws it about a middle.
        """
        found = self._stamps.get(key)
        if found is None:
            if len(self._stamps) >= _MOST_KEPT:
                self._stamps.clear()
            across, down = (math.ceil(far * unit) + 1 for far in reach)
            pixmap = QPixmap(2 * across, 2 * down)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            pen = PainterPen(painter, self, unit=unit)
            draw(pen, (across / unit, down / unit))
            pen.end()
            painter.end()
            pixmap.setDevicePixelRatio(unit)
            found = self._stamps[key] = (pixmap, across / unit, down / unit)
        return found


class PainterPen(Measures):
    """Paints with a painter. It scales the painter for as long as it is used; ``end`` gives it back as it was.

    Args:
        painter: The painter; its nought becomes that of the picture.
        kept: Colours, fonts and paths made before.
        unit: Pixels of the painter that make one point of the picture.
        spare: True to measure as files that leave alone do.
    """

    def __init__(self, painter: QPainter, kept: Kept, *, unit: float = 1.0, spare: bool = False) -> None:
        super().__init__(spare=spare)
        self._painter, self._kept = painter, kept
        # What is drawn twice into a small picture is made for the device's own pixels.
        self._unit = unit * painter.device().devicePixelRatioF()
        self._scale = unit
        painter.save()
        painter.scale(unit, unit)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def end(self) -> None:
        """Leaves the painter as it was."""
        self._painter.restore()

    def line(
        self, start: XY, end: XY, *, tone: str = "ink", width: float = 1.0, dash: Dash = (), fade: float = 1.0
    ) -> None:
        """Draws a straight line; level and upright ones on whole pixels, crisp and far cheaper than smoothed."""
        painter = self._painter
        line = QLineF(sound(start[0]), sound(start[1]), sound(end[0]), sound(end[1]))
        if start[0] == end[0] or start[1] == end[1]:
            painter.setPen(self._crisp(tone, width, dash, fade))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawLine(line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        else:
            painter.setPen(self._kept.pen(tone, width, dash, fade))
            painter.drawLine(line)

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
        """Draws one or more runs of straight lines as one shape."""
        painter = self._painter
        if placing is None:
            self._ready(tone, fill, width, dash, fade)
            if len(rings) == 1 and not fill and not closed:
                rough = len(rings[0]) > _ROUGH
                if rough:
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.drawPolyline(_points(rings[0]))
                if rough:
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            elif len(rings) == 1:
                painter.drawPolygon(_points(rings[0]))
            else:
                painter.drawPath(_path_of(rings, closed=closed))
            return
        painter.save()
        wide = width * painter.worldTransform().m11()  # a fixed stroke is told in pixels of the device
        painter.translate(sound(placing.dx), sound(placing.dy))
        painter.scale(placing.scale, placing.scale)
        painter.setPen(self._kept.pen(tone, wide, dash, fade, fixed=True) if tone else Qt.PenStyle.NoPen)
        painter.setBrush(self._kept.colour(fill, fade) if fill else QBrush())
        painter.drawPath(self._kept.path(rings, closed=closed))
        painter.restore()

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
        box = QRectF(sound(x), sound(y), sound(w), sound(h)).normalized()
        if corner:
            self._ready(tone, fill, width, dash, fade)
            self._painter.drawRoundedRect(box, corner, corner)
        elif tone:
            # Upright edges on whole pixels: crisp, and a dashed one takes a hundredth of the time.
            self._painter.setPen(self._crisp(tone, width, dash, fade))
            self._painter.setBrush(self._kept.colour(fill, fade) if fill else QBrush())
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._painter.drawRect(box)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        elif fill:
            self._painter.fillRect(box, self._kept.colour(fill, fade))

    def columns(
        self, left: float, bottom: float, step: float, amounts: Sequence[int], *, share: float, fill: str
    ) -> None:
        """Draws columns side by side on a level line, on whole pixels: smoothed edges would cost most of the time."""
        painter, u = self._painter, self._scale
        bars = self._kept.bars.setdefault((step, u), {})
        if len(bars) > _MOST_BARS:
            bars.clear()
        tall, known = share * u, bars.get
        # The key of a column is its number and, in the lower bits, its height: no tuple, for there are thousands.
        keys = [(i << 16) + int(amount * tall) + 1 for i, amount in enumerate(amounts) if amount]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._kept.colour(fill))
        painter.translate(sound(left), sound(bottom))
        painter.scale(1 / u, 1 / u)
        painter.drawRects([known(key) or _bar_of(bars, key, step * u) for key in keys])
        painter.restore()

    def stamp(self, key: Hashable, at: XY, reach: XY, draw: Callable[[Pen, XY], None]) -> None:
        """Puts down a small picture that is made once."""
        pixmap, across, down = self._kept.stamp((key, self._unit), reach, self._unit, draw)
        x, y = at
        if -FAR < x < FAR and -FAR < y < FAR:
            self._painter.drawPixmap(QPointF(x - across, y - down), pixmap)

    def circle(
        self, at: XY, radius: float, *, tone: str = "", fill: str = "paper", width: float = 1.2, fade: float = 1.0
    ) -> None:
        """Draws a circle."""
        self._ready(tone, fill, width, (), fade)
        r = max(0.0, sound(radius))
        self._painter.drawEllipse(QPointF(sound(at[0]), sound(at[1])), r, r)

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
        """Writes one line; ``at`` is the base line's start, middle or end."""
        if not words:
            return
        x, y = at
        if not (-FAR < x < FAR and -FAR < y < FAR):
            return
        share = _SHARES[anchor]
        if share:
            room = self.measure(words, size, bold=bold)
            wide = room / (self._bold if bold else self._regular)
            x -= wide * share
        if self._kept.quick:
            pixmap, left, top = self._kept.letters(words, size, bold, tone, halo, self._unit)
            # On whole pixels of the device, where the letters were painted.
            u = self._unit
            self._painter.drawPixmap(QPointF(round(x * u) / u - left, round(y * u) / u - top), pixmap)
            return
        if halo:
            room = self.measure(words, size, bold=bold)
            wide = room / (self._bold if bold else self._regular)
            left = x - (room - wide) * share
            self.box(left - 1, y - size * 0.8, room + 2, size * 1.02, fill=halo, fade=_HALO)
        painter = self._painter
        painter.save()
        painter.setFont(self._kept.font(bold=bold))
        painter.setPen(self._kept.colour(tone))
        painter.translate(x, y - size * ASCENT)
        painter.scale(size / EM, size / EM)
        painter.drawStaticText(0, 0, self._kept.static(words, bold=bold))
        painter.restore()

    def clip(self, box: Box) -> None:
        """Cuts off what is drawn next at a box, until ``close``."""
        self._painter.save()
        room = QRectF(sound(box.left), sound(box.top), sound(box.width), sound(box.height))
        self._painter.setClipRect(room, Qt.ClipOperation.IntersectClip)

    def close(self) -> None:
        """Ends the clipping begun last."""
        self._painter.restore()

    def _crisp(self, tone: str, width: float, dash: Dash, fade: float) -> QPen:
        """Returns a stroke of whole pixels: a thin one is one pixel wide, which takes a hundredth of the time."""
        unit = self._unit
        if width * unit > _THIN:
            return self._kept.pen(tone, width, dash, fade)
        return self._kept.pen(tone, 1.0, tuple(length * unit for length in dash), fade, fixed=True)

    def _ready(self, tone: str, fill: str, width: float, dash: Dash, fade: float) -> None:
        self._painter.setPen(self._kept.pen(tone, width, dash, fade) if tone else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._kept.colour(fill, fade) if fill else QBrush())


def _bar_of(bars: dict[int, QRect], key: int, step: float) -> QRect:
    number, tall = key >> 16, key & 0xFFFF
    bars[key] = QRect(int(number * step), -tall, max(1, int(step * 6 / 7)), tall)
    return bars[key]


def _points(ring: Sequence[XY]) -> list[Any]:
    if sum(map(abs, chain.from_iterable(ring))) < FAR:  # all lie near: they are made without a look at each
        return list(starmap(QPointF, ring))
    return [QPointF(x, y) if -FAR < x < FAR and -FAR < y < FAR else QPointF(sound(x), sound(y)) for x, y in ring]


def _path_of(rings: Sequence[Sequence[XY]], *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        if len(ring) > 1:
            path.addPolygon(QPolygonF(_points(ring)))
            if closed:
                path.closeSubpath()
    return path
