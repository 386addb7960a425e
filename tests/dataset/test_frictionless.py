"""An independent reader of data packages agrees with ours about the bundled data and about a broken copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from briefing_app.dataset.loader import load

DATA = Path(__file__).resolve().parents[2] / "data"


def complaints(package: Path) -> list[str]:
    report = frictionless.validate(str(package / "datapackage.json"))
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def test_both_find_no_fault_in_the_bundled_data() -> None:
    assert complaints(DATA) == []
    assert load(DATA).problems == ()


def with_a_row_twice(text: str) -> str:
    return text + text.splitlines(keepends=True)[-1]


def with_a_word_for_a_truth_value(text: str) -> str:
    return text.replace(",false,", ",perhaps,", 1)


@pytest.mark.parametrize("damage", [with_a_row_twice, with_a_word_for_a_truth_value])
def test_both_find_the_fault_in_a_broken_copy(tmp_path: Path, damage: Callable[[str], str]) -> None:
    package = tmp_path / "package"
    shutil.copytree(DATA, package)
    file = package / "ratings.csv"
    text = file.read_text(encoding="utf-8")
    assert damage(text) != text
    file.write_text(damage(text), encoding="utf-8")
    assert complaints(package)
    assert "ratings.csv" in {problem.file for problem in load(package).problems}
