"""A ChartSpec on the screen: one pyqtgraph plot or a few small ones, walked by keys, hit by the mouse, spoken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pyqtgraph as pg  # noqa: TID253 - this module is imported when the first chart is shown
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import ChartSpec, Mark
from briefing_app.pictures.chart import told_at_marks
from briefing_app.pictures.pen import Blank, Place, State, nearest
from briefing_app.translation import tr
from briefing_app.ui.charts.axes import dress
from briefing_app.ui.charts.canvas import ZOOM, Canvas, Legend
from briefing_app.ui.charts.item import ChartItem
from briefing_app.ui.charts.line import Line
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, unit_of
from briefing_app.ui.parts import RowParts
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce, arrive
from briefing_app.ui.theme import Theme

Walk = tuple[int, int]
"""Index of a series and of a mark in it."""
_STEPS = {"next": (0, 1), "previous": (0, -1), "series-below": (1, 0), "series-above": (-1, 0)}
REACH = 14
"""Pixels within which the mouse finds a mark."""
SETTLED_MS = 90
ABREAST = 2
"""Small charts in one row, where there is room."""
LEAST_ABREAST = 520
"""Pixels at 100 % text size below which small charts stand one under the other."""


class ChartView(QWidget):
    """One chart. Left and right walk the marks of a series, up and down change the series, Enter follows."""

    selected = Signal(object)
    activated = Signal(object)
    asked_why = Signal()
    """The reason for the figure that was reached is wanted."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._kept = theme, Kept(theme.name)
        self._spec: ChartSpec | None = None
        self._lines: list[Line] = []
        self._items: list[Any] = []
        self._whole: list[tuple[float, float]] = []
        self._abreast = ABREAST
        self._at: Walk | None = None
        self._noted: frozenset[Ref] = frozenset()
        self._down: QPointF | None = None
        self.parts = RowParts(
            table=lambda: self._spec.table if self._spec is not None else None,
            place=self._place_of,
            reached=self.current_ref,
            choose=self._choose,
            follow=self.activated.emit,
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas = Canvas()
        self.canvas.setAntialiasing(True)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setMouseTracking(True)
        self.canvas.viewport().installEventFilter(self)
        self.canvas.setBackground(theme.colour("paper"))
        self.canvas.ci.setContentsMargins(0, 0, 0, 0)
        self.canvas.zoomed.connect(self._zoom)
        self._legend = Legend(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._legend)
        layout.addWidget(self.canvas, 1)
        self.reset_button = self._make_reset()
        self._ring = pg.ScatterPlotItem(size=18, brush=None)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._draw_again)

    def _make_reset(self) -> QToolButton:
        made = QToolButton(self.canvas)
        made.setText(tr("Reset zoom"))
        set_tip(made, tr("Show the whole period again"))
        made.setAccessibleName(tr("Show the whole period again"))
        made.clicked.connect(lambda _checked=False: self.reset_zoom())
        made.setStyleSheet(f"QToolButton {{ background: {self._theme.hex('paper')}; }}")
        made.hide()
        return made

    # Drawing

    def set_spec(self, spec: ChartSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Draws a chart; what was selected stays selected if it is still there."""
        before = self.current_ref()
        self._spec, self._noted, self._at = spec, noted, None
        if self._ring.scene() is not None:
            self._ring.getViewBox().removeItem(self._ring)
        rows = max((len(pane.x.ticks) for pane in spec.panes if pane.form == "bars"), default=0)
        self.setMinimumHeight(
            rows * self._theme.px(21) + self._theme.px(60) if rows else self._theme.px(200) * self._rows_of(spec)
        )
        self._legend.show_spec(spec, self._theme)
        abreast = ABREAST if self.width() >= self._theme.px(LEAST_ABREAST) else 1
        self._make_items(len(spec.panes), abreast)
        self._lines, self._whole = [], []
        for item, pane in zip(self._items, spec.panes, strict=True):
            item.clear()
            self._title(item, pane.caption.title if spec.panels else "")
            dress(item, pane, self._theme)
            unit = unit_of(self._theme)
            told = told_at_marks(Blank(), spec, max(1.0, self._legend.width() / unit))
            marks = ChartItem(pane, self._kept, unit=unit, state=State(noted=noted), told=told)
            item.addItem(marks, ignoreBounds=True)
            self._lines += [Line(series, pane, item, marks) for series in pane.series]
            (left, right), _up = item.getViewBox().viewRange()
            self._whole.append((left, right))
        self._tell_zoom()
        if before is not None:
            self.select_ref(before)

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks the figures with notes; the chart is drawn anew only if it shows one whose mark changes."""
        moved = noted ^ self._noted
        self._noted = noted
        drawn = (mark.ref for line in self._lines if line.series.many is None for mark in line.series.marks)
        if any(ref in moved for ref in drawn):
            self._draw_again()

    def _rows_of(self, spec: ChartSpec) -> int:
        narrow = self.width() < self._theme.px(LEAST_ABREAST)
        return len(spec.panes) if narrow else -(-len(spec.panes) // ABREAST)

    def _make_items(self, count: int, abreast: int) -> None:
        if (len(self._items), self._abreast) == (count, abreast):
            return
        self._abreast = abreast
        for item in self._items:
            item.ctrlMenu.deleteLater()
        self.canvas.clear()
        self._items = []
        for number in range(count):
            item = self.canvas.addPlot(row=number // abreast, col=number % abreast, enableMenu=False)
            item.setMenuEnabled(False)
            item.hideButtons()
            # Menus that pyqtgraph makes without an owner, even where none is wanted, go when the chart goes;
            # without the flag they would lie on the chart.
            item.ctrlMenu.setParent(self, Qt.WindowType.Popup)
            item.getViewBox().sigXRangeChanged.connect(lambda *_changed: self._tell_zoom())
            self._items.append(item)

    def _title(self, item: Any, words: str) -> None:
        item.titleLabel.item.setFont(self._theme.font("body", bold=True))
        item.titleLabel.item.setDefaultTextColor(self._theme.colour("ink"))
        item.titleLabel.item.setPlainText(words)  # not setTitle, which reads markup
        item.titleLabel.setVisible(bool(words))
        item.titleLabel.setMaximumHeight(self._theme.px(22) if words else 0)
        item.layout.setRowFixedHeight(0, self._theme.px(22) if words else 0)

    def _draw_again(self) -> None:
        """Words find their places anew; what was zoomed stays so."""
        if self._spec is None:
            return
        before = [item.getViewBox().viewRange()[0] for item in self._items] if self.zoomed else []
        self.set_spec(self._spec, noted=self._noted)
        for item, (left, right) in zip(self._items, before, strict=False):
            item.getViewBox().setXRange(left, right, padding=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words find their places anew once the size has settled."""
        super().resizeEvent(event)
        self._place_reset()
        self._settled.start()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme, self._kept = theme, Kept(theme.name)
        self.canvas.setBackground(theme.colour("paper"))
        self.reset_button.setStyleSheet(f"QToolButton {{ background: {theme.hex('paper')}; }}")
        self._draw_again()

    # Zooming

    @property
    def zoomed(self) -> bool:
        """True while less than the whole period is shown."""
        ranges = [item.getViewBox().viewRange()[0] for item in self._items]
        return any(
            right - left < (last - first) * 0.999
            for (left, right), (first, last) in zip(ranges, self._whole, strict=False)
        )

    def _zoom(self, at: QPointF, factor: float) -> None:
        """Zooms the plot under the pointer along its years; the data are its limits."""
        point = self.canvas.mapToScene(at.toPoint())
        for item in self._items:
            view = item.getViewBox()
            if view.sceneBoundingRect().contains(point):
                _zoom_about(view, view.mapSceneToView(point).x(), factor)

    def _zoom_all(self, factor: float) -> None:
        """Zooms about the figure that was reached, or about the middle."""
        reached = self._lines[self._at[0]] if self._at is not None else None
        for item in self._items:
            view = item.getViewBox()
            about = sum(view.viewRange()[0]) / 2
            if reached is not None and self._at is not None and reached.item is item:
                about = reached.place(self._at[1])[0]
            _zoom_about(view, about, factor)

    def reset_zoom(self) -> None:
        """Shows the whole period again."""
        for item, (left, right) in zip(self._items, self._whole, strict=False):
            item.getViewBox().setXRange(left, right, padding=0)
        self.setFocus()

    def _tell_zoom(self) -> None:
        zoomed = self.zoomed
        if zoomed == self.reset_button.isHidden():
            self.reset_button.setVisible(zoomed)
            self._place_reset()

    def _place_reset(self) -> None:
        size = self.reset_button.sizeHint()
        self.reset_button.setGeometry(
            self.canvas.width() - size.width() - self._theme.px(8), self._theme.px(4), size.width(), size.height()
        )

    # Walking

    @property
    def mark_count(self) -> int:
        """How many marks are drawn."""
        return sum(line.count for line in self._lines)

    def current_ref(self) -> Ref | None:
        """Returns the figure that was reached."""
        mark = self._mark(self._at)
        return mark.ref if mark else None

    def select_ref(self, ref: Ref) -> bool:
        """Marks a figure without telling anybody; returns False if it is not drawn."""
        walk = self._walk_to(ref)
        if walk is not None:
            self._reach(walk, tell=False)
        return walk is not None

    def _walk_to(self, ref: Ref) -> Walk | None:
        """Returns the way to the mark of a figure."""
        pairs = ((number, index) for number, line in enumerate(self._lines) for index in range(len(line.series.marks)))
        return next(((n, i) for n, i in pairs if self._lines[n].series.marks[i].ref == ref), None)

    def _place_of(self, ref: Ref) -> tuple[QRect | None, str]:
        """Returns where a figure stands on this widget, and its words."""
        walk = self._walk_to(ref)
        if walk is None:
            return None, ""
        line = self._lines[walk[0]]
        at = self.canvas.mapTo(self, self._seen(line.item).map(QPointF(*line.place(walk[1]))).toPoint())
        half = self._theme.px(REACH) // 2
        return QRect(at.x() - half, at.y() - half, 2 * half, 2 * half), line.mark(walk[1]).spoken

    def _choose(self, ref: Ref) -> None:
        walk = self._walk_to(ref)
        if walk is not None:
            self._reach(walk, tell=True)

    def _mark(self, walk: Walk | None) -> Mark | None:
        return self._lines[walk[0]].mark(walk[1]) if walk is not None and walk[0] < len(self._lines) else None

    def _reach(self, walk: Walk, *, tell: bool) -> None:
        self._at = walk
        line = self._lines[walk[0]]
        x, y = line.place(walk[1])
        if self._ring.scene() is not None:
            self._ring.getViewBox().removeItem(self._ring)
        line.item.getViewBox().addItem(self._ring, ignoreBounds=True)
        self._ring.setData(
            [x], [y], pen=pg.mkPen(self._theme.colour("focus"), width=2), brush=None, size=self._theme.px(18)
        )
        if tell:
            mark = line.mark(walk[1])
            announce(self, f"{mark.spoken}, {tr('{n} of {all}', n=walk[1] + 1, all=line.count)}")
            if mark.ref is not None:
                self.selected.emit(mark.ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {
            "reason": self.asked_why.emit,
            "closer": lambda: self._zoom_all(1 / ZOOM),
            "farther": lambda: self._zoom_all(ZOOM),
            "fit": self.reset_zoom,
        }
        if any(line.count for line in self._lines):
            for name, step in _STEPS.items():
                verbs[name] = partial(self._step, step)
        if self.current_ref() is not None:
            verbs["open"] = lambda: self.activated.emit(self.current_ref())
        if not act(event, "chart", verbs):
            super().keyPressEvent(event)

    def _step(self, step: tuple[int, int]) -> None:
        self._reach(self._next(step), tell=True)

    def _next(self, step: tuple[int, int]) -> Walk:
        full = [n for n, line in enumerate(self._lines) if line.count]
        if self._at is None:
            return full[0], 0
        number, index = self._at
        if step[0]:
            number = full[(full.index(number) + step[0]) % len(full)]
            return number, min(index, self._lines[number].count - 1)
        return number, max(0, min(self._lines[number].count - 1, index + step[1]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            arrive(self, self._spec.caption.summary)

    # Mouse

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            place = event.position()
            if event.type() == QEvent.Type.MouseButtonPress:
                self._down = place
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            elif event.type() == QEvent.Type.MouseButtonRelease and self._down is not None:
                if (place - self._down).manhattanLength() < 6:
                    self._click(place)
                self._down = None
            elif event.type() == QEvent.Type.MouseMove:
                mark = self._mark(self._near(place))
                set_tip(self.canvas, mark.spoken if mark else "")
        elif isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Mouse:
            self._click(QPointF(event.pos()))
            event.ignore()  # the menu of what was chosen is opened by the window
            return True
        return super().eventFilter(watched, event)

    def _click(self, place: QPointF) -> None:
        walk = self._near(place)
        if walk is not None:
            self._reach(walk, tell=True)

    def _seen(self, item: Any) -> QTransform:
        """Returns the way from the values of a plot to pixels of the canvas."""
        view = item.getViewBox()
        found: QTransform = view.childGroup.sceneTransform() * self.canvas.viewportTransform()
        return found

    def _near(self, place: QPointF) -> Walk | None:
        """Returns the figure nearest to a pixel, by what is drawn there; of very many by their columns of numbers."""
        unit, reach = unit_of(self._theme), self._theme.px(REACH)
        at = (place.x() / unit, place.y() / unit)
        drawn: list[Place] = []
        first = 0
        for item, pane in zip(self._items, self._spec.panes if self._spec else (), strict=False):
            marks = next((line.marks for line in self._lines if line.item is item), None)
            drawn += [
                Place(box=found.box, walk=(found.walk[0] + first, found.walk[1]))
                for found in (marks.places(self._seen(item)) if marks is not None else ())
                if found.walk is not None
            ]
            first += len(pane.series)
        found_near = nearest(drawn, at, reach=reach / unit)
        return found_near.walk if found_near is not None else self._near_many(place, reach)

    def _near_many(self, place: QPointF, reach: float) -> Walk | None:
        best: tuple[float, Walk] | None = None
        for number, line in enumerate(self._lines):
            if line.series.many is None:
                continue
            seen = self._seen(line.item)
            for index in line.sharing_columns(place, seen, reach):
                distance = (seen.map(QPointF(*line.place(index))) - place).manhattanLength()
                if distance <= reach and (best is None or distance < best[0]):
                    best = (distance, (number, index))
        return best[1] if best else None


def _zoom_about(view: Any, about: float, factor: float) -> None:
    (left, right) = view.viewRange()[0]
    if view.mouseEnabled()[0]:
        view.setXRange(about - (about - left) * factor, about + (right - about) * factor, padding=0)
