"""Solar Hijri dates beside Gregorian ones, held to days whose both dates are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from briefing_app.domain import calendars
from briefing_app.domain.model import Observation, PartialDate
from briefing_app.domain.sheets import sheet_of
from briefing_app.domain.specs import Caption, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.timeline import View, axis
from briefing_app.domain.trade.figures import time_axis
from briefing_app.domain.wording import period_in_both
from tests.domain.records import made


@pytest.fixture(autouse=True)
def both() -> Iterator[None]:
    calendars.use_calendar("solar-hijri")
    yield
    calendars.use_calendar("gregorian")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2021, 8, 15), "24 Asad 1400"),
        (dt.date(2024, 3, 20), "1 Hamal 1403"),
        (dt.date(2024, 3, 19), "29 Hut 1402"),
        (dt.date(2025, 3, 20), "30 Hut 1403"),  # a leap year
        (dt.date(1978, 4, 27), "7 Sawr 1357"),
    ],
)
def test_known_days(day: dt.date, said: str) -> None:
    assert calendars.solar_day_words(day) == said


def test_a_month_and_a_year_name_both_that_they_touch() -> None:
    assert calendars.beside("2024", PartialDate(2024)) == "2024 (1402–1403)"
    assert calendars.beside("January 2024", PartialDate(2024, 1)) == "January 2024 (Jadi–Dalw 1402)"


def test_a_span_has_both_ends() -> None:
    told = calendars.beside("3 to 5 August 2023", PartialDate(2023, 8, 3), PartialDate(2023, 8, 5))
    assert told == "3 to 5 August 2023 (12–14 Asad 1402)"


def test_a_span_over_two_months_or_years_names_both() -> None:
    assert calendars.solar_span_words(PartialDate(2024, 3, 19), PartialDate(2024, 3, 20)) == "29 Hut 1402–1 Hamal 1403"
    assert calendars.solar_span_words(PartialDate(2024, 3)) == "Hut 1402–Hamal 1403"


def test_before_its_first_day_there_is_nothing_beside() -> None:
    assert calendars.beside("500", PartialDate(500)) == "500"


@pytest.mark.parametrize("wanted", ["gregorian", "lunar", ""])
def test_nobody_who_did_not_ask_sees_it(wanted: str) -> None:
    calendars.use_calendar(wanted)
    assert calendars.beside("2024", PartialDate(2024)) == "2024"
    assert calendars.beside_year(2024) == ""


@pytest.mark.parametrize(("year", "said"), [(2024, "1402–03"), (2030, "1408–09"), (2021, "1399–1400"), (500, "")])
def test_below_a_year_stands_what_little_room_holds(year: int, said: str) -> None:
    assert calendars.below_year(year) == said


def test_the_axis_of_a_chart_has_the_solar_years_below() -> None:
    assert time_axis((2023.0, 2024.0)).ticks == ((2023.0, "2023\n1401–02"), (2024.0, "2024\n1402–03"))
    calendars.use_calendar("gregorian")
    assert time_axis((2023.0, 2024.0)).ticks == ((2023.0, "2023"), (2024.0, "2024"))


def test_years_in_both_calendars_stand_farther_apart_than_years_alone() -> None:
    view = View(dt.date(1996, 1, 1).toordinal(), dt.date(2026, 1, 1).toordinal())
    both = [tick.label for tick in axis(view, 900.0, room=42.0).lower]
    assert "2020 (1398–99)" in both
    calendars.use_calendar("gregorian")
    assert len(both) < len(axis(view, 900.0, room=42.0).lower)


def test_a_cell_shows_both_dates_and_is_sorted_and_written_by_the_day() -> None:
    cells = [date_cell(PartialDate(2024, month, 20)) for month in (3, 1, 11)]
    assert cells[0].text == "20 Mar 2024 (1 Hamal 1403)"
    assert sorted(cells, key=lambda cell: cell.sort or 0) == [cells[1], cells[0], cells[2]]
    spec = TableSpec(
        caption=Caption(key="t", title="T"),
        columns=(Column(key="day", label="Day", kind="date"),),
        rows=(Row(cells=(cells[0],)),),
    )
    assert sheet_of(spec).rows[0][:3] == (dt.date(2024, 3, 20), dt.date(2024, 3, 20), "20 Mar 2024 (1 Hamal 1403)")


@pytest.mark.parametrize(
    ("kind", "period", "said"),
    [("year", "2024", "2024 (1402–1403)"), ("half", "2024-01/2024-06", "first half of 2024 (Jadi 1402–Saratan 1403)"),
     ("solar-year", "2023-03-21/2024-03-19", "solar year 21 March 2023 to 19 March 2024"), ("undated", "", "undated")],
)  # fmt: skip
def test_the_period_of_a_figure_stands_in_both_unless_it_is_one_of_the_solar_year(
    kind: str, period: str, said: str
) -> None:
    assert period_in_both(made(Observation, period=period, period_kind=kind)) == said
