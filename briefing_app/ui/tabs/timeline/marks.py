"""How items are drawn: dots, bars and dashed spans with the sign of their status, labels, clusters, density."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from briefing_app.domain.specs import TimelineItem
from briefing_app.domain.timeline import Cluster, Placed
from briefing_app.domain.wording import sign_of
from briefing_app.ui.tabs.timeline.scene import Scene

GAP_DAYS = 30
"""A lag of at least so many days between happening and becoming known is drawn."""


def paint_marks(painter: QPainter, scene: Scene, tops: dict[int, float], heights: dict[int, float]) -> None:
    """Draws all marks of some lanes; the painter's nought lies where the axis begins.

    Args:
        painter: The painter.
        scene: What is drawn.
        tops: Where each lane begins.
        heights: How tall each lane is.
    """
    picture = scene.picture
    _density(painter, scene, tops, heights)
    for placed in picture.placed:
        if placed.lane in tops:
            _placed(painter, scene, placed, tops[placed.lane] + placed.y)
    for cluster in picture.clusters:
        if cluster.lane in tops:
            _cluster(painter, scene, cluster, tops[cluster.lane] + cluster.y)


def _cluster(painter: QPainter, scene: Scene, cluster: Cluster, y: float) -> None:
    theme, counts = scene.theme, scene.counts
    tall = counts.ascent + counts.descent
    chosen = scene.selected is not None and any(scene.items.item(n).ref == scene.selected for n in cluster.members)
    box = QRectF(cluster.x0, y - tall / 2, cluster.x1 - cluster.x0, tall)
    painter.setPen(QPen(scene.tone("focus" if chosen else "muted"), 2 if chosen else 1))
    painter.setBrush(scene.tone("select" if chosen else "ground"))
    painter.drawRoundedRect(box, tall / 3, tall / 3)
    painter.setPen(scene.tone("ink"))
    words = f"{len(cluster.members):,}"
    if scene.joined:
        painter.setFont(theme.font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return
    laid = counts.laid(words, 1000)
    counts.draw(painter, box.center().x() - laid.width / 2, y - tall / 2 + counts.ascent, laid)


def _density(painter: QPainter, scene: Scene, tops: dict[int, float], heights: dict[int, float]) -> None:
    pad, bars = scene.metrics.pad, []
    for dense in scene.picture.densities:
        if dense.lane not in tops:
            continue
        bottom = int(tops[dense.lane] + heights[dense.lane] - pad)
        share = (heights[dense.lane] - 2 * pad) / dense.most
        wide = max(1, int(dense.step) - 1)
        step = dense.step
        bars += [
            QRect(int(number * step), bottom - tall, wide, tall)
            for number, tall in enumerate([int(amount * share) + 1 if amount else 0 for amount in dense.amounts])
            if tall
        ]
    if not bars:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.theme.colour("muted"))
    painter.drawRects(bars)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _placed(painter: QPainter, scene: Scene, placed: Placed, y: float) -> None:
    item = scene.items.item(placed.number)
    tone = scene.tone("muted", 120) if item.later else scene.tone(item.ambition)
    chosen, hovered = item.ref == scene.selected, item.ref == scene.hovered
    if chosen or hovered:
        _halo(painter, scene, placed, y, chosen=chosen)
    _mark(painter, scene, placed, item, y, tone)
    if item.known and item.known - item.end >= GAP_DAYS and not placed.small:
        _gap(painter, scene, item, placed, y)
    if item.ref in scene.noted:
        _note(painter, scene, placed, y)
    if not placed.text:
        return
    _label(painter, scene, placed, item, y)


def _label(painter: QPainter, scene: Scene, placed: Placed, item: TimelineItem, y: float) -> None:
    theme, labels = scene.theme, scene.labels
    letter = sign_of("ambition", item.ambition).sign
    room = placed.text_width - scene.metrics.letters.get(item.ambition, 0.0)
    laid = labels.laid(placed.text, room)
    base = y + labels.ascent / 2 - labels.descent / 2
    x = placed.text_x if placed.text_x > placed.x0 else placed.text_x + max(0.0, room - laid.width)
    painter.setPen(scene.tone("muted" if item.later else "ink"))
    if scene.joined:
        painter.setFont(theme.font("body"))
        painter.drawText(QPointF(x, base), f"{laid.text}  {letter}".rstrip())
        return
    labels.draw(painter, x, base, laid)
    if letter:
        painter.setPen(scene.tone(item.ambition, 150 if item.later else 255))
        scene.letters.draw(painter, x + laid.width + theme.px(4), base, scene.letters.laid(letter, 100))


def _halo(painter: QPainter, scene: Scene, placed: Placed, y: float, *, chosen: bool) -> None:
    theme, air = scene.theme, scene.theme.px(3)
    x0 = min(placed.x0, placed.text_x if placed.text else placed.x0) - air
    x1 = max(placed.x1, placed.text_x + placed.text_width if placed.text else placed.x1) + air
    tall = scene.metrics.row if placed.text else scene.metrics.base
    painter.setPen(QPen(theme.colour("focus"), 1.5) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("select" if chosen else "ground"))
    painter.drawRoundedRect(QRectF(x0, y - tall / 2, x1 - x0, tall), air, air)


def _mark(painter: QPainter, scene: Scene, placed: Placed, item: TimelineItem, y: float, tone: QColor) -> None:
    r = scene.metrics.radius(1 if placed.small else item.weight)
    x0, x1 = placed.x0, placed.x1
    if x1 - x0 <= 2 * scene.metrics.radius(item.weight) + 0.5 and item.exact:
        _dot(painter, scene, item.status, QPointF((x0 + x1) / 2, y), r, tone)
        return
    x0, x1 = max(x0, -20.0), min(x1, scene.plot + 20.0)
    tall = scene.metrics.row * 0.84 if placed.inside else (1.8 * r if placed.small else 1.6 * r)
    if not item.exact:
        x1 = max(x1, x0 + 2.5 * r)
    bar = QRectF(x0, y - tall / 2, x1 - x0, tall)
    if item.exact:
        fill = QColor(tone)
        solid = item.status == "occurred" and not placed.inside
        fill.setAlpha(tone.alpha() if solid else tone.alpha() // 5)
        painter.setPen(QPen(tone, 1.2))
        painter.setBrush(fill)
    else:
        pen = QPen(tone, 1.4 if x1 - x0 < 60 else 1.0, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.2, 1.6] if x1 - x0 < 60 else [4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if item.exact:
        painter.drawRoundedRect(bar, min(3.0, tall / 2), min(3.0, tall / 2))
    else:
        # Long dashes are many: one pixel wide and not smoothed they cost little, and they stay crisp.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, bar.width() < 60)
        painter.drawRect(bar if bar.width() < 60 else bar.toAlignedRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if placed.inside:
        r = scene.metrics.radius(2)
        centre = QPointF(placed.text_x - scene.metrics.gap / 2 - r, y)
        sign(painter, item.status, centre, r, tone, scene.tone("paper"))
    elif item.status not in ("occurred", "ongoing") and bar.width() > 4 * r:
        sign(painter, item.status, bar.center(), min(r, tall / 2), tone, scene.tone("paper"))


def _dot(painter: QPainter, scene: Scene, status: str, centre: QPointF, r: float, tone: QColor) -> None:
    """Draws the sign of a status from a stamp made once; exported pictures get the shapes themselves."""
    if scene.joined:
        sign(painter, status, centre, r, tone, scene.tone("paper"))
        return
    ratio = painter.device().devicePixelRatioF()
    key = (status, r, tone.rgba(), ratio)
    stamp = scene.stamps.get(key)
    half = math.ceil(r) + 2
    if stamp is None:
        stamp = QPixmap(round(2 * half * ratio), round(2 * half * ratio))
        stamp.setDevicePixelRatio(ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        inner = QPainter(stamp)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        sign(inner, status, QPointF(half, half), r, tone, scene.tone("paper"))
        inner.end()
        scene.stamps[key] = stamp
    painter.drawPixmap(QPointF(centre.x() - half, centre.y() - half), stamp)


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
    colour = scene.theme.colour("muted")
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
    painter.setBrush(scene.theme.colour("note"))
    painter.drawPolygon([QPointF(x - d, top), QPointF(x + 1, top), QPointF(x + 1, top + d + 1)])
