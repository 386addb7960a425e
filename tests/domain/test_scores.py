"""The matrix counts what the README of the data package says it should count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions import scores
from briefing_app.domain.ambitions.cells import Conditions
from briefing_app.domain.ambitions.scores import scores_table
from briefing_app.domain.ambitions.sensitivity import leave_one_out
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Rating
from briefing_app.domain.tables import Dataset, Table

ROW = re.compile(r"^\| (h-[a-z]+) \|(.+)\|$", re.MULTILINE)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def readme_rows() -> dict[str, list[float]]:
    text = (paths.bundled_data() / "README.md").read_text(encoding="utf-8")
    return {name: [float(cell) for cell in cells.split("|")] for name, cells in ROW.findall(text)}


@pytest.mark.parametrize(("core", "first"), [(False, 0), (True, 4)])
def test_scores_equal_the_table_of_the_readme(dataset: Dataset, core: bool, first: int) -> None:
    expected = {name: tuple(cells[first : first + 4]) for name, cells in readme_rows().items()}
    found = {
        score.ref.id: (score.inconsistency, round(score.weighted, 2), score.consistency, score.rated)
        for score in scores(dataset, core=core)
    }
    assert len(expected) == len(dataset.hypotheses)
    assert found == expected


def _with_ratings(dataset: Dataset, keep: Callable[[Rating], bool]) -> Dataset:
    kept = tuple(rating for rating in dataset.ratings if keep(rating))
    table = Table(rows=kept, by_id={rating.id: rating for rating in kept})
    return replace(dataset, tables={**dataset.tables, "ratings": table})


@pytest.mark.parametrize("left", [0, 1, 40])
def test_an_explanation_that_was_rated_for_few_items_has_no_place(dataset: Dataset, left: int) -> None:
    few = [rating.evidence_id for rating in dataset.ratings if rating.hypothesis_id == "h-moscow"][:left]
    thin = _with_ratings(dataset, lambda r: r.hypothesis_id != "h-moscow" or r.evidence_id in few)
    found = {score.ref.id: score for score in scores(thin)}
    assert not found["h-moscow"].ranked
    assert {s.rank for s in found.values() if s.ranked} <= set(range(1, len(found)))
    spec = scores_table(thin)
    label = found["h-moscow"].label
    assert spec.rows[-1].cells[0].text == label
    assert spec.rows[-1].cells[-1].text == "not rated enough"
    assert label not in spec.caption.summary.split("Without a place")[0]
    assert label in spec.caption.notes[0]
    assert "h-moscow" not in leave_one_out(thin, Filter(), conditions=Conditions()).places


def test_half_of_the_items_are_enough_for_a_place(dataset: Dataset) -> None:
    items = scores(dataset)[0].items
    rated = [r.evidence_id for r in dataset.ratings if r.hypothesis_id == "h-security" and r.rating != "NA"]
    needed = -(-items // 2)
    for number, has_place in ((needed, True), (needed - 1, False)):
        few = set(rated[:number])
        thin = _with_ratings(dataset, lambda r, few=few: r.hypothesis_id != "h-security" or r.evidence_id in few)
        assert {s.ref.id: s.ranked for s in scores(thin)}["h-security"] is has_place


def test_a_matrix_that_nobody_rated_says_so_and_names_no_first(dataset: Dataset) -> None:
    none = _with_ratings(dataset, lambda r: False)
    assert not any(score.ranked for score in scores(none))
    assert "Least" not in scores_table(none).caption.summary
