"""Copies of the notes made by themselves: SQLite's own backup, thinned by hour, day, week and month."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.files import make_private, put_in_place
from briefing_app.notes.read_only import FILE, open_to_read
from briefing_app.notes.rows import LATEST, read
from briefing_app.notes.upgrades import upgrade
from briefing_app.translation import tr

FOLDER = "backups"
NAME = re.compile(r"notes-(\d{8}T\d{6}Z)\.sqlite3")
STAMP = "%Y%m%dT%H%M%SZ"
KEEP = (("%Y%m%d%H", 24), ("%Y%m%d", 14), ("%G%V", 8), ("%Y%m", 24))
"""How many are kept: one an hour, a day, a week, a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One copy.

    Attributes:
        path: Where it lies.
        made: When it was made, in UTC.
        notes: How many notes it holds, those in the bin left out; -1 as long as nobody looked.
    """

    path: Path
    made: dt.datetime
    notes: int = -1


def listed(profile: Path) -> tuple[Backup, ...]:
    """Returns the backups of a profile, newest first."""
    names = (path for path in (profile / FOLDER).glob("notes-*.sqlite3") if NAME.fullmatch(path.name))
    found = []
    for path in names:
        with contextlib.suppress(ValueError):  # somebody's own name that only looks like a moment
            found.append(_backup(path))
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def _backup(path: Path) -> Backup:
    stamp = path.name.removeprefix("notes-").removesuffix(".sqlite3")
    return Backup(path=path, made=dt.datetime.strptime(stamp, STAMP).replace(tzinfo=dt.UTC))


def make(profile: Path, *, now: dt.datetime) -> Backup:
    """Copies the notes as they are now and thins the older copies; on any thread, while others write.

    Args:
        profile: The profile folder.
        now: The moment, which names the copy.

    Raises:
        ExpectedError: The notes are damaged, so that a copy would be no better, or the copy cannot be written.
    """
    source = open_to_read(profile / FILE)
    if source is None:
        raise ExpectedError(tr("The notes cannot be read, so no backup was made."), hint=tr("Check the notes."))
    folder = profile / FOLDER
    with contextlib.closing(source):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            target = _free_name(folder, now)
            beside = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
            try:
                make_private(beside, new=True)
                with contextlib.closing(sqlite3.connect(beside)) as copy:
                    source.backup(copy)
                if not is_sound(beside):
                    raise ExpectedError(
                        tr("The notes file is damaged, so no backup was made; the earlier ones are kept."),
                        hint=tr("Check and repair the notes."),
                    )
                put_in_place(beside, target)
            finally:
                beside.unlink(missing_ok=True)
        except (OSError, sqlite3.Error) as error:
            raise ExpectedError(
                tr("The backup could not be written to {folder}.", folder=folder),
                hint=tr("Free some space; the notes themselves are safe."),
                detail=repr(error),
            ) from error
    thin(profile, keep=target)
    return _backup(target)


def _free_name(folder: Path, now: dt.datetime) -> Path:
    """Returns a name that no copy has: a clock that was set back overwrites nothing."""
    while (path := folder / f"notes-{now.astimezone(dt.UTC).strftime(STAMP)}.sqlite3").exists():
        now += dt.timedelta(seconds=1)
    return path


def needed(profile: Path) -> bool:
    """Tells whether something was written that no copy holds. The clock plays no part in it.

    Args:
        profile: The profile folder.
    """
    source = open_to_read(profile / FILE)
    if source is None:
        return False
    with contextlib.closing(source):
        state = _state(source)
    if state is None or not state[1]:
        return False
    return all(_state_in(backup.path) != state for backup in listed(profile))


def _state(connection: sqlite3.Connection) -> tuple[str, int, int] | None:
    """Returns whose notes these are and how far they were written; None if that cannot be read."""
    try:
        whose = connection.execute("SELECT value FROM state WHERE key = 'file'").fetchone()
        written = connection.execute("SELECT coalesce(max(number), 0) FROM head").fetchone()
        kept = connection.execute("SELECT coalesce(max(rowid), 0) FROM revision").fetchone()
    except sqlite3.Error:
        return None
    return (str(whose[0]) if whose else "", int(written[0]), int(kept[0]))


def _state_in(backup: Path) -> tuple[str, int, int] | None:
    try:
        with contextlib.closing(_open_copy(backup)) as copy:
            return _state(copy)
    except sqlite3.Error:
        return None


def _open_copy(backup: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def is_sound(backup: Path) -> bool:
    """Tells whether a copy can be read from end to end."""
    try:
        with contextlib.closing(_open_copy(backup)) as copy:
            faults = [row[0] for row in copy.execute("PRAGMA quick_check(1)")]
            copy.execute("SELECT count(*) FROM head").fetchone()
    except sqlite3.Error:
        return False
    return faults == ["ok"]


def good(profile: Path) -> Iterator[Backup]:
    """Yields the copies that can be read from end to end with how many notes each holds, newest first."""
    for backup in listed(profile):
        if is_sound(backup.path):
            with contextlib.suppress(sqlite3.Error), contextlib.closing(_open_copy(backup.path)) as copy:
                count = int(copy.execute("SELECT count(*) FROM head WHERE removed = 0").fetchone()[0])
                yield replace(backup, notes=count)


def thin(profile: Path, *, keep: Path | None = None) -> tuple[Path, ...]:
    """Removes copies that neither hour, day, week nor month needs; returns what was removed.

    Args:
        profile: The profile folder.
        keep: A copy that stays whatever its name says, for it was made just now.
    """
    backups = listed(profile)
    kept = {*_kept(backups), keep}
    removed = tuple(b.path for b in backups if b.path not in kept)
    for path in removed:
        with contextlib.suppress(OSError):  # somebody looks into it just now
            path.unlink(missing_ok=True)
    return removed


def _kept(backups: Iterable[Backup]) -> Iterable[Path]:
    ordered = list(backups)
    yield from (b.path for b in ordered[:5])
    for pattern, most in KEEP:
        seen: set[str] = set()
        for backup in ordered:
            slot = backup.made.strftime(pattern)
            if slot not in seen and len(seen) < most:
                seen.add(slot)
                yield backup.path


def peek(backup: Path) -> tuple[Note, ...]:
    """Returns the notes of a backup without changing it.

    Raises:
        ExpectedError: It cannot be read.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with contextlib.closing(_open_copy(backup)) as source:
            source.backup(memory)
        upgrade(memory)  # an older copy is read as the newest format; the file itself stays as it is
        return tuple(read(memory, f"{LATEST} WHERE h.removed IS 0"))
    except sqlite3.Error as error:
        raise ExpectedError(
            tr("The backup {path} cannot be read.", path=backup.name),
            hint=tr("Choose an older one."),
            detail=repr(error),
        ) from error
    finally:
        memory.close()
