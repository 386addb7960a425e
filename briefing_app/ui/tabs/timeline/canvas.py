"""The picture that answers to mouse and keys: zoom, pan, selection, lanes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, StripValue, TimelineSpec
from briefing_app.domain.timeline import (
    Cluster,
    Column,
    ItemSet,
    LaneBox,
    Metrics,
    Picture,
    Placed,
    PlainSet,
    View,
    around,
    axis,
    boxes,
    lay,
)
from briefing_app.domain.wording import sign_of
from briefing_app.ui.plain import tip
from briefing_app.ui.speech import announce
from briefing_app.ui.tabs.timeline.lanes import LaneStates
from briefing_app.ui.tabs.timeline.paint import Scene, paint, strip_height
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

ZOOM = 1.2
"""One notch of the wheel, or one press of + or -."""
_EMPTY = TimelineSpec(caption=Caption(key="timeline", title=""), lanes=(), items=(), span=(1, 1))


class Hit(NamedTuple):
    """What lies under the pointer: one item, several of them, a lane's name, or a figure of a strip."""

    number: int = -1
    members: tuple[int, ...] = ()
    lane: int = -1
    name: bool = False
    value: StripValue | None = None
    stretch: tuple[float, float] | None = None


class Canvas(QWidget):
    """The lanes with their axis and the strips under them."""

    selected = Signal(object)
    """The Ref of an event or figure that was chosen here."""
    viewed = Signal()
    """The view has changed."""
    listed = Signal(object, object)
    """Numbers of the items of a cluster to be listed, and the global point where."""
    lane_menu = Signal(int, object)
    """A lane whose menu is wanted, and the global point where."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Timeline"))
        self.tip_of: Callable[[Ref], str] = str
        self.spec: TimelineSpec = _EMPTY
        self.items: ItemSet = PlainSet(_EMPTY)
        self.view, self.full = View(1, 2), View(1, 2)
        self.states = LaneStates()
        self.scrolled = 0.0
        self.current: Ref | None = None
        self.lane = -1
        self.noted: frozenset[Ref] = frozenset()
        self._number: dict[Ref, int] = {}
        self._hovered: Ref | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._boxes: list[LaneBox] = []
        self._picture: Picture | None = None
        self.apply_theme(theme)

    # What is shown

    def set_spec(self, spec: TimelineSpec, items: ItemSet | None = None, *, fit: bool = False) -> None:
        """Shows other items; the view stays unless it is asked to fit or holds nothing any more.

        Args:
            spec: What to show.
            items: A set of items of its own kind; by default that of the spec.
            fit: True to show the stretch that holds most items.
        """
        self.spec, self.items = spec, items or PlainSet(spec)
        self._number = {item.ref: n for n, item in enumerate(spec.items)}
        self.full = around(*spec.span, share=0.04, least=3)
        self.states.fit([lane.key for lane in self.items.lanes])
        self.lane = min(self.lane, len(self.items.lanes) - 1)
        self._boxes = []
        if fit:
            self.view = around(*spec.busy, share=0.05, least=30).kept(self.full)
        self.look(self.view)

    def look(self, view: View) -> None:
        """Shows a stretch of time."""
        self.view = view.kept(self.full)
        self._stale()
        self.viewed.emit()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self.theme = theme
        body, small = QFontMetricsF(theme.font("body")), QFontMetricsF(theme.font("small"))
        widths: dict[str, float] = {}

        def measure(text: str) -> float:
            found = widths.get(text)
            if found is None:
                if len(widths) > 20_000:
                    widths.clear()
                found = widths[text] = body.horizontalAdvance(text)
            return found

        px = theme.px
        self.metrics = Metrics(
            row=body.height() + px(3),
            base=small.height() + px(3),
            pad=px(4),
            radii=(px(3), px(4.5), px(6)),
            gap=px(9),
            label_widths=(px(360), px(200), px(120)),
            column=px(3),
            letters={a: small.horizontalAdvance(sign_of("ambition", a).sign) + px(6) for a in ("A", "B", "both")},
            measure=measure,
            measure_small=small.horizontalAdvance,
        )
        self._left = min(px(132), 220)
        self._top = 3 * small.height() + px(10)
        self.setMinimumSize(px(240), px(160))
        self._boxes = []
        self._stale()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(900), self.theme.px(480))

    # Geometry

    @property
    def plot(self) -> float:
        """Width of the lanes without their names, in pixels."""
        return max(1.0, self.width() - self._left)

    @property
    def left(self) -> float:
        """Width of the names of the lanes."""
        return self._left

    @property
    def bottom(self) -> float:
        """Where the lanes end and the strips begin."""
        return self.height() - len(self.spec.strips) * strip_height(self.theme)

    @property
    def lanes_height(self) -> float:
        """Height of all lanes together."""
        self._lay_boxes()
        return self._boxes[-1].top + self._boxes[-1].height if self._boxes else 0.0

    def _stale(self) -> None:
        self._picture = None
        self.update()

    def relane(self) -> None:
        """Lays the lanes anew after one was folded, moved or pinned."""
        self._boxes = []
        self._scroll_to(self.scrolled)
        self._stale()

    def _lay_boxes(self) -> None:
        if self._boxes or not self.items.lanes:
            return
        order, folded, pinned = self.states.numbers([lane.key for lane in self.items.lanes])
        room = max(0.0, self.bottom - self._top)
        self._boxes = boxes(self.items, self.metrics, height=room, order=order, folded=folded, pinned=pinned)

    def _scroll_to(self, y: float) -> None:
        most = max(0.0, self.lanes_height - (self.bottom - self._top))
        self.scrolled = min(max(0.0, y), most)
        self._stale()

    def scene(self, *, theme: Theme | None = None) -> Scene:
        """Returns what is drawn now."""
        self._lay_boxes()
        if self._picture is None:
            first = [self._number[self.current]] if self.current in self._number else []
            seen = [box for box in self._boxes if self._is_seen(box)]
            self._picture = lay(self.items, seen, self.view, self.plot, self.metrics, first=first)
        return Scene(
            spec=self.spec,
            items=self.items,
            picture=self._picture,
            view=self.view,
            theme=theme or self.theme,
            metrics=self.metrics,
            width=self.width(),
            height=self.height(),
            left=self._left,
            top=self._top,
            bottom=self.bottom,
            scroll=self.scrolled,
            selected=self.current,
            hovered=self._hovered,
            lane=self.lane,
            focus=self.hasFocus(),
            noted=self.noted,
        )

    def _is_seen(self, box: LaneBox) -> bool:
        top = self._top + box.top - (0.0 if box.pinned else self.scrolled)
        return top < self.bottom and top + box.height > self._top

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.scene())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._boxes = []
        self._scroll_to(self.scrolled)
        self.viewed.emit()

    # Under the pointer

    def hit(self, at: QPointF) -> Hit:
        """Returns what lies at a point of the widget."""
        scene = self.scene()
        if at.y() >= scene.bottom:
            return self._hit_strip(at, scene)
        if at.y() < scene.top:
            return Hit()
        box = self._box_at(at.y(), scene)
        if box is None:
            return Hit()
        if at.x() < scene.left:
            return Hit(lane=box.lane, name=True)
        x, y = at.x() - scene.left, at.y() - scene.lane_top(box)
        return self._hit_mark(box, x, y, scene.picture)

    def _box_at(self, y: float, scene: Scene) -> LaneBox | None:
        for box in sorted(scene.picture.boxes, key=lambda b: not b.pinned):
            top = scene.lane_top(box)
            if top <= y < top + box.height:
                return box
        return None

    def _hit_mark(self, box: LaneBox, x: float, y: float, picture: Picture) -> Hit:
        air = 3.0
        found: Placed | None = None
        for p in picture.placed:
            if p.lane == box.lane and abs(p.y - y) <= self.metrics.row / 2:
                x0 = min(p.x0, p.text_x) if p.text else p.x0
                x1 = max(p.x1, p.text_x + p.text_width) if p.text else p.x1
                # Of several marks the narrowest is meant: a dot lies over a bar.
                if x0 - air <= x <= x1 + air and (found is None or p.x1 - p.x0 < found.x1 - found.x0):
                    found = p
        clusters: list[Cluster] = [c for c in picture.clusters if c.lane == box.lane]
        for c in clusters:
            if c.x0 - air <= x <= c.x1 + air and abs(c.y - y) <= self.metrics.base / 2 + air:
                return Hit(members=c.members, lane=box.lane)
        if found is not None:
            return Hit(number=found.number, lane=box.lane)
        column: Column | None = next((c for c in picture.columns if c.lane == box.lane and c.x0 <= x < c.x1), None)
        if column is not None:
            days = (self.view.day(column.x0, self.plot), self.view.day(column.x1, self.plot))
            return Hit(lane=box.lane, stretch=days)
        return Hit(lane=box.lane)

    def _hit_strip(self, at: QPointF, scene: Scene) -> Hit:
        number = int((at.y() - scene.bottom) // strip_height(self.theme))
        if not 0 <= number < len(self.spec.strips) or at.x() < scene.left:
            return Hit()
        day = self.view.day(at.x() - scene.left, self.plot)
        over = [v for v in self.spec.strips[number].values if v.start <= day < v.end + 1]
        return Hit(value=min(over, key=lambda v: v.end - v.start, default=None))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._dragged = event.position()
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None or self._dragged is None:
            self._hover(at)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and self.cursor().shape() != Qt.CursorShape.ClosedHandCursor:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.cursor().shape() == Qt.CursorShape.ClosedHandCursor and self._pressed.x() >= self._left:
            self.look(self.view.panned((self._dragged.x() - at.x()) / self.plot * self.view.span, within=self.full))
            self._scroll_to(self.scrolled + self._dragged.y() - at.y())
            self._dragged = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.cursor().shape() == Qt.CursorShape.ClosedHandCursor
        pressed, self._pressed = self._pressed, None
        self.unsetCursor()
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if dragged:
            self._drop_lane(pressed, event.position())
        else:
            self._click(event.position(), event.globalPosition().toPoint())

    def _drop_lane(self, start: QPointF, end: QPointF) -> None:
        """A lane's name that was dragged onto another lane takes its place."""
        if start.x() >= self._left:
            return
        scene = self.scene()
        one, other = self._box_at(start.y(), scene), self._box_at(end.y(), scene)
        if one is not None and other is not None and one.lane != other.lane:
            keys = [lane.key for lane in self.items.lanes]
            self.states.put(keys[one.lane], keys[other.lane])
            self.relane()

    def _click(self, at: QPointF, where: QPoint) -> None:
        found = self.hit(at)
        if found.lane >= 0:
            self.lane = found.lane
        if found.name and at.x() < self.theme.px(20):
            self.fold(found.lane)
        elif found.members or found.stretch is not None:
            self.listed.emit(self.members(found), where)
        elif found.number >= 0:
            self.choose(found.number)
        elif found.value is not None:
            self.selected.emit(found.value.ref)
        self.update()

    def members(self, found: Hit, *, most: int = 5000) -> tuple[int, ...]:
        """Returns the numbers of the items of a cluster or of a column of density."""
        if found.stretch is None:
            return found.members
        index = self.items.indexes[found.lane]
        lo, hi = found.stretch
        return tuple(n for n in index.within(View(lo, hi), most) if lo <= self.items.item(n).start + 0.5 < hi)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fits a bar, the surroundings of a dot, or the year, month or week under the pointer."""
        at = event.position()
        found = self.hit(at)
        if found.name or at.x() < self._left:
            return
        if found.number >= 0:
            self.fit_item(found.number)
        elif found.value is not None:
            self.look(around(found.value.start, found.value.end))
        elif not found.members:
            ticks = axis(self.view, self.plot, room=self.theme.px(44))
            row = ticks.upper if ticks.upper and at.y() < self._top / 2 else ticks.lower
            day = self.view.day(at.x() - self._left, self.plot)
            tick = next((t for t in row if t.day <= day < t.end), None)
            if tick is not None:
                self.look(around(tick.day, tick.end - 1, share=0.02))

    def fit_item(self, number: int) -> None:
        """Shows one item with its surroundings."""
        item = self.items.item(number)
        self.look(around(item.start, item.end, share=0.2, least=60))

    def _hover(self, at: QPointF) -> None:
        found = self.hit(at)
        ref = self.items.item(found.number).ref if found.number >= 0 else None
        if ref != self._hovered:
            self._hovered = ref
            self.update()
        pointing = ref is not None or found.members or found.value or found.stretch
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms about the pointer; with Shift, or over the lanes' names, it scrolls the lanes; sideways it pans."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        across, down = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x() / 2, angle.y() / 2)
        at = event.position()
        if at.x() < self._left or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._scroll_to(self.scrolled - (down or across))
        elif abs(across) > abs(down):
            self.look(self.view.panned(-across / self.plot * self.view.span, within=self.full))
        else:
            self.zoom(ZOOM ** (-down / 60), at.x())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 / max(0.2, 1 + event.value()), event.position().x())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell_tip(event)
            return True
        return super().event(event)

    def _tell_tip(self, event: QHelpEvent) -> None:
        found = self.hit(QPointF(event.pos()))
        text = ""
        if found.number >= 0:
            text = self.tip_of(self.items.item(found.number).ref)
        elif found.members:
            text = tr("{n} events: click for the list", n=f"{len(found.members):,}")
        elif found.value is not None:
            text = found.value.spoken
        elif found.name:
            text = tr("{lane}: drag to move, right click for more", lane=self.items.lanes[found.lane].label)
        QToolTip.showText(event.globalPos(), tip(text), self)

    def contextMenuEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # QContextMenuEvent
        found = self.hit(QPointF(event.pos()))
        lane = found.lane if found.lane >= 0 else self.lane
        if lane >= 0:
            self.lane_menu.emit(lane, event.globalPos())

    # Verbs

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Makes the view longer or shorter about a place of the widget, or about the selection, or the middle."""
        if x is None:
            number = self._number.get(self.current) if self.current else None
            day = self.items.item(number).start + 0.5 if number is not None else None
            about = day if day is not None and self.view.start < day < self.view.end else sum(self.view) / 2
        else:
            about = self.view.day(x - self._left, self.plot)
        self.look(self.view.zoomed(factor, about=about, within=self.full))

    def fit_all(self) -> None:
        """Shows everything."""
        self.look(self.full)

    def fold(self, lane: int) -> None:
        """Folds or unfolds a lane."""
        self.states.fold(self.items.lanes[lane].key)
        self.relane()

    def choose(self, number: int) -> None:
        """Selects an item by mouse or key: it is brought into view, told to the desk, and spoken."""
        item = self.items.item(number)
        if self.lane not in item.lanes:
            self.lane = item.lanes[0] if item.lanes else -1
        self.show_ref(item.ref)
        self.speak(number)
        self.selected.emit(item.ref)

    def show_ref(self, ref: Ref | None) -> bool:
        """Marks an entry and brings it into view; returns False if it is not shown here."""
        self.current = ref
        number = self._number.get(ref) if ref else None
        self._stale()
        if number is None:
            return False
        item = self.items.item(number)
        margin = self.view.span * 0.04
        if item.end + 1 < self.view.start + margin or item.start > self.view.end - margin:
            middle = (item.start + item.end + 1) / 2
            self.look(self.view.panned(middle - sum(self.view) / 2, within=self.full))
        if item.lanes and self.lane not in item.lanes:
            self.lane = item.lanes[0]
        self._reveal_lane()
        return True

    def _reveal_lane(self) -> None:
        self._lay_boxes()
        box = next((b for b in self._boxes if b.lane == self.lane and not b.pinned), None)
        if box is None:
            return
        pinned = sum(b.height for b in self._boxes if b.pinned)
        room = self.bottom - self._top
        if box.top - self.scrolled < pinned:
            self._scroll_to(box.top - pinned)
        elif box.top + box.height - self.scrolled > room:
            self._scroll_to(box.top + box.height - room)

    def speak(self, number: int) -> None:
        """Tells assistive technology lane, place in the lane, date, title and status."""
        item = self.items.item(number)
        said = item.spoken
        if 0 <= self.lane < len(self.items.lanes):
            index = self.items.indexes[self.lane]
            said = tr(
                "{lane}, {n} of {total}, {said}",
                lane=self.items.lanes[self.lane].label,
                n=index.position(number) + 1, total=len(index), said=said,
            )  # fmt: skip
        if item.ref in self.noted:
            said += ", " + tr("has a note")
        announce(self, said)

    def step(self, by: int, *, in_lane: bool = False) -> None:
        """Selects the next or previous event, of all lanes or of the current one."""
        index = self.items.indexes[self.lane] if in_lane and self.lane >= 0 else self.items.whole
        if not len(index):
            return
        number = self._number.get(self.current) if self.current else None
        if number is None or index.position(number) < 0:
            near = index.within(self.view, 1) or [index.at(0)]
            self.choose(near[0])
            return
        place = index.position(number) + by
        if 0 <= place < len(index):
            self.choose(index.at(place))
        else:
            announce(self, tr("No earlier event.") if by < 0 else tr("No later event."))

    def step_lane(self, by: int) -> None:
        """Goes to the lane above or below and selects its event nearest in time to the selected one."""
        self._lay_boxes()
        if not self._boxes:
            return
        order = [box.lane for box in self._boxes]
        at = order.index(self.lane) + by if self.lane in order else 0
        if not 0 <= at < len(order):
            return
        self.lane = order[at]
        self._reveal_lane()
        number = self._number.get(self.current) if self.current else None
        day = self.items.item(number).start if number is not None else int(sum(self.view) / 2)
        index = self.items.indexes[self.lane]
        near = index.within(View(day, day + 1), 50) or index.within(self.view, 5000)
        if near:
            self.choose(min(near, key=lambda n: abs(self.items.item(n).start - day)))
        else:
            announce(self, tr("{lane}, nothing in view", lane=self.items.lanes[self.lane].label))
            self.update()

    def jump(self, *, last: bool) -> None:
        """Selects the first or last event of all."""
        whole = self.items.whole
        if len(whole):
            self.choose(whole.at(len(whole) - 1 if last else 0))

    def open_list(self) -> None:
        """Lists the cluster in which the selected event stands; an event that stands alone is fitted."""
        number = self._number.get(self.current, -1) if self.current else -1
        if number < 0:
            return
        scene = self.scene()
        for cluster in scene.picture.clusters:
            if number in cluster.members and cluster.lane == self.lane:
                box = next(b for b in scene.picture.boxes if b.lane == cluster.lane)
                y = scene.lane_top(box) + cluster.y
                self.listed.emit(cluster.members, self.mapToGlobal(QPoint(int(scene.left + cluster.x0), int(y))))
                return
        self.fit_item(number)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = self._verb(event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            verb()
            event.accept()

    def _verb(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            return (lambda: self._move_lane(moves[key])) if key in moves and self.lane >= 0 else None
        share = 0.5 if shift else 0.1
        verbs: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(1 / ZOOM),
            Qt.Key.Key_Equal: lambda: self.zoom(1 / ZOOM),
            Qt.Key.Key_Minus: lambda: self.zoom(ZOOM),
            Qt.Key.Key_Left: lambda: self._pan(-share),
            Qt.Key.Key_Right: lambda: self._pan(share),
            Qt.Key.Key_Up: lambda: self.step_lane(-1),
            Qt.Key.Key_Down: lambda: self.step_lane(1),
            Qt.Key.Key_PageUp: lambda: self._scroll_to(self.scrolled - self.height() / 2),
            Qt.Key.Key_PageDown: lambda: self._scroll_to(self.scrolled + self.height() / 2),
            Qt.Key.Key_F: self.fit_all,
            Qt.Key.Key_Home: lambda: self.jump(last=False),
            Qt.Key.Key_End: lambda: self.jump(last=True),
            Qt.Key.Key_Comma: lambda: self.step(-1),
            Qt.Key.Key_Period: lambda: self.step(1),
            Qt.Key.Key_Less: lambda: self.step(-1, in_lane=True),
            Qt.Key.Key_Greater: lambda: self.step(1, in_lane=True),
            Qt.Key.Key_Return: self.open_list,
            Qt.Key.Key_Enter: self.open_list,
        }
        if self.lane >= 0:
            verbs[Qt.Key.Key_Space] = lambda: self.fold(self.lane)
            verbs[Qt.Key.Key_P] = lambda: self.pin(self.lane)
        return verbs.get(key)

    def _pan(self, share: float) -> None:
        self.look(self.view.panned(self.view.span * share, within=self.full))

    def pin(self, lane: int) -> None:
        """Pins a lane to the top, or lets it go."""
        self.states.pin(self.items.lanes[lane].key)
        self.relane()

    def _move_lane(self, by: int) -> None:
        order = [box.lane for box in self._boxes]
        at = order.index(self.lane) + by
        if 0 <= at < len(order):
            keys = [lane.key for lane in self.items.lanes]
            self.states.put(keys[self.lane], keys[order[at]])
            self.relane()
            self._reveal_lane()
            announce(self, tr("{lane} moved", lane=self.items.lanes[self.lane].label))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        number = self._number.get(self.current, -1) if self.current else -1
        if number >= 0:
            self.speak(number)
        else:
            announce(self, self.spec.caption.summary)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def lanes_area(self) -> QRectF:
        """Returns where the lanes are, names included."""
        return QRectF(0, self._top, self.width(), self.bottom - self._top)
