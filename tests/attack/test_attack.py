"""A thousand hostile inputs: no traceback, no hang, no flood of memory, no write outside the profile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.attack.doors import DOORS
from tests.attack.runner import attack

SHARES = {
    "packages": 300,
    "tables": 200,
    "imports": 150,
    "pdfs": 80,
    "preferences": 70,
    "stores": 100,
    "arguments": 100,
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="limits of memory and time are those of Unix"),
]


def test_every_door_has_its_share_of_a_thousand() -> None:
    assert set(SHARES) == set(DOORS)
    assert sum(SHARES.values()) == 1_000


@pytest.mark.parametrize("door", SHARES)
def test_hostile_input_is_answered_in_words(door: str, tmp_path: Path) -> None:
    assert [str(finding) for finding in attack((door,), SHARES[door], seed=7, folder=tmp_path)] == []
