"""Finding notes and entries: search as one types, filters over all notes, and where notes stand after a change of data.

Unlike other verbs those of this module may be called on any thread; each answer is of one moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_app import __version__
from briefing_app.desk.state import DeskState
from briefing_app.domain.model import BRIEFING, Ref, Segment

if TYPE_CHECKING:
    import sqlite3

    from briefing_app.domain.model import Note
    from briefing_app.domain.notes import NoteCounts, NotesQuery, NotesSort
    from briefing_app.domain.placement import Placed
    from briefing_app.domain.search import Hit
    from briefing_app.domain.tables import Dataset
    from briefing_app.notes.index import Index

AT_ONCE = 2_000
"""Notes that a search takes into the index before it answers; a first index is made by ``prepare_search``."""


class FindingVerbs(DeskState):
    """The part of the desk that finds notes and entries."""

    def _edition(self) -> tuple[str, Dataset]:
        """Returns the data and what the index calls them; nothing while only page one has been read."""
        whole, dataset = self.whole, self.dataset  # in this order: the window's thread sets them the other way round
        from briefing_app.domain.entries.documents import FORM

        return (f"{__version__} {FORM} {dataset.edition.fingerprint}" if whole else ""), dataset

    def _indexed(self, *, most: int | None = None) -> Index:
        """Returns the index, up to date unless there is more to take in than may be waited for."""
        from briefing_app.domain.entries.documents import documents
        from briefing_app.notes.index import Index

        edition, dataset = self._edition()
        with self._making:
            if self._index is None:
                self._index = Index(self.profile, notes=self._notes_to_read)
            index = self._index
            index.packages = self.note_packages
        index.catch_up(edition=edition, documents=lambda: documents(dataset), most=most)
        return index

    def _notes_to_read(self) -> sqlite3.Connection | None:
        """Opens the notes for reading on any thread, or what could be read of them if the file cannot be used."""
        from briefing_app.notes.store import FILE, open_copy, open_to_read

        book = self.notebook
        if book is not None and book.store.copy is not None:
            return open_copy(book.store.copy)
        return open_to_read(self.profile / FILE)

    def prepare_search(self) -> None:
        """Brings the index up to date, which takes seconds where many notes are new to it. For a worker thread."""
        self._indexed()

    def search_notes_and_records(self, text: str, *, limit: int = 60, new: int = AT_ONCE) -> tuple[Hit, ...]:
        """Returns the notes and entries that hold all the words, best first. Any text may be asked for.

        Args:
            text: Words or beginnings of words, in any script; case and accents make no difference.
            limit: How many at the most.
            new: How many notes that are new to the index may be waited for.
        """
        from briefing_app.domain.entries.documents import document, named, sentences
        from briefing_app.domain.markdown import plain
        from briefing_app.domain.search import Hit, excerpt, note_text, query_words

        words = query_words(text)
        if not words or limit < 1:
            return ()
        edition, dataset = self._edition()
        index = self._indexed(most=new)
        found = index.search(text, edition=edition, limit=limit)
        words += tuple(index.nearest_words(text).values())
        notes = {n.note_id: n for n in index.notes([f.name for f in found if f.kind == "note"])}
        hits = []
        for kind, name in found:
            if kind == "note":
                if (note := notes.get(name)) is not None:
                    piece, ranges = excerpt(note_text(note), words)
                    if any(mark in piece for mark in "*_`[#>~"):
                        piece, ranges = excerpt(note_text(replace(note, body=plain(note.body))), words)
                    entry = dataset.get(note.target)
                    title = document(dataset, entry)[0] if entry is not None else note.seen.title or str(note.target)
                    hits.append(
                        Hit(kind=kind, ref=note.target, note_id=name, title=title, excerpt=piece, ranges=ranges)
                    )
            elif (record := dataset.get(Ref.parse(name))) is not None:
                title, told = sentences(dataset, record)
                piece, ranges = excerpt(told, words)
                hits.append(Hit(kind=kind, ref=record.ref, title=title, excerpt=piece, ranges=ranges))
        hits = list(one_a_place(hits, dataset))
        written = named(dataset, text)
        if written is not None:  # an id or a reference that somebody copied
            title, told = sentences(dataset, written)
            first = Hit(kind="record", ref=written.ref, title=title, excerpt=excerpt(told, ())[0])
            hits = [first, *(hit for hit in hits if hit.note or hit.ref != written.ref)]
        return tuple(hits)

    def search_elsewhere(self, text: str) -> Mapping[str, int]:
        """Returns how many notes on other briefings hold all the words, by the title of each.

        Args:
            text: What the person typed, for which ``search_notes_and_records`` has answered.
        """
        found = self._index.search_elsewhere(text) if self._index is not None else {}
        return {self.briefing_title(name): n for name, n in found.items()}

    def did_you_mean(self, text: str) -> str:
        """Returns a query with each word that is not known put right by one letter; empty if there is nothing to say.

        Args:
            text: What the person typed, for which ``search_notes_and_records`` has answered.
        """
        near = self._index.nearest_words(text) if self._index is not None else {}
        if not near:
            return ""
        from briefing_app.domain.search import plain_words

        def put_right(word: str) -> str:
            meant = near.get("".join(plain_words(word).split()), word)
            return meant.capitalize() if word[:1].isupper() else meant

        return " ".join(map(put_right, text.split()))

    # Many notes

    def note_ids_matching(
        self, query: NotesQuery, *, sort: NotesSort = "modified", descending: bool = True
    ) -> tuple[str, ...]:
        """Returns the ids of the notes that pass a filter, in order: a list of 100,000 needs no more to be shown.

        Args:
            query: The filter.
            sort: What they are put in order by.
            descending: True for the last first.
        """
        index = self._indexed()
        among = self.placements() if query.unplaced else None
        return index.note_ids(query, sort=sort, descending=descending, among=among)

    def notes_by_id(self, ids: Sequence[str]) -> tuple[Note, ...]:
        """Returns notes in their latest revision, in the order of their ids; those that are not there are left out."""
        return self._indexed().notes(ids)

    def notes_matching(
        self,
        query: NotesQuery,
        *,
        sort: NotesSort = "modified",
        descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Note, ...]:
        """Returns the notes that pass a filter, in order.

        Args:
            query: The filter.
            sort: What they are put in order by.
            descending: True for the last first.
            limit: How many at the most; None for all.
            offset: How many to pass over.
        """
        ids = self.note_ids_matching(query, sort=sort, descending=descending)
        return self.notes_by_id(ids[offset : None if limit is None else offset + limit])

    def note_counts(self) -> NoteCounts:
        """Returns how many notes there are, and how many of each tag, kind, author, marking and kind of entry."""
        counts = self._indexed().counts()
        if "" not in counts.elsewhere:
            return counts
        named = dict(counts.elsewhere)
        named[self.bundled_package] = named.pop("") + named.get(self.bundled_package, 0)
        return replace(counts, elsewhere=named)

    # Placement

    def placed(self, note: Note) -> Placed:
        """Returns where a note stands in the data of today: exact, changed, moved or lost."""
        from briefing_app.domain.placement import place

        return place(note, self.dataset)

    def placements(self) -> Mapping[str, Placed]:
        """Returns where the notes stand that are not exactly where they were, by id; every other note is exact.

        A note whose entry is gone is among them as lost; none is left out. Empty until all data have been read.
        """
        from briefing_app.domain.placement import place_all

        edition, dataset = self._edition()
        if not edition:
            return {}
        index = self._indexed()
        state = (edition, self.package, index.state())
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


def one_a_place(hits: Iterable[Hit], dataset: Dataset) -> Iterator[Hit]:
    """Yields what was found, but no piece of a way whose way or whose places are found themselves.

    Args:
        hits: What was found, best first.
        dataset: The data.
    """
    listed = tuple(hits)
    found = {hit.ref for hit in listed if not hit.note}
    for hit in listed:
        piece = dataset.get(hit.ref) if hit.ref.noun == "segment" and not hit.note else None
        if isinstance(piece, Segment):
            whole = {Ref("corridor", piece.corridor_id), Ref("node", piece.from_node), Ref("node", piece.to_node)}
            if found & whole:
                continue
        yield hit
