"""The tab itself: choice above, list on the left, the chosen note on the right, what can be done with many below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Note, Ref
from briefing_app.domain.search import query_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui.notes import files
from briefing_app.ui.notes.editor import tags_of
from briefing_app.ui.notes.facts import entry_of
from briefing_app.ui.notes.panel import panel_beside
from briefing_app.ui.notes.trouble import mend
from briefing_app.ui.plain_text import label
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs.notes.bulk import BulkBar
from briefing_app.ui.tabs.notes.choice import Choice, ChoiceBar, counted
from briefing_app.ui.tabs.notes.elsewhere import ElsewhereBar
from briefing_app.ui.tabs.notes.list import NoteList
from briefing_app.ui.tabs.notes.query import Listing, look_up
from briefing_app.ui.tabs.notes.reader import Reader
from briefing_app.ui.tabs.notes.rows import NotesModel
from briefing_app.ui.tabs.notes.verbs import NoteVerbs
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

REST_MS = 120
"""How long the keyboard rests on a note before the entry beside it is shown: walking along a list costs nothing."""


class NotesTab(Tab):
    """Every note: found, put in order, tagged, moved to the bin and back, taken in and given out.

    Attributes:
        asking: True while the list that was asked for is on its way.
    """

    KEY: ClassVar[str] = "notes"
    ACTS: ClassVar[frozenset[str]] = frozenset()
    LISTS_NOTES: ClassVar[bool] = True

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._entries: dict[Ref, str] = {}
        self._stale = True
        self._state, self._counted = 0, -1
        self._listing = Listing(choice=Choice(), lines=[])
        self._wanted = ""
        self._quiet = self._picked = False
        self.asking = False
        self._walking = QTimer(self)
        self._walking.setSingleShot(True)
        self._walking.setInterval(REST_MS)
        self._walking.timeout.connect(self._select_current)
        self._own_tasks = Tasks(self)
        self.model = NotesModel(desk.index.notes, self._entry, self)
        self.choice = ChoiceBar(theme)
        self.list = NoteList(self.model, theme)
        self.reader = Reader(desk, theme)
        self.bulk = BulkBar(desk, theme)
        self._empty = label(role="body-muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reset = QToolButton()
        self._reset.setText(tr("Show all notes"))
        self._told = label(role="small")
        self.elsewhere = ElsewhereBar(desk)
        self._verbs = NoteVerbs(desk, self, initiator=self.KEY)
        self._build(theme)
        self._connect()

    def tells(self, ref: Ref) -> bool:
        """The chosen note is read here with its entry named; the record opens when it is asked for."""
        del ref
        return True

    def _build(self, theme: Theme) -> None:
        px = theme.px
        head = QHBoxLayout()
        head.addWidget(label(tr("Notes"), role="title"))
        head.addWidget(self._told, 1, Qt.AlignmentFlag.AlignBottom)
        for words, action in (
            (tr("Import…"), lambda: files.take_in(self.desk, self.theme, self)),
            (tr("Export…"), lambda: self._verbs.give_out(self._all_listed())),
            (tr("Backups…"), lambda: files.backups(self.desk, self.theme, self)),
        ):
            head.addWidget(_tool(words, action))
        none = QWidget()
        column = QVBoxLayout(none)
        column.setContentsMargins(0, px(10), 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(none)
        self._split = Splitter("notes")
        self._split.addWidget(self._stack)
        self._split.addWidget(self.reader)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 4)
        sheet = QWidget()
        self._layout = QVBoxLayout(sheet)
        self._layout.addLayout(head)
        self._layout.addWidget(self.elsewhere)
        self._layout.addWidget(self.choice)
        self._layout.addWidget(self._split, 1)
        self._layout.addWidget(self.bulk)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(sheet)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        self.setFocusProxy(self.list)
        self._measure(theme)

    def _connect(self) -> None:
        self.choice.changed.connect(self._ask)
        self.choice.left.connect(self._enter_list)
        self.list.typed.connect(self._type_on)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(lambda note: self._on_asked("go", note))
        self.list.removed.connect(lambda: self._do("restore" if self._bin_shown else "remove"))
        selection = self.list.selectionModel()
        selection.currentChanged.connect(self._on_current)
        selection.selectionChanged.connect(lambda *_both: self._tell_chosen())
        self.reader.asked.connect(self._on_asked)
        self.bulk.asked.connect(self._do)
        self._reset.clicked.connect(self.choice.reset)

    def _measure(self, theme: Theme) -> None:
        px = theme.px
        self._layout.setContentsMargins(px(16), px(12), px(16), px(6))
        self._layout.setSpacing(px(8))
        large = theme.text_size > 150
        self._split.turn(Qt.Orientation.Vertical if large else Qt.Orientation.Horizontal)
        for widget in (self.list, self.reader):
            widget.setMinimumSize(px(180), px(150) if large else px(120))

    # What the window asks

    def refresh(self, change: Change) -> None:
        if change.has("data"):
            self._entries.clear()
        if change.has("data", "notes"):
            self._stale = True
            self._state += 1
            if self.isVisible():
                self._ask()
        if change.has("selection") and change.initiator != self.KEY and self.desk.selection is not None:
            self._follow(self.desk.selection)

    def _follow(self, ref: Ref) -> None:
        current = self.list.current_note()
        if current is None or current.target != ref:
            self.reveal(ref)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask()

    def reveal(self, ref: Ref) -> bool:
        notes = self.desk.notes.on(ref)
        line = next((at for n in reversed(notes) if (at := self.model.line_of(n.note_id)) >= 0), -1)
        if line >= 0:
            was, self._quiet = self._quiet, True
            self.list.go_to(line)
            self._quiet = was
        elif notes and self._stale:
            self._wanted = notes[-1].note_id  # the list is on its way
        return line >= 0 or bool(self._wanted)

    def status(self) -> str:
        return trn("{n} note", "{n} notes", self.desk.notes.count)

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._measure(theme)
        self.choice.apply_theme(theme)
        self.list.apply_theme(theme)
        self.bulk.apply_theme(theme)
        self.reader.apply_theme(theme)

    def chosen_notes(self) -> tuple[str, ...]:
        """The notes that the person chose; the line on which the list opens is nobody's choice."""
        by_hand = self._picked or self.list.chosen_count() > 1
        return self.list.chosen() if by_hand and not self._bin_shown else ()

    def save_view(self) -> dict[str, Any]:
        choice = self.choice.choice()
        return {"sort": choice.sort, "group": choice.group}

    def restore_view(self, view: dict[str, Any]) -> None:
        for box, value in ((self.choice.sort, view.get("sort")), (self.choice.group, view.get("group"))):
            at = box.findData(value)
            if at >= 0:
                box.setCurrentIndex(at)

    # Showing

    @property
    def _bin_shown(self) -> bool:
        return self.choice.choice().shown == "bin"

    def _entry(self, note: Note) -> str:
        found = self._entries.get(note.target)
        if found is None:
            found = self._entries[note.target] = entry_of(self.desk.dataset, note)
        return found

    def _ask(self) -> None:
        """Looks the notes up off the window's thread; only the newest answer is shown."""
        desk, choice = self.desk, self.choice.choice()
        state, counts = self._state, self._listing.counts if self._counted == self._state else None
        self._stale, self.asking = False, True
        if desk.notebook.book is None:
            self._take(state, Listing(choice=choice, lines=[]))
            return
        window = self.window()
        tasks = window.tasks if isinstance(window, Working) else self._own_tasks
        tasks.run(
            "list of notes",
            lambda: look_up(desk, choice, counts),
            accept=partial(self._take, state),
            refuse=self._refuse,
        )

    def _refuse(self, error: BaseException) -> None:
        self.asking = False
        if not isinstance(error, ExpectedError):
            raise error
        self._say_empty(error.sentence())

    def _take(self, state: int, listing: Listing) -> None:
        """Shows an answer; the current note stays the current one where it is still there."""
        self._listing, self._counted, self.asking = listing, state, False
        kept, before = self.list.current_id(), self.list.currentIndex().row()
        chosen = self.list.chosen() if self.list.chosen_count() < 10_000 else ()
        was, self._quiet = self._quiet, True
        words = query_words(listing.choice.text)
        self.model.set_lines(listing.lines, words=words, placed=listing.placed, where=listing.where)
        self.elsewhere.tell(listing.counts.elsewhere)
        self.choice.renew(listing.counts, look=len(listing.placed))
        line = self.model.line_of(self._wanted or kept)
        self.list.go_to(line if line >= 0 else self.model.near(before), chosen=chosen)
        self._wanted, self._quiet = "", was
        self._told.setText(self._told_words(listing))
        self._stack.setCurrentIndex(0 if listing.found else 1)
        self.reader.setVisible(listing.found > 0)
        self._say_empty(self._why_empty(listing.choice))
        self._tell_chosen()

    @staticmethod
    def _told_words(listing: Listing) -> str:
        binned = listing.choice.shown == "bin"
        words = counted(listing.counts.removed if binned else listing.counts.total, listing.found)
        return tr("{notes} in the bin", notes=words) if binned else words

    def _why_empty(self, choice: Choice) -> str:
        if self.desk.notebook.book is None and self.desk.notebook.trouble is not None:
            return self.desk.notebook.trouble.sentence()
        if choice.narrows:
            return tr("No note matches.")
        if choice.shown == "bin":
            return tr("The bin is empty. Anything moved here can be restored at any time.")
        if choice.shown == "look":
            return tr("Every note is where it was written: no entry with a note has changed or gone missing.")
        return tr("No notes yet. Select anything, in any tab, and write beside it: Ctrl+N, Ctrl+Enter, or just type.")

    def _say_empty(self, words: str) -> None:
        self._empty.setText(words)
        choice = self.choice.choice()
        self._reset.setVisible(choice.narrows or choice.shown != "all")

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._show_current()
        note = self.model.note_at(now.row())
        if note is not None and not self._quiet:
            self._picked = True
            self._walking.start()

    def _pick(self, note: Note) -> None:
        self._picked = True
        self.desk.select(note.target, initiator=self.KEY)

    def _select_current(self) -> None:
        """Selects the entry of the note on which the keyboard came to rest."""
        note = self.list.current_note()
        if note is not None and note.target != self.desk.selection:
            self.desk.select(note.target, initiator=self.KEY)

    def _show_current(self) -> None:
        many, note = self.list.chosen_count(), self.list.current_note()
        if many > 1:
            words = trn(
                "{n} note is chosen.",
                "{n} notes are chosen. The buttons below act on all of them in one step.",
                many,
            )
            self.reader.show_words(words)
        elif note is None:
            self.reader.show_words(tr("Choose a note to read it here.") if self._listing.found else "")
        else:
            self.reader.show_note(note, self._listing.placed.get(note.note_id))

    def _tell_chosen(self) -> None:
        self.bulk.show_count(self.list.chosen_count(), bin_shown=self._bin_shown)
        self._show_current()

    # Verbs

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_listed(self) -> list[str]:
        return [line for line in self._listing.lines if isinstance(line, str)]

    def _type_on(self, text: str) -> None:
        self.choice.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choice.text.setText(self.choice.text.text() + text)

    def _on_asked(self, what: str, note: Note) -> None:
        if what == "go":
            placed = self._listing.placed.get(note.note_id)
            self.desk.follow(placed.ref if placed else note.target, initiator=self.KEY)
        elif what in ("remove", "restore", "erase"):
            self._verbs.move(what, [note.note_id])
        elif what == "repair":
            mend(self.desk, self)
        else:
            self.desk.select(note.target, initiator=self.KEY)
            panel = panel_beside(self)
            if panel is not None:
                panel.do(what, note)

    def _do(self, what: str) -> None:
        """Does something with all chosen notes in one step."""
        ids, tags = self.list.chosen(), tags_of(self.bulk.tags.text())
        if what == "export":
            self._verbs.give_out(ids)
        elif what not in ("tag", "untag"):
            self._verbs.move(what, ids)
        elif tags:
            if self._verbs.tag(ids, tags, on=what == "tag"):
                self.bulk.tags.clear()
        else:
            self.bulk.tags.setFocus(Qt.FocusReason.OtherFocusReason)


@runtime_checkable
class Working(Protocol):
    """A window with a pool for work off its thread, which it waits for at its end."""

    tasks: Tasks


def _tool(words: str, action: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.clicked.connect(lambda _checked=False: action())
    return button
