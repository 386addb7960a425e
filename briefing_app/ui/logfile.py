"""The log of the window in the profile folder: small, turned over, and never a reason to fail."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from pathlib import Path

from briefing_app import files

NAME = "briefing.log"
LARGEST = 200_000
"""Bytes of one file; two older ones are kept."""


def begin(profile: Path) -> logging.Handler | None:
    """Begins to write what the program logs to the profile.

    Args:
        profile: The profile folder.

    Returns:
        The handler, for ``end``; None if nothing can be written there.
    """
    from logging.handlers import RotatingFileHandler

    class PrivateHandler(RotatingFileHandler):
        """The library's handler; each file it begins is readable by its owner only."""

        def _open(self) -> TextIOWrapper:
            files.make_private(Path(self.baseFilename))
            return super()._open()

    path = profile / "log" / NAME
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handler = PrivateHandler(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8", delay=False)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    ours = logging.getLogger("briefing_app")
    ours.setLevel(min(ours.level or logging.INFO, logging.INFO))
    return handler


def end(handler: logging.Handler | None) -> None:
    """Stops writing and closes the file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
