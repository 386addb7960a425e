"""A folder that is written whole or not at all: new or empty before, and as it was if anything fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, why, write_whole
from briefing_app.translation import tr


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes files into a new or empty folder, all of them or none.

    Args:
        folder: A folder that does not exist yet, or an empty one.
        contents: The content of each file by its name inside the folder, with ``/`` between folders.

    Returns:
        The files written.

    Raises:
        ExpectedError: Something lies there already, or it cannot be written.
    """
    made = _empty_folder(folder)
    written: list[Path] = []
    try:
        for name, content in contents.items():
            path = folder / name
            made[:0] = _folders(path.parent)
            written.append(write_whole(path, content))
    except (OSError, NotWritten) as error:
        _take_back(written, made)
        raise _not_made(folder, error.why if isinstance(error, NotWritten) else why(error), repr(error)) from error
    return tuple(written)


def _folders(folder: Path) -> list[Path]:
    """Makes a folder; returns which were made for it, the innermost first."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _empty_folder(folder: Path) -> list[Path]:
    """Makes the folder; returns which folders were made for it, the innermost first."""
    try:
        if folder.is_dir():
            if any(folder.iterdir()):
                raise ExpectedError(
                    tr("The folder {path} is not empty, so nothing was written.", path=folder),
                    hint=tr("Choose a new or an empty folder."),
                )
            return []
        return _folders(folder)
    except FileExistsError:
        raise ExpectedError(
            tr("{path} is a file, so no folder can be made there.", path=folder),
            hint=tr("Choose a new or an empty folder."),
        ) from None
    except (OSError, ValueError) as error:
        raise _not_made(folder, why(error) if isinstance(error, OSError) else str(error), repr(error)) from error


def _not_made(folder: Path, reason: str, detail: str) -> ExpectedError:
    return ExpectedError(
        tr("The briefing in {path} could not be written: {why}. Nothing was left there.", path=folder, why=reason),
        hint=tr("Choose a folder you can write to, on a disk with free space."),
        detail=detail,
    )


def _take_back(written: Iterable[Path], made: Iterable[Path]) -> None:
    """Takes away what was written before something failed."""
    with contextlib.suppress(OSError):
        for path in written:
            path.unlink(missing_ok=True)
        for folder in made:
            folder.rmdir()
