"""The record takes no room until something is chosen, closes by key and button, and lies over a narrow tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from briefing_app.domain.entries import card
from briefing_app.domain.model import Ref
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

EVENT = Ref("event", "e-2024-tokayev-csto-remark")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("timeline", qtbot, tmp_path / "profile") as shown:
        shown.detail.show()
        shown.activateWindow()
        yield shown


def _words(window: MainWindow) -> str:
    return "\n".join(part.text() for part in window.detail.record.findChildren(QLabel)).replace("\u200b", "")


def test_the_tab_has_the_whole_width_until_something_is_chosen(window: MainWindow) -> None:
    assert window.current is not None
    whole = window.current.width()
    assert not window.side.is_open
    assert whole == window.width()
    window.desk.select(EVENT, initiator="test")
    QApplication.processEvents()
    assert window.side.is_open
    assert window.current.width() < whole


def test_a_key_closes_the_record_and_a_key_brings_it_back_with_the_same_entry(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.select(EVENT, initiator="test")
    qtbot.keyClick(window.current, Qt.Key.Key_Escape)
    assert not window.side.is_open
    assert window.desk.selection == EVENT, "the mark stays"
    window.toggle_record()
    assert window.side.is_open
    close = next(b for b in window.detail.findChildren(QToolButton) if b.text() == "×" and b.isVisible())
    close.click()
    assert not window.side.is_open


def test_the_record_stays_closed_while_one_goes_from_tab_to_tab(window: MainWindow) -> None:
    window.desk.select(EVENT, initiator="test")
    window.open_record(False)
    window.desk.visit("claims")
    assert not window.side.is_open


def test_in_a_narrow_window_the_record_lies_over_the_tab_and_takes_none_of_its_width(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: window.side.width() == 1100)
    window.desk.select(EVENT, initiator="test")
    QApplication.processEvents()
    assert window.current is not None
    assert window.current.width() == 1100
    assert window.side.side.isVisible()
    assert window.side.side.geometry().right() == 1099
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.current is not None and window.current.width() < 1300)
    assert window.side.side.isVisible()


def test_an_actor_is_not_told_twice_on_its_own_tab(window: MainWindow) -> None:
    window.desk.follow(Ref("actor", "uz"), initiator="test")
    assert window.current is not None
    assert window.current.KEY == "actors"
    assert not window.side.is_open
    window.desk.select(EVENT, initiator="test")
    assert window.side.is_open


def test_to_write_a_note_opens_the_record(window: MainWindow) -> None:
    window.detail.write()
    assert window.side.is_open
    assert QApplication.focusWidget() is window.detail.notes.editor.text


def test_on_whom_an_entry_rests_is_read_on_the_first_screen_of_its_record(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.select(EVENT, initiator="test")
    QApplication.processEvents()
    first = card(window.desk.scope, EVENT).sources[0]
    rests = next(w for w in window.detail.record.findChildren(QLabel) if w.text().startswith("Rests on"))
    assert first.publisher in rests.text()
    qtbot.waitUntil(lambda: 0 < rests.mapTo(window.detail, rests.rect().bottomLeft()).y() < window.detail.notes.y())


def test_no_code_is_read_in_a_record_and_one_button_copies_the_reference(window: MainWindow) -> None:
    for ref in (EVENT, Ref("evidence", "ev-b-01"), Ref("indicator", "in-a-01")):
        window.desk.select(ref, initiator="test")
        QApplication.processEvents()
        assert str(ref) not in _words(window)
        assert ref.id not in _words(window).split("\n")[0]
    copy = next(b for b in window.detail.findChildren(QToolButton) if b.text() == "Copy reference")
    copy.click()
    assert QApplication.clipboard().text() == "indicator/in-a-01"


def test_sources_named_by_code_in_running_words_are_said_by_publisher_and_date(window: MainWindow) -> None:
    coded = next(e for e in window.desk.dataset.events if "guardian-19960928" in e.note)
    window.desk.select(coded.ref, initiator="test")
    QApplication.processEvents()
    assert "guardian-19960928" not in _words(window)
    assert "Guardian, 28 Sep 1996" in _words(window)


def test_a_record_opened_beside_the_notes_follows_the_note_that_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("notes", qtbot, tmp_path / "profile") as window:
        first, second = Ref("claim", "c-trade-06"), Ref("series", "kzaf-turnover-usd")
        window.desk.select(first, initiator="test")
        assert not window.side.is_open
        window.toggle_record()
        window.desk.select(second, initiator="test")
        assert window.side.is_open
        assert window.detail._ref == second
