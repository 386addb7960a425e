"""A sheet that shows one table to be read, searched and copied; a row that stands for an entry leads to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.table_export import Export
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme


class TableSheet(QDialog):
    """The sheet; title and words above the table are those of its caption.

    Signals:
        followed: The entry of a row that was opened; the sheet closes.
    """

    followed = Signal(object)

    def __init__(
        self, spec: TableSpec, theme: Theme, *, export: Export | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(spec.caption.title)
        self.table = TableView(theme, export=export)
        self.table.set_spec(spec)
        self.table.activated.connect(self._follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(label(spec.caption.title, role="title", wrap=True))
        layout.addWidget(label(spec.caption.empty or spec.caption.subtitle, role="body-muted", wrap=True))
        layout.addWidget(self.table, 1)
        if not spec.rows:
            self.table.hide()
            layout.addStretch(1)
        layout.addWidget(buttons)
        make_room(self, theme.px(860), theme.px(520))

    def _follow(self, ref: Ref | None) -> None:
        if ref is not None:
            self.accept()
            self.followed.emit(ref)
