"""A ChartSpec on the screen: one pyqtgraph plot, walked by keys, hit by the mouse, spoken."""

from __future__ import annotations

from typing import Any

import numpy as np  # noqa: TID253 - this module is imported when the first chart is shown
import pyqtgraph as pg  # noqa: TID253 - see above
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.ui.plain import tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

Walk = tuple[int, int]
"""Index of a series and of a mark in it."""
SYMBOLS = {
    "preferred": "o",
    "rival": "o",
    "estimate": "d",
    "derived": "s",
    "part": "o",
    "target": "t1",
    "plan": "t",
    "forecast": "star",
    "claim": "x",
}
FILLED = frozenset({"preferred", "derived", "claim"})
BARS = frozenset({"columns", "bars", "stacked", "paired"})
REACH = 14
"""Pixels within which the mouse finds a mark."""


class ChartView(QWidget):
    """One chart. Left and right walk the marks of a series, up and down change the series, Enter follows."""

    selected = Signal(object)
    activated = Signal(object)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec: ChartSpec | None = None
        self._places: list[tuple[float, float, Walk]] = []
        self._at: Walk | None = None
        self._noted: frozenset[Ref] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot = pg.PlotWidget(background=theme.colour("paper"), enableMenu=False)
        self.plot.setAntialiasing(True)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseTracking(True)
        self.plot.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self._ring = pg.ScatterPlotItem(size=18, brush=None)
        self._down: QPointF | None = None
        self._own_menus()

    def _own_menus(self) -> None:
        """Menus that pyqtgraph makes without an owner, even where none is wanted, go when the chart goes."""
        self.plot.getPlotItem().ctrlMenu.setParent(self)

    # Drawing

    def set_spec(self, spec: ChartSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Draws a chart; what was selected stays selected if it is still there."""
        before = self.current_ref()
        self._spec, self._noted, self._at = spec, noted, None
        item = self.plot.getPlotItem()
        item.clear()
        self._places = []
        self._dress(item, spec)
        for number, series in enumerate(spec.series):
            self._draw_series(item, spec, series, number)
        self._draw_spans(item, spec)
        item.addItem(self._ring)
        self._ring.setData([], [])
        if before is not None:
            self.select_ref(before)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.plot.setBackground(theme.colour("paper"))
        if self._spec is not None:
            self.set_spec(self._spec, noted=self._noted)

    def _flat(self, spec: ChartSpec) -> bool:
        """Named bars lie: their names are read without turning the head."""
        return spec.form == "bars"

    def _dress(self, item: Any, spec: ChartSpec) -> None:
        theme, flat = self._theme, self._flat(spec)
        across, up = (spec.y, spec.x) if flat else (spec.x, spec.y)
        for side, axis in (("bottom", across), ("left", up)):
            shown = item.getAxis(side)
            ticks = [(self._scaled(v, log=axis.log), self._short(w)) for v, w in axis.ticks]
            shown.setTicks([ticks])
            shown.setTextPen(theme.colour("muted"))
            shown.setPen(pg.mkPen(theme.colour("rule")))
            shown.setTickFont(theme.font("small"))
            shown.setStyle(tickLength=0, autoExpandTextSpace=True)
            shown.setLabel("")
        low, high = (self._scaled(v, log=spec.y.log) for v in (spec.y.low, spec.y.high))
        room = (high - low) * 0.08
        view = item.getViewBox()
        view.setMouseEnabled(x=not flat and spec.x.kind == "time", y=False)
        view.invertY(flat)
        if flat:
            view.setRange(xRange=(low, high + (high - low) * 0.12), yRange=(spec.x.low, spec.x.high), padding=0)
        else:
            view.setRange(xRange=(spec.x.low, spec.x.high), yRange=(low, high + room), padding=0.01)
        pen = pg.mkPen(theme.colour("grid"))
        for value, _word in spec.y.ticks:
            at = self._scaled(value, log=spec.y.log)
            item.addItem(pg.InfiniteLine(pos=at, angle=90 if flat else 0, pen=pen))

    def _short(self, word: str) -> str:
        return word if len(word) <= 44 else word[:43] + "…"

    @staticmethod
    def _scaled(value: float, *, log: bool) -> float:
        return float(np.log10(max(value, 1e-12))) if log else value

    def _y(self, value: float) -> float:
        return self._scaled(value, log=self._spec.y.log if self._spec else False)

    def _draw_series(self, item: Any, spec: ChartSpec, series: ChartSeries, number: int) -> None:
        colour = self._theme.colour(series.tone)
        if series.joined and spec.form == "line":
            self._draw_line(item, series, colour)
        for index, mark in enumerate(series.marks):
            self._draw_mark(item, spec, series, mark, (number, index))
        if len(spec.series) > 1 and series.marks and spec.form in ("line", "dots"):
            last = next((m for m in reversed(series.marks) if m.form == "preferred"), series.marks[-1])
            at = last.x if last.x_end is None else last.x_end
            self._text(item, at, self._y(last.y), self._short(series.label), series.tone, anchor=(1, 1.3))

    def _draw_line(self, item: Any, series: ChartSeries, colour: Any) -> None:
        xs: list[float] = []
        ys: list[float] = []
        for index, mark in enumerate(series.marks):
            if mark.form not in ("preferred", "estimate", "derived") or mark.x_end is not None:
                continue
            if index in series.breaks:
                xs.append(float("nan"))
                ys.append(float("nan"))
            xs.append(mark.x)
            ys.append(self._y(mark.y))
        item.addItem(pg.PlotCurveItem(np.array(xs), np.array(ys), pen=pg.mkPen(colour, width=1.4), connect="finite"))

    def _draw_mark(self, item: Any, spec: ChartSpec, series: ChartSeries, mark: Mark, walk: Walk) -> None:
        x = mark.x if mark.x_end is None else (mark.x + mark.x_end) / 2
        if spec.form in BARS and mark.form not in ("rival", "target", "plan", "forecast"):
            self._draw_bar(item, spec, series, mark, x)
        elif mark.x_end is not None:
            self._draw_span(item, series, mark)
        if mark.y_high is not None:
            pen = pg.mkPen(self._theme.colour(series.tone), width=2)
            item.addItem(pg.PlotCurveItem([x, x], [self._y(mark.y), self._y(mark.y_high)], pen=pen))
        if spec.form not in BARS or mark.form in ("rival", "target", "plan", "forecast"):
            self._draw_symbol(item, spec, series, mark, x)
        place = (self._y(mark.y), x) if self._flat(spec) else (x, self._y(mark.y))
        self._places.append((*place, walk))
        if mark.label:
            self._label(item, spec, series, mark, place)
        if mark.ref in self._noted:
            self._text(item, *place, "✎", "note", anchor=(0.5, 1.4))

    def _pen(self, series: ChartSeries, mark: Mark, *, width: float = 1.4) -> QPen:
        pen = pg.mkPen(self._theme.colour(series.tone), width=width)
        if mark.form in ("part", "estimate", "forecast", "plan"):
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _draw_bar(self, item: Any, spec: ChartSpec, series: ChartSeries, mark: Mark, x: float) -> None:
        width = 0.62 if mark.x_end is None else max(0.05, abs(mark.x_end - mark.x))
        if spec.form == "paired":
            width = 0.8 / max(1, len(spec.series)) * 0.9
        base, top = self._y(mark.base) if not spec.y.log else self._y(spec.y.low), self._y(mark.y)
        brush = None if mark.form == "part" else self._theme.colour(series.tone, alpha=205)
        pen = self._pen(series, mark) if mark.form == "part" else pg.mkPen(None)
        if self._flat(spec):
            bar = pg.BarGraphItem(x0=base, x1=top, y=[x], height=width, brush=brush, pen=pen)
        else:
            bar = pg.BarGraphItem(x=[x], y0=base, y1=top, width=width, brush=brush, pen=pen)
        item.addItem(bar)

    def _draw_span(self, item: Any, series: ChartSeries, mark: Mark) -> None:
        y, end = self._y(mark.y), mark.x_end or mark.x
        if mark.form == "part":
            low = self._y(self._spec.y.low if self._spec and self._spec.y.log else 0.0)
            xs, ys = [mark.x, mark.x, end, end], [low, y, y, low]
        else:
            xs, ys = [mark.x, end], [y, y]
        width = 3.0 if mark.form in ("target", "plan", "forecast") else 1.2
        item.addItem(pg.PlotCurveItem(xs, ys, pen=self._pen(series, mark, width=width)))

    def _draw_symbol(self, item: Any, spec: ChartSpec, series: ChartSeries, mark: Mark, x: float) -> None:
        if mark.form == "part" and mark.x_end is not None:
            return
        colour = self._theme.colour("bad" if mark.form == "claim" else series.tone)
        size = self._theme.px(10 if mark.form != "rival" else 9)
        brush = colour if mark.form in FILLED else self._theme.colour("paper")
        at = (self._y(mark.y), x) if self._flat(spec) else (x, self._y(mark.y))
        front = {"rival": 1, "preferred": 3}.get(mark.form, 2)
        point = pg.ScatterPlotItem([at[0]], [at[1]], symbol=SYMBOLS[mark.form], size=size, brush=brush,
                                   pen=pg.mkPen(colour, width=1.5))  # fmt: skip
        point.setZValue(front)
        item.addItem(point)

    def _draw_spans(self, item: Any, spec: ChartSpec) -> None:
        pen = pg.mkPen(self._theme.colour("muted"), width=1)
        for x, low, high in spec.spans:
            curve = pg.PlotCurveItem([x, x], [self._y(low), self._y(high)], pen=pen)
            curve.setZValue(-1)
            item.addItem(curve)

    def _label(self, item: Any, spec: ChartSpec, series: ChartSeries, mark: Mark, place: tuple[float, float]) -> None:
        if spec.form == "stacked":
            middle = (place[0], (self._y(mark.base) + place[1]) / 2)
            shown = f"{series.label} {mark.label}" if mark.y - mark.base > (spec.y.high - spec.y.low) * 0.05 else ""
            tone = "ink" if mark.form == "part" else "inverse"
            self._text(item, *middle, shown, tone, anchor=(0.5, 0.5))
            return
        if self._crowded(place):
            return
        if self._flat(spec):
            self._text(item, *place, " " + mark.label, "ink", anchor=(0, 0.5))
        elif mark.form in ("target", "plan", "forecast"):
            self._text(item, mark.x, place[1], mark.label, series.tone, anchor=(0, 1.2))
        elif mark.form == "part" and mark.x_end is not None:
            self._text(item, mark.x, place[1], mark.label, "muted", anchor=(0, 1))
        elif spec.form in BARS:
            self._text(item, *place, mark.label, "ink", anchor=(0.5, 1))
        else:
            self._text(item, *place, "  " + mark.label, "ink", anchor=(0, 0.5))

    def _crowded(self, place: tuple[float, float]) -> bool:
        """A label is left out where another mark with a label stands almost at the same place."""
        spec = self._spec
        if spec is None:
            return False
        wide = max(1e-9, spec.x.high - spec.x.low)
        tall = max(1e-9, self._y(spec.y.high) - self._y(spec.y.low))
        if self._flat(spec):
            wide, tall = tall, wide
        for x, y, walk in self._places[:-1]:
            other = spec.series[walk[0]].marks[walk[1]]
            if other.label and abs(x - place[0]) < wide * 0.07 and abs(y - place[1]) < tall * 0.045:
                return True
        return False

    def _text(self, item: Any, x: float, y: float, words: str, tone: str, *, anchor: tuple[float, float]) -> None:
        if words:
            text = pg.TextItem(color=self._theme.colour(tone), anchor=anchor)
            text.setPlainText(words)
            text.setFont(self._theme.font("small"))
            text.setPos(x, y)
            item.addItem(text, ignoreBounds=True)

    # Walking

    def current_ref(self) -> Ref | None:
        """Returns the figure that was reached."""
        mark = self._mark(self._at)
        return mark.ref if mark else None

    def select_ref(self, ref: Ref) -> bool:
        """Marks a figure without telling anybody; returns False if it is not drawn."""
        for _x, _y, walk in self._places:
            mark = self._mark(walk)
            if mark is not None and mark.ref == ref:
                self._reach(walk, tell=False)
                return True
        return False

    def _mark(self, walk: Walk | None) -> Mark | None:
        if self._spec is None or walk is None:
            return None
        return self._spec.series[walk[0]].marks[walk[1]]

    def _reach(self, walk: Walk, *, tell: bool) -> None:
        self._at = walk
        x, y, _walk = next(p for p in self._places if p[2] == walk)
        self._ring.setData([x], [y], pen=pg.mkPen(self._theme.colour("focus"), width=2), brush=None,
                           size=self._theme.px(18))  # fmt: skip
        mark = self._mark(walk)
        if mark is None or self._spec is None:
            return
        series = self._spec.series[walk[0]]
        if tell:
            count = tr("{n} of {all}", n=walk[1] + 1, all=len(series.marks))
            announce(self, f"{mark.spoken}, {count}")
            if mark.ref is not None:
                self.selected.emit(mark.ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._spec is not None and self._spec.series:
            self._reach(self._next(step), tell=True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_ref() is not None:
            self.activated.emit(self.current_ref())
        else:
            super().keyPressEvent(event)

    def _next(self, step: tuple[int, int]) -> Walk:
        assert self._spec is not None
        all_series = self._spec.series
        if self._at is None:
            return next((n, 0) for n, s in enumerate(all_series) if s.marks)
        series, index = self._at
        if step[0]:
            series = (series + step[0]) % len(all_series)
            return series, min(index, len(all_series[series].marks) - 1)
        return series, max(0, min(len(all_series[series].marks) - 1, index + step[1]))

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
                walk = self._near(place)
                mark = self._mark(walk)
                self.plot.setToolTip(tip(mark.spoken) if mark else "")
        return super().eventFilter(watched, event)

    def _click(self, place: QPointF) -> None:
        walk = self._near(place)
        if walk is not None:
            self._reach(walk, tell=True)

    def _near(self, place: QPointF) -> Walk | None:
        view = self.plot.getPlotItem().getViewBox()
        best: tuple[float, Walk] | None = None
        for x, y, walk in self._places:
            at = self.plot.mapFromScene(view.mapViewToScene(QPointF(x, y)))
            distance = abs(at.x() - place.x()) + abs(at.y() - place.y())
            if distance <= self._theme.px(REACH) and (best is None or distance < best[0]):
                best = (distance, walk)
        return best[1] if best else None
