"""What can be asked of the window: dialogs, the menu, the list of commands, and the keys for all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QMenu, QPlainTextEdit, QWidget

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import keymap, notices
from briefing_app.ui.filterbar import FilterBar
from briefing_app.ui.speech import as_one, made_as_one
from briefing_app.ui.tabs import TABS, home_of
from briefing_app.ui.theme import Theme
from briefing_app.ui.window.areas import enter_tab
from briefing_app.ui.window.briefing_verbs import BriefingVerbs
from briefing_app.ui.window.frame import Header, TabBar
from briefing_app.ui.window.strip import Strip

if TYPE_CHECKING:
    from briefing_app.ui.command import Command, Group
    from briefing_app.ui.detail import DetailPane
    from briefing_app.ui.tab import Tab
    from briefing_app.ui.window.opening import Opening


TEXT_SIZES = (100, 125, 150, 175, 200)


class Askable(Protocol):
    """What the verbs need of the window."""

    desk: Desk
    theme: Theme
    filterbar: FilterBar
    header: Header
    opening: Opening
    strip: Strip
    tabbar: TabBar

    @property
    def detail(self) -> DetailPane:
        """The detail pane."""

    def notice(self, text: str, *, trouble: bool = False) -> None:
        """Shows one line above the tab."""

    def toggle_table(self) -> None:
        """Changes between picture and table."""

    def toggle_record(self) -> None:
        """Shows or closes the record."""

    def chosen_notes(self) -> tuple[str, ...]:
        """Returns the ids of the notes that are chosen in the list of notes."""

    @property
    def current(self) -> Tab | None:
        """The tab that is shown."""

    def next_area(self, *, forward: bool = True) -> None:
        """Goes to the next part of the window, or the one before."""


class Verbs(BriefingVerbs):
    """Every verb of one window; dialogs are imported when first opened."""

    def __init__(self, window: Askable, catalogue: Callable[[Verbs, Askable], tuple[Group, ...]]) -> None:
        """Takes the window and what lists its commands in their groups."""
        self._window, self._desk, self._catalogue = window, window.desk, catalogue

    @property
    def _asked(self) -> Askable:
        return self._window

    @property
    def _window_itself(self) -> QMainWindow:
        return cast("QMainWindow", self._window)

    @property
    def _widget(self) -> QWidget:
        return cast("QWidget", self._window)

    def bind_keys(self) -> None:
        """Gives every verb its keys."""
        window = self._window
        verbs: dict[str, Callable[[], object]] = {
            f"tab-{number}": partial(self._go_into, entry.key) for number, entry in enumerate(TABS, start=1)
        }
        verbs |= {
            "search": self.search,
            "open-briefing": self.open_briefing,
            "export": self.export,
            "open-pdf": self.open_pdf,
            "write": lambda: window.detail.write(),
            "begin-or-end": lambda: window.detail.begin_or_end(),
            "undo": self.undo,
            "redo": self.redo,
            "keys": self.keys,
            "menus": self.show_menu_bar,
            "toggle-table": window.toggle_table,
            "toggle-record": window.toggle_record,
            "next-area": window.next_area,
            "previous-area": lambda: window.next_area(forward=False),
            "entry-menu": self.menu_by_key,
            "hint": self.hint,
            "back": lambda: self._desk.go(-1),
            "forward": lambda: self._desk.go(1),
            "larger": lambda: self.step_text_size(1),
            "smaller": lambda: self.step_text_size(-1),
            "normal": lambda: self.prefer(text_size=100),
        }
        for place in ("window", "notes"):
            for keys, verb in keymap.keys_of(place).items():
                if verb in verbs:  # what begins a note is left to the widget that has the keyboard first
                    self._key(keys, verbs[verb])

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self._widget, lambda: self._do(action))

    @staticmethod
    def _do(action: Callable[[], object]) -> None:
        with as_one():
            action()

    def _go_into(self, key: str) -> None:
        """Shows a tab and puts the keyboard into it, so that its name, its count and where one is are said."""
        self._desk.visit(key)
        self._into_tab()

    def _into_tab(self) -> None:
        tab = self._window.current
        if tab is not None:
            enter_tab(self._widget, tab)

    # Dialogs

    @staticmethod
    def _open(dialog: QDialog) -> None:
        from briefing_app.ui.dialogs import show

        show(dialog)

    @made_as_one
    def search(self) -> None:
        """Ctrl+K: search everything, or name a command."""
        from briefing_app.ui.search import SearchDialog

        window = self._window
        made = SearchDialog(self._desk, window.theme, commands=self._all(), parent=self._widget)
        made.followed.connect(self._into_tab)
        self._open(made)

    def _all(self) -> list[Command]:
        return [command for group in self.groups() for command in group.commands if command is not None]

    def open_briefing(self) -> None:
        """Ctrl+O: choose another briefing."""
        self._window.opening.ask()

    @made_as_one
    def keys(self) -> None:
        """F1: all keys as a table, with the keyboard in its search field."""
        from briefing_app.ui import keys
        from briefing_app.ui.table_sheet import TableSheet

        sheet = TableSheet(keys.table(), self._window.theme, parent=self._widget)
        self._open(sheet)
        sheet.table.begin_search()

    @made_as_one
    def about(self) -> None:
        """Version, edition, fingerprint, folders and licences."""
        from briefing_app.ui.about import AboutDialog

        self._open(AboutDialog(self._desk, self._window.theme, parent=self._widget))

    @made_as_one
    def problems(self) -> None:
        """What is wrong with the data, by file, line and column."""
        from briefing_app.domain import problems
        from briefing_app.ui.table_sheet import TableSheet

        spec = problems.table(self._desk.scope)
        sheet = TableSheet(spec, self._window.theme, export=self._desk.export_table, parent=self._widget)
        self._open(sheet)

    @made_as_one
    def what_changed(self) -> None:
        """What changed in the data since the edition that was looked at before."""
        from briefing_app.domain import editions
        from briefing_app.domain.editions import LookBack
        from briefing_app.ui.table_sheet import TableSheet

        desk = self._desk
        back = desk.look_back or LookBack(since="", now=desk.dataset.edition.words, differences=())
        spec = editions.table(desk.dataset, back)
        sheet = TableSheet(spec, self._window.theme, export=desk.export_table, parent=self._widget)
        sheet.followed.connect(lambda ref: desk.follow(ref, initiator="what-changed"))
        self._open(sheet)

    @made_as_one
    def editions(self) -> None:
        """A newer edition of the data from a file, and back to the one before."""
        from briefing_app.ui.updates import EditionsDialog

        dialog = EditionsDialog(self._desk, self._window.theme, parent=self._widget)
        dialog.chosen.connect(lambda path, words: self._window.opening.open(path, done=words))
        self._open(dialog)

    @made_as_one
    def tour(self) -> None:
        """Shows the window in three steps."""
        from briefing_app.ui.tour import Tour, steps

        window, before = self._window, QApplication.focusWidget()
        for other in self._widget.findChildren(Tour):
            if other.isVisible():
                return
        listed = steps(tabs=window.tabbar, filters=window.filterbar, search=window.header)
        Tour(listed, window.theme, self._widget, done=lambda: before.setFocus() if before is not None else None)

    @made_as_one
    def messages(self) -> None:
        """What the strip has said since the start, the newest first."""
        from briefing_app.ui.messages import table
        from briefing_app.ui.table_sheet import TableSheet

        self._open(TableSheet(table(self._window.strip.said), self._window.theme, parent=self._widget))

    @made_as_one
    def faults(self) -> None:
        """The notes about faults of the program."""
        from briefing_app.ui.crash_notes import CrashNotesDialog

        self._open(CrashNotesDialog(self._desk, self._window.theme, parent=self._widget))

    @made_as_one
    def preferences(self) -> None:
        """Author, office, marking, theme and text size."""
        from briefing_app.ui.preferences import PreferencesDialog

        self._open(PreferencesDialog(self._desk, self._window.theme, parent=self._widget))

    @made_as_one
    def import_notes(self) -> None:
        """Asks for a file of notes and shows what taking it in would do."""
        from briefing_app.ui.notes import files

        self._window.detail.flush()
        files.take_in(self._desk, self._window.theme, self._widget)

    def export_notes(self) -> None:
        """Writes all notes to a file."""
        from briefing_app.ui.notes import files

        self._window.detail.flush()
        files.give_out(self._desk, self._widget)

    @made_as_one
    def backups(self) -> None:
        """Shows the backups of the notes."""
        from briefing_app.ui.notes import files

        self._window.detail.flush()
        files.backups(self._desk, self._window.theme, self._widget)

    def repair_notes(self) -> None:
        """Repairs the notes file, which is kept aside as it was."""
        from briefing_app.ui.notes.trouble import mend

        self._window.detail.flush()
        mend(self._desk, self._widget)

    # Changes

    def prefer(self, **values: object) -> None:
        """Changes preferences, or says why not."""
        notices.attempt(self._widget, lambda: self._desk.prefer(initiator="window", **values))

    def step_text_size(self, step: int) -> None:
        now = self._desk.preferences.text_size
        near = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - now))
        self.prefer(text_size=TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, near + step))])

    def undo(self) -> None:
        """Takes back the last change to the notes; inside a text field the key belongs to the field."""
        self._walk(back=True)

    def redo(self) -> None:
        """Repeats the change to the notes that was taken back."""
        self._walk(back=False)

    def _walk(self, *, back: bool) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit | QLineEdit) and _can(focus, back=back):
            (focus.undo if back else focus.redo)()
            return
        self._window.detail.flush()
        try:
            change = self._desk.notes.undo() if back else self._desk.notes.redo()
        except ExpectedError as error:
            notices.warn(self._widget, error)
            return
        nothing = tr("There is nothing to undo.") if back else tr("There is nothing to redo.")
        self._window.notice(change.words if change else nothing)

    def known_then(self) -> None:
        """Shows only what was known on the day of the starting document."""
        day = self._desk.dataset.briefing.document.day
        if day is not None:
            self._desk.set_filter(replace(self._desk.filter, as_known_on=day), initiator="window")

    def known_today(self) -> None:
        """Shows everything known by now."""
        self._desk.set_filter(replace(self._desk.filter, as_known_on=None), initiator="window")

    # Lists of verbs

    def groups(self) -> tuple[Group, ...]:
        """Returns every command in its group, as menus and Ctrl+K offer them."""
        return self._catalogue(self, self._window)

    def menu(self) -> None:
        """Opens all commands below the button "Menu"."""
        from briefing_app.ui.window.menus import fill

        menu = QMenu(self._widget)
        for group in self.groups():
            fill(menu.addMenu(group.title), group)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self._window.header.more
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def entry_menu(self, where: QPoint) -> None:
        """Opens what can be done with the selected entry.

        Args:
            where: A global point.
        """
        desk, ref = self._desk, self._desk.selection
        if ref is None or not desk.whole or desk.dataset.get(ref) is None:
            return
        from briefing_app.ui.entry_menu import add_to

        home = next(entry for entry in TABS if entry.key == home_of(ref.noun))
        menu = QMenu(self._widget)
        menu.setAccessibleName(tr("What can be done with this entry"))
        add_to(menu, desk, ref, lambda begun: self._window.detail.write(begun), home=(home.key, home.title))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def menu_by_key(self) -> None:
        """Opens the menu of what has the keyboard, where the system has no key for it."""
        focus = QApplication.focusWidget() or self._widget
        found = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        at = (found.toRect() if isinstance(found, QRectF) else found).center()
        where = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, focus.mapToGlobal(at))
        QApplication.sendEvent(focus, where)

    @staticmethod
    def hint() -> None:
        """Shows what the mouse shows when it rests on what has the keyboard, and says it."""
        from briefing_app.ui.hints import show

        show(QApplication.focusWidget())

    def show_menu_bar(self) -> None:
        """Alt or F10: all commands in a row of menus above the window, which goes when one was chosen."""
        from briefing_app.ui.window.menus import MenuBar

        MenuBar.open_on(self._window_itself, self.groups())


def _can(field: QPlainTextEdit | QLineEdit, *, back: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if back else field.isRedoAvailable()
    return field.document().isUndoAvailable() if back else field.document().isRedoAvailable()
