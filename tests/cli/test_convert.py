"""A package of the first schema is written anew by one command, which says what became of it and what is to be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_app import cli, paths
from tests.dataset.packages import PackageCopy, of_the_first_schema


@pytest.fixture
def old(tmp_path: Path) -> Path:
    copy = of_the_first_schema(PackageCopy(tmp_path / "old"))
    copy.save()
    return copy.folder


def test_it_says_where_it_is_what_stands_in_notes_and_what_is_still_missing(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert cli.main(["check", str(old)]) == 1
    assert "briefing-app convert writes it anew" in capsys.readouterr().out
    assert cli.main(["convert", str(old), str(out)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Written: {out} (")
    assert "are in the notes of their series: kzaf-turnover-usd." in told
    assert f"2 problems in {out}; briefing-app check {out} lists them." in told
    assert "Trade: no row of your own in questions" in told


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["convert"], 2, "required"),
        (["convert", "{old}"], 2, "required"),
        (["convert", "{old}", ""], 2, "it is empty"),
        (["convert", "{old}", "{old}"], 1, "not empty"),
        (["convert", "{old}/actors.csv", "{out}"], 1, ""),
        (["convert", "/dev/null", "{out}"], 1, "device or a pipe"),
        (["convert", "{bundled}", "{out}"], 1, "already of schema 2"),
        (["convert", "{old}", "/proc/nowhere"], 1, "Nothing was left there"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], status: int, said: str
) -> None:
    known = {"old": old, "out": tmp_path / "out", "bundled": paths.bundled_data()}
    assert cli.main([word.format(**known) for word in words]) == status
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert said in told.err
    assert not (tmp_path / "out").exists()
