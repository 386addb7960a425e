"""Every revision of a note, and what each took and added."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.model import Note
from briefing_app.domain.notes import Piece, difference
from briefing_app.ui import notices
from briefing_app.ui.notes.facts import author_words, moment_words
from briefing_app.ui.plain import label
from briefing_app.ui.theme import Theme
from briefing_app.words import tr


def show_pieces(field: QTextEdit, pieces: tuple[Piece, ...], theme: Theme) -> None:
    """Writes a difference into a field: what is gone struck through, what is new underlined."""
    field.clear()
    cursor = QTextCursor(field.document())
    for text, fate in pieces:
        look = QTextCharFormat()
        look.setFont(theme.font("body"))
        look.setForeground(theme.colour({"gone": "bad", "new": "good"}.get(fate, "ink")))
        look.setFontStrikeOut(fate == "gone")
        look.setFontUnderline(fate == "new")
        cursor.insertText(text, look)


def spoken(pieces: tuple[Piece, ...]) -> str:
    """Returns a difference for speech."""
    words = {"gone": tr("removed: {text}"), "new": tr("added: {text}")}
    return ". ".join(words[fate].format(text=text.strip()) for text, fate in pieces if fate in words and text.strip())


class HistoryDialog(QDialog):
    """Revisions on the left, newest first; what the chosen one changed on the right."""

    def __init__(self, desk: Desk, theme: Theme, note: Note, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._note = desk, theme, note
        self._revisions = desk.revisions(note.note_id)[::-1]
        self.setWindowTitle(tr("History of a note"))
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Revisions, newest first"))
        for revision in self._revisions:
            item = QListWidgetItem(f"{moment_words(revision.modified)}{self._state(revision)}", self._list)
            item.setSizeHint(QSize(0, theme.px(30)))
        self._field = QTextEdit()
        self._field.setReadOnly(True)
        self._field.setAccessibleName(tr("What this revision changed"))
        self._facts = label(role="small", wrap=True)
        self._back = QPushButton(tr("Make this the latest"))
        self._back.setVisible(note.own)
        self._back.clicked.connect(self._take_back)
        close = QPushButton(tr("Close"))
        close.setProperty("role", "main")
        close.clicked.connect(self.accept)
        px = theme.px
        right = QVBoxLayout()
        right.addWidget(self._facts)
        right.addWidget(self._field, 1)
        columns = QHBoxLayout()
        columns.addWidget(self._list, 2)
        columns.addLayout(right, 3)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(px(18),) * 4)
        layout.setSpacing(px(8))
        layout.addWidget(label(tr("History of a note"), role="title"))
        layout.addWidget(label(note.seen.title or str(note.target), role="body-muted", wrap=True))
        layout.addLayout(columns, 1)
        layout.addWidget(label(tr("Struck through: taken away. Underlined: added."), role="small", wrap=True))
        layout.addLayout(buttons)
        self.resize(min(px(760), 1240), min(px(460), 800))
        self._list.currentRowChanged.connect(self._show)
        self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _state(revision: Note) -> str:
        return tr(" · in the bin") if revision.removed else ""

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._revisions):
            return
        now = self._revisions[row]
        before = next((r for r in self._revisions[row + 1 :] if r.revision == now.parent), None)
        if before is None and row + 1 < len(self._revisions):
            before = self._revisions[row + 1]
        pieces = difference(before.body, now.body) if before else ((now.body, "same"),)
        show_pieces(self._field, pieces, self._theme)
        self._field.setAccessibleDescription(spoken(pieces) or tr("the text did not change"))
        self._facts.setText(" · ".join(p for p in (author_words(now), *self._other(before, now)) if p))
        self._back.setEnabled(row > 0)

    @staticmethod
    def _other(before: Note | None, now: Note) -> list[str]:
        """Returns what changed beside the text."""
        if before is None:
            return [tr("first version"), now.kind, now.handling, " ".join(f"#{t}" for t in now.tags)]
        pairs = (
            (tr("kind"), before.kind, now.kind),
            (tr("handling"), before.handling, now.handling),
            (tr("tags"), " ".join(before.tags), " ".join(now.tags)),
        )
        none = tr("none")
        changed = [tr("{what}: {then} → {now}", what=w, then=a or none, now=b or none) for w, a, b in pairs if a != b]
        if before.removed != now.removed:
            changed.append(tr("put into the bin") if now.removed else tr("taken out of the bin"))
        return changed

    def _take_back(self) -> None:
        chosen = self._revisions[self._list.currentRow()]
        if notices.attempt(
            self,
            lambda: self._desk.take_back_to(chosen, initiator="history"),
            done=tr("The version of {moment} is the latest again.", moment=moment_words(chosen.modified)),
        ):
            self.accept()
