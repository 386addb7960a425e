"""What tabs want to find again is taken from the preferences only where a window can use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing_app import settings


@pytest.mark.parametrize("value", [10**20, -(10**20), 1e300, float("nan"), "x" * 3_000, [[[[[[[[]]]]]]]]])
def test_views_that_no_window_can_use_are_left_out_and_the_rest_is_kept(tmp_path: Path, value: Any) -> None:
    stored = {"format": settings.FORMAT, "paper": "letter", "views": {"notes": {"sort": value}}}
    (tmp_path / settings.FILE).write_text(json.dumps(stored))
    found = settings.load(tmp_path)
    assert found.paper == "letter"
    assert found.views == {"notes": {}}


def test_views_of_the_usual_kind_are_kept(tmp_path: Path) -> None:
    views = {"trade": {"chart": "value", "log": False, "zoom": [1, 2.5, None]}, "notes": {}}
    (tmp_path / settings.FILE).write_text(json.dumps({"format": settings.FORMAT, "views": views}))
    assert settings.load(tmp_path).views == views
