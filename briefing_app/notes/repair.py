"""Check and repair of the notes file: the damaged file is kept aside, what can be read goes into a new one."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.files import SCRATCH, append, copy_whole, make_durable, make_private, put_in_place
from briefing_app.notes import backups
from briefing_app.notes.rows import SELECT, from_row
from briefing_app.notes.salvage import Salvaged, fill, notes_of, read_copy
from briefing_app.notes.store import FILE, open_to_read
from briefing_app.notes.upgrades import upgrade
from briefing_app.words import tr, trn

log = logging.getLogger(__name__)
ASIDE = "damaged"
LOG = "repairs.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found; it changes nothing.

    Attributes:
        sound: True if there is nothing to mend.
        findings: What was found, one sentence each.
        notes: How many notes can be read, those in the bin included.
        revisions: How many revisions.
    """

    sound: bool
    findings: tuple[str, ...] = ()
    notes: int = 0
    revisions: int = 0


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


def check(path: Path) -> CheckReport:
    """Looks at everything in a notes file and changes nothing.

    Args:
        path: The file.
    """
    connection = open_to_read(path)
    if connection is None:
        return CheckReport(sound=False, findings=(tr("The notes file cannot be opened as it is."),))
    findings: list[str] = []
    notes = revisions = 0
    with contextlib.closing(connection):
        try:
            faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            findings += [] if faults == ["ok"] else [tr("The file is damaged: {what}.", what=f[:200]) for f in faults]
            for row in connection.execute("PRAGMA foreign_key_check"):
                findings.append(tr("A row of “{table}” names something that is not there.", table=row[0]))
            alone = "SELECT count(DISTINCT note) FROM revision WHERE note NOT IN (SELECT note FROM head)"
            if headless := int(connection.execute(alone).fetchone()[0]):
                words = trn(
                    "{n} note has lost its latest version.", "{n} notes have lost their latest version.", headless
                )
                findings.append(words)
            for row in connection.execute(f"SELECT {SELECT} FROM revision r"):
                revisions += 1
                try:
                    from_row(row)
                except (ValueError, TypeError, KeyError, AttributeError):
                    findings.append(tr("Revision {name} cannot be read as a note.", name=str(row[0])[:40]))
            notes = int(connection.execute("SELECT count(*) FROM head").fetchone()[0])
        except sqlite3.Error as error:
            findings.append(tr("The file could not be read to its end ({why}).", why=error))
    return CheckReport(sound=not findings, findings=tuple(findings[:50]), notes=notes, revisions=revisions)


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
    try:
        aside = _keep_aside(path, now)
        found = read_copy(aside, profile / SCRATCH)
        new = path.with_name(f"{FILE}.mended")
        new.unlink(missing_ok=True)
        told = [tr("The file as it was lies in {path}.", path=aside), *write_new(new, found)]
        _exchange(new, path)
    except (OSError, sqlite3.Error) as error:
        raise ExpectedError(
            tr("The notes could not be repaired: {why}.", why=error),
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
        aside = _keep_aside(path, now)
        new = path.with_name(f"{FILE}.mended")
        copy_whole(backup, new)
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            upgrade(connection)
            connection.execute("UPDATE state SET value = lower(hex(randomblob(16))) WHERE key = 'file'")
        _exchange(new, path)
    except (OSError, sqlite3.Error) as error:
        raise ExpectedError(
            tr("The backup could not be put in place: {why}.", why=error),
            hint=tr("Free some space or make the profile folder writable; the notes are as they were."),
            detail=repr(error),
        ) from error
    write_log(profile, [tr("The backup {path} was put in place of the notes.", path=backup.name),
                        tr("The file as it was lies in {path}.", path=aside)], now)  # fmt: skip
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
            "{n} note is in the backup of {when} alone; bring it back from there.",
            "{n} notes are in the backup of {when} alone; bring them back from there.",
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


def _keep_aside(path: Path, now: dt.datetime) -> Path:
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
        ExpectedError: One does.
    """
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ExpectedError(
                tr("Another window holds the notes."), hint=tr("Close it and try again."), detail=repr(error)
            ) from error
    except sqlite3.DatabaseError as error:
        log.info("nobody holds a file that cannot be opened: %s", error)


def _exchange(new: Path, path: Path) -> None:
    """Puts a whole new file in the place of the notes; what was written beside the old one is not read with it."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    put_in_place(new, path)
