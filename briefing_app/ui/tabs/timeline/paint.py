"""How the timeline is drawn, the same for screen and exported picture: axis, moments, names of the lanes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from briefing_app.domain.timeline import LaneBox, Tick, axis
from briefing_app.ui.tabs.timeline.marks import paint_marks
from briefing_app.ui.tabs.timeline.scene import Scene
from briefing_app.ui.tabs.timeline.strips import paint_strips
from briefing_app.ui.tabs.timeline.texts import Texts
from briefing_app.words import tr, trn


def paint(painter: QPainter, scene: Scene) -> None:
    """Draws the whole picture."""
    scene.stamps.begin(painter.device().devicePixelRatioF())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), scene.tone("paper"))
    _axis(painter, scene)
    _moments(painter, scene)
    _lanes(painter, scene)
    paint_strips(painter, scene)


# The axis


def _axis(painter: QPainter, scene: Scene) -> None:
    theme, small, bold = scene.theme, scene.small, scene.letters
    ticks = axis(scene.view, scene.plot, room=theme.px(44))
    line = small.height
    upper_y, lower_y = small.ascent + theme.px(2), line + small.ascent + theme.px(4)
    thin, strong = QPen(scene.tone("grid"), 1), QPen(scene.tone("rule"), 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row, top in ((ticks.lower, line + theme.px(4)), (ticks.upper, theme.px(2))):
        for tick in row:
            x = scene.x(tick.day)
            if x >= scene.left:
                painter.setPen(strong if tick.strong or row is ticks.upper else thin)
                painter.drawLine(QPoint(round(x), round(top)), QPoint(round(x), round(scene.height)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(small.font)
    painter.setPen(scene.tone("muted"))
    for tick in ticks.lower:
        _tick_label(painter, scene, tick, lower_y, small, sticky=False)
    painter.setFont(bold.font)
    painter.setPen(scene.tone("ink"))
    for tick in ticks.upper:
        _tick_label(painter, scene, tick, upper_y, bold, sticky=True)


def _upright(painter: QPainter, pen: QPen, x: float, top: float, bottom: float) -> None:
    """Draws an upright line on whole pixels: crisp, and far cheaper than a smoothed one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.drawLine(QPoint(round(x), round(top)), QPoint(round(x), round(bottom)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _tick_label(painter: QPainter, scene: Scene, tick: Tick, y: float, texts: Texts, *, sticky: bool) -> None:
    if not tick.label:
        return
    x = scene.x(tick.day)
    at = (max(x, scene.left) if sticky else x) + scene.theme.px(4)
    laid = texts.laid(tick.label, 1000)
    if (x < scene.left and not sticky) or at + laid.width > min(scene.x(tick.end), scene.width):
        return
    scene.write(painter, texts, at, y, laid)


def _moments(painter: QPainter, scene: Scene) -> None:
    theme = scene.theme
    painter.setFont(theme.font("small"))
    metrics = QFontMetricsF(painter.font())
    taken: list[tuple[float, float]] = []
    for day, text in scene.spec.moments:
        x = scene.x(day + 0.5)
        if not scene.left <= x <= scene.width:
            continue
        dashed = QPen(scene.tone("bad"), 1, Qt.PenStyle.DashLine)
        _upright(painter, dashed, x, scene.top - metrics.height(), scene.height)
        wide = metrics.horizontalAdvance(text) + theme.px(6)
        at = x + theme.px(4) if x + wide <= scene.width else x - wide
        if all(at + wide < a or at > b for a, b in taken):
            painter.drawText(QPointF(at, scene.top - metrics.descent() - theme.px(2)), text)
            taken.append((at, at + wide))


# The lanes


def _lanes(painter: QPainter, scene: Scene) -> None:
    pinned = scene.pinned_height
    for on_top, first in ((False, scene.top + pinned), (True, scene.top)):
        boxes = [box for box in scene.picture.boxes if box.pinned == on_top]
        if not boxes:
            continue
        last = scene.top + pinned if on_top else scene.bottom
        painter.save()
        painter.setClipRect(QRectF(0, first, scene.width, max(0.0, last - first)))
        for box in boxes:
            _lane_name(painter, scene, box)
        painter.setClipRect(QRectF(scene.left, first, scene.plot, max(0.0, last - first)))
        painter.translate(scene.left, 0)
        tops = {box.lane: scene.lane_top(box) for box in boxes}
        heights = {box.lane: box.height for box in boxes}
        paint_marks(painter, scene, tops, heights)
        painter.restore()


def _lane_name(painter: QPainter, scene: Scene, box: LaneBox) -> None:
    theme, top = scene.theme, scene.lane_top(box)
    lane = scene.items.lanes[box.lane]
    if box.lane == scene.lane and scene.focus:
        painter.fillRect(QRectF(0, top, scene.left - theme.px(6), box.height), scene.tone("ground"))
        painter.fillRect(QRectF(0, top, theme.px(2), box.height), scene.tone("focus"))
    painter.setPen(QPen(scene.tone("rule"), 1))
    bottom = top + box.height
    painter.drawLine(QPointF(0, bottom - 0.5), QPointF(scene.width, bottom - 0.5))
    names, small = scene.names, scene.small
    arrow = theme.px(14)
    room = scene.left - arrow - theme.px(12)
    y = last = top + scene.metrics.pad + names.ascent
    _fold_sign(painter, scene, QPointF(theme.px(10), y - names.ascent * 0.36), theme.px(4), box)
    painter.setFont(names.font)
    painter.setPen(scene.tone("ink"))
    for number, line in enumerate(names.lines(lane.label, room, most=1 if box.rows < 2 else 2)):
        last = y + number * names.height
        scene.write(painter, names, arrow + theme.px(4), last, names.laid(line, room))
    words = trn("{n} event", "{n} events", lane.count) + (" · " + tr("pinned") if box.pinned else "")
    if last + small.height <= bottom:
        painter.setFont(small.font)
        painter.setPen(scene.tone("muted"))
        scene.write(painter, small, arrow + theme.px(4), last + small.height, small.laid(words, room))


def _fold_sign(painter: QPainter, scene: Scene, c: QPointF, r: float, box: LaneBox) -> None:
    corners = ((-r, -r), (r, 0), (-r, r)) if box.folded else ((-r, -r * 0.7), (r, -r * 0.7), (0, r))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.tone("muted"))
    painter.drawPolygon([c + QPointF(x, y) for x, y in corners])
