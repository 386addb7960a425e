"""The log of the window in the profile folder: small, turned over, and never a reason to fail."""

from __future__ import annotations

import contextlib
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

    path = profile / "log" / NAME

    class Private(RotatingFileHandler):
        """Readable by its owner only, after it was turned over too."""

        def _open(self) -> TextIOWrapper:
            files.make_private(path)
            with contextlib.suppress(OSError):  # one of an earlier version
                path.chmod(0o600)
            return super()._open()

    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handler = Private(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8", errors="replace")
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
