"""A layout that sets widgets in lines and breaks lines where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from briefing_app.ui.sides import placed


class FlowLayout(QLayout):
    """Chips and words in lines, as text is set."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0, side: int = 0, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.set_measures(margin=margin, side=side, gap=gap)

    def set_measures(self, *, margin: int, side: int, gap: int) -> None:
        """Sets the room above and below, at the sides, and between the items, in pixels."""
        self._gap = gap
        self.setContentsMargins(side, margin, side, margin)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt asks past the end

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt asks past the end

    def widgets(self) -> list[QWidget]:
        """Returns the widgets in their order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

    def clear(self) -> None:
        """Removes all items and deletes their widgets."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for number, line in enumerate(self._lines(inner.width())):
            y += self._gap if number else 0
            high = max((size.height() for _item, size in line), default=0)
            x = inner.x()
            for item, size in line:
                if move:  # the lower ones stand in the middle of their line
                    room = size.boundedTo(QSize(inner.width(), size.height()))
                    item.setGeometry(self._placed(QRect(QPoint(x, y + (high - room.height()) // 2), room), inner))
                x += size.width() + self._gap
            y += high
        return y - rect.y() + margins.bottom()

    def _placed(self, box: QRect, inner: QRect) -> QRect:
        """Returns where an item stands: lines begin on the side at which the language begins."""
        parent = self.parentWidget()
        return box if parent is None else placed(parent.layoutDirection(), inner, box)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Returns the items with their sizes, line by line."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used, high = 0, 0
        for item in self._items:
            size = item.sizeHint()
            if not lines or (used + size.width() > width and high > 0):
                lines.append([])
                used, high = 0, 0
            lines[-1].append((item, size))
            used += size.width() + self._gap
            high = max(high, size.height())
        return lines
