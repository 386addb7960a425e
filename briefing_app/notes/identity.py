"""Whether the file where the notes lie is still the one that was opened: compared before and after each write.

Programs that copy files between machines replace a file under an open window, or write over it where it lies. What is
written after that would go into a file that no longer has a name, or be mixed with somebody else's pages.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from pathlib import Path

log = logging.getLogger(__name__)
TRIES, PAUSE = 3, 0.02
"""How often a file is read that another window just now brings up to date, and the seconds between."""


class Identity:
    """What is known of the file that was opened: its number on the disk, and the row that this window left in it."""

    def __init__(self, path: Path, key: str) -> None:
        """Nothing is looked at before ``learn``.

        Args:
            path: The notes file.
            key: The name under which this window stands in the table ``state``: random, and in no other file.
        """
        self._path, self._key = path, key
        self._state: tuple[int, ...] = ()
        self._newest, self._whose = 0, ""
        self._log = self._number(path.with_name(path.name + "-wal"))
        self.over_written = False

    def learn(self, connection: sqlite3.Connection) -> None:
        """Brings the row of this window into the file itself, and remembers the file."""
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except sqlite3.Error as error:
            log.info("the notes could not be brought up to date: %s", error)
        self._log = self._number(self._path.with_name(self._path.name + "-wal"))
        try:
            self._state = self._look()
            whose = connection.execute("SELECT value FROM state WHERE key = 'file'").fetchone()
        except (OSError, sqlite3.Error) as error:
            log.info("the notes cannot be looked at: %s", error)
            return
        self._whose = str(whose[0]) if whose else ""
        found = self._read()
        if found is None or not found[0]:
            self._state = self._state[:2]  # not in the file yet: the next look reads it again
        else:
            self._newest = found[1]

    def is_same(self, connection: sqlite3.Connection) -> bool:
        """Tells whether the file is still there and still the one that was opened.

        Args:
            connection: The notes as this window sees them, with what was written beside the file.
        """
        try:
            state = self._look()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            log.info("the notes cannot be looked at: %s", error)
            return True  # a write will say what is the matter
        if state == self._state or not self._state:
            return True
        if state[:2] != self._state[:2]:
            return False
        found = self._read()
        if found is None:  # a disk that failed half-way through is ours still: what is missing stands in the log
            self._state = self._state[:2]
            self.over_written = not self._holds_together(connection)
            return not self.over_written
        missing = not found[0] and (len(self._state) > 2 or found[2] != self._whose)
        if missing or found[1] < self._newest:
            self.over_written = True
            return False
        self._newest = found[1]
        self._state = state if found[0] else state[:2]
        return True

    def beside(self) -> bytes:
        """Returns what this window and others wrote beside the file; nothing if the log that lies there is another."""
        beside = self._path.with_name(self._path.name + "-wal")
        return beside.read_bytes() if self._log is not None and self._number(beside) == self._log else b""

    def forsake(self) -> None:
        """Takes away what was written beside the file, so that nobody reads it with the file that lies there now."""
        beside = self._path.with_name(self._path.name + "-wal")
        if self._log is None or self._number(beside) != self._log:
            return
        if self.over_written:  # at the end of the connection nothing may be left to be written into the file
            os.truncate(beside, 0)
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def _holds_together(self, connection: sqlite3.Connection) -> bool:
        """Tells whether file and log together are sound and ours."""
        try:
            whose = connection.execute("SELECT value FROM state WHERE key = 'file'").fetchone()
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            log.info("the notes cannot be looked into just now: %s", error)
            return not (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
        return bool(sound == ("ok",) and whose == (self._whose,))

    def _look(self) -> tuple[int, ...]:
        found = self._path.stat()
        return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)

    @staticmethod
    def _number(path: Path) -> tuple[int, int] | None:
        try:
            found = path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino)

    def _read(self) -> tuple[bool, int, str] | None:
        """Returns whether this window's row is there, how far the file was written, whose it is; None if it is none.

        What was written beside it is left out: that is ours even where the file is another's.
        """
        for _ in range(TRIES):
            try:
                uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(uri, uri=True, isolation_level=None)
                try:
                    there = connection.execute("SELECT 1 FROM state WHERE key = ?", (self._key,)).fetchone()
                    newest = connection.execute("SELECT coalesce(max(number), 0) FROM head").fetchone()
                    whose = connection.execute("SELECT value FROM state WHERE key = 'file'").fetchone()
                    return there is not None, int(newest[0]), str(whose[0]) if whose else ""
                finally:
                    connection.close()
            except (sqlite3.Error, TypeError, ValueError) as error:
                log.info("the notes cannot be looked into just now: %s", error)
                time.sleep(PAUSE)
        return None
