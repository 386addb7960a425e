"""The file of the index: made anew whenever it is missing, of another form or damaged, in memory if it must be."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from briefing_app.files import make_private

log = logging.getLogger(__name__)
FILE = "search.sqlite3"
FORM = 6
"""Another number, and the file is made anew."""
NOTES_FROM, RECORDS_FROM, PART = 1, 1 << 40, 1 << 20
"""Numbers of documents: notes by their place in the order of writing, each edition's records in a part of its own."""
IN_TITLE = "\ua66e"
"""A letter that hardly any text holds: it stands in front of the words of a record's title."""
SCHEMA = (
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE edition (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE) STRICT",
    # A record's names stand one a line, its title first; the title of a note is that of its entry.
    """
    CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT NOT NULL, names TEXT NOT NULL, body TEXT NOT NULL,
      joined TEXT NOT NULL) STRICT
    """,
    "CREATE TABLE called (called TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (called, id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX called_of ON called (id)",
    # Which documents hold a word; where it stands is looked up in the few that are weighed.
    """
    CREATE VIRTUAL TABLE words USING fts5 (text, content = '', columnsize = 0, detail = none,
      prefix = '1 2 3 4', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'")
    """,
    "INSERT INTO words (words, rank) VALUES ('hashsize', 32000000)",  # a portion is written in one piece
    # All words there are: a beginning is asked for as the words that begin so, which is quicker where it is long.
    # How each sounds is beside it, and whether it stands in a name: other spellings and scripts are asked for as well.
    """
    CREATE TABLE word (word TEXT PRIMARY KEY, script TEXT NOT NULL, fine TEXT NOT NULL, coarse TEXT NOT NULL,
      bones TEXT NOT NULL, named INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX word_fine ON word (fine)",
    "CREATE INDEX word_coarse ON word (named, coarse)",
    "CREATE INDEX word_bones ON word (named, bones)",
    """
    CREATE TABLE note (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, noun TEXT NOT NULL, target TEXT NOT NULL,
      kind TEXT NOT NULL, author TEXT NOT NULL, handling TEXT NOT NULL, own INTEGER NOT NULL,
      removed INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, words TEXT NOT NULL,
      fingerprint TEXT NOT NULL, package TEXT NOT NULL) STRICT
    """,
    "CREATE INDEX note_by_modified ON note (removed, modified, name, package)",
    "CREATE TABLE tag (tag TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tag, id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX tag_of ON tag (id)",
    f"PRAGMA user_version = {FORM}",
)


def connect(path: Path | None) -> sqlite3.Connection:
    """Opens the index, making it anew if it cannot be used.

    Args:
        path: The file; None for memory.
    """
    if path is not None:
        for _ in range(2):
            try:
                return _open(path)
            except sqlite3.OperationalError as error:
                log.info("the index of the words cannot be kept in %s: %s", path, error)
                break
            except sqlite3.DatabaseError as error:
                log.info("the index of the words is made anew: %s", error)
                if not remove(path):
                    break
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _make(connection)
    return connection


def remove(path: Path) -> bool:
    """Removes the file with what belongs to it; returns whether that went well."""
    try:
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        log.info("the index of the words cannot be removed: %s", error)
        return False
    return True


def _open(path: Path) -> sqlite3.Connection:
    if path.exists() and not path.is_file():
        raise sqlite3.OperationalError("no file")
    try:
        make_private(path)
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error
    connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made anew
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("PRAGMA wal_autocheckpoint = 8000")  # a first index is written in long strokes
        form = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if form not in (0, FORM):
            raise sqlite3.DatabaseError(f"form {form}")
        if form == 0:
            _make(connection)
        connection.execute("SELECT count(*) FROM state").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if int(connection.execute("PRAGMA user_version").fetchone()[0]) != FORM:  # another window may have made it
            for statement in SCHEMA:
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
