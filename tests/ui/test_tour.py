"""The tour shows the window in three steps, can be left at each, is offered once and recalled from the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.ui.tour import Tour
from briefing_app.ui.window import MainWindow, start_notices
from tests.ui.windows import window_at


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        yield shown


def _tour(window: MainWindow) -> Tour | None:
    return next((tour for tour in window.findChildren(Tour) if tour.isVisible()), None)


def _button(tour: Tour, words: str) -> QPushButton:
    return next(button for button in tour.findChildren(QPushButton) if button.text() == words)


def test_three_steps_lead_through_the_window_and_back_to_where_the_keyboard_was(window: MainWindow) -> None:
    before = window.focusWidget()
    window.verbs.tour()
    tour = _tour(window)
    assert tour is not None
    told = []
    for words in ("Next", "Next", "Done"):
        told.append([part.text() for part in tour.findChildren(QLabel)])
        assert window.rect().contains(tour.geometry())
        assert window.rect().contains(tour._frame.geometry())
        _button(tour, words).click()
    assert len({tuple(words) for words in told}) == 3
    assert _tour(window) is None
    assert window.focusWidget() is before


def test_it_is_left_at_any_step_with_escape_or_its_button(window: MainWindow, qtbot: QtBot) -> None:
    window.verbs.tour()
    tour = _tour(window)
    assert tour is not None
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert _tour(window) is None
    window.verbs.tour()
    tour = _tour(window)
    assert tour is not None
    _button(tour, "Next").click()
    _button(tour, "Leave the tour").click()
    assert _tour(window) is None


def test_it_is_offered_at_the_first_start_alone(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_notices, "LOOK_MS", 20)
    for first in (True, False):
        with window_at("overview", qtbot, tmp_path / "profile") as window:
            window.after_first_paint()
            if first:
                qtbot.waitUntil(window.statusbar.offered.isVisible, timeout=10_000)
                assert window.strip.isHidden(), "nothing lies over the foot of the tab"
                window.statusbar.offered.take.click()
                assert _tour(window) is not None
                assert not window.statusbar.offered.isVisible()
            else:
                qtbot.wait(300)
                assert not window.statusbar.offered.isVisible()


def test_the_offer_moves_nothing_and_can_be_left(window: MainWindow, qtbot: QtBot) -> None:
    before = window.side.geometry()
    window.offer("New here?", "Three steps show the window", window.verbs.tour)
    qtbot.waitUntil(window.statusbar.offered.isVisible)
    assert window.side.geometry() == before
    window.statusbar.offered.leave.click()
    assert not window.statusbar.offered.isVisible()
    assert _tour(window) is None
