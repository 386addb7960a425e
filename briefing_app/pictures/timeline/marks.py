"""How events are drawn: dots, bars and dashed spans with the sign of their status, labels, clusters, density."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain.specs import TimelineItem
from briefing_app.domain.timeline import Cluster, LaneBox, Placed, has_gap
from briefing_app.pictures import shapes
from briefing_app.pictures.letters import ASCENT, DESCENT, LINE
from briefing_app.pictures.pen import XY, Dash, Pen
from briefing_app.pictures.timeline.scene import BODY, SMALL, Scene
from briefing_app.translation import grouped

_SHORT = 42.0
"""A bar of fewer points is drawn once and kept."""
_BASE = (ASCENT - DESCENT) / 2
"""How far below the middle of a line its letters stand, as a share of their size."""
_OUT = 20.0


def draw_marks(pen: Pen, scene: Scene, shown: Sequence[LaneBox]) -> None:
    """Draws all marks of some lanes."""
    tops = {box.lane: scene.lane_top(box) for box in shown}
    heights = {box.lane: box.height for box in shown}
    _density(pen, scene, tops, heights)
    item = scene.items.item
    drawn = [(p, item(p.number), tops[p.lane] + p.y) for p in scene.picture.placed if p.lane in tops]
    for placed, event, y in drawn:
        _placed(pen, scene, placed, event, y)
    _labels(pen, scene, [one for one in drawn if one[0].text])
    for cluster in scene.picture.clusters:
        if cluster.lane in tops:
            _cluster(pen, scene, cluster, tops[cluster.lane] + cluster.y)


def _density(pen: Pen, scene: Scene, tops: dict[int, float], heights: dict[int, float]) -> None:
    pad = scene.metrics.pad
    for dense in scene.picture.densities:
        if dense.lane in tops:
            share = (heights[dense.lane] - 2 * pad) / dense.most
            bottom = tops[dense.lane] + heights[dense.lane] - pad
            pen.columns(scene.left, bottom, dense.step, dense.amounts, share=share, fill="muted")


def _cluster(pen: Pen, scene: Scene, cluster: Cluster, y: float) -> None:
    number, u = scene.selected_number, scene.unit
    chosen = number >= 0 and number in cluster.members
    words = grouped(len(cluster.members))
    half, tall = (cluster.x1 - cluster.x0) / 2, SMALL * LINE * u
    tone, fill, width = ("focus", "select", 1.4) if chosen else ("muted", "ground", 0.7)

    def draw(brush: Pen, at: XY) -> None:
        x, middle = at
        brush.box(x - half, middle - tall / 2, 2 * half, tall, tone=tone, fill=fill, width=width * u, corner=tall / 3)
        brush.text((x, middle + SMALL * _BASE * u), words, size=SMALL * u, anchor="middle")

    at = (scene.left + (cluster.x0 + cluster.x1) / 2, y)
    pen.stamp(("cluster", words, round(half, 1), chosen), at, (half + u, tall / 2 + u), draw)


def _placed(pen: Pen, scene: Scene, placed: Placed, item: TimelineItem, y: float) -> None:
    tone = "later" if item.later else item.tone
    chosen, hovered = placed.number == scene.selected_number, scene.hovered is not None and item.ref == scene.hovered
    if chosen or hovered:
        _halo(pen, scene, placed, y, chosen=chosen)
    if placed.others:
        _others(pen, scene, placed, y, tone)
    _mark(pen, scene, placed, item, y, tone)
    if placed.small and len(scene.spec.colours) > 1:  # no letter stands behind it
        _ambition(pen, scene, placed, y, item.tone)
    if has_gap(item) and not placed.small:
        _gap(pen, scene, item, placed, y)
    if item.ref in scene.noted:
        _note(pen, scene, placed, y)


def _labels(pen: Pen, scene: Scene, drawn: Sequence[tuple[Placed, TimelineItem, float]]) -> None:
    """Draws labels, then the letters behind them: changing the font for each would cost as much as drawing."""
    u, left, letters = scene.unit, scene.left, scene.metrics.letters
    size, small = BODY * u, SMALL * u
    behind: list[tuple[str, str, float, float, str]] = []
    for placed, item, y in drawn:
        room = placed.text_width - letters(item.letters)
        words = pen.cut(placed.text, size, room + 0.5)
        wide = pen.measure(words, size)
        base = y + size * _BASE
        x = placed.text_x if placed.text_x > placed.x0 else placed.text_x + max(0.0, room - wide)
        # What runs from top to bottom, such as the document's own day, does not strike a label through.
        halo = "" if placed.inside else "paper"
        pen.text((left + x, base), words, size=size, tone="muted" if item.later else "ink", halo=halo)
        if item.letters:
            behind.append((item.letters, "muted" if item.later else item.tone, left + x + wide + 2.8 * u, base, halo))
    for letter, tone, x, base, halo in behind:
        pen.text((x, base), letter, size=small, tone=tone, bold=True, halo=halo)


def _halo(pen: Pen, scene: Scene, placed: Placed, y: float, *, chosen: bool) -> None:
    u = scene.unit
    air = 2.1 * u
    edges = [placed.x0, placed.x1, *(x for other in placed.others for x in other)]
    if placed.text:
        edges += [placed.text_x, placed.text_x + placed.text_width]
    x0, x1 = max(min(edges), -_OUT * u) - air, min(max(edges), scene.plot + _OUT * u) + air
    tall = scene.metrics.row if placed.text else scene.metrics.base
    tone, fill = ("focus", "select") if chosen else ("", "ground")
    pen.box(scene.left + x0, y - tall / 2, x1 - x0, tall, tone=tone, fill=fill, width=1.1 * u, corner=air)


def _others(pen: Pen, scene: Scene, placed: Placed, y: float, tone: str) -> None:
    """Draws the other dates that sources give: open diamonds or dashed spans on a thin line to the mark."""
    r, u, left = scene.metrics.radius(2), scene.unit, scene.left
    out = _OUT * u
    first, last = min(placed.others[0][0], placed.x0), max(placed.others[-1][1], placed.x1)
    dotted, dashed = _dash(shapes.OTHER, u), _dash(shapes.PART, u)
    for a, b in _around_text(placed, max(first, -out), min(last, scene.plot + out), 2.1 * u):
        pen.line((left + a, y), (left + b, y), tone=tone, width=0.7 * u, dash=dotted)
    for x0, x1 in placed.others:
        if x1 - x0 > 2 * r + 0.5:
            a, b = max(x0, -out), min(x1, scene.plot + out)
            pen.box(left + a, y - r, b - a, 2 * r, tone=tone, fill="paper", width=0.7 * u, dash=dashed)
        pen.stamp(
            ("other", r, tone),
            (left + (x0 + x1) / 2, y),
            (r + u, r + u),
            lambda brush, at: shapes.status(brush, at, "other", tone=tone, r=r),
        )


def _around_text(placed: Placed, first: float, last: float, air: float) -> list[tuple[float, float]]:
    """Returns the pieces of a line that leave the label of its event free."""
    a, b = placed.text_x - air, placed.text_x + placed.text_width + air
    if not placed.text or b <= first or a >= last:
        return [(first, last)]
    return [(start, end) for start, end in ((first, a), (b, last)) if end > start]


def _dash(dash: Dash, unit: float) -> Dash:
    return tuple(length * unit for length in dash)


def _mark(pen: Pen, scene: Scene, placed: Placed, item: TimelineItem, y: float, tone: str) -> None:
    metrics, u, left = scene.metrics, scene.unit, scene.left
    r = metrics.radius(1 if placed.small else item.weight)
    x0, x1 = placed.x0, placed.x1
    if item.exact and x1 - x0 <= 2 * metrics.radius(item.weight) + 0.5:
        _sign(pen, item.status, (left + (x0 + x1) / 2, y), r, tone, u)
        return
    x0, x1 = max(x0, -_OUT * u), min(x1, scene.plot + _OUT * u)
    tall = metrics.row * 0.84 if placed.inside else (1.8 * r if placed.small else 1.6 * r)
    if not item.exact:
        x1 = max(x1, x0 + 2.5 * r)
    wide, solid = x1 - x0, item.status == "occurred" and not placed.inside
    if wide < _SHORT * u:
        pen.stamp(
            ("bar", round(wide), tall, item.exact, solid, tone),
            (left + (x0 + x1) / 2, y),
            (wide / 2 + u, tall / 2 + u),
            lambda brush, at: _bar(brush, at, wide, tall, tone, u, exact=item.exact, solid=solid),
        )
    else:
        _bar(pen, (left + (x0 + x1) / 2, y), wide, tall, tone, u, exact=item.exact, solid=solid)
    if placed.inside:
        r = metrics.radius(2)
        _sign(pen, item.status, (left + placed.text_x - metrics.gap / 2 - r, y), r, tone, u)
    elif item.status not in ("occurred", "ongoing") and wide > 4 * r:
        _sign(pen, item.status, (left + (x0 + x1) / 2, y), min(r, tall / 2), tone, u)


def _ambition(pen: Pen, scene: Scene, placed: Placed, y: float, tone: str) -> None:
    """Draws the strokes that tell the ambition of a mark without a label."""
    if tone not in shapes.STROKES:
        return
    u, r = scene.unit, scene.metrics.radius(1)
    x = scene.left + (max(placed.x0, 0.0) + min(placed.x1, scene.plot)) / 2
    far = r + (shapes.STROKE + 2) * u
    pen.stamp(
        ("ambition", r, tone), (x, y), (far, far), lambda brush, at: shapes.ambition(brush, at, tone, r=r, unit=u)
    )


def _bar(pen: Pen, at: XY, wide: float, tall: float, tone: str, u: float, *, exact: bool, solid: bool) -> None:
    """Draws what lasted as a bar, and what is not known to the day as a dashed frame."""
    x, y = at[0] - wide / 2, at[1] - tall / 2
    if not exact:
        pen.box(x, y, wide, tall, tone=tone, width=0.9 * u, dash=_dash(shapes.PART, u))
        return
    corner = min(2.0 * u, tall / 2) if wide < _SHORT * u else 0.0
    pen.box(x, y, wide, tall, fill=tone, fade=1.0 if solid else 0.2, corner=corner)
    if not solid:
        pen.box(x, y, wide, tall, tone=tone, width=0.8 * u, corner=corner)


def _sign(pen: Pen, status: str, at: XY, r: float, tone: str, u: float) -> None:
    pen.stamp(
        (status, r, tone),
        at,
        (1.25 * r + u, r + u),
        lambda brush, middle: shapes.status(brush, middle, status, tone=tone, r=r),
    )


def _gap(pen: Pen, scene: Scene, item: TimelineItem, placed: Placed, y: float) -> None:
    """Draws the lag between happening and becoming known as a dotted line to the day of becoming known."""
    u, left = scene.unit, scene.left
    x = scene.view.x(item.known + 0.5, scene.plot)
    start = max(placed.x1, 0.0)
    if x - start < 2.8 * u:
        return
    line = y + scene.metrics.row * 0.44
    end = min(x, scene.plot)
    pen.line((left + start, line), (left + end, line), tone="muted", width=0.8 * u, dash=_dash(shapes.OTHER, u))
    if x <= scene.plot:
        pen.line((left + x, line - 2.8 * u), (left + x, line + 0.7 * u), tone="muted", width=u)


def _note(pen: Pen, scene: Scene, placed: Placed, y: float) -> None:
    """Draws the corner that marks an entry with notes."""
    u = scene.unit
    d = 3.5 * u
    x = scene.left + (placed.x1 if placed.x1 - placed.x0 < 28 * u else max(placed.x0, 0.0) + d)
    top = y - scene.metrics.radius(3) - 0.7 * u
    pen.path((((x - d, top), (x + u, top), (x + u, top + d)),), tone="paper", fill="note", width=0.7 * u, closed=True)
