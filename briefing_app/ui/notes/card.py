"""One note as a card: who, when, of what kind, the text, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from briefing_app.domain.model import Note
from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.notes.body import NoteBody
from briefing_app.ui.notes.facts import author_words, kind_sign, moment_words, tag_words
from briefing_app.ui.notes.trouble import lost_words
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.theme import Theme


class NoteCard(QFrame):
    """A note for reading. The notes of others have no way to change them."""

    asked = Signal(str, object)
    """What is wanted ("edit", "reply", "history", "remove", "repair") and the note."""

    def __init__(
        self, note: Note, theme: Theme, *, placed: str = "", depth: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.note = note
        px = theme.px
        self.setObjectName("note-card")
        self.setStyleSheet(
            f"QFrame#note-card {{ background: {theme.hex('note-ground')}; border: none;"
            f" border-left: {max(2, px(3))}px solid {theme.hex('note')}; }}"
        )
        self.setAccessibleName(self._spoken())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(6), px(8), px(4))
        column.setSpacing(px(3))
        kind = kind_sign(note.kind)
        head = [f"{kind.sign} {kind.word}", note.handling]
        column.addWidget(label(" · ".join(p for p in head if p), role="strong", wrap=True))
        column.addWidget(label(f"{author_words(note)} · {moment_words(note.modified)}", role="small", wrap=True))
        if placed:
            column.addWidget(label(breakable("≠ " + placed), role="strong", wrap=True))
        if note.passage is not None:
            column.addWidget(label(breakable(f"“{_short(note.passage.quote)}”"), role="body-muted", wrap=True))
        if note.unreadable:
            column.addWidget(label(lost_words(note), role="strong", wrap=True))
        column.addWidget(NoteBody(note.body, theme))
        if note.tags:
            column.addWidget(label(tag_words(note), role="small", wrap=True))
        column.addWidget(self._buttons(theme))
        self._indent = px(14) * min(depth, 3)

    @property
    def indent(self) -> int:
        """How far the card stands in, in pixels: a reply stands under what it answers."""
        return self._indent

    def _spoken(self) -> str:
        note = self.note
        return tr(
            "{kind} by {author}, {moment}",
            kind=note.kind,
            author=author_words(note),
            moment=moment_words(note.modified),
        )

    def _buttons(self, theme: Theme) -> QWidget:
        bar = QWidget()
        row = FlowLayout(bar, gap=theme.px(4))
        actions = [("reply", tr("Reply")), ("history", tr("History")), ("remove", tr("Remove"))]
        if self.note.unreadable:
            actions = [("repair", tr("Repair")), ("history", tr("History"))]
        elif self.note.own:
            actions.insert(0, ("edit", tr("Edit")))
        for key, words in actions:
            button = QToolButton()
            button.setText(words)
            button.setProperty("role", "quiet")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(f"{words}: {self._spoken()}")
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key, self.note))
            row.addWidget(button)
        return bar


class CardHolder(QWidget):
    """Cards one under the other, replies set in under what they answer."""

    def __init__(self, cards: list[NoteCard], theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for card in cards:
            row = QHBoxLayout()
            row.setContentsMargins(card.indent, 0, theme.px(4), 0)
            row.addWidget(card)
            column.addLayout(row)
        column.addStretch(1)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 160 else line[:159] + "…"
