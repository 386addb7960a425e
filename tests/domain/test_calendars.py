"""Solar Hijri dates beside Gregorian ones, held to days whose both dates are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from briefing_app.domain import calendars
from briefing_app.domain.model import PartialDate


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
