"""From a ChartSpec to the items of one pyqtgraph plot; marks of one look share one item, so that many stay quick."""

from __future__ import annotations

import math
from typing import Any

import numpy as np  # noqa: TID253 - this module is imported when the first chart is shown
import pyqtgraph as pg  # noqa: TID253 - see above
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Axis, ChartSeries, ChartSpec, Mark
from briefing_app.ui.charts.overlay import GridItem, Words, WordsItem
from briefing_app.ui.charts.words import BELOW, LEFT, OVER, RIGHT, Anchor, Places, wrapped
from briefing_app.ui.theme import Theme

Walk = tuple[int, int]
"""Index of a series and of a mark in it."""
Place = tuple[float, float, Walk]
"""Where a mark stands in the coordinates of the plot."""
SYMBOLS = {
    "preferred": "o",
    "rival": "o",
    "estimate": "d",
    "derived": "s",
    "part": "h",
    "target": "t1",
    "plan": "t",
    "forecast": "star",
    "claim": "x",
}
FILLED = frozenset({"preferred", "derived", "claim"})
BARS = frozenset({"columns", "bars", "stacked", "paired"})
AHEAD = frozenset({"target", "plan", "forecast"})
DASHED = frozenset({"part", "estimate", "forecast", "plan"})


def short(word: str) -> str:
    """Returns a name that fits beside a plot."""
    return word if len(word) <= 44 else word[:43] + "…"


class Drawing:
    """One drawing of one spec. It keeps where each mark stands, for the mouse and the keys."""

    def __init__(self, item: Any, spec: ChartSpec, theme: Theme, noted: frozenset[Ref]) -> None:
        self._item, self._spec, self._theme, self._noted = item, spec, theme, noted
        self.places: list[Place] = []
        self._points: dict[tuple[str, str], list[tuple[float, float]]] = {}
        self._bars: dict[tuple[str, str], list[tuple[float, float, float, float]]] = {}
        self._said: list[Words] = []
        self._labels: list[tuple[ChartSeries, Mark, tuple[float, float]]] = []
        self.names_left_out = spec.form == "paired"
        """True if the names of the series stand nowhere on the plot, so that a legend must tell them."""
        self.flat = spec.form == "bars"
        """Named bars lie: their names are read without turning the head."""

    def draw(self) -> None:
        """Draws everything the spec holds."""
        self._dress()
        for number, series in enumerate(self._spec.series):
            self._series(series, number)
        self._all_bars()
        self._all_points()
        self._spans()
        self._words()
        said = WordsItem(self._said, self._theme.font("small"))
        said.setZValue(4)
        self._item.addItem(said, ignoreBounds=True)

    # Axes

    def _dress(self) -> None:
        theme, item, spec = self._theme, self._item, self._spec
        across, up = (spec.y, spec.x) if self.flat else (spec.x, spec.y)
        for side, axis in (("bottom", across), ("left", up)):
            shown = item.getAxis(side)
            told = axis.ticks[:: self._every(axis)] if side == "bottom" else axis.ticks
            ticks = [(self._scaled(v, log=axis.log), self._tick(axis, w, side)) for v, w in told]
            shown.setTicks([ticks])
            if side == "bottom":
                lines = max((w.count("\n") + 1 for _v, w in ticks), default=1)
                shown.setHeight(round(lines * QFontMetricsF(theme.font("small")).lineSpacing()) + theme.px(8))
            shown.setTextPen(theme.colour("muted"))
            shown.setPen(pg.mkPen(theme.colour("rule")))
            shown.setTickFont(theme.font("small"))
            shown.setStyle(tickLength=0, autoExpandTextSpace=True)
            shown.setLabel("")
        low, high = (self._scaled(v, log=spec.y.log) for v in (spec.y.low, spec.y.high))
        view = item.getViewBox()
        view.setMouseEnabled(x=not self.flat and spec.x.kind == "time", y=False)
        view.invertY(self.flat)
        if self.flat:
            view.setRange(xRange=(low, high + (high - low) * 0.12), yRange=(spec.x.low, spec.x.high), padding=0)
        else:
            wide = (spec.x.high - spec.x.low) * (0.12 if spec.form == "scatter" else 0.0)
            up_to = high + (high - low) * 0.08
            view.setRange(xRange=(spec.x.low, spec.x.high + wide), yRange=(low, up_to), padding=0.01)
        values = [self._scaled(value, log=spec.y.log) for value, _word in spec.y.ticks]
        item.addItem(GridItem(values, pg.mkPen(theme.colour("grid")), upright=self.flat), ignoreBounds=True)

    def _every(self, axis: Axis) -> int:
        """Tells every how many years below a plot are named, so that none runs into the next."""
        if axis.kind != "time" or len(axis.ticks) < 2:
            return 1
        metrics = QFontMetricsF(self._theme.font("small"))
        wide = max(metrics.horizontalAdvance(words) for _value, words in axis.ticks) + self._theme.px(8)
        first, second = axis.ticks[0][0], axis.ticks[1][0]
        apart = self._frame().width() * (second - first) / ((axis.high - axis.low) or 1.0)
        return max(1, math.ceil(wide / apart)) if apart > 0 else 1

    def _tick(self, axis: Axis, words: str, side: str) -> str:
        """Names of categories break into lines, so that they neither run into one another nor lose their ends."""
        if axis.kind != "category" or not axis.ticks:
            return short(words)
        frame, metrics = self._frame(), QFontMetricsF(self._theme.font("small"))
        if side == "bottom":
            return wrapped(words, metrics, frame.width() / len(axis.ticks) - self._theme.px(10))
        room = min(self._theme.px(230), frame.width() * 0.4)
        double = frame.height() / len(axis.ticks) > 2 * metrics.lineSpacing()
        return wrapped(words, metrics, room) if double else metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)

    @staticmethod
    def _scaled(value: float, *, log: bool) -> float:
        return float(np.log10(max(value, 1e-12))) if log else value

    def y(self, value: float) -> float:
        """Returns a value on the axis as the plot counts it."""
        return self._scaled(value, log=self._spec.y.log)

    # Series

    def _series(self, series: ChartSeries, number: int) -> None:
        spec = self._spec
        if series.many is not None:
            from briefing_app.ui.charts.many import ManyItem

            self._item.addItem(ManyItem(series.many, self._theme.colour(series.tone), scale=self.y))
            return
        if series.joined and spec.form == "line":
            self._line(series)
        for index, mark in enumerate(series.marks):
            self._mark(series, mark, (number, index))

    def _line(self, series: ChartSeries) -> None:
        xs: list[float] = []
        ys: list[float] = []
        for index, mark in enumerate(series.marks):
            if mark.form not in ("preferred", "estimate", "derived") or mark.x_end is not None:
                continue
            if index in series.breaks:
                xs.append(float("nan"))
                ys.append(float("nan"))
            xs.append(mark.x)
            ys.append(self.y(mark.y))
        pen = pg.mkPen(self._theme.colour(series.tone), width=1.4)
        self._item.addItem(pg.PlotCurveItem(np.array(xs), np.array(ys), pen=pen, connect="finite"))

    def _mark(self, series: ChartSeries, mark: Mark, walk: Walk) -> None:
        # A figure for several years is a level over its span: as a block it would look like many years' worth.
        several_years = mark.x_end is not None and mark.form != "part"
        barred = self._spec.form in BARS and mark.form not in ("rival", *AHEAD) and not several_years
        x = mark.x if mark.x_end is None else (mark.x + mark.x_end) / 2
        if barred:
            self._bar(series, mark, x)
        elif mark.x_end is not None:
            self._span(series, mark)
        if mark.y_high is not None:
            pen = pg.mkPen(self._theme.colour(series.tone), width=2)
            self._item.addItem(pg.PlotCurveItem([x, x], [self.y(mark.y), self.y(mark.y_high)], pen=pen))
        place = (self.y(mark.y), x) if self.flat else (x, self.y(mark.y))
        if (not barred or self._gained(mark)) and not (mark.form == "part" and mark.x_end is not None):
            self._points.setdefault((series.tone, mark.form), []).append(place)
        self.places.append((*place, walk))
        if mark.label:
            self._labels.append((series, mark, place))
        if mark.ref in self._noted:
            self._text(*place, "✎", "note", anchor=(0.5, 1.4))

    def _gained(self, mark: Mark) -> bool:
        """A bar that was not reported but estimated, derived or claimed carries its sign; segments have no room."""
        return mark.form in ("estimate", "derived", "claim") and self._spec.form != "stacked"

    def _pen(self, series: ChartSeries, mark: Mark, *, width: float = 1.4) -> QPen:
        pen = pg.mkPen(self._theme.colour(series.tone), width=width)
        if mark.form in DASHED:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _bar(self, series: ChartSeries, mark: Mark, x: float) -> None:
        width = 0.62 if mark.x_end is None else max(0.05, abs(mark.x_end - mark.x))
        if self._spec.form == "paired":
            width = 0.8 / max(1, len(self._spec.series)) * 0.9
        base = self.y(self._spec.y.low) if self._spec.y.log else mark.base
        look = "hollow" if mark.form == "part" else "light" if self._gained(mark) else "solid"
        self._bars.setdefault((series.tone, look), []).append((x, width, base, self.y(mark.y)))

    def _all_bars(self) -> None:
        for (tone, look), found in self._bars.items():
            xs, widths, bases, tops = (np.array(column) for column in zip(*found, strict=True))
            pen = pg.mkPen(self._theme.colour(tone), width=1.4)
            styles = {"hollow": Qt.PenStyle.DashLine, "light": Qt.PenStyle.SolidLine, "solid": Qt.PenStyle.NoPen}
            pen.setStyle(styles[look])
            brush = None if look == "hollow" else self._theme.colour(tone, alpha=205 if look == "solid" else 40)
            if self.flat:
                made = pg.BarGraphItem(x0=bases, x1=tops, y=xs, height=widths, brush=brush, pen=pen)
            else:
                made = pg.BarGraphItem(x=xs, y0=bases, y1=tops, width=widths, brush=brush, pen=pen)
            made.setZValue(-0.5)
            self._item.addItem(made)

    def _span(self, series: ChartSeries, mark: Mark) -> None:
        y, end = self.y(mark.y), mark.x_end or mark.x
        if mark.form == "part":
            low = self.y(self._spec.y.low if self._spec.y.log else 0.0)
            xs, ys = [mark.x, mark.x, end, end], [low, y, y, low]
        else:
            xs, ys = [mark.x, end], [y, y]
        width = 3.0 if mark.form in AHEAD else 1.2
        self._item.addItem(pg.PlotCurveItem(xs, ys, pen=self._pen(series, mark, width=width)))

    def _all_points(self) -> None:
        for (tone, form), found in self._points.items():
            colour = self._theme.colour("bad" if form == "claim" else tone)
            xs, ys = (np.array(column) for column in zip(*found, strict=True))
            made = pg.ScatterPlotItem(
                xs,
                ys,
                symbol=SYMBOLS[form],
                size=self._theme.px(9 if form == "rival" else 10),
                brush=colour if form in FILLED else self._theme.colour("paper"),
                pen=pg.mkPen(colour, width=1.5),
            )
            made.setZValue({"rival": 1, "preferred": 3}.get(form, 2))
            self._item.addItem(made)

    def _spans(self) -> None:
        if not self._spec.spans:
            return
        xs = np.repeat([x for x, _low, _high in self._spec.spans], 2)
        ys = np.array([self.y(v) for _x, low, high in self._spec.spans for v in (low, high)])
        curve = pg.PlotCurveItem(xs, ys, pen=pg.mkPen(self._theme.colour("muted"), width=1), connect="pairs")
        curve.setZValue(-1)
        self._item.addItem(curve)

    # Words on the plot

    def _words(self) -> None:
        """Finds room for the labels once all marks are known; the eye reads preferred figures first."""
        places = Places(QFontMetricsF(self._theme.font("small")), self._frame())
        standing = [p for found in self._points.values() for p in found]
        for x, y in standing:
            places.block(self._pixel(x, y), radius=self._theme.px(5))
        for mark in (m for series in self._spec.series for m in series.marks if m.x_end is not None):
            places.block_line(self._pixel(mark.x, self.y(mark.y)), self._pixel(mark.x_end or mark.x, self.y(mark.y)))
        order = {"claim": 0, "preferred": 1, "derived": 1, "estimate": 2, "target": 3, "plan": 3, "forecast": 3}
        # Of two that stand over one another the higher takes the room above, else it would bear the words of the lower.
        wanted = sorted(self._labels, key=lambda item: (order.get(item[1].form, 4), -item[1].y))
        for series, mark, place in wanted:
            if self._spec.form == "stacked":
                self._label_inside(series, mark, place)
            else:
                self._label_beside(series, mark, place, places)
        for series in self._spec.series:
            self._name(series, places)

    def _frame(self) -> QRectF:
        view = self._item.getViewBox()
        return QRectF(0.0, 0.0, max(200.0, view.width()), max(120.0, view.height()))

    def _pixel(self, x: float, y: float) -> QPointF:
        """Where a place lies in the plot's frame; reckoned, for the plot is not painted yet."""
        frame, ((left, right), (low, high)) = self._frame(), self._item.getViewBox().viewRange()
        across = (x - left) / ((right - left) or 1.0) * frame.width()
        up = (y - low) / ((high - low) or 1.0)
        return QPointF(across, (up if self.flat else 1.0 - up) * frame.height())

    def _label_beside(self, series: ChartSeries, mark: Mark, place: tuple[float, float], places: Places) -> None:
        form = self._spec.form
        x, y = place
        anchors: tuple[Anchor, ...] = (RIGHT, LEFT, *OVER, BELOW)
        tone = "ink"
        if self.flat:
            anchors = (RIGHT,)
        elif mark.form in AHEAD:
            x, anchors, tone = mark.x, (*OVER, RIGHT, BELOW), series.tone
        elif mark.form == "part" and mark.x_end is not None:
            anchors, tone = (*OVER, BELOW), "muted"
        elif form in BARS:
            anchors = OVER
        self._put(mark.label, x, y, tone, places, anchors)

    def _name(self, series: ChartSeries, places: Places) -> None:
        """Names a series beside its last mark, where several share a plot."""
        if len(self._spec.series) < 2 or self._spec.form not in ("line", "dots") or not series.marks:
            return
        last = next((m for m in reversed(series.marks) if m.form == "preferred"), series.marks[-1])
        at = last.x if last.x_end is None else last.x_end
        anchors = (*OVER, (1.0, 2.3), (1.0, -0.3), (1.0, -1.3), LEFT, RIGHT)
        self.names_left_out |= not self._put(series.label, at, self.y(last.y), series.tone, places, anchors)

    def _put(self, words: str, x: float, y: float, tone: str, places: Places, anchors: tuple[Anchor, ...]) -> bool:
        found = places.find(words, self._pixel(x, y), anchors)
        if found is not None:
            anchor, shift = found
            self._text(x, y, words, tone, anchor=anchor, shift=shift.x())
        return found is not None

    def _label_inside(self, series: ChartSeries, mark: Mark, place: tuple[float, float]) -> None:
        metrics = QFontMetricsF(self._theme.font("small"))
        corner, other = self._pixel(place[0] - 0.31, self.y(mark.base)), self._pixel(place[0] + 0.31, place[1])
        wide, tall = abs(other.x() - corner.x()), abs(other.y() - corner.y())
        whole = f"{series.label} {mark.label}"
        words = whole if metrics.horizontalAdvance(whole) + 6 <= wide else mark.label
        if metrics.height() > tall or metrics.horizontalAdvance(words) + 4 > wide:
            words = ""
        self.names_left_out |= words != whole
        middle = (self.y(mark.base) + place[1]) / 2
        tone = "ink" if mark.form == "part" else "inverse"
        self._text(place[0], middle, words, tone, anchor=(0.5, 0.5), on_paper=False)

    def _text(
        self, x: float, y: float, words: str, tone: str, *, anchor: Anchor, shift: float = 0.0, on_paper: bool = True
    ) -> None:
        if words:
            paper = self._theme.colour("paper", alpha=190) if on_paper else None
            self._said.append(Words(QPointF(x, y), words, self._theme.colour(tone), anchor, shift, paper))
