"""Which editions lie in a profile, which of them is in use, and which was before."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any, NamedTuple

from briefing_app import files, paths
from briefing_app.files import read_small

log = logging.getLogger(__name__)
FOLDER = "editions"
FILE = "installed.json"
FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a larger file is not one of ours."""


class Installed(NamedTuple):
    """One edition that lies in the profile.

    Attributes:
        file: Its name in the folder of editions.
        words: The edition in words.
        version: Its version.
        created: Its day.
        key: The public key that signed it, in base64; empty if none did.
    """

    file: str
    words: str
    version: str
    created: str
    key: str = ""

    @classmethod
    def of(cls, stored: object) -> Installed | None:
        """Returns what is stored of an edition, or None for anything else; a name never leads out of the folder."""
        if not isinstance(stored, dict):
            return None
        names = ("file", "words", "version", "created", "key")
        values = {name: stored.get(name) for name in names}
        if not all(
            isinstance(value, str) and len(value) <= 300 and f"{value} ".isprintable() for value in values.values()
        ):
            return None
        file = str(values["file"])
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*\.zip", file):
            return None
        return cls(**{name: str(value) for name, value in values.items()})


class InstalledEditions(NamedTuple):
    """Which editions a profile has.

    Attributes:
        current: The installed one in use; None for the bundled one.
        before: The one that was in use before; None for the bundled one.
        changed: True once anything was installed.
    """

    current: Installed | None = None
    before: Installed | None = None
    changed: bool = False


def installed_editions(profile: Path) -> InstalledEditions:
    """Returns which editions a profile has; what cannot be read counts as none."""
    stored = stored_in(profile / FOLDER / FILE)
    if not stored:
        return InstalledEditions()
    return InstalledEditions(
        current=Installed.of(stored.get("current")), before=Installed.of(stored.get("before")), changed=True
    )


def place_of(profile: Path, edition: Installed | None) -> Path:
    """Returns where an edition lies."""
    return profile / FOLDER / edition.file if edition is not None else paths.bundled_data()


def keep_installed(folder: Path, editions: InstalledEditions) -> None:
    """Keeps which edition is in use.

    Raises:
        NotWritten: It cannot be kept.
    """
    plain = {
        "format": FORMAT,
        "current": editions.current._asdict() if editions.current else None,
        "before": editions.before._asdict() if editions.before else None,
    }
    files.write_whole(folder / FILE, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def stored_in(path: Path) -> dict[str, Any]:
    """Returns what a file of ours holds; nothing if there is none or it cannot be read."""
    try:
        stored = json.loads(read_small(path, most=LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        log.info("%s could not be read: %s", path.name, error)
        return {}
    return stored if isinstance(stored, dict) and stored.get("format") == FORMAT else {}
