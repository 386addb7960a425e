"""From longitude and latitude to a plane on which angles are true: the projection of every map of the program."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

XY = tuple[float, float]
Extent = tuple[float, float, float, float]
"""West, south, east and north in degrees."""
_MARGIN, _LEAST = 0.08, 1.5
"""Room around the outermost places of a region: a share of it, and degrees at least."""


def near(lon: float, middle: float) -> float:
    """Returns a longitude in the half turn on either side of another one, so that the antimeridian is no edge."""
    return middle + (lon - middle + 180.0) % 360.0 - 180.0 if abs(lon - middle) > 180.0 else lon


def unrolled(points: Iterable[XY], middle: float) -> tuple[XY, ...]:
    """Returns a way without a jump over the antimeridian: each point lies in the half turn around the one before.

    Args:
        points: Longitudes and latitudes.
        middle: Longitude around which the first point lies.
    """
    found: list[XY] = []
    for lon, lat in points:
        middle = near(lon, middle)
        found.append((middle, lat))
    return tuple(found)


def around(points: Sequence[XY]) -> Extent | None:
    """Returns the smallest extent that holds some points with a margin; it may cross the antimeridian.

    Args:
        points: Longitudes and latitudes.
    """
    known = [(lon, lat) for lon, lat in points if math.isfinite(lon) and math.isfinite(lat)]
    if not known:
        return None
    lons = sorted({lon % 360.0 for lon, _lat in known})
    gaps = [((b - a) % 360.0 or 360.0, b) for a, b in zip(lons, [*lons[1:], lons[0]], strict=True)]
    gap, west = max(gaps)
    wide, south, north = 360.0 - gap, min(lat for _lon, lat in known), max(lat for _lon, lat in known)
    across, up = max(_LEAST, wide * _MARGIN), max(_LEAST, (north - south) * _MARGIN)
    west = (west + 180.0) % 360.0 - 180.0
    return west - across, max(-85.0, south - up), west + wide + across, min(85.0, north + up)


class Conic:
    """Lambert's conformal conic projection for one extent, scaled into a box.

    Args:
        extent: West, south, east and north in degrees.
        width: Width of the box in the unit wanted; the height follows.

    Attributes:
        height: Height of the box in the unit of ``width``.
        scale: Units per unit of the sphere's radius.

    Source: J. P. Snyder, Map Projections: A Working Manual (1987), equations 15-1 to 15-5 for the sphere, with the
    standard parallels a sixth from either end of the extent.
    """

    def __init__(self, extent: Extent, width: float) -> None:
        west, south, east, north = extent
        sixth = (north - south) / 6
        one, two = math.radians(south + sixth), math.radians(north - sixth)
        self._middle = math.radians((west + east) / 2)
        if abs(two - one) < 1e-9 or abs(one + two) < 1e-9:
            one, two = one + 0.01, two + 0.02
        self._n = math.log(math.cos(one) / math.cos(two)) / math.log(_half(two) / _half(one))
        self._f = math.cos(one) * _half(one) ** self._n / self._n
        rim = [self._flat(p) for p in rim_of(extent)]
        self._left, right = min(x for x, _y in rim), max(x for x, _y in rim)
        self._top, bottom = min(y for _x, y in rim), max(y for _x, y in rim)
        self.scale = width / (right - self._left)
        self.height = _settled((bottom - self._top) * self.scale)

    def _flat(self, point: XY) -> XY:
        lat = math.radians(min(89.0, max(-89.0, point[1])))
        rho = self._f / _half(lat) ** self._n
        theta = self._n * (math.radians(point[0]) - self._middle)
        return rho * math.sin(theta), rho * math.cos(theta)

    def __call__(self, point: XY) -> XY:
        """Returns where a point (longitude, latitude) lies in the box, y growing downwards."""
        x, y = self._flat(point)
        return _settled((x - self._left) * self.scale), _settled((y - self._top) * self.scale)

    def along(self, points: Iterable[XY]) -> tuple[XY, ...]:
        """Returns where many points lie: the same as one after the other, in a third of the time."""
        tan, sin, cos, half_turn, quarter = math.tan, math.sin, math.cos, math.pi / 180, math.pi / 4
        f, n, middle, left, top, scale = self._f, self._n, self._middle, self._left, self._top, self.scale
        found = []
        for lon, lat in points:
            held = 89.0 if lat > 89.0 else -89.0 if lat < -89.0 else lat
            rho = f / tan(quarter + held * half_turn / 2) ** n
            theta = n * (lon * half_turn - middle)
            found.append((round((rho * sin(theta) - left) * scale, 6), round((rho * cos(theta) - top) * scale, 6)))
        return tuple(found)

    def window(self, left: float, top: float, right: float, bottom: float) -> Extent | None:
        """Returns an extent that holds all of a part of the plane; None where it may be the whole world.

        Args:
            left: Left edge of the part in the unit of ``width``.
            top: Its upper edge.
            right: Its right edge.
            bottom: Its lower edge.

        Source: Snyder, equations 14-9 to 14-11 and 15-5.
        """
        x0, x1 = left / self.scale + self._left, right / self.scale + self._left
        y0, y1 = top / self.scale + self._top, bottom / self.scale + self._top
        if self._n <= 0 or y0 <= 0:  # the cone opens northwards, or its apex lies in the part
            return None
        corners = [(x, y) for x in (x0, x1) for y in (y0, y1)]
        nearest = math.hypot(min(max(0.0, x0), x1), y0)
        farthest = max(math.hypot(x, y) for x, y in corners)
        turns = [math.atan2(x, y) / self._n for x, y in corners]
        west, east = (math.degrees(self._middle + turn) for turn in (min(turns), max(turns)))
        return west, self._latitude(farthest), east, self._latitude(nearest)

    def _latitude(self, rho: float) -> float:
        return math.degrees(2 * math.atan((self._f / rho) ** (1 / self._n)) - math.pi / 2)


def _settled(value: float) -> float:
    """Returns a length that is the same on every system, whose sines and logarithms differ in their last digit."""
    return round(value, 6)


def _half(lat: float) -> float:
    return math.tan(math.pi / 4 + lat / 2)


def rim_of(extent: Extent) -> list[XY]:
    """Returns points along the four sides of an extent; the sides are curves on the plane."""
    west, south, east, north = extent
    steps = [i / 24 for i in range(25)]
    across = [(west + (east - west) * s, lat) for s in steps for lat in (south, north)]
    return across + [(lon, south + (north - south) * s) for s in steps for lon in (west, east)]
