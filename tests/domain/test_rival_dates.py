"""Other dates for an event are read from the words of its note, exactly as given, and never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app.domain.model import Event, PartialDate, Source
from briefing_app.domain.rival_dates import given_by, rival_dates
from tests.domain.records import data, made

D = PartialDate
DAY = D(2023, 12, 29)


def event(note: str, *, date: PartialDate = DAY, end: PartialDate | None = None) -> Event:
    return made(Event, date=date, date_end=end, note=note)


def dates(note: str, *, date: PartialDate = DAY, end: PartialDate | None = None) -> list[str]:
    return [str(rival.date) for rival in rival_dates(event(note, date=date, end=end))]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Interfax dates it to 3 January 2024.", ["2024-01-03"]),
        ("Interfax gives 20 December.", ["2023-12-20"]),  # a year that is not said is that of the event
        ("The ministry says 20 or 21 December 2023.", ["2023-12-20", "2023-12-21"]),
        ("Another list prints 30 November 2023 or 2 December.", ["2023-11-30", "2023-12-02"]),
        ("One list gives 2022.", ["2022"]),
        ("The agency gives January 2024.", ["2024-01"]),
        ("Two papers are dated Monday 1 January 2024.", ["2024-01-01"]),
        ("The ministry says early January 2024.", ["2024-01"]),
        ("Dates in circulation: 20 December 2023, 3 January 2024.", ["2023-12-20", "2024-01-03"]),
        ("Dates in circulation: decision known 20 December 2023 (one, two), signed 3 January 2024.",
         ["2023-12-20", "2024-01-03"]),
        ("Two sources: one gives 3 January 2024; another gives 1 January 2024.", ["2024-01-01", "2024-01-03"]),
        ("One gives 3 January 2024. Another gives 3 January 2024.", ["2024-01-03"]),
    ],
)  # fmt: skip
def test_dates_that_sources_give_are_found_in_order_of_time(note: str, found: list[str]) -> None:
    assert dates(note) == found


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Nothing about time here.",
        "The figure is 3 January 2024.",
        "It gives 31 February 2024.",  # no such day
        "It gives 2023 tonnes.",
        "It gives 40 percent.",
        "The press release is dated 3 January 2024.",
        "See page 3 January 2024.",
        "Dates in circulation: none.",
    ],
)
def test_what_is_no_date_of_the_event_is_left_alone(note: str) -> None:
    assert dates(note) == []


def test_a_date_within_the_span_of_the_event_is_no_rival() -> None:
    assert dates("It gives 29 December 2023.") == []
    assert dates("It gives December 2023.") == []
    assert dates("It gives 2023.") == []
    span = {"date": D(2023, 12, 1), "end": D(2023, 12, 5)}
    assert dates("It gives 1 or 5 December 2023.", **span) == []
    assert dates("It gives 30 November 2023 or 6 December.", **span) == ["2023-11-30", "2023-12-06"]


def test_the_words_and_the_sources_beside_a_date_are_kept() -> None:
    (rival,) = rival_dates(event("Interfax gives 3 January 2024 (interfax-1, kazinform-2)."))
    assert rival.words == "Interfax gives 3 January 2024"
    assert rival.sources == ("interfax-1", "kazinform-2")
    (listed,) = rival_dates(event("Dates in circulation: decision known 20 December 2023 (amu-1)."))
    assert (listed.words, listed.sources) == ("decision known 20 December 2023", ("amu-1",))
    (alone,) = rival_dates(event("Interfax gives 3 January 2024."))
    assert alone.sources == ()


def test_nobody_gave_a_date_before_it_came_or_before_the_source_did() -> None:
    dataset = data(made(Source, "late", published=D(2024, 5, 1)), made(Source, "never", published=None))
    cited = event("Interfax gives 3 January 2024 (late).")
    assert len(given_by(dataset, cited, None)) == 1
    assert given_by(dataset, cited, dt.date(2024, 4, 30)) == ()
    assert len(given_by(dataset, cited, dt.date(2024, 5, 1))) == 1
    assert given_by(dataset, event("Interfax gives 3 January 2024 (never)."), dt.date(2030, 1, 1)) == ()
    uncited = event("Interfax gives 3 January 2024.")
    assert given_by(dataset, uncited, dt.date(2024, 1, 2)) == ()
    assert len(given_by(dataset, uncited, dt.date(2024, 1, 3))) == 1
    unknown = event("Interfax gives 3 January 2024 (not-in-the-data).")
    assert len(given_by(dataset, unknown, dt.date(2024, 1, 3))) == 1
