"""A window begins where the last one was left, says which filter came back, and lets it be taken off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.notes.backups import BackupsDialog
from briefing_app.ui.preferences import PreferencesDialog
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tabs.map import MapTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

CLAIM = Ref("claim", "c-trade-06")
Opened = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    left: list[MainWindow] = []

    def begin(goto: Ref | None = None) -> MainWindow:
        end(left)
        window = MainWindow(Desk.open(profile=tmp_path), Theme())
        left.append(window)
        qtbot.addWidget(window)
        window.start(goto)
        window.show()
        qtbot.waitExposed(window)
        window.after_first_paint()
        return window

    yield begin
    end(left)


def end(windows: list[MainWindow]) -> None:
    while windows:
        window = windows.pop()
        window.close()
        window.desk.close()


def words_of(window: MainWindow) -> str:
    return " ".join(found.text() for found in window.strip.findChildren(QLabel))


def test_the_next_window_shows_the_tab_the_entry_and_the_filter_and_says_so(opened: Opened) -> None:
    window = opened()
    window.desk.set_filter(Filter(as_known_on=dt.date(2024, 1, 10)), initiator="test")
    window.desk.follow(CLAIM, initiator="test")
    again = opened()
    assert again.current is not None
    assert again.current.KEY == "claims"
    assert again.desk.selection == CLAIM
    assert "as known on 10 January 2024" in again.header._edition.text()
    assert "Your last filter is still on: As known on 10 January 2024." in words_of(again)
    again.strip.findChildren(QPushButton)[0].click()
    assert again.desk.filter.is_empty()
    assert "as known today" in again.header._edition.text()


def test_without_a_filter_nothing_is_said(opened: Opened) -> None:
    opened().desk.visit("actors")
    again = opened()
    assert again.current is not None
    assert again.current.KEY == "actors"
    assert "last filter" not in words_of(again)


def test_who_asks_for_an_entry_gets_that_entry(opened: Opened) -> None:
    window = opened()
    window.desk.set_filter(Filter(text="flour"), initiator="test")
    window.desk.follow(CLAIM, initiator="test")
    again = opened(Ref("actor", "kz"))
    assert again.desk.selection == Ref("actor", "kz")
    assert again.desk.filter.is_empty()


def test_page_one_can_be_chosen_for_the_start(opened: Opened, qtbot: QtBot) -> None:
    window = opened()
    dialog = PreferencesDialog(window.desk, window.theme)
    qtbot.addWidget(dialog)
    dialog._start.setCurrentIndex(dialog._start.findData(False))
    dialog.accept()
    window.desk.visit("claims")
    again = opened()
    assert again.current is not None
    assert again.current.KEY == "overview"


def _divide(window: MainWindow, share: int) -> list[int]:
    """Moves the divider of the map by hand and returns what came of it."""
    tab = window.current
    assert isinstance(tab, MapTab)
    tab._splitter.setSizes([tab._splitter.width() - share, share])
    tab._splitter.splitterMoved.emit(1, 1)
    return tab._splitter.sizes()


def _record_width(window: MainWindow) -> int:
    window.open_record()
    QApplication.processEvents()
    return window.side.side.width()


def test_what_was_divided_by_hand_is_divided_so_again_and_the_record_is_as_wide(opened: Opened) -> None:
    window = opened()
    window.resize(1440, 900)
    window.desk.visit("map")
    QApplication.processEvents()
    divided = _divide(window, 260)
    assert _record_width(window) == 380
    window.side._splitter.setSizes([window.side.width() - 470, 470])
    window.side._splitter.splitterMoved.emit(1, 1)
    wide = window.side.side.width()
    window.open_record(False)
    QApplication.processEvents()
    again = opened()
    again.resize(1440, 900)
    QApplication.processEvents()
    assert isinstance(again.current, MapTab)
    assert again.current._splitter.sizes()[1] == pytest.approx(divided[1], abs=3)
    assert _record_width(again) == pytest.approx(wide, abs=3)


def test_who_begins_on_page_one_begins_with_the_usual_widths(opened: Opened) -> None:
    window = opened()
    window.desk.prefer(initiator="test", come_back=False)
    window.resize(1440, 900)
    window.desk.visit("map")
    QApplication.processEvents()
    usual = window.current._splitter.sizes()[1] if isinstance(window.current, MapTab) else 0
    _divide(window, 250)
    again = opened()
    again.resize(1440, 900)
    again.desk.visit("map")
    QApplication.processEvents()
    assert isinstance(again.current, MapTab)
    assert again.current._splitter.sizes()[1] == pytest.approx(usual, abs=3)


def test_a_dialog_is_divided_as_it_was_left_also_in_the_next_window(opened: Opened) -> None:
    window = opened()
    sheet = _backups(window)
    split = sheet.findChild(Splitter)
    split.setSizes([420, 440])
    split.splitterMoved.emit(1, 1)
    left = split.sizes()
    sheet.accept()
    again = _backups(opened())
    assert again.findChild(Splitter).sizes() == pytest.approx(left, abs=3)
    again.accept()


def _backups(window: MainWindow) -> BackupsDialog:
    window.verbs.backups()
    QApplication.processEvents()
    return next(sheet for sheet in window.findChildren(BackupsDialog) if sheet.isVisible())


@pytest.mark.parametrize(
    "spoilt", [None, [], {"across": "wide"}, {"across": [1]}, {"across": [0, 0]}, {"across": [-5, 9]}]
)
def test_a_spoilt_division_changes_nothing(qtbot: QtBot, spoilt: object) -> None:
    splitter = Splitter("parts")
    qtbot.addWidget(splitter)
    for _part in range(2):
        splitter.addWidget(QWidget())
    splitter.resize(400, 100)
    splitter.show()
    splitter.propose([100, 300])
    before = splitter.sizes()
    splitter.bring_back(spoilt)
    assert splitter.sizes() == before
    assert splitter.kept() == {}
