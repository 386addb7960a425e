"""The graph of relations: actors by shape, relations by sign and dash, each name on a line of its own."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import GraphEdge, GraphNode, GraphSpec
from briefing_app.domain.wording import plain_word, sign_of
from briefing_app.pictures import frame, shapes
from briefing_app.pictures.labels import AROUND, Labels
from briefing_app.pictures.pen import XY, Box, Drawn, Pen, Place, State
from briefing_app.translation import tr

_LINE = 11.8
"""Height in points that one name needs."""
_LEAST_TALL, _WIDE = 200.0, 760.0
_EDGE, _GAP = 8.0, 8.0
_APART = 4.2
_LEAD = 16.0
"""Points between two relations of the same two actors, and how far from a mark they run side by side."""
_BOW = 0.3
"""How far a relation between two neighbours on one side bends to the middle, as a share of its length."""
_PIECE, _PIECES = 18.0, 8
"""Points that one straight piece of a bend takes at least, and how many it has at most."""
_LEAST_WORDS = 22.0
_SHORT = re.compile(r"\(([A-Z][\w/-]{1,11})\)$")
"""The short form at the end of a long name."""
_NOTE = "✎ "
_ARROW = 3.4
"""Half the length of the head of an arrow in points."""
_FEW, _ARROWS, _NAMED = 26, 1_500, 30
"""Relations up to which kinds are written on the lines, up to which they have arrows, actors that all have names."""
_LONGEST_NAME = 150.0
_BACK = 0.4
"""How much is seen of a relation among the others, where one actor stands in the middle."""


def draw(pen: Pen, spec: GraphSpec, room: Box, *, state: State | None = None, plane: Box | None = None) -> Drawn:
    """Draws actors and relations; an arrow on each relation points to its other side.

    Args:
        pen: The pen.
        spec: Actors and relations.
        room: Where; as tall as the names need if its height is nought.
        state: What a person selected and noted.
        plane: Where actors that stand anywhere are spread, for one who looks closer; None for the room itself.
    """
    if spec.caption.empty or not spec.nodes:
        return frame.empty(pen, spec.caption.empty, room)
    if not room.height:
        room = Box(room.left, room.top, room.width, max(needed(pen, spec, room.width), _LEAST_TALL))
    state = state or State()
    pen.clip(room)
    legend = _legend(pen.blank(), spec, room, 0.0)
    stage = Box(room.left, room.top + _EDGE, room.width, max(1.0, room.height - 2 * _EDGE - legend))
    if spec.free:
        places = _free(pen, spec, plane or _inner(stage), stage, state)
        _legend(pen, spec, room, room.bottom - legend)
        pen.close()
        return Drawn(room.bottom + 4, tuple(places))
    # Where the room is narrow the marks stand closer, so that names are whole.
    close = min(1.0, max(0.5, room.width / _WIDE))
    at = {
        node.ref: (
            stage.left + (0.5 + (_share(node.x) - 0.5) * close) * stage.width,
            stage.top + _share(node.y) * stage.height,
        )
        for node in spec.nodes
    }
    middle = room.left + room.width / 2
    lines = [(edge, _bent(course, middle)) for edge, course in _side_by_side(spec, at)]
    relations = _spokes(pen, spec, lines, state)
    marks = [_node(pen, node, at[node.ref], state) for node in spec.nodes]
    # The name in the middle stands between the marks on both sides.
    aside = min((abs(at[node.ref][0] - middle) for node in spec.nodes if not node.centre), default=room.width / 2)
    between = max(2 * aside - 16, 64.0)
    rows = max(1, int(stage.height / _on_one_side(spec) / _LINE))
    names = [_name(pen, spec, node, at[node.ref], room, state, between=between, rows=rows) for node in spec.nodes]
    _legend(pen, spec, room, room.bottom - legend)
    pen.close()
    return Drawn(room.bottom + 4, (*marks, *names, *relations))


def _spokes(
    pen: Pen, spec: GraphSpec, lines: Sequence[tuple[GraphEdge, tuple[XY, ...]]], state: State
) -> tuple[Place, ...]:
    """Draws the relations of the one in the middle over those among the others, which stand back.

    Returns:
        Their places in the order of the relations.
    """
    middle = next((node.ref for node in spec.nodes if node.centre), None)
    places: dict[int, Place] = {}
    for number, (edge, course) in sorted(
        enumerate(lines), key=lambda one: middle is None or middle in (one[1][0].start, one[1][0].end)
    ):
        own = middle is None or middle in (edge.start, edge.end)
        asked = state.selected in (edge.ref, edge.start, edge.end)
        places[number] = _edge(pen, spec, edge, course, state, back=not own and not asked)
    return tuple(places[number] for number in range(len(lines)))


def _inner(stage: Box) -> Box:
    """Names at the edges need room to the sides."""
    return Box(stage.left + 30, stage.top + 12, max(1.0, stage.width - 60), max(1.0, stage.height - 24))


def plane_of(pen: Pen, spec: GraphSpec, room: Box) -> Box:
    """Returns where actors that stand anywhere are spread in a room, seen whole."""
    legend = _legend(pen.blank(), spec, room, 0.0)
    return _inner(Box(room.left, room.top + _EDGE, room.width, max(1.0, room.height - 2 * _EDGE - legend)))


def _free(pen: Pen, spec: GraphSpec, plane: Box, stage: Box, state: State) -> list[Place]:
    """Draws actors where they stand, and as many names and kinds of relation as find room."""
    at = {
        node.ref: (plane.left + _share(node.x) * plane.width, plane.top + _share(node.y) * plane.height)
        for node in spec.nodes
    }
    pen.clip(stage)
    lines = _side_by_side(spec, at)
    seen = [(edge, way) for edge, way in lines if any(stage.crossed(*pair) for pair in pairwise(way))]
    few = len(seen) <= _FEW
    labels = Labels(pen, stage)
    drawn = [_edge(pen, spec, edge, way, state, arrow=len(seen) <= _ARROWS) for edge, way in seen]
    places: list[Place] = []
    degree = Counter(ref for edge in spec.edges for ref in (edge.start, edge.end))
    for node in spec.nodes:
        x, y = at[node.ref]
        if stage.left <= x <= stage.right and stage.top <= y <= stage.bottom:
            places.append(_node(pen, node, (x, y), state))
            labels.keep_off(places[-1].box)
            name = (_NOTE if node.ref in state.noted else "") + pen.cut(node.label, 8, _LONGEST_NAME, bold=True)
            first = node.centre or node.ref == state.selected
            labels.ask(
                (x, y),
                name,
                sides=AROUND,
                bold=True,
                struck=True,
                must=first or len(spec.nodes) <= _NAMED,
                rank=-1.0 if first else 1 / (1 + degree[node.ref]),
            )
    if few:
        for edge, way in seen:
            middle = (len(way) - 1) // 2
            (ax, ay), (bx, by) = way[middle], way[middle + 1]
            sign = sign_of("relation-sign", edge.sign).sign
            labels.ask(
                ((ax + bx) / 2, (ay + by) / 2),
                f"{sign} {edge.label}",
                sides=("over", "above", "below"),
                tone="muted",
                struck=True,
                rank=2.0,
            )
    labels.write()
    pen.close()
    return [*places, *drawn]


def _share(value: float) -> float:
    """Returns a place between 0 and 1; what is no number stands in the middle."""
    return min(1.0, max(0.0, value)) if math.isfinite(value) else 0.5


def needed(pen: Pen, spec: GraphSpec, width: float) -> float:
    """Returns the height at which every name has a line of its own."""
    return max(_on_one_side(spec), 4) * _LINE + 2 * _EDGE + _legend(pen.blank(), spec, Box(0, 0, width, 0), 0.0)


def _on_one_side(spec: GraphSpec) -> int:
    """Returns how many actors stand below one another where there are most of them."""
    sides = Counter(node.x >= 0.5 for node in spec.nodes if not node.centre)
    return max([*sides.values(), 1])


def _side_by_side(spec: GraphSpec, at: dict[Ref, XY]) -> list[tuple[GraphEdge, tuple[XY, ...]]]:
    """Returns the relations with their courses: several between the same two actors part, and meet at the marks."""
    drawn = [edge for edge in spec.edges if edge.start in at and edge.end in at]
    count = Counter(frozenset((edge.start, edge.end)) for edge in drawn)
    done: Counter[frozenset[Ref]] = Counter()
    courses: list[tuple[GraphEdge, tuple[XY, ...]]] = []
    for edge in drawn:
        pair = frozenset((edge.start, edge.end))
        aside = (done[pair] - (count[pair] - 1) / 2) * _APART
        done[pair] += 1
        (ax, ay), (bx, by) = at[edge.start], at[edge.end]
        long = math.hypot(bx - ax, by - ay) or 1.0
        # The side must not depend on who comes first.
        aside *= 1 if edge.start < edge.end else -1
        x, y = (by - ay) / long * aside, -(bx - ax) / long * aside
        lead = min(_LEAD, long / 4)
        u, v = (bx - ax) / long * lead, (by - ay) / long * lead
        parted = ((ax + u + x, ay + v + y), (bx - u + x, by - v + y)) if aside else ()
        courses.append((edge, ((ax, ay), *parted, (bx, by))))
    return courses


def _bent(course: tuple[XY, ...], middle: float) -> tuple[XY, ...]:
    """Bends a relation between two neighbours on one side to the middle: straight it would run through the others."""
    (ax, ay), (bx, by) = course[0], course[-1]
    long = math.hypot(bx - ax, by - ay)
    near = min(abs(ax - middle), abs(bx - middle))
    pieces = min(_PIECES, int(long / _PIECE))
    if (ax - middle) * (bx - middle) <= 0 or near < 1 or pieces < 2:
        return course
    aside = (course[1][0] - ax) if len(course) == 4 else 0.0
    to = (ax + bx) / 2 + math.copysign(min(_BOW * long, 1.1 * near), middle - ax)
    turn = (to + 2 * aside, (ay + by) / 2)
    shares = [n / pieces for n in range(pieces + 1)]
    return tuple(
        (
            (1 - t) ** 2 * ax + 2 * t * (1 - t) * turn[0] + t * t * bx,
            (1 - t) ** 2 * ay + 2 * t * (1 - t) * turn[1] + t * t * by,
        )
        for t in shares
    )


def relation_words(spec: GraphSpec, node: GraphNode) -> str:
    """Returns how an actor stands to the one in the middle, such as "+ engages, − listed as terrorist (ended)"."""
    middle = next((n.ref for n in spec.nodes if n.centre), None)
    found = [e for e in spec.edges if {e.start, e.end} == {node.ref, middle}]
    told = [(f"{sign_of('relation-sign', e.sign).sign} {e.label}", e.ended) for e in found]
    return ", ".join(tr("{words} (ended)", words=words) if ended else words for words, ended in told)


def _edge(
    pen: Pen,
    spec: GraphSpec,
    edge: GraphEdge,
    course: tuple[XY, ...],
    state: State,
    *,
    arrow: bool = True,
    back: bool = False,
) -> Place:
    """Draws one relation; one that stands back is thin, pale and without an arrow."""
    centre = any(node.centre and node.ref == state.selected for node in spec.nodes)
    marked = state.selected in (edge.ref, edge.start, edge.end) and not centre
    if edge.ref == state.selected:
        for start, end in pairwise(course):
            pen.line(start, end, tone="focus", width=5.5, fade=0.35)
    fade = 1.0 if marked or state.selected is None or centre else 0.6
    _stroke(pen, course, edge.sign, ended=edge.ended, fade=_BACK if back else fade, width=0.7 if back else 1.3)
    if arrow and not back:
        _arrow(pen, course, edge.sign, fade)
    xs, ys = ([point[axis] for point in course] for axis in (0, 1))
    box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return Place(box=box, ref=edge.ref, spoken=edge.spoken, points=course)


def _arrow(pen: Pen, course: tuple[XY, ...], sign: int, fade: float) -> None:
    """Points from the acting side to the other."""
    middle = (len(course) - 1) // 2
    (ax, ay), (bx, by) = course[middle], course[middle + 1]
    long = math.hypot(bx - ax, by - ay)
    if long < 4 * _ARROW:
        return
    u, v = (bx - ax) / long * _ARROW, (by - ay) / long * _ARROW
    share = max(0.5, 1 - 16 / long) if len(course) == 2 else 0.8
    x, y = ax + (bx - ax) * share, ay + (by - ay) * share
    ring = ((x + u, y + v), (x - u - v * 0.8, y - v + u * 0.8), (x - u + v * 0.8, y - v - u * 0.8))
    pen.path((ring,), fill=shapes.RELATION_TONES.get(sign, "muted"), closed=True, fade=fade)


def _stroke(
    pen: Pen,
    course: tuple[XY, ...],
    sign: int,
    *,
    ended: bool,
    fade: float = 1.0,
    tone: str = "",
    width: float = 1.3,
) -> None:
    """A relation that no longer holds is thin and crossed by a short bar."""
    tone = tone or shapes.RELATION_TONES.get(sign, "muted")
    width, dash = min(width, 0.7) if ended else width, shapes.RELATIONS.get(sign, ())
    for start, end in pairwise(course):
        pen.line(start, end, tone=tone, width=width, dash=dash, fade=fade)
    if ended:
        middle = (len(course) - 1) // 2
        shapes.bar_across(pen, course[middle], course[middle + 1], share=0.4, half=3.5, tone=tone, fade=fade)


def _node(pen: Pen, node: GraphNode, at: XY, state: State) -> Place:
    r = 5.0 if node.centre else 3.3
    if node.ref == state.selected:
        pen.circle(at, r + 3.5, tone="focus", fill="select", width=1.5)
    shapes.actor(pen, at, node.kind, r, full=node.centre)
    return Place(box=Box(at[0] - r, at[1] - r, 2 * r, 2 * r), ref=node.ref, spoken=node.label)


def _name(
    pen: Pen, spec: GraphSpec, node: GraphNode, at: XY, room: Box, state: State, *, between: float, rows: int
) -> Place:
    """Writes a name in bold and how the two stand, outwards of the mark as far as the room goes."""
    words, (x, y) = relation_words(spec, node), at
    spoken = ": ".join(part for part in (node.label, words) if part)
    name = (_NOTE if node.ref in state.noted else "") + node.label
    if node.centre:
        lines = pen.wrap(name, 8, between, most=3, bold=True)
        wide = max((pen.measure(line, bold=True) for line in lines), default=0.0)
        for number, line in enumerate(lines):
            pen.text((x, y + 15 + 10 * number), line, bold=True, anchor="middle", halo="paper")
        return Place(box=Box(x - wide / 2, y + 8, wide, _LINE * len(lines)), ref=node.ref, spoken=spoken)
    right = node.x >= 0.5
    outward = (room.right - x if right else x - room.left) - _GAP - 2
    if outward < _LEAST_WORDS:  # a mark at the edge: its name stands inwards
        right, outward = not right, room.width - outward - 2 * _GAP
    width = max(1.0, outward)
    if pen.measure(name, bold=True) + 5 + pen.measure(words) <= width or rows < 2:
        return _name_in_one_line(pen, name, words, (x, y), width, right=right, ref=node.ref, spoken=spoken)
    names = pen.wrap(name, 8, width, most=rows - 1 if words else rows, bold=True)
    below = pen.wrap(words, 8, width, most=rows - len(names)) if words else []
    edge = x + _GAP if right else x - _GAP
    top = y - _LINE * (len(names) + len(below)) / 2
    widest = 1.0
    for number, line in enumerate((*names, *below)):
        bold = number < len(names)
        base = top + _LINE * (number + 0.5) + 2.9
        pen.text(
            (edge, base),
            line,
            bold=bold,
            tone="ink" if bold else "muted",
            anchor="start" if right else "end",
            halo="paper",
        )
        widest = max(widest, pen.measure(line, bold=bold))
    box = Box(edge if right else edge - widest, top, widest, _LINE * (len(names) + len(below)))
    return Place(box=box, ref=node.ref, spoken=spoken)


def _name_in_one_line(
    pen: Pen, name: str, words: str, at: XY, width: float, *, right: bool, ref: Ref, spoken: str
) -> Place:
    x, y = at
    short = _SHORT.search(name)
    if short is not None and pen.measure(name, bold=True) > width:
        name = short[1]
    name = pen.cut(name, 8, width, bold=True)
    used = pen.measure(name, bold=True)
    rest = _as_fit(pen, words, width - used - 5)
    behind = 5 + pen.measure(rest) if rest else 0.0
    left = x + _GAP if right else x - _GAP - used - behind
    pen.text((left, y + 2.9), name, bold=True, halo="paper")
    if rest:
        pen.text((left + used + 5, y + 2.9), rest, tone="muted", halo="paper")
    return Place(box=Box(left, y - _LINE / 2, used + behind, _LINE), ref=ref, spoken=spoken)


def _as_fit(pen: Pen, words: str, width: float) -> str:
    """Returns as many whole kinds of relation as a width holds; dots tell that there are more."""
    kinds = words.split(", ")
    for n in range(len(kinds), 0, -1):
        said = ", ".join(kinds[:n]) + (", …" if n < len(kinds) else "")
        if pen.measure(said) <= width:
            return said
    return ""


def _samples(spec: GraphSpec) -> list[tuple[str, int | str]]:
    """Returns what is explained: signs of relations, ended ones, shapes of actors, as far as they are drawn."""
    found: list[tuple[str, int | str]] = [
        (str(sign_of("relation-sign", sign)), sign) for sign in (1, 0, -1) if any(e.sign == sign for e in spec.edges)
    ]
    if any(edge.ended for edge in spec.edges):
        found.append((tr("ended"), "ended"))
    kinds = dict.fromkeys(node.kind for node in spec.nodes)
    found += [(plain_word(kind), kind) for kind in kinds if kind in shapes.SHAPED]
    others = [plain_word(kind) for kind in kinds if kind not in shapes.SHAPED]
    return [*found, (", ".join(others), "")] if others else found


def _legend(pen: Pen, spec: GraphSpec, room: Box, top: float) -> float:
    """Writes the legend from a height on; returns how tall it is."""
    samples = _samples(spec)
    if not samples:
        return 0.0
    width = max(1.0, room.width - 4)
    found = frame.legend(pen, [words for words, _what in samples], left=room.left + 2, top=top, width=width)
    for (x, y), (_words, what) in zip(found, samples, strict=True):
        if isinstance(what, int):
            _stroke(pen, ((x, y), (x + 19, y)), what, ended=False)
        elif what == "ended":
            _stroke(pen, ((x, y), (x + 19, y)), 1, ended=True, tone="muted")
        else:
            shapes.actor(pen, (x + 10, y), what, 3.3)
    return found[-1][1] + 7 - top
