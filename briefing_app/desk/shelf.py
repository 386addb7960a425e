"""Remembers the briefings that were opened in this profile: by which name, title and place, the last one first."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefing_app.errors import ExpectedError
from briefing_app.files import read_small, write_whole

log = logging.getLogger(__name__)
FILE = "briefings.json"
FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a larger file is not one of ours."""
MOST, LONGEST = 12, 4_000
"""Briefings that are remembered, and letters of a name, a title or a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnShelf:
    """One briefing that was opened.

    Attributes:
        name: Name of its data package.
        title: Its title as it was then.
        path: Where it lay; empty for the one that came with the program, which lies where the program does.
    """

    name: str
    title: str
    path: str

    @classmethod
    def of(cls, stored: object) -> OnShelf | None:
        """Returns a stored briefing, or None for anything that is none."""
        if not isinstance(stored, dict):
            return None
        texts = [stored.get(key) for key in ("name", "title", "path")]
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts) or not texts[0]:
            return None
        name, title, path = map(str, texts)
        return cls(name=name, title=title, path=path)


class Shelf:
    """The memory of one profile."""

    def __init__(self, profile: Path) -> None:
        """Nothing is read before the first question.

        Args:
            profile: The profile folder.
        """
        self._path = profile / FILE

    def briefings(self) -> tuple[OnShelf, ...]:
        """Returns the briefings that were opened, the last one first; none if that cannot be read."""
        stored = self._stored()
        listed = stored.get("briefings") if stored.get("format") == FORMAT else None
        found = [made for one in listed if (made := OnShelf.of(one))] if isinstance(listed, list) else []
        return tuple({made.name: made for made in reversed(found)}.values())[::-1][:MOST]

    def title(self, name: str) -> str:
        """Returns the title of a briefing that was opened before; its name if it was not."""
        return next((one.title for one in self.briefings() if one.name == name and one.title), name)

    def put(self, briefing: OnShelf) -> None:
        """Remembers a briefing as the last one opened; a profile that cannot be written is left as it is."""
        before = self.briefings()
        newer = self._stored().get("format", FORMAT) != FORMAT
        if before[:1] == (briefing,) or newer:
            return
        listed = (briefing, *(one for one in before if one.name != briefing.name))[:MOST]
        told = {"format": FORMAT, "briefings": [asdict(one) for one in listed]}
        try:
            write_whole(self._path, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        except ExpectedError as error:
            log.info("the briefing that was opened could not be noted: %s", error.sentence())

    def _stored(self) -> dict[str, Any]:
        try:
            stored = json.loads(read_small(self._path, most=LARGEST))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            log.info("the briefings that were opened could not be read: %s", error)
            return {}
        return stored if isinstance(stored, dict) else {}
