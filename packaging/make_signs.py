"""Draws the program's own signs as a font: one set, all of one width and height, in a regular and a bold weight.

Usage, from the top of the checkout, in the test environment:

    .venv/bin/python packaging/make_signs.py && .venv/bin/python packaging/make_widths.py

Writes ``resources/fonts/BriefingSigns-Regular.ttf`` and ``-Bold.ttf``. Each sign stands in the middle of the same
square, as high as the capitals of Noto Sans, and a line with a sign is no taller than one without. Window and paper
take a sign from here before any other font. The same program gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FAMILY = "Briefing Signs"
EM, WIDTH = 1000, 780
ASCENT, DESCENT = 1069, -293  # those of Noto Sans
MIDDLE = (WIDTH / 2, 357.0)  # half the height of its capitals
REACH = 320.0
"""From the middle of a sign to its edge."""
FROM_1904_TO_2026 = 3_849_984_000
Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Brush:
    """Draws lines of one width."""

    width: float

    def line(self, *points: Point) -> Iterator[Ring]:
        """Yields the outlines of a line with round ends and corners, each going clockwise."""
        half = self.width / 2
        for (x, y), (to_x, to_y) in pairwise(points):
            long = math.hypot(to_x - x, to_y - y) or 1.0
            across = (-(to_y - y) / long * half, (to_x - x) / long * half)
            yield [
                (x + across[0], y + across[1]),
                (to_x + across[0], to_y + across[1]),
                (to_x - across[0], to_y - across[1]),
                (x - across[0], y - across[1]),
            ]
        for x, y in points:
            yield circle((x, y), half)

    def ring(self, radius: float = REACH) -> Iterator[Ring]:
        """Yields a circle that is not filled."""
        yield circle(MIDDLE, radius)
        yield circle(MIDDLE, radius - self.width)[::-1]

    def arc(self, first: float, last: float, radius: float) -> Iterator[Ring]:
        """Yields a part of a circle, from one angle in degrees to another."""
        steps = 24
        yield from self.line(*(around(first + (last - first) * n / steps, radius) for n in range(steps + 1)))

    def outline(self, *corners: Point) -> Iterator[Ring]:
        """Yields a closed line."""
        yield from self.line(*corners, corners[0])


def around(angle: float, radius: float, middle: Point = MIDDLE) -> Point:
    """Returns the point at an angle in degrees, counted against the clock from the right."""
    turn = math.radians(angle)
    return (middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn))


def circle(middle: Point, radius: float) -> Ring:
    """Returns a circle as a ring that goes clockwise."""
    count = 64 if radius > 100 else 24
    return [around(-360 * n / count, radius, middle) for n in range(count)]


def sector(first: float, last: float, radius: float) -> Ring:
    """Returns a piece of a disc, from one angle down to another, clockwise."""
    return [MIDDLE, *(around(first + (last - first) * n / 32, radius) for n in range(33))]


def at(x: float, y: float) -> Point:
    """Returns a point by its place in the square from -1 to 1."""
    return (MIDDLE[0] + x * REACH, MIDDLE[1] + y * REACH)


def _check(pen: Brush) -> Iterator[Ring]:
    yield from pen.line(at(-0.9, -0.1), at(-0.28, -0.72), at(0.9, 0.72))


def _cross(pen: Brush) -> Iterator[Ring]:
    yield from pen.line(at(-0.78, -0.78), at(0.78, 0.78))
    yield from pen.line(at(-0.78, 0.78), at(0.78, -0.78))


def _turning(pen: Brush, *, forwards: bool) -> Iterator[Ring]:
    """Three quarters of a circle that end in an arrow head, at the top on the right or, backwards, on the left."""
    side, radius = (1 if forwards else -1), REACH - pen.width / 2
    last = 52 if forwards else 128
    yield from pen.arc(last + side * 290, last + side * 14, radius)
    tip = around(last, radius)
    head = [(tip[0] + side * x, tip[1] + y) for x, y in ((60, -165), (-235, -20), (70, 150))]
    yield head if forwards else head[::-1]


def _arrow(pen: Brush, dx: float, dy: float, *, both: bool = False) -> Iterator[Ring]:
    yield from pen.line(at(-dx, -dy), at(dx, dy))
    for way in (1, -1) if both else (1,):
        tip = at(way * dx, way * dy)
        back = math.degrees(math.atan2(-way * dy, -way * dx))
        yield from pen.line(around(back + 42, 270, tip), tip, around(back - 42, 270, tip))


def _cut_check() -> Iterator[Ring]:
    """A disc out of which a tick is cut."""
    yield circle(MIDDLE, REACH * 1.1)
    yield [at(*p) for p in ((-0.68, 0.0), (-0.24, -0.58), (0.68, 0.38), (0.46, 0.6), (-0.22, -0.12), (-0.45, 0.2))]


def _cut_cross() -> Iterator[Ring]:
    """A disc out of which a cross is cut."""
    yield circle(MIDDLE, REACH * 1.1)
    long, half = 0.68, 0.155
    arm = ((long, half), (half, half), (half, long), (-half, long), (-half, half), (-long, half))
    turned = [((x - y) * 0.7071, (x + y) * 0.7071) for x, y in (*arm, *((-x, -y) for x, y in arm))]
    yield [at(*point) for point in turned]


def _wave(pen: Brush, height: float) -> Iterator[Ring]:
    steps = 24
    line = [at(-0.95 + 1.9 * n / steps, height + 0.2 * math.sin(2 * math.pi * n / steps)) for n in range(steps + 1)]
    yield from pen.line(*line)


def _star() -> Iterator[Ring]:
    yield [around(90 - 36 * n, REACH * (1.08 if n % 2 == 0 else 0.46)) for n in range(10)]


def _pencil(pen: Brush) -> Iterator[Ring]:
    yield from pen.outline(at(-0.95, -0.95), at(-0.72, -0.3), at(0.5, 0.92), at(0.92, 0.5), at(-0.3, -0.72))
    yield from pen.line(at(0.18, 0.6), at(0.6, 0.18))


def _warning(pen: Brush) -> Iterator[Ring]:
    yield from pen.outline(at(-1.0, -0.88), at(0, 0.92), at(1.0, -0.88))
    yield from pen.line(at(0, 0.3), at(0, -0.2))
    yield circle(at(0, -0.56), pen.width * 0.62)


def _crossed_equal(pen: Brush) -> Iterator[Ring]:
    for height in (0.3, -0.3):
        yield from pen.line(at(-0.85, height), at(0.85, height))
    yield from pen.line(at(-0.42, -0.85), at(0.42, 0.85))


SIGNS: Mapping[str, Callable[[Brush], Iterable[Ring]]] = {
    "✓": _check,
    "✔": lambda _pen: _cut_check(),
    "✕": _cross,
    "✗": lambda _pen: _cut_cross(),
    "●": lambda _pen: iter([circle(MIDDLE, REACH)]),
    "○": lambda pen: pen.ring(),
    "◐": lambda pen: (*pen.ring(), sector(270, 90, REACH)),
    "◑": lambda pen: (*pen.ring(), sector(90, -90, REACH)),
    "◔": lambda pen: (*pen.ring(), sector(90, 0, REACH)),
    "≠": _crossed_equal,
    "≈": lambda pen: (*_wave(pen, 0.32), *_wave(pen, -0.32)),
    "∼": lambda pen: _wave(pen, 0.0),
    "↻": lambda pen: _turning(pen, forwards=True),
    "↺": lambda pen: _turning(pen, forwards=False),
    "→": lambda pen: _arrow(pen, 1.0, 0),
    "←": lambda pen: _arrow(pen, -1.0, 0),
    "↑": lambda pen: _arrow(pen, 0, 1.0),
    "↓": lambda pen: _arrow(pen, 0, -1.0),
    "↔": lambda pen: _arrow(pen, 1.0, 0, both=True),
    "▷": lambda pen: pen.outline(at(-0.7, 0.85), at(0.9, 0), at(-0.7, -0.85)),
    "◇": lambda pen: pen.outline(at(0, 1.0), at(0.9, 0), at(0, -1.0), at(-0.9, 0)),
    "★": lambda _pen: _star(),
    "✎": _pencil,
    "⚠": _warning,
    "▼": lambda _pen: iter([[at(-0.75, 0.45), at(0.75, 0.45), at(0, -0.6)]]),
}
WEIGHTS = {"Regular": (400, 84.0), "Bold": (700, 112.0)}


def _glyph(rings: Iterable[Ring]) -> object:
    pen = TTGlyphPen(None)
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        pen.moveTo(whole[0])
        for point in whole[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def make(style: str, target: Path) -> None:
    """Writes one weight.

    Args:
        style: "Regular" or "Bold".
        target: The file; replaced if it exists.
    """
    weight, width = WEIGHTS[style]
    names = {sign: f"uni{ord(sign):04X}" for sign in SIGNS}
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    drawn = {names[sign]: _glyph(draw(Brush(width))) for sign, draw in SIGNS.items()}
    font.setupGlyf({".notdef": _glyph(()), **drawn})
    left = {name: getattr(glyph, "xMin", 0) for name, glyph in font.font["glyf"].glyphs.items()}
    font.setupHorizontalMetrics({name: (WIDTH, left[name]) for name in font.font.getGlyphOrder()})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupOS2(
        fsType=0,  # may be embedded and installed as one likes
        usWeightClass=weight,
        fsSelection=0x20 if style == "Bold" else 0x40,
        sTypoAscender=ASCENT,
        sTypoDescender=DESCENT,
        sTypoLineGap=0,
        usWinAscent=ASCENT,
        usWinDescent=-DESCENT,
        sCapHeight=714,
        sxHeight=536,
    )
    full = f"{FAMILY} {style}"
    font.setupNameTable(
        {
            "familyName": FAMILY,
            "styleName": style,
            "uniqueFontIdentifier": full,
            "fullName": full,
            "psName": full.replace(" ", "", 1).replace(" ", "-"),
            "version": "Version 1.000",
            "licenseDescription": "Under the licence of the program that it belongs to.",
        }
    )
    font.setupPost()
    font.setupHead(unitsPerEm=EM, created=FROM_1904_TO_2026, modified=FROM_1904_TO_2026)
    font.font["head"].macStyle = 1 if style == "Bold" else 0
    font.font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    for named in WEIGHTS:
        make(named, FONTS / f"BriefingSigns-{named}.ttf")
    print(f"{len(SIGNS)} signs in {len(WEIGHTS)} weights")
