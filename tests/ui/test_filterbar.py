"""The filter bar says on each tab which conditions act there, and what it says is true."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.filters import FIELDS, Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.filter_popovers import Popover
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.ambitions import AmbitionsTab
from briefing_app.ui.tabs.ambitions.view import VIEWS
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

KEYS = [entry.key for entry in TABS]
DAY = dt.date(2022, 3, 1)
SLOW = 6
"""A machine that is shared may be so much slower."""
TRIED: dict[str, tuple[Filter, ...]] = {
    "period": (Filter(start=dt.date(2023, 1, 1), end=dt.date(2023, 6, 1)),),
    "since": (Filter(since=dt.date(2024, 1, 10)),),
    "as_known_on": (Filter(as_known_on=DAY),),
    "ambition": (Filter(ambition="A"), Filter(ambition="B")),
    "actors": tuple(Filter(actors=frozenset({actor})) for actor in ("kz", "taliban", "cn")),
    "topics": tuple(Filter(topics=frozenset({topic})) for topic in ("security", "trade", "corridor")),
    "text": (Filter(text="forum"),),
    "only_with_notes": (Filter(only_with_notes=True),),
}


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        for ref in ("event/e-2023-forum-astana", "claim/c-trade-06", "actor/kz", "corridor/titr"):
            shown.desk.notes.write(Ref.parse(ref), "To be asked.", initiator="test")
        yield shown


def _shown(tab: Tab) -> str:
    """Everything that a tab says, drawn or written."""
    tables = [view.spec.rows for view in tab.findChildren(TableView) if view.spec is not None]
    labels = [part.text() for part in tab.findChildren(QLabel)]
    lists = [
        [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]
        for view in tab.findChildren(QListView)
        if view.model() is not None
    ]
    painted = [
        repr(getattr(part, name))
        for part in tab.findChildren(QWidget)
        for name in ("full", "_spec")
        if hasattr(part, name)
    ]
    return repr((tab.status(), tables, labels, lists, painted))


def _acting(window: MainWindow) -> set[str]:
    desk, tab = window.desk, window.current
    assert tab is not None
    desk.set_filter(Filter(), initiator="test")
    usual, found = _shown(tab), set()
    for field, filters in TRIED.items():
        for chosen in filters:
            desk.set_filter(chosen, initiator="test")
            if _shown(tab) != usual:
                found.add(field)
    desk.set_filter(Filter(), initiator="test")
    return found


def test_every_condition_is_tried() -> None:
    assert set(TRIED) == FIELDS


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("ambitions", "notes")])
def test_what_a_tab_says_about_the_filter_is_what_the_filter_does(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    assert window.current is not None
    assert _acting(window) == window.current.acting()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_ambitions_says_what_acts_there(window: MainWindow, view: str) -> None:
    window.desk.visit("ambitions")
    tab = window.current
    assert isinstance(tab, AmbitionsTab)
    tab.show_view(view)
    assert _acting(window) == tab.acting()
    assert window.filterbar._acting == tab.acting()


def test_the_list_of_notes_stays_whole_whatever_the_filter_is(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("notes")
    tab = window.current
    assert tab is not None
    qtbot.waitUntil(lambda: tab.status().startswith("4 notes"), timeout=3_000)
    for chosen in (chosen for filters in TRIED.values() for chosen in filters):
        window.desk.set_filter(chosen, initiator="test")
        qtbot.wait(20)
        assert tab.status().startswith("4 notes")
    assert tab.acting() == frozenset()


@pytest.mark.parametrize("key", KEYS)
def test_a_chip_that_does_not_act_says_so_for_eye_hand_and_ear(window: MainWindow, key: str) -> None:
    desk = window.desk
    everything = Filter(
        start=dt.date(2020, 1, 1),
        since=DAY,
        as_known_on=DAY,
        ambition="A",
        actors=frozenset({"kz"}),
        topics=frozenset({"trade"}),
        text="forum",
        only_with_notes=True,
    )
    desk.visit(key)
    for chosen in (Filter(), everything):
        desk.set_filter(chosen, initiator="test")
        QApplication.processEvents()
        assert window.current is not None
        idle = FIELDS - window.current.acting()
        title = next(entry.title for entry in TABS if entry.key == key)
        chips = [chip for chip in window.filterbar.chips() if chip.isVisible()]
        told = [chip for chip in chips if f"changes nothing on the tab {title}" in chip.accessibleName()]
        standing = {"period", "ambition", "since", "as_known_on"} if chosen.is_empty() else FIELDS
        assert {chip.property("field") for chip in told} == idle & standing
        assert all(f"changes nothing on the tab {title}" in chip.toolTip().replace("\n", " ") for chip in told)
        assert all(chip.property("idle") for chip in told)
        if not chosen.is_empty():
            said = " ".join(part.text() for part in window.filterbar.findChildren(QLabel) if part.isVisible())
            assert said.count("not here") == ("ambition" in idle)
            assert all("not here" in chip.text() for chip in told if chip.property("field") != "ambition")


def _chip(window: MainWindow, text: str) -> QPushButton:
    return next(chip for chip in window.filterbar.chips() if chip.text().startswith(text))


def _open(window: MainWindow) -> Popover:
    return next(sheet for sheet in window.findChildren(Popover) if sheet.isVisible())


@pytest.mark.parametrize(("chip", "field"), [("Period", "From"), ("As known", "As known on")])
def test_a_chip_opens_its_own_sheet_with_the_keyboard_in_it(window: MainWindow, chip: str, field: str) -> None:
    _chip(window, chip).click()
    focus = _open(window).focusWidget()
    assert focus is not None
    assert focus.accessibleName() == field
    _open(window).close()


def test_a_period_is_two_clicks_and_acts_at_once(window: MainWindow) -> None:
    _chip(window, "Period").click()
    next(b for b in _open(window).findChildren(QPushButton) if b.text() == "2024").click()
    assert window.desk.filter == Filter(start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
    assert not [sheet for sheet in window.findChildren(Popover) if sheet.isVisible()]


def test_an_ambition_is_one_click_and_so_is_what_changed_since_the_starting_document(window: MainWindow) -> None:
    _chip(window, "A").click()
    assert window.desk.filter == Filter(ambition="A")
    _chip(window, "Changed since").click()
    day = window.desk.dataset.briefing.document.day
    assert window.desk.filter == Filter(ambition="A", since=day)
    _chip(window, "both").click()
    assert window.desk.filter == Filter(since=day)


def test_an_active_chip_is_edited_by_its_words_and_removed_by_its_cross(window: MainWindow) -> None:
    window.desk.set_filter(Filter(since=DAY, text="forum"), initiator="test")
    _chip(window, "Changed since").click()
    sheet = _open(window)
    sheet.day.type_in("2023")
    assert window.desk.filter == Filter(since=dt.date(2023, 1, 1), text="forum")
    sheet.close()
    crosses = [chip for chip in window.filterbar.chips() if chip.text() == "×"]
    assert [cross.property("field") for cross in crosses] == ["since", "text"]
    crosses[0].click()
    assert window.desk.filter == Filter(text="forum")


def test_what_is_ticked_or_typed_acts_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.filterbar.edit("actors")
    sheet = _open(window)
    assert sheet.focusWidget() is sheet.finder
    qtbot.keyClicks(sheet.finder, "kazakhstan")
    shown = [sheet.items.item(n) for n in range(sheet.items.count()) if not sheet.items.item(n).isHidden()]
    assert shown
    shown[0].setCheckState(Qt.CheckState.Checked)
    assert len(window.desk.filter.actors) == 1
    sheet.close()
    window.filterbar.edit("text")
    words = _open(window)
    qtbot.keyClicks(words.words, "rail")
    words.close()
    assert window.desk.filter.text == "rail"


def test_more_conditions_are_named_in_a_list_and_the_keyboard_stays_on_its_condition(window: MainWindow) -> None:
    window.filterbar.edit()
    menu = next(m for m in window.filterbar.findChildren(QMenu) if m.isVisible())
    next(a for a in menu.actions() if a.text() == "Only with my notes").trigger()
    menu.close()
    assert window.desk.filter.only_with_notes
    chip = _chip(window, "A")
    chip.setFocus()
    chip.click()
    focus = window.focusWidget()
    assert (focus.property("field"), focus.text()) == ("ambition", "A")


def test_delete_on_a_chip_takes_its_condition_away(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.set_filter(Filter(start=DAY), initiator="test")
    chip = _chip(window, "Period")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert window.desk.filter == Filter()


def test_a_sheet_opens_within_a_twentieth_of_a_second_once_it_was_opened_before(window: MainWindow) -> None:
    for field in ("period", "since", "actors", "text"):
        window.filterbar.edit(field)
        _open(window).close()
        began = time.perf_counter()
        window.filterbar.edit(field)
        assert time.perf_counter() - began < 0.05 * SLOW
        _open(window).close()
