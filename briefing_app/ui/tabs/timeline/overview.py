"""The strip that shows how dense the whole span is, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.timeline import ItemSet, View, axis
from briefing_app.translation import tr
from briefing_app.ui.theme import Theme

_GRIP = 6.0


class Overview(QWidget):
    """Drag the window to pan, its edges to stretch it, press beside it to go there; the picture has keys for it all."""

    looked = Signal(object)
    """The View that was asked for."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Overview of the whole span"))
        self._items: ItemSet | None = None
        self._full, self._view = View(1, 2), View(1, 2)
        self._left = 0.0
        self._counts: list[int] = []
        self._grab: tuple[str, float] | None = None

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(40))

    def show_items(self, items: ItemSet, full: View) -> None:
        """Shows the density of other items."""
        self._items, self._full = items, full
        self._counts = []
        self.update()

    def show_view(self, view: View, left: float) -> None:
        """Marks where one is; ``left`` is where the axis begins."""
        if left != self._left:
            self._counts = []
        self._view, self._left = view, left
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self.theme = theme
        self._counts = []
        self.updateGeometry()
        self.update()

    @property
    def _plot(self) -> float:
        return max(1.0, self.width() - self._left - 1)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # QResizeEvent
        self._counts = []
        super().resizeEvent(event)

    def _window(self) -> tuple[float, float]:
        x0, x1 = (self._left + self._full.x(day, self._plot) for day in self._view)
        return x0, max(x1, x0 + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._items is None:
            return
        theme, height = self.theme, float(self.height())
        painter = QPainter(self)
        small = QFontMetricsF(theme.font("small"))
        base = height - small.height() - 1
        painter.fillRect(QRectF(self._left, 0, self._plot, base), theme.colour("ground"))
        columns = max(1, int(self._plot / theme.px(6)))
        if not self._counts:
            self._counts = list(self._items.whole.counts(self._full, columns))
        most, step = max(self._counts) or 1, self._plot / columns
        for i, count in enumerate(self._counts):
            if count:
                tall = max(2.0, (base - 4) * count / most)
                painter.fillRect(
                    QRectF(self._left + i * step, base - tall, step - 1, tall), theme.colour("muted", alpha=170)
                )
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        for tick in axis(self._full, self._plot, room=theme.px(60)).lower:
            x = self._left + self._full.x(tick.day, self._plot)
            if x >= self._left and x + small.horizontalAdvance(tick.label) < self.width():
                painter.drawLine(QPointF(x, base), QPointF(x, base + 3))
                painter.drawText(QPointF(x + theme.px(3), height - small.descent()), tick.label)
        x0, x1 = self._window()
        painter.setPen(QPen(theme.colour("ink"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x0, 1, x1 - x0, base - 2))
        painter.end()

    def _part(self, x: float) -> str:
        x0, x1 = self._window()
        if abs(x - x0) <= _GRIP and x1 - x0 > 3 * _GRIP:
            return "start"
        if abs(x - x1) <= _GRIP and x1 - x0 > 3 * _GRIP:
            return "end"
        return "window" if x0 <= x <= x1 else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        part = self._part(x)
        if not part:
            day = self._full.day(x - self._left, self._plot)
            self.looked.emit(self._view.panned(day - sum(self._view) / 2, within=self._full))
            part = "window"
        self._grab = (part, x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._grab is None:
            edges = self._part(x) in ("start", "end")
            self.setCursor(Qt.CursorShape.SizeHorCursor if edges else Qt.CursorShape.ArrowCursor)
            return
        part, before = self._grab
        days = (x - before) / self._plot * self._full.span
        view = self._view
        if part == "window":
            view = view.panned(days, within=self._full)
        elif part == "start":
            view = View(min(view.start + days, view.end - 1), view.end)
        else:
            view = View(view.start, max(view.end + days, view.start + 1))
        self._grab = (part, x)
        self.looked.emit(view)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grab = None
