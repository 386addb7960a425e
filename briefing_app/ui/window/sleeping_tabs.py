"""The tabs of a window: made when first shown, told of changes while they are shown, asleep while they are not."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref
from briefing_app.translation import tr
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs import TABS, TabEntry
from briefing_app.ui.theme import Theme

log = logging.getLogger(__name__)
EVERYTHING = Change(kinds=frozenset({"data", "filter", "selection", "notes", "preferences"}), initiator="window")
NOTES_ALONE = frozenset({"notes"})
DIVIDED = "divided"
"""Under which name of a tab's view the division of its parts is kept."""


class Rooms(QObject):
    """One tab is awake. Another keeps the union of what it missed and takes it when it is shown.

    Of a change to the notes a tab hears only if another entry has notes now, or if it lists the notes themselves;
    where the filter asks for entries with notes, it hears that the filter's answer changed.
    """

    acting_changed = Signal()
    status_changed = Signal()
    record_wanted = Signal()
    note_wanted = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.stack = QStackedWidget()
        self.shown: Tab | None = None
        self._tabs: dict[str, Tab] = {}
        self._holders: dict[str, QScrollArea] = {}
        self._missed: dict[str, Change] = {}
        self._noted: dict[str, frozenset[Ref]] = {}
        """The entries with notes as each tab last knew them."""

    def show(self, key: str) -> Tab:
        """Shows a tab, page one if there is none of this key; it takes what it missed first."""
        entry = next((e for e in TABS if e.key == key), TABS[0])
        tab = self._tabs.get(entry.key) or self._make(entry)
        self.shown = tab
        self.stack.setFocusProxy(tab)  # where the record gives the keyboard back
        if tab.theme != self._theme:
            tab.apply_theme(self._theme)
        missed = self._missed.pop(entry.key, None)
        if missed is not None:
            self._tell(tab, missed)
        self.stack.setCurrentWidget(self._holders[entry.key])
        return tab

    def hear(self, change: Change) -> None:
        """Tells the tab that is shown of a change; the others keep it."""
        for key, tab in self._tabs.items():
            if tab is self.shown:
                self._tell(tab, change)
            else:
                before = self._missed.get(key)
                self._missed[key] = change if before is None else before.and_then(change)

    def clear(self) -> None:
        """Takes all tabs away: another briefing is laid out, and each is made anew when it is shown."""
        self.shown = None
        for holder in self._holders.values():
            self.stack.removeWidget(holder)
            holder.deleteLater()
        for kept in (self._tabs, self._holders, self._missed, self._noted):
            kept.clear()

    def take_theme(self, theme: Theme) -> None:
        """Dresses the tab that is shown; the others are dressed when they are."""
        self._theme = theme
        if self.shown is not None:
            self.shown.apply_theme(theme)

    def views(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Returns what each tab wants to find again at the next start."""
        for key, tab in self._tabs.items():
            divided = {part.objectName(): part.kept() for part in tab.findChildren(Splitter) if part.kept()}
            yield self._desk.shelf.view_key(key), tab.save_view() | ({DIVIDED: divided} if divided else {})

    def chosen_notes(self) -> tuple[str, ...]:
        """Returns the ids of the notes that are chosen in the list of notes; none if it was never opened."""
        return tuple(ident for tab in self._tabs.values() for ident in tab.chosen_notes())

    def _tell(self, tab: Tab, change: Change) -> None:
        if change.has("notes") and not tab.LISTS_NOTES:
            noted = self._desk.notes.noted
            moved = noted != self._noted.get(tab.KEY)
            self._noted[tab.KEY] = noted
            if not moved:
                if change.kinds == NOTES_ALONE:
                    return
                change = replace(change, kinds=change.kinds - NOTES_ALONE)
            elif self._desk.filter.only_with_notes:
                change = replace(change, kinds=change.kinds | {"filter"})
        tab.refresh(change)

    def _make(self, entry: TabEntry) -> Tab:
        kind = getattr(importlib.import_module(entry.module), entry.class_name)
        tab = cast("Tab", kind(self._desk, self._theme))
        self._tabs[entry.key] = tab
        tab.acting_changed.connect(self.acting_changed)
        tab.status_changed.connect(self.status_changed)
        tab.record_wanted.connect(self.record_wanted)
        tab.note_wanted.connect(self.note_wanted)
        self.stack.addWidget(self._hold(entry.key, tab))
        view = self._desk.preferences.views.get(self._desk.shelf.view_key(entry.key))
        if view:
            try:
                tab.restore_view(dict(view))
                self._divide(tab, view.get(DIVIDED))
            except (TypeError, ValueError, KeyError, AttributeError, OverflowError, IndexError) as error:
                log.info("the view of %s cannot be found again: %s", entry.key, error)
        self._noted[entry.key] = self._desk.notes.noted
        tab.refresh(EVERYTHING)
        for area in tab.findChildren(QScrollArea):  # a scrolled part without a name of its own is called by the tab's
            area.setAccessibleName(area.accessibleName() or tr(entry.title))
        return tab

    def _divide(self, tab: Tab, divided: object) -> None:
        """Divides the parts of a tab as the person left them, if they begin where they left off."""
        if self._desk.preferences.come_back and isinstance(divided, Mapping):
            for part in tab.findChildren(Splitter):
                part.bring_back(divided.get(part.objectName()))

    def _hold(self, key: str, tab: Tab) -> QScrollArea:
        """A tab that needs more room than the screen has is scrolled; it never makes the window larger than it."""
        holder = self._holders[key] = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setFrameShape(QScrollArea.Shape.NoFrame)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setWidget(tab)
        return holder
