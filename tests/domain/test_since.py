"""What changed since a day: one condition for every list, and a sentence for each ambition."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.filters import Filter, from_plain
from briefing_app.domain.movements import movements
from briefing_app.domain.since import days_offered, offered
from briefing_app.domain.tables import Dataset
from tests.domain.scopes import scope_of

DAY = dt.date(2024, 1, 10)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def test_an_event_passes_if_it_happened_or_came_to_light_since(dataset: Dataset) -> None:
    kept = set(scope_of(dataset, Filter(since=DAY)).visible(dataset.events))
    for event in dataset.events:
        dates = [date for date in (event.date, event.date_end, event.reported) if date is not None]
        assert (event in kept) == any(date.last() >= DAY for date in dates)
    assert 0 < len(kept) < len(dataset.events)


def test_an_indicator_passes_if_it_reads_differently_and_was_read_since(dataset: Dataset) -> None:
    kept = scope_of(dataset, Filter(since=DAY)).visible(dataset.indicators)
    assert kept
    assert all(i.status_then != i.status_latest for i in kept)
    assert scope_of(dataset, Filter(since=dt.date(2100, 1, 1))).visible(dataset.indicators) == ()


def test_lines_of_figures_keep_their_beginning(dataset: Dataset) -> None:
    assert scope_of(dataset, Filter(since=DAY)).visible(dataset.observations) == dataset.observations


@pytest.mark.parametrize("table", ["claims", "evidence", "corridors", "relations", "judgements"])
def test_what_rests_on_nothing_newer_is_left_out(dataset: Dataset, table: str) -> None:
    rows = getattr(dataset, table)
    early = scope_of(dataset, Filter(since=dt.date(1990, 1, 1))).visible(rows)
    late = scope_of(dataset, Filter(since=DAY)).visible(rows)
    assert set(late) <= set(early)
    assert len(late) < len(rows)


def test_the_data_suggest_the_starting_document_whole_years_and_the_last_twelve_months(dataset: Dataset) -> None:
    found = offered(dataset)
    assert found[0].start == dataset.briefing.document.day
    assert (found[-1].start, found[-1].end) == (None, None)
    years = [offer for offer in found if offer.words.isdigit()]
    assert all((o.start, o.end) == (dt.date(int(o.words), 1, 1), dt.date(int(o.words), 12, 31)) for o in years)
    assert dataset.briefing.document.day in days_offered(dataset, "since")
    assert years[0].end in days_offered(dataset, "as_known_on")
    assert days_offered(Dataset(), "since") == ()


def test_what_moved_is_told_for_each_ambition_that_is_asked_about(dataset: Dataset) -> None:
    both = movements(scope_of(dataset), DAY)
    assert [m.letter for m in both] == [a.letter for a in dataset.briefing.ambitions]
    for movement in both:
        assert movement.words.startswith(f"{len(movement.events)} events; {len(movement.indicators)} of ")
        assert all(event.ambition in (movement.letter, "both") for event in movement.events)
        days = [event.date.last() for event in movement.events]
        assert days == sorted(days, reverse=True)
        assert movement.ref is not None
    assert movements(scope_of(dataset, Filter(ambition="B")), DAY) == both[1:]


def test_where_nothing_moved_the_words_say_so(dataset: Dataset) -> None:
    for movement in movements(scope_of(dataset), dt.date(2100, 1, 1)):
        assert movement.words.startswith("0 events; 0 of ")
        assert (movement.events, movement.indicators) == ((), ())


def test_the_day_is_read_back_from_a_file() -> None:
    assert from_plain({"since": "2024-01-10"}) == Filter(since=DAY)
    assert from_plain({"since": "soon"}) == Filter()
