"""What the file of the notes holds now: latest revisions, histories, and which entries, tags and markings there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing_app.domain.model import Note, Ref
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.rows import LATEST, SELECT, note_of
from briefing_app.notes.store import Store


class StoredNotes:
    """The notes of one profile for reading.

    Attributes:
        unreadable: Ids of the notes met so far that cannot be read whole.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.unreadable: set[str] = set()

    def get(self, note_id: str) -> Note | None:
        """Returns a note in its latest revision, removed or not."""
        found = self._select("WHERE h.note = ?", (note_id,))
        return found[0] if found else None

    def on(self, ref: Ref) -> tuple[Note, ...]:
        """Returns the notes on an entry, oldest first and undated last; those in the bin are left out."""
        asked = "WHERE h.target = ? AND h.removed IS 0 ORDER BY r.created = '', r.created, r.note"
        return self._select(asked, (str(ref),))

    def all(self, *, removed: bool = False) -> tuple[Note, ...]:
        """Returns all notes, newest first and undated last, or those in the bin."""
        return self._select(f"WHERE h.removed IS {'NOT ' if removed else ''}0 ORDER BY r.modified DESC, r.note", ())

    def revisions(self, note_id: str) -> tuple[Note, ...]:
        """Returns every revision of a note, oldest first."""
        sql = f"SELECT {SELECT} FROM revision r WHERE r.note = ? ORDER BY r.seq, r.modified"
        return self._notes(self._store.rows(sql, (note_id,)))

    def with_lineage(self, notes: Sequence[Note]) -> tuple[Note, ...]:
        """Returns notes that name every revision they build on, for a file that travels."""
        told = []
        for note in notes:
            revisions = self.revisions(note.note_id)[::-1]
            names = [r.revision for r in revisions] + [n for r in revisions for n in (r.parent, *r.lineage) if n]
            lineage = tuple(dict.fromkeys(n for n in names if n not in (note.revision, note.parent)))
            told.append(replace(note, lineage=lineage[:MOST_ANCESTORS]))
        return tuple(told)

    def noted(self) -> frozenset[Ref]:
        """Returns the entries that carry a note."""
        rows = self._store.rows("SELECT DISTINCT target FROM head WHERE removed IS 0")
        return frozenset(ref for (text,) in rows if (ref := _ref(text)) is not None)

    def tags(self) -> tuple[str, ...]:
        """Returns the tags in use, the most used first."""
        rows = self._store.rows(
            "SELECT t.value FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision,"
            " json_each(CASE WHEN json_valid(r.tags) THEN r.tags ELSE '[]' END) t"
            " WHERE h.removed IS 0 AND r.tags <> '[]' GROUP BY t.value ORDER BY count(*) DESC, t.value LIMIT 500"
        )
        return tuple(_letters(row[0]) for row in rows)

    def handlings(self) -> tuple[str, ...]:
        """Returns the handling markings in use."""
        rows = self._store.rows(
            "SELECT DISTINCT r.handling FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision"
            " WHERE h.removed IS 0 AND r.handling <> '' ORDER BY 1 LIMIT 50"
        )
        return tuple(_letters(row[0]) for row in rows)

    def count(self) -> int:
        """Returns how many notes there are, those in the bin left out."""
        return int(self._store.rows("SELECT count(*) FROM head WHERE removed IS 0")[0][0])

    def _select(self, where: str, values: Sequence[Any]) -> tuple[Note, ...]:
        return self._notes(self._store.rows(f"{LATEST} {where}", values))

    def _notes(self, rows: Sequence[Any]) -> tuple[Note, ...]:
        """Returns the notes of some rows; of one that cannot be read whole, what is legible."""
        found = tuple(note_of(self._store.connection, row) for row in rows)
        self.unreadable |= {note.note_id for note in found if note.unreadable}
        return found


def _ref(text: Any) -> Ref | None:
    try:
        return Ref.parse(_letters(text))
    except ValueError:
        return None


def _letters(value: Any) -> str:
    """Returns a text of the file without bytes that are no letters."""
    return str(value).encode("utf-8", "replace").decode()
