"""One shape for each kind of figure and each status, one dash and one pattern for each series: read without colour."""

from __future__ import annotations

import math
from collections.abc import Mapping

from briefing_app.domain.specs import MarkForm
from briefing_app.pictures.pen import XY, Dash, Pen
from briefing_app.translation import tr, trl

R = 3.0
"""Half the size of a mark in points."""
DASHES: tuple[Dash, ...] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (3, 3), (9, 3))
"""Line patterns of series, in their order."""
PART: Dash = (2.4, 1.7)
"""Of what is open or not known to the day."""
OTHER: Dash = (0.8, 1.4)
"""Of what only joins: other dates given, the time until something became known."""
ROUTES: Mapping[str, Dash] = {
    "operating": (),
    "under-construction": (7, 2.5),
    "agreed": (5, 2, 1.2, 2),
    "proposed": (1.2, 2.4),
    "suspended": (1.2, 5),
}
"""Dashes of corridors by status; a suspended one is crossed as well."""
ROUTE_TONES: Mapping[str, str] = {
    "operating": "good",
    "under-construction": "warn",
    "agreed": "ink",
    "proposed": "muted",
    "suspended": "bad",
}
RELATIONS: Mapping[int, Dash] = {1: (), 0: (6, 3), -1: (1.5, 2.5)}
"""Dashes of relations by sign."""
RELATION_TONES: Mapping[int, str] = {1: "good", 0: "muted", -1: "bad"}
FORMS: tuple[MarkForm, ...] = (
    "preferred", "rival", "part", "estimate", "derived", "target", "plan", "forecast", "claim",
)  # fmt: skip
"""Kinds of figure in the order of a legend."""
STATUSES = ("occurred", "announced", "signed", "delivered", "missed", "ongoing")
"""Statuses of events in the order of a legend."""
STROKES: Mapping[str, tuple[XY, ...]] = {
    "A": ((0, -1),),
    "B": ((0, 1),),
    "C": ((-1, 0),),
    "D": ((1, 0),),
    "E": ((-1, 0), (1, 0)),
    "both": ((0, -1), (0, 1)),
}
"""Where a mark has strokes beside it that tell its ambition: above, below, in front, behind; none for no ambition."""
STROKE = 2.4
"""Length of such a stroke in points."""
AHEAD = frozenset({"target", "plan", "forecast"})

_WORDS: dict[MarkForm, str] = {
    "preferred": trl("preferred figure"),
    "rival": trl("rival figure"),
    "part": trl("part of a period"),
    "estimate": trl("estimate"),
    "derived": trl("derived"),
    "target": trl("target"),
    "plan": trl("plan"),
    "forecast": trl("forecast"),
    "claim": trl("the document's claim"),
}


def form_words(form: MarkForm) -> str:
    """Returns what a shape stands for."""
    return tr(_WORDS[form])


def mark(pen: Pen, at: XY, form: MarkForm, *, tone: str, r: float = R) -> None:
    """Draws the shape of one figure."""
    x, y = at
    if form == "preferred":
        pen.circle(at, r, tone=tone, fill=tone)
    elif form == "rival":
        pen.circle(at, r, tone=tone)
    elif form == "part":
        pen.box(x - r, y - r, 2 * r, 2 * r, tone=tone, fill="paper", dash=(1.6, 1.2))
    elif form == "estimate":
        diamond(pen, at, r * 1.3, tone=tone)
    elif form == "derived":
        pen.box(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r, tone=tone, fill=tone)
    elif form in ("target", "plan"):
        up = 1 if form == "target" else -1
        ring = ((x - r * 1.2, y + up * r), (x + r * 1.2, y + up * r), (x, y - up * r * 1.2))
        pen.path((ring,), tone=tone, fill="paper", width=1.3, closed=True)
    elif form == "forecast":
        d = r * 0.7
        pen.path(
            (
                ((x - r, y), (x + r, y)),
                ((x, y - r), (x, y + r)),
                ((x - d, y - d), (x + d, y + d)),
                ((x - d, y + d), (x + d, y - d)),
            ),
            tone=tone,
            width=1.3,
        )
    else:
        cross(pen, at, r, tone="bad", width=1.6)


def diamond(pen: Pen, at: XY, r: float, *, tone: str, fill: str = "paper", width: float = 1.2) -> None:
    """Draws an open diamond."""
    x, y = at
    pen.path((((x, y - r), (x + r, y), (x, y + r), (x - r, y)),), tone=tone, fill=fill, width=width, closed=True)


def cross(pen: Pen, at: XY, r: float, *, tone: str, width: float) -> None:
    """Draws two crossing strokes."""
    x, y = at
    pen.path((((x - r, y - r), (x + r, y + r)), ((x - r, y + r), (x + r, y - r))), tone=tone, width=width)


def status(pen: Pen, at: XY, key: str, *, tone: str, r: float) -> None:
    """Draws the sign of a status in the shape it has beside its word; "other" is another date that sources give."""
    x, y = at
    stroke = max(0.9, r * 0.4)
    if key == "announced":
        wide = max(0.8, r * 0.35)
        pen.circle(at, r - wide / 2, tone=tone, width=wide)
    elif key == "signed":
        wide = max(0.8, r * 0.35)
        pen.circle(at, r - wide / 2, tone=tone, width=wide)
        half = [(x + r * math.sin(a * math.pi / 12), y - r * math.cos(a * math.pi / 12)) for a in range(13)]
        pen.path((half,), fill=tone, closed=True)
    elif key == "delivered":
        pen.path((((x - r, y), (x - r * 0.3, y + r * 0.8), (x + r, y - r * 0.9)),), tone=tone, width=stroke)
    elif key == "missed":
        cross(pen, at, r * 0.85, tone=tone, width=stroke)
    elif key == "ongoing":
        shaft, head = ((x - r * 1.2, y), (x + r * 1.2, y)), r * 0.8
        pen.path((shaft, ((x + r * 0.3, y - head), (x + r * 1.2, y), (x + r * 0.3, y + head))), tone=tone, width=stroke)
    elif key == "other":
        diamond(pen, at, r, tone=tone, width=0.9)
    else:
        pen.circle(at, r, fill=tone)


def ambition(pen: Pen, at: XY, tone: str, *, r: float, unit: float = 1.0) -> None:
    """Draws the strokes beside a mark that tell to which ambition it belongs, as its colour does.

    Args:
        pen: The pen.
        at: Middle of the mark.
        tone: Colour of the ambition, or of several.
        r: Half the size of the mark.
        unit: How many of the drawer's units make one point.
    """
    near, far = r + 0.9 * unit, r + (0.9 + STROKE) * unit
    for x, y in STROKES.get(tone, ()):
        start, end = (at[0] + x * near, at[1] + y * near), (at[0] + x * far, at[1] + y * far)
        pen.line(start, end, tone=tone, width=1.7 * unit)


def actor(pen: Pen, at: XY, kind: str, r: float, *, full: bool = False) -> None:
    """Draws an actor: states are circles, persons diamonds, armed groups triangles, everybody else boxes."""
    x, y = at
    fill = "ink" if full else "paper"
    if kind == "state":
        pen.circle(at, r, tone="ink", fill=fill)
    elif kind == "person":
        diamond(pen, at, r * 1.15, tone="ink", fill=fill)
    elif kind == "armed-group":
        pen.path(
            (((x, y - r * 1.15), (x + r * 1.15, y + r), (x - r * 1.15, y + r)),),
            tone="ink",
            fill=fill,
            width=1.2,
            closed=True,
        )
    else:
        pen.box(x - r, y - r * 0.85, 2 * r, 1.7 * r, tone="ink", fill=fill, width=1.2)


SHAPED = frozenset({"state", "person", "armed-group"})
"""Kinds of actor with a shape of their own; the others share the box."""


def place(pen: Pen, at: XY, kind: str, r: float) -> None:
    """Draws a place on a map: capitals are full boxes, border crossings diamonds, all others rings."""
    if kind == "capital":
        pen.box(at[0] - r, at[1] - r, 2 * r, 2 * r, tone="ink", fill="ink", width=0.5)
    elif kind == "border-crossing":
        diamond(pen, at, r * 1.25, tone="ink", width=0.9)
    else:
        pen.circle(at, r * 0.85, tone="ink", width=0.9)


def bar_across(pen: Pen, start: XY, end: XY, *, share: float, half: float, tone: str, fade: float = 1.0) -> None:
    """Crosses a line by a short bar: what it stands for is suspended or no longer holds."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = math.hypot(dx, dy)
    if not long:
        return
    x, y, dx, dy = start[0] + dx * share, start[1] + dy * share, dx / long * half, dy / long * half
    pen.line((x + dy, y - dx), (x - dy, y + dx), tone=tone, width=max(1.2, half / 2.8), fade=fade)


def bar(
    pen: Pen,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    tone: str,
    pattern: int = 0,
    open_: bool = False,
    step: float = 4.0,
) -> None:
    """Draws a bar. An open one is a dashed outline; others differ by pattern: full, two hatchings, lines, empty.

    Args:
        pen: The pen.
        x: Left end.
        y: Upper end.
        w: Width.
        h: Height.
        tone: Colour of the series.
        pattern: Index of the series.
        open_: True for a part of a period.
        step: Distance of the lines of a hatching.
    """
    x, w = (x + w, -w) if w < 0 else (x, w)
    y, h = (y + h, -h) if h < 0 else (y, h)
    kind = pattern % 5
    if kind == 0 and not open_:
        pen.box(x, y, w, h, fill=tone)
        return
    step = max(step, (w + h) / 400)
    if kind in (1, 2):
        _hatch(pen, x, y, w, h, tone=tone, step=step, falling=kind == 2)
    elif kind == 3:
        lines = [((x, y + i * step), (x + w, y + i * step)) for i in range(1, int(h / step) + 1)]
        pen.path(lines, tone=tone, width=0.6)
    pen.box(x, y, w, h, tone=tone, width=0.9, dash=PART if open_ else ())


def _hatch(pen: Pen, x: float, y: float, w: float, h: float, *, tone: str, step: float, falling: bool) -> None:
    """Draws slanted lines cut off at the rectangle."""
    lines: list[list[XY]] = []
    for i in range(1, int((w + h) / step) + 1):
        c = i * step
        start = (min(c, w), max(0.0, c - w))
        end = (max(0.0, c - h), min(c, h))
        if falling:
            start, end = (w - start[0], start[1]), (w - end[0], end[1])
        lines.append([(x + start[0], y + start[1]), (x + end[0], y + end[1])])
    pen.path(lines, tone=tone, width=0.6)
