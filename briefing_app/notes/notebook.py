"""Every verb on notes: write, edit, reply, tag, remove, restore, undo, redo. Nothing is ever deleted."""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from briefing_app.domain.model import Note, NoteKind, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.notes import exchange
from briefing_app.notes.exchange import ImportPlan
from briefing_app.notes.rows import COLUMNS, SELECT, from_row, to_row
from briefing_app.notes.store import Opened, Store
from briefing_app.words import tr, trn

Decision = Literal["mine", "theirs", "both"]
Clock = Callable[[], dt.datetime]
LONGEST_BODY = 200_000
"""Characters of one note."""
KINDS: tuple[NoteKind, ...] = ("comment", "question", "correction", "follow-up")
LATEST = f"SELECT {SELECT} FROM head h JOIN revision r ON r.revision = h.revision"


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


class Notebook:
    """The notes of one profile."""

    def __init__(self, store: Store, *, clock: Clock = utc_now, author: str = "", office: str = "") -> None:
        self.store = store
        self._clock = clock
        self._author, self._office = author, office

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = utc_now, author: str = "", office: str = "") -> Notebook:
        """Opens the notes of a profile.

        Args:
            folder: The profile folder.
            clock: Tells the moment; tests hand in their own.
            author: Name on new notes.
            office: Office on new notes.

        Raises:
            ExpectedError: The file was written by a newer version, or cannot be opened at all.
        """
        return cls(Store.open(folder), clock=clock, author=author, office=office)

    @property
    def opened(self) -> Opened:
        """How the file was found: writable, read-only, upgraded."""
        return self.store.opened

    def introduce(self, *, author: str, office: str) -> None:
        """Sets name and office for notes written from now on."""
        self._author, self._office = author, office

    def close(self) -> None:
        """Closes the file with a clean end."""
        self.store.close()

    # Reading

    def get(self, note_id: str) -> Note | None:
        """Returns a note in its latest revision, removed or not."""
        row = self.store.connection.execute(f"{LATEST} WHERE h.note = ?", (note_id,)).fetchone()
        return from_row(row) if row else None

    def notes_for(self, ref: Ref) -> tuple[Note, ...]:
        """Returns the notes on an entry, oldest first; those in the bin are left out."""
        return self._select("WHERE h.target = ? AND h.removed = 0 ORDER BY r.created, r.note", (str(ref),))

    def all_notes(self, *, removed: bool = False) -> tuple[Note, ...]:
        """Returns all notes, newest first, or those in the bin."""
        return self._select("WHERE h.removed = ? ORDER BY r.modified DESC, r.note", (int(removed),))

    def revisions(self, note_id: str) -> tuple[Note, ...]:
        """Returns every revision of a note, oldest first."""
        rows = self.store.connection.execute(
            f"SELECT {SELECT} FROM revision r WHERE r.note = ? ORDER BY r.seq, r.modified", (note_id,)
        )
        return tuple(from_row(row) for row in rows)

    def noted(self) -> frozenset[Ref]:
        """Returns the entries that carry a note."""
        rows = self.store.connection.execute("SELECT DISTINCT target FROM head WHERE removed = 0")
        return frozenset(Ref.parse(row[0]) for row in rows)

    def count(self) -> int:
        """Returns how many notes there are, those in the bin left out."""
        return int(self.store.connection.execute("SELECT count(*) FROM head WHERE removed = 0").fetchone()[0])

    def _select(self, where: str, values: Sequence[Any]) -> tuple[Note, ...]:
        rows = self.store.connection.execute(f"{LATEST} {where}", values)
        return tuple(from_row(row) for row in rows)

    # Writing

    def add(
        self,
        target: Ref,
        body: str,
        *,
        kind: NoteKind = "comment",
        tags: Iterable[str] = (),
        handling: str = "",
        seen: Seen | None = None,
        passage: Passage | None = None,
        fingerprint: str = "",
        reply_to: str = "",
    ) -> NotesChange:
        """Writes a new note; it is durable when this returns.

        Args:
            target: The entry it is about.
            body: Plain text with light Markdown.
            kind: comment, question, correction or follow-up.
            tags: Free words.
            handling: Handling marking of the note; empty for none.
            seen: A short copy of what the person saw.
            passage: The piece of text it is about, if it is about one.
            fingerprint: Fingerprint of the data package.
            reply_to: Id of the note it answers.

        Raises:
            ExpectedError: The note is empty or too long, or cannot be written now.
        """
        now = self._stamp("")
        note = Note(
            note_id=str(uuid.uuid4()),
            target=target,
            body=_body(body),
            created=now,
            modified=now,
            revision=str(uuid.uuid4()),
            kind=kind,
            tags=_tags(tags),
            handling=handling.strip(),
            author=self._author,
            office=self._office,
            seen=seen or Seen(),
            passage=passage,
            fingerprint=fingerprint,
            reply_to=reply_to,
        )
        return self._write("add", [(None, note)], tr("Note saved"))

    def edit(
        self,
        note_id: str,
        *,
        body: str | None = None,
        kind: NoteKind | None = None,
        tags: Iterable[str] | None = None,
        handling: str | None = None,
    ) -> NotesChange:
        """Writes a new revision of an own note; what is not given stays.

        Raises:
            ExpectedError: There is no such note, it is somebody else's, or it cannot be written now.
        """
        old = self._own(note_id)
        new = replace(
            old,
            body=old.body if body is None else _body(body),
            kind=old.kind if kind is None else kind,
            tags=old.tags if tags is None else _tags(tags),
            handling=old.handling if handling is None else handling.strip(),
        )
        if new == old:
            return NotesChange(refs=frozenset(), notes=(old,))
        return self._write("edit", [(old, new)], tr("Note saved"))

    def tag(self, note_ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> NotesChange:
        """Adds and removes tags on many own notes in one step; others' notes are passed over."""
        plus, minus = _tags(add), set(_tags(remove))
        pairs = []
        for note_id in note_ids:
            old = self.get(note_id)
            if old is None or not old.own:
                continue
            tags = tuple(dict.fromkeys(t for t in (*old.tags, *plus) if t not in minus))
            if tags != old.tags:
                pairs.append((old, replace(old, tags=tags)))
        return self._write("tag", pairs, trn("{n} note tagged", "{n} notes tagged", len(pairs)))

    def remove(self, note_ids: Iterable[str]) -> NotesChange:
        """Puts notes into the bin in one step; ``restore`` or ``undo`` brings them back."""
        pairs = [(old, replace(old, removed=True)) for old in self._existing(note_ids) if not old.removed]
        return self._write("remove", pairs, trn("{n} note put into the bin", "{n} notes put into the bin", len(pairs)))

    def restore(self, note_ids: Iterable[str]) -> NotesChange:
        """Takes notes out of the bin in one step."""
        pairs = [(old, replace(old, removed=False)) for old in self._existing(note_ids) if old.removed]
        return self._write("restore", pairs, trn("{n} note restored", "{n} notes restored", len(pairs)))

    def take_back_to(self, revision: Note) -> NotesChange:
        """Makes an earlier revision the latest again, as a new revision."""
        old = self.get(revision.note_id)
        if old is None:
            return self.put([revision], verb="restore")
        return self._write("restore", [(old, replace(revision, removed=False))], tr("Earlier version restored"))

    def bring_back(self, notes: Iterable[Note]) -> NotesChange:
        """Makes notes as a backup holds them the latest again, as new revisions in one step."""
        pairs: list[tuple[Note | None, Note]] = []
        for note in notes:
            old = self.get(note.note_id)
            if old is None or (old.body, old.tags, old.removed) != (note.body, note.tags, note.removed):
                pairs.append((old, replace(note, removed=False)))
        words = trn("{n} note brought back", "{n} notes brought back", len(pairs))
        return self._write("restore", pairs, words)

    def put(self, notes: Iterable[Note], *, verb: str) -> NotesChange:
        """Stores whole revisions as they are, in one step: for notes taken in from a file or a backup."""
        pairs = [
            (old, note) for note in notes if (old := self.get(note.note_id)) is None or old.revision != note.revision
        ]
        words = trn("{n} note taken in", "{n} notes taken in", len(pairs))
        return self._write(verb, pairs, words, as_they_are=True)

    def plan_import(self, notes: Iterable[Note], refused: Sequence[str] = ()) -> ImportPlan:
        """Returns what taking in notes would do, without doing it."""
        listed = tuple(notes)
        existing = {n.note_id: mine for n in listed if (mine := self.get(n.note_id)) is not None}
        revisions = {i: frozenset(r.revision for r in self.revisions(i)) for i in existing}
        return replace(exchange.plan(listed, existing, revisions), refused=tuple(refused))

    def take_in(self, plan: ImportPlan, decisions: Mapping[str, Decision] | None = None) -> NotesChange:
        """Takes in notes as planned, in one step that can be undone.

        Args:
            plan: The dry run.
            decisions: For notes in conflict, by id: "mine", "theirs" or "both"; "both" where nothing is said, so
                that neither version is lost.
        """
        chosen = decisions or {}
        kept: list[Note] = []
        for item in plan.incoming:
            decision = chosen.get(item.note.note_id, "both")
            if item.outcome in ("new", "changed") or (item.outcome == "conflict" and decision == "theirs"):
                kept.append(item.note)
            elif item.outcome == "conflict" and decision == "both":
                kept.append(_beside(item.note))
        return self.put(kept, verb="import")

    def _existing(self, note_ids: Iterable[str]) -> list[Note]:
        return [note for note_id in note_ids if (note := self.get(note_id)) is not None]

    def _own(self, note_id: str) -> Note:
        note = self.get(note_id)
        if note is None:
            raise ExpectedError(tr("This note does not exist."), hint=tr("Look for it in the Notes tab."))
        if not note.own:
            raise ExpectedError(
                tr("This note is by {author} and stays as it is.", author=note.author or tr("somebody else")),
                hint=tr("Write a reply instead."),
            )
        return note

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
        order, undone = ("DESC", 0) if back else ("ASC", 1)
        row = self.store.connection.execute(
            f"SELECT number FROM step WHERE undone = ? ORDER BY number {order} LIMIT 1", (undone,)
        ).fetchone()
        return int(row[0]) if row else None

    def _walk(self, *, back: bool) -> NotesChange | None:
        written: list[Note] = []
        with self.store.transaction() as connection:
            number = self._next_step(back=back)
            if number is None:
                return None
            parts = connection.execute("SELECT note, before, after FROM step_part WHERE step = ?", (number,))
            for note_id, before, after in parts.fetchall():
                current = self._latest(connection, note_id)
                goal = self._revision(connection, before if back else after)
                if current is None:
                    continue
                new = replace(goal, removed=goal.removed) if goal else replace(current, removed=True)
                written.append(self._insert(connection, current, new, as_it_is=False))
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
    ) -> NotesChange:
        if not pairs:
            return NotesChange(refs=frozenset(), notes=())
        written = []
        with self.store.transaction() as connection:
            connection.execute("UPDATE step SET undone = 2 WHERE undone = 1")  # what was undone is no longer ahead
            now = self._stamp("")
            step = connection.execute("INSERT INTO step (verb, at) VALUES (?, ?)", (verb, now)).lastrowid
            for old, new in pairs:
                current = self._latest(connection, new.note_id) if old is not None else None
                saved = self._insert(connection, current, new, as_it_is=as_they_are)
                before = current.revision if current else ""
                connection.execute(
                    "INSERT INTO step_part VALUES (?, ?, ?, ?)", (step, saved.note_id, before, saved.revision)
                )
                written.append(saved)
        return NotesChange(refs=frozenset(n.target for n in written), notes=tuple(written), words=words)

    def _insert(self, connection: sqlite3.Connection, current: Note | None, new: Note, *, as_it_is: bool) -> Note:
        saved = new
        if current is not None and not as_it_is:
            saved = replace(
                new, revision=str(uuid.uuid4()), parent=current.revision, modified=self._stamp(current.modified)
            )
        row = to_row(saved)
        count = connection.execute("SELECT count(*) FROM revision WHERE note = ?", (saved.note_id,)).fetchone()[0]
        columns = ", ".join((*COLUMNS, "seq"))
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.execute(
            f"INSERT OR IGNORE INTO revision ({columns}) VALUES ({marks})",
            (*(row[name] for name in COLUMNS), count),
        )
        connection.execute(
            "INSERT OR REPLACE INTO head (note, revision, target, removed) VALUES (?, ?, ?, ?)",
            (saved.note_id, saved.revision, str(saved.target), int(saved.removed)),
        )
        return saved

    @staticmethod
    def _latest(connection: sqlite3.Connection, note_id: str) -> Note | None:
        row = connection.execute(f"{LATEST} WHERE h.note = ?", (note_id,)).fetchone()
        return from_row(row) if row else None

    @staticmethod
    def _revision(connection: sqlite3.Connection, revision: str) -> Note | None:
        row = connection.execute(f"SELECT {SELECT} FROM revision r WHERE r.revision = ?", (revision,)).fetchone()
        return from_row(row) if row else None

    def _stamp(self, not_before: str) -> str:
        """Returns the moment as text; a clock that was set back never makes a revision older than its parent."""
        now = self._clock().astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return max(now, not_before)


def _beside(note: Note) -> Note:
    """Returns the other version of a note in conflict as a note of its own, the same one every time."""
    ident = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{note.note_id}:{note.revision}"))
    return replace(note, note_id=ident, revision=ident, parent="", own=False, reply_to=note.note_id)


def _body(text: str) -> str:
    cleaned = text.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r\n", "\n").rstrip()
    if not cleaned.strip():
        raise ExpectedError(tr("The note is empty."), hint=tr("Write some words first."))
    if len(cleaned) > LONGEST_BODY:
        raise ExpectedError(
            tr("The note is longer than {n} characters.", n=f"{LONGEST_BODY:,}"),
            hint=tr("Split it into several notes."),
        )
    return cleaned


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    cleaned = (" ".join("".join(c if c.isprintable() else " " for c in tag).split())[:60] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))
