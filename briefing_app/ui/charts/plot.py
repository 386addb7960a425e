"""A ChartSpec on the screen: one pyqtgraph plot or a few small ones, walked by keys, hit by the mouse, spoken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyqtgraph as pg  # noqa: TID253 - this module is imported when the first chart is shown
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.ui.charts.drawing import Drawing, Walk
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.keymap import act
from briefing_app.ui.plain import label, set_tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

_STEPS = {"next": (0, 1), "previous": (0, -1), "series-below": (1, 0), "series-above": (-1, 0)}
REACH = 14
"""Pixels within which the mouse finds a mark."""
SETTLED_MS = 90
ABREAST = 2
"""Small charts in one row, where there is room."""
LEAST_ABREAST = 520
"""Pixels at 100 % text size below which small charts stand one under the other."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A series with the plot it stands in and the places of its marks."""

    series: ChartSeries
    item: Any
    drawing: Drawing
    places: dict[int, tuple[float, float]]

    @property
    def count(self) -> int:
        return len(self.series.many.xs) if self.series.many is not None else len(self.series.marks)

    def mark(self, index: int) -> Mark:
        return self.series.many.mark(index) if self.series.many is not None else self.series.marks[index]

    def place(self, index: int) -> tuple[float, float]:
        many = self.series.many
        return self.places[index] if many is None else (many.xs[index], self.drawing.y(many.ys[index]))


class ChartView(QWidget):
    """One chart. Left and right walk the marks of a series, up and down change the series, Enter follows."""

    selected = Signal(object)
    activated = Signal(object)
    asked_why = Signal()
    """The reason for the figure that was reached is wanted."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec: ChartSpec | None = None
        self._lines: list[_Line] = []
        self._items: list[Any] = []
        self._abreast = ABREAST
        self._at: Walk | None = None
        self._noted: frozenset[Ref] = frozenset()
        self._down: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas = pg.GraphicsLayoutWidget()
        self.canvas.setAntialiasing(True)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setMouseTracking(True)
        self.canvas.viewport().installEventFilter(self)
        self.canvas.setBackground(theme.colour("paper"))
        self.canvas.ci.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._legend_row = QWidget()
        self._legend = FlowLayout(self._legend_row, gap=theme.px(14), side=theme.px(8))
        self._legend_row.hide()
        layout.addWidget(self._legend_row)
        layout.addWidget(self.canvas, 1)
        self._ring = pg.ScatterPlotItem(size=18, brush=None)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._draw_again)

    # Drawing

    def set_spec(self, spec: ChartSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Draws a chart; what was selected stays selected if it is still there."""
        before = self.current_ref()
        self._spec, self._noted, self._at = spec, noted, None
        if self._ring.scene() is not None:
            self._ring.getViewBox().removeItem(self._ring)
        rows = max((len(pane.x.ticks) for pane in spec.panes if pane.form == "bars"), default=0)
        self.setMinimumHeight(
            rows * self._theme.px(21) + self._theme.px(40) if rows else self._theme.px(200) * self._rows_of(spec)
        )
        abreast = ABREAST if self.width() >= self._theme.px(LEAST_ABREAST) else 1
        self._make_items(len(spec.panes), abreast)
        self._lines = []
        for item, pane in zip(self._items, spec.panes, strict=True):
            item.clear()
            self._title(item, pane.caption.title if spec.panels else "")
            drawing = Drawing(item, pane, self._theme, noted)
            drawing.draw()
            for number, series in enumerate(pane.series):
                places = {walk[1]: (x, y) for x, y, walk in drawing.places if walk[0] == number}
                self._lines.append(_Line(series, item, drawing, places))
        self._tell_names(spec, told=not any(line.drawing.names_left_out for line in self._lines))
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

    def _tell_names(self, spec: ChartSpec, *, told: bool) -> None:
        """Shows a legend where the names of the series found no room beside their marks."""
        self._legend.clear()
        self._legend_row.setVisible(not told)
        if told:
            return
        for series in spec.series:
            hollow = all(mark.form == "part" for mark in series.marks)
            name = label(f"{'□' if hollow else '■'} {series.label}", role="small")
            name.setStyleSheet(f"color: {self._theme.hex(series.tone)};")
            self._legend.addWidget(name)

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
            self._items.append(item)

    def _title(self, item: Any, words: str) -> None:
        item.titleLabel.item.setFont(self._theme.font("body", bold=True))
        item.titleLabel.item.setDefaultTextColor(self._theme.colour("ink"))
        item.titleLabel.item.setPlainText(words)  # not setTitle, which reads markup
        item.titleLabel.setVisible(bool(words))
        item.titleLabel.setMaximumHeight(self._theme.px(22) if words else 0)
        item.layout.setRowFixedHeight(0, self._theme.px(22) if words else 0)

    def _draw_again(self) -> None:
        if self._spec is not None:
            self.set_spec(self._spec, noted=self._noted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words find their places anew once the size has settled."""
        super().resizeEvent(event)
        self._settled.start()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.canvas.setBackground(theme.colour("paper"))
        self._draw_again()

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
        for number, line in enumerate(self._lines):
            for index, mark in enumerate(line.series.marks):
                if mark.ref == ref:
                    self._reach((number, index), tell=False)
                    return True
        return False

    def _mark(self, walk: Walk | None) -> Mark | None:
        return self._lines[walk[0]].mark(walk[1]) if walk is not None and walk[0] < len(self._lines) else None

    def _reach(self, walk: Walk, *, tell: bool) -> None:
        self._at = walk
        line = self._lines[walk[0]]
        x, y = line.place(walk[1])
        if self._ring.scene() is not None:
            self._ring.getViewBox().removeItem(self._ring)
        line.item.getViewBox().addItem(self._ring, ignoreBounds=True)
        self._ring.setData([x], [y], pen=pg.mkPen(self._theme.colour("focus"), width=2), brush=None,
                           size=self._theme.px(18))  # fmt: skip
        if tell:
            mark = line.mark(walk[1])
            announce(self, f"{mark.spoken}, {tr('{n} of {all}', n=walk[1] + 1, all=line.count)}")
            if mark.ref is not None:
                self.selected.emit(mark.ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {"reason": self.asked_why.emit}
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
            announce(self, f"{self._spec.caption.title}. {self._spec.caption.summary}")

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
        return super().eventFilter(watched, event)

    def _click(self, place: QPointF) -> None:
        walk = self._near(place)
        if walk is not None:
            self._reach(walk, tell=True)

    def _near(self, place: QPointF) -> Walk | None:
        best: tuple[float, Walk] | None = None
        for number, line in enumerate(self._lines):
            view = line.item.getViewBox()
            for index in self._candidates(line, place):
                at = self.canvas.mapFromScene(view.mapViewToScene(QPointF(*line.place(index))))
                distance = abs(at.x() - place.x()) + abs(at.y() - place.y())
                if distance <= self._theme.px(REACH) and (best is None or distance < best[0]):
                    best = (distance, (number, index))
        return best[1] if best else None

    def _candidates(self, line: _Line, place: QPointF) -> range:
        """All marks, or of very many those that share the mouse's columns, at most a few thousand."""
        if line.series.many is None:
            return range(line.count)
        view, xs, reach = line.item.getViewBox(), line.series.many.xs, self._theme.px(REACH)
        low, high = (
            view.mapSceneToView(self.canvas.mapToScene(QPointF(place.x() + d, place.y()).toPoint())).x()
            for d in (-reach, reach)
        )
        first, last = bisect_left(xs, low), bisect_left(xs, high)
        step = max(1, (last - first) // 2_000)
        return range(first, last, step)
