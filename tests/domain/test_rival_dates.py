"""Other dates for an event are rows of the data, each with the source that gives it."""

from __future__ import annotations

import datetime as dt

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.model import Event, EventDate, PartialDate, Source
from briefing_app.domain.rival_dates import given_by, rival_dates
from briefing_app.domain.tables import Dataset
from tests.domain.records import data, made

D = PartialDate
EVENT = made(Event, "e", date=D(2023, 12, 29))


def given(ident: str, date: PartialDate, source: str = "") -> EventDate:
    return made(EventDate, ident, event_id="e", date=date, source_id=source, words="It says so")


def dates(dataset: Dataset, day: dt.date | None = None) -> list[str]:
    return [str(rival.date) for rival in given_by(dataset, EVENT, day)]


def test_they_stand_in_order_of_time_whatever_the_order_of_the_rows() -> None:
    other = made(EventDate, "x", event_id="another", date=D(2023), words="Not of this event")
    dataset = data(EVENT, given("b", D(2024, 6, 3)), given("a", D(2023, 12, 20)), given("c", D(2024)), other)
    assert [row.id for row in rival_dates(dataset, EVENT)] == ["a", "c", "b"]


def test_an_event_without_such_rows_has_none_whatever_its_note_says() -> None:
    event = made(Event, "e", date=D(2023, 12, 29), note="Interfax dates it to 3 January 2024.")
    assert rival_dates(data(event), event) == ()


def test_nobody_gave_a_date_before_it_came_or_before_the_source_did() -> None:
    late, never = made(Source, "late", published=D(2024, 5, 1)), made(Source, "never", published=None)
    cited = data(EVENT, late, given("a", D(2024, 1, 3), "late"))
    assert dates(cited) == ["2024-01-03"]
    assert dates(cited, dt.date(2024, 4, 30)) == []
    assert dates(cited, dt.date(2024, 5, 1)) == ["2024-01-03"]
    assert dates(data(EVENT, never, given("a", D(2024, 1, 3), "never")), dt.date(2030, 1, 1)) == []
    unnamed = data(EVENT, given("a", D(2024, 1, 3)))
    assert dates(unnamed, dt.date(2024, 1, 2)) == []
    assert dates(unnamed, dt.date(2024, 1, 3)) == ["2024-01-03"]


def test_every_rival_date_of_the_bundled_data_lies_outside_the_span_of_its_event() -> None:
    dataset = load(paths.bundled_data())
    assert len(dataset.event_dates) > 10
    for row in dataset.event_dates:
        event = dataset.find("events", row.event_id)
        assert event is not None
        first, last = event.date.first(), (event.date_end or event.date).last()
        assert row.date.last() < first or row.date.first() > last, row.id
