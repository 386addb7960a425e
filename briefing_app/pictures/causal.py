"""Cause and effect: factors in frames, arrows with their sign and their grounds, dashed where there are none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import CausalEdge, CausalNode, CausalSpec
from briefing_app.pictures import frame
from briefing_app.pictures.letters import ASCENT, LINE
from briefing_app.pictures.pen import XY, Box, Dash, Drawn, Pen, Place, State
from briefing_app.translation import tr

_SIZE, _SMALL = 8.0, 7.0
_PAD = 4.0
_SLACK = 0.75
"""Share of a frame that its words may fill: letters of the screen can be wider than those measured."""
_SHARE = 0.2
"""Share of the width that a frame of a three-column picture takes."""
_MARGIN = 0.06
"""Share of the width left free outside the columns, where arrows within a column run."""
_BETWEEN = 20.0
"""Points between two frames of a column: arrows to the far side run there."""
_EDGE = 6.0
_TIP, _HALF = 5.0, 2.4
"""Length and half the width of the tip of an arrow."""
_WIDTHS: Mapping[str, float] = {"high": 2.0, "moderate": 1.2, "low": 0.6, "none": 0.9}
_BARE: Dash = (2.0, 2.6)
_SHARES = (0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88)
"""Where on its arrow a label may stand, the best place first."""
_NOTE = "✎ "
Course = tuple[XY, ...]


def draw(pen: Pen, spec: CausalSpec, room: Box, *, state: State | None = None) -> Drawn:
    """Draws factors and influences.

    Args:
        pen: The pen.
        spec: Factors and influences.
        room: Where; as tall as the words need if its height is nought.
        state: What a person selected and noted.
    """
    if spec.caption.empty or not spec.nodes:
        return frame.empty(pen, spec.caption.empty, room)
    state = state or State()
    tall = max(room.height, needed(pen, spec, room.width))
    room = Box(room.left, room.top, room.width, tall)
    legend = _legend(pen.blank(), room, 0.0)
    stage = Box(room.left, room.top + _EDGE, room.width, tall - 2 * _EDGE - legend)
    boxes = _frames(pen, spec, stage)
    courses = _courses(spec, boxes, stage)
    focus = state.selected
    for edge in spec.edges:
        if edge.ref in courses:
            _arrow(pen, edge, courses[edge.ref], focus)
    marks = tuple(_factor(pen, node, boxes[node.ref], state) for node in spec.nodes)
    taken = list(boxes.values())
    lines = tuple(_label(pen, e, courses[e.ref], taken, focus) for e in spec.edges if e.ref in courses)
    _legend(pen, room, room.bottom - legend)
    return Drawn(room.bottom + 4, (*marks, *lines))


def needed(pen: Pen, spec: CausalSpec, width: float) -> float:
    """Returns the height at which every name is whole and arrows have room between the frames."""
    heights: dict[int, float] = defaultdict(float)
    for node in spec.nodes:
        heights[node.column] += len(_words(pen, node, _wide(spec, width))) * _SIZE * LINE + 2 * _PAD + _BETWEEN
    return max(heights.values(), default=0.0) + 2 * _EDGE + _legend(pen.blank(), Box(0, 0, width, 0), 0.0)


# Frames


def _columns(spec: CausalSpec) -> int:
    return 1 + max(node.column for node in spec.nodes)


def _wide(spec: CausalSpec, width: float) -> float:
    return max(30.0, width * _SHARE * 3 / max(3, _columns(spec)))


def _words(pen: Pen, node: CausalNode, wide: float, mark: str = "") -> list[str]:
    return pen.wrap(mark + node.label, _SIZE, max(1.0, (wide - 2 * _PAD) * _SLACK), most=4, bold=True)


def _frames(pen: Pen, spec: CausalSpec, stage: Box) -> dict[Ref, Box]:
    """Places the frames: columns over the width with room for arrows outside, rows over the height."""
    many, wide = _columns(spec), _wide(spec, stage.width)
    margin = stage.width * _MARGIN
    step = (stage.width - 2 * margin - wide) / max(1, many - 1)
    made: dict[Ref, Box] = {}
    for column in range(many):
        nodes = sorted((n for n in spec.nodes if n.column == column), key=lambda n: n.row)
        tall = [len(_words(pen, node, wide)) * _SIZE * LINE + 2 * _PAD for node in nodes]
        gap = max(0.0, (stage.height - sum(tall)) / max(1, len(nodes)))
        y = stage.top + gap / 2
        for node, height in zip(nodes, tall, strict=True):
            made[node.ref] = Box(stage.left + margin + column * step, y, wide, height)
            y += height + gap
    return made


def _factor(pen: Pen, node: CausalNode, box: Box, state: State) -> Place:
    if node.ref == state.selected:
        around = box.grown(2.5)
        pen.box(around.left, around.top, around.width, around.height, tone="focus", width=2.0)
    fill = "select" if node.ref == state.selected else "paper"
    pen.box(box.left, box.top, box.width, box.height, tone=node.tone, fill=fill, width=1.2)
    if node.letters:
        pen.text((box.left + 5, box.top + 2.4), node.letters, size=6.5, tone=node.tone, bold=True, halo="paper")
    mark = _NOTE if node.ref in state.noted else ""
    y = box.top + _PAD + _SIZE * ASCENT
    for line in _words(pen, node, box.width, mark):
        pen.text((box.left + box.width / 2, y), line, size=_SIZE, bold=True, anchor="middle")
        y += _SIZE * LINE
    spoken = tr("{name}, ambition {letters}", name=node.label, letters=node.letters) if node.letters else node.label
    return Place(box=box, ref=node.ref, spoken=spoken)


# Arrows


def _courses(spec: CausalSpec, boxes: Mapping[Ref, Box], stage: Box) -> dict[Ref, Course]:
    """Returns the way of each arrow; arrows at one side of a frame leave and arrive at heights of their own."""
    edges = [e for e in spec.edges if e.start in boxes and e.end in boxes]
    column = {node.ref: node.column for node in spec.nodes}
    last = max(column.values(), default=0)
    ports: dict[tuple[Ref, str], list[tuple[float, Ref]]] = defaultdict(list)
    sides: dict[Ref, tuple[str, str]] = {}
    for edge in edges:
        first, second = column[edge.start], column[edge.end]
        if first == second:
            side = "left" if first == 0 < last else "right"
            sides[edge.ref] = (side, side)
        else:
            sides[edge.ref] = ("right", "left") if first < second else ("left", "right")
        for here, there, end_of in ((edge.start, edge.end, 0), (edge.end, edge.start, 1)):
            ports[here, sides[edge.ref][end_of]].append((boxes[there].top + boxes[there].height / 2, edge.ref))
    at: dict[tuple[Ref, Ref], XY] = {}
    for (ref, side), ends in ports.items():
        box = boxes[ref]
        x = box.left if side == "left" else box.right
        for number, (_y, edge_ref) in enumerate(sorted(ends)):
            at[ref, edge_ref] = (x, box.top + box.height * (number + 1) / (len(ends) + 1))
    gaps = _gaps([box for ref, box in boxes.items() if 0 < column[ref] < last], stage)
    used: dict[float, int] = defaultdict(int)
    found: dict[Ref, Course] = {}
    for edge in edges:
        start, end = at[edge.start, edge.ref], at[edge.end, edge.ref]
        if column[edge.start] == column[edge.end]:
            same = [e for e in edges if column[e.start] == column[e.end] == column[edge.start]]
            same.sort(key=lambda e: (abs(at[e.start, e.ref][1] - at[e.end, e.ref][1]), e.ref))
            out = stage.width * _MARGIN * (same.index(edge) + 1) / (len(same) + 0.5)
            found[edge.ref] = _bow(start, end, sides[edge.ref][0], out)
        elif abs(column[edge.start] - column[edge.end]) > 1:
            found[edge.ref] = _through(start, end, boxes[edge.start].width, gaps, used)
        else:
            found[edge.ref] = (start, end)
    return found


def _bow(start: XY, end: XY, side: str, out: float) -> Course:
    """Runs outside a column from one of its frames to another, the farther apart the farther out."""
    x = start[0] + (out if side == "right" else -out)
    return (start, (x, start[1]), (x, end[1]), end)


def _gaps(middle: Sequence[Box], stage: Box) -> list[float]:
    """Returns the heights at which an arrow passes between the frames of the columns in the middle."""
    edges = [
        stage.top,
        *(y for box in sorted(middle, key=lambda b: b.top) for y in (box.top, box.bottom)),
        stage.bottom,
    ]
    return [(a + b) / 2 for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _through(start: XY, end: XY, wide: float, gaps: Sequence[float], used: dict[float, int]) -> Course:
    """Passes the columns between through the gap that makes the shortest way, aside of those that pass there."""
    gap = min(gaps, key=lambda y: (used[y] * 14 + abs(y - start[1]) + abs(y - end[1]), y))
    y = gap + (4.5 if used[gap] % 2 else -4.5) * math.ceil(used[gap] / 2)
    used[gap] += 1
    way = 1 if end[0] > start[0] else -1
    middle = (start[0] + end[0]) / 2
    return (start, (middle - way * (wide / 2 + 10), y), (middle + way * (wide / 2 + 10), y), end)


def _arrow(pen: Pen, edge: CausalEdge, course: Course, focus: Ref | None) -> None:
    marked = focus in (edge.ref, edge.start, edge.end)
    tone = "muted" if edge.strength == "none" else "ink"
    if edge.ref == focus:
        for start, end in pairwise(course):
            pen.line(start, end, tone="focus", width=5.5, fade=0.35)
    fade = 1.0 if focus is None or marked else 0.55
    dash = _BARE if edge.strength == "none" else ()
    for start, end in pairwise(course):
        pen.line(start, end, tone=tone, width=_WIDTHS.get(edge.strength, 1.0), dash=dash, fade=fade)
    _tip(pen, course[-2], course[-1], tone=tone, fade=fade)


def _tip(pen: Pen, start: XY, end: XY, *, tone: str, fade: float) -> None:
    long = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    u, v = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    foot = (end[0] - u * _TIP, end[1] - v * _TIP)
    ring = (end, (foot[0] - v * _HALF, foot[1] + u * _HALF), (foot[0] + v * _HALF, foot[1] - u * _HALF))
    pen.path((ring,), fill=tone, closed=True, fade=fade)


def _label(pen: Pen, edge: CausalEdge, course: Course, taken: list[Box], focus: Ref | None) -> Place:
    """Writes sign and grounds on the arrow, where nothing else stands if there is such a place."""
    sign = edge.sign.replace("\u2212", "\u2013")  # the letters of pages have no minus, and pictures have no others
    words = tr("{sign} no evidence", sign=sign) if edge.strength == "none" else f"{sign} {edge.grounds}"
    wide, tall = pen.measure(words, _SMALL) + 4, _SMALL + 3
    spots = [_along(course, share) for share in _SHARES]
    lifted = tall * 0.8 if edge.strength == "none" and _flat(course) else 0.0
    tried = [Box(x - wide / 2, y - tall / 2 - lifted, wide, tall) for x, y in spots]
    box = next((box for box in tried if not any(box.meets(other) for other in taken)), tried[0])
    taken.append(box)
    pen.box(box.left, box.top, box.width, box.height, fill="paper")
    tone = "focus" if edge.ref == focus else "muted" if edge.strength == "none" else "ink"
    pen.text((box.left + wide / 2, box.bottom - 2.6), words, size=_SMALL, tone=tone, anchor="middle")
    return Place(box=box, ref=edge.ref, spoken=edge.spoken, points=course)


def _flat(course: Course) -> bool:
    """A long label would hide most of an arrow that runs level: it stands above it."""
    return len(course) == 2 and abs(course[1][1] - course[0][1]) < 0.2 * abs(course[1][0] - course[0][0])


def _along(course: Course, share: float) -> XY:
    """Returns the point at a share of the way."""
    pieces = [math.dist(a, b) for a, b in pairwise(course)]
    left = share * sum(pieces)
    for (a, b), long in zip(pairwise(course), pieces, strict=True):
        if left <= long and long:
            part = left / long
            return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
        left -= long
    return course[-1]


def _legend(pen: Pen, room: Box, top: float) -> float:
    """Writes the legend from a height on; returns how tall it is."""
    samples = (
        (tr("shown well"), "high"), (tr("in part"), "moderate"), (tr("weakly"), "low"), (tr("no evidence"), "none"),
        (tr("+ raises, – lowers, ? open; the figure counts items of evidence and sources"), ""),
    )  # fmt: skip
    found = frame.legend(
        pen, [words for words, _what in samples], left=room.left + 2, top=top, width=max(1.0, room.width - 4)
    )
    for (x, y), (_said, strength) in zip(found, samples, strict=True):
        if strength:
            dash = _BARE if strength == "none" else ()
            pen.line((x, y), (x + 19, y), tone="ink", width=_WIDTHS[strength], dash=dash)
        else:
            _tip(pen, (x + 5, y), (x + 14, y), tone="muted", fade=1.0)
    return found[-1][1] + 7 - top
