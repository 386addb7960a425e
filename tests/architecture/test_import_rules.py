"""Who may import whom: the program keeps every rule, and each rule goes red at a deliberate breach."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.architecture.copies import ROOT, append, copy_program, python

LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])"
LIGHT = (
    "import sys, briefing_app.cli; assert briefing_app.cli.__file__.startswith({root!r}), briefing_app.cli.__file__; "
    "print([n for n in ('PySide6', 'numpy', 'pandas', 'pyqtgraph', 'typst', 'pypdf') if n in sys.modules])"
)


def contracts() -> dict[str, str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def broken(program: Path) -> set[str]:
    """Returns the ids of the contracts that a program breaks."""
    result = python(program, LINT)
    verdicts = {
        contract: "BROKEN" if f"{name} BROKEN" in result.stdout else "KEPT" if f"{name} KEPT" in result.stdout else ""
        for contract, name in contracts().items()
    }
    assert all(verdicts.values()), result.stdout + result.stderr
    return {contract for contract, verdict in verdicts.items() if verdict == "BROKEN"}


def test_the_program_keeps_every_rule() -> None:
    assert broken(ROOT) == set()


INSIDE = "def _breach() -> None:\n    "
BREACHES = [
    ("domain/search.py", INSIDE + "import briefing_app.desk", {"floors", "no-cycles"}),
    ("notes/rows.py", INSIDE + "import briefing_app.dataset.loader", {"floors"}),
    ("dataset/rows.py", "import briefing_app.report", {"floors"}),
    ("errors.py", INSIDE + "import briefing_app.paths", {"floors", "no-cycles"}),
    ("domain/search.py", INSIDE + "import briefing_app.pictures.shapes", {"floors", "no-cycles"}),
    ("pictures/shapes.py", INSIDE + "import briefing_app.report.options", {"floors", "no-cycles"}),
    ("pictures/shapes.py", INSIDE + "import PySide6.QtGui", {"qt-only-in-ui"}),
    ("desk/history.py", INSIDE + "import PySide6.QtCore", {"qt-only-in-ui"}),
    ("domain/search.py", INSIDE + "import pyqtgraph", {"qt-only-in-ui"}),
    ("ui/keys.py", INSIDE + "import pandas", {"pandas-only-below"}),
    ("desk/history.py", INSIDE + "import pandas", {"pandas-only-below"}),
    ("ui/keys.py", INSIDE + "import briefing_app.notes.notebook", {"ui-asks-desk"}),
    ("ui/keys.py", INSIDE + "import briefing_app.dataset.loader", {"ui-asks-desk"}),
    ("domain/search.py", INSIDE + "import briefing_app.settings", {"values-handed-in"}),
    ("notes/rows.py", INSIDE + "import briefing_app.paths", {"values-handed-in"}),
    ("ui/tabs/trade.py", INSIDE + "import briefing_app.ui.tabs.claims", {"tabs-apart"}),
    ("domain/specs/common.py", INSIDE + "import briefing_app.domain.specs.table", {"no-cycles"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("module", "code", "red"), BREACHES, ids=[f"{m}: {c.split()[-1]}" for m, c, _ in BREACHES])
def test_a_breach_turns_exactly_its_rule_red(tmp_path: Path, module: str, code: str, red: set[str]) -> None:
    program = copy_program(tmp_path)
    append(program, module, code)
    assert broken(program) == red


def test_every_rule_has_a_breach() -> None:
    assert set().union(*(red for _, _, red in BREACHES)) == set(contracts())


@pytest.mark.slow
def test_a_module_without_a_floor_is_refused(tmp_path: Path) -> None:
    program = copy_program(tmp_path)
    append(program, "helpers.py", "")
    result = python(program, LINT)
    assert result.returncode != 0
    assert "helpers" in result.stdout


@pytest.mark.slow
def test_a_tab_that_reaches_another_through_the_window_is_found(tmp_path: Path) -> None:
    program = copy_program(tmp_path)
    append(program, "ui/keys.py", INSIDE + "import briefing_app.ui.tabs.claims")
    append(program, "ui/tabs/trade.py", INSIDE + "import briefing_app.ui.keys")
    assert "tabs-apart" in broken(program)


def heavy(program: Path) -> str:
    """Returns which heavy packages the command line has loaded before it knows its command."""
    result = python(program, LIGHT.format(root=str(program)))
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_the_command_line_starts_light() -> None:
    assert heavy(ROOT) == "[]"


def test_a_heavy_import_on_the_way_to_the_command_line_is_found(tmp_path: Path) -> None:
    program = copy_program(tmp_path)
    append(program, "errors.py", "import numpy")
    assert heavy(program) == "['numpy']"


RUFF = (
    "import sys; sys.exit(__import__('subprocess').run([sys.executable, '-m', 'ruff', 'check', '-q', '.']).returncode)"
)


@pytest.mark.parametrize("package", ["pandas", "numpy", "pyqtgraph", "typst", "pypdf"])
def test_a_heavy_import_at_the_top_of_a_module_is_refused_by_lint(tmp_path: Path, package: str) -> None:
    program = copy_program(tmp_path)
    append(program, "domain/late.py", f"import {package}\n\nprint({package})")
    assert "TID253" in python(program, RUFF).stdout
