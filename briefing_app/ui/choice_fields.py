"""Fields to choose from: a box with an arrow in the colours of the theme, and a list of ticks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from briefing_app.translation import tr
from briefing_app.ui.keymap import typed
from briefing_app.ui.speech import as_one, tell_change
from briefing_app.ui.theme import Theme

_AIR = 8
"""Pixels kept free beside the words of a closed box, twice."""


class PickBox(QComboBox):
    """A combo box with an arrow that is seen in every theme; a choice longer than the box ends in an ellipsis."""

    def sizeHint(self) -> QSize:
        """Qt leaves out the distance between words and arrow that ``paintEvent`` keeps."""
        return super().sizeHint() + QSize(_AIR, 0)

    def keep_to(self, letters: int) -> PickBox:
        """Makes the box as wide as so many letters, however long its choices are; returns it."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        return self

    def offer(self, values: Iterable[str], words: Callable[[str], str]) -> None:
        """Offers values in order of the alphabet after "all", whose value is None; keeps what is chosen."""
        chosen = self.currentData()
        self.clear()
        self.addItem(tr("all"), None)
        for value in sorted(set(values)):
            self.addItem(words(value), value)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A closed box leaves the wheel to the page; the open list has its own."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A closed box is changed by arrows and opened by the space bar; letters change nothing unseen."""
        if not self.isEditable() and typed(event).strip():
            event.ignore()
            return
        before = self.currentIndex()
        with as_one():
            super().keyPressEvent(event)
        if self.currentIndex() != before:
            tell_change(self, self.currentText())

    def words_shown(self) -> str:
        """Returns what is chosen, as far as it has room."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room: QRect = self.style().subControlRect(box, option, field, self)
        return option.fontMetrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - _AIR // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(box, option)
        option.currentText = self.words_shown()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        _arrow(self)


def _arrow(box: QWidget) -> None:
    half = box.fontMetrics().height() / 5
    middle = QPointF(box.width() - half * 3.2, box.height() / 2 + 1)
    tone = box.palette().color(QPalette.ColorRole.PlaceholderText)
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tone, max(1.2, half / 2.4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    ends = (QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2))
    painter.drawPolyline(QPolygonF([middle + end for end in ends]))
    painter.end()


class Slider(QSlider):
    """A slider that lies and leaves the wheel to the page; the keys move it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def tick_list(pairs: Iterable[tuple[str, str]], chosen: Collection[str], *, name: str, theme: Theme) -> QListWidget:
    """Makes a list of things to tick.

    Args:
        pairs: Words and value of each.
        chosen: The values that are ticked.
        name: What the list is called.
        theme: Measures.
    """
    made = QListWidget()
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    high = QFontMetrics(theme.font("body")).lineSpacing() + theme.px(10)
    for text, value in pairs:
        item = QListWidgetItem(text, made)
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        item.setSizeHint(QSize(theme.px(60), high))  # Qt forgets the room of the style sheet beside a tick
    return made


def ticked(items: QListWidget) -> tuple[str, ...]:
    """Returns the values that are ticked, in the order of the list."""
    rows = (items.item(number) for number in range(items.count()))
    return tuple(str(row.data(Qt.ItemDataRole.UserRole)) for row in rows if row.checkState() == Qt.CheckState.Checked)
