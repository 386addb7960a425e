"""The desk itself: data, preferences, filter, place and the telling of changes; its parts do all else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_app import files, paths, settings
from briefing_app.desk import first_data
from briefing_app.desk.backups import Backups
from briefing_app.desk.briefing_memory import BriefingMemory
from briefing_app.desk.editions import Editions
from briefing_app.desk.history import History, Place
from briefing_app.desk.index import HeldIndex
from briefing_app.desk.kept_preferences import KeptPreferences
from briefing_app.desk.notebook import HeldNotebook
from briefing_app.desk.notes import Notes
from briefing_app.desk.own_words import Analysis
from briefing_app.desk.search import Search
from briefing_app.desk.shelf import Shelf
from briefing_app.desk.updates.install import Updates
from briefing_app.domain import filters
from briefing_app.domain.calendars import use_calendar
from briefing_app.domain.changes import Change, ChangeKind
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.settings import Policy, Preferences
from briefing_app.translation import use_language

if TYPE_CHECKING:
    from briefing_app.domain.editions import LookBack
    from briefing_app.domain.specs import TableSpec

log = logging.getLogger(__name__)
Listener = Callable[[Change], None]


class Desk:
    """The application without a window. It lives on one thread; verbs that may be called on others say so.

    Attributes:
        dataset: The data package on the desk.
        preferences: What the person has chosen.
        profile: The folder with notes, backups, preferences and log.
        source: Where the data package lies.
        whole: False while only what page one needs first has been read.
        shelf: Which briefing this is, and the others that are known here.
        notebook: The file of the notes as this window holds it.
        index: The index of notes and entries as this window holds it.
        notes: Every verb on notes.
        analysis: What the person says in the analysis: ratings, readings, estimates and the like.
        search: Search over notes and entries.
        backups: The backups of the notes.
        briefings: Briefings as PDF.
        updates: Newer editions of the data by file.
        policy: What the organisation has set.
        remarks: What is to be told once about the opening of data and policy, a sentence each.
        editions: What the profile remembers of the editions that were looked at.
        look_back: What changed in the data since the person last looked; None if nothing did, or not known yet.
    """

    def __init__(
        self,
        *,
        dataset: Dataset,
        profile: Path,
        preferences: Preferences,
        source: Path | None = None,
        whole: bool = True,
        policy: Policy | None = None,
        remarks: tuple[str, ...] = (),
    ) -> None:
        self.policy = policy or Policy()
        self.remarks = remarks
        self.dataset = dataset
        self.profile = profile
        self.preferences = preferences
        self.source = source
        self.whole = whole
        self._kept_preferences = KeptPreferences(profile, self.policy)
        self._filter = Filter()
        self._scope: Scope | None = None
        self._history = History()
        self._listeners: list[Listener] = []
        self.shelf = Shelf(self)
        self._left: dict[str, tuple[Filter, History]] = {}
        self.notebook = HeldNotebook(self, self.shelf)
        self.index = HeldIndex(self, self.notebook, self.shelf)
        self.notes = Notes(self, self.notebook, self.index, self.shelf)
        self.analysis = Analysis(self, self.notes, self.notebook)
        self.search = Search(self.index)
        self.backups = Backups(self, self.notebook)
        self.briefings = BriefingMemory(self, self.notes)
        self.updates = Updates(self)
        self.editions = Editions(profile)
        self.look_back: LookBack | None = None
        self._look_is_kept = False

    @classmethod
    def open(
        cls,
        *,
        profile: Path | None = None,
        data: Path | None = None,
        page_one: bool = False,
        policy: Policy | None = None,
    ) -> Desk:
        """Lays data, preferences and notes on a desk.

        Args:
            profile: The profile folder; None for the person's own.
            data: A data package; None for the usual one: what the organisation has set, an installed edition, or the
                bundled one.
            page_one: True to read only what the first paint needs; ``load_whole`` and ``notebook.open`` do the rest.
            policy: What the organisation has set; None for what this machine's file says.

        Raises:
            ExpectedError: The data or the profile cannot be used. Notes that cannot be opened are no reason to
                fail: the desk says so in ``notebook.trouble``.
        """
        policy = settings.load_policy() if policy is None else policy
        usual = paths.default_profile(portable=policy.allows("portable")) if profile is None else profile
        folder = paths.prepare_profile(usual)
        preferences = settings.load(folder, policy=policy)
        use_calendar(preferences.calendar)
        told_of_words = use_language(preferences.language, folder=paths.languages())
        read = first_data.read(folder, policy, data, page_one=page_one)
        desk = cls(
            dataset=read.dataset,
            profile=folder,
            preferences=preferences,
            source=read.source,
            whole=not page_one,
            policy=policy,
            remarks=(*filter(None, [told_of_words, policy.complaint()]), *read.remarks),
        )
        desk._look_is_kept = page_one and read.recalled
        if not page_one:
            desk.notebook.open()
        return desk

    def load_whole(self) -> Dataset:
        """Reads the whole data package; it touches no state, so that it may run on another thread.

        Raises:
            ExpectedError: There is none.
        """
        from briefing_app.dataset import loader

        source = self.source or paths.bundled_data()
        return first_data.kept(self.profile, source) or loader.load(source)

    def keep_first_look(self) -> bool:
        """Keeps what page one needs for the next start, unless it is kept; it may run on another thread.

        Returns:
            True if it is kept now.
        """
        from briefing_app.dataset import first_look

        if not self._look_is_kept:
            self._look_is_kept = first_look.keep(self.profile, self.source or paths.bundled_data(), first_data.PAGE_ONE)
        return self._look_is_kept

    def keep_package(self) -> bool:
        """Keeps the whole package as it was read for the next time; it may run on another thread.

        Returns:
            True if it is kept now.
        """
        from briefing_app.dataset import whole_look

        return self.whole and whole_look.keep(self.profile, self.source or paths.bundled_data(), self.dataset)

    # Telling of changes

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

    def tell(
        self,
        *kinds: ChangeKind,
        refs: Iterable[Ref] = (),
        initiator: str = "",
        reveal: bool = False,
        tab: str = "",
    ) -> Change:
        """Tells every listener of a change and returns it; the parts of the desk tell of theirs."""
        change = Change(kinds=frozenset(kinds), refs=frozenset(refs), initiator=initiator, reveal=reveal, tab=tab)
        for listener in tuple(self._listeners):
            listener(change)
        return change

    # Selection and places

    @property
    def selection(self) -> Ref | None:
        """The selected entry."""
        place = self._history.current
        return place.ref if place else None

    @property
    def tab(self) -> str:
        """Key of the tab where the person is."""
        place = self._history.current
        return place.tab if place else ""

    def select(self, ref: Ref | None, *, initiator: str) -> Change:
        """Selects an entry where the person is: walking along rows is no step in the history."""
        self._history.amend(Place(self.tab, ref))
        return self.tell("selection", refs=(ref,) if ref else (), initiator=initiator)

    def visit(self, tab: str, *, initiator: str = "window") -> Change:
        """Opens a tab, keeping the selection."""
        self._history.visit(Place(tab, self.selection))
        return self.tell("selection", initiator=initiator, tab=tab)

    def follow(self, ref: Ref, *, initiator: str) -> Change:
        """Follows a link to an entry: a new place, revealed in the tab that is the entry's home."""
        return self.show_in("", ref, initiator=initiator)

    def show_in(self, tab: str, ref: Ref, *, initiator: str) -> Change:
        """Follows a link to an entry in a tab of choice; an empty key means its home tab."""
        self._history.visit(Place(tab or self.tab, ref))
        return self.tell("selection", refs=(ref,), initiator=initiator, reveal=True, tab=tab)

    def landed(self, tab: str) -> None:
        """Notes in which tab the window revealed the entry, so that back and forward find it."""
        self._history.amend(Place(tab, self.selection))

    def can_go(self, step: int) -> bool:
        """Tells whether one can go back (-1) or forward (1)."""
        return self._history.can(step)

    def go(self, step: int, *, initiator: str = "window") -> Change | None:
        """Goes back (-1) or forward (1) as in a browser; returns None at the end."""
        place = self._history.go(step)
        if place is None:
            return None
        refs = (place.ref,) if place.ref else ()
        return self.tell("selection", refs=refs, initiator=initiator, reveal=True, tab=place.tab)

    # Filter

    @property
    def filter(self) -> Filter:
        """The one filter that all tabs share."""
        return self._filter

    @property
    def scope(self) -> Scope:
        """What every view asks about now; the same record until data, filter, noted entries or scale change."""
        scale = self.preferences.likelihood_scale
        if self._scope is None or not self._scope.is_of(self.dataset, self._filter, scale):
            self._scope = Scope(dataset=self.dataset, filter=self._filter, noted=self.notes.noted, scale=scale)
        self._scope = self._scope.noting(self.notes.noted)
        return self._scope

    def set_filter(self, wanted: Filter, *, initiator: str) -> Change | None:
        """Changes the filter.

        Raises:
            ExpectedError: The period ends before it begins.
        """
        filters.check_period(wanted)
        if wanted == self._filter:
            return None
        self._filter = wanted
        return self.tell("filter", initiator=initiator)

    # Preferences

    def prefer(self, *, initiator: str, **values: Any) -> Change | None:
        """Changes preferences and saves them.

        Raises:
            ExpectedError: A value is not allowed, or the file cannot be written.
        """
        changed = self._kept_preferences.change(self.preferences, values)
        return self._take_preferences(changed, initiator) if changed is not None else None

    def hear_preferences(self) -> Change | None:
        """Takes over what another window on this profile chose since this one last looked; None if nothing."""
        changed = self._kept_preferences.chosen_elsewhere(self.preferences)
        return self._take_preferences(changed, "elsewhere") if changed is not None else None

    def _take_preferences(self, preferences: Preferences, initiator: str) -> Change:
        self.preferences = preferences
        self.notebook.introduce(author=preferences.author, office=preferences.office)
        return self.tell("preferences", initiator=initiator)

    def introduce(self, *, author: str, office: str, initiator: str) -> Change | None:
        """Sets the name and office that new notes carry, and those just begun; both may be empty; asked but once.

        Raises:
            ExpectedError: They are too long or hold control signs, or cannot be saved.
        """
        change = self.prefer(author=author.strip(), office=office.strip(), author_asked=True, initiator=initiator)
        if self.notebook.book is not None and (author.strip() or office.strip()):
            self.notebook.changed(self.notebook.book.sign_sitting(), initiator=initiator)
        return change

    # Data

    def accept_data(self, dataset: Dataset, *, initiator: str) -> Change:
        """Puts another data package on the desk; filter and places stay."""
        self.dataset, self.whole = dataset, True
        self.notebook.lay_out()
        return self.tell("data", initiator=initiator)

    def lay_out(self, dataset: Dataset, source: Path, *, initiator: str) -> Change:
        """Puts another briefing on the desk: its own notes, and its filter and place as they were left.

        Args:
            dataset: What ``shelf.read`` read.
            source: Where it lies.
            initiator: Who asks.
        """
        self.shelf.put()
        self._left[self.shelf.package] = (self._filter, self._history)
        self.dataset, self.source, self.whole = dataset, source, True
        left = self._left.pop(self.shelf.package, None)
        self._filter, self._history = left if left is not None else self._kept()
        self._scope, self.look_back = None, None
        self.notebook.lay_out()
        self.shelf.put()
        return self.tell("data", "filter", "selection", "notes", initiator=initiator)

    def place_view(self) -> dict[str, dict[str, Any]]:
        """Returns filter and place under the key of this briefing's view; nothing if they shall not come back."""
        from briefing_app.desk import whereabouts

        wanted = self.whole and self.preferences.come_back
        key = self.shelf.view_key(whereabouts.KEY)
        return {key: whereabouts.told(self._filter, self._history.current)} if wanted else {}

    def come_back(self, *, initiator: str) -> Change | None:
        """Goes to where this briefing was left, filter included; None if nothing was kept, or that is here."""
        chosen, history = self._kept()
        here = Place(self.tab, self.selection)
        place = history.current or here
        if (chosen, place) == (self._filter, here):
            return None
        self._filter = chosen
        self._history.visit(place)
        return self.tell("filter", "selection", initiator=initiator, reveal=place.ref is not None, tab=place.tab)

    def _kept(self) -> tuple[Filter, History]:
        from briefing_app.desk import whereabouts

        wanted = self.preferences.come_back
        view = self.preferences.views.get(self.shelf.view_key(whereabouts.KEY)) if wanted else None
        return whereabouts.recalled(view or {}, self.dataset)

    def accept_look_back(self, back: LookBack | None, *, initiator: str) -> Change | None:
        """Takes what changed in the data since the person last looked, found by ``editions`` on another thread."""
        self.look_back = back
        return self.tell("edition", initiator=initiator) if back is not None else None

    # Files

    def usual_folder(self) -> Path:
        """Returns the folder that is offered for files: the organisation's, or the person's documents."""
        set_by_policy = self.policy.export_folder()
        if set_by_policy is not None:
            return set_by_policy
        return paths.documents()

    def write_file(self, path: Path, content: bytes) -> Path:
        """Writes a file whole or not at all; the person was asked whether an existing one may be replaced.

        Raises:
            ExpectedError: It cannot be written there.
        """
        return files.write_whole(self.policy.check_export(path), content)

    def export_table(self, spec: TableSpec, path: Path) -> Path:
        """Writes the rows of a table with a README of fields, sources and caveats; it may run on another thread.

        Args:
            spec: The table.
            path: A name ending in ``.xlsx`` gets a workbook of both, ``.csv`` the rows alone, any other a zip archive.

        Raises:
            ExpectedError: It cannot be written there.
        """
        from briefing_app.desk import exports

        self.policy.check_export(path)
        words = filters.words(self._filter, dataset=self.dataset)
        content = exports.file_bytes(spec, path.suffix, edition=self.dataset.edition, filter_words=words)
        return files.write_whole(path, content)

    def close(self) -> None:
        """Closes the notebook; the desk is not used after that."""
        self._listeners.clear()
        try:
            self.notebook.come_together()
        except ExpectedError as error:
            log.warning("%s", error.sentence())
        self.index.end()
        self.notebook.close()
