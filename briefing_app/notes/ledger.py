"""The one way into the file of the notes: revisions in, and the journal of steps to undo."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing_app.domain.model import Note, Ref
from briefing_app.notes import whose
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.rescued import keep_words
from briefing_app.notes.revisions import letters_lost, renamed, same_words
from briefing_app.notes.rows import COLUMNS, LATEST, SELECT, UNREADABLE, fetch, read, storable
from briefing_app.notes.store import Replaced, Store
from briefing_app.translation import tr, trn

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
    """Writes revisions and the journal of one profile's notes.

    Attributes:
        packages: The names under which notes on the briefing stand that lies on the desk: steps on others are not
            taken back, for nobody would see it. None for all notes.
        written: Revisions that were written here, by note and name: they are known even if the file is replaced.
    """

    def __init__(self, store: Store, *, clock: Clock = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._sittings: dict[str, tuple[str, dt.datetime]] = {}
        self._own_steps: set[int] = set()
        self.packages: tuple[str, ...] | None = None
        self.written: dict[tuple[str, str], Note] = {}
        rows = store.rows("SELECT max(number) FROM step")
        self._found_step = int(rows[0][0] or 0) if rows else 0

    # Undo and redo, across restarts

    def walk(self, *, back: bool) -> NotesChange | None:
        """Takes one step back or repeats it; a note that has other words by now keeps them.

        Args:
            back: True to take back the last step, False to repeat the one that was last taken back.

        Returns:
            What was done, or None if there is no such step.
        """
        written: list[Note] = []
        left = 0
        self._sittings.clear()
        with self._writing(()) as connection:
            number = self._next_step(back=back)
            if number is None:
                return None
            for note_id, before, after in self._parts(connection, number):
                current = self._latest(connection, note_id)
                if current is None or current.unreadable:
                    left += current is not None
                    continue
                here, there = (after, before) if back else (before, after)
                if not _stands(current, self._revision(connection, note_id, here)):
                    left += 1
                    continue
                goal = self._revision(connection, note_id, there)
                written.append(self._insert(connection, current, goal or replace(current, removed=True)))
            connection.execute("UPDATE step SET undone = ? WHERE number = ?", (int(back), number))
        self._remember(written)
        words = tr("Undone") if back else tr("Done again")
        if left:
            kept = trn(
                "{n} note has since been changed elsewhere and stays as it is; the earlier text is in its history.",
                "{n} notes have since been changed elsewhere and stay as they are; the earlier text is in their "
                "history.",
                left,
            )
            words = f"{words}. {kept}" if written else kept
        return NotesChange(refs=frozenset(n.target for n in written), notes=tuple(written), words=words)

    def _next_step(self, *, back: bool) -> int | None:
        """Steps of another window that is open at the same time are passed over: each takes back its own."""
        order, undone = ("DESC", 0) if back else ("ASC", 1)
        rows = self._store.rows(f"SELECT number, parts FROM step WHERE undone = ? ORDER BY number {order}", (undone,))
        own = ((n, parts) for n, parts in rows if n <= self._found_step or n in self._own_steps)
        return next((n for n, parts in own if self._touches_here(parts)), None)

    def _touches_here(self, parts: Any) -> bool:
        """Tells whether a step is on notes of the briefing that lies on the desk, as far as that can be read."""
        if self.packages is None:
            return True
        try:
            ids = json.dumps([part[0] for part in json.loads(parts)])
        except UNREADABLE:
            return True
        sql = "SELECT DISTINCT package FROM head WHERE note IN (SELECT value FROM json_each(?))"
        names = {str(name).encode("utf-8", "replace").decode() for (name,) in self._store.rows(sql, (ids,))}
        packages = self.packages
        return not names or any(whose.is_here(name, packages) for name in names)

    @staticmethod
    def _parts(connection: sqlite3.Connection, number: int) -> list[tuple[str, str, str]]:
        """Returns note, revision before and revision after of each part of a step; what cannot be read is left out."""
        rows = fetch(connection, "SELECT parts FROM step WHERE number = ?", (number,))
        try:
            parts = json.loads(rows[0][0])
            return [(str(note), str(before), str(after)) for note, before, after in parts]
        except (*UNREADABLE, IndexError):
            return []

    # The one way into the file

    def write(
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
        with self._writing([new for _old, new in pairs]) as connection:
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
        self._remember(written)
        return NotesChange(refs=frozenset(n.target for n in written), notes=tuple(written), words=words)

    @contextlib.contextmanager
    def _writing(self, notes: Sequence[Note]) -> Iterator[sqlite3.Connection]:
        """Runs one verb; where the file was replaced meanwhile the words are kept in a file of their own.

        Raises:
            Replaced: It was; the sentence says where the words lie.
        """
        try:
            with self._store.transaction() as connection:
                yield connection
        except Replaced as error:
            if notes and (kept := keep_words(self._store.path.parent, notes, now=self._clock())) is not None:
                error.hint = f"{tr('Its words are kept in {path}.', path=kept)} {error.hint}"
            raise

    def forget(self, ids: Iterable[str]) -> None:
        """Forgets what was written of notes that were erased for good."""
        gone = set(ids)
        self.written = {key: note for key, note in self.written.items() if key[0] not in gone}
        self._sittings = {ident: sitting for ident, sitting in self._sittings.items() if ident not in gone}

    def _remember(self, notes: Iterable[Note]) -> None:
        self.written |= {(note.note_id, note.revision): note for note in notes}

    def begin_sitting(self, note: Note) -> None:
        """Notes that a revision was begun here: typing on amends it for a while."""
        self._sittings[note.note_id] = (note.revision, self._clock())

    @property
    def sittings(self) -> tuple[str, ...]:
        """Ids of the notes that were begun here."""
        return tuple(self._sittings)

    def may_amend(self, old: Note, new: Note) -> bool:
        """Tells whether typing on belongs to the revision that was begun a moment ago in this window."""
        revision, since = self._sittings.get(old.note_id, ("", dt.datetime.min.replace(tzinfo=dt.UTC)))
        lasting = dt.timedelta(0) <= self._clock() - since < SITTING
        return revision == old.revision and lasting and letters_lost(old.body, new.body) <= LOST_LETTERS

    def amend(self, old: Note, new: Note, words: str) -> NotesChange:
        """Writes over the revision that was begun a moment ago; another window's in between stays beside it.

        Args:
            old: The note as it stands.
            new: As it shall be.
            words: What was done.
        """
        saved = replace(new, modified=self.stamp(old.modified))
        row = dict(zip(COLUMNS, storable(saved), strict=True))
        with self._writing([saved]) as connection:
            sql = f"UPDATE head SET number = {NEXT} WHERE note = ? AND revision = ?"
            standing = connection.execute(sql, (old.note_id, old.revision)).rowcount == 1
            if standing:
                values = [row[name] for name in COLUMNS if name not in NAMES]
                connection.execute(AMEND, (*values, old.note_id, old.revision))
        if not standing:  # another window wrote in between: both versions are kept
            return self.write("edit", [(old, new)], words)
        self._remember([saved])
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
                modified=self.stamp(current.modified),
                lineage=tuple(dict.fromkeys((*current.lineage, *new.lineage)))[:MOST_ANCESTORS],
            )
        saved = self._keep(connection, saved)
        connection.execute(
            "INSERT OR REPLACE INTO head (number, note, revision, target, removed, package)"
            f" VALUES ({NEXT}, ?, ?, ?, ?, ?)",
            (saved.note_id, saved.revision, str(saved.target), int(saved.removed), saved.package),
        )
        return saved

    def _keep(self, connection: sqlite3.Connection, note: Note) -> Note:
        """Stores a revision; one of the same name with other words gets a name of its own, never overwritten."""
        note = replace(note, unreadable=())
        row = storable(note)
        try:
            connection.execute(INSERT, (*row, note.note_id))
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
        found = read(connection, f"{LATEST} WHERE h.note = ?", (note_id,))
        return found[0] if found else None

    @staticmethod
    def _revision(connection: sqlite3.Connection, note_id: str, revision: str) -> Note | None:
        sql = f"SELECT {SELECT} FROM revision r WHERE r.note = ? AND r.revision = ?"
        found = read(connection, sql, (note_id, revision))
        return found[0] if found else None

    def stamp(self, not_before: str) -> str:
        """Returns the moment as text; a clock that was set back never makes a revision older than its parent."""
        now = self._clock().astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return max(now, not_before)


def _stands(current: Note, known: Note | None) -> bool:
    """Tells whether a note is as a step left it: then taking the step back puts nothing over newer words."""
    if known is None:  # before the step there was no such note: it lies in the bin since it was taken back
        return current.removed
    return same_words(current, known) and current.removed == known.removed
