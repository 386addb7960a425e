"""The axes of a plot as pyqtgraph keeps them: ticks in words, ranges within the data, and the lines of the grid."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg  # noqa: TID253 - imported when the first chart is shown
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from briefing_app.domain.specs import Axis, ChartSpec
from briefing_app.pictures.letters import shortened, text_width, wrapped
from briefing_app.translation import runs_right_to_left
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.theme import Theme

_LONGEST = 230.0
"""Points of the longest name beside a plot of lying bars."""
_ABOVE, _BESIDE = 0.08, 0.12
"""Room for words above and beside what is drawn, as a share of the range."""
_LEAST = 1e-12


def on_axis(axis: Axis, value: float) -> float:
    """Returns a value as the plot counts it: on a logarithmic axis by its logarithm."""
    return math.log10(max(value, _LEAST)) if axis.log else value


def dress(item: Any, spec: ChartSpec, theme: Theme) -> None:
    """Gives a plot the axes, ranges and grid of a chart.

    Args:
        item: The plot of pyqtgraph.
        spec: The chart.
        theme: Colours and text size.
    """
    flat = spec.form == "bars"
    beside, other = ("right", "left") if runs_right_to_left() else ("left", "right")
    item.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time and amounts run as ever, their names stand beside
    item.showAxis(beside)
    item.hideAxis(other)
    across, up = (spec.y, spec.x) if flat else (spec.x, spec.y)
    view = item.getViewBox()
    frame = QRectF(0.0, 0.0, max(200.0, view.width()), max(120.0, view.height()))
    for side, axis in (("bottom", across), (beside, up)):
        shown = item.getAxis(side)
        told = axis.ticks[:: _every(axis, frame.width(), theme)] if side == "bottom" else axis.ticks
        ticks = [(on_axis(axis, value), _words(axis, words, side, frame, theme)) for value, words in told]
        shown.setTicks([ticks])
        shown.setTextPen(theme.colour("muted"))
        shown.setPen(pg.mkPen(theme.colour("rule")))
        shown.setTickFont(theme.font("small"))
        shown.setStyle(tickLength=0, autoExpandTextSpace=True)
        shown.setLabel("")
        if side == "bottom":
            lines = max((words.count("\n") + 1 for _value, words in ticks), default=1)
            shown.setHeight(round(lines * theme.letters("small") * 1.4) + theme.px(8))
    low, high = (on_axis(spec.y, value) for value in (spec.y.low, spec.y.high))
    movable = not flat and spec.x.kind == "time"
    view.setMouseEnabled(x=movable, y=False)
    view.invertY(flat)
    view.setLimits(xMin=None, xMax=None, minXRange=None)
    if flat:
        view.setRange(xRange=(low, high + (high - low) * _BESIDE), yRange=(spec.x.low, spec.x.high), padding=0)
    else:
        wide = (spec.x.high - spec.x.low) * (_BESIDE if spec.form == "scatter" else 0.0)
        view.setRange(xRange=(spec.x.low, spec.x.high + wide), yRange=(low, high + (high - low) * _ABOVE), padding=0.01)
    if movable:  # nobody gets lost outside the data
        (left, right), _up = view.viewRange()
        view.setLimits(xMin=left, xMax=right, minXRange=min((right - left) / 2, 0.02))
    values = [on_axis(spec.y, value) for value, _word in spec.y.ticks]
    item.addItem(GridItem(values, pg.mkPen(theme.colour("grid")), upright=flat), ignoreBounds=True)
    if spec.y.low <= 0 <= spec.y.high and not spec.y.log:  # what is above nought and what below is seen at once
        tone = theme.colour("ink" if spec.y.low < 0 else "muted")
        item.addItem(GridItem([0.0], pg.mkPen(tone), upright=flat), ignoreBounds=True)


def _every(axis: Axis, room: float, theme: Theme) -> int:
    """Tells every how many years below a plot are named, so that none runs into the next."""
    if axis.kind != "time" or len(axis.ticks) < 2:
        return 1
    lines = [line for _value, words in axis.ticks for line in words.split("\n")]
    wide = max(text_width(line, 8.0) for line in lines) * unit_of(theme) + theme.px(8)
    apart = room * (axis.ticks[1][0] - axis.ticks[0][0]) / ((axis.high - axis.low) or 1.0)
    return max(1, math.ceil(wide / apart)) if apart > 0 else 1


def _words(axis: Axis, words: str, side: str, frame: QRectF, theme: Theme) -> str:
    """Names of categories break into lines, so that they neither run into one another nor lose their ends."""
    unit = unit_of(theme)
    if axis.kind != "category" or not axis.ticks:
        return shortened(words, 8.0, _LONGEST)
    if side == "bottom":
        return "\n".join(wrapped(words, 8.0, frame.width() / len(axis.ticks) / unit - 7, most=4))
    room = min(_LONGEST, frame.width() * 0.4 / unit)
    double = frame.height() / len(axis.ticks) / unit > 22
    return "\n".join(wrapped(words, 8.0, room, most=2)) if double else shortened(words, 8.0, room)


class Whole(pg.GraphicsObject):
    """An item as large as what is seen of the plot."""

    def boundingRect(self) -> QRectF:
        return self.viewRect() or QRectF()

    def viewTransformChanged(self) -> None:
        """Follows the plot when it is moved or scaled."""
        self.prepareGeometryChange()
        self.update()


class GridItem(Whole):
    """Lines at the ticks of one axis, across all that is seen."""

    def __init__(self, values: list[float], pen: QPen, *, upright: bool) -> None:
        super().__init__()
        self._values, self._pen, self._upright = values, pen, upright
        self.setZValue(-10)

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        seen = self.boundingRect()
        painter.setPen(self._pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for value in self._values:
            if self._upright:
                painter.drawLine(QPointF(value, seen.top()), QPointF(value, seen.bottom()))
            else:
                painter.drawLine(QPointF(seen.left(), value), QPointF(seen.right(), value))
