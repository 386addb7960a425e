"""Repair of the notes file: the damaged file is kept aside, what can be read goes into a new one."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, append, copy_whole, make_durable, make_private, put_in_place, why
from briefing_app.notes import backups
from briefing_app.notes.check import is_of_this_form
from briefing_app.notes.image import in_memory
from briefing_app.notes.read_only import FILE, require_a_file
from briefing_app.notes.salvage import Salvaged, fill, notes_of, salvage
from briefing_app.notes.upgrades import FORMAT, upgrade
from briefing_app.translation import tr, trn

log = logging.getLogger(__name__)
ASIDE = "damaged"
LOG = "repairs.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What a repair did.

    Attributes:
        kept_aside: Where the file lies as it was.
        notes: How many notes the new file holds, those in the bin included.
        revisions: How many revisions.
        told: What was done, one sentence each, as it stands in the log.
        log: Where the log lies.
    """

    kept_aside: Path
    notes: int
    revisions: int
    told: tuple[str, ...]
    log: Path


def _refuse_newer(path: Path) -> None:
    """Makes sure that a file of a newer version of the program is left alone.

    Raises:
        ExpectedError: It is one.
    """
    with contextlib.suppress(sqlite3.Error), contextlib.closing(in_memory(path)) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        if found > FORMAT and sound and not is_of_this_form(connection):
            raise ExpectedError(
                tr("The notes in {path} were written by a newer version of this program.", path=path),
                hint=tr("Use that version to repair them. The file is untouched."),
            )


def repair(profile: Path, *, now: dt.datetime) -> RepairReport:
    """Keeps the file aside, reads all that can be read and puts it into a new file. Nothing is deleted.

    Nobody of this process may hold the file open.

    Args:
        profile: The profile folder.
        now: The moment.

    Raises:
        ExpectedError: Another window holds the notes, or there is no room to write.
    """
    path = profile / FILE
    _be_alone(path)
    _refuse_newer(path)
    try:
        aside = keep_aside(path, now)
        found = salvage(aside)
        new = path.with_name(f"{FILE}.mended")
        new.unlink(missing_ok=True)
        told = [tr("The file as it was is kept in {path}.", path=aside), *write_new(new, found)]
        put_notes_in_place(new, path)
    except (OSError, sqlite3.Error, NotWritten) as error:
        raise ExpectedError(
            tr("The notes could not be repaired: {why}.", why=_reason(error)),
            hint=tr("Free some space or make the profile folder writable; the file is as it was."),
            detail=repr(error),
        ) from error
    told += _missing(profile, set(notes_of(found)))
    written = write_log(profile, told, now)
    return RepairReport(
        kept_aside=aside, notes=len(notes_of(found)), revisions=len(found.revisions), told=tuple(told), log=written
    )


def replace_with(profile: Path, backup: Path, *, now: dt.datetime) -> Path:
    """Puts a backup in the place of the notes file, which is kept aside.

    Args:
        profile: The profile folder.
        backup: The copy.
        now: The moment.

    Returns:
        Where the file lies as it was.

    Raises:
        ExpectedError: The copy is not sound, another window holds the notes, or there is no room to write.
    """
    path = profile / FILE
    if not backups.is_sound(backup):
        raise ExpectedError(tr("The backup {path} cannot be read.", path=backup.name), hint=tr("Choose an older one."))
    _be_alone(path)
    try:
        aside = keep_aside(path, now)
        new = path.with_name(f"{FILE}.mended")
        copy_whole(backup, new)
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            upgrade(connection)
            connection.execute("UPDATE state SET value = lower(hex(randomblob(16))) WHERE key = 'file'")
        put_notes_in_place(new, path)
    except (OSError, sqlite3.Error, NotWritten) as error:
        raise ExpectedError(
            tr("The backup could not be restored: {why}.", why=_reason(error)),
            hint=tr("Free some space or make the profile folder writable; the notes are as they were."),
            detail=repr(error),
        ) from error
    write_log(
        profile,
        [
            tr("The backup {path} now replaces the notes.", path=backup.name),
            tr("The file as it was is kept in {path}.", path=aside),
        ],
        now,
    )
    return aside


def write_new(path: Path, found: Salvaged) -> list[str]:
    """Writes what was read into a new file; returns what there is to tell."""
    make_private(path, new=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        told = fill(connection, found)
        faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
        if faults != ["ok"]:  # pragma: no cover - a new file is sound
            raise sqlite3.DatabaseError(faults[0])
    make_durable(path)
    return told


def _reason(error: OSError | sqlite3.Error | NotWritten) -> str:
    if isinstance(error, NotWritten):
        return error.why
    return why(error) if isinstance(error, OSError) else str(error)


def _missing(profile: Path, notes: set[str]) -> list[str]:
    """Tells of notes that only the newest good backup holds."""
    for backup in backups.good(profile):
        try:
            absent = sum(note.note_id not in notes for note in backups.peek(backup.path))
        except ExpectedError:
            continue
        if not absent:
            return []
        when = backup.made.strftime("%Y-%m-%d %H:%M UTC")
        words = trn(
            "{n} note is only in the backup of {when}; restore it from there.",
            "{n} notes are only in the backup of {when}; restore them from there.",
            absent,
            when=when,
        )
        return [words]
    return []


def write_log(profile: Path, told: list[str], now: dt.datetime) -> Path:
    """Adds to the log of repairs; a log that cannot be written is no reason to stop."""
    path = profile / "log" / LOG
    when = now.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    try:
        path.parent.mkdir(exist_ok=True, mode=0o700)
        append(path, "".join(f"{when}  {sentence}\n" for sentence in told))
    except OSError as error:
        log.info("the log of repairs could not be written: %s", error)
    return path


def keep_aside(path: Path, now: dt.datetime) -> Path:
    """Copies the notes file, with what was written beside it, to a place of its own.

    Args:
        path: The file.
        now: The moment.

    Returns:
        Where the copy lies.

    Raises:
        OSError: There is no room.
    """
    folder = path.parent / ASIDE
    folder.mkdir(exist_ok=True, mode=0o700)
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while (aside := folder / f"notes-{stamp}{f'-{number}' if number else ''}.sqlite3").exists():
        number += 1
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            copy_whole(source, aside.with_name(aside.name + ending))
    return aside


def _be_alone(path: Path) -> None:
    """Makes sure that no other window holds the file: it would go on writing into the one that was kept aside.

    Raises:
        ExpectedError: One does, or what lies there is no file.
    """
    require_a_file(path)
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ExpectedError(
                tr("Another window is using the notes."), hint=tr("Close it and try again."), detail=repr(error)
            ) from error
    except sqlite3.DatabaseError as error:
        log.info("nobody holds a file that cannot be opened: %s", error)


def put_notes_in_place(new: Path, path: Path) -> None:
    """Puts a whole new file in the place of the notes; what was written beside the old one is not read with it."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    put_in_place(new, path)
