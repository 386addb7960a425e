"""Every revision of a note, and what each took and added."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
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
from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import Note
from briefing_app.domain.notes import Piece, difference
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.notes.facts import author_words, moment_words
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme


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
        cursor.insertText(visible(text), look)


def spoken(pieces: tuple[Piece, ...]) -> str:
    """Returns a difference for speech."""
    words = {"gone": tr("removed: {text}"), "new": tr("added: {text}")}
    return ". ".join(
        words[fate].format(text=visible(text.strip())) for text, fate in pieces if fate in words and text.strip()
    )


def difference_field(name: str) -> QTextEdit:
    """Returns a field in which a difference can be read but not changed."""
    made = QTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    return made


class RevisionsView(QWidget):
    """The revisions, newest first; what the chosen one changed beside them, or below where there is little room."""

    def __init__(self, desk: Desk, theme: Theme, *, below: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._below = desk, theme, below
        self._note: Note | None = None
        self._revisions: tuple[Note, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Revisions, newest first"))
        self.field = difference_field(tr("What this revision changed"))
        self._facts = label(role="small", wrap=True)
        self.back = QPushButton(tr("Make this the latest"), self)
        right = QVBoxLayout()
        right.addWidget(self._facts)
        right.addWidget(self.field, 1)
        right.addWidget(label(tr("Struck through: removed. Underlined: added."), role="small", wrap=True))
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        box = QBoxLayout(direction, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list, 0 if below else 2)
        box.addLayout(right, 3)
        self.list.currentRowChanged.connect(self._show)

    def show_note(self, note: Note) -> None:
        """Shows the revisions of a note."""
        self._note = note
        self._revisions = self._desk.notes.revisions(note.note_id)[::-1]
        height = self._theme.px(30)
        self.list.blockSignals(True)
        self.list.clear()
        for revision in self._revisions:
            state = f" · {tr('in the bin')}" if revision.removed else ""
            item = QListWidgetItem(f"{moment_words(revision.modified)}{state}", self.list)
            item.setSizeHint(QSize(0, height))
        self.list.blockSignals(False)
        if self._below:
            self.list.setFixedHeight(height * min(4, max(1, len(self._revisions))) + 2)
        self.back.setVisible(note.own)
        self.list.setCurrentRow(0)

    def heading(self) -> str:
        """Returns how many revisions there are, in words."""
        return trn("{n} revision", "{n} revisions", len(self._revisions))

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._revisions):
            return
        now = self._revisions[row]
        before = next((r for r in self._revisions[row + 1 :] if r.revision == now.parent), None)
        if before is None and row + 1 < len(self._revisions):
            before = self._revisions[row + 1]
        pieces = difference(before.body, now.body) if before else ((now.body, "same"),)
        show_pieces(self.field, pieces, self._theme)
        self.field.setAccessibleDescription(spoken(pieces) or tr("the text did not change"))
        self._facts.setText(breakable(" · ".join(p for p in (author_words(now), *_other(before, now)) if p)))
        self.back.setEnabled(row > 0)

    def take_back(self) -> bool:
        """Makes the chosen revision the latest again; False if that failed."""
        chosen = self._revisions[self.list.currentRow()]
        return notices.attempt(
            self,
            lambda: self._desk.notes.take_back_to(chosen, initiator="history"),
            done=tr("The version of {moment} is the latest again.", moment=moment_words(chosen.modified)),
        )


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
        changed.append(tr("moved to the bin") if now.removed else tr("restored from the bin"))
    return changed


class HistoryDialog(QDialog):
    """The revisions of one note in a window of their own."""

    def __init__(self, desk: Desk, theme: Theme, note: Note, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("History of a note"))
        self.view = RevisionsView(desk, theme)
        self.view.show_note(note)
        self.view.back.clicked.connect(self.take_back)
        close = QPushButton(tr("Close"))
        close.setProperty("role", "main")
        close.clicked.connect(self.accept)
        px = theme.px
        buttons = QHBoxLayout()
        buttons.addWidget(self.view.back)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(px(18),) * 4)
        layout.setSpacing(px(8))
        layout.addWidget(label(tr("History of a note"), role="title"))
        layout.addWidget(label(breakable(note.seen.title or str(note.target)), role="body-muted", wrap=True))
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)
        make_room(self, px(760), px(460))
        self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self) -> None:
        """Makes the chosen revision the latest again and closes."""
        if self.view.take_back():
            self.accept()
