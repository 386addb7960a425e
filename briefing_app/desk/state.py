"""What a desk holds and how it tells of changes: the ground on which its verbs stand."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import paths, settings
from briefing_app.desk.editions import Editions
from briefing_app.desk.history import History
from briefing_app.desk.shelf import Shelf
from briefing_app.domain.changes import Change, ChangeKind
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.settings import Preferences

if TYPE_CHECKING:
    from briefing_app.domain.editions import LookBack
    from briefing_app.domain.placement import Placed
    from briefing_app.notes.index import Index
    from briefing_app.notes.notebook import Notebook

log = logging.getLogger(__name__)
Listener = Callable[[Change], None]
UNNAMED = "unnamed"
"""What a data package is called whose descriptor names none."""


class DeskState:
    """The application without a window. It lives on one thread; verbs that may be called on others say so.

    Attributes:
        dataset: The data package on the desk.
        preferences: What the person has chosen.
        profile: The folder with notes, backups, preferences and log.
        notebook: The person's notes, or None if they could not be opened.
        source: Where the data package lies.
        whole: False while only what page one needs first has been read.
        shelf: What the profile remembers of the briefings that were opened.
        editions: What the profile remembers of the editions that were looked at.
        look_back: What changed in the data since the person last looked; None if nothing did, or not known yet.
        news: What happened to the notes without anybody asking for it, in words; whoever tells it empties it.
    """

    def __init__(
        self,
        *,
        dataset: Dataset,
        profile: Path,
        preferences: Preferences,
        notebook: Notebook | None = None,
        notes_trouble: ExpectedError | None = None,
        source: Path | None = None,
        whole: bool = True,
    ) -> None:
        self.source = source
        self._bundled: str | None = None
        self.whole = whole
        self.dataset = dataset
        self.profile = profile
        self.preferences = preferences
        self.notebook = notebook
        self._notes_trouble = notes_trouble
        self._filter = Filter()
        self._history = History()
        self._listeners: list[Listener] = []
        self._noted: frozenset[Ref] | None = None
        self._scope: Scope | None = None
        self._moved: Mapping[Ref, tuple[str, ...]] = {}
        self._written: int | None = None
        self._index: Index | None = None
        self._making = threading.Lock()
        self._placements: tuple[object, dict[str, Placed]] | None = None
        self.last_saved = ""
        self.news = ""
        self._trouble_told: str | None = None
        self._preferences_stamp = settings.stamp(profile)
        self.editions = Editions(profile)
        self.shelf = Shelf(profile)
        self._left: dict[str, tuple[Filter, History]] = {}
        self.look_back: LookBack | None = None

    @property
    def notes_trouble(self) -> ExpectedError | None:
        """Why there is no notebook, or what the person should know about it; None if all is well."""
        return self.notebook.trouble if self.notebook is not None else self._notes_trouble

    @property
    def notes_damaged(self) -> bool:
        """True if the notes file itself is damaged or cannot be used, so that a backup may be wanted."""
        book = self.notebook
        if book is None:
            return self._notes_trouble is not None and bool(self._notes_trouble.detail)
        return book.opened.trouble is not None and not book.opened.for_want_of_room

    # Listening

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Registers somebody who is told of every change.

        Returns:
            A function that ends the listening.
        """
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def _tell(
        self,
        *kinds: ChangeKind,
        refs: Iterable[Ref] = (),
        initiator: str = "",
        reveal: bool = False,
        tab: str = "",
    ) -> Change:
        change = Change(kinds=frozenset(kinds), refs=frozenset(refs), initiator=initiator, reveal=reveal, tab=tab)
        for listener in tuple(self._listeners):
            listener(change)
        return change

    @property
    def filter(self) -> Filter:
        """The one filter that all tabs share."""
        return self._filter

    @property
    def package(self) -> str:
        """Name of the data package on the desk, by which its notes, filter and views are kept apart from others."""
        name = self.dataset.edition.name
        if name.isascii() and name.isprintable():
            return name or UNNAMED
        from urllib.parse import quote

        return quote(name)

    @property
    def bundled_package(self) -> str:
        """Name of the data package that came with the program; read from its descriptor when first asked for."""
        if self._bundled is None:
            self._bundled = self.package if self.source in (None, paths.bundled_data()) else _bundled_name()
        return self._bundled

    @property
    def title(self) -> str:
        """What the briefing on the desk is called."""
        return self.dataset.briefing.title or self.dataset.edition.title

    def briefing_title(self, name: str) -> str:
        """Returns the title of a briefing by the name of its data package, as far as it was ever opened here."""
        return self.title if name == self.package else self.shelf.title(name)

    @property
    def note_packages(self) -> tuple[str, ...]:
        """The names under which notes on this briefing stand: older ones name none and are on the bundled one."""
        return (self.package, "") if self.package == self.bundled_package else (self.package,)

    @property
    def edition_words(self) -> str:
        """The edition in words, such as "1.0.0 of 23 November 2026"."""
        return self.dataset.edition.words

    def edition_day(self) -> dt.date:
        """Returns the day of the data's edition."""
        try:
            return dt.date.fromisoformat(self.dataset.edition.created[:10])
        except ValueError:
            return dt.date(1970, 1, 1)


def _bundled_name() -> str:
    """Returns the name in the descriptor of the bundled data package; empty if there is none to read."""
    from briefing_app.dataset import loader

    try:
        return loader.load(paths.bundled_data(), only=frozenset()).edition.name
    except ExpectedError as error:
        log.info("the bundled package could not be asked for its name: %s", error.sentence())
        return ""
