"""The index as this window holds it: lists of many notes, and where notes stand after a change of data.

What this module does may happen on any thread; each answer is of one moment.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_app import __version__
from briefing_app.domain.model import BRIEFING, Ref

if TYPE_CHECKING:
    import sqlite3

    from briefing_app.desk.ground import Ground
    from briefing_app.desk.notebook import HeldNotebook
    from briefing_app.desk.shelf import Shelf
    from briefing_app.domain.model import Note
    from briefing_app.domain.notes import NoteCounts, NotesQuery, NotesSort
    from briefing_app.domain.placement import Placed
    from briefing_app.domain.tables import Dataset
    from briefing_app.notes.index import Index


class HeldIndex:
    """The index of notes and entries while the program is open; it is made when first asked."""

    def __init__(self, desk: Ground, notebook: HeldNotebook, shelf: Shelf) -> None:
        self._desk = desk
        self._shelf = shelf
        self._notebook = notebook
        notebook.read_by(self.let_go_of_notes)
        self._index: Index | None = None
        self._opening = threading.Lock()
        self._ended = False
        self._placements: tuple[object, dict[str, Placed]] | None = None

    def edition(self) -> tuple[str, Dataset]:
        """Returns what the index calls the data, nothing while only page one has been read, and the data."""
        # In this order: the window's thread sets them the other way round.
        whole, dataset = self._desk.whole, self._desk.dataset
        from briefing_app.domain.entries.documents import FORM

        return (f"{__version__} {FORM} {dataset.edition.fingerprint}" if whole else ""), dataset

    def up_to_date(self, *, most: int | None = None) -> Index:
        """Returns the index with what is new taken in, unless that is more than may be waited for.

        Args:
            most: How many new notes may be waited for; None for all.
        """
        from briefing_app.domain.entries.documents import documents
        from briefing_app.notes.index import Index

        edition, dataset = self.edition()
        with self._opening:
            if self._index is None:
                self._index = Index(self._desk.profile, notes=self._notes_to_read)
                if self._ended:
                    self._index.close()
            index = self._index
            index.packages = self._shelf.note_packages
        index.catch_up(edition=edition, documents=lambda: documents(dataset), most=most)
        return index

    def _notes_to_read(self) -> sqlite3.Connection | None:
        """Opens the notes for reading on any thread, or what could be read of them if the file cannot be used."""
        from briefing_app.notes.store import FILE, open_copy, open_to_read

        book = self._notebook.book
        if book is not None and book.store.copy is not None:
            return open_copy(book.store.copy)
        return open_to_read(self._desk.profile / FILE)

    def prepare(self) -> None:
        """Brings the index up to date, which takes seconds where many notes are new to it. For a worker thread."""
        self.up_to_date()

    def nearest_words(self, text: str) -> Mapping[str, str]:
        """Returns the known word nearest to each unknown one of a query that was answered; nothing before the first."""
        return self._index.nearest_words(text) if self._index is not None else {}

    def let_go_of_notes(self) -> None:
        """Closes the file of the notes; it is opened anew at the next question."""
        if self._index is not None:
            self._index.forget_notes()

    def close(self) -> None:
        """Closes the index for good; the next question begins another: what it held of the notes goes with its file."""
        with self._opening:
            index, self._index = self._index, None
        if index is not None:
            index.close()

    def end(self) -> None:
        """Closes the index with the program: who asks after that, on any thread, finds nothing and opens no file."""
        self._ended = True
        self.close()

    # Many notes

    def note_ids(self, query: NotesQuery, *, sort: NotesSort = "modified", descending: bool = True) -> tuple[str, ...]:
        """Returns the ids of the notes that pass a filter, in order: a list of 100,000 needs no more to be shown.

        Args:
            query: The filter.
            sort: What they are put in order by.
            descending: True for the last first.
        """
        index = self.up_to_date()
        among = self.placements() if query.unplaced else None
        return index.note_ids(query, sort=sort, descending=descending, among=among)

    def notes(self, ids: Sequence[str]) -> tuple[Note, ...]:
        """Returns notes in their latest revision, in the order of their ids; those that are not there are left out."""
        return self.up_to_date().notes(ids)

    def note_counts(self) -> NoteCounts:
        """Returns how many notes there are, and how many of each tag, kind, author, marking and kind of entry."""
        counts = self.up_to_date().counts()
        return replace(counts, elsewhere=self._shelf.named(counts.elsewhere))

    def search_elsewhere(self, text: str) -> Mapping[str, int]:
        """Returns how many notes on other briefings hold all the words of a query that was answered, by their names."""
        return self._shelf.named(self._index.search_elsewhere(text)) if self._index is not None else {}

    # Placement

    def placements(self) -> Mapping[str, Placed]:
        """Returns where the notes stand that are not exactly where they were, by id; every other note is exact.

        A note whose entry is gone is among them as lost; none is left out. Empty until all data have been read.
        """
        from briefing_app.domain.placement import place_all

        edition, dataset = self.edition()
        if not edition:
            return {}
        index = self.up_to_date()
        state = (edition, index.packages, index.state())
        known = self._placements
        if known is None or known[0] != state:
            gone = [text for text in index.targets() if _is_gone(text, dataset)]
            notes = index.written_on_other_data(dataset.edition.fingerprint, gone=gone)
            known = self._placements = (state, place_all(notes, dataset))
        return known[1]


def _is_gone(target: str, dataset: Dataset) -> bool:
    """Tells whether the data do not hold the entry of a note."""
    try:
        ref = Ref.parse(target)
    except ValueError:
        return True
    return ref != BRIEFING and dataset.get(ref) is None
