"""The sheet that lists what is wrong with the data: file, line, column, and what was expected."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import problems
from briefing_app.ui.plain import label
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme
from briefing_app.words import tr


class ProblemsDialog(QDialog):
    """A table that can be searched and copied; what is not named there was read as it stands."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Problems in the data"))
        spec = problems.table(desk.dataset, edition=desk.edition_words)
        self.table = TableView(theme, export=desk.export_table)
        self.table.set_spec(spec)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(label(spec.caption.title, role="title"))
        layout.addWidget(label(spec.caption.empty or spec.caption.subtitle, role="body-muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.resize(min(theme.px(860), 1300), min(theme.px(520), 800))
