"""Copies of the program with one deliberate breach, for tests that must see a rule go red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_program(folder: Path) -> Path:
    """Copies package and settings, without data and resources."""
    shutil.copytree(ROOT / "briefing_app", folder / "briefing_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def append(program: Path, module: str, code: str) -> None:
    """Adds lines to a module, or makes the module."""
    path = program / "briefing_app" / module
    before = path.read_text(encoding="utf-8") if path.exists() else '"""Made for a test."""\n'
    path.write_text(f"{before}\n\n{code}\n", encoding="utf-8")


def python(program: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Runs code in a fresh process that takes the program from the copy."""
    variables = dict(os.environ, PYTHONPATH=str(program), COLUMNS="400", PYTHONIOENCODING="utf-8")
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=program, env=variables, capture_output=True, text=True, encoding="utf-8")
