"""What the map is painted from: the base map as paths on the plane, routes and places as points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from briefing_app.domain.model import Ref
from briefing_app.domain.projection import Conic, rim_of
from briefing_app.domain.specs import MapLine, MapPlace, MapSpec, Outline

UNITS = 1000.0
"""Width of the first view on the plane."""
WORLD = (6.0, 19.0, 121.0, 60.0)
"""West, south, east and north of what can be seen; the base map ends a little beyond."""


@dataclass(frozen=True)
class Shape:
    """One shape of the base map on the plane."""

    layer: str
    path: QPainterPath
    box: QRectF
    name: str
    heart: QPointF

    def hearts(self, seen: QRectF) -> list[QPointF]:
        """Returns points inside the shape where its name may stand: its centre of gravity, then others around."""
        box = self.box.intersected(seen)
        fractions = (0.5, 0.35, 0.65, 0.2, 0.8)
        others = [
            QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for y in fractions for x in fractions
        ]
        others.sort(key=lambda point: (point - self.heart).manhattanLength())
        return [point for point in (self.heart, *others) if seen.contains(point) and self.path.contains(point)]


@dataclass(frozen=True)
class Route:
    """One line on the plane."""

    line: MapLine
    points: QPolygonF
    box: QRectF


@dataclass(frozen=True)
class Spot:
    """One place on the plane."""

    place: MapPlace
    at: QPointF


class MapLayers:
    """A MapSpec on the plane; the base map is projected once for the same outlines."""

    def __init__(self) -> None:
        self._outlines: tuple[Outline, ...] | None = None
        self._conic: Conic | None = None
        self.shapes: list[Shape] = []
        self.routes: list[Route] = []
        self.spots: list[Spot] = []
        self.view = QRectF(0, 0, UNITS, UNITS)
        self.bounds = QRectF(0, 0, UNITS, UNITS)

    def take(self, spec: MapSpec) -> None:
        """Projects a spec."""
        if self._conic is None or spec.outlines is not self._outlines:
            self._conic = Conic(spec.extent, UNITS)
            self._outlines = spec.outlines
            self.view = QRectF(0, 0, UNITS, self._conic.height)
            self.bounds = self._bounds()
            self.shapes = [self._shape(outline) for outline in spec.outlines]
        self.routes = [self._route(line) for line in spec.lines]
        self.spots = [Spot(place, self._at(place.at)) for place in spec.places]

    def _at(self, point: tuple[float, float]) -> QPointF:
        assert self._conic is not None
        return QPointF(*self._conic(point))

    def _bounds(self) -> QRectF:
        """The largest upright box inside the curved rim of the world that is drawn."""
        west, south, east, north = WORLD
        rim = [self._at(p) for p in rim_of(WORLD)]
        middle = (west + east) / 2
        top = self._at((middle, north)).y()
        bottom = max(p.y() for p in rim)
        left = self._at((west, (south + north) / 2)).x()
        right = self._at((east, (south + north) / 2)).x()
        return QRectF(left, top, right - left, bottom - top)

    def _shape(self, outline: Outline) -> Shape:
        path = QPainterPath()
        largest = QPolygonF()
        for ring in outline.rings:
            polygon = QPolygonF([self._at(point) for point in ring])
            path.addPolygon(polygon)
            if largest.isEmpty() or polygon.boundingRect().width() > largest.boundingRect().width():
                largest = polygon
        return Shape(outline.layer, path, path.boundingRect(), outline.name, _heart(largest))

    def _route(self, line: MapLine) -> Route:
        points = QPolygonF([self._at(point) for point in line.points])
        return Route(line, points, points.boundingRect())

    def box_of(self, ref: Ref) -> QRectF | None:
        """Returns the part of the plane that an entry covers, or None if it is not drawn."""
        boxes = [r.box for r in self.routes if ref in (r.line.ref, r.line.corridor)]
        boxes += [QRectF(s.at.x() - 20, s.at.y() - 20, 40, 40) for s in self.spots if s.place.ref == ref]
        if not boxes:
            return None
        found = boxes[0]
        for box in boxes[1:]:
            found = found.united(box)
        return found


def _heart(polygon: QPolygonF) -> QPointF:
    """Returns the centre of gravity of a ring, where the name of a country stands.

    Source: the shoelace formula for the centroid of a polygon.
    """
    points = [(polygon.at(i).x(), polygon.at(i).y()) for i in range(polygon.count())]
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    if abs(area) < 1e-9:
        return polygon.boundingRect().center()
    return QPointF(x / (3 * area), y / (3 * area))
