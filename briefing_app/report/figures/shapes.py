"""One shape for each kind of figure and one pattern for each series: read without any colour."""

from __future__ import annotations

from briefing_app.domain.specs import MarkForm
from briefing_app.report.figures.pen import XY, Pen
from briefing_app.words import tr

DASHES = ("", "5 2", "1.5 1.5", "7 2 1.5 2", "3 3", "9 3")
"""Line patterns of series, in their order."""
_R = 3.0


def form_words(form: MarkForm) -> str:
    """Returns what a shape stands for."""
    return tr(_WORDS[form])


_WORDS: dict[MarkForm, str] = {
    "preferred": "preferred figure",
    "rival": "rival figure",
    "part": "part of a period",
    "estimate": "estimate",
    "derived": "derived",
    "target": "target",
    "plan": "plan",
    "forecast": "forecast",
    "claim": "the document's claim",
}


def mark(pen: Pen, at: XY, form: MarkForm, *, tone: str, r: float = _R) -> None:
    """Draws the shape of one figure."""
    x, y = at
    if form == "preferred":
        pen.circle(at, r, tone=tone, fill=tone)
    elif form == "rival":
        pen.circle(at, r, tone=tone)
    elif form == "part":
        pen.box(x - r, y - r, 2 * r, 2 * r, tone=tone, fill="paper", dash="1.6 1.2")
    elif form == "estimate":
        pen.path([[(x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)]], tone=tone, fill="paper",
                 width=1.2, closed=True)  # fmt: skip
    elif form == "derived":
        pen.box(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r, tone=tone, fill=tone)
    elif form in ("target", "plan"):
        up = 1 if form == "target" else -1
        ring = [(x - r * 1.2, y + up * r), (x + r * 1.2, y + up * r), (x, y - up * r * 1.2)]
        pen.path([ring], tone=tone, fill="paper", width=1.3, closed=True)
    elif form == "forecast":
        pen.line((x - r, y), (x + r, y), tone=tone, width=1.3)
        pen.line((x, y - r), (x, y + r), tone=tone, width=1.3)
        pen.line((x - r * 0.7, y - r * 0.7), (x + r * 0.7, y + r * 0.7), tone=tone, width=1.3)
        pen.line((x - r * 0.7, y + r * 0.7), (x + r * 0.7, y - r * 0.7), tone=tone, width=1.3)
    else:
        pen.line((x - r, y - r), (x + r, y + r), tone="bad", width=1.6)
        pen.line((x - r, y + r), (x + r, y - r), tone="bad", width=1.6)


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
    if kind in (1, 2):
        _hatch(pen, x, y, w, h, tone=tone, step=step, falling=kind == 2)
    elif kind == 3:
        for i in range(1, int(h / step) + 1):
            pen.line((x, y + i * step), (x + w, y + i * step), tone=tone, width=0.6)
    pen.box(x, y, w, h, tone=tone, width=0.9, dash="2.5 1.8" if open_ else "")


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
