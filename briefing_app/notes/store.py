"""The file of the notes: one SQLite database, one transaction a verb, never a half-written note.

Opening goes: newer format refused, older copied and upgraded, unclean end checked, damage met read-only.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing_app.errors import ExpectedError
from briefing_app.files import make_private
from briefing_app.notes.upgrades import FORMAT, upgrade
from briefing_app.words import tr

log = logging.getLogger(__name__)
FILE = "notes.sqlite3"
WAIT_MS = 5_000
OPEN = "open:"
"""In front of the name under which a window stands in the file while it is open; it goes with a clean end."""
OLD_MARK = "clean_end"
"""How versions before format 3 marked an end; its absence says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """How the file was found.

    Attributes:
        read_only: True if nothing can be written; the reason stands in ``trouble``.
        trouble: What the person should know, or None.
        upgraded_from: The older format that was upgraded, or None.
    """

    read_only: bool = False
    trouble: ExpectedError | None = None
    upgraded_from: int | None = None


class Store:
    """A connection to the notes of one profile. It belongs to the thread that opened it.

    Attributes:
        copy: All that could be read of a file that cannot be used as it is, for readers on other threads; else None.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, opened: Opened) -> None:
        self.connection = connection
        self.path = path
        self.opened = opened
        self._name = OPEN + uuid.uuid4().hex
        in_memory = not connection.execute("PRAGMA database_list").fetchone()[2]
        self.copy = connection.serialize() if in_memory else None

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Opens the notes of a profile, making the file if there is none.

        Args:
            folder: The profile folder.

        Raises:
            ExpectedError: The file was written by a newer version, or cannot be opened at all.
        """
        path = folder / FILE
        new = not _has_content(path)
        if new and path.exists() and _has_content(path.with_name(path.name + "-wal")):
            return cls._open_damaged(path, sqlite3.DatabaseError("empty, with a log beside it"))
        if new:
            _make_private(path)
        try:
            connection = _connect(path)
            try:
                store = cls._prepare(connection, path, new=new)
                if new and any((folder / "backups").glob("notes-*.sqlite3")) and not store.opened.read_only:
                    store.opened = Opened(trouble=_gone(path))
                return store
            except BaseException:
                connection.close()
                raise
        except sqlite3.DatabaseError as error:
            return cls._open_damaged(path, error)

    @classmethod
    def _prepare(cls, connection: sqlite3.Connection, path: Path, *, new: bool) -> Store:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > FORMAT:
            raise ExpectedError(
                tr("The notes in {path} were written by a newer version of this program.", path=path),
                hint=tr("Use that version, or choose another profile with --profile. The file is untouched."),
            )
        if not new and found == FORMAT and not _ended_clean(connection):
            faults = [row[0] for row in connection.execute("PRAGMA quick_check(20)")]
            if faults != ["ok"]:
                raise sqlite3.DatabaseError("; ".join(faults)[:500])
        upgraded = None
        if found < FORMAT:
            if not new and found > 0:
                _copy_before_upgrade(path, found)
                upgraded = found
            upgrade(connection)
        store = cls(connection, path, Opened(upgraded_from=upgraded))
        try:
            with store.transaction():
                store.sign_in()
        except ExpectedError as error:
            store.opened = Opened(read_only=True, trouble=error, upgraded_from=upgraded)
        return store

    @classmethod
    def _open_damaged(cls, path: Path, error: sqlite3.DatabaseError) -> Store:
        """Damage or a file that cannot be written: read what can be read, touch nothing."""
        log.info("the notes could not be opened for writing: %s", error)
        damaged = not isinstance(error, sqlite3.OperationalError)
        words = (
            tr("The notes file {path} is damaged; it was not changed.", path=path)
            if damaged
            else tr("The notes file {path} cannot be written ({why}).", path=path, why=error)
        )
        hint = (
            tr("Restore one of the backups in {folder}.", folder=path.parent / "backups")
            if damaged
            else tr("Make the profile folder writable, or choose another with --profile.")
        )
        trouble = ExpectedError(words, hint=hint, detail=repr(error))
        try:
            connection = _read_as_it_is(path)
        except (sqlite3.Error, OSError) as again:
            raise trouble from again
        return cls(connection, path, Opened(read_only=True, trouble=trouble))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Runs one verb: all of it becomes durable, or nothing does.

        Raises:
            ExpectedError: The file is read-only, locked by another program, or the disk is full.
        """
        if self.opened.read_only and self.opened.trouble is not None:
            raise self.opened.trouble
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise _in_words(error, self.path) from error

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Returns what a question to the file gives.

        Raises:
            ExpectedError: The file is damaged or cannot be read now.
        """
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _in_words(error, self.path, reading=True) from error

    def sign_in(self) -> None:
        """Notes inside a transaction that this window is open; what windows left that are gone is tidied away."""
        for key, value in self.connection.execute("SELECT key, value FROM state").fetchall():
            if key == OLD_MARK or (key.startswith(OPEN) and not _is_running(value)):
                self.connection.execute("DELETE FROM state WHERE key = ?", (key,))
        self.connection.execute("INSERT INTO state VALUES (?, ?)", (self._name, str(os.getpid())))

    def changed_elsewhere(self) -> int:
        """Returns a number that moves when another program changed the file."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Closes the file and marks the end as clean."""
        if not self.opened.read_only:
            with contextlib.suppress(ExpectedError), self.transaction() as connection:
                connection.execute("DELETE FROM state WHERE key = ?", (self._name,))
        self.connection.close()


def _read_as_it_is(path: Path) -> sqlite3.Connection:
    """Reads a file that cannot be written: where it lies if it is sound, else what can be read of it, in memory."""
    from briefing_app.notes.salvage import read_damaged

    connection = open_to_read(path, any_format=True)
    if connection is None:
        return read_damaged(path)
    if [row[0] for row in connection.execute("PRAGMA quick_check(1)")] != ["ok"]:
        connection.close()
        return read_damaged(path)
    return _in_newest_format(connection)


def open_to_read(path: Path, *, any_format: bool = False) -> sqlite3.Connection | None:
    """Opens the notes for reading alone, for any thread; None if there is nothing that can be read as it is.

    Args:
        path: The file.
        any_format: True if an older format will do.
    """
    for way in ("mode=ro", "mode=ro&immutable=1"):
        if "immutable" in way and _has_content(path.with_name(path.name + "-wal")):
            break  # what was written last would be missing
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{way}", uri=True, isolation_level=None, timeout=5, check_same_thread=False
            )
        except sqlite3.Error:
            return None
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute("SELECT count(*) FROM head").fetchone()
            if found == FORMAT or (any_format and 0 < found < FORMAT):
                return connection
        except sqlite3.Error as error:
            log.info("the notes cannot be opened for reading (%s): %s", way, error)
        connection.close()
    return None


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _in_newest_format(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A file that cannot be written is read as the newest format from memory; the file itself stays as it is."""
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) == FORMAT:
        return connection
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with contextlib.closing(connection):
        connection.backup(memory)
    upgrade(memory)
    return memory


def open_copy(copy: bytes) -> sqlite3.Connection:
    """Opens what could be read of a file, for any thread."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.deserialize(copy)
    return connection


def _gone(path: Path) -> ExpectedError:
    return ExpectedError(
        tr("There was no notes file {path}, but there are backups; an empty one was begun.", path=path),
        hint=tr("Look into the backups and bring the notes back."),
    )


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_private(path)
    except OSError as error:
        raise ExpectedError(
            tr("The notes file {path} cannot be made: {why}.", path=path, why=error.strerror or error),
            hint=tr("Make the profile folder writable, or choose another with --profile."),
            detail=repr(error),
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=WAIT_MS / 1000)
    try:
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _ended_clean(connection: sqlite3.Connection) -> bool:
    """Tells whether every window ended well. One that is open now counts as not: the check costs little."""
    rows = connection.execute("SELECT key, value FROM state").fetchall()
    return not any(key.startswith(OPEN) or (key, value) == (OLD_MARK, "no") for key, value in rows)


def _is_running(pid: str) -> bool:
    """Tells whether a process of this machine is there; where that cannot be told without harm it is not."""
    if os.name != "posix" or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _copy_before_upgrade(path: Path, found: int) -> None:
    """A plain copy is not enough for a database in use: SQLite's own backup is taken."""
    target = path.parent / "backups" / f"before-upgrade-from-{found}.sqlite3"
    target.parent.mkdir(exist_ok=True, mode=0o700)
    make_private(target)
    source = sqlite3.connect(path)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()


def _in_words(error: sqlite3.Error, path: Path, *, reading: bool = False) -> ExpectedError:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith("SQLITE_FULL"):
        words, hint = tr("The disk is full; the note is not saved yet."), tr("Free some space; it is tried again.")
    elif code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        words = tr("Another program holds the notes file; the note is not saved yet.")
        hint = tr("Close the other program; it is tried again.")
    elif code.startswith("SQLITE_READONLY"):
        words = tr("The notes file {path} cannot be written.", path=path)
        hint = tr("Make the profile folder writable, or choose another with --profile.")
    elif code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        words = tr("The notes file {path} is damaged; it was not changed.", path=path)
        hint = tr("Restore one of the backups in {folder}.", folder=path.parent / "backups")
    elif reading:
        words = tr("The notes file {path} could not be read ({why}).", path=path, why=error)
        hint = tr("Check the notes, or restore one of the backups in {folder}.", folder=path.parent / "backups")
    else:
        words = tr("The note could not be written ({why}).", why=error)
        hint = tr("Keep the window open and look at the profile folder {folder}.", folder=path.parent)
    return ExpectedError(words, hint=hint, detail=f"{code} {error!r}")
