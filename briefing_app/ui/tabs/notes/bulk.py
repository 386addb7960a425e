"""What can be done with many chosen notes in one step: tags on and off, bin, restore, export."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from briefing_app.desk import Desk
from briefing_app.translation import tr, trn
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme


class BulkBar(QWidget):
    """The row under the list; it acts on all chosen notes at once."""

    asked = Signal(str)
    """What is wanted: "tag", "untag", "remove", "restore", "erase" or "export"."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._flow = FlowLayout(self)
        self._count = label(role="small")
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(tr("tags, separated by commas"))
        self.tags.setAccessibleName(tr("Tags to add to or remove from the chosen notes"))
        self.tags.returnPressed.connect(lambda: self.asked.emit("tag"))
        self._flow.addWidget(self._count)
        self._flow.addWidget(self.tags)
        self._buttons: dict[str, QToolButton] = {}
        for key, words in (
            ("tag", tr("Add tag")),
            ("untag", tr("Remove tag")),
            ("remove", tr("Move to the bin")),
            ("restore", tr("Restore")),
            ("erase", tr("Erase for good…")),
            ("export", tr("Export these…")),
        ):
            button = QToolButton()
            button.setText(words)
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            self._buttons[key] = button
            self._flow.addWidget(button)
        self.apply_theme(theme)
        self.show_count(0, bin_shown=False)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new text size; where it is large the row shows itself only for many."""
        self._large = theme.text_size > 150
        self._flow.set_measures(margin=theme.px(4), side=0, gap=theme.px(6))
        self.tags.setFixedWidth(theme.px(230))
        self._count.setFixedHeight(self.tags.sizeHint().height())
        self._count.setMinimumWidth(theme.px(64))

    def show_count(self, count: int, *, bin_shown: bool) -> None:
        """Says how many notes are chosen and offers what can be done with them."""
        self._count.setText(trn("{n} chosen", "{n} chosen", count))
        self.setEnabled(count > 0)
        self.setVisible(count > 1 if self._large else count > 0)
        for key, button in self._buttons.items():
            button.setVisible((key in ("restore", "erase")) == bin_shown or key == "export")
        self.tags.setVisible(not bin_shown)
