"""Files that notes are taken in from: annotations of any program, or an exported briefing."""

from __future__ import annotations

import dataclasses
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.errors import ExpectedError
from briefing_app.notes import exchange
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.model import Note


def notes_in(path: Path) -> tuple[Sequence[Note], Sequence[str], Sequence[str]]:
    """Reads a file that holds notes.

    Args:
        path: A file of annotations, or a briefing that this program exported.

    Returns:
        The notes, one sentence for each reason why something was left out, and what else the person should know.

    Raises:
        ExpectedError: It cannot be read, or holds none.
    """
    if path.suffix.casefold() != ".pdf":
        return exchange.read(_content(path), path.name)
    from briefing_app.report.snapshot import snapshot_of

    notes, refused = [], []
    snapshot = snapshot_of(path)
    package = str(snapshot.get("edition", {}).get("name", ""))
    for number, values in enumerate(snapshot.get("notes", ()), start=1):
        try:
            note = exchange.from_values(values)
            notes.append(dataclasses.replace(note, package=note.package or package))
        except ValueError as error:
            refused.append(tr("Note {n} was left out: {why}.", n=number, why=error))
    return notes, refused, ()


def _content(path: Path) -> bytes:
    """Returns a file that may hold notes; what has no end, or is too large, is refused before it is read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ExpectedError(tr("{path} is not a file of notes.", path=path), hint=tr("Choose another file."))
        if about.st_size > exchange.LARGEST:
            raise ExpectedError(
                tr("The file is too large to be a file of notes: more than {n} MB.", n=exchange.LARGEST // 1_000_000),
                hint=tr("Choose another file, or export the notes in parts."),
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ExpectedError(
            tr("{path} could not be read: {why}.", path=path, why=getattr(error, "strerror", "") or error),
            hint=tr("Choose another file."),
            detail=repr(error),
        ) from error
