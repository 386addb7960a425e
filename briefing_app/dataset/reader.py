"""The files of a package by their names, read from a folder with limits and never outside its root."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

from briefing_app.errors import ExpectedError, Problem
from briefing_app.translation import tr

LARGEST_FILE = 300_000_000
"""Bytes of one table; a million events need about as much."""
_MOST_NAMES = 10_000
"""Entries of a folder that are looked through for a name in other letters."""


class Files(Protocol):
    """The files of a package by their names in the descriptor.

    Attributes:
        remarks: What was found odd about them and read all the same.
    """

    remarks: list[Problem]

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """Returns the content of a file.

        Args:
            name: Its name in the descriptor.
            most: How many bytes it may have.

        Raises:
            FileNotFoundError: There is no such file.
            ExpectedError: The name leads outside, or the file breaks a limit.
        """


def safe_name(name: str) -> str:
    """Returns a name inside a package in its plain form; the one check for all names.

    Raises:
        ExpectedError: The name is absolute, climbs out, or is written for another system.
    """
    parts = name.split("/")
    bad = not name or len(name) > 1000 or "\\" in name or ":" in name or "\x00" in name or name.startswith("/")
    if bad or any(part in ("", ".", "..") for part in parts):
        raise ExpectedError(
            tr("The data package names a file outside itself: {name}.", name=repr(name)[:120]),
            hint=tr("Ask for an undamaged copy of the package."),
        )
    return str(PurePosixPath(*parts))


def too_large(name: str) -> ExpectedError:
    """Returns the refusal of a file that breaks a limit."""
    return ExpectedError(
        tr("{name} is larger than a data package may be.", name=name),
        hint=tr("Choose the folder or .zip of a data package of this program."),
    )


def alike(name: str) -> str:
    """Returns the form in which two spellings of one file name are the same."""
    return unicodedata.normalize("NFC", name).casefold()


def other_spelling(name: str, names: Iterable[str]) -> str | None:
    """Returns the one name that differs only in capitals or in the coding of its letters; None if there is no such."""
    found = [other for other in names if alike(other) == alike(name)]
    return found[0] if len(found) == 1 else None


def spelled_otherwise(name: str, real: str) -> Problem:
    """Returns the remark that a file stands under a name of other letters."""
    return Problem(
        severity="warning",
        file=name,
        message=tr("the file is there as {real}; give it the name in the descriptor", real=real),
    )


class FolderFiles:
    """A package that lies in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.remarks: list[Problem] = []

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """Returns the content of a file; see ``Files.read``."""
        path = (self._root / safe_name(name)).resolve()
        if not path.is_relative_to(self._root):
            safe_name("../" + name)
        if not path.exists():
            path = self._in_other_letters(name)
        if not path.is_file():
            raise ExpectedError(
                tr("{name} is not a file that can be read.", name=name), hint=tr("Put an ordinary file in its place.")
            )
        return read_plain(path, name, most)

    def _in_other_letters(self, name: str) -> Path:
        folder, real = self._root, ""
        for part in safe_name(name).split("/"):
            found = part if (folder / part).exists() else other_spelling(part, _names_in(folder))
            if found is None or (folder / found).is_symlink():
                raise FileNotFoundError(name)
            folder, real = folder / found, f"{real}/{found}".lstrip("/")
        self.remarks.append(spelled_otherwise(name, real))
        return folder


def _names_in(folder: Path) -> list[str]:
    names = []
    for path in folder.iterdir() if folder.is_dir() else ():
        names.append(path.name)
        if len(names) > _MOST_NAMES:
            break
    return names


def read_plain(path: Path, name: str, most: int) -> bytes:
    """Returns the content of a plain file, never more than allowed, whatever size it announces.

    Raises:
        ExpectedError: It has more bytes.
        OSError: It cannot be read.
    """
    if path.stat().st_size > most:
        raise too_large(name)
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise too_large(name)
    return content
