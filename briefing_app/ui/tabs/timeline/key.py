"""The key above the lanes, drawn as the picture draws its marks."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import ItemSet
from briefing_app.pictures import timeline
from briefing_app.pictures.pen import Blank, Pen
from briefing_app.translation import tr
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.theme import Theme


class Key(QWidget):
    """What the marks of the timeline stand for; as tall as its rows at the width it has."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._kept = theme, Kept(theme.name)
        self._spec: TimelineSpec | None = None
        self._items: list[TimelineItem] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Key of the timeline"))

    def show_items(self, spec: TimelineSpec, items: ItemSet) -> None:
        """Explains the marks of other events."""
        self._spec, self._items = spec, timeline.looked_at(items)
        self._fit()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme, self._kept = theme, Kept(theme.name)
        self._fit()
        self.update()

    def _draw(self, pen: Pen) -> float:
        if self._spec is None:
            return 0.0
        width = max(1.0, self.width() / unit_of(self._theme))
        return timeline.explain(pen, self._spec, self._items, left=0.0, top=0.0, width=width)

    def _fit(self) -> None:
        self.setFixedHeight(math.ceil(self._draw(Blank()) * unit_of(self._theme)))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._draw(pen)
        pen.end()
        painter.end()
