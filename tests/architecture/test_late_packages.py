"""A package that imports its modules late gives every name that it promises, and the one that it promises."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import briefing_app

HOUSE = Path(briefing_app.__file__).parent
LATE = sorted(
    ".".join(("briefing_app", *path.parent.relative_to(HOUSE).parts))
    for path in HOUSE.rglob("__init__.py")
    if "names_from(__name__" in path.read_text(encoding="utf-8")
)


def promised(package: str) -> set[tuple[str, str]]:
    """Module and name of what the type checker is told that a package takes from its own modules."""
    tree = ast.parse(Path(str(importlib.import_module(package).__file__)).read_text(encoding="utf-8"))
    (checked,) = (node for node in tree.body if isinstance(node, ast.If))
    return {
        (node.module.removeprefix(f"{package}."), alias.name)
        for node in checked.body
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.startswith(f"{package}.")
        for alias in node.names
    }


def test_there_are_such_packages() -> None:
    assert "briefing_app.report.sections" in LATE


@pytest.mark.parametrize("package", LATE)
def test_what_is_told_to_the_type_checker_is_what_is_found(package: str) -> None:
    module = importlib.import_module(package)
    table = {(where, name) for where, names in vars(module)["_WHERE"].items() for name in names}
    assert table == promised(package)
    assert {name for _where, name in table} <= set(module.__all__)


@pytest.mark.parametrize("package", LATE)
def test_a_name_is_what_its_module_holds_even_where_a_module_has_the_same_name(package: str) -> None:
    module = importlib.import_module(package)
    for where, name in promised(package):
        inner = importlib.import_module(f"{package}.{where}")  # Python puts it into the package under its own name
        assert getattr(module, name) is getattr(inner, name)
        assert not isinstance(getattr(module, name), ModuleType)


def test_a_name_that_is_not_promised_is_not_there() -> None:
    module = importlib.import_module("briefing_app.domain.specs")
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        module.Nothing  # noqa: B018


def test_one_page_imports_neither_data_frames_nor_what_only_other_forms_draw(tmp_path: Path) -> None:
    told = (
        "import sys; from briefing_app.cli import main;"
        f"main(['export', {str(tmp_path / 'b.pdf')!r}, '--form', 'one-page', '--profile', {str(tmp_path / 'p')!r}]);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "briefing_app.report.sections.page_one" in loaded
    for other in ("pandas", "numpy", "briefing_app.pictures.map", "briefing_app.report.sections.actors"):
        assert other not in loaded
