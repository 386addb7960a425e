"""Sheets of choices: what is ticked is what is taken, and no file is replaced unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QLabel,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.ui import keymap, keys
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.filter_popovers import DayPopover, PeriodPopover, TicksPopover, popover
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.theme import Theme, style_sheet


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


@pytest.fixture
def period(qtbot: QtBot, desk: Desk) -> Iterator[PeriodPopover]:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    made = PeriodPopover(desk, Theme(), page)
    made.show()
    yield made
    page.close()


def test_every_row_to_tick_has_room_for_its_words(qtbot: QtBot, desk: Desk) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    for field in ("topics", "actors"):
        made = popover(field, desk, Theme(text_size=150), page)
        assert isinstance(made, TicksPopover)
        made.show()
        assert made.items.sizeHintForRow(0) >= made.items.fontMetrics().lineSpacing() + 10
        made.close()


def test_the_table_of_keys_names_each_place_once_and_every_key_of_the_map(qtbot: QtBot) -> None:
    groups = [group for _place, group, _rows in keymap.table()]
    assert len(set(groups)) == len(groups)
    sheet = TableSheet(keys.table(), Theme())
    qtbot.addWidget(sheet)
    sheet.show()
    told = [(row.cells[0].text, row.cells[1].text) for row in keys.table().rows]
    assert told == [(line.names(), line.words) for _place, _group, lines in keymap.table() for line in lines]
    sheet.table.begin_search()
    field = sheet.focusWidget()
    qtbot.keyClicks(field, "larger")
    assert 0 < sheet.table.grid.model().rowCount() < len(told)


TYPED = ("1 January 2024", "2024-01-01", "01.01.2024", "Jan. 1, 2024", "1 января 2024")


@pytest.mark.parametrize("typed", TYPED)
def test_a_day_typed_in_words_is_the_day_that_is_taken(
    qtbot: QtBot, desk: Desk, period: PeriodPopover, typed: str
) -> None:
    field = period.start.focusProxy()
    field.insert(typed)  # keys of a test know ASCII alone
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.filter.start == dt.date(2024, 1, 1)
    assert field.text() == "1 January 2024"


def test_a_year_means_its_first_day_as_a_beginning_and_its_last_as_an_end(
    qtbot: QtBot, desk: Desk, period: PeriodPopover
) -> None:
    for field in (period.start, period.end):
        field.type_in("2024")
    known = popover("as_known_on", desk, Theme(), period)
    assert isinstance(known, DayPopover)
    known.day.type_in("2024")
    chosen = desk.filter
    assert (chosen.start, chosen.end) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert chosen.as_known_on == dt.date(2024, 12, 31)
    known.close()


@pytest.mark.parametrize("typed", ["01/02/2024", "soon", "30 February 2024"])
def test_a_day_that_is_not_understood_stays_in_its_field_and_changes_nothing(
    qtbot: QtBot, desk: Desk, period: PeriodPopover, typed: str
) -> None:
    qtbot.keyClicks(period.start.focusProxy(), typed)
    qtbot.keyClick(period.start.focusProxy(), Qt.Key.Key_Return)
    assert period.isVisible()
    assert period.start.focusProxy().text() == typed
    said = " ".join(part.text() for part in period.findChildren(QLabel) if part.isVisible())
    assert typed in said
    assert "2024-01-" in said
    assert desk.filter == Filter()
    period.start.type_in("2024")
    assert desk.filter == Filter(start=dt.date(2024, 1, 1))


def test_a_period_that_ends_before_it_begins_is_said_on_the_sheet(desk: Desk, period: PeriodPopover) -> None:
    period.start.type_in("2024")
    period.end.type_in("2023")
    assert period.isVisible()
    assert "ends before it begins" in period.said.text()
    assert desk.filter == Filter(start=dt.date(2024, 1, 1))


def test_up_and_down_go_a_day_on_and_back_and_the_calendar_speaks_english(
    qtbot: QtBot, desk: Desk, period: PeriodPopover
) -> None:
    period.end.type_in("31 December 2023")
    field = period.end.focusProxy()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert period.end.understood == dt.date(2024, 1, 1)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = period.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == dt.date(2024, 1, 1)
    assert calendar.locale().monthName(1) == "January"
    calendar.activated.emit(QDate(2024, 2, 29))
    assert desk.filter.end == dt.date(2024, 2, 29)


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


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_ticked_box_holds_a_tick_and_not_a_colour_alone(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme = Theme(name)
    box = QCheckBox("Only entries with my notes")
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(theme))
    box.show()
    box.setChecked(True)
    option = QStyleOptionButton()
    box.initStyleOption(option)
    inside = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).adjusted(2, 2, -2, -2)
    image = box.grab(inside).toImage()
    tones = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())]
    filled = tones.count(theme.hex("A").lower())
    assert filled > len(tones) / 3
    assert len(tones) - filled > 5
    del qapp


def test_a_calendar_speaks_in_whole_short_names_and_has_no_tone_of_its_own(desk: Desk, period: PeriodPopover) -> None:
    period.start.type_in("2024")
    period.start.open_calendar()
    calendar = period.findChild(QCalendarWidget)
    saturday = calendar.weekdayTextFormat(Qt.DayOfWeek.Saturday).foreground()
    assert saturday == calendar.weekdayTextFormat(Qt.DayOfWeek.Monday).foreground()
    buttons = {b.objectName(): b for b in calendar.findChildren(QToolButton)}
    assert [buttons[f"qt_calendar_{n}month"].text() for n in ("prev", "next")] == ["‹", "›"]
    calendar.window().close()
    assert desk.filter.start == dt.date(2024, 1, 1)
