"""Rooms for work in the profile: private, owned by one living process, swept when nobody does any more."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)
LOCK = ".lock"
SCRATCH = "scratch"
"""The name of the folder of all rooms in a profile."""
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextlib.contextmanager
def room(folder: Path) -> Iterator[Path]:
    """Gives a private folder for one piece of work, which goes with it.

    The room's lock is held as long as this process lives, whatever ends it; the system lets go of it, nobody else can.

    Args:
        folder: The folder of all rooms; it is made if there is none.

    Yields:
        The room.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    name, number = _own(folder)
    try:
        mine = folder / name
        mine.mkdir(mode=0o700)
        yield mine
    finally:
        _clear(folder, name)
        os.close(number)
        with contextlib.suppress(OSError):  # where an open file cannot be removed, the lock goes last
            (folder / f"{name}{LOCK}").unlink(missing_ok=True)


@contextlib.contextmanager
def room_anywhere(folder: Path) -> Iterator[Path]:
    """Gives a private folder for one piece of work: in the profile, or in the system's place where that is read only.

    Args:
        folder: The folder of all rooms in the profile.

    Yields:
        The room.

    Raises:
        OSError: It cannot be made in either place, or the profile's disk is full.
    """
    with contextlib.ExitStack() as stack:
        try:
            mine = stack.enter_context(room(folder))
        except OSError as error:
            if error.errno not in READ_ONLY:
                raise
            mine = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefing-app-")))
        yield mine


def sweep(folder: Path) -> None:
    """Removes the rooms that no living process owns; what cannot be removed is left to the next time.

    Args:
        folder: The folder of all rooms.
    """
    try:
        found = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return
    locks = {name.removesuffix(LOCK) for name in found if name.endswith(LOCK)}
    rooms = {name for name in found if not name.endswith(LOCK)}
    for name in sorted(locks | rooms):
        lock = folder / f"{name}{LOCK}"
        if name not in locks and lock.exists():  # it has found an owner since
            continue
        try:
            if name in locks:
                _let_go(lock)
            _clear(folder, name)
            lock.unlink(missing_ok=True)
        except OSError as error:
            log.debug("%s stays in the folder for work: %s", name, error)


def _let_go(lock: Path) -> None:
    """Makes sure that nobody owns a room.

    Raises:
        OSError: Somebody does, or it cannot be told.
    """
    number = os.open(lock, os.O_RDWR)
    try:
        _lock(number)
    finally:
        os.close(number)


def _own(folder: Path) -> tuple[str, int]:
    """Takes a name that nobody has; returns it with the open lock."""
    while True:
        name = os.urandom(8).hex()
        lock = folder / f"{name}{LOCK}"
        number = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            _lock(number)
            if lock.exists():  # swept between making and locking
                return name, number
        except OSError as error:
            if not _unknown(error):
                os.close(number)
                continue
            log.debug("no locks in %s: %s", folder, error)
            return name, number
        os.close(number)


def _unknown(error: OSError) -> bool:
    """Tells whether the disk knows no locks at all, rather than somebody having this one."""
    return not isinstance(error, BlockingIOError | PermissionError)


def _lock(number: int) -> None:
    """Locks an open file for the life of this process.

    Raises:
        OSError: Somebody else holds it, or the disk knows no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _clear(folder: Path, name: str) -> None:
    found = folder / name
    if found.is_dir() and not found.is_symlink():
        shutil.rmtree(found, ignore_errors=True)
    else:
        found.unlink(missing_ok=True)
