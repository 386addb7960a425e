"""Notes about faults of the program itself: private, on this machine alone, and without a word of the person's.

A note names the program, the system and the places in the program where it failed. The words of a fault are kept only
where Python itself makes them, for any other may quote a note. What ends the whole process is written by faulthandler.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import faulthandler
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from briefing_app import __version__, files, paths
from briefing_app.errors import ExpectedError

log = logging.getLogger(__name__)
LARGEST = 200_000
MOST_KEPT = 10
RULE = "----\n"
"""Ends the head of a note; what follows is what happened."""
SEEN = ".seen.txt"
_TELLING = (AttributeError, ImportError, IndexError, MemoryError, NameError, RecursionError, TypeError,
            ZeroDivisionError)  # fmt: skip
_OF_QT = "Internal C++ object"


def folder_of(profile: Path) -> Path:
    """Returns the folder in which the notes of a profile lie."""
    return profile / "log"


def text_of(error: BaseException) -> str:
    """Returns what a note says of a fault."""
    return head() + "\n".join(_told(error))


def head() -> str:
    """Returns the head of a note: program, system and time."""
    now = dt.datetime.now(dt.UTC)
    return (
        f"Briefing App {__version__}{' (packaged)' if paths.frozen() else ''}\n"
        f"Python {'.'.join(map(str, sys.version_info[:3]))}, {_system()}\n"
        f"{now:%Y-%m-%d %H:%M:%S} UTC\n{RULE}"
    )


def _system() -> str:
    """Returns the system in words, without the module ``platform``, which costs time at each start."""
    if hasattr(os, "uname"):
        found = os.uname()
        return f"{found.sysname} {found.release} {found.machine}"
    return f"{sys.platform} {'.'.join(map(str, getattr(sys, 'getwindowsversion')()[:3]))}"  # noqa: B009 - none elsewhere


def write(error: BaseException, *, profile: Path | None) -> Path | None:
    """Writes down a fault.

    Args:
        error: The fault.
        profile: The profile in use; None for the person's own.

    Returns:
        Where the note lies, or None if it could not be written.
    """
    from briefing_app.settings import load_policy

    try:
        usual = profile or paths.default_profile(portable=load_policy().allows("portable"))
        folder = folder_of(paths.profile_folder(usual))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return files.write_whole(_new_name(folder), (text_of(error) + "\n").encode("utf-8", "replace"))
    except (OSError, files.NotWritten, ExpectedError):
        return None


class Watch:
    """A note that is open in case the whole process ends; it is taken away if it does not."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self.path, self.file = path, file

    def end(self) -> None:
        """The program ends as it should: nothing is to be told."""
        faulthandler.disable()
        self.file.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def watch(profile: Path) -> Watch | None:
    """Has the system's own end of this process (a fault in a library) written down.

    Args:
        profile: The profile folder.

    Returns:
        What ends the watching; None if nothing can be written there, or somebody else watches already.
    """
    if faulthandler.is_enabled():
        return None
    path = _new_name(folder_of(profile))
    try:
        files.make_private(path, new=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        log.info("the end of the process could not be watched: %s", error)
        return None
    file.write(head())
    file.flush()
    faulthandler.enable(file)
    return Watch(path, file)


def untold(profile: Path) -> tuple[Path, ...]:
    """Returns the notes that nobody was told of yet, the newest first; those about nothing are cleared away."""
    found = []
    for path in _notes(profile):
        if path.name.endswith(SEEN):
            continue
        if _is_about_something(path):
            found.append(path)
        elif not _is_watched(path):
            with contextlib.suppress(OSError):
                path.unlink()
    return tuple(found)


def told(profile: Path) -> None:
    """Keeps that the person was told of the notes there are; only the newest of all are kept."""
    for path in untold(profile):
        with contextlib.suppress(OSError):
            path.rename(path.with_name(path.name.removesuffix(".txt") + SEEN))
    for path in [p for p in _notes(profile) if p.name.endswith(SEEN)][MOST_KEPT:]:
        with contextlib.suppress(OSError):
            path.unlink()


def kept(profile: Path) -> tuple[Path, ...]:
    """Returns all notes about something, the newest first."""
    return tuple(path for path in _notes(profile) if _is_about_something(path))


def day_of(path: Path) -> str:
    """Returns when a note was begun, in words."""
    try:
        moment = dt.datetime.strptime("-".join(path.name.split("-")[1:3]), "%Y%m%d-%H%M%S")
    except ValueError:
        return path.name
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def read(path: Path) -> str:
    """Returns a note with the person's own folder written as "~", so that it can be given away."""
    try:
        text = path.read_bytes()[:LARGEST].decode("utf-8", "replace")
    except OSError as error:
        return files.why(error)
    return without_home(text)


def forget(profile: Path) -> None:
    """Removes all notes of a profile, but for those that watch a process."""
    for path in kept(profile):
        with contextlib.suppress(OSError):
            path.unlink()


def without_home(text: str) -> str:
    """Returns a text in which the person's own folder, whose name is often theirs, stands as "~"."""
    try:
        homes = {str(Path.home()), os.path.realpath(Path.home())}
    except RuntimeError:  # nobody knows a home
        return text
    for home in sorted(homes, key=len, reverse=True):
        if len(home) > 1:
            text = text.replace(home, "~").replace(home.replace("\\", "\\\\"), "~")
    return text


def _told(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    fault: BaseException | None = error
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield f"{type(fault).__name__}{_words(fault)}"
        for frame in reversed(traceback.extract_tb(fault.__traceback__)):
            yield f"  {_place(frame.filename)}, line {frame.lineno}, in {frame.name}"
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        if fault is not None:
            yield "after"


def _words(error: BaseException) -> str:
    words = str(error)
    if isinstance(error, OSError):
        return f": {error.strerror or error.errno}"
    if type(error) in _TELLING or words.startswith(_OF_QT):
        return f": {words[:500]}" if words else ""
    return " (its words are left out: they could be yours)" if words else ""


def _place(file: str) -> str:
    """Returns a place in the program without the folder that the program lies in."""
    for known in (str(paths.root()), sys.prefix, sys.base_prefix):
        if file.startswith(known):
            return file[len(known) :].lstrip("/\\")
    return without_home(file)


def _new_name(folder: Path) -> Path:
    stem = f"crash-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
    found, number = folder / f"{stem}.txt", 1
    while found.exists():
        number += 1
        found = folder / f"{stem}-{number}.txt"
    return found


def _notes(profile: Path) -> list[Path]:
    try:
        return sorted(folder_of(profile).glob("crash-*.txt"), reverse=True)
    except OSError:
        return []


def _is_about_something(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST)
    except OSError:
        return False
    return bool(text.partition(RULE.encode())[2].strip())


def _is_watched(path: Path) -> bool:
    """Tells whether the process that keeps a note open is still there."""
    from briefing_app.notes.processes import is_running

    parts = path.stem.split("-")
    return len(parts) > 3 and parts[3].isdigit() and is_running(int(parts[3]))
