"""A notes file opened for reading alone: as it lies, from memory, or what can be read of it; on any thread."""

from __future__ import annotations

import contextlib
import errno
import logging
import sqlite3
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.notes.upgrades import FORMAT, require_tables, upgrade
from briefing_app.translation import tr

log = logging.getLogger(__name__)
FILE = "notes.sqlite3"


def require_a_file(path: Path) -> None:
    """Makes sure that what lies where the notes lie can be opened: a pipe waits for ever, a device never ends.

    Args:
        path: Where the notes lie, or shall lie.

    Raises:
        ExpectedError: A folder, a pipe, a device or a link that leads in a circle lies there or beside it.
    """
    for ending in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if not may_be_opened(beside):
            raise ExpectedError(
                tr(
                    "{path} is a folder, a pipe or a device where the notes file should be; it was not touched.",
                    path=beside,
                ),
                hint=tr("Move it away, or choose another profile with --profile."),
            )


def may_be_opened(path: Path) -> bool:
    """Tells whether opening a path can end: a file lies there, or nothing does."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return error.errno != errno.ELOOP


def read_as_it_is(path: Path) -> sqlite3.Connection:
    """Reads a file that cannot be written: where it lies if it is sound, else what can be read of it, in memory.

    Raises:
        sqlite3.Error: Nothing of it can be read.
    """
    from briefing_app.notes.image import in_memory
    from briefing_app.notes.salvage import read_damaged

    ways: tuple[Callable[[], sqlite3.Connection | None], ...] = (
        partial(open_to_read, path, any_format=True),
        partial(in_memory, path),
    )
    for way in ways:
        connection = None
        try:
            connection = way()
            if connection is not None and _is_whole(connection):
                return _in_newest_format(connection)
        except sqlite3.Error as error:
            log.info("the notes cannot be read as they are: %s", error)
        if connection is not None:
            connection.close()
    return read_damaged(path)


def _is_whole(connection: sqlite3.Connection) -> bool:
    if [row[0] for row in connection.execute("PRAGMA quick_check(1)")] != ["ok"]:
        return False
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) == FORMAT:
        require_tables(connection)
    return connection.execute("SELECT count(*) FROM head").fetchone() is not None


def copy_of(connection: sqlite3.Connection) -> bytes | None:
    """Returns the content of notes in memory, for readers on other threads; None for those in a file."""
    in_memory = not connection.execute("PRAGMA database_list").fetchone()[2]
    return connection.serialize() if in_memory else None


def open_to_read(path: Path, *, any_format: bool = False) -> sqlite3.Connection | None:
    """Opens the notes for reading alone, for any thread; None if there is nothing that can be read as it is.

    Args:
        path: The file.
        any_format: True if an older format will do.
    """
    if not may_be_opened(path):
        return None
    for way in ("mode=ro", "mode=ro&immutable=1"):
        if "immutable" in way and has_content(path.with_name(path.name + "-wal")):
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


def has_content(path: Path) -> bool:
    """Tells whether there is a file with anything in it."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _in_newest_format(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A file that cannot be written is read as the newest format from memory; the file itself stays as it is."""
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) == FORMAT:
        return connection
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with contextlib.closing(connection):
            connection.backup(memory)
        upgrade(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def open_copy(copy: bytes) -> sqlite3.Connection:
    """Opens what could be read of a file, for any thread."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        connection.deserialize(copy)
    except BaseException:
        connection.close()
        raise
    return connection
