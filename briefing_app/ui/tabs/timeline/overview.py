"""The strip that shows how dense the whole span is, and where one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.timeline import ItemSet, View
from briefing_app.pictures import timeline
from briefing_app.pictures.pen import Box, Place, nearest
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme

_GRIP = 6.0
_STEP = 0.02
"""Share of the whole span by which one press of a key moves the window or an edge."""


class Overview(QWidget):
    """Drag the window to pan, its edges to stretch it, press beside it to go there; keys move it and its edges."""

    looked = Signal(object)
    """The View that was asked for."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._kept = theme, Kept(theme.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "graphic")  # before its name, of which assistive technology hears at once
        self.setAccessibleName(tr("Overview of the whole span"))
        self._items: ItemSet | None = None
        self._full, self._view = View(1, 2), View(1, 2)
        self._left = self._right = 0.0
        self._counts: tuple[int, ...] = ()
        self._places: tuple[Place, ...] | None = None
        self._grab: tuple[str, float] | None = None

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(40))

    def show_items(self, items: ItemSet, full: View) -> None:
        """Shows the density of other items."""
        self._items, self._full = items, full
        self._changed(counts=True)

    def show_view(self, view: View, left: float, right: float = 0.0) -> None:
        """Marks where one is; the axis begins ``left`` pixels from one side and ends ``right`` from the other."""
        moved = (left, right) != (self._left, self._right)
        self._view, self._left, self._right = view, left, right
        self.setAccessibleDescription(timeline.in_view(view))
        self._changed(counts=moved)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self.theme, self._kept = theme, Kept(theme.name)
        self.updateGeometry()
        self._changed(counts=True)

    def _changed(self, *, counts: bool) -> None:
        """Draws anew; what was drawn where is asked for again, and how much there is if it may be different."""
        self._places = None
        if counts:
            self._counts = ()
        self.update()

    @property
    def _plot(self) -> float:
        return max(1.0, self.width() - self._left - self._right - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._changed(counts=True)
        super().resizeEvent(event)

    # Painting

    def _shown(self, items: ItemSet) -> tuple[timeline.Span, Box]:
        """Returns what is drawn and where, in points."""
        unit = unit_of(self.theme)
        room = Box(self._left / unit, 0.0, self._plot / unit, self.height() / unit)
        if not self._counts:
            self._counts = tuple(items.whole.counts(self._full, timeline.columns_in(room.width)))
        return timeline.Span(full=self._full, view=self._view, counts=self._counts), room

    def places(self) -> tuple[Place, ...]:
        """Returns the window and the columns that hold events, with their places in points."""
        if self._places is None:
            self._places = timeline.span_places(*self._shown(self._items)) if self._items is not None else ()
        return self._places

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._items is None:
            return
        painter = QPainter(self)
        pen = PainterPen(painter, self._kept, unit=unit_of(self.theme))
        timeline.draw_span(pen, *self._shown(self._items))
        pen.end()
        painter.end()

    # Hands

    def _window(self) -> tuple[float, float]:
        """Returns the ends of the window in pixels."""
        shown = self.places()
        if not shown:
            return self._left, self._left
        unit = unit_of(self.theme)
        return shown[0].box.left * unit, shown[0].box.right * unit

    def _part(self, x: float) -> str:
        x0, x1 = self._window()
        if abs(x - x0) <= _GRIP and x1 - x0 > 3 * _GRIP:
            return "start"
        if abs(x - x1) <= _GRIP and x1 - x0 > 3 * _GRIP:
            return "end"
        return "window" if x0 <= x <= x1 else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        self._grab = (self._part(x) or "beside", x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._grab is None:
            edges = self._part(x) in ("start", "end")
            self.setCursor(Qt.CursorShape.SizeHorCursor if edges else Qt.CursorShape.ArrowCursor)
            set_tip(self, self._told(event.position()))
            return
        part, before = self._grab
        self._grab = ("window" if part == "beside" else part, x)
        self._move(part, (x - before) / self._plot * self._full.span)

    def _move(self, part: str, days: float) -> None:
        """Moves the window or one of its edges by so many days."""
        view = self._view
        if part in ("window", "beside"):
            view = view.panned(days, within=self._full)
        elif part == "start":
            view = View(min(view.start + days, view.end - 1), view.end)
        else:
            view = View(view.start, max(view.end + days, view.start + 1))
        self.looked.emit(view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._full.span * _STEP
        verbs: dict[str, Callable[[], object]] = {
            f"{part}-{way}": partial(self._move, part, step * by)
            for part in ("window", "start", "end")
            for way, by in (("left", -1), ("right", 1))
        }
        verbs["whole"] = lambda: self.looked.emit(self._full)
        if act(event, "overview", verbs):
            announce(self, timeline.in_view(self._view))
        else:
            super().keyPressEvent(event)

    def _told(self, at: QPointF) -> str:
        """Returns what lies under the mouse in words: a column first, the window where it holds none."""
        unit = unit_of(self.theme)
        where = (at.x() / unit, at.y() / unit)
        # a column may be narrower than a pixel, and the mouse points at whole ones
        found = nearest(self.places()[1:], where, reach=1.0 / unit) or nearest(self.places()[:1], where, reach=0.0)
        return found.spoken if found is not None else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press beside the window goes there when the mouse lets go, unless it was drawn along meanwhile."""
        part = self._grab[0] if self._grab is not None else ""
        self._grab = None
        if part == "beside":
            day = self._full.day(event.position().x() - self._left, self._plot)
            self.looked.emit(self._view.panned(day - sum(self._view) / 2, within=self._full))
