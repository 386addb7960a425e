"""Sheets of choices: what is ticked is what is taken, and no file is replaced unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.ui import keymap
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.filter_dialog import FilterDialog
from briefing_app.ui.keys import KeysDialog
from briefing_app.ui.theme import Theme, style_sheet


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


def test_the_sheet_of_the_filter_gives_back_what_it_was_given(qtbot: QtBot, desk: Desk) -> None:
    chosen = Filter(
        start=dt.date(2022, 1, 1),
        end=dt.date(2024, 12, 31),
        as_known_on=dt.date(2024, 1, 10),
        ambition="B",
        actors=frozenset({"kz"}),
        topics=frozenset({"trade"}),
        text="rail",
        only_with_notes=True,
    )
    desk.set_filter(chosen, initiator="test")
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    assert dialog.chosen() == chosen


def test_every_row_to_tick_has_room_for_its_words(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme(text_size=150))
    qtbot.addWidget(dialog)
    dialog.show()
    for items in (dialog._topics, dialog._actors):
        assert items.sizeHintForRow(0) >= items.fontMetrics().lineSpacing() + 10


def test_the_sheet_of_keys_names_each_place_once_and_is_read_without_moving_it_sideways(qtbot: QtBot) -> None:
    groups = [group for _place, group, _rows in keymap.table()]
    assert len(set(groups)) == len(groups)
    dialog = KeysDialog(Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    scroll = dialog.findChild(QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()


TYPED = ("1 January 2024", "2024-01-01", "01.01.2024", "Jan. 1, 2024", "1 января 2024")


@pytest.mark.parametrize("typed", TYPED)
def test_a_day_typed_in_words_is_the_day_that_is_taken(qtbot: QtBot, desk: Desk, typed: str) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog._start.focusProxy()
    field.insert(typed)  # keys of a test know ASCII alone
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.chosen().start == dt.date(2024, 1, 1)
    assert field.text() == "1 January 2024"


def test_a_year_means_its_first_day_as_a_beginning_and_its_last_as_an_end(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    for field in (dialog._start, dialog._end, dialog._known):
        field.type_in("2024")
    chosen = dialog.chosen()
    assert (chosen.start, chosen.end) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert chosen.as_known_on == dt.date(2024, 12, 31)


@pytest.mark.parametrize("typed", ["01/02/2024", "soon", "30 February 2024"])
def test_a_day_that_is_not_understood_stays_in_its_field_and_the_sheet_stays_open(
    qtbot: QtBot, desk: Desk, typed: str
) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._text.setText("rail")
    qtbot.keyClicks(dialog._start.focusProxy(), typed)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._start.focusProxy().text() == typed
    assert typed in dialog._said.text()
    assert "2024-01-" in dialog._said.text()
    assert desk.filter == Filter()
    dialog._start.type_in("2024")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.taken == Filter(start=dt.date(2024, 1, 1), text="rail")


def test_a_period_that_ends_before_it_begins_is_said_on_the_sheet(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._start.type_in("2024")
    dialog._end.type_in("2023")
    dialog.accept()
    assert dialog.isVisible()
    assert "ends before it begins" in dialog._said.text()


def test_up_and_down_go_a_day_on_and_back_and_the_calendar_speaks_english(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._end.type_in("31 December 2023")
    field = dialog._end.focusProxy()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert dialog._end.understood == dt.date(2024, 1, 1)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = dialog.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == dt.date(2024, 1, 1)
    assert calendar.locale().monthName(1) == "January"
    calendar.activated.emit(QDate(2024, 2, 29))
    assert dialog.chosen().end == dt.date(2024, 2, 29)


@pytest.mark.parametrize("size", [100, 200])
def test_a_box_as_wide_as_it_asks_for_shows_its_longest_choice_whole(qtbot: QtBot, size: int) -> None:
    page, box = QWidget(), PickBox()
    qtbot.addWidget(page)
    box.setParent(page)
    page.setStyleSheet(style_sheet(Theme(text_size=size)))
    for word in ("newest first", "by author"):
        box.addItem(word)
    page.show()
    box.resize(box.sizeHint())
    assert box.words_shown() == "newest first"
