"""The sections of a briefing in their order: ticked by the space bar, moved by keys or dragged by the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from briefing_app.translation import tr
from briefing_app.ui.choice_fields import ticked
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme

_ROLE = Qt.ItemDataRole.UserRole


class SectionList(QListWidget):
    """Every section once; those of the form are ticked and stand first, in the order of the form.

    Signals:
        chosen: The person ticked or moved a section.
    """

    chosen = Signal()

    def __init__(self, titles: Sequence[tuple[str, str]], theme: Theme) -> None:
        """Makes the list.

        Args:
            titles: Key and title of each section, in the usual order.
            theme: Measures.
        """
        super().__init__()
        self._titles, self._theme = dict(titles), theme
        self.setAccessibleName(tr("Sections in their order"))
        set_tip(self, tr("Space ticks, Alt+Up and Alt+Down move; the mouse drags."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._high = QFontMetrics(theme.font("body")).lineSpacing() + theme.px(6)
        self.show_sections(())
        self.setFixedHeight(self._high * min(8, self.count()) + 4)
        self.itemChanged.connect(lambda _item: self.chosen.emit())
        self.model().rowsMoved.connect(lambda *_where: self.chosen.emit())

    def show_sections(self, keys: Sequence[str]) -> None:
        """Ticks these sections and puts them first, in this order; nobody is told."""
        before = self.blockSignals(True)
        blocked = self.model().blockSignals(True)
        self.clear()
        self.model().blockSignals(blocked)
        order = [*(k for k in keys if k in self._titles), *(k for k in self._titles if k not in keys)]
        for key in order:
            item = QListWidgetItem(self._titles[key])
            item.setData(_ROLE, key)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(self._theme.px(60), self._high))
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(before)
        self.viewport().update()

    def keys(self) -> tuple[str, ...]:
        """Returns the keys of the ticked sections in their order."""
        return ticked(self)

    def move_by(self, rows: int) -> None:
        """Moves the current section up or down and keeps the keyboard on it."""
        at = self.currentRow()
        to = at + rows
        if at < 0 or not 0 <= to < self.count():
            return
        before = self.blockSignals(True)
        item = self.takeItem(at)
        self.insertItem(to, item)
        self.setCurrentRow(to)
        self.blockSignals(before)
        announce(self, tr("{title}, now {n} of {all}", title=item.text(), n=to + 1, all=self.count()))
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs = {"section-up": lambda: self.move_by(-1), "section-down": lambda: self.move_by(1)}
        if not act(event, "sections", verbs):
            super().keyPressEvent(event)
