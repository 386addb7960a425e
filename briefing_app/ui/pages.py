"""Pages of which one is shown, in a tab that scrolls where it must."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QStackedWidget):
    """Pages that scroll by themselves: the one that is shown asks for the height that it needs at least, and no more.

    Left to itself a stack asks for the height that the tallest of its pages would like, and the tab gets a second
    scroll bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = 0
        self.currentChanged.connect(lambda _index: self._fit())

    def setMinimumHeight(self, minh: int) -> None:
        """Asks for so much whatever is shown."""
        self._least = minh
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """Qt would ask the pages for the height that they would like."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        needed = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        high = max(self._least, needed)
        if high != self.minimumHeight():
            super().setMinimumHeight(high)
