"""How the timeline is drawn: one function for each part, the same for screen and exported picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import ItemSet, LaneBox, Metrics, Picture, Placed, View, axis
from briefing_app.domain.wording import sign_of
from briefing_app.ui.theme import Theme
from briefing_app.words import tr, trn

GAP_DAYS = 30
"""A lag of at least so many days between happening and becoming known is drawn."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """What is drawn, and where. ``left`` is the width of the lanes' names, ``top`` and ``bottom`` end the lanes."""

    spec: TimelineSpec
    items: ItemSet
    picture: Picture
    view: View
    theme: Theme
    metrics: Metrics
    width: float
    height: float
    left: float
    top: float
    bottom: float
    scroll: float = 0.0
    selected: Ref | None = None
    hovered: Ref | None = None
    lane: int = -1
    focus: bool = False
    noted: frozenset[Ref] = frozenset()

    @property
    def plot(self) -> float:
        """Width of the lanes without their names."""
        return max(1.0, self.width - self.left)

    def x(self, day: float) -> float:
        """Where a day stands on the widget."""
        return self.left + self.view.x(day, self.plot)

    def lane_top(self, box: LaneBox) -> float:
        """Where a lane begins on the widget."""
        return self.top + box.top - (0.0 if box.pinned else self.scroll)

    @property
    def pinned_height(self) -> float:
        """Height of the lanes that stay on top."""
        return sum(box.height for box in self.picture.boxes if box.pinned)


def paint(painter: QPainter, scene: Scene) -> None:
    """Draws the whole picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), scene.theme.colour("paper"))
    _axis(painter, scene)
    _moments(painter, scene)
    _lanes(painter, scene)
    _strips(painter, scene)


# The axis


def _axis(painter: QPainter, scene: Scene) -> None:
    theme = scene.theme
    ticks = axis(scene.view, scene.plot, room=theme.px(44))
    small, metrics = theme.font("small"), QFontMetricsF(theme.font("small"))
    line = metrics.height()
    upper_y, lower_y = metrics.ascent() + theme.px(2), line + metrics.ascent() + theme.px(4)
    painter.setFont(small)
    thin, strong = QPen(theme.colour("grid"), 1), QPen(theme.colour("rule"), 1)
    for tick in ticks.lower:
        x = scene.x(tick.day)
        if x >= scene.left:
            painter.setPen(strong if tick.strong else thin)
            painter.drawLine(QPointF(x, line + theme.px(4)), QPointF(x, scene.height))
        _tick_label(painter, scene, tick.label, x, scene.x(tick.end), lower_y, metrics, tone="muted", sticky=False)
    painter.setFont(theme.font("small", bold=True))
    bold = QFontMetricsF(theme.font("small", bold=True))
    for tick in ticks.upper:
        x = scene.x(tick.day)
        if x >= scene.left:
            painter.setPen(strong)
            painter.drawLine(QPointF(x, theme.px(2)), QPointF(x, scene.height))
        _tick_label(painter, scene, tick.label, x, scene.x(tick.end), upper_y, bold, tone="ink", sticky=True)


def _tick_label(
    painter: QPainter,
    scene: Scene,
    text: str,
    x: float,
    end: float,
    y: float,
    metrics: QFontMetricsF,
    *,
    tone: str,
    sticky: bool,
) -> None:
    air = scene.theme.px(4)
    at = max(x, scene.left) if sticky else x
    wide = metrics.horizontalAdvance(text)
    if at < scene.left or at + air + wide > min(end, scene.width):
        return
    painter.setPen(scene.theme.colour(tone))
    painter.drawText(QPointF(at + air, y), text)


def _moments(painter: QPainter, scene: Scene) -> None:
    theme = scene.theme
    painter.setFont(theme.font("small"))
    metrics = QFontMetricsF(painter.font())
    taken: list[tuple[float, float]] = []
    for day, text in scene.spec.moments:
        x = scene.x(day + 0.5)
        if not scene.left <= x <= scene.width:
            continue
        painter.setPen(QPen(theme.colour("bad"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, scene.top - metrics.height()), QPointF(x, scene.height))
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
        _marks(painter, scene, tops, heights)
        painter.restore()


def _lane_name(painter: QPainter, scene: Scene, box: LaneBox) -> None:
    theme, top = scene.theme, scene.lane_top(box)
    lane = scene.items.lanes[box.lane]
    if box.lane == scene.lane and scene.focus:
        painter.fillRect(QRectF(0, top, scene.left - theme.px(6), box.height), theme.colour("ground"))
        painter.fillRect(QRectF(0, top, theme.px(2), box.height), theme.colour("focus"))
    painter.setPen(QPen(theme.colour("rule"), 1))
    bottom = top + box.height
    painter.drawLine(QPointF(0, bottom - 0.5), QPointF(scene.width, bottom - 0.5))
    bold = theme.font("body", bold=True)
    metrics = QFontMetricsF(bold)
    arrow = theme.px(14)
    room = scene.left - arrow - theme.px(12)
    y = top + scene.metrics.pad + metrics.ascent()
    _fold_sign(painter, QPointF(theme.px(10), y - metrics.ascent() * 0.36), theme.px(4), box, theme)
    painter.setFont(bold)
    painter.setPen(theme.colour("ink"))
    for number, line in enumerate(_two_lines(lane.label, metrics, room, most=1 if box.rows < 2 else 2)):
        painter.drawText(QPointF(arrow + theme.px(4), y + number * metrics.height()), line)
        last = y + number * metrics.height()
    small = QFontMetricsF(theme.font("small"))
    words = trn("{n} event", "{n} events", lane.count) + (" · " + tr("pinned") if box.pinned else "")
    if last + small.height() <= bottom:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QPointF(arrow + theme.px(4), last + small.height()), words)


def _fold_sign(painter: QPainter, c: QPointF, r: float, box: LaneBox, theme: Theme) -> None:
    corners = ((-r, -r), (r, 0), (-r, r)) if box.folded else ((-r, -r * 0.7), (r, -r * 0.7), (0, r))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("muted"))
    painter.drawPolygon([c + QPointF(x, y) for x, y in corners])


def _two_lines(text: str, metrics: QFontMetricsF, room: float, *, most: int) -> list[str]:
    if most < 2 or metrics.horizontalAdvance(text) <= room:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)]
    first = ""
    words = text.split(" ")
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)]
    return [first, metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, room)]


def _marks(painter: QPainter, scene: Scene, tops: dict[int, float], heights: dict[int, float]) -> None:
    theme, picture = scene.theme, scene.picture
    label_font, small_font = theme.font("body"), theme.font("small")
    metrics, small = QFontMetricsF(label_font), QFontMetricsF(small_font)
    for column in picture.columns:
        if column.lane in tops:
            room = heights[column.lane] - 2 * scene.metrics.pad
            tall = max(1.5, column.share * room)
            bottom = tops[column.lane] + heights[column.lane] - scene.metrics.pad
            painter.fillRect(
                QRectF(column.x0, bottom - tall, max(1.0, column.x1 - column.x0 - 1), tall), theme.colour("muted")
            )
    for placed in picture.placed:
        if placed.lane in tops:
            _placed(painter, scene, placed, tops[placed.lane] + placed.y, metrics)
    painter.setFont(small_font)
    for cluster in picture.clusters:
        if cluster.lane not in tops:
            continue
        y, tall = tops[cluster.lane] + cluster.y, small.height()
        refs = {scene.items.item(n).ref for n in cluster.members} if scene.selected or scene.hovered else set()
        chosen = scene.selected in refs
        box = QRectF(cluster.x0, y - tall / 2, cluster.x1 - cluster.x0, tall)
        painter.setPen(QPen(theme.colour("focus" if chosen else "muted"), 2 if chosen else 1))
        painter.setBrush(theme.colour("select" if chosen else "ground"))
        painter.drawRoundedRect(box, tall / 3, tall / 3)
        painter.setPen(theme.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{len(cluster.members):,}")


def _placed(painter: QPainter, scene: Scene, placed: Placed, y: float, metrics: QFontMetricsF) -> None:
    theme, item = scene.theme, scene.items.item(placed.number)
    tone = theme.colour(item.ambition if not item.later else "muted")
    if item.later:
        tone.setAlpha(120)
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
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("muted" if item.later else "ink"))
    letter = sign_of("ambition", item.ambition).sign
    room = placed.text_width - scene.metrics.letters.get(item.ambition, 0.0)
    text = metrics.elidedText(placed.text, Qt.TextElideMode.ElideRight, room + 0.5)
    base = y + metrics.ascent() / 2 - metrics.descent() / 2
    wide = metrics.horizontalAdvance(text)
    x = placed.text_x if placed.text_x > placed.x0 else placed.text_x + max(0.0, room - wide)
    painter.drawText(QPointF(x, base), text)
    if letter:
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.colour(item.ambition, alpha=150 if item.later else 255))
        painter.drawText(QPointF(x + wide + theme.px(4), base), letter)


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
        sign(painter, item.status, QPointF((x0 + x1) / 2, y), r, tone, scene.theme.colour("paper"))
        return
    x0, x1 = max(x0, -20.0), min(x1, scene.plot + 20.0)
    tall = scene.metrics.row * 0.84 if placed.inside else (r if placed.small else 1.6 * r)
    if not item.exact:
        x1 = max(x1, x0 + 2.5 * r)
    bar = QRectF(x0, y - tall / 2, x1 - x0, tall)
    if item.exact:
        fill = QColor(tone)
        fill.setAlpha(tone.alpha() // 5 if placed.inside else tone.alpha())
        painter.setPen(QPen(tone, 1.2))
        painter.setBrush(fill)
    else:
        pen = QPen(tone, 1.4, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.2, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if item.exact:
        painter.drawRoundedRect(bar, min(3.0, tall / 2), min(3.0, tall / 2))
    else:
        painter.drawRect(bar)
    if placed.inside:
        r = scene.metrics.radius(2)
        centre = QPointF(placed.text_x - scene.metrics.gap / 2 - r, y)
        sign(painter, item.status, centre, r, tone, scene.theme.colour("paper"))
    elif item.status not in ("occurred", "ongoing") and bar.width() > 4 * r:
        sign(painter, item.status, bar.center(), min(r, tall / 2), tone, scene.theme.colour("paper"))


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
    painter.setPen(QPen(scene.theme.colour("paper"), 1))
    painter.setBrush(scene.theme.colour("note"))
    painter.drawPolygon([QPointF(x - d, top), QPointF(x + 1, top), QPointF(x + 1, top + d + 1)])


# Series under the lanes


def strip_height(theme: Theme) -> int:
    """Returns the height of one series under the lanes."""
    return theme.px(56)


def _strips(painter: QPainter, scene: Scene) -> None:
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
        for line in _two_lines(strip.label, bold, room, most=2):
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
