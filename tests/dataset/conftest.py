"""Packages to be written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.tables import Dataset
from tests.dataset.packages import PackageCopy, of_the_first_schema


@pytest.fixture
def copy(tmp_path: Path) -> PackageCopy:
    return PackageCopy(tmp_path / "copy")


@pytest.fixture
def first(copy: PackageCopy) -> PackageCopy:
    return of_the_first_schema(copy)


@pytest.fixture(scope="session")
def bundled() -> Dataset:
    return load(paths.bundled_data())
