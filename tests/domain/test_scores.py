"""The matrix counts what the README of the data package says it should count."""

from __future__ import annotations

import re

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions import scores
from briefing_app.domain.tables import Dataset

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
