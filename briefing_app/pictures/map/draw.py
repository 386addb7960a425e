"""How the map is drawn: water, land, routes, places, names, and the strip with legend and boundary policy."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import MapPlace, MapSpec
from briefing_app.pictures import frame, shapes
from briefing_app.pictures.labels import AROUND, Labels
from briefing_app.pictures.map.plane import UNITS, Plane, Route, Shape, box_around, view_of
from briefing_app.pictures.pen import XY, Box, Drawn, Pen, Place, Placing, State
from briefing_app.translation import tr

_MOST_TALL = 330.0
"""Height of a map in points where nothing else says how tall it may be."""
_THIN = frozenset({"sea", "pipeline", "power"})
_CLOSE = 1.55
"""Points per unit of the plane from which places of the third rank get their names."""
_PAD = 4.0
_MOST_HEARTS = 12
"""Places in a country that its name tries."""
_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where on a piece of a corridor its number may stand."""
_NOTE = "✎"
_LAYERS = {"country": ("land-edge", "land", 0.5), "lake": ("", "water", 0.0), "river": ("river", "", 0.7)}


def draw(pen: Pen, spec: MapSpec, room: Box, *, state: State | None = None) -> Drawn:
    """Draws the whole map so that its extent fills the room.

    Args:
        pen: The pen.
        spec: The map.
        room: Where; as tall as the map needs if its height is nought.
        state: What a person selected and noted.
    """
    if spec.caption.empty or not (spec.outlines or spec.lines or spec.places):
        return frame.empty(pen, spec.caption.empty, room)
    view = view_of(spec.extent)
    if not room.height:
        tall = min(view.height * room.width / UNITS, _MOST_TALL)  # what is beside a high extent fills the room
        room = Box(room.left, room.top, room.width, tall + _strip_height(pen, spec, room.width))
    chart = parts(pen, spec, room)[0]
    placing = fitted(view, chart)
    plane = Plane(spec, seen=_seen(chart, placing))
    draw_base(pen, plane, chart, placing)
    places = draw_over(pen, spec, plane, room, placing, state=state or State())
    return Drawn(room.bottom + 6, places)


def fitted(view: Box, room: Box) -> Placing:
    """Returns where the plane lies so that a part of it stands whole in the middle of a room."""
    scale = max(min(room.width / max(view.width, 1e-6), room.height / max(view.height, 1e-6)), 1e-6)
    dx = room.left + (room.width - view.width * scale) / 2 - view.left * scale
    dy = room.top + (room.height - view.height * scale) / 2 - view.top * scale
    return Placing(scale, dx, dy)


def parts(pen: Pen, spec: MapSpec, room: Box) -> tuple[Box, Box]:
    """Returns where the map itself goes and, under it, where legend and policy stand."""
    tall = min(_strip_height(pen, spec, room.width), room.height * 0.6)
    return (
        Box(room.left, room.top, room.width, room.height - tall),
        Box(room.left, room.bottom - tall, room.width, tall),
    )


def draw_base(pen: Pen, plane: Plane, room: Box, placing: Placing) -> None:
    """Draws water, countries, lakes and rivers."""
    pen.box(room.left, room.top, room.width, room.height, fill="water")
    pen.clip(room)
    seen = _seen(room, placing)
    for layer, (tone, fill, width) in _LAYERS.items():
        for shape in plane.shapes:
            if shape.layer == layer and shape.box.meets(seen):
                pen.path(shape.rings, tone=tone, fill=fill, width=width, closed=layer != "river", placing=placing)
    pen.close()


def draw_over(pen: Pen, spec: MapSpec, plane: Plane, room: Box, placing: Placing, *, state: State) -> tuple[Place, ...]:
    """Draws routes, places, names, frame, legend and policy over the base map; returns routes and places drawn."""
    chart, strip = parts(pen, spec, room)
    seen = _seen(chart, placing)
    pen.clip(chart)
    routes = [route for route in plane.routes if route.box.width >= 0 and _near(route.box, seen)]
    routes.sort(key=lambda route: route.line.corridor == state.highlight)
    labels = Labels(pen, Box(chart.left + 2, chart.top + 2, chart.width - 4, chart.height - 4), size=7.5, gap=4.5)
    if state.covered is not None:
        labels.keep_off(state.covered)
    places = [_route(pen, route, placing, labels, state) for route in routes]
    spots = [(place, at) for place, point in plane.spots if not chart.away(at := placing(point))]
    spots.sort(key=lambda spot: spot[0].rank)
    for place, at in spots:
        places.append(_spot(pen, place, at, placing.scale, state))
    near = spec.close or placing.scale >= _CLOSE
    _first_names(pen, labels, plane.shapes, spots, seen, placing, state)
    if not near:
        _numbers(labels, routes, placing, must=True, aside=spec.aside)
    _other_names(labels, spots, state, near=near)
    if near:
        _numbers(labels, routes, placing, must=spec.close)
    pen.close()
    draw_pencils(pen, spec, plane, room, placing, noted=state.noted)
    pen.box(chart.left, chart.top, chart.width, chart.height, tone="rule", width=0.7)
    _strip(pen, spec, strip)
    return tuple(places)


def _seen(room: Box, placing: Placing) -> Box:
    return box_around([placing.back((room.left, room.top)), placing.back((room.right, room.bottom))])


def _near(box: Box, seen: Box) -> bool:
    return Box(box.left - 1, box.top - 1, box.width + 2, box.height + 2).meets(seen)


# Routes


def _route(pen: Pen, route: Route, placing: Placing, labels: Labels, state: State) -> Place:
    line = route.line
    points = tuple(placing(point) for point in route.points)
    strong = line.corridor == state.highlight
    faint = state.highlight is not None and not strong
    width = (1.0 if line.mode in _THIN else 1.5) + (0.8 if strong else 0.0)
    if line.ref == state.selected:
        pen.path((points,), tone="focus", width=width + 5, fade=0.4)
    if not faint:
        pen.path((points,), tone="paper", width=width + 1.6, fade=0.9)
    tone, fade = ("muted", 0.45) if faint else (line.tone, 1.0)
    pen.path((points,), tone=tone, width=width, dash=shapes.ROUTES.get(line.status, ()), fade=fade)
    if line.status == "suspended":
        half = (len(points) - 1) // 2
        shapes.bar_across(pen, points[half], points[half + 1], share=0.5, half=3.5, tone=tone, fade=fade)
    for start, end in pairwise(points):
        labels.keep_off_line(start, end)
    return Place(box=box_around(points), ref=line.ref, spoken=line.spoken, points=points)


def draw_pencils(pen: Pen, spec: MapSpec, plane: Plane, room: Box, placing: Placing, *, noted: frozenset[Ref]) -> None:
    """Draws a pencil on each piece with a note, and once on each corridor with one, on its middle piece, over all."""
    chart = parts(pen, spec, room)[0]
    seen = _seen(chart, placing)
    routes = [route for route in plane.routes if route.box.width >= 0 and _near(route.box, seen)]
    marked = [route for route in routes if route.line.ref in noted]
    corridors: dict[Ref, list[Route]] = {}
    for route in routes:
        if route.line.corridor in noted:
            corridors.setdefault(route.line.corridor, []).append(route)
    bearing = [*marked, *(pieces[len(pieces) // 2] for pieces in corridors.values())]
    if not bearing:
        return
    pen.clip(chart)
    for route in bearing:
        x, y = placing(route.points[len(route.points) // 2])
        pen.circle((x, y), 5.0, fill="note-ground", fade=0.9)
        pen.text((x, y + 2.8), _NOTE, tone="note", anchor="middle", bold=True)
    pen.close()


# Places


def _spot(pen: Pen, place: MapPlace, at: XY, scale: float, state: State) -> Place:
    r = 1.3 if place.rank >= 3 and scale < _CLOSE else 2.0
    if place.ref == state.selected:
        pen.circle(at, r + 3.5, tone="focus", fill="", width=1.8)
    shapes.place(pen, at, place.kind, r)
    spoken = f"{place.name}, {place.kind.replace('-', ' ')}"
    return Place(box=Box(at[0] - r, at[1] - r, 2 * r, 2 * r), ref=place.ref, spoken=spoken)


def _first_names(
    pen: Pen,
    labels: Labels,
    countries: Sequence[Shape],
    spots: Sequence[tuple[MapPlace, XY]],
    seen: Box,
    placing: Placing,
    state: State,
) -> None:
    """Places of the first rank, then countries.

    The name of a capital may lie on small places where there is no other room: it says more than they do.
    """
    for place, (x, y) in spots:
        if place.rank < 3:
            labels.keep_off(Box(x - 2.2, y - 2.2, 4.4, 4.4))
        else:
            labels.keep_off_line((x - 1.5, y), (x + 1.5, y))
    for place, at in spots:
        first = place.rank == 1 or place.ref == state.selected
        words = f"{_NOTE} {place.name}" if place.ref in state.noted else place.name
        if first:
            labels.ask(at, words, sides=AROUND, bold=place.rank == 1, halo="land", struck=True)
    for words, half, shapes_of in _by_name(pen, countries, seen, placing):
        hearts = [heart for shape in shapes_of if 2 * half < shape.box.width for heart in _hearts(shape, seen, half)]
        if hearts:
            # The name of a country lets the routes shine through.
            labels.ask(
                placing(hearts[0]),
                words,
                sides=("over",),
                tone="muted",
                halo="",
                struck=True,
                rank=1.0,
                elsewhere=[placing(heart) for heart in hearts[1 : 2 * _MOST_HEARTS]],
            )
    labels.write()


def _by_name(
    pen: Pen, countries: Sequence[Shape], seen: Box, placing: Placing
) -> Iterator[tuple[str, float, list[Shape]]]:
    """Gives each country in view once, the largest first: its name, half of its width, and its parts by size.

    A country of many islands is named on one of them.
    """
    shapes_of: dict[str, list[Shape]] = {}
    in_view = [shape for shape in countries if shape.layer == "country" and shape.name and shape.box.meets(seen)]
    for shape in sorted(in_view, key=lambda s: -s.box.width * s.box.height):
        shapes_of.setdefault(shape.name.upper(), []).append(shape)
    for words, found in shapes_of.items():
        yield words, pen.measure(words, 7.5) / 2 / placing.scale * 0.8, found


def _other_names(labels: Labels, spots: Sequence[tuple[MapPlace, XY]], state: State, *, near: bool) -> None:
    """All other places, small ones only from near."""
    for place, (x, y) in spots:
        if place.rank >= 3:
            labels.keep_off(Box(x - 2.2, y - 2.2, 4.4, 4.4))
    for place, at in spots:
        if place.rank > 1 and place.ref != state.selected and (place.rank < 3 or near):
            words = f"{_NOTE} {place.name}" if place.ref in state.noted else place.name
            labels.ask(at, words, halo="land", struck=True, rank=place.rank)
    labels.write()


def _numbers(
    labels: Labels, routes: Sequence[Route], placing: Placing, *, must: bool, aside: frozenset[int] = frozenset()
) -> None:
    """Each numbered corridor bears its number once, on one of its pieces, if need be across another line.

    From near on the screen they leave the names of places free. On paper the whole map leaves those aside that have no
    room on their line and stand on the close view.
    """
    spots: dict[int, list[XY]] = {}
    for route in routes:
        if route.line.number:
            points = [placing(point) for point in route.points]
            half = (len(points) - 1) // 2
            (ax, ay), (bx, by) = points[half], points[half + 1]
            middles = spots.setdefault(route.line.number, [])
            middles += [(ax + (bx - ax) * share, ay + (by - ay) * share) for share in _SHARES]
    for number, middles in sorted(spots.items(), key=lambda spot: len(spot[1])):
        needed = must and number not in aside
        labels.ask(
            middles[0],
            f"{number}",
            sides=("over", *AROUND, "higher", "along") if needed else ("over",),
            bold=True,
            halo="paper",
            must=needed,
            struck=True,
            rank=len(middles),
            elsewhere=middles[1:],
        )
    labels.write()


@functools.lru_cache(maxsize=256)
def _hearts(shape: Shape, seen: Box, half: float) -> tuple[XY, ...]:
    """Returns places where a name of so much half a width lies inside its country; kept while the view stays."""
    inside = ((x, y) for x, y in shape.hearts(seen) if all(shape.holds((x + way, y)) for way in (0.0, -half, half)))
    return tuple(islice(inside, _MOST_HEARTS))


# Legend and policy


def _samples(spec: MapSpec) -> list[tuple[str, str]]:
    """Returns what is explained: states of routes, then shapes of places, each with its words."""
    kinds = {place.kind for place in spec.places}
    found = list(spec.legend)
    if spec.legend and any(line.mode in _THIN for line in spec.lines):
        found.append(("thin", tr("thin: by ship, pipe or cable")))
    if spec.legend and "border-crossing" in kinds:
        found.append(("border-crossing", tr("border crossing")))
    if spec.legend and "capital" in kinds:
        found.append(("capital", tr("capital")))
    if spec.legend and kinds - {"border-crossing", "capital"}:
        found.append(("place", tr("other place")))
    return found


def _strip_height(pen: Pen, spec: MapSpec, width: float) -> float:
    return _strip(pen.blank(), spec, Box(0, 0, width, 0))


def _strip(pen: Pen, spec: MapSpec, box: Box) -> float:
    """Draws legend and policy; returns how tall they are."""
    pen.box(box.left, box.top, box.width, box.height, fill="paper")
    if box.height:
        pen.clip(box)
    samples = _samples(spec)
    left, width, y = box.left + _PAD, max(1.0, box.width - 2 * _PAD), box.top + 2
    if samples:
        found = frame.legend(pen, [words for _key, words in samples], left=left, top=y, width=width)
        for (x, middle), (key, _words) in zip(found, samples, strict=True):
            _sample(pen, (x, middle), key)
        y = found[-1][1] + 5
    for words in pen.wrap(spec.policy, 7, width, most=8):
        y += 8.5
        pen.text((left, y), words, size=7, tone="muted")
    if box.height:
        pen.close()
    return y + 4 - box.top


def _sample(pen: Pen, at: XY, key: str) -> None:
    x, y = at
    if key == "thin":
        pen.line((x, y - 2), (x + 19, y - 2), tone="muted", width=1.0)
        pen.line((x, y + 2), (x + 19, y + 2), tone="muted", width=1.0, dash=shapes.ROUTES["proposed"])
        return
    if key not in shapes.ROUTES:
        shapes.place(pen, (x + 10, y), key, 2.6)
        return
    tone = shapes.ROUTE_TONES[key]
    pen.line((x, y), (x + 19, y), tone=tone, width=1.8, dash=shapes.ROUTES[key])
    if key == "suspended":
        shapes.bar_across(pen, (x, y), (x + 19, y), share=0.5, half=3.5, tone=tone)
