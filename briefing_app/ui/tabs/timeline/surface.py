"""The picture as a widget: what is shown, which stretch of time, where the lanes stand."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, TimelineSpec
from briefing_app.domain.timeline import ItemSet, LaneBox, Picture, PlainSet, View, around, boxes, lay
from briefing_app.pictures.timeline import Scene, TimelineView, axis_height, draw_scene, metrics_of, names_width
from briefing_app.pictures.timeline.scene import STRIP
from briefing_app.translation import runs_right_to_left, tr
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.tabs.timeline.lanes import LaneStates
from briefing_app.ui.theme import Theme

_EMPTY = TimelineSpec(caption=Caption(key="timeline", title=""), lanes=(), items=(), span=(1, 1))


class Surface(QWidget):
    """The lanes with their axis and the strips under them, without mouse and keys."""

    viewed = Signal()
    """The view has changed."""
    selected = Signal(object)
    """The Ref of an event or figure that was chosen here."""
    listed = Signal(object, object)
    """Numbers of the items of a cluster to be listed, and the global point where."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Timeline"))
        self.spec: TimelineSpec = _EMPTY
        self.items: ItemSet = PlainSet(_EMPTY)
        self.view, self.full = View(1, 2), View(1, 2)
        self.states = LaneStates()
        self.scrolled = 0.0
        self.current: Ref | None = None
        self.lane = -1
        self.noted: frozenset[Ref] = frozenset()
        self.hovered: Ref | None = None
        self.boxes: list[LaneBox] = []
        self._picture: Picture | None = None
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setCursor(Qt.CursorShape.ArrowCursor)
        self._bar.setAccessibleName(tr("Scroll the lanes"))
        self._bar.hide()
        self._bar.valueChanged.connect(self.scroll_to)
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
        self.full = around(*spec.span, share=0.04, least=3)
        self.states.fit([lane.key for lane in self.items.lanes])
        self.lane = min(self.lane, len(self.items.lanes) - 1)
        self.boxes = []
        self._name_room()
        self._bar.hide()
        self.lay_boxes()
        if fit:
            self.view = around(*spec.busy, share=0.05, least=30).kept(self.full)
        self.look(self.view)

    def look(self, view: View) -> None:
        """Shows a stretch of time."""
        self.view = view.kept(self.full)
        self.stale()
        self.viewed.emit()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self.theme = theme
        self._kept, self.unit = Kept(theme.name, quick=True), unit_of(theme)
        self.metrics = metrics_of(self.unit)
        self._name_room()
        self.top = axis_height(self.unit)
        self.setMinimumSize(theme.px(240), theme.px(150))
        self.boxes = []
        self.stale()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(900), self.theme.px(280))

    # Geometry

    def _name_room(self) -> None:
        self._names = names_width(self.items.lanes, float(self.width()), self.unit)

    @property
    def _beside(self) -> float:
        """Width of the scroll bar, which is there when the lanes are taller than their room."""
        return self._bar.width() if self._bar.isVisibleTo(self) else 0.0

    @property
    def left(self) -> float:
        """Left end of the axis, in pixels: behind the names of the lanes, which a mirrored window has on the right."""
        return self._beside if runs_right_to_left() else self._names

    def among_names(self, x: float) -> bool:
        """Tells whether a place of the widget is where the names of the lanes stand."""
        return x >= self._wide if runs_right_to_left() else x < self.left

    @property
    def plot(self) -> float:
        """Width of the lanes without their names, in pixels."""
        return max(1.0, self._wide - self.left)

    @property
    def _wide(self) -> float:
        """Right end of the axis."""
        return self.width() - (self._names if runs_right_to_left() else self._beside)

    @property
    def bottom(self) -> float:
        """Where the lanes end and the strips begin."""
        return self.height() - len(self.spec.strips) * STRIP * self.unit

    @property
    def lanes_height(self) -> float:
        """Height of all lanes together."""
        self.lay_boxes()
        return self.boxes[-1].top + self.boxes[-1].height if self.boxes else 0.0

    def stale(self) -> None:
        """Lays and paints the picture anew."""
        self._picture = None
        self.update()

    def relane(self) -> None:
        """Lays the lanes anew after one was folded, moved or pinned."""
        self.boxes = []
        self.scroll_to(self.scrolled)
        self.stale()

    def lay_boxes(self) -> None:
        """Finds out where the lanes stand, unless that is known."""
        if self.boxes or not self.items.lanes:
            return
        order, folded, pinned = self.states.numbers([lane.key for lane in self.items.lanes])
        room = max(0.0, self.bottom - self.top)
        self.boxes = boxes(self.items, self.metrics, height=room, order=order, folded=folded, pinned=pinned)
        self._fit_bar(room)

    def _fit_bar(self, room: float) -> None:
        # Less than a pixel too tall is not too tall.
        most = math.ceil(self.boxes[-1].top + self.boxes[-1].height - room - 1) if self.boxes else 0
        wide = self._bar.sizeHint().width()
        at = 0 if runs_right_to_left() else self.width() - wide
        self._bar.setGeometry(at, int(self.top), wide, int(room))
        self._bar.setPageStep(int(room))
        self._bar.setSingleStep(int(self.metrics.row))
        self._bar.setRange(0, max(0, most))
        self._bar.setVisible(most > 0)

    def scroll_to(self, y: float) -> None:
        """Scrolls the lanes that are not pinned."""
        most = max(0.0, self.lanes_height - (self.bottom - self.top))
        self.scrolled = min(max(0.0, y), most)
        self._bar.setValue(round(self.scrolled))
        self.stale()

    def scene(self) -> Scene:
        """Returns what is drawn now."""
        self.lay_boxes()
        if self._picture is None:
            chosen = self.items.number(self.current)
            first = [chosen] if chosen >= 0 else []
            seen = [box for box in self.boxes if self._is_seen(box)]
            self._picture = lay(self.items, seen, self.view, self.plot, self.metrics, first=first)
        return Scene(
            unit=self.unit,
            spec=self.spec,
            items=self.items,
            picture=self._picture,
            view=self.view,
            metrics=self.metrics,
            width=self._wide,
            far=float(self.width()) if runs_right_to_left() else 0.0,
            height=self.height(),
            left=self.left,
            top=self.top,
            bottom=self.bottom,
            scroll=self.scrolled,
            selected=self.current,
            selected_number=self.items.number(self.current),
            hovered=self.hovered,
            lane=self.lane,
            focus=self.hasFocus(),
            noted=self.noted,
        )

    def leaving(self, caption: Caption) -> TimelineView:
        """Returns what is seen now, as it is saved or copied."""
        order, folded, pinned = self.states.numbers([lane.key for lane in self.items.lanes])
        return TimelineView(
            caption=caption,
            spec=self.spec,
            items=self.items,
            view=self.view,
            order=tuple(order),
            folded=frozenset(folded),
            pinned=frozenset(pinned),
        )

    def _is_seen(self, box: LaneBox) -> bool:
        top = self.top + box.top - (0.0 if box.pinned else self.scrolled)
        return top < self.bottom and top + box.height > self.top

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kept.colour("paper"))
        pen = PainterPen(painter, self._kept)
        draw_scene(pen, self.scene())
        pen.end()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.boxes = []
        self._name_room()
        self.scroll_to(self.scrolled)
        self.viewed.emit()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Makes the view longer or shorter about a place of the widget, or about the selection, or the middle."""
        if x is None:
            number = self.items.number(self.current)
            day = self.items.item(number).start + 0.5 if number >= 0 else None
            about = day if day is not None and self.view.start < day < self.view.end else sum(self.view) / 2
        else:
            about = self.view.day(x - self.left, self.plot)
        self.look(self.view.zoomed(factor, about=about, within=self.full))

    def fit_all(self) -> None:
        """Shows everything."""
        self.look(self.full)

    def fit_item(self, number: int) -> None:
        """Shows one item with its surroundings."""
        item = self.items.item(number)
        self.look(around(item.start, item.end, share=0.2, least=60))
