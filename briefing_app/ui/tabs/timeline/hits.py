"""What lies under a point of the picture."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF

from briefing_app.domain.specs import StripValue
from briefing_app.domain.timeline import LaneBox, Placed, View
from briefing_app.pictures.timeline import Scene

_AIR = 3.0
"""So many pixels beside a mark still mean it."""


class Hit(NamedTuple):
    """What lies under the pointer: one item, several of them, a lane's name, or a figure of a strip."""

    number: int = -1
    members: tuple[int, ...] = ()
    lane: int = -1
    name: bool = False
    value: StripValue | None = None
    stretch: tuple[float, float] | None = None
    strip: int = -1
    """Number of the series under the lanes."""


def hit(scene: Scene, at: QPointF) -> Hit:
    """Returns what lies at a point of the widget."""
    if at.y() >= scene.bottom:
        return _strip(scene, at)
    box = box_at(scene, at.y()) if at.y() >= scene.top else None
    if box is None:
        return Hit()
    if scene.among_names(at.x()):
        return Hit(lane=box.lane, name=True)
    return _mark(scene, box, at.x() - scene.left, at.y() - scene.lane_top(box))


def box_at(scene: Scene, y: float) -> LaneBox | None:
    """Returns the lane at a height; pinned lanes lie over the others."""
    for box in sorted(scene.picture.boxes, key=lambda b: not b.pinned):
        top = scene.lane_top(box)
        if top <= y < top + box.height:
            return box
    return None


def _mark(scene: Scene, box: LaneBox, x: float, y: float) -> Hit:
    picture, metrics = scene.picture, scene.metrics
    for c in picture.clusters:
        if c.lane == box.lane and c.x0 - _AIR <= x <= c.x1 + _AIR and abs(c.y - y) <= metrics.base / 2 + _AIR:
            return Hit(members=c.members, lane=box.lane)
    # Of several marks the narrowest is meant: a dot lies over a bar.
    over = [p for p in picture.placed if p.lane == box.lane and _covers(p, x, y, metrics.row / 2)]
    if over:
        return Hit(number=min(over, key=lambda p: p.x1 - p.x0).number, lane=box.lane)
    dense = next((d for d in picture.densities if d.lane == box.lane), None)
    column = int(x // dense.step) if dense is not None else -1
    if dense is None or not 0 <= column < len(dense.amounts) or not dense.amounts[column]:
        return Hit(lane=box.lane)
    days = tuple(scene.view.day(edge * dense.step, scene.plot) for edge in (column, column + 1))
    return Hit(lane=box.lane, stretch=(days[0], days[1]))


def _covers(placed: Placed, x: float, y: float, reach: float) -> bool:
    if abs(placed.y - y) > reach:
        return False
    x0 = min(placed.x0, placed.text_x) if placed.text else placed.x0
    x1 = max(placed.x1, placed.text_x + placed.text_width) if placed.text else placed.x1
    return x0 - _AIR <= x <= x1 + _AIR


def _strip(scene: Scene, at: QPointF) -> Hit:
    number = int((at.y() - scene.bottom) // scene.strip)
    if not 0 <= number < len(scene.spec.strips):
        return Hit()
    if scene.among_names(at.x()):
        return Hit(strip=number)
    day = scene.view.day(at.x() - scene.left, scene.plot)
    over = [v for v in scene.spec.strips[number].values if v.start <= day < v.end + 1]
    return Hit(value=min(over, key=lambda v: v.end - v.start, default=None), strip=number)


def members(scene: Scene, found: Hit, *, most: int = 5000) -> tuple[int, ...]:
    """Returns the numbers of the items of a cluster, or of a column of density, at most so many."""
    if found.stretch is None:
        return found.members
    lo, hi = found.stretch
    numbers = scene.items.indexes[found.lane].within(View(lo, hi), most)
    return tuple(n for n in numbers if lo <= scene.items.item(n).start + 0.5 < hi)
