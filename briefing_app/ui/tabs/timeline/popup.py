"""The list that a counted cluster opens into."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TimelineItem
from briefing_app.pictures import shapes
from briefing_app.translation import tr, trn
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import free_part
from briefing_app.ui.theme import Theme

WIDE, LEAST = 520, 260
"""Pixels of the list at 100 % text size, and the fewest where a record leaves little room."""
_ITEM = Qt.ItemDataRole.UserRole + 1
_DATES = 0.4
"""Most of the width that the column of dates takes."""
_R = 4.0


class _Rows(QStyledItemDelegate):
    """Paints sign, date and title of an event, each in its own column."""

    def __init__(self, theme: Theme, items: Sequence[TimelineItem], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._kept = theme, Kept(theme.name)
        metrics = QFontMetrics(theme.font("body"))
        longest = sorted({item.when for item in items}, key=len, reverse=True)[:12]
        self._dates = max(map(metrics.horizontalAdvance, longest), default=0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: TimelineItem = index.data(_ITEM)
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("select"))
        gap, unit = theme.px(8), unit_of(theme)
        sign = theme.px(22)
        pen = PainterPen(painter, self._kept, unit=unit)
        middle = ((box.left() + sign / 2) / unit, box.center().y() / unit)
        shapes.status(pen, middle, item.status, tone="later" if item.later else item.tone, r=_R)
        pen.end()
        painter.setFont(theme.font("body"))
        dates = min(self._dates, int(box.width() * _DATES))
        self._words(painter, QRect(box.left() + sign, box.top(), dates, box.height()), item.when, "muted")
        left = box.left() + sign + dates + gap
        title = f"{item.title} · {tr('known later')}" if item.later else item.title
        self._words(painter, QRect(left, box.top(), box.right() - left - gap, box.height()), title, "ink")

    def _words(self, painter: QPainter, box: QRect, words: str, tone: str) -> None:
        painter.setPen(self._theme.colour(tone))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)


class ClusterList(QFrame):
    """The arrow keys walk, each row is selected as one reaches it; Enter, a click and Escape close the list."""

    chosen = Signal(object)
    """The Ref of the row that has become current."""

    def __init__(
        self,
        items: Sequence[TimelineItem],
        theme: Theme,
        *,
        current: Ref | None,
        room: Callable[[], QRect],
        parent: QWidget | None = None,
    ) -> None:
        """Makes the list.

        Args:
            items: The events.
            theme: Colours and fonts.
            current: The entry that is selected.
            room: Returns the part of the screen, in global pixels, beside which the list covers nothing.
            parent: The parent widget.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("cluster")
        self.setStyleSheet(
            f"QFrame#cluster {{ background: {theme.hex('paper')}; border: 1px solid {theme.hex('muted')}; }}"
        )
        heading = trn("{n} event", "{n} events", len(items))
        self.rows = QListWidget()
        self.rows.setItemDelegate(_Rows(theme, items, self))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setAccessibleName(heading)
        self.rows.setUniformItemSizes(True)
        self._line = QFontMetrics(theme.font("body")).height() + theme.px(11)
        for item in items:
            self._add(item, current)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(6),) * 4)
        layout.addWidget(label(heading, role="strong"))
        layout.addWidget(self.rows)
        self._theme, self._room = theme, room
        self.rows.currentItemChanged.connect(self._reach)
        self.rows.itemClicked.connect(self._take)
        self.rows.itemActivated.connect(self._take)

    def _add(self, item: TimelineItem, current: Ref | None) -> None:
        row = QListWidgetItem(item.title)  # what is typed finds it
        row.setData(_ITEM, item)
        row.setSizeHint(QSize(0, self._line))
        row.setData(Qt.ItemDataRole.UserRole, str(item.ref))
        row.setData(Qt.ItemDataRole.AccessibleTextRole, item.spoken)
        self.rows.addItem(row)
        if item.ref == current:
            self.rows.setCurrentItem(row)

    @staticmethod
    def _ref(row: QListWidgetItem) -> Ref:
        return Ref.parse(str(row.data(Qt.ItemDataRole.UserRole)))

    def _reach(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.chosen.emit(self._ref(row))
            QTimer.singleShot(0, self, self._keep_in)  # what was chosen may have opened its record

    def _take(self, row: QListWidgetItem) -> None:
        self.chosen.emit(self._ref(row))
        self.close()

    def open_at(self, where: QPoint) -> None:
        """Shows the list at a global point, moved so that it lies in its room."""
        self.ensurePolished()
        self.rows.ensurePolished()
        room = int(free_part(self).height() * 0.7) // self._line
        self.rows.setFixedHeight(min(max(1, self.rows.count()), 12, max(3, room)) * self._line + 4)
        self.move(where)
        self._keep_in()
        self.show()
        self.rows.setFocus()

    def _keep_in(self) -> None:
        """Moves the list to the left of what it must not cover, and makes it narrower if there is no other way."""
        theme, screen = self._theme, free_part(self)
        room = self._room().intersected(screen)
        room = screen if room.isEmpty() else room
        wide = max(theme.px(LEAST), min(theme.px(WIDE), room.width()))
        self.resize(wide, self.sizeHint().height())
        x = max(room.left(), min(self.x(), room.right() - wide))
        below = self.y() + self.height() <= screen.bottom()
        self.move(x, self.y() if below else max(screen.top(), self.y() - self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
