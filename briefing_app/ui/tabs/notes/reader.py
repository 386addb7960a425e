"""The chosen note in full: its text, what became of its entry, and every revision with what it changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.desk.notes import targets_of
from briefing_app.domain.model import Note, Seen
from briefing_app.domain.placement import Placed
from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.notes.body import NoteBody
from briefing_app.ui.notes.facts import author_words, entry_of, kind_sign, moment_words, tag_words
from briefing_app.ui.notes.history import RevisionsView
from briefing_app.ui.notes.trouble import lost_words
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.theme import Theme

MOST_TARGETS = 12
"""Further targets of a note that are named."""


class Reader(QScrollArea):
    """One note for reading; what can be done with it is asked of the tab."""

    asked = Signal(str, object)
    """What is wanted ("go", "edit", "reply", "remove", "restore", "erase", "repair") and the note."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._shown: tuple[Note | None, Placed | None] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("The chosen note"))
        self.show_words(tr("Choose a note to read it here."))

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        shown, self._shown = self._shown, None
        if shown is not None and shown[0] is not None:
            self.show_note(shown[0], shown[1])

    def show_words(self, words: str) -> None:
        """Says something in place of a note."""
        self._shown = None
        sheet, column = self._sheet()
        column.addWidget(label(words, role="body-muted", wrap=True))
        column.addStretch(1)
        self.setWidget(sheet)

    def show_note(self, note: Note, placed: Placed | None) -> None:
        """Shows a note; ``placed`` is None while its place is as it was."""
        if self._shown == (note, placed):
            return
        self._shown = (note, placed)
        px = self._theme.px
        sheet, column = self._sheet()
        entry = entry_of(self._desk.dataset, note)
        column.addWidget(label(breakable(entry), role="body-muted", wrap=True))
        kind = kind_sign(note.kind)
        head = [f"{kind.sign} {kind.word}", note.handling, tr("in the bin") if note.removed else ""]
        column.addWidget(label(" · ".join(p for p in head if p), role="strong", wrap=True))
        column.addWidget(label(self._who(note), role="small", wrap=True))
        if placed is not None:
            column.addWidget(self._place(placed))
        if note.passage is not None:
            quote = " ".join(note.passage.quote.split())[:400]
            column.addWidget(label(breakable(f"“{quote}”"), role="body-muted", wrap=True))
        if further := targets_of(note)[1:]:
            about = tr("also about {targets}", targets=", ".join(further[:MOST_TARGETS]))
            column.addWidget(label(breakable(about), role="small", wrap=True))
        if note.unreadable:
            column.addWidget(label(lost_words(note), role="strong", wrap=True))
        column.addSpacing(px(4))
        column.addWidget(NoteBody(note.body, self._theme))
        if note.tags:
            column.addWidget(label(breakable(tag_words(note)), role="small", wrap=True))
        column.addWidget(self._buttons(note))
        self._history(column, note)
        self.setWidget(sheet)

    def _sheet(self) -> tuple[QWidget, QVBoxLayout]:
        sheet, px = QWidget(), self._theme.px
        column = QVBoxLayout(sheet)
        column.setContentsMargins(px(16), px(2), px(14), px(8))
        column.setSpacing(px(5))
        return sheet, column

    @staticmethod
    def _who(note: Note) -> str:
        written = tr("written {moment}", moment=moment_words(note.created)) if note.created else tr("undated")
        changed = tr("changed {moment}", moment=moment_words(note.modified)) if note.modified != note.created else ""
        return breakable(" · ".join(p for p in (author_words(note), written, changed) if p))

    def _place(self, placed: Placed) -> QWidget:
        """What the person saw and what stands there now, side by side."""
        theme, px = self._theme, self._theme.px
        box = QFrame()
        box.setObjectName("placed")
        box.setStyleSheet(
            f"QFrame#placed {{ background: {theme.hex('note-ground')}; border: none;"
            f" border-left: {max(2, px(3))}px solid {theme.hex('warn' if placed.kind != 'lost' else 'bad')}; }}"
        )
        column = QVBoxLayout(box)
        column.setContentsMargins(px(10), px(7), px(10), px(8))
        column.setSpacing(px(6))
        column.addWidget(label(breakable(place_heading(placed)), role="strong", wrap=True))
        narrow = theme.text_size > 150
        columns = QBoxLayout(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(px(14))
        columns.addLayout(self._copy(tr("Then, under the note"), placed.then, tr("nothing was kept")), 1)
        columns.addLayout(self._copy(tr("Now"), placed.now, tr("no such entry in these data")), 1)
        column.addLayout(columns)
        return box

    @staticmethod
    def _copy(heading: str, seen: Seen, none: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(heading, role="small"))
        parts = [part for part in (seen.title, seen.date, seen.value) if part] or [none]
        for part in parts:
            column.addWidget(label(breakable(part), wrap=True))
        column.addStretch(1)
        return column

    def _buttons(self, note: Note) -> QWidget:
        bar = QWidget()
        row = FlowLayout(bar, gap=self._theme.px(6))
        actions = [("go", tr("Go to the entry"))]
        if note.unreadable:
            actions.append(("repair", tr("Repair")))
        elif note.removed:
            actions += [("restore", tr("Restore")), ("erase", tr("Erase for good…"))]
        else:
            actions += [("edit", tr("Edit"))] if note.own else []
            actions += [("reply", tr("Reply")), ("remove", tr("Move to the bin"))]
        for key, words in actions:
            button = QToolButton()
            button.setText(words)
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key, note))
            row.addWidget(button)
        return bar

    def _history(self, column: QVBoxLayout, note: Note) -> None:
        view = RevisionsView(self._desk, self._theme, below=True)
        view.show_note(note)
        view.back.clicked.connect(lambda _checked=False: view.take_back())
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addSpacing(self._theme.px(6))
        column.addWidget(rule)
        column.addWidget(label(view.heading(), role="strong"))
        if view.list.count() < 2:
            view.hide()
            view.setParent(column.parentWidget())
            column.addWidget(label(tr("Written once and not changed since."), role="small", wrap=True))
            column.addStretch(1)
            return
        column.addWidget(view, 1)
        column.addWidget(view.back)


def place_heading(placed: Placed) -> str:
    """Returns what became of the place of a note, in one sentence."""
    if placed.kind == "changed" and placed.then == placed.now:
        return tr("≠ The words under this note changed.")
    if placed.kind == "changed":
        return tr("≠ The entry under this note changed.")
    if placed.kind == "moved":
        return tr("→ Its entry is no longer in the data; the one most like it is shown.")
    return tr("! This note has lost its place: its entry is no longer in the data.")
