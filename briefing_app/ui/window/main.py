"""The frame: markings, header, tab bar, filter bar, the tab, the detail pane and the status bar."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import grouped, tr
from briefing_app.ui import accessible, keymap, notices
from briefing_app.ui import theme as themes
from briefing_app.ui.bridge import Bridge
from briefing_app.ui.filterbar import FilterBar
from briefing_app.ui.focus_ring import FocusRing
from briefing_app.ui.hints import EscTakesHintsAway
from briefing_app.ui.notes.trouble import NotesTrouble
from briefing_app.ui.reveal import reveal
from briefing_app.ui.speech import as_one
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs import TABS, home_of
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import tab_order
from briefing_app.ui.window.alt_key import AltKey
from briefing_app.ui.window.areas import Area, enter_tab, go_on
from briefing_app.ui.window.catalogue import groups
from briefing_app.ui.window.commands import Verbs
from briefing_app.ui.window.dropping import Dropping
from briefing_app.ui.window.frame import Header, Marking, StatusBar, TabBar
from briefing_app.ui.window.geometry import Geometry
from briefing_app.ui.window.housekeeping import Keeping
from briefing_app.ui.window.later import Later
from briefing_app.ui.window.opening import Opening
from briefing_app.ui.window.record_side import Following, RecordSide
from briefing_app.ui.window.sleeping_tabs import Rooms
from briefing_app.ui.window.start_notices import StartNotices
from briefing_app.ui.window.stray_typing import Typing, takes_keys
from briefing_app.ui.window.strip import Strip

if TYPE_CHECKING:
    from briefing_app.ui.detail import DetailPane

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """One window on one desk. Tabs are built when first shown."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        accessible.install()
        self.desk, self.theme = desk, theme
        self.bridge = Bridge(desk, self)
        self.tasks = Tasks(self)
        self._rooms = Rooms(desk, theme, self)
        self._rooms.acting_changed.connect(self._tell_acting)
        self._rooms.status_changed.connect(self._tell_status)
        self._rooms.record_wanted.connect(self.open_record)
        self._rooms.note_wanted.connect(lambda begun: self.detail.write(begun))
        self._warned_of_loss = False
        self.side = RecordSide(self._rooms.stack, theme)
        self._following = Following()
        self._detail: DetailPane | None = None
        self.filterbar = FilterBar(desk, theme)
        self.verbs = Verbs(self, groups)
        self.opening = Opening(self)
        doing = {"search": self.verbs.search, "menu": self.verbs.menu, "export": self.verbs.export}
        self.header = Header(theme, step=desk.go, home=self.opening.back, **doing)
        self.tabbar, self.strip, self.statusbar = TabBar(theme), Strip(theme, self), StatusBar(theme)
        self.tabbar.chosen.connect(lambda key: desk.visit(key))
        self._ring = FocusRing(self, theme)
        EscTakesHintsAway(self)
        self._typing = Typing(self)
        self._typing.ended.connect(self._offer_typed)
        self._markings = (Marking(), Marking())
        self._build()
        self.opening.show_title()
        self.verbs.bind_keys()
        AltKey(self, self.verbs.show_menu_bar)
        Dropping(self, briefing=self.verbs.show_pdf, notes=self.verbs.take_in_notes)
        self.later = Later(
            desk,
            self.tasks,
            self.notice,
            list_problems=self.verbs.problems,
            warn=lambda error: notices.warn(self, error),
        )
        self._keeping = Keeping(desk, self.tasks, self.statusbar.backup.setText, self)
        self._trouble = NotesTrouble(desk, self.tasks, self.notice, self.verbs, self)
        self._keeping.rested.connect(self._trouble.look_over)
        self.bridge.changed.connect(self._on_change)
        themes.SystemLook(self).changed.connect(self._follow_system)
        self._geometry = Geometry(self, desk.preferences.geometry)
        self.side.come_back(desk.preferences)
        self._tell_notes()

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._markings[0], self.header, self.tabbar, self.filterbar):
            layout.addWidget(widget)
        layout.addWidget(self.side, 1)
        layout.addWidget(self.statusbar)
        layout.addWidget(self._markings[1])
        self.setCentralWidget(body)
        self.strip.setParent(body)
        self.strip.lie_over(self.side)
        self._measure()
        self._show_marking()
        self._tell_edition()

    @property
    def detail(self) -> DetailPane:
        """The detail pane, made at first use: nothing is selected at the first paint, and so none is shown."""
        if self._detail is None:
            from briefing_app.ui.detail import DetailPane

            self._detail = DetailPane(self.desk, self.theme)
            self.side.hold(self._detail)
            self._detail.notes.said.connect(self.tell_saved)
            self._detail.wanted.connect(self.open_record)
        return self._detail

    def _show_marking(self) -> None:
        for marking in self._markings:
            marking.show_text(self.desk.preferences.marking)

    def _tell_edition(self) -> None:
        dataset, known = self.desk.dataset, self.desk.filter.as_known_on
        clock = tr("as known on {day}", day=day_words(known)) if known else tr("as known today")
        title, short = self.desk.shelf.title, dataset.briefing.short_title
        self.header.tell_edition(
            title, short, tr("edition {edition} · {clock}", edition=dataset.edition.words, clock=clock)
        )

    def chosen_notes(self) -> tuple[str, ...]:
        """Returns the ids of the notes that are chosen in the list of notes; none if it was never opened."""
        return self._rooms.chosen_notes()

    def toggle_table(self) -> None:
        """F2: picture or equal table of the tab that is shown."""
        tab, before = self.current, QApplication.focusWidget()
        if tab is None:
            return
        inside = before is None or tab.isAncestorOf(before)
        tab.toggle_table()
        focus = QApplication.focusWidget()
        if focus is not None and tab.isAncestorOf(focus) and focus.isVisible():
            reveal(focus)
        elif inside:  # what had the keyboard is hidden now
            enter_tab(self, tab)

    def next_area(self, *, forward: bool = True) -> None:
        """F6 goes on to header, filter, tab, record, notes and status line; Shift+F6 goes the other way."""
        tab, record, notes = self.current, self.detail.record, self.detail.notes
        parts = [Area((self.header, self.tabbar)), Area((self.filterbar,))]
        if tab is not None:
            parts.append(Area((tab,), lambda: enter_tab(self, tab)))
        home = len(parts) - 1
        parts += [Area((record,), self.detail.enter), Area((notes,)), Area((self.statusbar,), self.statusbar.enter)]
        go_on(self, parts, home=home, forward=forward)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on as the window is read: header, tabs, filter, the tab, the record, its notes."""
        shown = [self.current] if self.current is not None else []
        line = [self.side.line] if self.side.line is not None else []
        record = [*line, self._detail.record, self._detail.notes] if self._detail is not None else []
        areas = (self.header, self.tabbar, self.filterbar, self.strip, *shown, *record)
        with as_one():  # a field may open where the keyboard comes to it
            return tab_order.go_on(self, areas, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys that nobody else took: Enter presses a button, N begins a note, words are kept aside."""
        with as_one():
            self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()  # outside dialogs Qt presses buttons by the space bar alone
        elif not takes_keys(focus) and keymap.act(event, "notes", {"begin": self.detail.write}):
            return
        elif event.key() == Qt.Key.Key_Escape and self.side.is_open:
            self.open_record(False)
        elif keymap.typed(event).strip():
            self._typing.begin(focus or self, event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click or the menu key, where nobody else answers: what can be done with the selected entry."""
        self.verbs.entry_menu(event.globalPos())

    def _offer_typed(self, text: str) -> None:
        """Says that what was typed went nowhere, and offers to write it where it can be kept."""
        shown = text if len(text) <= 60 else text[:59] + "…"
        self.notice(
            tr("Typing has no effect here: “{text}” was not used. N starts a note, Ctrl+K searches.", text=shown),
            action=(tr("Write it as a note"), lambda: self._write_typed(text)),
        )

    def _write_typed(self, text: str) -> None:
        self.strip.hide()
        self.detail.write(text)

    # Tabs

    @property
    def current(self) -> Tab | None:
        """The tab that is shown."""
        return self._rooms.shown

    def show_tab(self, key: str) -> Tab:
        """Shows a tab, building it at the first time."""
        tab = self._rooms.show(key)
        self.tabbar.show_key(tab.KEY)
        self._tell_acting()
        self._tell_status()
        return tab

    def _tell_acting(self) -> None:
        tab = self.current
        if tab is not None:
            title = next(entry.title for entry in TABS if entry.key == tab.KEY)
            self.filterbar.tell_acting(tab.acting(), tr(title))

    def _on_change(self, change: Change) -> None:
        with as_one():
            self._take_change(change)

    def _take_change(self, change: Change) -> None:
        if change.has("selection") and change.tab and not change.reveal:
            self.show_tab(change.tab)
        self._rooms.hear(change)
        self.filterbar.on_change(change)
        if self._detail is not None or self.desk.selection is not None:
            self.detail.refresh(change)
        if change.reveal:
            self._reveal(change)
        if change.has("selection"):
            self._open_for(change)
        if change.has("filter", "data"):
            self._tell_edition()
        if change.has("notes"):
            self._tell_notes()
            if self._detail is not None:  # before the first paint there is nobody to tell
                self._trouble.tell()
        if change.has("preferences"):
            self._take_preferences()
        self._tell_status()

    def _reveal(self, change: Change) -> None:
        ref = self.desk.selection
        if ref is None:
            if change.tab:
                self.show_tab(change.tab)
            return
        tab = self.show_tab(change.tab or home_of(ref.noun))
        self.desk.landed(tab.KEY)
        if not tab.reveal(ref):
            record = self.desk.dataset.get(ref)
            if record is not None and not self.desk.scope.keeps(record):
                self.notice(tr("The filter hides this entry here; its record is shown in full."))

    # The record

    def open_record(self, wanted: bool = True) -> None:
        """Shows the record of the selection, or closes it; what was being written in it is made durable first."""
        with as_one():
            if self._detail is not None and not wanted:
                self._detail.flush()
            self.detail.show()
            self.side.open(wanted=wanted)

    def toggle_record(self) -> None:
        """F4: the record of the selection, or of the whole briefing where nothing is chosen; closed if it is open."""
        self.open_record(not self.side.is_open)

    def _open_for(self, change: Change) -> None:
        wanted = self._following.wanted(change, self.desk.selection, self.current)
        if wanted is not None:
            self.open_record(wanted)

    def _tell_status(self) -> None:
        self.header.back.setEnabled(self.desk.can_go(-1))
        self.header.forward.setEnabled(self.desk.can_go(1))
        tab = self.current
        if tab is not None:
            words = tab.status()
            self.statusbar.counts.setText(words)
            title = tr(next(entry.title for entry in TABS if entry.key == tab.KEY))
            tab.setAccessibleName(f"{title}, {words}" if words else title)

    def _tell_notes(self) -> None:
        count = self.desk.notes.count
        text = tr("Notes") + (f" {grouped(count)}" if count else "")
        self.tabbar.name("notes", text, self.theme)

    def tell_saved(self, words: str) -> None:
        """Says in the status bar when the last note was made durable, or that it is not yet."""
        self.statusbar.tell_saved(words)

    # Preferences

    def _take_preferences(self) -> None:
        self._show_marking()
        self._follow_system()

    def _follow_system(self) -> None:
        wanted = themes.wanted(self.desk.preferences.theme, self.desk.preferences.text_size)
        if wanted != self.theme:
            self.take_theme(wanted)

    def take_theme(self, theme: Theme) -> None:
        """Dresses the whole window anew."""
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, theme)
        self.filterbar.apply_theme(theme)
        if self._detail is not None:
            self._detail.apply_theme(theme)
        self._rooms.take_theme(theme)
        self._ring.apply_theme(theme)
        self._measure()

    def _measure(self) -> None:
        """Everything must fit a small screen at double text size."""
        theme = self.theme
        self.side.measure(theme)
        self.header.measure(theme)
        self.tabbar.measure(theme)
        self.strip.apply_theme(theme)
        self.statusbar.measure(theme)

    # The strip

    def notice(
        self, text: str, *, trouble: bool = False, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Shows one line over the foot of the tab until it is closed or replaced; good news leaves by itself."""
        self.strip.say(text, trouble=trouble, action=action)

    def offer(self, words: str, action: str, deed: Callable[[], object]) -> None:
        """Offers something in the status bar, where it lies over nothing."""
        self.statusbar.offered.show_words(words, action, deed)

    def own_fault(self, crash_note: Path | None) -> None:
        """Says that the program itself failed, and where the note about it lies."""
        said = [tr("Something in the program failed; your notes are safe.")]
        said += [tr("Details are kept in {path}.", path=crash_note)] if crash_note else []
        self.notice(" ".join(said), trouble=True)

    def after_first_paint(self) -> None:
        """Brings in what page one did not need: the detail pane, then, off the window's thread, the data."""
        self.detail.show()
        if not self.desk.whole:
            self.later.load(done=self.opening.begin)
            self.desk.notebook.open()
            self._tell_notes()
        else:
            self.opening.begin()
            self.later.go_on()
        self._trouble.tell()
        self._keeping.start()
        StartNotices(self, self.verbs).begin()

    # Another briefing

    def put_aside(self) -> bool:
        """Makes durable what is being written and keeps the views; False if a note cannot be saved now."""
        if self._detail is not None and not self._detail.flush():
            self.notice(tr("A note is not saved yet, so this briefing stays open. Copy the note first."), trouble=True)
            return False
        self._keep_views()
        if self.desk.whole:
            self.desk.editions.note(self.desk.dataset)
        return True

    def lay_out(self) -> None:
        """Shows the briefing that was laid on the desk: every tab is made anew, at the place where it was left."""
        self.tasks.forget_all()  # what the tabs of the other briefing asked for is theirs
        self._rooms.clear()
        place = self.desk.tab
        if place:
            self.show_tab(place)
        else:
            self.desk.visit(TABS[0].key)
        self._tell_status()
        self.opening.note()
        self.later.go_on()

    def open_known(self, name: str) -> None:
        """Opens a briefing that was opened before, by the name of its data package."""
        self.opening.open_known(name)

    def _keep_views(self, **more: str) -> None:
        views = dict(self.desk.preferences.views) | dict(self._rooms.views())
        views |= self.desk.place_view() | self.side.view()
        try:
            self.desk.prefer(initiator="window-close", views=views, **more)
        except ExpectedError as error:
            log.warning("view not saved: %s", error.sentence())

    # Start and end

    def start(self, goto: Ref | None = None) -> None:
        """Shows page one, or the entry asked for on the command line."""
        if goto is not None:
            self.desk.visit(home_of(goto.noun))
            self.desk.follow(goto, initiator="window")
        else:
            self.desk.visit(TABS[0].key)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._detail is not None and not self._detail.flush() and not self._warned_of_loss:
            self._warned_of_loss = True
            self.notice(tr("A note is not saved yet. Copy it, or close again to discard it."), trouble=True)
            event.ignore()
            return
        self._keep_views(geometry=self._geometry.geometry())
        if self.desk.whole:
            self.desk.editions.note(self.desk.dataset)
        self.tasks.close()
        self.bridge.close()
        super().closeEvent(event)
