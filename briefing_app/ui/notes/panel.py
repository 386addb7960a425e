"""Notes on the selection: the cards of those there are, and the editor under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import BRIEFING, Note, Passage, Ref
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.notes.editor import INITIATOR, Draft, NoteEditor, store
from briefing_app.ui.notes.facts import clock_words
from briefing_app.ui.notes.trouble import mend
from briefing_app.ui.plain_text import label
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.ui.notes.introduce import Introduction

RETRY_MS = 3_000
SHARE = 0.6
"""The most of the pane's height that cards and editor take together."""


class NotesPanel(QWidget):
    """Everything noted on one entry. Words that could not be saved are kept and tried again."""

    said = Signal(str)
    """Words for the status bar: when the last note was made durable, or that it is not yet."""

    wanted = Signal()
    """Something is to be written here, so that the panel must be seen."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes-panel")
        self._desk, self._theme = desk, theme
        self._ref: Ref = BRIEFING
        self._waiting: dict[Ref, Draft] = {}
        self._in_trouble = False
        self._shown: tuple[object, ...] = ()
        self._heading = label(role="strong")
        self._cards = QScrollArea()
        self._cards.setWidgetResizable(True)
        self._cards.setFrameShape(QFrame.Shape.NoFrame)
        self._cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards.hide()
        self.editor = NoteEditor(desk, theme)
        self.editor.saved.connect(self._on_saved)
        self.editor.failed.connect(self._on_failed)
        self.editor.finished.connect(self._tell)
        self.editor.resized.connect(self._on_resized)
        self._introduction: Introduction | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        rule = QFrame()
        rule.setProperty("role", "rule")
        self._layout = QVBoxLayout(self)
        for widget in (rule, self._heading, self._cards, self.editor):
            self._layout.addWidget(widget)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        px = theme.px
        self._layout.setContentsMargins(px(16), 0, px(16), px(10))
        self._layout.setSpacing(px(6))
        self.editor.apply_theme(theme)
        self._shown = ()
        self._tell()

    def refresh(self, change: Change) -> None:
        """Shows the notes anew when they changed."""
        if change.has("data"):
            self._shown = ()  # the entries under the notes may have changed
        if change.has("notes", "data"):
            if change.has("notes") and self._desk.notebook.last_saved and not self._in_trouble:
                self.said.emit(tr("saved {time}", time=clock_words(self._desk.notebook.last_saved)))
            self._drop_if_binned()
            self._tell()

    def show_for(self, ref: Ref) -> None:
        """Changes to the notes of another entry; what was being written is made durable or set aside first."""
        if ref == self._ref:
            self._tell()
            return
        if not self.editor.finish():
            self._waiting[self._ref] = self.editor.draft
            self._retry.start()
        self._ref = ref
        self.editor.take(self._waiting.pop(ref, Draft(ref=ref)))
        self._tell()

    def write(self, passage: Passage | None = None, *, begun: str = "") -> None:
        """Puts the keyboard into the field, for a note on the entry or on a passage of its text.

        Args:
            passage: The piece of text it is about, if it is about one.
            begun: What was typed already.
        """
        self.wanted.emit()
        if passage is not None:
            self.editor.begin(Draft(ref=self._ref, passage=passage))
        self.editor.offer_handlings(self._markings())
        self.editor.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if begun:
            self.editor.text.insertPlainText(begun)

    def end_writing(self) -> bool:
        """Closes the note that is being written; False if none is."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.editor.isAncestorOf(focus)
        if not inside or not self.editor.text.toPlainText().strip():
            return False
        self.editor.finish()
        return True

    def save_now(self) -> bool:
        """Makes durable what is being written and what waits; False if something could not be saved."""
        return self.editor.save_now() and self._try_again()

    def unsaved(self) -> tuple[str, ...]:
        """Returns the texts that are not durable."""
        drafts = (self.editor.draft, *self._waiting.values())
        return tuple(draft.text for draft in drafts if not draft.saved)

    def _markings(self) -> tuple[str, ...]:
        set_by_policy = self._desk.policy.markings or ()
        return tuple(m for m in (self._desk.preferences.marking, *self._desk.notes.handlings(), *set_by_policy) if m)

    # Saving

    def _on_saved(self) -> None:
        if self._in_trouble and not self._waiting:
            notices.tell(self, tr("The note is saved now."))
            self._in_trouble = False
        self.said.emit(tr("saved {time}", time=clock_words(self._desk.notebook.last_saved)))
        self._tell()

    def _on_failed(self, error: ExpectedError) -> None:
        self.said.emit(tr("⚠ not saved yet"))
        if not self._in_trouble:
            notices.warn(self, error)
        self._in_trouble = True
        self._retry.start()

    def _try_again(self) -> bool:
        """Saves what waits from other entries, then what stands in the field."""
        for ref, draft in list(self._waiting.items()):
            try:
                store(self._desk, draft)
            except ExpectedError:
                return False
            del self._waiting[ref]
            self._on_saved()
        if self.editor.draft.saved or self.editor.save_now():
            self._retry.stop()
            return True
        return False

    def _drop_if_binned(self) -> None:
        """A note that was undone or put into the bin elsewhere is no longer written on."""
        draft = self.editor.draft
        if draft.note is not None and draft.saved:
            there = self._desk.notes.get(draft.note.note_id)
            if there is not None and there.removed:
                self.editor.take(Draft(ref=self._ref))

    # Showing

    def _tell(self) -> None:
        from briefing_app.domain.notes import threads

        draft = self.editor.draft
        writing = draft.note.note_id if draft.note is not None else ""
        notes = tuple(n for n in self._desk.notes.on(self._ref) if n.note_id != writing)
        count = len(notes) + bool(writing)
        self._heading.setText(trn("{n} note", "{n} notes", count) if count else tr("Notes"))
        shown = (self._theme, notes)
        if shown == self._shown:
            return
        self._shown = shown
        if notes:
            self._show_cards(threads(notes))
        self._cards.setVisible(bool(notes))
        QTimer.singleShot(0, self, self._fit)

    def _show_cards(self, talk: tuple[tuple[Note, int], ...]) -> None:
        from briefing_app.ui.notes.card import CardHolder, NoteCard

        cards = []
        for note, depth in talk:
            placed = self._desk.notes.placed(note).words() if self._desk.whole else ""
            card = NoteCard(note, self._theme, placed=placed, depth=depth)
            card.asked.connect(self.do)
            cards.append(card)
        self._cards.setWidget(CardHolder(cards, self._theme))

    def _on_resized(self) -> None:
        self._ask_who()
        self._fit()

    def _ask_who(self) -> None:
        """Says once, while the first note is written, that it carries no name; never again after an answer.

        Where the text is so large that the line would not find room it comes when the note is written.
        """
        large = self._theme.text_size > 150
        now = not self.editor.writing and self._desk.notes.count > 0 if large else self.editor.writing
        wanted = now and not self._desk.preferences.author_asked and self._desk.notebook.book is not None
        if wanted and self._introduction is None:
            from briefing_app.ui.notes.introduce import Introduction

            self._introduction = Introduction(self._desk, self._theme)
            self._introduction.answered.connect(self._on_answered)
            self._layout.insertWidget(self._layout.indexOf(self.editor), self._introduction)
            self._introduction.show()
        elif self._introduction is not None:
            self._introduction.setVisible(not self._desk.preferences.author_asked and (now or not large))

    def _on_answered(self) -> None:
        self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _fit(self) -> None:
        holder, pane = self._cards.widget(), self.parentWidget()
        if holder is None or pane is None or not self._cards.isVisibleTo(self):
            return
        wanted = max(holder.sizeHint().height(), holder.heightForWidth(max(1, self._cards.width()))) + self._theme.px(4)
        asking = self._introduction is not None and self._introduction.isVisibleTo(self)
        asked = self._introduction.sizeHint().height() if asking and self._introduction is not None else 0
        room = int(pane.height() * SHARE) - self.editor.sizeHint().height() - asked - self._theme.px(40)
        self._cards.setFixedHeight(max(self._theme.px(24), min(wanted, room)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def watch(self, pane: QWidget) -> None:
        """Follows the height of the pane it stands in."""
        pane.installEventFilter(self)

    # Verbs

    @made_as_one
    def do(self, what: str, note: Note) -> None:
        """Does with a note what was asked for: "edit", "reply", "history", "repair" or "remove"."""
        if what in ("edit", "reply"):
            self.wanted.emit()
        if what == "edit":
            self.editor.begin_edit(note)
            self._tell()
        elif what == "reply":
            self.editor.begin(Draft(ref=note.target, reply_to=note))
        elif what == "history":
            from briefing_app.ui.dialogs import show
            from briefing_app.ui.notes.history import HistoryDialog

            dialog = HistoryDialog(self._desk, self._theme, note, parent=self.window())
            show(dialog)
        elif what == "repair":
            mend(self._desk, self)
        elif what == "remove":
            notices.attempt(
                self,
                lambda: self._desk.notes.remove([note.note_id], initiator=INITIATOR),
                done=tr("The note is in the bin of the Notes tab. Ctrl+Z brings it back."),
            )


def panel_beside(widget: QWidget) -> NotesPanel | None:
    """Returns the panel in which notes are written in the window of a widget."""
    return widget.window().findChild(NotesPanel)
