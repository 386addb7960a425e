"""Shapes and lines cut off at an upright box, so that a file shows no more than the picture where nobody else cuts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing_app.pictures.pen import XY, Box, sound


def holds(box: Box, rings: Sequence[Sequence[XY]]) -> bool:
    """Tells whether all points lie in a box."""
    return all(box.left <= x <= box.right and box.top <= y <= box.bottom for ring in rings for x, y in ring)


def both(one: Box, other: Box) -> Box:
    """Returns what two boxes share; a box without width or height if they share nothing."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    return Box(left, top, max(0.0, min(one.right, other.right) - left), max(0.0, min(one.bottom, other.bottom) - top))


def cut_shape(ring: Sequence[XY], box: Box) -> list[XY]:
    """Returns the part of a filled ring that lies in a box; empty if there is none.

    Source: I. E. Sutherland and G. W. Hodgman, Reentrant Polygon Clipping (1974).
    """
    points = [(sound(x), sound(y)) for x, y in ring]
    points = _beyond(points, 0, box.left)
    points = _beyond(points, 0, box.right, upper=True)
    points = _beyond(points, 1, box.top)
    points = _beyond(points, 1, box.bottom, upper=True)
    return points if len(points) > 2 else []


def _beyond(points: list[XY], axis: int, edge: float, *, upper: bool = False) -> list[XY]:
    """Returns a ring without what lies on the wrong side of one edge."""
    found: list[XY] = []
    for start, end in zip(points[-1:] + points[:-1], points, strict=True):
        keeps, kept = (end[axis] <= edge, start[axis] <= edge) if upper else (end[axis] >= edge, start[axis] >= edge)
        if keeps != kept:
            share = (edge - start[axis]) / (end[axis] - start[axis])
            other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
            found.append((edge, other) if axis == 0 else (other, edge))
        if keeps:
            found.append(end)
    return found


def cut_line(points: Sequence[XY], box: Box) -> list[list[XY]]:
    """Returns the runs of a line that lie in a box.

    Source: the clipping of Y.-D. Liang and B. A. Barsky (1984).
    """
    runs: list[list[XY]] = []
    for start, end in pairwise([(sound(x), sound(y)) for x, y in points]):
        piece = _cut_piece(start, end, box)
        if piece is None:
            continue
        if runs and runs[-1][-1] == piece[0]:
            runs[-1].append(piece[1])
        else:
            runs.append(list(piece))
    return runs


def _cut_piece(start: XY, end: XY, box: Box) -> tuple[XY, XY] | None:
    (x, y), first, last = start, 0.0, 1.0
    dx, dy = end[0] - x, end[1] - y
    for step, room in ((-dx, x - box.left), (dx, box.right - x), (-dy, y - box.top), (dy, box.bottom - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    inner = (x + first * dx, y + first * dy) if first > 0 else start
    outer = (x + last * dx, y + last * dy) if last < 1 else end
    return inner, outer
