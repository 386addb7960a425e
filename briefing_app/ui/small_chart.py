"""A small chart on page one, painted by Qt alone: it needs neither pyqtgraph nor numpy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import ChartSpec
from briefing_app.pictures import chart
from briefing_app.pictures.pen import Blank, Box, Drawn, Pen, Place, nearest
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.parts import RowParts, pixels
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce, arrive
from briefing_app.ui.theme import Theme

REACH = 12
"""Pixels within which the mouse finds a mark."""


class MiniChart(QWidget):
    """One chart; left and right walk the marks, Enter follows to the full chart."""

    selected = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, *, height: int = 150) -> None:
        super().__init__()
        self._theme, self._tall = theme, height
        self._kept = Kept(theme.name)
        self._spec: ChartSpec | None = None
        self._drawn: tuple[Place, ...] | None = None
        self._at = -1
        self._held: Place | None = None
        self.parts = RowParts(
            table=lambda: self._spec.table if self._spec is not None else None,
            place=self._place_of,
            reached=self.current_ref,
            choose=self._choose,
            follow=self._follow,
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def spec(self) -> ChartSpec | None:
        """What is drawn."""
        return self._spec

    def set_spec(self, spec: ChartSpec) -> None:
        """Shows a chart."""
        self._spec, self._at = spec, -1
        self.setAccessibleName(spec.caption.title)
        self.setAccessibleDescription(spec.caption.summary)
        self._changed()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme, self._kept = theme, Kept(theme.name)
        self.updateGeometry()
        self._changed()

    def _changed(self) -> None:
        """Draws anew; what was drawn where is asked for again."""
        self._drawn = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(self._tall))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = None

    # Painting

    def _draw(self, pen: Pen) -> Drawn:
        assert self._spec is not None
        unit = unit_of(self._theme)
        return chart.draw(pen, self._spec, Box(1.0, 1.0, self.width() / unit - 2, self.height() / unit - 2))

    def places(self) -> tuple[Place, ...]:
        """Returns the marks drawn in the order in which keys walk them, with their places in points."""
        if self._drawn is None:
            found = self._draw(Blank()).places if self._spec is not None else ()
            self._drawn = tuple(sorted(found, key=lambda place: place.walk or (0, 0)))
        return self._drawn

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._spec is None:
            return
        painter = QPainter(self)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._draw(pen)
        pen.end()
        if self.hasFocus() and 0 <= self._at < len(self.places()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            x, y = self.places()[self._at].middle
            unit = unit_of(self._theme)
            painter.drawEllipse(QPointF(x * unit, y * unit), self._theme.px(8), self._theme.px(8))

    # Hands

    def _near(self, at: QPointF) -> Place | None:
        unit = unit_of(self._theme)
        return nearest(self.places(), (at.x() / unit, at.y() / unit), reach=self._theme.px(REACH) / unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._near(event.position())
        set_tip(self, found.spoken if found else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = self._near(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A mark is chosen when the mouse lets go where it was pressed; drawn away from it, nothing is."""
        held, self._held = self._held, None
        if held is not None and self._near(event.position()) == held:
            self._at = self.places().index(held)
            self._tell()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Chooses the mark under the mouse; its menu is opened by the window."""
        found = self._near(QPointF(event.pos())) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if found is not None and found.ref != self.current_ref():
            self._at = self.places().index(found)
            self._tell()
        super().contextMenuEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {"open": self.opened.emit}
        if self.places():
            verbs |= {"next": lambda: self._step(1), "previous": lambda: self._step(-1)}
        if not act(event, "chart", verbs):
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self._at = max(0, min(len(self.places()) - 1, self._at + step))
        self._tell()

    def current_ref(self) -> Ref | None:
        """Returns the figure that was reached."""
        return self.places()[self._at].ref if 0 <= self._at < len(self.places()) else None

    def _place_of(self, ref: Ref) -> tuple[QRect | None, str]:
        """Returns where a figure is drawn, and its words."""
        found = next((place for place in self.places() if place.ref == ref), None)
        return (pixels(found.box, unit_of(self._theme)), found.spoken) if found is not None else (None, "")

    def _choose(self, ref: Ref) -> None:
        self._at = next((n for n, place in enumerate(self.places()) if place.ref == ref), self._at)
        self._tell()

    def _follow(self, ref: Ref) -> None:
        self._choose(ref)
        self.opened.emit()

    def _tell(self) -> None:
        self.update()
        if 0 <= self._at < len(self.places()):
            place = self.places()[self._at]
            announce(self, place.spoken)
            if place.ref is not None:
                self.selected.emit(place.ref)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            arrive(self, self._spec.caption.summary)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
