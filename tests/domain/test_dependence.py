"""How the ambitions depend on each other, assumptions, forecasts, and how the scales of likelihood differ."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions.assumptions import assumptions_table
from briefing_app.domain.ambitions.dependence import dependence, links
from briefing_app.domain.ambitions.forecasts import due_of, forecasts_table
from briefing_app.domain.ambitions.own.records import Assumed, OwnWords
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING
from briefing_app.domain.scale_words import scale_difference
from briefing_app.domain.specs import CausalSpec
from briefing_app.domain.tables import Dataset, Table
from briefing_app.pictures import causal
from briefing_app.pictures.pen import Blank, Box
from tests.domain.bundled import DOCUMENT_DAY
from tests.domain.scopes import scope_of

PACIFIC = Path(__file__).parents[1] / "packs" / "pacific-cables"


@pytest.fixture(scope="module", params=[paths.bundled_data(), PACIFIC], ids=["bundled", "pacific"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return load(request.param)


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    return load(paths.bundled_data())


def test_every_link_says_what_stands_behind_it_or_that_nothing_does(dataset: Dataset) -> None:
    spec = dependence(scope_of(dataset))
    assert len(spec.edges) == len(dataset.influences) > 0
    for edge in spec.edges:
        assert (edge.grounds == 0) == (edge.strength == "none")
        assert ("no evidence found" in edge.spoken) == (edge.strength == "none")
    assert spec.table is not None
    assert [row.ref for row in spec.table.rows] == [edge.ref for edge in spec.edges]


def test_the_first_ambition_stands_left_the_second_right_and_what_is_shared_between(dataset: Dataset) -> None:
    spec = dependence(scope_of(dataset))
    where = {node.letters: node.column for node in spec.nodes}
    first, second = (ambition.letter for ambition in dataset.briefing.ambitions)
    assert (where[first], where[second], where[f"{first} {second}"]) == (0, 2, 1)
    assert len({(node.column, node.row) for node in spec.nodes}) == len(spec.nodes)


@pytest.mark.parametrize("width", [300, 481, 1200])
def test_no_frame_covers_another_and_every_arrow_is_drawn(dataset: Dataset, width: float) -> None:
    spec = dependence(scope_of(dataset))
    drawn = causal.draw(Blank(), spec, Box(0, 0, width, 0))
    frames = [place.box for place in drawn.places if not place.points]
    assert len(frames) == len(spec.nodes)
    assert not any(a.meets(b) for n, a in enumerate(frames) for b in frames[n + 1 :])
    assert {place.ref for place in drawn.places if place.points} == {edge.ref for edge in spec.edges}
    assert drawn.bottom == pytest.approx(causal.needed(Blank(), spec, width), abs=5)


def test_links_known_only_later_are_left_out_under_the_second_clock(bundled: Dataset) -> None:
    now, then = dependence(scope_of(bundled)), dependence(scope_of(bundled, Filter(as_known_on=DOCUMENT_DAY)))
    assert 0 < len(then.edges) < len(now.edges)


def test_without_links_the_picture_says_so() -> None:
    spec = dependence(scope_of(Dataset()))
    assert isinstance(spec, CausalSpec)
    assert spec.caption.empty
    assert causal.draw(Blank(), spec, Box(0, 0, 400, 0)).places == ()


def test_an_arrow_to_a_factor_that_is_not_there_is_not_drawn(bundled: Dataset) -> None:
    spec = dependence(scope_of(bundled))
    less = dataclasses.replace(spec, nodes=spec.nodes[1:])
    gone = spec.nodes[0].ref
    drawn = {place.ref for place in causal.draw(Blank(), less, Box(0, 0, 481, 0)).places if place.points}
    assert drawn == {edge.ref for edge in spec.edges if gone not in (edge.start, edge.end)}


def test_own_assumptions_stand_behind_those_of_the_data(bundled: Dataset) -> None:
    mine = Assumed(note_id="n", target=BRIEFING, assumption="Rails are laid.", standing="caveated")
    spec = assumptions_table(scope_of(bundled), OwnWords(assumed=(mine,)))
    assert len(spec.rows) == len(bundled.assumptions) + 1
    assert [cell.text for cell in spec.rows[-1].cells] == [
        "Rails are laid.", "◐ caveated", "–", "not stated", "–", "me",
    ]  # fmt: skip
    shaky = sum(a.standing in ("unsupported", "broken") for a in bundled.assumptions)
    assert spec.caption.title == f"{shaky} of {len(bundled.assumptions)} key assumptions do not stand"


def test_a_briefing_without_assumptions_says_so() -> None:
    assert assumptions_table(scope_of(Dataset()), OwnWords()).caption.empty


def test_the_ledger_holds_every_forecast_with_due_date_outcome_verdict_and_sources(bundled: Dataset) -> None:
    spec = forecasts_table(scope_of(bundled))
    forecasts = [claim for claim in bundled.claims if claim.kind == "forecast"]
    assert {row.ref for row in spec.rows} == {claim.ref for claim in forecasts}
    assert all(cell.text for row in spec.rows for cell in row.cells)
    dated = next(claim for claim in forecasts if claim.period == "2024/2025")
    assert str(due_of(dated)) == "2025"
    assert due_of(dataclasses.replace(dated, period="")) is None
    assert due_of(dataclasses.replace(dated, period="soon")) is None


def test_the_scales_are_compared_and_every_term_has_its_range(bundled: Dataset) -> None:
    spec = scale_difference(scope_of(bundled))
    said = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in spec.rows}
    assert said["22"] == ["no term", "unlikely (20–45 %)", "a gap in PHIA"]
    assert said["30"] == ["unlikely (25–35 %)", "unlikely (20–45 %)", "same word, other range"]
    assert said["40"] == ["realistic possibility (40–50 %)", "unlikely (20–45 %)", "other words"]
    assert said["78"][0] == "no term"
    for row in spec.rows:
        assert all("%" in cell.text or cell.text == "no term" for cell in row.cells[1:3])


def test_a_package_with_one_scale_has_nothing_to_compare(bundled: Dataset) -> None:
    scales = [term for term in bundled.scales if term.scale != "likelihood-icd203"]
    one = Table(rows=tuple(scales), by_id={term.id: term for term in scales})
    less = dataclasses.replace(bundled, tables={**bundled.tables, "scales": one})
    assert scale_difference(scope_of(less)).caption.empty


def test_what_leads_from_one_ambition_to_another_is_named_with_its_letters_and_what_stands_behind_it(
    dataset: Dataset,
) -> None:
    found = links(scope_of(dataset))
    assert found
    for link in found:
        influence = dataset.find("influences", link.ref.id)
        assert influence is not None
        assert set(link.start) != set(link.end)
        assert " → " in link.letters
        assert link.bare == (influence.strength == "none")
        assert ("no evidence" in link.shown) == link.bare
    bare = [link.bare for link in found]
    assert bare == sorted(bare), "those without evidence come last"
