"""How items are drawn: dots, bars and dashed spans with the sign of their status, labels, clusters, density."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from briefing_app.domain.specs import TimelineItem
from briefing_app.domain.timeline import Cluster, Placed, has_gap
from briefing_app.domain.wording import sign_of
from briefing_app.ui.tabs.timeline.scene import Scene

_LETTERS = {key: sign_of("ambition", key).sign for key in ("A", "B", "both")}
_LATER = 175
"""How strongly a mark is drawn whose event became known later: lighter, yet three times apart from the paper."""
_SHORT = 60
"""A bar of fewer pixels is drawn once and put down as a small picture."""
_BARS = 40_000
"""Columns of density kept from frame to frame."""


def paint_marks(painter: QPainter, scene: Scene, tops: dict[int, float], heights: dict[int, float]) -> None:
    """Draws all marks of some lanes; the painter's nought lies where the axis begins.

    Args:
        painter: The painter.
        scene: What is drawn.
        tops: Where each lane begins.
        heights: How tall each lane is.
    """
    picture, item = scene.picture, scene.items.item
    _density(painter, scene, tops, heights)
    drawn = [(p, item(p.number), tops[p.lane] + p.y) for p in picture.placed if p.lane in tops]
    for placed, event, y in drawn:
        _placed(painter, scene, placed, event, y)
    _labels(painter, scene, [one for one in drawn if one[0].text])
    for cluster in picture.clusters:
        if cluster.lane in tops:
            _cluster(painter, scene, cluster, tops[cluster.lane] + cluster.y)


def _cluster(painter: QPainter, scene: Scene, cluster: Cluster, y: float) -> None:
    number = scene.selected_number
    chosen = number >= 0 and number in cluster.members
    words = f"{len(cluster.members):,}"
    tall = scene.small.height
    half = ((cluster.x1 - cluster.x0) / 2, tall / 2)
    centre = QPointF((cluster.x0 + cluster.x1) / 2, y)

    def draw(brush: QPainter, middle: QPointF) -> None:
        box = QRectF(middle.x() - half[0], middle.y() - half[1], 2 * half[0], tall)
        brush.setPen(QPen(scene.tone("focus" if chosen else "muted"), 2 if chosen else 1))
        brush.setBrush(scene.tone("select" if chosen else "ground"))
        brush.drawRoundedRect(box, tall / 3, tall / 3)
        brush.setPen(scene.tone("ink"))
        brush.setFont(scene.small.font)
        brush.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    _stamped(painter, scene, ("cluster", words, chosen), centre, half, draw)


def _stamped(
    painter: QPainter,
    scene: Scene,
    key: tuple[object, ...],
    centre: QPointF,
    half: tuple[float, float],
    draw: Callable[[QPainter, QPointF], None],
) -> None:
    """Puts down a small picture made once; exported pictures get the shapes themselves."""
    if scene.joined:
        draw(painter, centre)
    else:
        scene.stamps.put(painter, key, centre, half, draw)


def _density(painter: QPainter, scene: Scene, tops: dict[int, float], heights: dict[int, float]) -> None:
    pad = scene.metrics.pad
    shown = [dense for dense in scene.picture.densities if dense.lane in tops]
    if not shown:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.tone("muted"))
    for dense in shown:
        share, step = (heights[dense.lane] - 2 * pad) / dense.most, dense.step
        bars = scene.bars.setdefault(step, {})
        if len(bars) > _BARS:
            bars.clear()
        known = bars.get
        keys = [(n << 16) + int(amount * share) + 1 for n, amount in enumerate(dense.amounts) if amount]
        bottom = int(tops[dense.lane] + heights[dense.lane] - pad)
        painter.translate(0, bottom)
        painter.drawRects([known(key) or _bar_of(bars, key, step) for key in keys])
        painter.translate(0, -bottom)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _bar_of(bars: dict[int, QRect], key: int, step: float) -> QRect:
    """Makes a column of density once; its key is its number and, in the lower bits, its height."""
    number, tall = key >> 16, key & 0xFFFF
    bars[key] = QRect(int(number * step), -tall, max(1, int(step) - 1), tall)
    return bars[key]


def _placed(painter: QPainter, scene: Scene, placed: Placed, item: TimelineItem, y: float) -> None:
    tone = scene.tone("muted", _LATER) if item.later else scene.tone(item.ambition)
    chosen, hovered = placed.number == scene.selected_number, item.ref == scene.hovered
    if chosen or hovered:
        _halo(painter, scene, placed, y, chosen=chosen)
    if placed.others:
        _others(painter, scene, placed, y, tone)
    _mark(painter, scene, placed, item, y, tone)
    if has_gap(item) and not placed.small:
        _gap(painter, scene, item, placed, y)
    if item.ref in scene.noted:
        _note(painter, scene, placed, y)


def _labels(painter: QPainter, scene: Scene, drawn: Sequence[tuple[Placed, TimelineItem, float]]) -> None:
    """Draws labels, then the letters behind them: changing the font for each would cost as much as drawing."""
    labels, letters, gap = scene.labels, scene.letters, scene.theme.px(4)
    ink, muted = scene.tone("ink"), scene.tone("muted")
    behind: list[tuple[str, QColor, float, float]] = []
    painter.setFont(labels.font)
    for placed, item, y in drawn:
        letter = _LETTERS.get(item.ambition, "")
        room = placed.text_width - scene.metrics.letters.get(item.ambition, 0.0)
        laid = labels.laid(placed.text, room)
        base = y + labels.ascent / 2 - labels.descent / 2
        x = placed.text_x if placed.text_x > placed.x0 else placed.text_x + max(0.0, room - laid.width)
        painter.setPen(muted if item.later else ink)
        scene.write(painter, labels, x, base, laid, behind=letter)
        if letter:
            behind.append((letter, muted if item.later else scene.tone(item.ambition), x + laid.width + gap, base))
    if scene.joined:
        return
    painter.setFont(letters.font)
    for letter, tone, x, base in behind:
        painter.setPen(tone)
        letters.draw(painter, x, base, letters.laid(letter, 100))


def _halo(painter: QPainter, scene: Scene, placed: Placed, y: float, *, chosen: bool) -> None:
    air = scene.theme.px(3)
    edges = [placed.x0, placed.x1, *(x for other in placed.others for x in other)]
    if placed.text:
        edges += [placed.text_x, placed.text_x + placed.text_width]
    x0, x1 = max(min(edges), -30.0) - air, min(max(edges), scene.plot + 30.0) + air
    tall = scene.metrics.row if placed.text else scene.metrics.base
    painter.setPen(QPen(scene.tone("focus"), 1.5) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(scene.tone("select" if chosen else "ground"))
    painter.drawRoundedRect(QRectF(x0, y - tall / 2, x1 - x0, tall), air, air)


def _others(painter: QPainter, scene: Scene, placed: Placed, y: float, tone: QColor) -> None:
    """Draws the other dates that sources give: open diamonds or dashed spans on a thin line to the mark."""
    r = scene.metrics.radius(2)
    first = min(placed.others[0][0], placed.x0)
    last = max(placed.others[-1][1], placed.x1)
    painter.setPen(QPen(tone, 1, Qt.PenStyle.DotLine))
    for a, b in _around_text(placed, max(first, -20.0), min(last, scene.plot + 20.0), scene.theme.px(3)):
        painter.drawLine(QPointF(a, y), QPointF(b, y))
    for x0, x1 in placed.others:
        if x1 - x0 > 2 * r + 0.5:
            painter.setPen(QPen(tone, 1, Qt.PenStyle.DashLine))
            painter.setBrush(scene.tone("paper"))
            painter.drawRect(QRectF(max(x0, -20.0), y - r, min(x1, scene.plot + 20.0) - max(x0, -20.0), 2 * r))
        key = ("other", r, tone.rgba())
        _stamped(
            painter, scene, key, QPointF((x0 + x1) / 2, y), (r + 1, r + 1), lambda p, c: _diamond(p, scene, c, tone)
        )


def _around_text(placed: Placed, first: float, last: float, air: float) -> list[tuple[float, float]]:
    """Returns the pieces of a line that leave the label of its event free."""
    a, b = placed.text_x - air, placed.text_x + placed.text_width + air
    if not placed.text or b <= first or a >= last:
        return [(first, last)]
    return [(start, end) for start, end in ((first, a), (b, last)) if end > start]


def _diamond(painter: QPainter, scene: Scene, c: QPointF, tone: QColor) -> None:
    r = scene.metrics.radius(2)
    painter.setPen(QPen(tone, 1.3))
    painter.setBrush(scene.tone("paper"))
    painter.drawPolygon([c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)])


def _mark(painter: QPainter, scene: Scene, placed: Placed, item: TimelineItem, y: float, tone: QColor) -> None:
    r = scene.metrics.radius(1 if placed.small else item.weight)
    x0, x1 = placed.x0, placed.x1
    if item.exact and x1 - x0 <= 2 * scene.metrics.radius(item.weight) + 0.5:
        _sign(painter, scene, item.status, QPointF((x0 + x1) / 2, y), r, tone)
        return
    x0, x1 = max(x0, -20.0), min(x1, scene.plot + 20.0)
    tall = scene.metrics.row * 0.84 if placed.inside else (1.8 * r if placed.small else 1.6 * r)
    if not item.exact:
        x1 = max(x1, x0 + 2.5 * r)
    wide, solid = x1 - x0, item.status == "occurred" and not placed.inside
    if wide < _SHORT:
        key = ("bar", round(wide), tall, item.exact, solid, tone.rgba())

        def draw(brush: QPainter, c: QPointF) -> None:
            _bar(brush, QRectF(c.x() - wide / 2, c.y() - tall / 2, wide, tall), tone, exact=item.exact, solid=solid)

        _stamped(painter, scene, key, QPointF((x0 + x1) / 2, y), (wide / 2 + 1, tall / 2 + 1), draw)
    else:
        # Long edges on whole pixels cost little without smoothing, and they stay crisp.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        whole = QRectF(QRectF(x0, y - tall / 2, wide, tall).toAlignedRect())
        _bar(painter, whole, tone, exact=item.exact, solid=solid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if placed.inside:
        r = scene.metrics.radius(2)
        _sign(painter, scene, item.status, QPointF(placed.text_x - scene.metrics.gap / 2 - r, y), r, tone)
    elif item.status not in ("occurred", "ongoing") and wide > 4 * r:
        _sign(painter, scene, item.status, QPointF((x0 + x1) / 2, y), min(r, tall / 2), tone)


def _bar(painter: QPainter, box: QRectF, tone: QColor, *, exact: bool, solid: bool) -> None:
    """Draws what lasted as a bar, and what is not known to the day as a dashed frame."""
    if exact:
        fill = QColor(tone)
        fill.setAlpha(tone.alpha() if solid else tone.alpha() // 5)
        painter.setPen(QPen(tone, 1.2 if box.width() < _SHORT else 1))
        painter.setBrush(fill)
        corner = min(3.0, box.height() / 2)
        if box.width() < _SHORT:
            painter.drawRoundedRect(box, corner, corner)
        else:
            painter.drawRect(box)
        return
    pen = QPen(tone, 1.4 if box.width() < _SHORT else 1.0, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.2, 1.6] if box.width() < _SHORT else [4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _sign(painter: QPainter, scene: Scene, status: str, centre: QPointF, r: float, tone: QColor) -> None:
    _stamped(
        painter,
        scene,
        (status, r, tone.rgba()),
        centre,
        (r + 1, r + 1),
        lambda brush, c: sign(brush, status, c, r, tone, scene.tone("paper")),
    )


def sign(painter: QPainter, status: str, centre: QPointF, r: float, tone: QColor, paper: QColor) -> None:
    """Draws the sign of a status: the same shapes as the glyphs beside its word."""
    draw = _SIGNS.get(status, _disc)
    draw(painter, centre, r, tone, paper)


def _disc(painter: QPainter, c: QPointF, r: float, tone: QColor, _paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    painter.drawEllipse(c, r, r)


def _ring(painter: QPainter, c: QPointF, r: float, tone: QColor, paper: QColor) -> None:
    wide = max(1.4, r * 0.32)
    painter.setPen(QPen(tone, wide))
    painter.setBrush(paper)
    painter.drawEllipse(c, r - wide / 2, r - wide / 2)


def _half(painter: QPainter, c: QPointF, r: float, tone: QColor, paper: QColor) -> None:
    _ring(painter, c, r, tone, paper)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    painter.drawPie(QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r), 90 * 16, -180 * 16)


def _lines(painter: QPainter, tone: QColor, r: float, *strokes: tuple[QPointF, ...]) -> None:
    painter.setPen(
        QPen(tone, max(1.8, r * 0.45), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        painter.drawPolyline(list(stroke))


def _check(painter: QPainter, c: QPointF, r: float, tone: QColor, _paper: QColor) -> None:
    points = (QPointF(-0.9 * r, 0.1 * r), QPointF(-0.25 * r, 0.8 * r), QPointF(r, -0.8 * r))
    _lines(painter, tone, r, tuple(c + p for p in points))


def _cross(painter: QPainter, c: QPointF, r: float, tone: QColor, _paper: QColor) -> None:
    d = 0.8 * r
    one = (c + QPointF(-d, -d), c + QPointF(d, d))
    _lines(painter, tone, r, one, (c + QPointF(-d, d), c + QPointF(d, -d)))


def _arrow(painter: QPainter, c: QPointF, r: float, tone: QColor, _paper: QColor) -> None:
    tip = c + QPointF(r, 0)
    head = (tip + QPointF(-0.8 * r, -0.7 * r), tip, tip + QPointF(-0.8 * r, 0.7 * r))
    _lines(painter, tone, r, (c + QPointF(-r, 0), tip), head)


_SIGNS: dict[str, Callable[[QPainter, QPointF, float, QColor, QColor], None]] = {
    "occurred": _disc,
    "announced": _ring,
    "signed": _half,
    "delivered": _check,
    "missed": _cross,
    "ongoing": _arrow,
}


def _gap(painter: QPainter, scene: Scene, item: TimelineItem, placed: Placed, y: float) -> None:
    """Draws the lag between happening and becoming known as a dotted line to the day of becoming known."""
    x = scene.view.x(item.known + 0.5, scene.plot)
    start = max(placed.x1, 0.0)
    if x - start < scene.theme.px(4):
        return
    line = y + scene.metrics.row * 0.44
    colour = scene.tone("muted")
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(start, line), QPointF(min(x, scene.plot), line))
    if x <= scene.plot:
        painter.setPen(QPen(colour, 1.4))
        painter.drawLine(QPointF(x, line - scene.theme.px(4)), QPointF(x, line + 1))


def _note(painter: QPainter, scene: Scene, placed: Placed, y: float) -> None:
    """Draws the corner that marks an entry with notes."""
    d = scene.theme.px(5)
    x, top = placed.x1 if placed.x1 - placed.x0 < 40 else max(placed.x0, 0) + d, y - scene.metrics.radius(3) - 1
    painter.setPen(QPen(scene.tone("paper"), 1))
    painter.setBrush(scene.tone("note"))
    painter.drawPolygon([QPointF(x - d, top), QPointF(x + 1, top), QPointF(x + 1, top + d + 1)])
