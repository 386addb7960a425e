"""Why something could not be written, said so that a person knows on which disk and what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

LEAST = 256 * 1024
"""Bytes without which a disk counts as full: less than that holds no new page with all that belongs to it."""
AGAIN = 2_000_000
"""Bytes that must be free before a file that could not be written is tried again by itself."""


def disk_of(path: Path) -> Path:
    """Returns where the disk is mounted on which a file lies."""
    place = Path(os.path.realpath(path))
    while not os.path.ismount(place) and place.parent != place:
        place = place.parent
    return place


def free(path: Path) -> int:
    """Returns how many bytes are free where a file lies; very many if nobody can tell."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return 1 << 62


def is_read_only(path: Path) -> bool:
    """Tells whether the disk on which a file lies can only be read."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(path.parent).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def may_write(path: Path) -> bool:
    """Tells whether a file could be written by now: right, disk and room."""
    rights = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    return rights and not is_read_only(path) and free(path) > AGAIN


def is_busy(error: sqlite3.Error) -> bool:
    """Tells whether a fault is only that another program has the file at this moment."""
    return (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def in_words(error: sqlite3.Error, path: Path, *, reading: bool = False) -> ExpectedError:
    """Returns a fault of the notes file in words, with the disk and the right next step.

    Args:
        error: The fault.
        path: The notes file.
        reading: True if something was read, False if it was written.
    """
    code = getattr(error, "sqlite_errorname", "") or ""
    detail = f"{code} {error!r}"
    if is_busy(error):
        words = tr("Another program is using the notes file; the note is not saved yet.")
        return ExpectedError(
            words, hint=tr("Close the other program; this program will then try again."), detail=detail
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, detail)
    if not reading and (found := _cannot_write(code, path, detail)) is not None:
        return found
    if reading:
        return ExpectedError(
            tr("The notes file {path} could not be read ({why}).", path=path, why=error),
            hint=tr("Check the notes, or restore one of the backups in {folder}.", folder=path.parent / "backups"),
            detail=detail,
        )
    return ExpectedError(
        tr("The note could not be written ({why}).", why=error),
        hint=tr("Keep the window open and look at the profile folder {folder}.", folder=path.parent),
        detail=detail,
    )


def damaged(path: Path, detail: str) -> ExpectedError:
    """Returns that the file is damaged, in words."""
    return ExpectedError(
        tr("The notes file {path} is damaged; it was not changed.", path=path),
        hint=tr("Repair it, or restore one of the backups in {folder}.", folder=path.parent / "backups"),
        detail=detail,
    )


def closed_to_writing(error: sqlite3.Error, path: Path) -> ExpectedError:
    """Returns why a file can be opened for reading alone."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if is_busy(error):
        return in_words(error, path)
    found = _cannot_write(code, path, f"{code} {error!r}")
    return found or ExpectedError(
        tr("The notes file {path} cannot be written ({why}).", path=path, why=error),
        hint=tr("Make the profile folder writable, or choose another with --profile."),
        detail=f"{code} {error!r}",
    )


def _cannot_write(code: str, path: Path, detail: str) -> ExpectedError | None:
    disk = disk_of(path)
    elsewhere = tr("All notes can be read, and exported to another disk.")
    if code.startswith("SQLITE_FULL") or (_is_of_the_disk(code) and free(path) < LEAST):
        words = tr("The disk is full ({disk}); the note is not saved yet.", disk=disk)
        return ExpectedError(
            words, hint=tr("Free some space there; the program will then try again.") + " " + elsewhere, detail=detail
        )
    if not _is_of_the_disk(code):
        return None
    if is_read_only(path):
        words = tr("The notes file {path} cannot be written: the disk {disk} is read only.", path=path, disk=disk)
        hint = tr("Make that disk writable, or choose another profile with --profile.")
        return ExpectedError(words, hint=f"{hint} {elsewhere}", detail=detail)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        words = tr("The notes file {path} cannot be written: this account is not allowed to write there.", path=path)
        hint = tr("Make the profile folder writable, or choose another with --profile.")
        return ExpectedError(words, hint=f"{hint} {elsewhere}", detail=detail)
    return None


def _is_of_the_disk(code: str) -> bool:
    return code.startswith(("SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_PERM"))
