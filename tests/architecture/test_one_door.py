"""Words reach labels, tooltips, menus and questions by one door, which takes no text for markup."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.copies import ROOT

UI = ROOT / "briefing_app/ui"
DOOR = UI / "plain_text.py"
MADE_THERE = frozenset({"QLabel", "QMessageBox", "QErrorMessage", "QTextDocument", "QGraphicsTextItem"})
CALLED_THERE = frozenset(
    {"setToolTip", "setWhatsThis", "setStatusTip", "setHtml", "insertHtml", "appendHtml", "setMarkdown"}
)


def past_the_door(code: str) -> list[str]:
    """Returns the places where words would reach Qt without passing the door."""
    found = []
    tree = ast.parse(code)
    clips = _clips(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            owner = getattr(called.value, "id", "") if isinstance(called, ast.Attribute) else ""
            emptied = name in CALLED_THERE and all(isinstance(a, ast.Constant) and a.value == "" for a in node.args)
            rich = name == "setTextFormat" and "PlainText" not in ast.unparse(node)
            if name == "setHtml" and owner in clips:
                continue  # what other programs paste is not shown here
            if (
                name in MADE_THERE
                or owner in {"QToolTip", "QMessageBox"}
                or rich
                or (name in CALLED_THERE and not emptied)
            ):
                found.append(f"line {node.lineno}: {name}")
        elif isinstance(node, ast.ClassDef) and any(ast.unparse(base) in MADE_THERE for base in node.bases):
            found.append(f"line {node.lineno}: {node.name}")
    return found + _tips_of_models(tree)


def _clips(tree: ast.AST) -> set[str]:
    """Returns the names of what is made for the clipboard."""
    made = [
        node for node in ast.walk(tree) if isinstance(node, ast.Assign) and ast.unparse(node.value) == "QMimeData()"
    ]
    return {ast.unparse(node.targets[0]) for node in made}


def _tips_of_models(tree: ast.AST) -> list[str]:
    """A model or a row that answers for a tooltip does so with ``tip(...)``."""
    asked = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "ToolTipRole"]
    wrapped = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "tip"]
    return [f"{len(asked)} tooltips of a model, {len(wrapped)} made plain"] if len(asked) > len(wrapped) else []


def test_words_reach_the_window_by_one_door() -> None:
    modules = [m for m in UI.rglob("*.py") if m != DOOR]
    assert len(modules) > 60
    found = {m.relative_to(UI).as_posix(): past_the_door(m.read_text(encoding="utf-8")) for m in modules}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "code",
    [
        "QLabel(name)",
        "QtWidgets.QLabel(name)",
        "class Mine(QLabel): ...",
        "chip.setToolTip(spoken)",
        "field.setHtml(text)",
        "QToolTip.showText(point, text, self)",
        "QMessageBox.warning(self, title, text)",
        "box = QMessageBox(self)",
        "shown.setTextFormat(Qt.TextFormat.AutoText)",
        "def data(self, index, role):\n    if role == Qt.ItemDataRole.ToolTipRole:\n        return self.text(index)",
    ],
)
def test_another_road_is_found(code: str) -> None:
    assert past_the_door(code)


def test_the_door_is_there() -> None:
    assert past_the_door(DOOR.read_text(encoding="utf-8"))
