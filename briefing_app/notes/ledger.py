"""The one way into the file of the notes: revisions in, latest revisions out, and the journal of steps to undo."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing_app.domain.model import Note, Ref
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.rows import COLUMNS, LATEST, SELECT, from_row, to_row
from briefing_app.notes.store import Store
from briefing_app.notes.versions import letters_lost, renamed, same_words
from briefing_app.words import tr

Clock = Callable[[], dt.datetime]
INSERT = (
    f"INSERT INTO revision ({', '.join(COLUMNS)}, seq) VALUES ({', '.join('?' * len(COLUMNS))},"
    " (SELECT count(*) FROM revision WHERE note = ?))"
)
NAMES = ("revision", "note")
AMEND = (
    f"UPDATE revision SET {', '.join(f'{name} = ?' for name in COLUMNS if name not in NAMES)}"
    " WHERE note = ? AND revision = ?"
)
NEXT = "(SELECT coalesce(max(number), 0) + 1 FROM head)"
SITTING = dt.timedelta(minutes=10)
"""How long typing on amends one revision before the next begins."""
LOST_LETTERS = 40
"""Letters that may vanish from a revision while it is being written; more, and it is kept beside the new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesChange:
    """What a verb did.

    Attributes:
        refs: The entries whose notes changed.
        notes: The notes in their new revision.
        words: What was done, for the strip: "Note removed".
    """

    refs: frozenset[Ref]
    notes: tuple[Note, ...]
    words: str = ""


def utc_now() -> dt.datetime:
    """Returns the moment, in UTC."""
    return dt.datetime.now(dt.UTC)


class Ledger:
    """Revisions and the journal of one profile's notes."""

    def __init__(self, store: Store, *, clock: Clock = utc_now) -> None:
        self.store = store
        self._clock = clock
        self._sittings: dict[str, tuple[str, dt.datetime]] = {}
        self._own_steps: set[int] = set()
        rows = store.rows("SELECT max(number) FROM step")
        self._found_step = int(rows[0][0] or 0) if rows else 0

    # Reading

    def get(self, note_id: str) -> Note | None:
        """Returns a note in its latest revision, removed or not."""
        rows = self.store.rows(f"{LATEST} WHERE h.note = ?", (note_id,))
        return from_row(rows[0]) if rows else None

    def notes_for(self, ref: Ref) -> tuple[Note, ...]:
        """Returns the notes on an entry, oldest first and undated last; those in the bin are left out."""
        asked = "WHERE h.target = ? AND h.removed = 0 ORDER BY r.created = '', r.created, r.note"
        return self._select(asked, (str(ref),))

    def all_notes(self, *, removed: bool = False) -> tuple[Note, ...]:
        """Returns all notes, newest first and undated last, or those in the bin."""
        return self._select("WHERE h.removed = ? ORDER BY r.modified DESC, r.note", (int(removed),))

    def revisions(self, note_id: str) -> tuple[Note, ...]:
        """Returns every revision of a note, oldest first."""
        rows = self.store.rows(
            f"SELECT {SELECT} FROM revision r WHERE r.note = ? ORDER BY r.seq, r.modified", (note_id,)
        )
        return tuple(from_row(row) for row in rows)

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
        rows = self.store.rows("SELECT DISTINCT target FROM head WHERE removed = 0")
        return frozenset(Ref.parse(row[0]) for row in rows)

    def tags(self) -> tuple[str, ...]:
        """Returns the tags in use, the most used first."""
        rows = self.store.rows(
            "SELECT t.value FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision,"
            " json_each(r.tags) t"
            " WHERE h.removed = 0 AND r.tags <> '[]' GROUP BY t.value ORDER BY count(*) DESC, t.value LIMIT 500"
        )
        return tuple(str(row[0]) for row in rows)

    def handlings(self) -> tuple[str, ...]:
        """Returns the handling markings in use."""
        rows = self.store.rows(
            "SELECT DISTINCT r.handling FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision"
            " WHERE h.removed = 0 AND r.handling <> '' ORDER BY 1 LIMIT 50"
        )
        return tuple(str(row[0]) for row in rows)

    def count(self) -> int:
        """Returns how many notes there are, those in the bin left out."""
        return int(self.store.rows("SELECT count(*) FROM head WHERE removed = 0")[0][0])

    def _select(self, where: str, values: Sequence[Any]) -> tuple[Note, ...]:
        rows = self.store.rows(f"{LATEST} {where}", values)
        return tuple(from_row(row) for row in rows)

    # Undo and redo, across restarts

    def undo(self) -> NotesChange | None:
        """Takes the last step back by writing new revisions; returns None if there is nothing to undo."""
        return self._walk(back=True)

    def redo(self) -> NotesChange | None:
        """Repeats the step that was last taken back; returns None if there is none."""
        return self._walk(back=False)

    def can_undo(self) -> bool:
        """Tells whether there is a step to take back."""
        return self._next_step(back=True) is not None

    def can_redo(self) -> bool:
        """Tells whether there is a step to repeat."""
        return self._next_step(back=False) is not None

    def _next_step(self, *, back: bool) -> int | None:
        """Steps of another window that is open at the same time are passed over: each takes back its own."""
        order, undone = ("DESC", 0) if back else ("ASC", 1)
        rows = self.store.rows(f"SELECT number FROM step WHERE undone = ? ORDER BY number {order}", (undone,))
        return next((n for (n,) in rows if n <= self._found_step or n in self._own_steps), None)

    def _walk(self, *, back: bool) -> NotesChange | None:
        written: list[Note] = []
        self._sittings.clear()
        with self.store.transaction() as connection:
            number = self._next_step(back=back)
            if number is None:
                return None
            (parts,) = connection.execute("SELECT parts FROM step WHERE number = ?", (number,)).fetchone()
            for note_id, before, after in json.loads(parts):
                current = self._latest(connection, note_id)
                goal = self._revision(connection, note_id, before if back else after)
                if current is None:
                    continue
                written.append(self._insert(connection, current, goal or replace(current, removed=True)))
            connection.execute("UPDATE step SET undone = ? WHERE number = ?", (int(back), number))
        words = tr("Undone") if back else tr("Done again")
        return NotesChange(refs=frozenset(n.target for n in written), notes=tuple(written), words=words)

    # The one way into the file

    def _write(
        self,
        verb: str,
        pairs: Sequence[tuple[Note | None, Note]],
        words: str,
        *,
        as_they_are: bool = False,
        only_kept: Sequence[Note] = (),
    ) -> NotesChange:
        """Writes new revisions as one step of the journal.

        Args:
            verb: Name of the step.
            pairs: The note as it was, or None, and as it shall be.
            words: What was done.
            as_they_are: True to keep the revisions' own names and moments, for notes taken in from a file.
            only_kept: Revisions that are stored without becoming the latest.
        """
        if not pairs and not only_kept:
            return NotesChange(refs=frozenset(), notes=())
        written = []
        with self.store.transaction() as connection:
            for note in only_kept:
                self._keep(connection, note)
            if pairs:
                connection.execute("UPDATE step SET undone = 2 WHERE undone = 1")  # what was undone is no longer ahead
                parts = []
                for old, new in pairs:
                    current = self._latest(connection, new.note_id) if old is not None else None
                    saved = self._insert(connection, current, new, as_it_is=as_they_are)
                    before = current.revision if current else ""
                    parts.append((saved.note_id, before, saved.revision))
                    written.append(saved)
                values = (verb, written[-1].modified, json.dumps(parts))
                made = connection.execute("INSERT INTO step (verb, at, parts) VALUES (?, ?, ?)", values)
                self._own_steps.add(int(made.lastrowid or 0))
        return NotesChange(refs=frozenset(n.target for n in written), notes=tuple(written), words=words)

    def _begin_sitting(self, note: Note) -> None:
        self._sittings[note.note_id] = (note.revision, self._clock())

    def _may_amend(self, old: Note, new: Note) -> bool:
        """Tells whether typing on belongs to the revision that was begun a moment ago in this window."""
        revision, since = self._sittings.get(old.note_id, ("", dt.datetime.min.replace(tzinfo=dt.UTC)))
        lasting = dt.timedelta(0) <= self._clock() - since < SITTING
        return revision == old.revision and lasting and letters_lost(old.body, new.body) <= LOST_LETTERS

    def _amend(self, old: Note, new: Note, words: str) -> NotesChange:
        saved = replace(new, modified=self._stamp(old.modified))
        with self.store.transaction() as connection:
            sql = f"UPDATE head SET number = {NEXT} WHERE note = ? AND revision = ?"
            standing = connection.execute(sql, (old.note_id, old.revision)).rowcount == 1
            if standing:
                row = dict(zip(COLUMNS, to_row(saved), strict=True))
                values = [row[name] for name in COLUMNS if name not in NAMES]
                connection.execute(AMEND, (*values, old.note_id, old.revision))
        if not standing:  # another window wrote in between: both versions are kept
            return self._write("edit", [(old, new)], words)
        return NotesChange(refs=frozenset((saved.target,)), notes=(saved,), words=words)

    def _insert(
        self, connection: sqlite3.Connection, current: Note | None, new: Note, *, as_it_is: bool = False
    ) -> Note:
        saved = new
        if current is not None and not as_it_is:
            saved = replace(
                new,
                revision=str(uuid.uuid4()),
                parent=current.revision,
                modified=self._stamp(current.modified),
                lineage=tuple(dict.fromkeys((*current.lineage, *new.lineage)))[:MOST_ANCESTORS],
            )
        saved = self._keep(connection, saved)
        connection.execute(
            f"INSERT OR REPLACE INTO head (number, note, revision, target, removed) VALUES ({NEXT}, ?, ?, ?, ?)",
            (saved.note_id, saved.revision, str(saved.target), int(saved.removed)),
        )
        return saved

    def _keep(self, connection: sqlite3.Connection, note: Note) -> Note:
        """Stores a revision; one of the same name with other words gets a name of its own, never overwritten."""
        try:
            connection.execute(INSERT, (*to_row(note), note.note_id))
            return note
        except sqlite3.IntegrityError:
            known = self._revision(connection, note.note_id, note.revision)
            if known is None:
                raise
        if same_words(known, note) and known.removed == note.removed:
            return known
        return self._keep(connection, renamed(note))

    @staticmethod
    def _latest(connection: sqlite3.Connection, note_id: str) -> Note | None:
        row = connection.execute(f"{LATEST} WHERE h.note = ?", (note_id,)).fetchone()
        return from_row(row) if row else None

    @staticmethod
    def _revision(connection: sqlite3.Connection, note_id: str, revision: str) -> Note | None:
        sql = f"SELECT {SELECT} FROM revision r WHERE r.note = ? AND r.revision = ?"
        row = connection.execute(sql, (note_id, revision)).fetchone()
        return from_row(row) if row else None

    def _stamp(self, not_before: str) -> str:
        """Returns the moment as text; a clock that was set back never makes a revision older than its parent."""
        now = self._clock().astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return max(now, not_before)
