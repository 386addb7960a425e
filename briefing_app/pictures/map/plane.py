"""A MapSpec on the plane: outlines, routes and places projected once, with the boxes that say what is in sight."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_app.domain.model import Ref
from briefing_app.domain.projection import Conic, Extent, near, rim_of, unrolled
from briefing_app.domain.specs import MapLine, MapPlace, MapSpec, Outline
from briefing_app.pictures.pen import XY, Box

UNITS = 1000.0
"""Width of the extent on the plane."""
_ROUGH = 4.0
_ASIDE, _ABOVE = 0.8, 0.14
"""How much further than the extent one can look, as shares of it: to the sides, and up or down."""
_FRACTIONS = (0.5, 0.35, 0.65, 0.2, 0.8)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One shape of the base map on the plane; only the very same one is equal."""

    layer: str
    rings: tuple[tuple[XY, ...], ...]
    box: Box
    name: str
    heart: XY
    rough: tuple[tuple[XY, ...], ...]
    """The rings with far fewer points: enough to tell whether a name lies inside."""

    def holds(self, point: XY) -> bool:
        """Tells whether a point lies inside, by the even-odd rule."""
        (x, y), inside = point, False
        if self.box.away(point):
            return False
        for ring in self.rough:
            for (ax, ay), (bx, by) in pairwise(ring):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    inside = not inside
        return inside

    def hearts(self, seen: Box) -> list[XY]:
        """Returns points inside the shape where its name may stand: its centre of gravity, then others around."""
        left, top = max(self.box.left, seen.left), max(self.box.top, seen.top)
        wide, tall = min(self.box.right, seen.right) - left, min(self.box.bottom, seen.bottom) - top
        others = [(left + wide * x, top + tall * y) for y in _FRACTIONS for x in _FRACTIONS]
        others.sort(key=lambda p: abs(p[0] - self.heart[0]) + abs(p[1] - self.heart[1]))
        return [point for point in (self.heart, *others) if not seen.away(point)]


@dataclass(frozen=True, slots=True)
class Route:
    """One line on the plane."""

    line: MapLine
    points: tuple[XY, ...]
    box: Box


class Plane:
    """A MapSpec projected. The base map of the same outlines is projected once.

    Args:
        spec: The map.
        seen: The only part of the plane that is looked at: what lies beside it is left out of the base map. None if
            all of it may come in sight.

    Attributes:
        view: The extent.
        bounds: All that can be looked at.
        shapes: The base map.
        routes: The corridors, piece by piece.
        spots: The places with where they stand.
    """

    def __init__(self, spec: MapSpec, *, seen: Box | None = None) -> None:
        self._conic, self.view = _frame(spec.extent)
        self._middle = (spec.extent[0] + spec.extent[2]) / 2
        self.shapes = _shapes(_Same(spec.outlines), spec.extent, seen)
        routes = [self._route(line) for line in spec.lines]
        self.routes = [route for route in routes if len(route.points) > 1]
        self.spots: list[tuple[MapPlace, XY]] = [
            (place, self._conic(unrolled((place.at,), self._middle)[0])) for place in spec.places if _known(place.at)
        ]
        self.bounds = _around(spec.extent, [route.box for route in self.routes])

    def _route(self, line: MapLine) -> Route:
        known = [point for point in line.points if _known(point)]
        points = self._conic.along(unrolled(known, self._middle))
        return Route(line, points, box_around(points))

    def box_of(self, ref: Ref) -> Box | None:
        """Returns the part of the plane that an entry covers, or None if it is not drawn."""
        boxes = [r.box for r in self.routes if ref in (r.line.ref, r.line.corridor)]
        boxes += [Box(x - 20, y - 20, 40, 40) for place, (x, y) in self.spots if place.ref == ref]
        if not boxes:
            return None
        return box_around([corner for box in boxes for corner in _corners(box)])


def _corners(box: Box) -> tuple[XY, XY]:
    return (box.left, box.top), (box.right, box.bottom)


def _known(point: XY) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1])


def box_around(points: Sequence[XY]) -> Box:
    """Returns the smallest box that holds some points."""
    xs, ys = [p[0] for p in points] or [0.0], [p[1] for p in points] or [0.0]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def view_of(extent: Extent) -> Box:
    """Returns the part of the plane that an extent fills."""
    return _frame(extent)[1]


@functools.lru_cache(maxsize=4)
def _frame(extent: Extent) -> tuple[Conic, Box]:
    conic = Conic(extent, UNITS)
    return conic, Box(0, 0, UNITS, conic.height)


def _around(extent: Extent, drawn: Sequence[Box]) -> Box:
    """Returns what can be looked at: the extent with land on all sides of it, and every route."""
    west, south, east, north = extent
    aside, up = (east - west) * _ASIDE, (north - south) * _ABOVE
    middle = (west + east) / 2
    wide = (max(west - aside, middle - 179), max(south - up, -89), min(east + aside, middle + 179), min(north + up, 89))
    conic, view = _frame(extent)
    west, south, east, north = wide
    left, right = conic((west, (south + north) / 2))[0], conic((east, (south + north) / 2))[0]
    top, bottom = conic((middle, north))[1], max(conic(point)[1] for point in rim_of(wide))
    corners = [corner for box in (view, *drawn) for corner in _corners(box)]
    return box_around([(left, top), (right, bottom), *corners])


def _beside(ring: Sequence[XY], middle: float) -> Sequence[XY]:
    """Returns a ring moved by whole turns to where its middle lies beside that of the map; it stays in one piece."""
    lons = [lon for lon, _lat in ring]
    centre = (min(lons) + max(lons)) / 2
    turn = near(centre, middle) - centre
    return [(lon + turn, lat) for lon, lat in ring] if turn else ring


def _meets(ring: Sequence[XY], window: Extent) -> bool:
    """Tells whether a ring may lie in a window of degrees: whether the box around it does."""
    west, south, east, north = window
    lons, lats = [lon for lon, _lat in ring], [lat for _lon, lat in ring]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south


class _Same:
    """Outlines as a key of a cache: the very same ones, for comparing all their points would take longer."""

    def __init__(self, outlines: tuple[Outline, ...]) -> None:
        self.outlines = outlines

    def __hash__(self) -> int:
        return id(self.outlines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.outlines is self.outlines


@functools.lru_cache(maxsize=4)
def _shapes(same: _Same, extent: Extent, seen: Box | None) -> tuple[Shape, ...]:
    conic = _frame(extent)[0]
    middle = (extent[0] + extent[2]) / 2
    window = conic.window(seen.left, seen.top, seen.right, seen.bottom) if seen is not None else None
    found = []
    for outline in same.outlines:
        known = [[point for point in ring if _known(point)] for ring in outline.rings if len(ring) > 1]
        whole = [_beside(ring, middle) for ring in known if len(ring) > 1]
        if window is not None and not any(_meets(ring, window) for ring in whole):
            continue
        rings = tuple(map(conic.along, whole))
        if rings:
            largest = max(rings, key=lambda ring: box_around(ring).width)
            box = box_around([point for ring in rings for point in ring])
            rough = tuple(map(_roughly, rings)) if outline.layer == "country" else ()
            found.append(Shape(outline.layer, rings, box, outline.name, _heart(largest), rough))
    return tuple(found)


def _roughly(ring: Sequence[XY]) -> tuple[XY, ...]:
    """Leaves out points that lie close to the one before."""
    kept = [ring[0]]
    for x, y in ring[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _ROUGH:
            kept.append((x, y))
    return (*kept, ring[-1])


def _heart(ring: Sequence[XY]) -> XY:
    """Returns the centre of gravity of a ring, where the name of a country stands.

    Source: the shoelace formula for the centroid of a polygon.
    """
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    if abs(area) < 1e-9:
        box = box_around(ring)
        return box.left + box.width / 2, box.top + box.height / 2
    return x / (3 * area), y / (3 * area)
