"""Notes on the selection: those there are, and the field that saves as one types."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.errors import ExpectedError
from briefing_app.ui import notices
from briefing_app.ui.plain import label
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

PAUSE_MS = 400
INITIATOR = "notes-panel"


class NotesPanel(QWidget):
    """My notes on one entry. A pause in typing makes the words durable; "Done" closes the note."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ref: Ref = BRIEFING
        self._writing = ""
        self._list = label(wrap=True)
        self._heading = label(role="strong")
        self._field = QPlainTextEdit()
        self._field.setPlaceholderText(tr("Write a note… it is saved as you type"))
        self._field.setAccessibleName(tr("New note"))
        self._field.setTabChangesFocus(True)
        self._done = QPushButton(tr("Done  Ctrl+Enter"))
        self._done.setShortcut("Ctrl+Return")
        self._done.clicked.connect(self._finish)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.save_now)
        self._field.textChanged.connect(self._timer.start)
        self._layout = QVBoxLayout(self)
        for widget in (self._heading, self._list, self._field, self._done):
            self._layout.addWidget(widget)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        px = theme.px
        self._layout.setContentsMargins(px(16), px(8), px(16), px(12))
        self._field.setFixedHeight(px(72))

    def refresh(self, change: Change) -> None:
        """Shows the notes anew when they changed."""
        if change.has("notes"):
            self._tell()

    def show_for(self, ref: Ref) -> None:
        """Changes to the notes of another entry; what was being written is made durable first."""
        if ref != self._ref:
            self._finish()
            self._ref = ref
        self._tell()

    def write(self) -> None:
        """Puts the keyboard into the field."""
        self._field.setFocus()

    def save_now(self) -> None:
        """Makes the words in the field durable; on trouble they stay in the field."""
        self._timer.stop()
        text = self._field.toPlainText()
        if not text.strip():
            return
        try:
            self._writing = self._desk.write_note(self._ref, text, note_id=self._writing, initiator=INITIATOR)
        except ExpectedError as error:
            notices.warn(self, error)

    def _finish(self) -> None:
        self.save_now()
        if self._writing or not self._field.toPlainText().strip():
            self._writing = ""
            self._field.blockSignals(True)
            self._field.clear()
            self._field.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        notes = [n for n in self._desk.notes_for(self._ref) if n.note_id != self._writing]
        self._heading.setText(tr("My notes {n}", n=len(notes) or ""))
        self._list.setText("\n".join(f"✎ {n.body}  ({n.kind}, {n.modified[:10]})" for n in notes[-4:]))
        self._list.setVisible(bool(notes))
