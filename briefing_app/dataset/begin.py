"""A new data package to begin a briefing with: valid, with one example row in every table and a README."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import unicodedata
from pathlib import Path

from briefing_app.dataset.descriptor import DESCRIPTOR
from briefing_app.dataset.new_folder import write_folder

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
    contents = {source.name: source.read_bytes() for source in sorted(template.iterdir())}
    return write_folder(folder, contents | {DESCRIPTOR: _descriptor(contents[DESCRIPTOR], folder, day)})


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
