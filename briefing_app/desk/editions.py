"""Remembers which edition of each data package was last looked at, and says what has changed since."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing_app import settings
from briefing_app.errors import ExpectedError
from briefing_app.files import read_small, write_whole

if TYPE_CHECKING:
    from briefing_app.domain.editions import LookBack
    from briefing_app.domain.tables import Dataset

log = logging.getLogger(__name__)
FILE = "editions.json"
FORMAT = 1
LARGEST = 50_000_000
"""Bytes; a larger file is not one of ours."""


class _Look(NamedTuple):
    """One edition as it was looked at: fingerprint, words, and the mark of every entry."""

    fingerprint: str
    words: str
    marks: Mapping[str, str]

    @classmethod
    def of(cls, stored: object) -> _Look | None:
        """Returns a stored look, or None for anything that is none."""
        if not isinstance(stored, dict):
            return None
        marks = stored.get("marks")
        texts = (stored.get("fingerprint"), stored.get("words"))
        if not all(isinstance(text, str) for text in texts) or not isinstance(marks, dict):
            return None
        good = {k: v for k, v in marks.items() if isinstance(v, str) and "/" in k.strip("/") and k.isprintable()}
        return cls(fingerprint=str(texts[0]), words=str(texts[1]), marks=good)

    def plain(self) -> dict[str, Any]:
        """Returns what is stored."""
        return {"fingerprint": self.fingerprint, "words": self.words, "marks": dict(self.marks)}


class Editions:
    """The memory of one profile. Asking may happen on any thread, noting on the desk's own."""

    def __init__(self, profile: Path) -> None:
        """Looks only whether the person has used the program before: then a missing memory means "not noted".

        Args:
            profile: The profile folder.
        """
        self._path = profile / FILE
        self._used_before = any((profile / name).exists() for name in (settings.FILE, "notes.sqlite3"))

    def look_back(self, dataset: Dataset) -> LookBack | None:
        """Returns what changed since this package was last looked at.

        The answer stays the same while this edition is on the desk: what was new at its first look is listed again
        at later ones, so that it is not lost by closing the window too soon.

        Args:
            dataset: The whole data package on the desk.

        Returns:
            The changes; None if nothing changed, or if the package was never looked at before.
        """
        from briefing_app.domain import editions  # late: the first paint asks for nothing of it
        from briefing_app.domain.editions import LookBack

        last, before = self._looks(dataset.edition.name)
        fresh = last is None or last.fingerprint != dataset.edition.fingerprint
        then = last if fresh else before
        if then is not None:
            differences = editions.since(then.marks, editions.marks(dataset), unread=editions.unread(dataset))
        else:
            differences = editions.told_by_edition(dataset) if fresh and self._used_before else ()
        since = then.words if then is not None else ""
        return (
            LookBack(since=since, now=dataset.edition.words, differences=differences, fresh=fresh)
            if differences
            else None
        )

    def is_new(self, dataset: Dataset) -> bool:
        """Tells whether this edition has not been noted yet."""
        last, _before = self._looks(dataset.edition.name)
        return last is None or last.fingerprint != dataset.edition.fingerprint

    def note(self, dataset: Dataset) -> None:
        """Notes that this edition has been looked at; a profile that cannot be written is left as it is."""
        if not dataset.edition.fingerprint or not self.is_new(dataset):
            return
        from briefing_app.domain import editions

        last, _before = self._looks(dataset.edition.name)
        seen = _Look(
            fingerprint=dataset.edition.fingerprint, words=dataset.edition.words, marks=editions.marks(dataset)
        )
        packages = self._packages()
        packages[dataset.edition.name] = {"last": seen.plain(), "before": last.plain() if last else None}
        content = json.dumps({"format": FORMAT, "packages": packages}, ensure_ascii=False, sort_keys=True)
        try:
            write_whole(self._path, content.encode())
        except ExpectedError as error:
            log.info("the edition that was looked at could not be noted: %s", error.sentence())

    def _looks(self, name: str) -> tuple[_Look | None, _Look | None]:
        stored = self._packages().get(name)
        if not isinstance(stored, dict):
            return None, None
        return _Look.of(stored.get("last")), _Look.of(stored.get("before"))

    def _packages(self) -> dict[str, Any]:
        try:
            stored = json.loads(read_small(self._path, most=LARGEST))
            packages = stored["packages"] if stored.get("format") == FORMAT else {}
            return dict(packages)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            log.info("what was looked at before could not be read: %s", error)
            return {}
