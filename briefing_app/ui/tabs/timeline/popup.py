"""The list that a counted cluster opens into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TimelineItem
from briefing_app.domain.wording import sign_of
from briefing_app.translation import tr, trn
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import free_part
from briefing_app.ui.theme import Theme


class ClusterList(QFrame):
    """The arrow keys walk, each row is selected as one reaches it; Enter, a click and Escape close the list."""

    chosen = Signal(object)
    """The Ref of the row that has become current."""

    def __init__(
        self, items: Sequence[TimelineItem], theme: Theme, *, current: Ref | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("cluster")
        self.setStyleSheet(
            f"QFrame#cluster {{ background: {theme.hex('paper')}; border: 1px solid {theme.hex('muted')}; }}"
        )
        heading = trn("{n} event", "{n} events", len(items))
        self.rows = QListWidget()
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
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
        self._theme = theme
        self.rows.currentItemChanged.connect(self._reach)
        self.rows.itemClicked.connect(self._take)
        self.rows.itemActivated.connect(self._take)

    def _add(self, item: TimelineItem, current: Ref | None) -> None:
        sign = sign_of("event-status", item.status)
        later = tr(" · known later") if item.later else ""
        row = QListWidgetItem(f"{sign.sign}  {item.when}  {item.title}{later}")
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

    def _take(self, row: QListWidgetItem) -> None:
        self.chosen.emit(self._ref(row))
        self.close()

    def open_at(self, where: QPoint) -> None:
        """Shows the list at a global point, moved so that it lies on the screen."""
        self.ensurePolished()
        self.rows.ensurePolished()
        room = int(free_part(self).height() * 0.7) // self._line
        self.rows.setFixedHeight(min(max(1, self.rows.count()), 12, max(3, room)) * self._line + 4)
        self.resize(self._theme.px(460), self.sizeHint().height())
        screen = free_part(self)
        x = min(max(screen.left(), where.x()), screen.right() - self.width())
        y = where.y() if where.y() + self.height() <= screen.bottom() else max(screen.top(), where.y() - self.height())
        self.move(x, y)
        self.show()
        self.rows.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
