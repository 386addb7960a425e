"""Two runs of the tests together leave nothing out and repeat nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = """
import pytest

def test_that_passes(): pass
def test_that_fails(): assert False
def test_that_needs_the_window(): pytest.skip("needs the window")
@pytest.fixture
def heap():
    yield
    assert False
def test_that_leaves_a_heap(heap): pass
"""


def _run(folder: Path, *options: str) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "-n", "2", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


def test_a_second_run_takes_what_has_not_passed_in_the_first(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n", encoding="utf-8")
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    passed = tmp_path / "build/passed.txt"
    assert "2 passed, 1 skipped" in _run(tmp_path, f"--keep-passed={passed}")
    assert passed.read_text(encoding="utf-8") == "test_some.py::test_that_passes\n"
    second = _run(tmp_path, f"--not-again={passed}")
    assert "PASSED test_some.py::test_that_passes" not in second
    assert "1 passed, 1 skipped" in second
    assert "FAILED test_some.py::test_that_fails" in second
    assert "ERROR test_some.py::test_that_leaves_a_heap" in second


def test_without_a_first_run_nothing_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n", encoding="utf-8")
    (tmp_path / "test_some.py").write_text("def test_that_passes(): pass\n", encoding="utf-8")
    assert "1 passed" in _run(tmp_path, "--not-again=nowhere.txt")
