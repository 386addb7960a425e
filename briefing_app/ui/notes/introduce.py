"""One quiet line above the first note: notes can carry a name, which Preferences ask for; it comes once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.theme import Theme


class Introduction(QWidget):
    """A sentence with two buttons; whatever the answer, it does not come again."""

    answered = Signal()

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._said = label(tr("Your notes carry no name."), role="small", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(3))
        row.addWidget(self._said, 1)
        for words, tip, verb in (
            (tr("Add it…"), tr("Give your name and office in Preferences"), self.open_preferences),
            ("×", tr("Leave notes without a name; you can give one in Preferences at any time"), self.leave),
        ):
            button = QToolButton()
            button.setText(words)
            button.setAccessibleName(tip)
            button.setProperty("role", "quiet")
            set_tip(button, tip)
            button.clicked.connect(lambda _checked=False, verb=verb: verb())
            row.addWidget(button)

    def open_preferences(self) -> None:
        """Opens Preferences, where name and office stand first; the question is answered once they are closed."""
        from briefing_app.ui.dialogs import show
        from briefing_app.ui.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._desk, self._theme, parent=self.window())
        dialog.finished.connect(lambda _result: self.leave())
        show(dialog)

    def leave(self) -> None:
        """Keeps what Preferences hold, signs what was just begun with it, and does not ask again."""
        chosen = self._desk.preferences
        try:
            self._desk.introduce(author=chosen.author, office=chosen.office, initiator="introduction")
        except ExpectedError as error:
            self._said.setText("⚠ " + error.sentence())
            return
        self.hide()
        self.answered.emit()
