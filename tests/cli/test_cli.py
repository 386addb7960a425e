"""The command line answers in one sentence, with the right exit status and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "briefing_app", *words], capture_output=True, text=True, timeout=60)


def test_check_reports_no_problem_on_the_bundled_data() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 problems")


@pytest.mark.parametrize(
    "words", [["fly"], ["notes"], ["notes", "add", "x"], ["--goto", "nonsense"], ["check", "--no"]]
)
def test_wrong_use_is_one_sentence_and_status_2(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_data_that_is_not_there_is_one_sentence_and_status_1(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "nothing"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_note_added_is_listed(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "Профиль ä"))
    added = run("notes", "add", "event/e-2023-forum-astana", "--text", "Ask", "--tag", "t", *profile)
    assert added.returncode == 0, added.stderr
    listed = json.loads(run("notes", "list", "--json", *profile).stdout)
    assert [(n["target"], n["body"], n["tags"]) for n in listed] == [("event/e-2023-forum-astana", "Ask", ["t"])]


def test_a_note_on_nothing_is_refused(tmp_path: Path) -> None:
    done = run("notes", "add", "event/e-0000-none", "--text", "x", "--profile", str(tmp_path))
    assert done.returncode == 1
    assert "no entry" in done.stderr


def test_the_command_line_loads_neither_qt_nor_numpy_nor_pandas() -> None:
    code = "import sys, briefing_app.cli; print([m for m in ('PySide6', 'numpy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"
