"""The base map: outlines of countries, lakes and rivers, read from GeoJSON and simplified; borders still meet."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from briefing_app.domain.specs import Outline, Point

TOLERANCE = 0.02
"""Degrees by which a simplified border may lie beside the one in the file."""
Layer = Literal["country", "lake", "river"]
_LAYERS: tuple[tuple[str, Layer], ...] = (("countries", "country"), ("lakes", "lake"), ("rivers", "river"))


def outlines(files: Mapping[str, bytes]) -> tuple[Outline, ...]:
    """Returns the shapes of the base map in drawing order: countries, lakes, rivers.

    The same files are read once: the result is kept for the last two packages.

    Args:
        files: GeoJSON texts by layer, as the data set holds them. A file that is missing or cannot be read
            gives no shapes; the loader has reported it.
    """
    return _read(*(files.get(stem, b"") for stem, _layer in _LAYERS))


@functools.lru_cache(maxsize=2)
def _read(*texts: bytes) -> tuple[Outline, ...]:
    found: list[Outline] = []
    for text, (_stem, layer) in zip(texts, _LAYERS, strict=True):
        shapes = [(name, polygon) for name, polygons in _features(text) for polygon in polygons]
        simplify = Simplifier(ring for _name, rings in shapes for ring in rings) if layer == "country" else None
        for name, rings in shapes:
            simple = [simplify(ring) for ring in rings] if simplify else rings
            kept = tuple(ring for ring in simple if len(ring) > 1)
            if kept:
                found.append(Outline(layer=layer, rings=kept, name=name))
    return tuple(found)


def _features(text: bytes) -> list[tuple[str, list[list[tuple[Point, ...]]]]]:
    try:
        features = json.loads(text)["features"] if text else []
        return [(str(f["properties"].get("name") or ""), _polygons(f["geometry"])) for f in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def _polygons(geometry: Mapping[str, Any]) -> list[list[tuple[Point, ...]]]:
    """Returns a geometry as polygons of rings; each line counts as a polygon with one open ring."""
    shape, kind = geometry["coordinates"], geometry["type"]
    if kind in ("Polygon", "LineString"):
        shape = [shape]
    if kind in ("LineString", "MultiLineString"):
        shape = [[line] for line in shape]
    return [[tuple((float(x), float(y)) for x, y, *_ in ring) for ring in polygon] for polygon in shape]


class Simplifier:
    """Simplifies rings that share borders: a stretch between two junctions gives the same points on both sides.

    Args:
        rings: All closed rings of the layer.
        tolerance: Largest distance in degrees.

    Source: D. H. Douglas and T. K. Peucker, Algorithms for the reduction of the number of points (1973), applied
    between junctions as TopoJSON does.
    """

    def __init__(self, rings: Iterable[tuple[Point, ...]], *, tolerance: float = TOLERANCE) -> None:
        beside: dict[Point, set[Point]] = {}
        for ring in rings:
            for before, point, after in zip(ring[-2:-1] + ring[:-2], ring[:-1], ring[1:], strict=True):
                beside.setdefault(point, set()).update((before, after))
        self._junctions = {point for point, points in beside.items() if len(points) != 2}
        self._most = tolerance * tolerance
        self._done: dict[tuple[Point, ...], tuple[Point, ...]] = {}

    def __call__(self, ring: Sequence[Point]) -> tuple[Point, ...]:
        """Returns a closed ring with fewer points."""
        open_ring = list(ring[:-1])
        if len(open_ring) < 4:
            return tuple(ring)
        # Where no border meets it, both sides of a ring start at the same point: the smallest.
        start = next((i for i, p in enumerate(open_ring) if p in self._junctions), open_ring.index(min(open_ring)))
        turned = open_ring[start:] + open_ring[: start + 1]
        kept: list[Point] = []
        stretch = [turned[0]]
        for number, point in enumerate(turned[1:], start=1):
            stretch.append(point)
            if point in self._junctions or number == len(turned) - 1:
                kept += self._stretch(stretch)[:-1]
                stretch = [point]
        return (*kept, kept[0]) if len(kept) > 2 else tuple(ring)

    def _stretch(self, points: list[Point]) -> tuple[Point, ...]:
        """The key names both ends with their neighbours, so that the other side finds it reversed."""
        key = (points[0], points[1], points[-2], points[-1])
        if key[::-1] in self._done:
            return self._done[key[::-1]][::-1]
        if key not in self._done:
            self._done[key] = _thinned(points, self._most)
        return self._done[key]


def _thinned(points: Sequence[Point], most: float) -> tuple[Point, ...]:
    keep = {0, len(points) - 1}
    open_spans = [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        at, far = _farthest(points, first, last)
        if far > most:
            keep.add(at)
            open_spans += [(first, at), (at, last)]
    return tuple(points[i] for i in sorted(keep))


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """Returns the point farthest from the chord and its squared distance; a closed chord counts from its end."""
    (x0, y0), (x1, y1) = points[first], points[last]
    dx, dy = x1 - x0, y1 - y0
    long = dx * dx + dy * dy
    at, far = first, -1.0
    for i in range(first + 1, last):
        x, y = points[i]
        away = (dx * (y - y0) - dy * (x - x0)) ** 2 / long if long else (x - x0) ** 2 + (y - y0) ** 2
        if away > far:
            at, far = i, away
    return at, far
