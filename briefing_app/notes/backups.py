"""Copies of the notes made by themselves: SQLite's own backup, thinned by hour, day, week and month."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.notes.rows import LATEST, from_row
from briefing_app.notes.store import Store, upgrade
from briefing_app.words import tr

FOLDER = "backups"
NAME = re.compile(r"notes-(\d{8}T\d{6}Z)\.sqlite3")
STAMP = "%Y%m%dT%H%M%SZ"
KEEP = (("%Y%m%d%H", 24), ("%Y%m%d", 14), ("%G%V", 8), ("%Y%m", 24))
"""How many are kept: one an hour, a day, a week, a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One copy: where it lies and when it was made."""

    path: Path
    made: dt.datetime


def listed(profile: Path) -> tuple[Backup, ...]:
    """Returns the backups of a profile, newest first."""
    found = []
    for path in (profile / FOLDER).glob("notes-*.sqlite3"):
        match = NAME.fullmatch(path.name)
        if match:
            made = dt.datetime.strptime(match.group(1), STAMP).replace(tzinfo=dt.UTC)
            found.append(Backup(path=path, made=made))
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def make(store: Store, *, now: dt.datetime) -> Backup:
    """Copies the notes as they are now and thins the older copies.

    Raises:
        ExpectedError: The copy cannot be written.
    """
    folder = store.path.parent / FOLDER
    target = folder / f"notes-{now.astimezone(dt.UTC).strftime(STAMP)}.sqlite3"
    beside = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy = sqlite3.connect(beside)
        try:
            store.connection.backup(copy)
        finally:
            copy.close()
        beside.chmod(0o600)
        beside.replace(target)
    except (OSError, sqlite3.Error) as error:
        beside.unlink(missing_ok=True)
        raise ExpectedError(
            tr("The backup could not be written to {folder}.", folder=folder),
            hint=tr("Free some space; the notes themselves are safe."),
            detail=repr(error),
        ) from error
    thin(store.path.parent)
    return Backup(path=target, made=now)


def needed(store: Store) -> bool:
    """Tells whether something changed since the newest backup."""
    row = store.connection.execute("SELECT max(at) FROM step").fetchone()
    newest = next(iter(listed(store.path.parent)), None)
    if row is None or row[0] is None:
        return False
    return newest is None or str(row[0]) >= newest.made.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def thin(profile: Path) -> tuple[Path, ...]:
    """Removes copies that neither hour, day, week nor month needs; returns what was removed."""
    backups = listed(profile)
    kept = set(_kept(backups))
    removed = tuple(b.path for b in backups if b.path not in kept)
    for path in removed:
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
        source = sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            source.backup(memory)
        finally:
            source.close()
        upgrade(memory)  # an older copy is read as the newest format; the file itself stays as it is
        return tuple(from_row(row) for row in memory.execute(f"{LATEST} WHERE h.removed = 0"))
    except sqlite3.Error as error:
        raise ExpectedError(
            tr("The backup {path} cannot be read.", path=backup.name),
            hint=tr("Choose an older one."),
            detail=repr(error),
        ) from error
    finally:
        memory.close()
