"""Opens a data package, whatever it lies in: a folder, a ``.zip``, or its descriptor."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing_app.dataset.descriptor import DESCRIPTOR
from briefing_app.dataset.reader import Files, FolderFiles
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr


@contextmanager
def open_files(path: Path) -> Iterator[Files]:
    """Opens a package for reading.

    Args:
        path: A folder, a ``.zip``, or a ``datapackage.json`` itself.

    Raises:
        ExpectedError: There is nothing there, or it is neither folder nor archive.
    """
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise ExpectedError(
            tr("There is no data package at {path}.", path=path),
            hint=tr("Check the path, or choose another folder or .zip."),
            detail=repr(error),
        ) from None
    if stat.S_ISREG(kind) and path.name.casefold() == DESCRIPTOR:
        path, kind = path.parent, stat.S_IFDIR
    if stat.S_ISDIR(kind):
        yield FolderFiles(path)
        return
    if not stat.S_ISREG(kind):
        raise ExpectedError(
            tr("{path} is a device or a pipe, not a file.", path=path),
            hint=tr("Choose the folder or .zip of a data package."),
        )
    from briefing_app.dataset.archive import open_archive  # zipfile is for archives alone

    with open_archive(path) as files:
        yield files
