"""What a filter lets through on paper: a record that cannot answer a condition answers through what it rests on."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import filters
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.within import Within
from tests.domain.scopes import scope_of

SHOWN = ("events", "evidence", "relations", "observations", "claims", "corridors", "indicators", "judgements")
LONG_AGO = Filter(start=dt.date(1900, 1, 1), end=dt.date(1900, 12, 31))
YEAR = Filter(start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def test_without_a_filter_everything_passes(dataset: Dataset) -> None:
    within = Within(scope_of(dataset))
    assert within.dataset is dataset
    assert within.passes(BRIEFING)
    assert within.passes(Ref("event", "gone"))


def test_a_period_in_which_nothing_happened_lets_nothing_through(dataset: Dataset) -> None:
    within = Within(scope_of(dataset, LONG_AGO))
    assert not any(within.passes(record.ref) for record in dataset.records())
    assert not within.passes(BRIEFING)
    assert not any(getattr(within.dataset, name) for name in (*SHOWN, "series"))


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(ambition="A"),
        Filter(ambition="B"),
        YEAR,
        Filter(as_known_on=dt.date(2024, 1, 10)),
        Filter(actors=frozenset({"tj"})),
        Filter(topics=frozenset({"trade"})),
        Filter(text="rail"),
        Filter(ambition="B", start=YEAR.start, end=YEAR.end, as_known_on=dt.date(2025, 1, 1)),
    ],
)
def test_nothing_passes_that_a_list_on_screen_would_hide(dataset: Dataset, chosen: Filter) -> None:
    within = Within(scope_of(dataset, chosen))
    for record in dataset.records():
        if within.passes(record.ref):
            assert filters.keeps(record, chosen, dataset=dataset), record.ref
    assert within.dataset.events == filters.apply(dataset.events, chosen, dataset=dataset)


@pytest.mark.parametrize(("asked", "other"), [("A", "B"), ("B", "A")])
def test_one_ambition_leaves_nothing_that_belongs_to_the_other_alone(dataset: Dataset, asked: str, other: str) -> None:
    part = Within(scope_of(dataset, Filter(ambition=asked))).dataset
    for name in (*SHOWN, "series"):
        assert all(getattr(record, "ambition", "both") in (asked, "both") for record in getattr(part, name)), name
    assert all(dataset.find("series", o.series_id).ambition in (asked, "both") for o in part.observations)
    assert len(part.claims) < len(dataset.claims)
    assert other not in {j.ambition for j in part.judgements}


def test_a_judgement_passes_a_period_through_its_evidence(dataset: Dataset) -> None:
    within = Within(scope_of(dataset, YEAR))
    for judgement in dataset.judgements:
        rests = [dataset.find("evidence", Ref.parse(f"evidence/{i}").id) for i in judgement.evidence_refs]
        if any(item and item.date and item.date.year == 2024 for item in rests):
            assert within.passes(judgement.ref), judgement.id


def test_a_record_that_rests_on_nothing_is_left_out(dataset: Dataset) -> None:
    within = Within(scope_of(dataset, Filter(ambition="B")))
    for corridor in dataset.corridors:
        linked = (*dataset.links_from(corridor), *dataset.links_to(corridor.ref))
        if not any(ref.noun in ("event", "evidence", "series") for ref in linked):
            assert not within.passes(corridor.ref), corridor.id


def test_only_entries_with_notes_pass_where_that_is_asked(dataset: Dataset) -> None:
    noted = frozenset({dataset.events[3].ref, dataset.claims[5].ref})
    within = Within(scope_of(dataset, Filter(only_with_notes=True), noted=noted))
    assert {r.ref for r in dataset.records() if within.passes(r.ref)} == noted
    assert [e.ref for e in within.dataset.events] == [dataset.events[3].ref]


def test_an_empty_package_has_nothing_to_let_through() -> None:
    assert not Within(scope_of(Dataset(), YEAR)).dataset.events
    assert not Within(scope_of(Dataset(), YEAR)).passes(Ref("event", "x"))
