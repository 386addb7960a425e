"""The picture that answers to mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.domain.timeline import ColumnSet, ManySet, View, around, axis
from briefing_app.translation import runs_right_to_left, tr, trn
from briefing_app.ui.keymap import act
from briefing_app.ui.parts import RowParts
from briefing_app.ui.plain_text import show_tip
from briefing_app.ui.speech import arrive
from briefing_app.ui.tabs.timeline.hits import Hit, box_at, hit, members
from briefing_app.ui.tabs.timeline.surface import Surface
from briefing_app.ui.tabs.timeline.walk import Walk
from briefing_app.ui.theme import Theme

ZOOM = 1.2
"""One notch of the wheel with Ctrl held, or one press of + or -."""


class Canvas(Surface):
    """The lanes with their axis and the strips under them."""

    lane_menu = Signal(int, object)
    """A lane whose menu is wanted, and the global point where."""
    jump_menu = Signal(object, object)
    """The Ref of an event whose related entries are wanted, and the global point where."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.walk = Walk(self)
        self.tip_of: Callable[[Ref], str] = str
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self.parts = RowParts(
            table=self._table,
            place=self._place_of,
            reached=lambda: self.current,
            choose=self.walk.choose_ref,
            follow=self._open,
        )

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
        if self.cursor().shape() == Qt.CursorShape.ClosedHandCursor and not self.among_names(self._pressed.x()):
            self.look(self.view.panned((self._dragged.x() - at.x()) / self.plot * self.view.span, within=self.full))
            self.scroll_to(self.scrolled + self._dragged.y() - at.y())
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
        if not self.among_names(start.x()):
            return
        scene = self.scene()
        one, other = box_at(scene, start.y()), box_at(scene, end.y())
        if one is not None and other is not None and one.lane != other.lane:
            self.walk.put_lane(one.lane, other.lane)

    def _click(self, at: QPointF, where: QPoint) -> None:
        found = hit(self.scene(), at)
        if found.lane >= 0:
            self.lane = found.lane
        if found.name and self._is_fold_sign(at.x()):
            self.walk.fold(found.lane)
        elif found.members or found.stretch is not None:
            self.listed.emit(members(self.scene(), found), where)
        elif found.number >= 0:
            self.walk.choose(found.number)
        elif found.value is not None:
            self.selected.emit(found.value.ref)
        self.update()

    def _is_fold_sign(self, x: float) -> bool:
        return (self.width() - x if runs_right_to_left() else x) < self.theme.px(20)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fits a bar, the surroundings of a dot, or the year, month or week under the pointer."""
        at = event.position()
        found = hit(self.scene(), at)
        if found.name or self.among_names(at.x()):
            return
        if found.number >= 0:
            self.fit_item(found.number)
        elif found.value is not None:
            self.look(around(found.value.start, found.value.end))
        elif not found.members:
            ticks = axis(self.view, self.plot, room=self.theme.px(44))
            row = ticks.upper if ticks.upper and at.y() < self.top / 2 else ticks.lower
            day = self.view.day(at.x() - self.left, self.plot)
            tick = next((t for t in row if t.day <= day < t.end), None)
            if tick is not None:
                self.look(around(tick.day, tick.end - 1, share=0.02))

    def _hover(self, at: QPointF) -> None:
        found = hit(self.scene(), at)
        ref = self.items.item(found.number).ref if found.number >= 0 else None
        if ref != self.hovered:
            self.hovered = ref
            self.update()
        pointing = ref is not None or found.members or found.value or found.stretch
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, _event: QEvent) -> None:
        self.hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the lanes; with Shift, or sideways, it pans; with Ctrl it zooms about the pointer.

        What moves nothing is left to the page around.
        """
        pixels, angle = event.pixelDelta(), event.angleDelta()
        across, down = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x() / 2, angle.y() / 2)
        before = (self.view, self.scrolled)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (-down / 60), event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(down):
            self.look(self.view.panned(-(across or down) / self.plot * self.view.span, within=self.full))
        elif down:
            self.scroll_to(self.scrolled - down)
        event.setAccepted((self.view, self.scrolled) != before)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 / max(0.2, 1 + event.value()), event.position().x())
            return True
        if isinstance(event, QGestureEvent):
            return self._pinch(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell_tip(event)
            return True
        return super().event(event)

    def _pinch(self, event: QGestureEvent) -> bool:
        """Two fingers on a screen; those on a pad come as an event of their own."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self.zoom(1 / max(0.2, pinch.scaleFactor()), self.mapFromGlobal(pinch.centerPoint()).x())
        return True

    def _tell_tip(self, event: QHelpEvent) -> None:
        found = hit(self.scene(), QPointF(event.pos()))
        text = ""
        if found.number >= 0:
            text = self.tip_of(self.items.item(found.number).ref)
        elif found.members:
            text = trn("{n} event: click for the list", "{n} events: click for the list", len(found.members))
        elif found.stretch is not None:
            number = self.items.indexes[found.lane].how_many(View(*found.stretch))
            text = trn("{n} event: click for the list", "{n} events: click for the list", number)
        elif found.value is not None:
            text = found.value.spoken
        elif found.strip >= 0:
            strip = self.spec.strips[found.strip]
            text = f"{strip.label}, {strip.unit}"
        elif found.name:
            text = tr("{lane}: drag to move, right click for more", lane=self.items.lanes[found.lane].label)
        show_tip(event.globalPos(), text, self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = hit(self.scene(), QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.jump():
            return
        if found.number >= 0:
            self.walk.choose(found.number)
            self.jump_menu.emit(self.items.item(found.number).ref, event.globalPos())
        elif found.members or found.stretch is not None:
            self.listed.emit(members(self.scene(), found), event.globalPos())
        elif found.value is not None:
            self.selected.emit(found.value.ref)
            event.ignore()  # the menu of a figure is opened by the window
        else:
            self._ask_for_lane(found, event)

    def _ask_for_lane(self, found: Hit, event: QContextMenuEvent) -> None:
        lane = found.lane if found.lane >= 0 else self.lane
        if lane >= 0:
            self.lane_menu.emit(lane, event.globalPos())

    # Parts

    def _table(self) -> TableSpec | None:
        """Returns the equal table; that of a very large set holds what is in view."""
        if isinstance(self.items, ManySet | ColumnSet):
            return self.items.table(self.view, self.spec.caption)
        return self.spec.table

    def _place_of(self, ref: Ref) -> tuple[QRect | None, str]:
        """Returns where an event is drawn, alone or within a cluster, and its words."""
        number = self.items.number(ref)
        if number < 0:
            return None, ""
        return self.walk.box_of(number), self.items.item(number).spoken

    def _open(self, ref: Ref) -> None:
        self.walk.choose_ref(ref)
        self.walk.open_list()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act(event, "timeline", self._verbs()):
            super().keyPressEvent(event)

    def _verbs(self) -> dict[str, Callable[[], object]]:
        verbs: dict[str, Callable[[], object]] = {
            "closer": lambda: self.zoom(1 / ZOOM),
            "farther": lambda: self.zoom(ZOOM),
            "left": lambda: self._pan(-0.1),
            "right": lambda: self._pan(0.1),
            "far-left": lambda: self._pan(-0.5),
            "far-right": lambda: self._pan(0.5),
            "lane-above": lambda: self.walk.step_lane(-1),
            "lane-below": lambda: self.walk.step_lane(1),
            "scroll-up": lambda: self.scroll_to(self.scrolled - self.height() / 2),
            "scroll-down": lambda: self.scroll_to(self.scrolled + self.height() / 2),
            "fit-all": self.fit_all,
            "first": lambda: self.walk.go_to_end(last=False),
            "last": lambda: self.walk.go_to_end(last=True),
            "previous": lambda: self.walk.step(-1),
            "next": lambda: self.walk.step(1),
            "previous-in-lane": lambda: self.walk.step(-1, in_lane=True),
            "next-in-lane": lambda: self.walk.step(1, in_lane=True),
            "next-figure": lambda: self.walk.step_figure(1),
            "previous-figure": lambda: self.walk.step_figure(-1),
            "jump": self.jump,
            "list": self.walk.open_list,
        }
        if self.lane >= 0:
            verbs |= {
                "fold": lambda: self.walk.fold(self.lane),
                "pin": lambda: self.walk.pin(self.lane),
                "lane-up": lambda: self.walk.move_lane(self.lane, -1),
                "lane-down": lambda: self.walk.move_lane(self.lane, 1),
            }
        return verbs

    def jump(self) -> bool:
        """Opens the menu of what belongs to the selected event; returns False if none is selected."""
        number = self.items.number(self.current)
        if number < 0:
            return False
        self.jump_menu.emit(self.items.item(number).ref, self.mapToGlobal(self.walk.place_of(number).toPoint()))
        return True

    def _pan(self, share: float) -> None:
        self.look(self.view.panned(self.view.span * share, within=self.full))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        number = self.items.number(self.current)
        arrive(self, self.spec.caption.summary, part=self.walk.words(number) if number >= 0 else "")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
