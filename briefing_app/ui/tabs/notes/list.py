"""The list of notes: many can be chosen, letters go to the search field, Delete to the bin, Enter to the entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from briefing_app.domain.model import Note
from briefing_app.translation import tr
from briefing_app.ui.keymap import act, typed
from briefing_app.ui.tabs.notes.paint import NoteDelegate
from briefing_app.ui.tabs.notes.rows import NotesModel
from briefing_app.ui.theme import Theme


class NoteList(QTableView):
    """A table of one column over the model of notes: unlike a list it does not look at every line to lay itself out."""

    typed = Signal(str)
    picked = Signal(object)
    """The note that was clicked, whether it was the current one or not."""
    opened = Signal(object)
    """The note that was opened with Enter or a double click."""
    removed = Signal()
    """Delete was pressed."""

    def __init__(self, model: NotesModel, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = model
        self.setModel(model)
        self._delegate = NoteDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Notes"))
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._pick)
        self._measure()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._delegate.theme = theme
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        height = self._delegate.height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def current_note(self) -> Note | None:
        """Returns the note on which the keyboard stands."""
        return self._notes.note_at(self.currentIndex().row())

    def current_id(self) -> str:
        """Returns the id of the note on which the keyboard stands; empty if on none."""
        return self._notes.id_at(self.currentIndex().row())

    def chosen(self) -> tuple[str, ...]:
        """Returns the ids of the chosen notes, each once, in the order of the list."""
        ranges = self.selectionModel().selection().toList()
        spans = sorted((span.top(), span.bottom()) for span in ranges)
        found = (self._notes.id_at(line) for top, bottom in spans for line in range(top, bottom + 1))
        return tuple(dict.fromkeys(ident for ident in found if ident))

    def chosen_count(self) -> int:
        """Returns how many notes are chosen."""
        if self._notes.grouped:
            return len(self.chosen())
        spans = sorted((span.top(), span.bottom()) for span in self.selectionModel().selection().toList())
        count, end = 0, -1
        for top, bottom in spans:  # Qt keeps spans that overlap
            count += max(0, bottom - max(top, end + 1) + 1)
            end = max(end, bottom)
        return count

    def go_to(self, line: int, *, chosen: Iterable[str] = ()) -> None:
        """Makes a line current and chooses it, together with notes that were chosen before."""
        selection = self.selectionModel()
        index = self._notes.index(line) if line >= 0 else QModelIndex()
        if not index.isValid():
            return
        lines = {line, *(at for ident in set(chosen) if (at := self._notes.line_of(ident)) >= 0)}
        wanted = QItemSelection()
        for first, last in _spans(sorted(lines)):  # each line once: ranges that overlap would be counted twice
            wanted.select(self._notes.index(first), self._notes.index(last))
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {
            "copy": lambda: QGuiApplication.clipboard().setText(self._chosen_words()),
            "remove": self.removed.emit,
            "open": lambda: self._open(self.currentIndex()),
        }
        if act(event, "note-list", verbs):
            return
        if typed(event).strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _chosen_words(self) -> str:
        lines = sorted(self._notes.line_of(ident) for ident in self.chosen())
        notes = (self._notes.note_at(line) for line in lines)
        return "\n\n".join(note.body for note in notes if note is not None)

    def _pick(self, index: QModelIndex) -> None:
        note = self._notes.note_at(index.row())
        if note is not None:
            self.picked.emit(note)

    def _open(self, index: QModelIndex) -> None:
        note = self._notes.note_at(index.row())
        if note is not None:
            self.opened.emit(note)


def _spans(lines: list[int]) -> list[tuple[int, int]]:
    """Returns runs of neighbouring lines, so that choosing very many costs little."""
    spans: list[tuple[int, int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], line)
        else:
            spans.append((line, line))
    return spans
