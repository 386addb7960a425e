"""A pen that writes plain SVG: absolute coordinates, explicit widths, text escaped, nothing that a page cannot show.

Units are points (1/72 inch). No style sheets, filters, scripts or links: the typesetter and every reader of SVG
understand what is left. Source for the rules: SVG 1.1.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

XY = tuple[float, float]
_POINT_MM = 25.4 / 72
_FONT = "Noto Sans"
# A picture that goes out alone is read where the font may be missing; the typesetter wants the exact name.
_FONT_ALONE = "Noto Sans, sans-serif"
# Advance widths of Noto Sans Regular for U+0020 to U+007E in thousandths of the size: text is placed without a font.
_WIDTHS = (
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
    760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
    564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
    551, 380, 572,
)  # fmt: skip
_OTHER = 600
_BOLD = 1.05
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Returns about how wide a text is, in the unit of its size."""
    units = sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 0 if unicodedata.combining(c) else _OTHER for c in text)
    return units * size / 1000 * (_BOLD if bold else 1.0)


def wrapped(text: str, size: float, width: float, *, most: int = 0, bold: bool = False) -> list[str]:
    """Returns the text in lines no wider than a width; the last of ``most`` lines ends with an ellipsis if cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and text_width(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return [shortened(each, size, width, bold=bold) for each in lines]


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Returns the text, cut with an ellipsis if it is wider than a width."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def n(value: float) -> str:
    """Returns a number for SVG: at most two digits behind the point; what is not finite becomes nought."""
    if not math.isfinite(value):
        return "0"
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Pen:
    """Collects the parts of one picture.

    Args:
        tones: Colours by name, as in the themes.
        alone: True if the picture goes out without a page around it: it gets a ground of its own.
    """

    def __init__(self, tones: Mapping[str, str], *, alone: bool = False) -> None:
        self._tones = tones
        self._alone = alone
        self._font = _FONT_ALONE if alone else _FONT
        self._parts: list[str] = []

    def colour(self, tone: str) -> str:
        """Returns a colour by its name; an unknown name gives ink."""
        return self._tones.get(tone) or self._tones["ink"]

    def line(self, start: XY, end: XY, *, tone: str = "ink", width: float = 1.0, dash: str = "") -> None:
        """Draws a straight line."""
        self._parts.append(
            f'<line x1="{n(start[0])}" y1="{n(start[1])}" x2="{n(end[0])}" y2="{n(end[1])}"'
            f"{self._stroke(tone, width, dash)}/>"
        )

    def path(
        self,
        rings: Iterable[Sequence[XY]],
        *,
        tone: str = "",
        fill: str = "",
        width: float = 1.0,
        dash: str = "",
        closed: bool = False,
    ) -> None:
        """Draws one or more runs of straight lines as one shape."""
        drawn = [ring for ring in rings if len(ring) > 1]
        if not drawn:
            return
        end = "Z" if closed else ""
        d = "".join("M" + "L".join(f"{n(x)} {n(y)}" for x, y in ring) + end for ring in drawn)
        painted = f' fill="{self.colour(fill)}" fill-rule="evenodd"' if fill else ' fill="none"'
        joined = ' stroke-linejoin="round" stroke-linecap="butt"'
        self._parts.append(f'<path d="{d}"{painted}{self._stroke(tone, width, dash) + joined if tone else ""}/>')

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
        dash: str = "",
    ) -> None:
        """Draws an upright rectangle; negative sizes are turned round."""
        x, w = (x + w, -w) if w < 0 else (x, w)
        y, h = (y + h, -h) if h < 0 else (y, h)
        painted = f' fill="{self.colour(fill)}"' if fill else ' fill="none"'
        stroke = self._stroke(tone, width, dash) if tone else ""
        self._parts.append(f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{painted}{stroke}/>')

    def circle(self, at: XY, radius: float, *, tone: str, fill: str = "paper", width: float = 1.2) -> None:
        """Draws a circle."""
        self._parts.append(
            f'<circle cx="{n(at[0])}" cy="{n(at[1])}" r="{n(radius)}" fill="{self.colour(fill)}"'
            f"{self._stroke(tone, width, '')}/>"
        )

    def text(
        self,
        at: XY,
        words: str,
        *,
        size: float = 8.0,
        tone: str = "ink",
        anchor: str = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """Writes one line; ``at`` is the base line's start, middle or end. A halo lifts it off what lies below."""
        words = _NOT_XML.sub("", words)
        if not words.strip():
            return
        weight = ' font-weight="700"' if bold else ""
        place = f'x="{n(at[0])}" y="{n(at[1])}" font-family={quoteattr(self._font)} font-size="{n(size)}"'
        line = f'<text {place}{weight} text-anchor="{anchor}"'
        if halo:
            wide = text_width(words, size, bold=bold)
            left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            self._parts.append(
                f'<rect x="{n(left - 1)}" y="{n(at[1] - size * 0.8)}" width="{n(wide + 2)}" height="{n(size * 1.02)}"'
                f' fill="{self.colour("paper")}" fill-opacity="0.8"/>'
            )
        self._parts.append(f'{line} fill="{self.colour(tone)}">{escape(words)}</text>')

    @property
    def drawn(self) -> int:
        """How many parts have been drawn, to draw something behind what follows."""
        return len(self._parts)

    def behind(self, since: int, draw: Callable[[], None]) -> None:
        """Draws something behind all that was drawn since then."""
        later = self._parts[since:]
        del self._parts[since:]
        draw()
        self._parts += later

    def clip(self, name: str, x: float, y: float, w: float, h: float) -> None:
        """Opens a group that is cut off at a rectangle; ``close`` ends it."""
        self._parts.append(
            f'<clipPath id="{name}"><rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"/></clipPath>'
            f'<g clip-path="url(#{name})">'
        )

    def close(self) -> None:
        """Ends the group opened last."""
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
        told = f"<title>{escape(_NOT_XML.sub('', title))}</title><desc>{escape(_NOT_XML.sub('', summary))}</desc>"
        ground = f'<rect width="{n(width)}" height="{n(height)}" fill="{self.colour("paper")}"/>' if self._alone else ""
        return "".join((head, told, ground, *self._parts, "</svg>"))

    def _stroke(self, tone: str, width: float, dash: str) -> str:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        return f' stroke="{self.colour(tone)}" stroke-width="{n(width)}"{dashed}'
