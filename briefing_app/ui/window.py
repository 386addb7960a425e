"""The frame: markings, header, tab bar, filter bar, the tab, the detail pane and the status bar."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.filters import DOCUMENT_DAY
from briefing_app.domain.model import Ref
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.ui import notices
from briefing_app.ui import theme as themes
from briefing_app.ui.bridge import Bridge
from briefing_app.ui.detail import DetailPane
from briefing_app.ui.filterbar import FilterBar
from briefing_app.ui.plain import label
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs import TABS, TabEntry, home_of
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

log = logging.getLogger(__name__)
EVERYTHING = Change(kinds=frozenset({"data", "filter", "selection", "notes", "preferences"}), initiator="window")
TEXT_SIZES = (100, 125, 150, 175, 200)


def warm_up() -> None:
    """Imports what the first chart will need, so that opening it does not stall the window."""
    for name in ("numpy", "pandas", "pyqtgraph"):
        importlib.import_module(name)


class MainWindow(QMainWindow):
    """One window on one desk. Tabs are built when first shown."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.bridge = Bridge(desk, self)
        self.tasks = Tasks(self)
        self._tabs: dict[str, Tab] = {}
        self._tab_buttons: dict[str, QPushButton] = {}
        self.setWindowTitle(desk.dataset.edition.title or tr("Briefing"))
        self._stack = QStackedWidget()
        self.detail = DetailPane(desk, theme)
        self.detail.setObjectName("detail")
        self.detail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filterbar = FilterBar(desk, theme)
        self._build()
        self._keys()
        self.bridge.changed.connect(self._on_change)
        self._restore()

    # Building

    def _build(self) -> None:
        self._top_marking, self._bottom_marking = self._marking(), self._marking()
        self._strip = self._build_strip()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(2)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.detail)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([1090, 350])
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (
            self._top_marking,
            self._build_header(),
            self._build_tab_bar(),
            self.filterbar,
            self._strip,
        ):
            layout.addWidget(widget)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self._build_status())
        layout.addWidget(self._bottom_marking)
        self.setCentralWidget(body)
        self._measure()
        self._show_marking()

    def _marking(self) -> QWidget:
        made = label()
        made.setObjectName("marking")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def _show_marking(self) -> None:
        text = self.desk.preferences.marking
        for strip in (self._top_marking, self._bottom_marking):
            strip.setText(text)  # type: ignore[attr-defined]  # made by _marking as a label
            strip.setVisible(bool(text))
            strip.setAccessibleName(tr("Handling marking: {text}", text=text))

    def _build_strip(self) -> QWidget:
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(self.theme.px(16), self.theme.px(4), self.theme.px(8), self.theme.px(4))
        self._strip_text = label(wrap=True)
        close = QToolButton()
        close.setText("×")
        close.setProperty("role", "quiet")
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(strip.hide)
        row.addWidget(self._strip_text, 1)
        row.addWidget(close)
        strip.hide()
        return strip

    def _build_header(self) -> QWidget:
        px = self.theme.px
        header = QWidget()
        header.setObjectName("header")
        row = QHBoxLayout(header)
        row.setContentsMargins(px(16), px(8), px(16), px(4))
        row.setSpacing(px(10))
        self._title = label(tr("Kazakhstan and Taliban-ruled Afghanistan"), role="heading")
        self._title.setMinimumWidth(1)
        self._edition = label(role="small")
        row.addWidget(self._title)
        row.addWidget(self._edition)
        row.addStretch(1)
        self._search = QPushButton(tr("Search everything   Ctrl+K"))
        self._search.setObjectName("search")
        self._search.setAccessibleName(tr("Search everything"))
        self._search.clicked.connect(self.open_search)
        self._back = self._arrow("‹", tr("Back (Alt+Left)"), -1)
        self._forward = self._arrow("›", tr("Forward (Alt+Right)"), 1)
        self._more = QToolButton()
        self._more.setText(tr("Menu"))
        self._more.setProperty("role", "quiet")
        self._more.setAccessibleName(tr("Menu"))
        self._more.clicked.connect(self._open_menu)
        export = QPushButton(tr("Export briefing…"))
        export.setProperty("role", "main")
        export.clicked.connect(self.open_export)
        for widget in (self._search, self._back, self._forward, self._more, export):
            row.addWidget(widget)
        self._tell_edition()
        return header

    def _arrow(self, text: str, spoken: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("role", "quiet")
        button.setToolTip(spoken)
        button.setAccessibleName(spoken)
        button.clicked.connect(lambda _checked=False: self.desk.go(step))
        return button

    def _build_tab_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("tabbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(self.theme.px(6), 0, self.theme.px(6), 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        for number, entry in enumerate(TABS, start=1):
            button = QPushButton(tr(entry.title))
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setToolTip(f"Ctrl+{number}")
            button.clicked.connect(lambda _checked=False, key=entry.key: self.desk.visit(key))
            self._group.addButton(button)
            self._tab_buttons[entry.key] = button
            row.addWidget(button)
        row.addStretch(1)
        return bar

    def _build_status(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("statusbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(self.theme.px(16), self.theme.px(4), self.theme.px(16), self.theme.px(4))
        row.setSpacing(self.theme.px(22))
        self._counts = label(role="small")
        self._saved = label(role="small")
        self._offline = label(tr("offline · nothing leaves this machine"), role="small")
        row.addWidget(self._counts)
        row.addWidget(self._saved)
        row.addStretch(1)
        row.addWidget(self._offline)
        return bar

    def _tell_edition(self) -> None:
        known = self.desk.filter.as_known_on
        clock = tr("as known on {day}", day=f"{known.day} {known:%B %Y}") if known else tr("as known today")
        self._edition.setText(tr("edition {edition} · {clock}", edition=self.desk.edition_words, clock=clock))

    # Keys

    def _keys(self) -> None:
        for number, entry in enumerate(TABS, start=1):
            self._key(f"Ctrl+{number}", lambda key=entry.key: self.desk.visit(key))
        self._key("Ctrl+K", self.open_search)
        self._key("Ctrl+E", self.open_export)
        self._key("Ctrl+N", self.detail.write)
        self._key("Ctrl+Z", lambda: self._undo(back=True))
        self._key("Ctrl+Y", lambda: self._undo(back=False))
        self._key("Ctrl+Shift+Z", lambda: self._undo(back=False))
        self._key("F2", self._toggle_table)
        self._key("F6", self._next_area)
        self._key("Shift+F6", self._next_area)
        self._key("Alt+Left", lambda: self.desk.go(-1))
        self._key("Alt+Right", lambda: self.desk.go(1))
        self._key("Ctrl++", lambda: self._step_text_size(1))
        self._key("Ctrl+=", lambda: self._step_text_size(1))
        self._key("Ctrl+-", lambda: self._step_text_size(-1))
        self._key("Ctrl+0", lambda: self._prefer(text_size=100))
        self._key("F1", self.open_keys)

    def _key(self, keys: str, action) -> None:  # type: ignore[no-untyped-def]  # any callable without arguments
        QShortcut(QKeySequence(keys), self, action)

    def _toggle_table(self) -> None:
        if self.current is not None:
            self.current.toggle_table()

    def _next_area(self) -> None:
        """F6 changes between the tab and the detail pane, where the sources stand first."""
        focus = QApplication.focusWidget()
        if focus is not None and self.detail.isAncestorOf(focus):
            if self.current is not None:
                self.current.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.detail.enter()

    def _undo(self, *, back: bool) -> None:
        """Undo and redo of changes to the notes; inside a text field the keys belong to the field."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit | QLineEdit):
            (focus.undo if back else focus.redo)()
            return
        self.detail.flush()
        try:
            change = self.desk.undo() if back else self.desk.redo()
        except ExpectedError as error:
            notices.warn(self, error)
            return
        nothing = tr("There is nothing to undo.") if back else tr("There is nothing to redo.")
        self.notice(change.words if change else nothing)

    # Tabs

    @property
    def current(self) -> Tab | None:
        """The tab that is shown."""
        return cast("Tab | None", self._stack.currentWidget())

    def show_tab(self, key: str) -> Tab:
        """Shows a tab, building it at the first time."""
        entry = next((e for e in TABS if e.key == key), TABS[0])
        tab = self._tabs.get(entry.key) or self._make(entry)
        self._stack.setCurrentWidget(tab)
        self._tab_buttons[entry.key].setChecked(True)
        self._tell_status()
        return tab

    def _make(self, entry: TabEntry) -> Tab:
        kind = getattr(importlib.import_module(entry.module), entry.class_name)
        tab = cast("Tab", kind(self.desk, self.theme))
        self._tabs[entry.key] = tab
        self._stack.addWidget(tab)
        view = self.desk.preferences.views.get(entry.key)
        if view:
            tab.restore_view(dict(view))
        tab.refresh(EVERYTHING)
        return tab

    def _on_change(self, change: Change) -> None:
        if change.has("selection") and change.tab and not change.reveal:
            self.show_tab(change.tab)
        for tab in self._tabs.values():
            tab.refresh(change)
        self.filterbar.on_change(change)
        self.detail.refresh(change)
        if change.reveal:
            self._reveal(change)
        if change.has("filter", "data"):
            self._tell_edition()
        if change.has("notes"):
            self._tell_notes()
            if self.desk.last_saved:
                self.tell_saved(tr("saved {time} UTC", time=self.desk.last_saved[11:19]))
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
            if record is not None and not self.desk.is_visible(record):
                self.notice(tr("The filter hides this entry here; it is shown in full on the right."))

    def _tell_status(self) -> None:
        self._back.setEnabled(self.desk.can_go(-1))
        self._forward.setEnabled(self.desk.can_go(1))
        if self.current is not None:
            self._counts.setText(self.current.status())

    def _tell_notes(self) -> None:
        count = self.desk.note_count
        text = tr("Notes") + (f" {count:,}" if count else "")
        self._tab_buttons["notes"].setText(text)
        self._measure()

    def tell_saved(self, words: str) -> None:
        """Says in the status bar when the last note was made durable, or that it is not yet."""
        self._saved.setText(words)

    # Preferences

    def _prefer(self, **values: object) -> None:
        notices.attempt(self, lambda: self.desk.prefer(initiator="window", **values))

    def _step_text_size(self, step: int) -> None:
        now = self.desk.preferences.text_size
        near = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - now))
        self._prefer(text_size=TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, near + step))])

    def _take_preferences(self) -> None:
        preferences = self.desk.preferences
        wanted = Theme(themes.resolve(preferences.theme), preferences.text_size)
        self._show_marking()
        if wanted != self.theme:
            self.take_theme(wanted)

    def take_theme(self, theme: Theme) -> None:
        """Dresses the whole window anew."""
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, theme)
        self.filterbar.apply_theme(theme)
        self.detail.apply_theme(theme)
        for tab in self._tabs.values():
            tab.apply_theme(theme)
        self._measure()

    def _measure(self) -> None:
        """Everything must fit a small screen at double text size: what is least needed gives way first."""
        theme, large = self.theme, self.theme.text_size > 125
        self._stack.setMinimumWidth(min(theme.px(420), 640))
        self.detail.setMinimumWidth(min(theme.px(280), 440))
        self._edition.setVisible(not large)
        self._title.setWordWrap(large)
        self._search.setText(tr("Search   Ctrl+K") if large else tr("Search everything   Ctrl+K"))
        self._search.setMinimumWidth(min(theme.px(250), 250))
        bold = QFontMetrics(theme.font("body", bold=True))
        for button in self._tab_buttons.values():
            button.setMinimumWidth(bold.horizontalAdvance(button.text()) + theme.px(26))

    # The strip

    def notice(self, text: str, *, trouble: bool = False) -> None:
        """Shows one line above the tab until it is closed or replaced; good news leaves by itself."""
        self._strip_text.setText(("⚠ " if trouble else "") + text)
        tone = "note-ground" if trouble else "ground"
        self._strip.setStyleSheet(f"background: {self.theme.hex(tone)};")
        self._strip.show()
        if not trouble:
            QTimer.singleShot(6000, self, lambda: self._leave(text))

    def own_fault(self, crash_note: Path | None) -> None:
        """Says that the program itself failed, and where the note about it lies."""
        where = tr(" A note lies in {path}.", path=crash_note) if crash_note else ""
        self.notice(tr("Something in the program failed; your notes are safe.") + where, trouble=True)

    def after_first_paint(self) -> None:
        """Brings in, off the window's thread, what page one did not need."""
        if not self.desk.whole:
            self.tasks.run("data", self.desk.load_whole, accept=self._take_data, refuse=self._no_data)
            self.desk.open_notes()
            self._tell_notes()
        else:
            self._warm_up()
        if self.desk.notes_trouble is not None:
            notices.warn(self, self.desk.notes_trouble)

    def _take_data(self, dataset: Dataset) -> None:
        self.desk.accept_data(dataset, initiator="window")
        self._warm_up()

    def _no_data(self, error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        notices.warn(self, error)

    def _warm_up(self) -> None:
        self.tasks.run("warm up", warm_up, accept=lambda _nothing: None)

    def _leave(self, text: str) -> None:
        if self._strip_text.text() == text:
            self._strip.hide()

    # Dialogs and menu

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_search(self) -> None:
        """Ctrl+K: search everything, or name a command."""
        from briefing_app.ui.search import SearchDialog

        self._open(SearchDialog(self.desk, self.theme, commands=self._commands(), parent=self))

    def open_export(self) -> None:
        """Ctrl+E: choose what the briefing says and where it lies."""
        from briefing_app.ui.snapshot_dialog import SnapshotDialog

        self.detail.flush()
        self._open(SnapshotDialog(self.desk, self.theme, parent=self))

    def open_keys(self) -> None:
        """F1: all keys on one sheet."""
        from briefing_app.ui.keys import KeysDialog

        self._open(KeysDialog(self.theme, parent=self))

    def open_about(self) -> None:
        """Shows version, edition, fingerprint, folders and licences."""
        from briefing_app.ui.about import AboutDialog

        self._open(AboutDialog(self.desk, self.theme, parent=self))

    def open_preferences(self) -> None:
        """Shows author, office, marking, theme and text size."""
        from briefing_app.ui.preferences import PreferencesDialog

        self._open(PreferencesDialog(self.desk, self.theme, parent=self))

    def _commands(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            *((tr("Open {tab}", tab=tr(e.title)), lambda key=e.key: self.desk.visit(key)) for e in TABS),
            (tr("Export briefing…"), self.open_export),
            (tr("Undo the last change to the notes"), lambda: self._undo(back=True)),
            (tr("Redo the change to the notes"), lambda: self._undo(back=False)),
            (tr("Change the filter…"), self.filterbar.edit),
            (tr("As known on 10 January 2024"), self._as_known_then),
            (tr("As known today"), self._as_known_today),
            (tr("Light theme"), lambda: self._prefer(theme="light")),
            (tr("Dark theme"), lambda: self._prefer(theme="dark")),
            (tr("High-contrast theme"), lambda: self._prefer(theme="contrast")),
            (tr("Larger text"), lambda: self._step_text_size(1)),
            (tr("Smaller text"), lambda: self._step_text_size(-1)),
            (tr("Preferences…"), self.open_preferences),
            (tr("Keys…"), self.open_keys),
            (tr("About…"), self.open_about),
        ]

    def _as_known_then(self) -> None:
        self.desk.set_filter(replace(self.desk.filter, as_known_on=DOCUMENT_DAY), initiator="window")

    def _as_known_today(self) -> None:
        self.desk.set_filter(replace(self.desk.filter, as_known_on=None), initiator="window")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        look = menu.addMenu(tr("Theme"))
        for name, text in (
            ("system", tr("As the system")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
            ("contrast", tr("High contrast")),
        ):
            action = look.addAction(text)
            action.setCheckable(True)
            action.setChecked(self.desk.preferences.theme == name)
            action.triggered.connect(lambda _checked=False, name=name: self._prefer(theme=name))
        size = menu.addMenu(tr("Text size"))
        for percent in TEXT_SIZES:
            action = size.addAction(f"{percent} %")
            action.setCheckable(True)
            action.setChecked(self.desk.preferences.text_size == percent)
            action.triggered.connect(lambda _checked=False, percent=percent: self._prefer(text_size=percent))
        menu.addSeparator()
        menu.addAction(tr("Preferences…")).triggered.connect(self.open_preferences)
        menu.addAction(tr("Keys…\tF1")).triggered.connect(self.open_keys)
        menu.addAction(tr("About…")).triggered.connect(self.open_about)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    # Start and end

    def _restore(self) -> None:
        geometry = self.desk.preferences.geometry
        if not (geometry and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            self.resize(1440, 900)
        self._tell_notes()

    def start(self, goto: Ref | None = None) -> None:
        """Shows page one, or the entry asked for on the command line."""
        if goto is not None:
            self.desk.visit(home_of(goto.noun))
            self.desk.follow(goto, initiator="window")
        else:
            self.desk.visit(TABS[0].key)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.detail.flush()
        views = dict(self.desk.preferences.views) | {k: t.save_view() for k, t in self._tabs.items()}
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        try:
            self.desk.prefer(initiator="window-close", geometry=geometry, views=views)
        except ExpectedError as error:
            log.warning("view not saved: %s", error.sentence())
        self.tasks.close()
        self.bridge.close()
        super().closeEvent(event)
