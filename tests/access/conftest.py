"""One program on a screen in memory for many looks from outside."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.session import Program, Seen, missing, watched
from tests.marks import windowed

LACKING = missing()
pytestmark = [windowed]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what cannot be looked at here, and says what is lacking."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and LACKING:
            item.add_marker(pytest.mark.skip(reason=f"to look from outside, this machine lacks: {LACKING}"))


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Seen]]:
    """The program and who looks at it; the tests of a module go on where the one before left it."""
    os.environ.setdefault("BRIEFING_POLICY", os.devnull + "-no-policy")
    with watched(tmp_path_factory.mktemp("watched")) as (program, seen, _bus):
        yield program, seen


@pytest.fixture
def seen(watching: tuple[Program, Seen]) -> Seen:
    """The program as a screen reader sees it."""
    return watching[1]
