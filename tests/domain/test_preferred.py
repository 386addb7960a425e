"""Why a version is preferred is told with publishers and dates, never with ids."""

from __future__ import annotations

import datetime as dt
import re

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.entries import card, preferred_words
from briefing_app.domain.filters import Filter
from tests.domain.scopes import scope_of


def test_one_period_tells_its_own_reason_alone() -> None:
    dataset = load(paths.bundled_data())
    series = dataset.find("series", "kzaf-turnover-usd")
    assert series is not None
    assert preferred_words(dataset, series, period="2023") == (
        "Interfax, 22 Oct 2024: repeated by three outlets; "
        "545.2 carries the wrong year and 1,000 is the figure of 2022."
    )
    whole = preferred_words(dataset, series)
    assert whole.startswith("2022: Kazinform, 2 Aug 2023 (prime minister's site; others round). 2023: Interfax")
    assert "2025-01 to 2025-08: The Astana Times" in whole


def test_no_note_of_any_series_shows_an_id_of_a_source() -> None:
    dataset = load(paths.bundled_data())
    ids = {source.id for source in dataset.sources}
    told = [preferred_words(dataset, series) for series in dataset.series if preferred_words(dataset, series)]
    assert len(told) > 30
    assert [word for words in told for word in re.findall(r"[a-z0-9-]+", words) if word in ids and "-" in word] == []


def test_a_note_of_the_data_says_under_the_second_clock_that_it_was_written_today() -> None:
    dataset = load(paths.bundled_data())
    event = next(e for e in dataset.events if e.note)
    day = dt.date(2024, 1, 10)
    now, then = (card(scope_of(dataset, Filter(as_known_on=clock)), event.ref) for clock in (None, day))
    assert any(d.heading == "Caveats and rival versions" for d in now.differences)
    assert any(d.heading == "Caveats and rival versions, as written today" for d in then.differences)


def test_a_period_of_which_no_choice_was_made_by_hand_has_no_reason_of_its_own() -> None:
    dataset = load(paths.bundled_data())
    series = dataset.find("series", "kzaf-turnover-usd")
    assert series is not None
    assert preferred_words(dataset, series, period="2021") == ""


def test_every_choice_names_a_figure_that_is_preferred_and_comes_from_its_source() -> None:
    dataset = load(paths.bundled_data())
    assert len(dataset.preferences) > 50
    for row in dataset.preferences:
        (chosen,) = [
            o
            for o in dataset.observations
            if (o.series_id, o.period, o.period_kind, o.preferred) == (row.series_id, row.period, row.period_kind, True)
        ]
        assert chosen.source_id == row.source_id
