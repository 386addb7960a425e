"""A small chart painted from its spec by Qt alone: page one needs neither pyqtgraph nor numpy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.ui.keymap import act
from briefing_app.ui.plain import set_tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme

FILLED = frozenset({"preferred", "derived", "claim"})
REACH = 12


HALF_BAR = 0.31
"""Half the width of a bar, in steps of the axis."""


def in_bar(name: str, value: str, metrics: QFontMetrics, width: float, height: float) -> str:
    """Returns what can be read of a name and a value within a bar: on one line, on two, the value alone, or nothing."""
    line = metrics.height()
    for words in (f"{name} {value}", f"{name}\n{value}", value):
        lines = words.split("\n")
        if len(lines) * line <= height + 1 and max(metrics.horizontalAdvance(one) for one in lines) <= width:
            return words
    return ""


class MiniChart(QWidget):
    """Dots, spans and bars of one chart; left and right walk the marks, Enter follows to the full chart."""

    selected = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, *, height: int = 150) -> None:
        super().__init__()
        self._theme, self._tall = theme, height
        self._spec: ChartSpec | None = None
        self._places: list[tuple[QPointF, Mark]] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_spec(self, spec: ChartSpec) -> None:
        """Shows a chart."""
        self._spec, self._at = spec, -1
        self.setAccessibleName(spec.caption.title)
        self.setAccessibleDescription(spec.caption.summary)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(self._tall))

    # Measures

    def _lying(self) -> bool:
        return self._spec is not None and self._spec.form == "bars"

    def _box(self, metrics: QFontMetrics) -> QRectF:
        spec = self._spec
        names = [w for _v, w in (spec.x.ticks if self._lying() else spec.y.ticks)] if spec else []
        left = max((metrics.horizontalAdvance(w) for w in names), default=0) + self._theme.px(8)
        bottom = metrics.height() + self._theme.px(4)
        return QRectF(
            left,
            self._theme.px(6),
            self.width() - left - self._theme.px(34),
            self.height() - bottom - self._theme.px(8),
        )

    def _point(self, box: QRectF, x: float, y: float) -> QPointF:
        assert self._spec is not None
        ax, ay = self._spec.x, self._spec.y
        along = (x - ax.low) / ((ax.high - ax.low) or 1)
        up = (y - ay.low) / ((ay.high - ay.low) or 1)
        if self._lying():
            return QPointF(box.left() + up * box.width(), box.top() + along * box.height())
        return QPointF(box.left() + along * box.width(), box.bottom() - up * box.height())

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        spec, theme = self._spec, self._theme
        if spec is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = theme.font("small")
        painter.setFont(small)
        metrics = QFontMetrics(small)
        if spec.caption.empty:
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, spec.caption.empty)
            return
        box = self._box(metrics)
        self._places = []
        self._axes(painter, box, metrics)
        for x, low, high in spec.spans:
            painter.setPen(QPen(theme.colour("muted"), 1))
            painter.drawLine(self._point(box, x, low), self._point(box, x, high))
        marks = [(series, mark) for series in spec.series for mark in series.marks]
        for series, mark in sorted(marks, key=lambda pair: pair[1].form == "preferred"):
            self._mark(painter, box, metrics, series, mark)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            if 0 <= self._at < len(self._places):
                painter.drawEllipse(self._places[self._at][0], theme.px(8), theme.px(8))
            else:
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _axes(self, painter: QPainter, box: QRectF, metrics: QFontMetrics) -> None:
        spec, theme = self._spec, self._theme
        assert spec is not None
        high = metrics.height()
        for value, word in spec.y.ticks:
            at = self._point(box, spec.x.low, value)
            painter.setPen(QPen(theme.colour("grid"), 1))
            if self._lying():
                painter.drawLine(QPointF(at.x(), box.top()), QPointF(at.x(), box.bottom()))
            else:
                painter.drawLine(QPointF(box.left(), at.y()), QPointF(box.right(), at.y()))
                painter.setPen(theme.colour("muted"))
                painter.drawText(
                    QRectF(0, at.y() - high / 2, box.left() - theme.px(6), high), Qt.AlignmentFlag.AlignRight, word
                )
        painter.setPen(theme.colour("muted"))
        for value, word in spec.x.ticks:
            at = self._point(box, value, spec.y.low)
            if self._lying():
                painter.drawText(
                    QRectF(0, at.y() - high / 2, box.left() - theme.px(6), high), Qt.AlignmentFlag.AlignRight, word
                )
            else:
                wide = theme.px(90)
                painter.drawText(
                    QRectF(at.x() - wide / 2, box.bottom() + theme.px(3), wide, high),
                    Qt.AlignmentFlag.AlignHCenter,
                    word,
                )

    def _mark(self, painter: QPainter, box: QRectF, metrics: QFontMetrics, series: ChartSeries, mark: Mark) -> None:
        spec, theme = self._spec, self._theme
        assert spec is not None
        colour = theme.colour(series.tone)
        x = mark.x if mark.x_end is None else (mark.x + mark.x_end) / 2
        place = self._point(box, x, mark.y)
        dashed = mark.form in ("part", "estimate", "forecast", "plan")
        painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        bar = spec.form in ("bars", "columns", "stacked", "paired") and mark.form != "rival"
        if bar or mark.form == "part":
            half = HALF_BAR if mark.x_end is None else abs(mark.x_end - mark.x) / 2
            shape = QRectF(self._point(box, x - half, mark.base), self._point(box, x + half, mark.y)).normalized()
            if dashed:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(shape)
            else:
                painter.fillRect(shape, colour)
        else:
            painter.setBrush(colour if mark.form in FILLED else theme.colour("paper"))
            painter.drawEllipse(place, theme.px(4), theme.px(4))
        self._places.append((place, mark))
        if mark.label and mark.form != "rival":
            self._label(painter, metrics, series, mark, place)

    def _label(self, painter: QPainter, metrics: QFontMetrics, series: ChartSeries, mark: Mark, place: QPointF) -> None:
        theme, spec = self._theme, self._spec
        assert spec is not None
        high = metrics.height()
        if spec.form == "stacked":
            box = self._box(metrics)
            bar = QRectF(
                self._point(box, mark.x - HALF_BAR, mark.base), self._point(box, mark.x + HALF_BAR, mark.y)
            ).normalized()
            words = in_bar(series.label, mark.label, metrics, bar.width() - theme.px(4), bar.height())
            painter.setPen(theme.colour("ink" if mark.form == "part" else "inverse"))
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, words)
            return
        painter.setPen(theme.colour("ink"))
        wide = metrics.horizontalAdvance(mark.label) + 2
        above = mark.form == "part" or spec.form in ("columns", "paired")
        if above:
            box = QRectF(place.x() - wide / 2, place.y() - high - theme.px(2), wide, high)
        else:
            box = QRectF(place.x() + theme.px(8), place.y() - high / 2, wide, high)
        if all(not box.contains(other) for other, _m in self._places[:-1]):
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, mark.label)

    # Hands

    def _near(self, at: QPointF) -> int:
        distances = [((p - at).manhattanLength(), i) for i, (p, _m) in enumerate(self._places)]
        best = min(distances, default=(1e9, -1))
        return best[1] if best[0] <= self._theme.px(REACH) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._near(event.position())
        set_tip(self, self._places[found][1].spoken if found >= 0 else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at = self._near(event.position())
        self._tell()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {"open": self.opened.emit}
        if self._places:
            verbs |= {"next": lambda: self._step(1), "previous": lambda: self._step(-1)}
        if not act(event, "chart", verbs):
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self._at = max(0, min(len(self._places) - 1, self._at + step))
        self._tell()

    def current_ref(self) -> Ref | None:
        """Returns the figure that was reached."""
        return self._places[self._at][1].ref if 0 <= self._at < len(self._places) else None

    def _tell(self) -> None:
        self.update()
        if 0 <= self._at < len(self._places):
            mark = self._places[self._at][1]
            announce(self, mark.spoken)
            if mark.ref is not None:
                self.selected.emit(mark.ref)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
