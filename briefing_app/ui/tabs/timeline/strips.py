"""How series under the lanes are drawn: one column for each period, parts of a year dashed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from briefing_app.ui.tabs.timeline.scene import Scene, strip_height


def paint_strips(painter: QPainter, scene: Scene) -> None:
    """Draws the strips with their names."""
    for number, strip in enumerate(scene.spec.strips):
        top = scene.bottom + number * strip_height(scene.theme)
        theme, tall = scene.theme, strip_height(scene.theme)
        painter.save()
        painter.setPen(QPen(theme.colour("rule"), 1))
        painter.drawLine(QPointF(0, top + 0.5), QPointF(scene.width, top + 0.5))
        bold, small = QFontMetricsF(theme.font("body", bold=True)), QFontMetricsF(theme.font("small"))
        room = scene.left - theme.px(14)
        y = top + theme.px(4) + bold.ascent()
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.colour("ink"))
        for line in scene.names.lines(strip.label, room, most=2):
            painter.drawText(QPointF(theme.px(6), y), line)
            y += bold.height()
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QPointF(theme.px(6), y), small.elidedText(strip.unit, Qt.TextElideMode.ElideRight, room))
        painter.setClipRect(QRectF(scene.left, top, scene.plot, tall))
        _strip_values(painter, scene, number, top + theme.px(8), tall - theme.px(10), small)
        painter.restore()


def _strip_values(painter: QPainter, scene: Scene, number: int, top: float, tall: float, small: QFontMetricsF) -> None:
    theme, strip = scene.theme, scene.spec.strips[number]
    reach = (strip.highest - strip.lowest) or 1.0
    zero = top + tall * strip.highest / reach
    taken: list[QRectF] = []
    for value in strip.values:
        x0, x1 = scene.x(value.start), scene.x(value.end + 1)
        if x1 < scene.left or x0 > scene.width:
            continue
        x0, x1 = max(x0 + 1, scene.left - 4), min(max(x1 - 1, x0 + 2), scene.width + 4)
        y = zero - tall * value.value / reach
        box = QRectF(x0, min(y, zero), x1 - x0, max(1.0, abs(zero - y)))
        tone = theme.colour(strip.tone)
        fill = QColor(tone)
        fill.setAlpha(0 if value.part else 50)
        dashed = Qt.PenStyle.DashLine if value.part or value.hollow else Qt.PenStyle.SolidLine
        painter.setPen(QPen(tone, 2.2 if value.ref == scene.selected else 1, dashed))
        painter.setBrush(fill)
        painter.drawRect(box)
        seen = max(x0, scene.left) + theme.px(4)
        label = QRectF(seen, box.bottom() - small.height(), small.horizontalAdvance(value.text), small.height())
        if label.right() <= x1 and not any(label.intersects(other) for other in taken):
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font("small"))
            painter.drawText(QPointF(label.left(), label.bottom() - small.descent()), value.text)
            taken.append(label)
