"""Check and repair of the notes file: the damaged file is kept aside, what can be read goes into a new one."""

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
from briefing_app.notes.image import in_memory
from briefing_app.notes.read_only import FILE, open_to_read, require_a_file
from briefing_app.notes.rows import COLUMNS, fetch, unreadable
from briefing_app.notes.salvage import Salvaged, fill, is_step, notes_of, salvage
from briefing_app.notes.upgrades import FORMAT, TABLES, upgrade
from briefing_app.translation import tr, trn

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

    Raises:
        ExpectedError: What lies there is no file.
    """
    require_a_file(path)
    connection = open_to_read(path)
    if connection is None:
        try:
            connection = in_memory(path)
        except sqlite3.Error as error:
            log.info("the notes cannot be opened: %s", error)
            return CheckReport(sound=False, findings=(tr("The notes file cannot be opened as it is."),))
    look = _Look(connection)
    with contextlib.closing(connection):
        for part in (look.format, look.parts, look.file, look.revisions, look.heads, look.steps):
            try:
                part()
            except sqlite3.Error as error:
                look.findings.append(tr("The file could not be read to its end ({why}).", why=error))
    found = tuple(dict.fromkeys(look.findings))
    return CheckReport(sound=not found, findings=found[:50], notes=look.notes, revisions=look.count)


class _Look:
    """One look at a file: whatever fails in use is found here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.findings: list[str] = []
        self.notes = self.count = 0

    def format(self) -> None:
        """Is it of the format of this program?"""
        found = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if found > FORMAT and not is_of_this_form(self._connection):
            self.findings.append(tr("The file was written by a newer version of this program."))
        elif found != FORMAT:
            self.findings.append(
                tr("The number of the format is {found} instead of {right}.", found=found, right=FORMAT)
            )

    def parts(self) -> None:
        """Is every table there with its columns?"""
        for kind, name, columns in expected_parts():
            there = self._connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)
            ).fetchone()
            if there is None:
                self.findings.append(tr("The {kind} “{name}” is missing.", kind=kind, name=name))
                continue
            found = {str(row[1]) for row in self._connection.execute(f"PRAGMA table_info({name})")}
            self.findings += [
                tr("The column “{column}” of “{name}” is missing.", column=column, name=name)
                for column in columns
                if column not in found
            ]

    def file(self) -> None:
        """Are the pages sound, and does everything that is named exist?"""
        execute = self._connection.execute
        faults = [str(row[0]) for row in execute("PRAGMA integrity_check(20)")]
        self.findings += [] if faults == ["ok"] else [tr("The file is damaged: {what}.", what=f[:200]) for f in faults]
        for row in execute("PRAGMA foreign_key_check"):
            self.findings.append(tr("A row of “{table}” names something that is not there.", table=row[0]))
        if execute("SELECT 1 FROM state WHERE key = 'file'").fetchone() is None:
            self.findings.append(tr("The file has lost the mark by which it is known."))

    def revisions(self) -> None:
        """Can every revision be read as a note?"""
        names = [str(row[1]) for row in self._connection.execute("PRAGMA table_info(revision)")]
        known = [name for name in COLUMNS if name in names]
        for row in fetch(self._connection, f"SELECT {', '.join(known)} FROM revision"):
            self.count += 1
            found = dict.fromkeys(COLUMNS, "") | dict(zip(known, row, strict=True))
            if bad := [name for name in unreadable(found) if name in known]:
                told = tr(
                    "Of revision {name} cannot be read: {what}.", name=_shown(found["revision"]), what=", ".join(bad)
                )
                self.findings.append(told)

    def heads(self) -> None:
        """Does every note have its latest revision, on the same entry, in the bin or not?"""
        execute = self._connection.execute
        self.notes = int(execute("SELECT count(*) FROM head").fetchone()[0])
        alone = "SELECT count(DISTINCT note) FROM revision WHERE note NOT IN (SELECT note FROM head)"
        if n := int(execute(alone).fetchone()[0]):
            self.findings.append(
                trn("{n} note has lost its latest version.", "{n} notes have lost their latest version.", n)
            )
        if n := int(execute("SELECT count(*) FROM head WHERE number < 1").fetchone()[0]):
            words = trn(
                "{n} note has lost its place in the order of writing.",
                "{n} notes have lost their places in the order of writing.",
                n,
            )
            self.findings.append(words)
        differs = (
            "SELECT count(*) FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision"
            " WHERE h.target IS NOT r.target OR h.removed IS NOT r.removed OR h.package IS NOT r.package"
        )
        if n := int(execute(differs).fetchone()[0]):
            words = trn(
                "{n} note is listed under another entry or briefing than it says itself, or is in the bin by halves.",
                "{n} notes are listed under another entry or briefing than they say themselves, or are in the"
                " bin by halves.",
                n,
            )
            self.findings.append(words)

    def steps(self) -> None:
        """Can every step be taken back?"""
        rows = fetch(self._connection, "SELECT number, verb, at, undone, parts FROM step")
        if n := sum(not is_step(row) for row in rows):
            self.findings.append(trn("{n} step to undo cannot be read.", "{n} steps to undo cannot be read.", n))


def _shown(value: object) -> str:
    return "".join(c for c in str(value) if c.isprintable())[:40]


def expected_parts() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Returns kind, name and columns of what a file of this program is made of."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        upgrade(memory)
        return tuple(
            (kind, name, tuple(str(row[1]) for row in memory.execute(f"PRAGMA table_info({name})")))
            for kind, name in sorted(TABLES, reverse=True)
        )


def is_of_this_form(connection: sqlite3.Connection) -> bool:
    """Tells whether a file has the very tables of this program, whatever the number of its format says."""
    return all(
        [str(row[1]) for row in connection.execute(f"PRAGMA table_info({name})")] == list(columns)
        for kind, name, columns in expected_parts()
        if kind == "table"
    )


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
            tr("The backup could not be put in place: {why}.", why=_reason(error)),
            hint=tr("Free some space or make the profile folder writable; the notes are as they were."),
            detail=repr(error),
        ) from error
    write_log(
        profile,
        [
            tr("The backup {path} was put in place of the notes.", path=backup.name),
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
                tr("Another window holds the notes."), hint=tr("Close it and try again."), detail=repr(error)
            ) from error
    except sqlite3.DatabaseError as error:
        log.info("nobody holds a file that cannot be opened: %s", error)


def put_notes_in_place(new: Path, path: Path) -> None:
    """Puts a whole new file in the place of the notes; what was written beside the old one is not read with it."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    put_in_place(new, path)
