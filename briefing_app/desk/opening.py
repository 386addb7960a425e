"""Another briefing on the same desk: read off the window's thread, laid out whole, and back again as it was left."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import paths
from briefing_app.desk.history import History
from briefing_app.desk.safety import SafetyVerbs
from briefing_app.desk.shelf import OnShelf
from briefing_app.domain.filters import Filter
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.changes import Change
    from briefing_app.domain.tables import Dataset


class OpeningVerbs(SafetyVerbs):
    """The part of the desk that changes the briefing. Filter, places and views are kept for each by its name."""

    @property
    def is_bundled(self) -> bool:
        """True while the data package that came with the program lies on the desk."""
        return self.source in (None, paths.bundled_data())

    def read_briefing(self, path: Path | None) -> tuple[Dataset, Path | None]:
        """Reads another data package whole; the desk is not touched, so that it may run on another thread.

        Args:
            path: A folder, a ``.zip`` or a ``datapackage.json``; None for the bundled one.

        Raises:
            ExpectedError: There is no data package, or nothing in it can be shown.
        """
        from briefing_app.dataset import loader

        where = Path(path).absolute() if path is not None else None
        dataset = loader.load(where or paths.bundled_data())
        if not any(table.rows for table in dataset.tables.values()):
            raise ExpectedError(
                tr("The data package {path} holds no row that can be shown.", path=where),
                hint=tr("briefing-app check lists what is wrong with it."),
            )
        bundled = where is not None and where.resolve() == paths.bundled_data().resolve()
        return dataset, None if bundled else where

    def lay_out(self, dataset: Dataset, source: Path | None, *, initiator: str) -> Change:
        """Puts another briefing on the desk: its own notes, its filter and its place as they were left.

        Args:
            dataset: What ``read_briefing`` read.
            source: Where it lies; None for the bundled one.
            initiator: Who asks.
        """
        self._remember_title()
        _ = self.bundled_package  # found while it is known what lies on the desk
        self._left[self.package] = (self._filter, self._history)
        self.dataset, self.source, self.whole = dataset, source, True
        self._filter, self._history = self._left.pop(self.package, (Filter(), History()))
        self._noted, self._scope, self._placements, self._moved = None, None, None, {}
        self.look_back = None
        if self.notebook is not None:
            self._lay_notes_on(self.notebook)
        self.put_on_shelf()
        return self._tell("data", "filter", "selection", "notes", initiator=initiator)

    def put_on_shelf(self) -> None:
        """Notes that this briefing was opened, so that it is found again."""
        where = "" if self.is_bundled else str(self.source)
        self.shelf.put(OnShelf(name=self.package, title=self.title, path=where))

    def recent_briefings(self) -> tuple[OnShelf, ...]:
        """Returns the briefings that were opened before, the last one first, without the one on the desk."""
        return tuple(one for one in self.shelf.briefings() if one.name != self.package)

    def known_briefings(self) -> Mapping[str, Path | None]:
        """Returns where the briefings lie that can be opened by their name; None for the bundled one."""
        found: dict[str, Path | None] = {
            one.name: Path(one.path) if one.path else None for one in self.recent_briefings()
        }
        return found | ({} if self.is_bundled else {self.bundled_package: None})

    def view_key(self, tab: str) -> str:
        """Returns under which key the view of a tab is kept: each briefing has its own.

        Args:
            tab: Key of the tab.
        """
        return tab if self.package == self.bundled_package else f"{self.package}/{tab}"

    def _remember_title(self) -> None:
        if self.is_bundled:  # others are noted when they are opened
            self.put_on_shelf()
