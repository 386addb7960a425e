"""What a desktop hands over with ``open`` is told apart by its name, and without a display there are words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app.cli import _notes_of
from briefing_app.cli.arguments import parser
from tests.marks import windowed

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")


@pytest.mark.parametrize("name", ["a.briefing.pdf", "A.PDF", "notes.jsonld", "notes.csv", "Жазба.md"])
def test_a_briefing_or_a_file_of_notes_is_offered_to_be_taken_in(name: str) -> None:
    chosen = parser().parse_args(["open", name])
    assert _notes_of(chosen) == Path(name)
    assert not hasattr(chosen, "data")


@pytest.mark.parametrize("name", ["a.briefing.zip", "folder", "datapackage.json"])
def test_anything_else_is_opened_as_a_data_package(name: str) -> None:
    chosen = parser().parse_args(["open", name])
    assert _notes_of(chosen) is None
    assert chosen.data == Path(name).absolute()


def test_open_without_a_file_is_the_window_as_ever() -> None:
    chosen = parser().parse_args(["open"])
    assert _notes_of(chosen) is None
    assert not hasattr(chosen, "data")


@windowed
@on_linux
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":97"}, {"QT_QPA_PLATFORM": "nonsense"}])
def test_without_a_display_the_program_says_so_and_offers_the_export(display: dict[str, str], tmp_path: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in hidden} | display
    command = [sys.executable, "-m", "briefing_app", "--profile", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "no display" in line
    assert "briefing-app export briefing.pdf" in line


@windowed
def test_with_a_display_that_has_no_screen_the_program_says_so_and_offers_the_export(tmp_path: Path) -> None:
    (tmp_path / "screens.json").write_text('{"screens": []}', encoding="ascii")
    env = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path}/screens.json"}
    command = [sys.executable, "-m", "briefing_app", "--profile", str(tmp_path / "profile")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "no display" in line
    assert "briefing-app export briefing.pdf" in line
