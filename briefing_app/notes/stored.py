"""What the file of the notes holds now: latest revisions, histories, and which entries, tags and markings there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing_app.domain.model import Note, Ref
from briefing_app.notes import whose
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.rows import LATEST, SELECT, note_of
from briefing_app.notes.store import Store


class StoredNotes:
    """The notes of one profile for reading.

    Attributes:
        packages: The names under which notes on the briefing stand that lies on the desk; the others are listed and
            counted nowhere. None for all notes.
        unreadable: Ids of the notes met so far that cannot be read whole.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.packages: tuple[str, ...] | None = None
        self.unreadable: set[str] = set()

    def _and_here(self, alias: str = "h.") -> tuple[str, tuple[str, ...]]:
        """Returns the condition that keeps the notes of other briefings out, with its values."""
        if self.packages is None:
            return "", ()
        return f" AND {whose.here(f'{alias}package', self.packages)}", self.packages

    def get(self, note_id: str) -> Note | None:
        """Returns a note in its latest revision, removed or not."""
        found = self._select("WHERE h.note = ?", (note_id,))
        return found[0] if found else None

    def on(self, ref: Ref) -> tuple[Note, ...]:
        """Returns the notes on an entry, oldest first and undated last; those in the bin are left out."""
        here, values = self._and_here()
        asked = f"WHERE h.target = ? AND h.removed IS 0{here} ORDER BY r.created = '', r.created, r.note"
        return self._select(asked, (str(ref), *values))

    def all(self, *, removed: bool = False, everywhere: bool = False) -> tuple[Note, ...]:
        """Returns all notes, newest first and undated last, or those in the bin.

        Args:
            removed: True for those in the bin.
            everywhere: True for those on other briefings too.
        """
        here, values = ("", ()) if everywhere else self._and_here()
        order = "ORDER BY r.modified DESC, r.note"
        return self._select(f"WHERE h.removed IS {'NOT ' if removed else ''}0{here} {order}", values)

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
        here, values = self._and_here("")
        rows = self._store.rows(f"SELECT DISTINCT target FROM head WHERE removed IS 0{here}", values)
        return frozenset(ref for (text,) in rows if (ref := _ref(text)) is not None)

    def tags(self) -> tuple[str, ...]:
        """Returns the tags in use, the most used first."""
        here, values = self._and_here()
        rows = self._store.rows(
            "SELECT t.value FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision,"
            " json_each(CASE WHEN json_valid(r.tags) THEN r.tags ELSE '[]' END) t"
            f" WHERE h.removed IS 0{here} AND r.tags <> '[]'"
            " GROUP BY t.value ORDER BY count(*) DESC, t.value LIMIT 500",
            values,
        )
        return tuple(_letters(row[0]) for row in rows)

    def handlings(self) -> tuple[str, ...]:
        """Returns the handling markings in use."""
        here, values = self._and_here()
        rows = self._store.rows(
            "SELECT DISTINCT r.handling FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision"
            f" WHERE h.removed IS 0{here} AND r.handling <> '' ORDER BY 1 LIMIT 50",
            values,
        )
        return tuple(_letters(row[0]) for row in rows)

    def count(self) -> int:
        """Returns how many notes there are, those in the bin left out."""
        here, values = self._and_here("")
        return int(self._store.rows(f"SELECT count(*) FROM head WHERE removed IS 0{here}", values)[0][0])

    def elsewhere(self) -> dict[str, int]:
        """Returns how many notes lie on other briefings, by the name of the data package; empty for the bundled one."""
        if self.packages is None:
            return {}
        where = f"removed IS 0 AND {whose.elsewhere('package', self.packages)}"
        sql = f"SELECT package, count(*) FROM head WHERE {where} GROUP BY package ORDER BY 1"
        return {_letters(name): int(n) for name, n in self._store.rows(sql, self.packages)}

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
