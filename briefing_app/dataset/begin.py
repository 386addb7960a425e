"""A new data package to begin a briefing with: valid, with one example row in every table and a README."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from briefing_app.dataset.descriptor import DESCRIPTOR
from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, why, write_whole
from briefing_app.translation import tr

_LONGEST_NAME = 50
_USUAL = "new-briefing"


def begin(folder: Path, *, template: Path, day: dt.date) -> tuple[Path, ...]:
    """Writes a new package whole, or nothing of it.

    Args:
        folder: A folder that does not exist yet, or an empty one.
        template: The folder with the package that every briefing begins with.
        day: The day that the edition carries.

    Returns:
        The files written.

    Raises:
        ExpectedError: Something lies there already, or it cannot be written.
    """
    made = _empty_folder(folder)
    written: list[Path] = []
    try:
        for source in sorted(template.iterdir()):
            content = source.read_bytes()
            if source.name == DESCRIPTOR:
                content = _descriptor(content, folder, day)
            written.append(write_whole(folder / source.name, content))
    except (OSError, NotWritten) as error:
        _take_back(written, made)
        raise _not_made(folder, error.why if isinstance(error, NotWritten) else why(error), repr(error)) from error
    return tuple(written)


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
        missing = [part for part in (folder, *folder.parents) if not part.exists()]
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ExpectedError(
            tr("{path} is a file, so no folder can be made there.", path=folder),
            hint=tr("Choose a new or an empty folder."),
        ) from None
    except (OSError, ValueError) as error:
        raise _not_made(folder, why(error) if isinstance(error, OSError) else str(error), repr(error)) from error
    return missing


def _not_made(folder: Path, reason: str, detail: str) -> ExpectedError:
    return ExpectedError(
        tr("The briefing in {path} could not be begun: {why}. Nothing was left there.", path=folder, why=reason),
        hint=tr("Choose a folder that you may write to, on a disk with some room."),
        detail=detail,
    )


def _take_back(written: Iterable[Path], made: Iterable[Path]) -> None:
    """Takes away what was written before something failed."""
    with contextlib.suppress(OSError):
        for path in written:
            path.unlink(missing_ok=True)
        for folder in made:
            folder.rmdir()


def _descriptor(content: bytes, folder: Path, day: dt.date) -> bytes:
    """Returns the descriptor with a name and a title after the folder's."""
    found = json.loads(content)
    title = " ".join(folder.absolute().name.replace("_", " ").replace("-", " ").split())
    found["name"] = f"{name_after(title)}-{secrets.token_hex(3)}"  # two that are begun alike keep their notes apart
    found["created"] = f"{day.isoformat()}T00:00:00Z"
    if title and title.isprintable():
        found["title"] = title[:1].upper() + title[1:]
        found["x-briefing"] |= {"title": found["title"], "shortTitle": found["title"]}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def name_after(title: str) -> str:
    """Returns a name of a data package after a title: small Latin letters, digits and hyphens.

    Args:
        title: Any words.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or _USUAL
