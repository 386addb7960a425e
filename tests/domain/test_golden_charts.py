"""The charts of the bundled data say and draw what they were written down to say and draw, all of them."""

from __future__ import annotations

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.tables import Dataset
from tests.domain.golden import charts


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def test_all_charts_are_those_of_the_file(dataset: Dataset) -> None:
    found = charts.all_charts(dataset)
    written = charts.read()
    assert set(found) == set(written)
    for name in written:
        assert found[name] == written[name], name
