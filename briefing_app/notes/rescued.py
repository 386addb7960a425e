"""Files of their own beside the notes, for words that found no place in them."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, make_durable, make_private, write_whole
from briefing_app.notes import exchange
from briefing_app.notes.identity import Identity
from briefing_app.translation import tr

log = logging.getLogger(__name__)
FOLDER = "kept"
LOG = ".log"
"""Ending of a file that holds what was written beside the notes, as it was."""


def keep_words(profile: Path, notes: Sequence[Note], *, now: dt.datetime) -> Path | None:
    """Keeps notes that could not be saved in a file of their own; None if there is no room for that either.

    Args:
        profile: The profile folder.
        notes: The notes.
        now: The moment.
    """
    try:
        path = free_name(profile, now, ".jsonld")
        return write_whole(path, exchange.to_json(tuple(notes), label=tr("Kept while the notes file was replaced")))
    except (ExpectedError, OSError) as error:
        log.info("words could not be kept aside: %s", error)
        return None


def keep_store(path: Path, connection: sqlite3.Connection, identity: Identity, *, now: dt.datetime) -> Path:
    """Keeps what one window knew when its file was replaced in a file of its own.

    Args:
        path: The notes file.
        connection: The notes as this window sees them.
        identity: What is known of the file that was opened.
        now: The moment.

    Returns:
        Where it lies: notes, or the bare log if another's pages lie under what was written here.

    Raises:
        OSError: There is no room.
        sqlite3.Error: There is no room, or the disk fails.
    """
    if identity.over_written:
        bare = free_name(path.parent, now, LOG)
        try:
            return write_whole(bare, identity.beside(), replace=False)
        except NotWritten as error:
            raise OSError(error.why) from error
    kept = free_name(path.parent, now, ".sqlite3")
    make_private(kept, new=True)
    with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    make_durable(kept)
    return kept


def free_name(profile: Path, now: dt.datetime, ending: str) -> Path:
    """Returns a name for a file that is kept beside the notes.

    Raises:
        OSError: There can be none.
    """
    folder = profile / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp, number = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ"), 0
    while (path := folder / f"notes-{stamp}{f'-{number}' if number else ''}{ending}").exists():
        number += 1
    return path
