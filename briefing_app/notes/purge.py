"""Erasing notes for good: out of the file, its log, the index, the backups and all that was ever kept aside."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, copy_whole, make_private, put_in_place, write_whole
from briefing_app.notes import backups, exchange, repair, rescued, write_faults
from briefing_app.notes.index import file as index_file
from briefing_app.notes.rows import fetch
from briefing_app.notes.salvage import fill, salvage
from briefing_app.notes.store import FILE, Store
from briefing_app.translation import tr, trn

log = logging.getLogger(__name__)
LONG_ENOUGH, SHOWN = 16, 200
"""Letters without which words are nobody's in particular, and how many of them are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What was erased.

    Attributes:
        notes: How many notes.
        copies: How many backups and files kept aside held one of them and hold none now.
        left: Files that could not be cleaned, each with the reason; they may still hold words of the notes.
    """

    notes: int
    copies: int
    left: tuple[str, ...] = ()

    def words(self) -> str:
        """Returns what was done in words."""
        done = trn("{n} note erased for good", "{n} notes erased for good", self.notes)
        copies = trn("from {n} copy too", "from {n} copies too", self.copies)
        return " ".join((f"{done}, {copies}.", *self.left))


@dataclass(frozen=True, slots=True)
class Sought:
    """By what notes are known in a copy: their ids, and their words where an id may have lost a letter."""

    ids: frozenset[str]
    bodies: frozenset[str]

    def in_bytes(self, content: bytes) -> bool:
        """Tells whether a copy holds one of the notes."""
        marks = [*self.ids, *(body[:SHOWN] for body in self.bodies if len(body) >= LONG_ENOUGH)]
        return any(mark.encode("utf-8", "replace") in content for mark in marks)

    def is_one(self, row: Mapping[str, Any]) -> bool:
        """Tells whether a row belongs to one of the notes."""
        return row["note"] in self.ids or (len(row["body"]) >= LONG_ENOUGH and row["body"] in self.bodies)


def purge(store: Store, ids: Iterable[str], *, now: dt.datetime) -> Purged:
    """Erases notes with all their revisions from everything in the profile; it cannot be undone.

    The notes file comes first: if that fails nothing was erased. The index is made anew at the next question; its
    readers of this process have to let go of it before.

    Args:
        store: The notes, open for writing.
        ids: The notes.
        now: The moment.

    Raises:
        ExpectedError: The notes cannot be written, or another window holds them so that the bytes would stay.
    """
    profile = store.path.parent
    wanted = sorted(set(ids))
    store.require_same()
    sought = Sought(frozenset(wanted), frozenset())
    there: set[str] = set()
    for ident in wanted:
        bodies = store.rows("SELECT body FROM revision WHERE note = ?", (ident,))
        there |= {ident} if bodies else set()
        sought = Sought(sought.ids, sought.bodies | {str(body) for (body,) in bodies})
    try:
        _require_alone(store)
        store.connection.execute("PRAGMA secure_delete = ON")
        store.connection.execute("PRAGMA temp_store = MEMORY")
        store.identity.newest = 0  # the newest note may be the one that goes
        with store.transaction() as connection:
            erase(connection, wanted)
        _squeeze(store)
    except sqlite3.Error as error:
        raise write_faults.in_words(error, store.path) from error
    left = _purge_index(profile)
    copies = 0
    for path in _copies(profile):
        try:
            copies += _purge_copy(path, sought)
        except (OSError, sqlite3.Error, NotWritten, ValueError) as error:
            log.info("a copy could not be cleaned: %r", error)
            left.append(tr("{path} could not be cleaned and may still contain it.", path=path))
    done = Purged(notes=len(there), copies=copies, left=tuple(left))
    told = tr("Erased for good: {ids}; {words}", ids=", ".join(wanted), words=done.words())
    repair.write_log(profile, [told], now)
    return done


def erase(connection: sqlite3.Connection, ids: Iterable[str]) -> int:
    """Takes notes, their revisions and their steps to undo out of a file, inside a transaction.

    Returns:
        How many revisions there were.
    """
    gone = set(ids)
    count = 0
    for note in gone:
        connection.execute("DELETE FROM head WHERE note = ?", (note,))
        count += connection.execute("DELETE FROM revision WHERE note = ?", (note,)).rowcount
    for number, parts in fetch(connection, "SELECT number, parts FROM step"):
        try:
            listed = json.loads(parts)
            rest = [part for part in listed if part[0] not in gone]
        except (ValueError, TypeError, IndexError, KeyError):
            listed, rest = [parts], []  # a step that cannot be read can be taken back by nobody
        if not rest and listed:
            connection.execute("DELETE FROM step WHERE number = ?", (number,))
        elif len(rest) != len(listed):
            connection.execute("UPDATE step SET parts = ? WHERE number = ?", (json.dumps(rest), number))
    return count


def _require_alone(store: Store) -> None:
    """Another window may hold the log of what was written: then the words would stay in it.

    Raises:
        ExpectedError: One does.
    """
    busy = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise ExpectedError(
            tr("Another window is reading the notes, so nothing was erased."),
            hint=tr("Close other windows of the program and try again."),
        )


def _squeeze(store: Store) -> None:
    """Writes the file anew without what is free in it, and empties the log beside it."""
    store.connection.execute("VACUUM")
    busy = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    store.identity.learn(store.connection)
    if busy:
        raise ExpectedError(
            tr("The note is erased, but another open window still keeps its text in the log beside the notes."),
            hint=tr("Close other windows of the program and erase again."),
        )


def _purge_index(profile: Path) -> list[str]:
    path = profile / index_file.FILE
    if index_file.remove(path):
        return []
    return [
        tr(
            "{path} could not be removed and may still contain its text; close other windows and erase again.",
            path=path,
        )
    ]


def _copies(profile: Path) -> list[Path]:
    """Returns everything in the profile that is a copy of the notes or of some of them."""
    folders = (backups.FOLDER, repair.ASIDE, rescued.FOLDER)
    found = [path for name in folders for path in sorted((profile / name).glob("*")) if path.is_file()]
    return [*found, *(path for path in [profile / f"{FILE}.mended"] if path.is_file())]


def _purge_copy(path: Path, sought: Sought) -> bool:
    """Takes notes out of one copy; returns whether it held any.

    Raises:
        OSError: It cannot be read or written.
        ValueError: It holds a note and cannot be taken apart.
    """
    if path.name.endswith(("-wal", "-shm")):
        return False  # goes with the file beside which it lies
    beside = [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]
    contents = [p.read_bytes() for p in (path, *beside) if p.exists()]
    if not any(sought.in_bytes(content) for content in contents):
        return False
    if path.suffix == rescued.LOG:
        path.unlink()  # what stood in it was put into the notes when it was kept
        return True
    if path.suffix != ".sqlite3":
        _purge_words(path, sought)
        return True
    made = path.with_name(f"{path.name}.part")
    made.unlink(missing_ok=True)
    try:
        if backups.is_sound(path) and not any(p.exists() for p in beside):
            copy_whole(path, made)
            with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as connection:
                _erase_and_squeeze(connection, sought.ids)
        else:
            _write_what_is_left(path, made, sought)
        if any(ident.encode() in made.read_bytes() for ident in sought.ids):
            raise ValueError("the note is still in the copy")
        for one in beside:
            one.unlink(missing_ok=True)
        put_in_place(made, path)
    finally:
        made.unlink(missing_ok=True)
    return True


def _erase_and_squeeze(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    if {row[1] for row in connection.execute("PRAGMA table_info(step)")} >= {"parts"}:
        erase(connection, ids)
    else:  # a copy of an older format
        for ident in ids:
            for table in ("step_part", "touched", "head", "revision"):
                with contextlib.suppress(sqlite3.OperationalError):
                    connection.execute(f"DELETE FROM {table} WHERE note = ?", (ident,))
    connection.execute("COMMIT")
    connection.execute("VACUUM")


def _write_what_is_left(path: Path, made: Path, sought: Sought) -> None:
    """A damaged copy is written anew with all that can be read of the other notes."""
    found = salvage(path)
    found.revisions = {key: row for key, row in found.revisions.items() if not sought.is_one(row)}
    found.heads = {note: head for note, head in found.heads.items() if note not in sought.ids}
    found.steps = None
    make_private(made, new=True)
    with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as connection:
        fill(connection, found)


def _purge_words(path: Path, sought: Sought) -> None:
    """Takes notes out of a file of annotations."""
    notes, refused, _remarks = exchange.read(path.read_bytes())
    if refused:
        raise ValueError("not every note in it can be read")
    rest = tuple(note for note in notes if note.note_id not in sought.ids)
    if rest:
        write_whole(path, exchange.to_json(rest, label=tr("Kept while the notes file was replaced")))
    else:
        path.unlink()
