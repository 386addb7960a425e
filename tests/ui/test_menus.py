"""Every command stands in the menus, in the bar that Alt or F10 brings, and behind Ctrl+K, with its keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMenu
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.ui import keymap
from briefing_app.ui.search import KEYS, SearchDialog
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.tabs.timeline import TimelineTab
from briefing_app.ui.window import MainWindow
from briefing_app.ui.window.menus import MenuBar
from tests.ui.windows import window_at


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        yield shown


def _bar(window: MainWindow) -> MenuBar | None:
    bars = [bar for bar in window.findChildren(MenuBar) if bar.isVisible()]
    return bars[0] if bars else None


def _words(menu: QMenu) -> list[str]:
    return [action.text().replace("&&", "&") for action in menu.actions() if not action.isSeparator()]


def test_menus_and_ctrl_k_hold_the_same_commands(window: MainWindow) -> None:
    commands = [c for group in window.verbs.groups() for c in group.commands if c is not None]
    assert len({c.words for c in commands}) == len(commands)
    window.verbs.show_menu_bar()
    bar = _bar(window)
    assert bar is not None
    in_menus = [text for menu in bar.findChildren(QMenu) for text in _words(menu)]
    assert in_menus == [c.words + (f"\t{c.keys}" if c.keys else "") for c in commands]
    bar.leave()
    window.verbs.search()
    dialog = window.findChild(SearchDialog)
    found = dialog.findChild(QListWidget)
    listed = [(found.item(n).text(), found.item(n).data(KEYS)) for n in range(found.count())]
    assert listed == [(c.words, c.keys) for c in commands if c.enabled]
    dialog.reject()


def test_every_key_of_the_window_that_is_shown_beside_a_command_is_its_key(window: MainWindow) -> None:
    keys = {key.replace("Return", "Enter") for place in ("window", "notes") for key in keymap.keys_of(place)}
    shown = [c.keys for group in window.verbs.groups() for c in group.commands if c is not None and c.keys]
    assert len(shown) > 15
    assert set(shown) <= keys
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_Alt])
def test_the_bar_comes_with_its_key_and_goes_with_escape(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    before = window.focusWidget()
    assert _bar(window) is None
    qtbot.keyClick(window, key)
    bar = _bar(window)
    assert bar is not None
    first = next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())
    first.close()
    qtbot.waitUntil(lambda: _bar(window) is None)
    assert window.focusWidget() is before


def test_alt_with_another_key_belongs_to_that_key(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("timeline")
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    assert _bar(window) is None


def test_a_command_of_the_bar_is_done(window: MainWindow, qtbot: QtBot) -> None:
    window.verbs.show_menu_bar()
    bar = _bar(window)
    assert bar is not None
    about = next(a for menu in bar.findChildren(QMenu) for a in menu.actions() if a.text().startswith("About"))
    for menu in bar.findChildren(QMenu):
        menu.close()
    about.trigger()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
    next(d for d in window.findChildren(QDialog) if d.isVisible()).reject()


def test_a_message_moves_nothing_and_is_kept_in_a_list(window: MainWindow) -> None:
    before = window.side.geometry()
    window.notice("The first message.")
    window.notice("The second message.", trouble=True)
    QApplication.processEvents()
    assert window.strip.isVisible()
    assert window.side.geometry() == before
    assert before.contains(window.strip.geometry())
    assert window.strip.geometry().bottom() == before.bottom()
    window.verbs.messages()
    sheet = next(d for d in window.findChildren(TableSheet) if d.isVisible())
    assert sheet.table.spec is not None
    told = [row.cells[1].text for row in sheet.table.spec.rows]
    assert told[:2] == ["⚠ The second message.", "The first message."]
    sheet.reject()


def test_the_menu_of_an_entry_copies_it_with_its_source_and_goes_where_it_stands(window: MainWindow) -> None:
    ref = Ref("claim", "c-trade-06")
    window.desk.select(ref, initiator="test")
    window.verbs.entry_menu(QPoint(10, 10))
    menu = next(m for m in window.findChildren(QMenu) if m.isVisible())
    next(a for a in menu.actions() if a.text().startswith("Copy the sentence")).trigger()
    copied = QGuiApplication.clipboard().text()
    record = window.desk.dataset.get(ref)
    assert record is not None
    first = window.desk.dataset.sources_of(record)[0].publisher.split(" (")[0]
    assert first in copied
    assert copied.endswith(str(ref))
    next(a for a in menu.actions() if a.text() == "Show on the chart").trigger()
    menu.close()
    assert window.current is not None
    assert window.current.KEY == "trade"


def test_the_timelines_menu_of_an_event_begins_a_note_on_it(window: MainWindow) -> None:
    window.desk.visit("timeline")
    tab = window.current
    assert isinstance(tab, TimelineTab)
    ref = Ref("event", "e-2023-forum-astana")
    tab._open_jump_menu(ref, QPoint(10, 10))
    menu = next(m for m in tab.findChildren(QMenu) if m.isVisible())
    next(a for a in menu.actions() if a.text() == "Write a note that quotes it with its source").trigger()
    menu.close()
    assert window.desk.selection == ref
    assert "Source: " in window.detail.notes.editor.draft.text
