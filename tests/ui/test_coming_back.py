"""A window begins where the last one was left, says which filter came back, and lets it be taken off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.preferences import PreferencesDialog
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
    assert "The filter of last time is on: As known on 10 January 2024." in words_of(again)
    again.strip.findChildren(QPushButton)[0].click()
    assert again.desk.filter.is_empty()
    assert "as known today" in again.header._edition.text()


def test_without_a_filter_nothing_is_said(opened: Opened) -> None:
    opened().desk.visit("actors")
    again = opened()
    assert again.current is not None
    assert again.current.KEY == "actors"
    assert "last time" not in words_of(again)


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
