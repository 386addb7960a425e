"""How a timeline is drawn, the same for screen, paper and file: axis, moments, names of the lanes, marks, strips."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import LaneBox, Tick, axis
from briefing_app.pictures import frame
from briefing_app.pictures.letters import ASCENT, LINE, text_width
from briefing_app.pictures.pen import XY, Anchor, Box, Drawn, Pen, Place
from briefing_app.pictures.timeline.key import explain
from briefing_app.pictures.timeline.marks import draw_marks
from briefing_app.pictures.timeline.scene import (
    AT_EDGE,
    BEFORE,
    BEHIND,
    BODY,
    SMALL,
    Scene,
    TimelineView,
    laid,
    seen_whole,
)
from briefing_app.pictures.timeline.strips import draw_strips
from briefing_app.translation import tr, trn

_MOST_TOLD = 5_000
_DESCENT = 0.22
"""Share of a letter's size that hangs below its line."""
_TICK_ROOM = 31.0
"""Least distance of two labels of the axis in points."""


def draw(pen: Pen, spec: TimelineSpec | TimelineView, room: Box) -> Drawn:
    """Draws a timeline: all of a spec, or what somebody saw of it.

    Args:
        pen: The pen.
        spec: The timeline.
        room: Where; as tall as the lanes want to be if its height is nought.
    """
    seen = seen_whole(spec) if isinstance(spec, TimelineSpec) else spec
    if not len(seen.items.whole) or not seen.order:
        return frame.empty(pen, seen.caption.empty, room)
    if room.height:
        pen.clip(room)
    top = explain(pen, seen.spec, _told(seen), left=room.left, top=room.top, width=room.width)
    top += 2 if top > room.top else 0
    below = Box(room.left, top, room.width, max(1.0, room.bottom - top) if room.height else 0.0)
    spare, bold = (pen.measure("n", bold=b) / text_width("n", 8.0, bold=b) for b in (False, True))
    scene = laid(seen, below, spare=spare, spare_bold=bold)
    draw_scene(pen, scene)
    if room.height:
        pen.close()
    return Drawn(scene.height + 6, places(scene))


def _told(seen: TimelineView) -> list[TimelineItem]:
    """Returns the events whose signs are explained: those in view, of very many the first."""
    return [seen.items.item(n) for n in seen.items.whole.within(seen.view, _MOST_TOLD)]


def draw_scene(pen: Pen, scene: Scene) -> None:
    """Draws a scene."""
    _axis(pen, scene)
    _breaks(pen, scene)
    _moments(pen, scene)
    _lanes(pen, scene)
    draw_strips(pen, scene)


def places(scene: Scene) -> tuple[Place, ...]:
    """Returns the events drawn one by one, each with the box of its mark and its label."""
    tops = {box.lane: scene.lane_top(box) for box in scene.picture.boxes}
    found = []
    for placed in scene.picture.placed:
        item = scene.items.item(placed.number)
        x0, x1 = placed.x0, placed.x1
        if placed.text:
            x0, x1 = min(x0, placed.text_x), max(x1, placed.text_x + placed.text_width)
        tall = scene.metrics.base if placed.small else scene.metrics.row
        box = Box(scene.left + x0, tops[placed.lane] + placed.y - tall / 2, x1 - x0, tall)
        found.append(Place(box=box, ref=item.ref, spoken=item.spoken or item.title))
    return tuple(found)


# The axis


def _axis(pen: Pen, scene: Scene) -> None:
    u, left = scene.unit, scene.left
    line = SMALL * LINE * u
    upper_y, lower_y = scene.head + SMALL * ASCENT * u + 1.4 * u, scene.head + line + SMALL * ASCENT * u + 2.8 * u
    for piece, share in scene.view.pieces:
        wide = scene.plot * share
        ticks = axis(piece, wide, room=_TICK_ROOM * u)
        for row, top in ((ticks.lower, line + 2.8 * u), (ticks.upper, 1.4 * u)):
            for tick in row:
                x = scene.x(tick.day)
                if x >= left:
                    strong = tick.strong or row is ticks.upper
                    pen.line((x, scene.head + top), (x, scene.height), tone="rule" if strong else "grid", width=0.7 * u)
        for tick in ticks.lower:
            _tick_label(pen, scene, tick, lower_y, (left, left + wide), sticky=False)
        for tick in ticks.upper:
            _tick_label(pen, scene, tick, upper_y, (left, left + wide), sticky=True)
        left += wide


def _tick_label(pen: Pen, scene: Scene, tick: Tick, y: float, ends: tuple[float, float], *, sticky: bool) -> None:
    """Names a stretch behind its line; a coarse one stays at the edge while it is passed."""
    if not tick.label:
        return
    u, x = scene.unit, scene.x(tick.day)
    at = (max(x, ends[0]) if sticky else x) + 2.8 * u
    room = min(scene.x(tick.end), ends[1]) + 1 - at
    words = next((w for w in (tick.label, tick.plain) if w and pen.measure(w, SMALL * u, bold=sticky) <= room), "")
    if (x < ends[0] - 0.5 and not sticky) or not words:
        return
    pen.text((at, y), words, size=SMALL * u, tone="ink" if sticky else "muted", bold=sticky)


def _breaks(pen: Pen, scene: Scene) -> None:
    """Tells where the scale changes."""
    x, u = scene.left, scene.unit
    words = tr("the scale changes here")
    for number, (_piece, share) in enumerate(scene.view.pieces[:-1]):
        x += scene.plot * share
        for shift in (-0.9 * u, 0.9 * u):
            pen.line((x + shift, scene.head), (x + shift, scene.height), tone="muted", width=0.5 * u)
        if number == 0:
            pen.text((x + 3 * u, scene.head + (3 * SMALL * LINE + 3.5) * u), words, size=7 * u, tone="muted")


def _moments(pen: Pen, scene: Scene) -> None:
    u = scene.unit
    taken: list[tuple[float, float]] = []
    base = scene.top - 3.8 * u
    for day, text in scene.spec.moments:
        x = scene.x(day + 0.5)
        if not scene.left <= x <= scene.width:
            continue
        pen.line((x, scene.top - SMALL * LINE * u), (x, scene.height), tone="bad", width=0.7 * u, dash=(3 * u, 2 * u))
        words = pen.cut(text, SMALL * u, scene.plot * 0.6)
        wide = pen.measure(words, SMALL * u) + 4 * u
        at = x + 2.8 * u if x + wide <= scene.width else x - wide
        if all(at + wide < a or at > b for a, b in taken):
            pen.text((at, base), words, size=SMALL * u, tone="bad", halo="paper")
            taken.append((at, at + wide))


# The lanes


def _lanes(pen: Pen, scene: Scene) -> None:
    pinned = scene.pinned_height
    for on_top, first in ((False, scene.top + pinned), (True, scene.top)):
        shown = [box for box in scene.picture.boxes if box.pinned == on_top]
        if not shown:
            continue
        tall = max(0.0, (scene.top + pinned if on_top else scene.bottom) - first)
        pen.clip(Box(scene.edge, first, scene.end - scene.edge, tall))
        for box in shown:
            _lane_name(pen, scene, box)
        pen.close()
        pen.clip(Box(scene.left, first, scene.plot, tall))
        draw_marks(pen, scene, shown)
        pen.close()


def _lane_name(pen: Pen, scene: Scene, box: LaneBox) -> None:
    u, top = scene.unit, scene.lane_top(box)
    left, right = scene.names
    lane = scene.items.lanes[box.lane]
    bottom, focus = top + box.height, box.lane == scene.lane and scene.focus
    pen.line((scene.edge, bottom - 0.5 * u), (scene.end, bottom - 0.5 * u), tone="rule", width=0.7 * u)
    half = ((right - left) / 2, box.height / 2)
    words = trn("{n} event", "{n} events", lane.count) + (" · " + tr("pinned") if box.pinned else "")
    counted = any(dense.lane == box.lane for dense in scene.picture.densities)
    said = (words, tr("shown as counts")) if counted else (words,)

    def draw_name(brush: Pen, middle: XY) -> None:
        corner = (middle[0] - half[0], middle[1] - half[1])
        _written(brush, scene, box, corner, lane.label, said, focus=focus)

    key = ("lane", lane.label, said, box.rows, box.folded, box.height, half[0], focus)
    pen.stamp(key, (left + half[0], top + half[1]), half, draw_name)


def _written(pen: Pen, scene: Scene, box: LaneBox, corner: XY, label: str, said: Sequence[str], *, focus: bool) -> None:
    """Writes the name of a lane, how much it holds, and whether that is shown as counts."""
    (left, top), u = corner, scene.unit
    wide, behind = scene.names[1] - scene.names[0], bool(scene.far)
    first, way = (left + wide, -1.0) if behind else (left, 1.0)
    anchor: Anchor = "end" if behind else "start"
    if focus:
        pen.box(left + (4 * u if behind else 0.0), top, wide - 4 * u, box.height - u, fill="ground")
        pen.box(first - (1.4 * u if behind else 0.0), top, 1.4 * u, box.height - u, fill="focus")
    before = AT_EDGE if scene.still else BEFORE
    at = first + way * before * u
    room = max(1.0, wide - (before + BEHIND) * u)
    y = last = top + scene.metrics.pad + BODY * ASCENT * u
    if not scene.still:
        _fold_sign(pen, (first + way * 7 * u, y - BODY * ASCENT * 0.36 * u), 2.8 * u * way, folded=box.folded)
    two = box.rows >= 2 or y + (BODY + SMALL) * LINE * u <= top + box.height + 2 * u
    for number, line in enumerate(pen.wrap(label, BODY * u, room, most=2 if two else 1, bold=True)):
        last = y + number * BODY * LINE * u
        pen.text((at, last), line, size=BODY * u, bold=True, anchor=anchor)
    rooms = int((top + box.height - last - SMALL * _DESCENT * u) / (SMALL * LINE * u))
    if rooms < len(said):  # in one line as far as it goes, and if not, what says how the lane is to be read
        joined = ", ".join(said)
        said = [joined if pen.measure(joined, SMALL * u) <= room else said[-1]]
    for number, words in enumerate(said, start=1):
        if number <= rooms:
            y = last + number * SMALL * LINE * u
            pen.text((at, y), pen.cut(words, SMALL * u, room), size=SMALL * u, tone="muted", anchor=anchor)


def _fold_sign(pen: Pen, at: tuple[float, float], r: float, *, folded: bool) -> None:
    """Points down, or folded to where the words go on: to the left if the radius is below nought."""
    down = abs(r)
    corners = ((-r, -down), (r, 0.0), (-r, down)) if folded else ((-r, -down * 0.7), (r, -down * 0.7), (0.0, down))
    pen.path((tuple((at[0] + x, at[1] + y) for x, y in corners),), fill="muted", closed=True)
