"""The bundled data, read once."""

from __future__ import annotations

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.tables import Dataset


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(paths.bundled_data())
