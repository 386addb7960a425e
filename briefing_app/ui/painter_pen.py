"""The pen of the screen, of PNG and of the clipboard: the strokes of a picture as Qt paints them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from briefing_app.domain.colours import THEMES, ThemeName
from briefing_app.pictures.letters import told
from briefing_app.pictures.pen import XY, Anchor, Box, Dash, Measures, Placing, sound
from briefing_app.ui.theme import FALLBACKS, FAMILY, Theme

SMALL = 8.0
"""Size in points of the small words of every picture; on the screen they are as large as the theme's small text."""
_MOST_KEPT = 4_000
_HALO = 0.8
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
    """

    def __init__(self, name: ThemeName) -> None:
        self.tones: Mapping[str, str] = THEMES[name]
        self._colours: dict[tuple[str, float], QColor] = {}
        self._pens: dict[tuple[str, float, Dash, float, bool], QPen] = {}
        self._fonts: dict[tuple[float, bool, float], QFont] = {}
        self._paths: dict[int, tuple[object, QPainterPath]] = {}

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

    def font(self, size: float, bold: bool, dpi: float) -> QFont:
        """Returns a font whose letters are so many units of the painter tall."""
        found = self._fonts.get((size, bold, dpi))
        if found is None:
            found = QFont([FAMILY, *FALLBACKS])
            found.setPointSizeF(size * 72 / dpi)
            found.setBold(bold)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            found.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
            self._fonts[size, bold, dpi] = found
        return found

    def path(self, rings: Sequence[Sequence[XY]], *, closed: bool) -> QPainterPath:
        """Returns the path of a plane's rings, made once for the very same rings."""
        found = self._paths.get(id(rings))
        if found is None or found[0] is not rings:
            if len(self._paths) >= _MOST_KEPT:
                self._paths.clear()
            found = self._paths[id(rings)] = (rings, _path_of(rings, closed=closed))
        return found[1]


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
        self._dpi = float(painter.device().logicalDpiY() or 96)
        self._font: Hashable = None
        painter.save()
        painter.scale(unit, unit)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def end(self) -> None:
        """Leaves the painter as it was."""
        self._painter.restore()

    def line(
        self, start: XY, end: XY, *, tone: str = "ink", width: float = 1.0, dash: Dash = (), fade: float = 1.0
    ) -> None:
        """Draws a straight line."""
        self._painter.setPen(self._kept.pen(tone, width, dash, fade))
        self._painter.drawLine(QLineF(sound(start[0]), sound(start[1]), sound(end[0]), sound(end[1])))

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
    ) -> None:
        """Draws an upright rectangle; negative sizes are turned round."""
        box = QRectF(sound(x), sound(y), sound(w), sound(h)).normalized()
        if not tone:
            self._painter.fillRect(box, self._kept.colour(fill, fade) if fill else QColor(0, 0, 0, 0))
            return
        self._ready(tone, fill, width, dash, fade)
        self._painter.drawRect(box)

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
        words = told(words)
        if not words.strip():
            return
        x, y = sound(at[0]), sound(at[1])
        if halo or anchor != "start":
            room = self.measure(words, size, bold=bold)
            wide = room / (self._bold if bold else self._regular)
            x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            if halo:
                left = x - (room - wide) * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
                self.box(left - 1, y - size * 0.8, room + 2, size * 1.02, fill=halo, fade=_HALO)
        painter = self._painter
        if self._font != (size, bold):
            self._font = (size, bold)
            painter.setFont(self._kept.font(size, bold, self._dpi))
        painter.setPen(self._kept.colour(tone))
        painter.drawText(QPointF(x, y), words)

    def clip(self, box: Box) -> None:
        """Cuts off what is drawn next at a box, until ``close``."""
        self._painter.save()
        self._font = None
        room = QRectF(sound(box.left), sound(box.top), sound(box.width), sound(box.height))
        self._painter.setClipRect(room, Qt.ClipOperation.IntersectClip)

    def close(self) -> None:
        """Ends the clipping begun last."""
        self._painter.restore()
        self._font = None

    def _ready(self, tone: str, fill: str, width: float, dash: Dash, fade: float) -> None:
        self._painter.setPen(self._kept.pen(tone, width, dash, fade) if tone else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._kept.colour(fill, fade) if fill else QBrush())


def _points(ring: Sequence[XY]) -> list[Any]:
    return [QPointF(sound(x), sound(y)) for x, y in ring]


def _path_of(rings: Sequence[Sequence[XY]], *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        if len(ring) > 1:
            path.addPolygon(QPolygonF(_points(ring)))
            if closed:
                path.closeSubpath()
    return path
