"""A GraphSpec as SVG text: actors by shape, relations by sign and dash pattern."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import GraphEdge, GraphNode, GraphSpec
from briefing_app.domain.wording import plain_word, sign_of
from briefing_app.report.figures import frame
from briefing_app.report.figures.labels import Labels
from briefing_app.report.figures.pen import XY, Pen
from briefing_app.words import tr

_HEIGHT = 300.0
_R = 5.0
_DASHES = {1: "", 0: "6 3", -1: "1.5 2.5"}
_TONES = {1: "good", 0: "muted", -1: "bad"}
# Everybody whose kind is not named here is an organisation of some sort.
_CIRCLES = frozenset({"state"})
_DIAMONDS = frozenset({"person"})
_TRIANGLES = frozenset({"armed-group"})


def svg(spec: GraphSpec, *, tones: Mapping[str, str], alone: bool = False) -> str:
    """Returns a picture of relations as SVG text.

    Args:
        spec: Actors and relations.
        tones: Colours by name.
        alone: True to add title, subtitle, sources and edition.
    """
    pen = Pen(tones, alone=alone)
    room = frame.head(pen, spec.caption, alone=alone)
    bottom = _draw(pen, spec, room) if spec.nodes else frame.empty(pen, spec.caption, room)
    height = frame.foot(pen, spec.caption, alone=alone, bottom=bottom)
    return pen.finish(frame.WIDTH, height, title=spec.caption.title, summary=spec.caption.summary)


def _draw(pen: Pen, spec: GraphSpec, room: frame.Room) -> float:
    top = _legend(pen, spec, room) + 10
    places: dict[Ref, XY] = {
        node.ref: (room.left + 110 + node.x * (room.width - 220), top + 10 + node.y * (_HEIGHT - 20))
        for node in spec.nodes
    }
    labels = Labels(pen, left=room.left, right=room.left + room.width, top=top - 8)
    beside: Counter[frozenset[Ref]] = Counter()
    for edge in spec.edges:
        if edge.start in places and edge.end in places:
            pair = frozenset((edge.start, edge.end))
            _edge(pen, edge, *_aside(places[edge.start], places[edge.end], beside[pair]), labels)
            beside[pair] += 1
    for node in spec.nodes:
        _node(pen, node, places[node.ref])
        x, y = places[node.ref]
        labels.keep_off(x - _R, y - _R, 2 * _R, 2 * _R)
    for node in sorted(spec.nodes, key=lambda n: not n.centre):
        x, y = places[node.ref]
        outward = "left" if node.x < 0.4 and not node.centre else "right"
        labels.ask((x + (2 if outward == "right" else -2), y), node.label, bold=node.centre, first=outward, must=True)
    labels.write()
    return top + _HEIGHT + 8


def _aside(start: XY, end: XY, number: int) -> tuple[XY, XY]:
    """Moves a further relation of the same two actors beside the first, to alternating sides."""
    if number == 0:
        return start, end
    # The side must not depend on who comes first.
    one, other = sorted((start, end))
    dx, dy = other[0] - one[0], other[1] - one[1]
    long = math.hypot(dx, dy) or 1.0
    way = 10.0 * ((number + 1) // 2) * (1 if number % 2 else -1)
    x, y = -dy / long * way, dx / long * way
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)


def _legend(pen: Pen, spec: GraphSpec, room: frame.Room) -> float:
    signs = [s for s in (1, 0, -1) if any(e.sign == s for e in spec.edges)]
    ended = any(e.ended for e in spec.edges)
    kinds = list(dict.fromkeys(n.kind for n in spec.nodes))
    words = [f"{sign_of('relation-sign', s)}" for s in signs]
    words += [tr("ended")] if ended else []
    words += [plain_word(kind) for kind in kinds]
    if not words:
        return room.top
    found = frame.legend(pen, words, left=room.left, top=room.top, width=room.width)
    for (x, y), sign in zip(found, signs, strict=False):
        pen.line((x, y), (x + 19, y), tone=_TONES[sign], width=1.4, dash=_DASHES[sign])
    if ended:
        x, y = found[len(signs)]
        pen.line((x, y), (x + 19, y), tone="muted", width=0.7)
        _bar(pen, (x, y), (x + 19, y), "muted")
    for (x, y), kind in zip(found[len(signs) + ended :], kinds, strict=True):
        _shape(pen, (x + 12, y), kind, 3.6)
    return found[-1][1] + 6


def _edge(pen: Pen, edge: GraphEdge, start: XY, end: XY, labels: Labels) -> None:
    tone = _TONES.get(edge.sign, "muted")
    pen.line(start, end, tone=tone, width=0.7 if edge.ended else 1.4, dash=_DASHES.get(edge.sign, ""))
    if edge.ended:
        _bar(pen, start, end, tone)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    sign = sign_of("relation-sign", edge.sign).sign
    pen.circle((x, y), 4.4, tone="paper", width=0.5)
    pen.text((x, y + 2.8), sign, tone=tone, anchor="middle", bold=True)
    labels.keep_off(x - 4.4, y - 4.4, 8.8, 8.8)


def _bar(pen: Pen, start: XY, end: XY, tone: str) -> None:
    """A relation that no longer holds is crossed by a short bar near its end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = math.hypot(dx, dy) or 1.0
    x, y = start[0] + dx * 0.68, start[1] + dy * 0.68
    pen.line((x + dy / long * 4, y - dx / long * 4), (x - dy / long * 4, y + dx / long * 4), tone=tone, width=1.2)


def _node(pen: Pen, node: GraphNode, at: XY) -> None:
    _shape(pen, at, node.kind, _R * 1.3 if node.centre else _R, full=node.centre)


def _shape(pen: Pen, at: XY, kind: str, r: float, *, full: bool = False) -> None:
    x, y = at
    fill = "ink" if full else "paper"
    if kind in _CIRCLES:
        pen.circle(at, r, tone="ink", fill=fill)
    elif kind in _DIAMONDS:
        pen.path([[(x, y - r), (x + r, y), (x, y + r), (x - r, y)]], tone="ink", fill=fill, width=1.2, closed=True)
    elif kind in _TRIANGLES:
        pen.path([[(x, y - r), (x + r, y + r), (x - r, y + r)]], tone="ink", fill=fill, width=1.2, closed=True)
    else:
        pen.box(x - r, y - r * 0.8, 2 * r, 1.6 * r, tone="ink", fill=fill, width=1.2)
