"""Days as people type them: understood as meant or refused in words, never silently another day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.domain.days import month_number, read_date, read_day
from briefing_app.domain.months import MONTHS
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError

NEW_YEAR = dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1 January 2024", "01 January 2024", "1st January 2024", "January 1, 2024", "Jan. 1, 2024", "Jan 1 2024",
        "1 Jan 2024", "1 Jan. 2024", "1-Jan-2024", "2024-01-01", "2024-1-1", "2024/01/01", "2024.01.01", "01.01.2024",
        "1.1.2024", "1. 1. 2024", "01/01/2024", " 1  january\t2024 ", "2024 January 1", "1 января 2024",
        "1 января 2024 г.", "1 января 2024 года", "1 янв. 2024", "1 қаңтар 2024", "2024 жылы 1 қаңтар",
        "2024 ж. 1 қаңтар", "۱ January ۲۰۲۴", "2024–01–01", "1 JANUARY 2024",
    ],
)  # fmt: skip
def test_a_whole_day_is_understood_in_every_usual_form(text: str) -> None:
    assert {read_day(text, side=side) for side in ("first", "last", "whole")} == {NEW_YEAR}


@pytest.mark.parametrize(
    "text", ["2024", "2024-02", "Feb 2024", "February 2024", "02.2024", "2024 Feb", "февраль 2024"]
)
def test_a_month_or_a_year_means_its_first_or_last_day_by_the_field_it_stands_in(text: str) -> None:
    whole_year = text == "2024"
    assert read_day(text, side="first") == dt.date(2024, 1 if whole_year else 2, 1)
    assert read_day(text, side="last") == (dt.date(2024, 12, 31) if whole_year else dt.date(2024, 2, 29))
    with pytest.raises(ExpectedError, match="not a whole day"):
        read_day(text, side="whole")


@pytest.mark.parametrize("text", ["01/02/2024", "1-2-2024", "12/11/2024"])
def test_what_may_mean_two_days_is_refused_and_both_are_named(text: str) -> None:
    with pytest.raises(ExpectedError, match=r"may mean \d.* or \d") as refused:
        read_day(text)
    assert "2024-01-31" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "day"), [("13/02/2024", 13), ("02/13/2024", 13), ("31-1-2024", 31), ("05/05/2024", 5)]
)
def test_slashes_that_can_mean_one_day_only_are_understood(text: str, day: int) -> None:
    assert read_day(text).day == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "32 January 2024",
        "30 February 2024",
        "29.02.2023",
        "2024-13-01",
        "2024-00-10",
        "00.01.2024",
        "1/0/2024",
        "0/1/2024",
        "1.1.24",
        "24",
        "1402-03-24",
        "3024",
        "Ju 2024",
        "Ma 2024",
        "1 Foo 2024",
        "2024-01-01T00:00",
        "1 January",
        "January",
        "1 2 3",
        "-2024",
        "2024-",
        "x" * 10_000,
    ],
)
def test_what_is_no_day_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ExpectedError) as refused:
        read_date(text)
    assert "2024" in refused.value.hint
    assert len(refused.value.sentence()) < 250


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_whatever_the_program_says_about_a_day_it_reads_again(day: dt.date) -> None:
    for text in (day.isoformat(), day_words(day), day_words(day, short=True), f"{day:%d.%m.%Y}"):
        assert read_day(text) == day


@given(st.text(max_size=30))
def test_no_text_is_worse_than_a_refusal(text: str) -> None:
    try:
        assert read_day(text, side="last").year >= 1900
    except ExpectedError as refused:
        assert refused.words


def test_every_month_is_known_by_its_three_letters() -> None:
    assert [month_number(name[:3]) for name in MONTHS] == list(range(1, 13))
    assert month_number("sept") == 9
