"""The file of the notes: one SQLite database, one transaction a verb, never a half-written note.

Opening goes: newer format refused, older copied and upgraded, unclean end checked, damage met read-only.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import platform
import shutil
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing_app.errors import ExpectedError
from briefing_app.files import make_private, why
from briefing_app.notes import write_faults
from briefing_app.notes.identity import Identity
from briefing_app.notes.processes import is_running
from briefing_app.notes.read_only import (
    FILE,
    copy_of,
    has_content,
    open_copy,
    open_to_read,
    read_as_it_is,
    require_a_file,
)
from briefing_app.notes.rescued import keep_store
from briefing_app.notes.rows import fetch
from briefing_app.notes.upgrades import FORMAT, TABLES, require_tables, upgrade
from briefing_app.translation import tr

__all__ = ["FILE", "Opened", "Replaced", "Store", "open_copy", "open_to_read"]
log = logging.getLogger(__name__)
WAIT_MS = 5_000
AGAIN_S = 0.02
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
        new: True if the file was made just now.
        for_want_of_room: True if the file is sound and only the disk or a right stands in the way of writing.
    """

    read_only: bool = False
    trouble: ExpectedError | None = None
    upgraded_from: int | None = None
    new: bool = False
    for_want_of_room: bool = False


class Replaced(ExpectedError):
    """The file that lies where the notes lie is not the one that was opened: nothing was saved into it."""


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
        self.identity = Identity(path, self._name)
        self.copy = copy_of(connection)

    @classmethod
    def open(cls, folder: Path, *, name: str = FILE) -> Store:
        """Opens the notes of a profile, making the file if there is none.

        Args:
            folder: The profile folder.
            name: Name of the file.

        Raises:
            ExpectedError: The file was written by a newer version, is no file, or cannot be opened at all.
        """
        path = folder / name
        until = time.monotonic() + WAIT_MS / 1000
        while True:
            try:
                return cls._open_once(folder, path)
            except sqlite3.DatabaseError as error:
                if not write_faults.is_busy(error) or time.monotonic() > until:
                    return cls._open_damaged(path, error)
            # SQLite does not wait by itself where another window changes the kind of log, or takes up the log of one
            # that was killed; either lasts a moment, and a window that took it as final could not save for long
            time.sleep(AGAIN_S)

    @classmethod
    def _open_once(cls, folder: Path, path: Path) -> Store:
        require_a_file(path)
        new = not has_content(path)
        if new and path.exists() and has_content(path.with_name(path.name + "-wal")):
            return cls._open_damaged(path, sqlite3.DatabaseError("empty, with a log beside it"))
        if new:
            _make_new(path)
        connection = _connect(path)
        try:
            store = cls._prepare(connection, path, new=new)
            store.opened = replace(store.opened, new=new)
            if new and any((folder / "backups").glob("notes-*.sqlite3")) and not store.opened.read_only:
                store.opened = Opened(trouble=_gone(path), new=True)
            return store
        except BaseException:
            connection.close()
            raise

    @classmethod
    def _prepare(cls, connection: sqlite3.Connection, path: Path, *, new: bool) -> Store:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > FORMAT:
            raise ExpectedError(
                tr("The notes in {path} were written by a newer version of this program.", path=path),
                hint=tr("Use that version, or choose another profile with --profile. The file is untouched."),
            )
        if not new:
            _require_a_format(connection, found, path)
        connection.execute("PRAGMA journal_mode = WAL")  # it is written into the file, which is known as ours by now
        if not new and _ends_within_a_page(connection, path):
            raise sqlite3.DatabaseError("the file ends within a page")
        if not new and found == FORMAT and not _ended_clean(connection):
            faults = [row[0] for row in connection.execute("PRAGMA quick_check(20)")]
            if faults != ["ok"]:
                raise sqlite3.DatabaseError("; ".join(faults)[:500])
        upgraded = None
        if found < FORMAT:
            if not new and found > 0:
                _copy_before_upgrade(path, found)
                upgraded = found
            _upgrade(connection)
        store = cls(connection, path, Opened(upgraded_from=upgraded))
        try:
            with store.transaction():
                store.sign_in()
            store.identity.learn(connection)
        except ExpectedError as error:
            store.opened = Opened(read_only=True, trouble=error, upgraded_from=upgraded, for_want_of_room=True)
        return store

    @classmethod
    def _open_damaged(cls, path: Path, error: sqlite3.DatabaseError) -> Store:
        """Damage or a file that cannot be written: read what can be read, touch nothing."""
        log.info("the notes could not be opened for writing: %s", error)
        sound = isinstance(error, sqlite3.OperationalError)
        trouble = write_faults.closed_to_writing(error, path) if sound else write_faults.damaged(path, repr(error))
        try:
            connection = read_as_it_is(path)
        except (sqlite3.Error, OSError) as again:
            raise trouble from again
        return cls(connection, path, Opened(read_only=True, trouble=trouble, for_want_of_room=sound))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Runs one verb: all of it becomes durable, or nothing does.

        Raises:
            ExpectedError: The file is read-only, locked by another program, or the disk is full.
        """
        if self.opened.read_only and self.opened.trouble is not None:
            raise self.opened.trouble
        self.require_same()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                newest = int(connection.execute("SELECT coalesce(max(number), 0) FROM head").fetchone()[0])
                connection.execute("COMMIT")
                self.identity.newest = max(self.identity.newest, newest)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            self._note_damage(error)
            raise write_faults.in_words(error, self.path) from error
        self.require_same()

    def require_same(self) -> None:
        """Makes sure that the file was not replaced by another.

        Raises:
            Replaced: It was; what was written since is not in the file that lies there now.
        """
        if not self.opened.read_only and not self.identity.is_same():
            raise Replaced(
                tr("The notes file {path} was replaced by another program; the note is not saved yet.", path=self.path),
                hint=tr("The two files are merged and nothing is lost; try again."),
            )

    @property
    def replaced(self) -> bool:
        """True if the file that lies where the notes lie is not the one that was opened."""
        return not self.opened.read_only and not self.identity.is_same()

    def forsake(self) -> None:
        """Lets go of a file that was replaced, without a byte written into what lies in its place.

        What it holds has to be kept aside before; see ``kept``.
        """
        try:
            self.identity.forsake()
        except OSError as error:
            log.info("what was written beside the notes could not be taken away: %s", error)
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Returns what a question to the file gives.

        Raises:
            ExpectedError: The file is damaged or cannot be read now.
        """
        try:
            try:
                return fetch(self.connection, sql, values)
            except sqlite3.DatabaseError as error:
                if not self._note_damage(error):
                    raise
            return fetch(self.connection, sql, values)
        except sqlite3.Error as error:
            raise write_faults.in_words(error, self.path, reading=True) from error

    def _note_damage(self, error: sqlite3.Error) -> bool:
        """Where damage shows itself the file is left alone, and what can be read of it is read from memory.

        Returns:
            True if there is something to read now.
        """
        code = getattr(error, "sqlite_errorname", "") or ""
        if not code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or self.copy is not None:
            return False
        log.info("the notes are damaged: %s", error)
        self.opened = replace(self.opened, read_only=True, trouble=write_faults.damaged(self.path, repr(error)))
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()
        try:
            self.connection = read_as_it_is(self.path)
        except (sqlite3.Error, OSError) as again:
            log.info("nothing of the notes can be read: %s", again)
            self.connection = sqlite3.connect(":memory:", isolation_level=None)
            upgrade(self.connection)
        self.copy = copy_of(self.connection)
        return True

    def sign_in(self) -> None:
        """Notes inside a transaction that this window is open; what windows left that are gone is tidied away."""
        for key, value in fetch(self.connection, "SELECT key, value FROM state"):
            if key == OLD_MARK or (key.startswith(OPEN) and not self._is_open(value)):
                self.connection.execute("DELETE FROM state WHERE key = ?", (key,))
        self.connection.execute("INSERT INTO state VALUES (?, ?)", (self._name, f"{os.getpid()}@{self._place()}"))

    def _place(self) -> str:
        """Returns machine and number of the file: a copy that another program made of it is another place."""
        try:
            return f"{platform.node()}#{self.path.stat().st_ino}"
        except OSError:
            return platform.node()

    def _is_open(self, whose: str) -> bool:
        """Tells whether the window that left a row has this very file open."""
        pid, _at, place = whose.partition("@")
        return place in ("", self._place()) and pid.isdigit() and is_running(int(pid))

    def changed_elsewhere(self) -> int:
        """Returns a number that moves when another program changed the file."""
        with contextlib.suppress(sqlite3.Error):
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        return -1

    def close(self) -> None:
        """Closes the file and marks the end as clean."""
        if self.replaced:
            try:
                keep_store(self.path, self.connection, self.identity, now=dt.datetime.now(dt.UTC))
            except (OSError, sqlite3.Error) as error:
                log.warning("the notes of a file that was replaced could not be kept aside: %s", error)
            else:
                self.forsake()
                return
        if not self.opened.read_only:
            with contextlib.suppress(ExpectedError), self.transaction() as connection:
                connection.execute("DELETE FROM state WHERE key = ?", (self._name,))
        self.connection.close()


def _require_a_format(connection: sqlite3.Connection, found: int, path: Path) -> None:
    """Makes sure that the number of the format is the one of the tables that are there.

    Raises:
        sqlite3.DatabaseError: It is not.
        ExpectedError: The tables are another program's.
    """
    if found == FORMAT:
        require_tables(connection)
        return
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    again = int(connection.execute("PRAGMA user_version").fetchone()[0])  # another window may just be making the file
    if again == 0 and tables and not {name for _kind, name in TABLES} & tables:
        raise ExpectedError(
            tr("The file {path} holds the data of another program; it was not changed.", path=path),
            hint=tr("Move it away, or choose another profile with --profile."),
        )
    if again < 0 or (again == 0 and tables):
        raise sqlite3.DatabaseError("the number of the format was lost")


def _upgrade(connection: sqlite3.Connection) -> None:
    try:
        upgrade(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_ERROR":  # the tables are not those of the format that it says it has
            raise sqlite3.DatabaseError(str(error)) from error
        raise


def _gone(path: Path) -> ExpectedError:
    return ExpectedError(
        tr("The notes file {path} was missing, though there are backups; an empty one was started.", path=path),
        hint=tr("Look in the backups and restore the notes."),
    )


def _make_new(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_private(path)
    except OSError as error:
        raise ExpectedError(
            tr("The notes file {path} cannot be made: {why}.", path=path, why=why(error)),
            hint=tr("Free some space or make the profile folder writable, or choose another with --profile."),
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
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _ends_within_a_page(connection: sqlite3.Connection, path: Path) -> bool:
    """Tells whether the end of a file is missing: SQLite takes a part of the last page for a whole one."""
    if has_content(path.with_name(path.name + "-wal")):
        return False  # what is in the log makes the file whole
    return path.stat().st_size % int(connection.execute("PRAGMA page_size").fetchone()[0]) != 0


def _ended_clean(connection: sqlite3.Connection) -> bool:
    """Tells whether every window ended well. One that is open now counts as not: the check costs little."""
    rows = fetch(connection, "SELECT key, value FROM state")
    return not any(key.startswith(OPEN) or (key, value) == (OLD_MARK, "no") for key, value in rows)


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
    shutil.copymode(path, target)
