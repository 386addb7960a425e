"""Files of their own beside the notes, for words that found no place in them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from pathlib import Path

from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.files import write_whole
from briefing_app.notes import exchange
from briefing_app.words import tr

log = logging.getLogger(__name__)
FOLDER = "kept"


def keep_words(profile: Path, notes: Sequence[Note], *, now: dt.datetime) -> Path | None:
    """Keeps notes that could not be saved in a file of their own; None if there is no room for that either.

    Args:
        profile: The profile folder.
        notes: The notes.
        now: The moment.
    """
    try:
        path = free_name(profile, now, ".jsonld")
        return write_whole(path, exchange.to_json(tuple(notes), label=tr("Kept while the notes file was replaced")))
    except (ExpectedError, OSError) as error:
        log.info("words could not be kept aside: %s", error)
        return None


def free_name(profile: Path, now: dt.datetime, ending: str) -> Path:
    """Returns a name for a file that is kept beside the notes.

    Raises:
        OSError: There can be none.
    """
    folder = profile / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp, number = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ"), 0
    while (path := folder / f"notes-{stamp}{f'-{number}' if number else ''}{ending}").exists():
        number += 1
    return path
