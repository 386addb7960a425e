"""Which briefing lies on the desk, and which others were opened in this profile, the last one first."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_app import paths
from briefing_app.errors import ExpectedError
from briefing_app.files import read_small, write_whole
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.desk.ground import Ground
    from briefing_app.domain.tables import Dataset

log = logging.getLogger(__name__)
FILE = "briefings.json"
UNNAMED = "unnamed"
"""What a data package is called whose descriptor names none."""
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
    """The briefings of one profile. Notes, filter, place and views are kept for each by the name of its package."""

    def __init__(self, desk: Ground) -> None:
        """Nothing is read before the first question.

        Args:
            desk: The desk.
        """
        self._desk = desk
        self._path = desk.profile / FILE
        self._bundled: str | None = None

    # The one on the desk

    @property
    def package(self) -> str:
        """Name of the data package on the desk."""
        name = self._desk.dataset.edition.name
        if name.isascii() and name.isprintable():
            return name or UNNAMED
        from urllib.parse import quote

        return quote(name)

    @property
    def title(self) -> str:
        """What the briefing on the desk is called."""
        return self._desk.dataset.briefing.title or self._desk.dataset.edition.title

    @property
    def home(self) -> Path:
        """Where the briefing lies that is opened if no other is asked for: an installed edition, or the bundled one."""
        from briefing_app.desk.updates import admission

        return admission.source_for(self._desk.profile, self._desk.policy, None)[0]

    @property
    def is_home(self) -> bool:
        """True while that one lies on the desk."""
        return self._desk.source is None or self._desk.source == self.home

    @property
    def bundled(self) -> str:
        """Name of the data package that came with the program; read from its descriptor when first asked for."""
        if self._bundled is None:
            at_hand = self._desk.source in (None, paths.bundled_data())
            self._bundled = self.package if at_hand else _bundled_name()
        return self._bundled

    @property
    def note_packages(self) -> tuple[str, ...]:
        """The names under which notes on this briefing stand: older ones name none and are on the bundled one."""
        return (self.package, "") if self.package == self.bundled else (self.package,)

    def view_key(self, tab: str) -> str:
        """Returns under which key the view of a tab is kept: each briefing has its own.

        Args:
            tab: Key of the tab.
        """
        return tab if self.package == self.bundled else f"{self.package}/{tab}"

    def read(self, path: Path | None) -> tuple[Dataset, Path]:
        """Reads another data package whole; the desk is not touched, so that it may run on another thread.

        Args:
            path: A folder, a ``.zip`` or a ``datapackage.json``; None for the one at home.

        Returns:
            What was read, and where it lies.

        Raises:
            ExpectedError: There is no data package, nothing in it can be shown, or the organisation forbids it.
        """
        from briefing_app.dataset import loader
        from briefing_app.desk.updates import admission

        asked = Path(path).absolute() if path is not None else None
        where, _remarks = admission.source_for(self._desk.profile, self._desk.policy, asked)
        dataset = loader.load(where)
        if not any(table.rows for table in dataset.tables.values()):
            raise ExpectedError(
                tr("The data package {path} has no row that can be shown.", path=where),
                hint=tr("briefing-app check lists what is wrong with it."),
            )
        return dataset, self.home if where.resolve() == self.home.resolve() else where

    # All of them

    def briefings(self) -> tuple[OnShelf, ...]:
        """Returns the briefings that were opened, the last one first; none if that cannot be read."""
        stored = self._stored()
        listed = stored.get("briefings") if stored.get("format") == FORMAT else None
        found: dict[str, OnShelf] = {}
        for one in listed if isinstance(listed, list) else ():
            made = OnShelf.of(one)
            if made is not None:
                found.setdefault(made.name, made)
        return tuple(found.values())[:MOST]

    def recent(self) -> tuple[OnShelf, ...]:
        """Returns the briefings that were opened before, the last one first, without the one on the desk."""
        return tuple(one for one in self.briefings() if one.name != self.package)

    def known(self) -> Mapping[str, Path | None]:
        """Returns where the briefings lie that can be opened by their name; None for the bundled one."""
        found: dict[str, Path | None] = {one.name: Path(one.path) if one.path else None for one in self.recent()}
        return found | ({} if self.is_home else {self.bundled: None})

    def title_of(self, name: str) -> str:
        """Returns the title of a briefing by the name of its data package; its name if it was never opened here."""
        if name == self.package:
            return self.title
        return next((one.title for one in self.briefings() if one.name == name and one.title), name)

    def named(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        """Returns counts by name in which what names no briefing stands with the bundled one."""
        found: dict[str, int] = {}
        for name, n in counts.items():
            found[name or self.bundled] = found.get(name or self.bundled, 0) + n
        return found

    def put(self) -> None:
        """Notes that the briefing on the desk was opened; a profile that cannot be written is left as it is."""
        briefing = OnShelf(name=self.package, title=self.title, path="" if self.is_home else str(self._desk.source))
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


def _bundled_name() -> str:
    """Returns the name in the descriptor of the bundled data package; empty if there is none to read."""
    from briefing_app.dataset import loader

    try:
        return loader.load(paths.bundled_data(), only=frozenset()).edition.name
    except ExpectedError as error:
        log.info("the bundled package could not be asked for its name: %s", error.sentence())
        return ""
