"""Every file is written through one place; what else writes is listed with its reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.copies import ROOT

PACKAGE = ROOT / "briefing_app"
HOME = "files/"
ALLOWED = {
    ("report/typeset.py", "rename"): "takes the folder of a job out of the way of its own child, and writes nothing",
    ("settings/preferences.py", "replace"): "moves an unreadable file aside, and writes nothing",
    ("desk/crashes.py", "open"): "what the system writes while the process dies, begun as a private file",
    ("desk/crashes.py", "rename"): "marks a note of which the person was told, and writes nothing",
    ("ui/logfile.py", "RotatingFileHandler"): "the library's own log, begun as a private file",
    ("ui/selftest.py", "TemporaryDirectory"): "a throwaway profile with bundled data alone",
    (
        "notes/identity.py",
        "truncate",
    ): "empties a log that would be written into another machine's file, and writes nothing",
    ("report/typeset.py", "TemporaryFile"): "what the child says on standard error; it has no name",
}
METHODS = {"write_text", "write_bytes", "touch", "hardlink_to", "symlink_to"}
LIBRARIES = {
    "os": {"open", "fdopen", "replace", "rename", "link", "symlink", "mkfifo", "truncate"},
    "shutil": {"copyfile", "copy", "copy2", "copytree", "move", "copyfileobj"},
    "tempfile": {"TemporaryFile", "NamedTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp"},
}
NAMES = {"FileHandler", "RotatingFileHandler", "TimedRotatingFileHandler", "QSaveFile", "QFile", "QTemporaryFile"}


def _mode(call: ast.Call, position: int) -> str:
    given = [k.value for k in call.keywords if k.arg == "mode"] or call.args[position : position + 1]
    return given[0].value if given and isinstance(given[0], ast.Constant) and isinstance(given[0].value, str) else "r"


def writing(code: str) -> set[str]:
    """Returns the names of calls that open, write or put in place a file."""
    found = set()
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        match call.func:
            case ast.Name("open") if set(_mode(call, 1)) & set("wax+"):
                found.add("open")
            case ast.Attribute(ast.Name(module), name) if module in LIBRARIES:
                if name in LIBRARIES[module]:
                    found.add(name)
            case ast.Attribute(ast.Name("io"), "open") if set(_mode(call, 1)) & set("wax+"):
                found.add("open")
            case ast.Attribute(_, "open") if set(_mode(call, 0)) & set("wax+"):
                found.add("open")
            case ast.Attribute(_, name) if name in METHODS | NAMES:
                found.add(name)
            # A path is put in place of another by one value; text and records take two, or names.
            case ast.Attribute(_, "replace" | "rename" as name) if len(call.args) == 1 and not call.keywords:
                if not _record(call):
                    found.add(name)
            case ast.Name(name) if name in NAMES or any(name in names - {"open"} for names in LIBRARIES.values()):
                if name not in ("copy", "link", "move", "replace", "rename"):
                    found.add(name)
    return found | _inherited(code)


def _inherited(code: str) -> set[str]:
    """Returns the names of writing classes that a class is made from."""
    made = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ClassDef)]
    return {base.id for node in made for base in node.bases if isinstance(base, ast.Name) and base.id in NAMES}


def _record(call: ast.Call) -> bool:
    """Tells a pattern or a record being replaced from a file."""
    return isinstance(call.args[0], ast.Starred)


def modules() -> dict[str, set[str]]:
    found = {}
    for module in sorted(PACKAGE.rglob("*.py")):
        name = module.relative_to(PACKAGE).as_posix()
        if not name.startswith(HOME):
            found[name] = writing(module.read_text(encoding="utf-8"))
    return found


def test_nothing_but_one_place_writes_files() -> None:
    assert {(module, call) for module, calls in modules().items() for call in calls} == set(ALLOWED)


@pytest.mark.parametrize(
    "code",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "path.open('xb')",
        "io.open(path, 'r+')",
        "path.write_text(words)",
        "path.write_bytes(content)",
        "os.replace(a, b)",
        "beside.replace(path)",
        "beside.rename(path)",
        "os.open(path, os.O_RDONLY)",
        "shutil.copyfile(a, b)",
        "tempfile.mkdtemp()",
        "with TemporaryDirectory() as folder: pass",
        "logging.FileHandler(path)",
        "class Ours(RotatingFileHandler): pass",
    ],
)
def test_another_way_of_writing_is_found(code: str) -> None:
    assert writing(code)


@pytest.mark.parametrize(
    "code", ["path.open('rb')", "open(path)", "words.replace('a', 'b')", "replace(record, name=1)", "desk.open()"]
)
def test_reading_and_words_are_not_taken_for_writing(code: str) -> None:
    assert not writing(code)


def test_every_exception_has_its_reason() -> None:
    assert all(len(reason.split()) > 3 for reason in ALLOWED.values())
    assert Path(PACKAGE / HOME).is_dir()
