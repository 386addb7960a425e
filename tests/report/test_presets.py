"""Choices kept under a name survive a file, and a file of another time or of anybody does no harm."""

from __future__ import annotations

import json

import pytest

from briefing_app.errors import ExpectedError
from briefing_app.report import history
from briefing_app.report.options import BriefingOptions
from briefing_app.report.presets import Preset, read, written
from briefing_app.report.sections import KEYS
from tests.report.conftest import DAY


def test_presets_come_back_from_their_file_as_they_were() -> None:
    options = BriefingOptions(date=DAY, sections=("claims", "overview"), marking="OFFICIAL", scheme="uk", grey=True)
    kept = (Preset.of("  For the   minister ", options), Preset(name="Plain"))
    found = read(written(kept).decode(), known=KEYS)
    assert found.presets == kept
    assert found.presets[0].name == "For the minister"
    assert not found.remarks


def test_a_section_that_is_gone_is_left_out_and_told() -> None:
    kept = (
        Preset(name="Old", form="own", sections=("weather", "claims")),
        Preset(name="Gone", form="own", sections=("weather",)),
    )
    found = read(written(kept).decode(), known=KEYS)
    assert found.presets[0].sections == ("claims",)
    assert found.presets[1].form == "standard"
    assert any("weather" in remark for remark in found.remarks)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 9, "presets": []}', "[" * 100_000, "\x00"])
def test_what_is_no_file_of_presets_is_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        read(text, known=KEYS)
    assert caught.value.hint


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"name": 1},
        {"name": "x", "form": "poster"},
        {"name": "x", "sections": "claims"},
        {"name": "x", "grey": 1},
        {"name": "x", "marking": "a\u202eb"},
        {"name": "x" * 900},
    ],
)
def test_a_preset_with_a_wrong_value_is_left_out_and_the_others_stay(row: dict[str, object]) -> None:
    text = json.dumps({"format": 1, "presets": [row, {"name": "Good"}]})
    found = read(text, known=KEYS)
    assert [preset.name for preset in found.presets] == ["Good"]
    assert len(found.remarks) == 1


def test_the_history_comes_back_newest_first_and_passes_over_what_is_none() -> None:
    one = history.Exported(
        path="/tmp/a.pdf",
        moment="2026-11-23T10:00:00+00:00",
        digest="0" * 64,
        pages=12,
        notes=0,
        title="T",
        date="2026-11-23",
        edition="1",
        fingerprint="f",
        filter_words="no filter",
        filter={},
        preset=Preset(name="T"),
    )
    text = history.written((one,)).decode()
    assert history.read(text) == (one,)
    broken = json.loads(text)
    broken["exports"].append({"path": 3})
    assert history.read(json.dumps(broken)) == (one,)
    assert history.read("no json") == ()
