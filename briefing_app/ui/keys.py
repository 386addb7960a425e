"""All keys on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from briefing_app.translation import tr
from briefing_app.ui import keymap
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme


class KeysDialog(QDialog):
    """The sheet that F1 opens."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(theme.px(24))
        line = 0
        for _place, group, rows in keymap.table():
            grid.addWidget(label(group, role="heading"), line, 0, 1, 2)
            line += 1
            for row in rows:
                pair = (label(row.names(), role="strong", wrap=True), label(row.words, wrap=True))
                for column, shown in enumerate(pair):
                    shown.setAlignment(Qt.AlignmentFlag.AlignTop)
                    grid.addWidget(shown, line, column)
                line += 1
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Keys"))
        scroll.setWidget(sheet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(min(theme.px(560), 1100), min(theme.px(620), 820))
