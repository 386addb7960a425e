"""A MapSpec as SVG text: base map in a conic projection, corridors by dash pattern, places, legend and policy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing_app.domain.projection import Conic
from briefing_app.domain.specs import MapLine, MapPlace, MapSpec, Point
from briefing_app.report.figures import frame
from briefing_app.report.figures.labels import Labels
from briefing_app.report.figures.pen import XY, Pen, wrapped

_MOST_TALL = 330.0
_STEP = 0.35
_DASHES = {
    "operating": "",
    "under-construction": "7 2.5",
    "agreed": "5 2 1.2 2",
    "proposed": "1.2 2.4",
    "suspended": "1.2 5",
}
_LAYERS = {"country": ("land", "land-edge"), "lake": ("water", ""), "river": ("", "river")}


def svg(spec: MapSpec, *, tones: Mapping[str, str], alone: bool = False) -> str:
    """Returns a map as SVG text.

    Args:
        spec: The map. Its boundary policy stands on the picture.
        tones: Colours by name.
        alone: True to add title, subtitle, sources and edition.
    """
    pen = Pen(tones, alone=alone)
    room = frame.head(pen, spec.caption, alone=alone)
    bottom = frame.empty(pen, spec.caption, room) if spec.caption.empty else _draw(pen, spec, room)
    height = frame.foot(pen, spec.caption, alone=alone, bottom=bottom)
    return pen.finish(frame.WIDTH, height, title=spec.caption.title, summary=spec.caption.summary)


def _draw(pen: Pen, spec: MapSpec, room: frame.Room) -> float:
    top = _legend(pen, spec, room) + 4
    place = Conic(spec.extent, room.width)
    tall = min(place.height, _MOST_TALL)
    down = top - (place.height - tall) / 2

    def at(point: Point) -> XY:
        x, y = place(point)
        return room.left + x, down + y

    pen.box(room.left, top, room.width, tall, fill="water")
    pen.clip("map-frame", room.left, top, room.width, tall)
    for layer in ("country", "lake", "river"):
        fill, edge = _LAYERS[layer]
        for outline in spec.outlines:
            if outline.layer == layer and _near(outline.rings, spec.extent):
                rings = [_thinned([at(p) for p in ring]) for ring in outline.rings]
                pen.path(rings, tone=edge, fill=fill, width=0.5, closed=layer != "river")
    for line in spec.lines:
        _route(pen, line, [at(p) for p in line.points])
    pen.close()
    inside = (room.left, top, room.left + room.width, top + tall)
    _places(pen, spec.places, at, inside)
    pen.box(room.left, top, room.width, tall, tone="rule", width=0.6)
    y = top + tall + 2
    for words in wrapped(spec.policy, 7, room.width):
        y += 8.5
        pen.text((room.left, y), words, size=7, tone="muted")
    return y + 6


def _legend(pen: Pen, spec: MapSpec, room: frame.Room) -> float:
    if not spec.legend:
        return room.top
    places = frame.legend(pen, [words for _d, words in spec.legend], left=room.left, top=room.top, width=room.width)
    for (x, y), (status, _words) in zip(places, spec.legend, strict=True):
        pen.line((x, y), (x + 19, y), width=1.8, dash=_DASHES.get(status, ""))
        if status == "suspended":
            _bars(pen, [(x, y), (x + 19, y)], "ink")
    return places[-1][1] + 6


def _route(pen: Pen, line: MapLine, points: Sequence[XY]) -> None:
    width = 1.2 if line.mode in ("sea", "pipeline", "power") else 1.8
    pen.path([points], tone="paper", width=width + 1.4)
    pen.path([points], tone=line.tone, width=width, dash=_DASHES.get(line.status, ""))
    if line.status == "suspended":
        _bars(pen, points, line.tone)


def _bars(pen: Pen, points: Sequence[XY], tone: str) -> None:
    """A suspended route is crossed by a short bar in its middle."""
    if len(points) < 2:
        return
    half = (len(points) - 1) // 2
    (ax, ay), (bx, by) = points[half], points[half + 1]
    long = math.hypot(bx - ax, by - ay) or 1.0
    x, y, dx, dy = (ax + bx) / 2, (ay + by) / 2, (by - ay) / long * 3.5, -(bx - ax) / long * 3.5
    pen.line((x - dx, y - dy), (x + dx, y + dy), tone=tone, width=1.4)


def _places(
    pen: Pen, places: Iterable[MapPlace], at: Callable[[Point], XY], inside: tuple[float, float, float, float]
) -> None:
    """Draws places and names them by rank as far as there is room."""
    left, top, right, bottom = inside
    labels = Labels(pen, left=left, right=right, top=top, bottom=bottom, size=7)
    for place in sorted(places, key=lambda p: p.rank):
        x, y = at(place.at)
        if not (left <= x <= right and top <= y <= bottom):
            continue
        if place.kind == "capital":
            pen.box(x - 2, y - 2, 4, 4, tone="ink", fill="ink", width=0.5)
        else:
            pen.circle((x, y), 1.6, tone="ink", width=0.9)
        labels.keep_off(x - 2, y - 2, 4, 4)
        labels.ask((x, y), place.name, bold=place.rank == 1)
    labels.write()


def _near(rings: tuple[tuple[Point, ...], ...], extent: tuple[float, float, float, float]) -> bool:
    """Tells whether a shape reaches into the extent, widened by what the cone shows beside it."""
    west, south, east, north = extent
    wide = (east - west) * 0.15
    points = rings[0] if rings else ()
    if not points:
        return False
    return not (
        max(p[0] for p in points) < west - wide
        or min(p[0] for p in points) > east + wide
        or max(p[1] for p in points) < south - wide
        or min(p[1] for p in points) > north + wide
    )


def _thinned(points: Sequence[XY]) -> list[XY]:
    """Leaves out points that no eye tells from the one before."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _STEP:
            kept.append(point)
    return [*kept, points[-1]]
