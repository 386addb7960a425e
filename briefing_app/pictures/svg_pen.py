"""The pen of files and paper, plain SVG: absolute coordinates, explicit widths, text escaped, nothing linked in.

No style sheets, filters, scripts or links: the typesetter and every reader of SVG understand what is left. A picture
that leaves without a page around it is read where the font may be missing: its words say how long they are, and lie
in room that the widest of the usual fonts fills. Source for the rules: SVG 1.1.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Mapping, Sequence
from html import escape
from itertools import pairwise

from briefing_app.domain.colours import mixed
from briefing_app.pictures.cutting import both, cut_line, cut_shape, holds
from briefing_app.pictures.letters import text_width, told
from briefing_app.pictures.pen import XY, Anchor, Box, Dash, Measures, Pen, Placing, sound

_POINT_MM = 25.4 / 72
_FONT = "Noto Sans"
# The typesetter wants the exact name.
_FONT_ALONE = "Noto Sans, Noto Sans Arabic, Liberation Sans, Arial, Helvetica, sans-serif"
_STEP, _STEP_ALONE = 0.6, 0.35
"""Points of a placed plane nearer to one another are drawn as one: no eye tells them apart. What leaves alone may be
enlarged."""


@functools.lru_cache(maxsize=1 << 15)  # the same point is told twice: by what fills a shape and by its edge
def n(value: float) -> str:
    """Returns a number for SVG: at most two digits behind the point; what is not finite becomes nought."""
    text = f"{sound(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class SvgPen(Measures):
    """Collects the parts of one picture.

    Args:
        tones: Colours by name, as in the themes.
        alone: True if the picture goes out without a page around it: it gets a ground of its own.
    """

    def __init__(self, tones: Mapping[str, str], *, alone: bool = False) -> None:
        super().__init__(spare=alone)
        self._tones = tones
        self._alone = alone
        self._font = f'"{_FONT_ALONE if alone else _FONT}"'
        self._parts: list[str] = []
        self._clips = 0
        self._rooms: list[Box] = []
        """Where is cut off, the narrowest last."""

    def colour(self, tone: str, fade: float = 1.0) -> str:
        """Returns a colour by its name; an unknown name gives ink. On a page it is mixed with the paper if it fades.

        Paper lets nothing shine through, and each transparent mark would be an object of its own in the document.
        """
        own = self._tones.get(tone) or self._tones["ink"]
        return own if fade >= 1 or self._alone else mixed(own, self._tones["paper"], fade)

    def _faded(self, fade: float) -> str:
        return f' opacity="{n(fade)}"' if fade < 1 and self._alone else ""

    def line(
        self, start: XY, end: XY, *, tone: str = "ink", width: float = 1.0, dash: Dash = (), fade: float = 1.0
    ) -> None:
        """Draws a straight line."""
        if self._rooms and not holds(self._rooms[-1], ((start, end),)):
            pieces = cut_line((start, end), self._rooms[-1])
            if not pieces:
                return
            start, end = pieces[0]
        self._parts.append(
            f'<line x1="{n(start[0])}" y1="{n(start[1])}" x2="{n(end[0])}" y2="{n(end[1])}"'
            f"{self._stroke(tone, width, dash, fade)}{self._faded(fade)}/>"
        )

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
        drawn = [ring for ring in rings if len(ring) > 1]
        if placing is not None:
            step = _STEP_ALONE if self._alone else _STEP
            drawn = [_thinned([placing(point) for point in ring], step) for ring in drawn]
        if not self._rooms or holds(self._rooms[-1], drawn):
            self._shape(drawn, tone=tone, fill=fill, width=width, dash=dash, closed=closed, fade=fade)
            return
        # Cut off here: the edge of the cut would be drawn as a border, and not every viewer cuts by itself.
        room = self._rooms[-1]
        if fill:
            inside = [part for ring in drawn if (part := cut_shape(ring, room))]
            self._shape(inside, tone="", fill=fill, width=width, dash=dash, closed=closed, fade=fade)
        if tone:
            rims = [[*ring, ring[0]] if closed else ring for ring in drawn]
            runs = [run for rim in rims for run in cut_line(rim, room)]
            self._shape(runs, tone=tone, fill="", width=width, dash=dash, closed=False, fade=fade)

    def _shape(
        self,
        drawn: Sequence[Sequence[XY]],
        *,
        tone: str,
        fill: str,
        width: float,
        dash: Dash,
        closed: bool,
        fade: float,
    ) -> None:
        if not drawn:
            return
        end = "Z" if closed else ""
        d = "".join("M" + "L".join(f"{n(x)} {n(y)}" for x, y in ring) + end for ring in drawn)
        painted = f' fill="{self.colour(fill, fade)}" fill-rule="evenodd"' if fill else ' fill="none"'
        joined = ' stroke-linejoin="round" stroke-linecap="butt"'
        stroke = self._stroke(tone, width, dash, fade) + joined if tone else ""
        self._parts.append(f'<path d="{d}"{painted}{stroke}{self._faded(fade)}/>')

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
        x, w = (x + w, -w) if w < 0 else (x, w)
        y, h = (y + h, -h) if h < 0 else (y, h)
        painted = f' fill="{self.colour(fill, fade)}"' if fill else ' fill="none"'
        stroke = self._stroke(tone, width, dash, fade) if tone else ""
        rounded = f' rx="{n(corner)}"' if corner else ""
        sides = f'x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'
        self._parts.append(f"<rect {sides}{rounded}{painted}{stroke}{self._faded(fade)}/>")

    def columns(
        self, left: float, bottom: float, step: float, amounts: Sequence[int], *, share: float, fill: str
    ) -> None:
        """Draws columns side by side on a level line as one shape."""
        d = "".join(
            f"M{n(left + i * step)} {n(bottom)}V{n(bottom - amount * share - 0.7)}H{n(left + i * step + step * 6 / 7)}"
            f"V{n(bottom)}Z"
            for i, amount in enumerate(amounts)
            if amount
        )
        if d:
            self._parts.append(f'<path d="{d}" fill="{self.colour(fill)}"/>')

    def stamp(self, key: Hashable, at: XY, reach: XY, draw: Callable[[Pen, XY], None]) -> None:
        """Draws what is drawn many times as often as it is drawn."""
        del key, reach
        draw(self, at)

    def circle(
        self, at: XY, radius: float, *, tone: str = "", fill: str = "paper", width: float = 1.2, fade: float = 1.0
    ) -> None:
        """Draws a circle."""
        painted = f'fill="{self.colour(fill, fade)}"' if fill else 'fill="none"'
        stroke = self._stroke(tone, width, (), fade) if tone else ""
        self._parts.append(
            f'<circle cx="{n(at[0])}" cy="{n(at[1])}" r="{n(max(0.0, radius))}" {painted}{stroke}{self._faded(fade)}/>'
        )

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
        """Writes one line; in a picture that goes out alone it says how long it is."""
        words = told(words)
        if not words.strip():
            return
        wide = text_width(words, size, bold=bold)
        if halo:
            room = self.measure(words, size, bold=bold)
            left = at[0] - {"start": 0.0, "middle": room / 2, "end": room}[anchor]
            self.box(left - 1, at[1] - size * 0.8, room + 2, size * 1.02, fill=halo, fade=0.8)
        weight = ' font-weight="700"' if bold else ""
        long = f' textLength="{n(wide)}" lengthAdjust="spacingAndGlyphs"' if self._alone else ""
        self._parts.append(
            f'<text x="{n(at[0])}" y="{n(at[1])}" font-family={self._font} font-size="{n(size)}"{weight}'
            f' text-anchor="{anchor}"{long} fill="{self.colour(tone)}">{escape(words, quote=False)}</text>'
        )

    def clip(self, box: Box) -> None:
        """Opens a group that is cut off at a box; ``close`` ends it.

        Lines and shapes are cut here, for some viewers know no clip paths; these take what juts out of marks at the
        very edge.
        """
        self._clips += 1
        self._rooms.append(both(box, self._rooms[-1]) if self._rooms else box)
        sides = f'x="{n(box.left)}" y="{n(box.top)}" width="{n(box.width)}" height="{n(box.height)}"'
        # Among definitions, for viewers that know no clip paths would else draw this one as a black box.
        path = f'<defs><clipPath id="clip-{self._clips}"><rect {sides}/></clipPath></defs>'
        self._parts.append(f'{path}<g clip-path="url(#clip-{self._clips})">')

    def close(self) -> None:
        """Ends the group opened last."""
        self._rooms.pop()
        self._parts.append("</g>")

    def finish(self, width: float, height: float, *, title: str, summary: str) -> str:
        """Returns the whole picture as SVG text.

        Args:
            width: Width in points.
            height: Height in points.
            title: What the picture says.
            summary: What it shows, for those who do not see it.
        """
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
            f' width="{n(width * _POINT_MM)}mm" height="{n(height * _POINT_MM)}mm"'
            f' viewBox="0 0 {n(width)} {n(height)}">'
        )
        spoken = f"<title>{escape(told(title), quote=False)}</title><desc>{escape(told(summary), quote=False)}</desc>"
        ground = f'<rect width="{n(width)}" height="{n(height)}" fill="{self.colour("paper")}"/>' if self._alone else ""
        return "".join((head, spoken, ground, *self._parts, "</svg>"))

    def _stroke(self, tone: str, width: float, dash: Dash, fade: float) -> str:
        dashed = f' stroke-dasharray="{" ".join(map(n, dash))}"' if dash else ""
        return f' stroke="{self.colour(tone, fade)}" stroke-width="{n(width)}"{dashed}'


def _thinned(points: Sequence[XY], step: float) -> list[XY]:
    """Leaves out points that no eye tells from the one before."""
    kept = [points[0]]
    for before, point in pairwise(points):
        last = kept[-1]
        if before is not point and abs(point[0] - last[0]) + abs(point[1] - last[1]) >= step:
            kept.append(point)
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept
