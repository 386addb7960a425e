"""Name and office, asked once above the first note, and never in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme

LONGEST = 120


class Introduction(QWidget):
    """One quiet line with two fields; whatever the answer, it is not asked again."""

    answered = Signal()

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.name, self.office = QLineEdit(desk.preferences.author), QLineEdit(desk.preferences.office)
        for field, words in ((self.name, tr("Your name")), (self.office, tr("Office"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(tr("{what}, optional", what=words))
            field.setMaxLength(LONGEST)
            field.returnPressed.connect(self.keep)
        self._said = label(role="small", wrap=True)
        self._said.hide()
        fields = QHBoxLayout()
        fields.addWidget(self.name)
        fields.addWidget(self.office)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=theme.px(4))
        for words, verb in ((tr("Keep"), self.keep), (tr("Not now"), self.leave)):
            button = QToolButton()
            button.setText(words)
            button.setProperty("role", "quiet")
            button.clicked.connect(lambda _checked=False, verb=verb: verb())
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(label(tr("Your name and office (optional)"), role="small", wrap=True))
        column.addLayout(fields)
        column.addWidget(buttons)
        column.addWidget(self._said)

    def keep(self) -> None:
        """Keeps what was written; empty fields are an answer as well."""
        self._answer(self.name.text(), self.office.text())

    def leave(self) -> None:
        """Leaves the question; Preferences ask it at any time."""
        chosen = self._desk.preferences
        self._answer(chosen.author, chosen.office)

    def _answer(self, author: str, office: str) -> None:
        try:
            self._desk.introduce(author=author, office=office, initiator="introduction")
        except ExpectedError as error:
            self._said.setText("⚠ " + error.sentence())
            self._said.show()
            return
        self.hide()
        self.answered.emit()
