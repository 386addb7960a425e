"""One scope answers for every view, gives each answer once, and is another as soon as anything else is asked about."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import actors, ambitions, claims, corridors, filters, overview, timeline
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import ChartOptions, chart

KNOWN = Filter(as_known_on=dt.date(2023, 6, 1))
CLAIM = Ref("claim", "c-trade-06")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


@pytest.mark.parametrize("chosen", [Filter(), KNOWN, Filter(ambition="B", text="rail"), Filter(only_with_notes=True)])
def test_it_lets_through_what_the_filter_lets_through(dataset: Dataset, chosen: Filter) -> None:
    noted = frozenset({CLAIM})
    asked = Scope(dataset=dataset, filter=chosen, noted=noted)
    for name in dataset.tables:
        rows = dataset.tables[name].rows
        expected = filters.apply(rows, chosen, dataset=dataset, noted=noted)
        assert asked.visible(rows) == expected
        assert asked.visible(list(rows)) == expected
        assert tuple(row for row in rows if asked.keeps(row)) == expected


def test_the_answer_for_a_table_is_found_once(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Scope(dataset=dataset, filter=KNOWN)
    first = asked.visible(dataset.events)
    monkeypatch.setattr(filters, "apply", lambda *_a, **_k: pytest.fail("asked again"))
    assert asked.visible(dataset.events) is first


def test_a_part_of_a_table_is_never_answered_with_the_whole(dataset: Dataset) -> None:
    asked = Scope(dataset=dataset)
    assert len(asked.visible(dataset.events)) == len(dataset.events)
    assert len(asked.visible(dataset.events[:3])) == 3
    assert asked.visible(()) == ()


def test_it_is_another_scope_as_soon_as_anything_changes(dataset: Dataset) -> None:
    asked = Scope(dataset=dataset)
    same = (dataset, Filter(), "PHIA")
    assert asked.is_of(*same)
    for at, other in enumerate((dataclasses.replace(dataset), KNOWN, "ICD203")):
        assert not asked.is_of(*same[:at], other, *same[at + 1 :])  # type: ignore[arg-type, call-arg]


def test_a_note_on_another_entry_drops_only_the_answers_that_notes_decide(dataset: Dataset) -> None:
    event = dataset.events[0]
    with_notes = Filter(only_with_notes=True)
    before = Scope(dataset=dataset)
    assert before.asking(with_notes).visible(dataset.events) == ()
    drawn, asked_aside = chart("turnover", before), before.asking(KNOWN).visible(dataset.claims)
    after = before.noting(frozenset({event.ref}))
    assert chart("turnover", after) is drawn
    assert after.asking(KNOWN).visible(dataset.claims) is asked_aside
    assert after.asking(with_notes).visible(dataset.events) == (event,)
    assert after.asking(with_notes).noting(frozenset()).visible(dataset.events) == ()
    assert after.noting(frozenset({event.ref})) is after


def test_another_filter_on_the_same_scope_keeps_its_answers_too(dataset: Dataset) -> None:
    asked = Scope(dataset=dataset, filter=dataclasses.replace(KNOWN, ambition="B"), noted=frozenset({CLAIM}))
    aside = asked.without("ambition")
    assert aside == dataclasses.replace(asked, filter=KNOWN)
    assert aside is asked.without("ambition")
    assert aside.without("ambition") is aside
    assert len(aside.visible(dataset.events)) > len(asked.visible(dataset.events))


def test_a_chart_is_drawn_up_once(dataset: Dataset) -> None:
    asked = Scope(dataset=dataset)
    assert chart("q-turnover", asked) is chart("q-turnover", asked, options=ChartOptions())
    assert chart("q-turnover", asked) is not chart("q-turnover", asked, options=ChartOptions(log=True))
    assert chart("q-turnover", asked) is not chart("q-turnover", asked.asking(KNOWN))


def test_every_view_shows_entries_with_notes_alone_where_that_is_asked(dataset: Dataset) -> None:
    kinds = ("events", "corridors", "actors", "evidence", "indicators")
    noted = {name: dataset.tables[name].rows[1].ref for name in kinds}
    asked = Scope(dataset=dataset, filter=Filter(only_with_notes=True), noted=frozenset(noted.values()))
    shown = {
        "events": timeline.spec(asked).items,
        "corridors": corridors.corridors_table(asked).rows,
        "actors": actors.actors_table(asked).rows,
        "evidence": ambitions.evidence_table(asked).rows,
        "indicators": ambitions.indicators(asked).rows,
    }
    assert {name: [one.ref for one in found] for name, found in shown.items()} == {
        name: [ref] for name, ref in noted.items()
    }


def test_claims_and_judgements_with_notes_are_those_with_notes(dataset: Dataset) -> None:
    judgement = next(j for j in dataset.judgements if j.kind == "judgement")
    asked = Scope(dataset=dataset, filter=Filter(only_with_notes=True), noted=frozenset({CLAIM, judgement.ref}))
    assert [claim.ref for claim in claims.in_order(asked)] == [CLAIM]
    assert [line.ref for line in overview.lines(asked, kind="judgement")] == [judgement.ref]
