"""Whether the file where the notes lie is still the one that was opened: compared before and after each write.

Programs that copy files between machines replace a file under an open window, or write over it where it lies. What is
written after that would go into a file that no longer has a name, or be mixed with somebody else's pages.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from briefing_app.notes.read_only import may_be_opened

log = logging.getLogger(__name__)
TRIES, PAUSE = 3, 0.02
"""How often a file is read that another window just now brings up to date, and the seconds between."""


class Identity:
    """What is known of the file that was opened: its number on the disk, and the row that this window left in it.

    Attributes:
        newest: How far the notes were written when this window wrote last.
        over_written: True if another's pages lie in the very file that was opened.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Nothing is looked at before ``learn``.

        Args:
            path: The notes file.
            key: The name under which this window stands in the table ``state``: random, and in no other file.
        """
        self._path, self._key = path, key
        self._state: tuple[int, ...] = ()
        self.newest, self._whose = 0, ""
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
        self.newest = (self._as_all_see_it() or (0, ""))[0]
        if not self._is_in_the_file():
            self._state = self._state[:2]  # not in the file yet: the next look reads it again

    def is_same(self) -> bool:
        """Tells whether the file is still there and still the one that was opened."""
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
        there, seen = self._is_in_the_file(), self._as_all_see_it()
        if there is None or seen is None:
            # A disk that failed half-way through is ours still: what is missing in the file stands in the log.
            self.over_written = not self._holds_together()
            self._state = self._state[:2]
            return not self.over_written
        missing = not there and (len(self._state) > 2 or seen[1] != self._whose)
        if missing or seen[0] < self.newest:
            self.over_written = True
            return False
        self.newest = seen[0]
        self._state = state if there else state[:2]
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

    def _look(self) -> tuple[int, ...]:
        found = self._path.stat()
        if not stat.S_ISREG(found.st_mode):  # under the number of the file that went, perhaps
            raise FileNotFoundError(self._path)
        return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)

    @staticmethod
    def _number(path: Path) -> tuple[int, int] | None:
        try:
            found = path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino)

    def _is_in_the_file(self) -> bool | None:
        """Tells whether this window's row is in the file itself; None if the file can be read by nobody.

        What was written beside it is left out: that is ours even where the file is another's. The row lies on one
        page, so that a file that is brought up to date just now has it before and after.
        """
        found: bool | None = None
        for _ in range(TRIES):
            try:
                with self._opened("mode=ro&immutable=1") as connection:
                    found = connection.execute("SELECT 1 FROM state WHERE key = ?", (self._key,)).fetchone() is not None
            except sqlite3.Error as error:
                log.info("the notes cannot be looked into just now: %s", error)
            if found:
                return True
            time.sleep(PAUSE)
        return found

    def _as_all_see_it(self) -> tuple[int, str] | None:
        """Returns how far the notes were written and whose they are, file and log together; None if nobody can tell."""
        try:
            with self._opened("mode=ro") as connection:
                newest = connection.execute("SELECT coalesce(max(number), 0) FROM head").fetchone()
                whose = connection.execute("SELECT value FROM state WHERE key = 'file'").fetchone()
                return int(newest[0]), str(whose[0]) if whose else ""
        except (sqlite3.Error, TypeError, ValueError) as error:
            log.info("the notes cannot be looked into just now: %s", error)
            return None

    def _holds_together(self) -> bool:
        """Tells whether file and log together are sound and ours."""
        try:
            with self._opened("mode=ro") as connection:
                whose = connection.execute("SELECT value FROM state WHERE key = 'file'").fetchone()
                sound = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            log.info("the notes cannot be looked into just now: %s", error)
            return not (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
        return bool(sound == ("ok",) and whose == (self._whose,))

    @contextlib.contextmanager
    def _opened(self, way: str) -> Iterator[sqlite3.Connection]:
        """A connection of its own, which remembers nothing of the file as it was."""
        if not may_be_opened(self._path):
            raise sqlite3.OperationalError("no file")
        uri = f"{self._path.absolute().as_uri()}?{way}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()
