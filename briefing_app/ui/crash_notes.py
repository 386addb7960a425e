"""The notes about faults of the program: read, copied and removed, and never sent."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk, crashes
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme


class CrashNotesDialog(QDialog):
    """One sheet: which note, what it says."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = desk.profile
        self.setWindowTitle(tr("Notes about faults"))
        self._which = PickBox()
        self._which.setAccessibleName(tr("Note"))
        self._which.currentIndexChanged.connect(self._show)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("What the note says"))
        self._words = label(wrap=True, role="body-muted")
        self._copy, self._remove = QPushButton(tr("Copy")), QPushButton(tr("Remove all"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        self._remove.clicked.connect(self._forget)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(label(tr("Notes about faults of the program"), role="title", wrap=True))
        layout.addWidget(self._words)
        layout.addWidget(self._which)
        layout.addWidget(self._text, 1)
        layout.addStretch(0)  # without notes the words stay at the top
        layout.addLayout(buttons)
        self._fill()
        make_room(self, theme.px(720), theme.px(480))

    def _fill(self) -> None:
        found = crashes.kept(self._profile)
        self._which.clear()
        for path in found:
            self._which.addItem(crashes.day_of(path), path)
        for part in (self._which, self._text, self._copy, self._remove):
            part.setVisible(bool(found))
        self._words.setText(
            tr(
                "They are on this computer only, in the folder log of your profile. They say where the program "
                "failed, contain nothing from your notes and are sent nowhere: give one to whoever looks after "
                "the program."
            )
            if found
            else tr("There are none: the program has not failed here.")
        )

    def _show(self) -> None:
        path = self._which.currentData()
        self._text.setPlainText(crashes.read(path) if path is not None else "")

    def _forget(self) -> None:
        crashes.forget(self._profile)
        self._fill()
