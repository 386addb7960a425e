"""The steps that make a package: what is cut, what is missed, what is listed."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from briefing_app import paths
from tests.marks import windowed

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))  # its scripts lie beside the program, not in it


def step(name: str) -> ModuleType:
    """Returns a script of the packaging as a module."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def test_fonts_inside_a_library_are_blanked_and_nothing_else(tmp_path: Path) -> None:
    font = (paths.fonts() / "NotoSans-Bold.ttf").read_bytes()
    other = b"OTTO\x00\x09 that is no font" + os.urandom(64)
    library = tmp_path / "library.so"
    library.write_bytes(other + font + b"between" + font + other)
    assert step("linux/slim").blank_fonts(library) == 2
    assert library.read_bytes() == other + bytes(len(font)) + b"between" + bytes(len(font)) + other


TYPESET = """
import sys, typst
fonts = typst.Fonts(font_paths=[sys.argv[2]], include_system_fonts=False, include_embedded_fonts=False)
sys.stdout.buffer.write(typst.compile(sys.argv[1].encode(), font_paths=fonts, format="svg"))
"""

COMPUTE = """
import ctypes, sys
dot = ctypes.CDLL(sys.argv[1]).scipy_cblas_ddot64_
dot.restype = ctypes.c_double
numbers, one, three = (ctypes.c_double * 3)(1, 2, 3), ctypes.c_int64(1), ctypes.c_int64(3)
print(dot(three, numbers, one, numbers, one))
"""
SAY_IN_ASCII = """
import sys
sys.path.insert(0, sys.argv[1])
import anyascii
print(anyascii.anyascii("Қасымова, 北京, \\ufdd0"))
"""
SHOW_A_PAGE = """
import ctypes, sys
stood_in = ctypes.CDLL(sys.argv[1], ctypes.RTLD_GLOBAL)
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
app = QGuiApplication([])
made = QByteArray()
out = QBuffer(made)
out.open(QBuffer.OpenModeFlag.WriteOnly)
writer = QPdfWriter(out)
painter = QPainter(writer)
painter.fillRect(0, 0, 9999, 9999, 0xFF000000)
painter.end()
out.close()
given = QBuffer(made)
given.open(QBuffer.OpenModeFlag.ReadOnly)
document = QPdfDocument()
document.load(given)
print(document.pageCount(), document.render(0, QSize(40, 40)).pixelColor(20, 20).name())
print("the true one as well" if "libQt6Network" in open("/proc/self/maps").read().replace(sys.argv[1], "") else "alone")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of this kind are Linux's")
def test_a_library_without_its_zeros_is_smaller_and_typesets_the_same_bytes(tmp_path: Path) -> None:
    words = '#set text(font: "Noto Sans")\n= Words\n#strike[and] #highlight[more]'
    installed = Path(importlib.import_module("typst").__file__ or "").parent
    shutil.copytree(installed, tmp_path / "typst", ignore=shutil.ignore_patterns("__pycache__"))
    (library,) = (tmp_path / "typst").glob("_typst*.so")
    before = library.stat().st_size
    assert step("linux/slim").blank_fonts(library) > 0
    gone = step("linux/holes").take_out(library)
    assert gone > 10_000_000
    assert library.stat().st_size == before - gone

    def typeset(place: Path) -> bytes:
        command = [sys.executable, "-c", TYPESET, words, str(paths.fonts())]
        return subprocess.run(command, check=True, capture_output=True, env={"PYTHONPATH": str(place)}).stdout

    assert typeset(tmp_path) == typeset(installed.parent)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of this kind are Linux's")
def test_a_library_without_names_for_a_debugger_is_smaller_and_computes_as_before(tmp_path: Path) -> None:
    folder = Path(importlib.import_module("numpy").__file__ or "").parent.parent / "numpy.libs"
    for path in folder.iterdir():
        shutil.copy2(path, tmp_path / path.name)
    (library,) = tmp_path.glob("libscipy_openblas*.so")
    before = library.stat().st_size
    assert step("linux/holes").blank_symbols(library) > 500_000
    gone = step("linux/holes").take_out(library)
    assert gone > 500_000
    assert library.stat().st_size == before - gone
    done = subprocess.run(
        [sys.executable, "-c", COMPUTE, str(library)],
        capture_output=True,
        text=True,
        env={"LD_LIBRARY_PATH": str(tmp_path)},
    )
    assert (done.stdout, done.stderr) == ("14.0\n", "")


def test_what_runs_first_works_where_no_folder_was_unpacked() -> None:
    done = subprocess.run([sys.executable, "-I", str(PACKAGING / "rt_qt.py")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), "as on Windows, where the program lies unfrozen"


def test_many_small_tables_are_read_from_one_file_as_before(tmp_path: Path) -> None:
    installed = Path(importlib.import_module("anyascii").__file__ or "").parent
    shutil.copytree(installed, tmp_path / "anyascii", ignore=shutil.ignore_patterns("__pycache__"))
    step("linux/slim").in_one_file(tmp_path / "anyascii")
    assert [path.name for path in tmp_path.iterdir()] == ["anyascii.zip"]
    words = [sys.executable, "-I", "-c", SAY_IN_ASCII]
    from_one, from_many = (
        subprocess.run([*words, str(place)], capture_output=True, text=True)
        for place in (tmp_path / "anyascii.zip", installed.parent)
    )
    assert from_one.stdout.startswith("Qasymova, BeiJing")
    assert (from_one.stdout, from_one.stderr) == (from_many.stdout, from_many.stderr)


@windowed
@pytest.mark.skipif(not shutil.which("ld") or not sys.platform.startswith("linux"), reason="ld is not installed")
def test_a_library_of_which_nothing_is_called_is_stood_in_for_and_pages_are_shown_as_before(tmp_path: Path) -> None:
    libraries = Path(importlib.import_module("PySide6").__file__ or "").parent / "Qt/lib"
    network = libraries / "libQt6Network.so.6"
    made = step("linux/stand_ins").make(network, [libraries / "libQt6Pdf.so.6"], tmp_path)
    assert made.stat().st_size < network.stat().st_size / 50
    asked_for = subprocess.run(["objdump", "-p", str(made)], capture_output=True, text=True, check=True).stdout
    assert "NEEDED" not in asked_for, "nothing comes along with it"
    done = subprocess.run(
        [sys.executable, "-c", SHOW_A_PAGE, str(made)],
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout == "1 #000000\nalone\n", done.stderr


@pytest.mark.skipif(not shutil.which("objdump"), reason="objdump is not installed")
def test_a_library_that_is_not_carried_is_missed_by_name(tmp_path: Path) -> None:
    program = tmp_path / "true"
    shutil.copy("/bin/true", program)
    closure = step("linux/closure")
    closure.MUST_BE_THERE, closure.MUST_BE_SHOWN_BY = ("libnothing.so.1",), ()
    assert closure.missing_from(tmp_path) == ["libnothing.so.1 is not in the folder"]
    closure.MUST_BE_THERE = ()
    assert closure.missing_from(tmp_path) == [], "the C library is the system's own"
    closure.FROM_THE_SYSTEM = re.compile("nothing")
    assert closure.missing_from(tmp_path) == ["true needs libc.so.6"]


def test_the_list_of_components_is_the_same_for_the_same_components_and_names_all_of_the_lock() -> None:
    components = step("components")
    found = [components.interpreter(), *components.python_packages(), *components.own_parts()]
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    made = components.sbom(found, "1.0", moment)
    assert made == components.sbom(found, "1.0", moment)
    names = {entry["name"].casefold().replace("_", "-") for entry in made["components"]}
    here = {name for name in components.locked() if importlib.util.find_spec(name.replace("-", "_"))}
    assert {"numpy", "pandas", "typst"} <= here <= names
    references = [entry["bom-ref"] for entry in made["components"]]
    assert len(references) == len(set(references))
    assert made["dependencies"][0]["dependsOn"] == references
    assert json.dumps(made)


def test_every_python_package_brings_its_licence_as_text(tmp_path: Path) -> None:
    components = step("components")
    found = list(components.python_packages())
    without = [c.name for c in found if not c.texts and c.licence != components.QT_LICENCE]
    assert without == []
    components.copy_texts(found, tmp_path)
    assert {folder.name for folder in tmp_path.iterdir()} == {c.folder for c in found if c.texts}
    for text in tmp_path.rglob("*"):
        assert text.is_dir() or text.stat().st_size > 100


@pytest.mark.skipif(not shutil.which("xz"), reason="xz is not installed")
def test_the_same_folder_is_packed_to_the_same_bytes(tmp_path: Path) -> None:
    pack = step("linux/pack")
    archives = []
    for name in ("one", "two"):
        folder = tmp_path / name / "briefing-app"
        folder.mkdir(parents=True)
        for part in ("b", "a") if name == "one" else ("a", "b"):
            (folder / part).write_text(part, encoding="utf-8")
        (folder / "a").chmod(0o600 if name == "one" else 0o644)
        pack.same_time(folder, 1_700_000_000)
        archives.append(tmp_path / f"{name}.tar.xz")
        pack.archive(folder, archives[-1], 1_700_000_000)
    assert archives[0].read_bytes() == archives[1].read_bytes()


def test_a_build_without_room_on_the_disk_ends_in_words_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bootstrap = step("bootstrap")
    monkeypatch.setattr(bootstrap, "BUILD_ROOM", 10**18)
    with pytest.raises(SystemExit, match="Free some room"):
        bootstrap.prepare_build()


def test_a_build_without_its_tools_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap = step("bootstrap")
    monkeypatch.setattr(bootstrap, "BUILD_TOOLS", {"no-such-tool": "some-package"})
    monkeypatch.setattr(bootstrap, "may_install", lambda: False)
    with pytest.raises(SystemExit, match=r"sudo apt install .*some-package"):
        bootstrap.prepare_build()


@pytest.mark.parametrize("verb", ["windows", "try-windows"])
def test_a_package_for_windows_leaves_the_environment_of_the_checkout_alone(
    verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap = step("bootstrap")
    prepared: list[Path] = []
    monkeypatch.setattr(bootstrap.Environment, "prepare", lambda self, _lock: prepared.append(self.folder))
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 0))
    assert bootstrap.main(["package", verb]) == 0
    assert prepared == [PACKAGING.parent / "build/packaging-windows"]


@pytest.mark.skipif(not shutil.which("objdump"), reason="objdump is not installed")
def test_a_library_that_nothing_asks_for_is_not_packed(tmp_path: Path) -> None:
    inside = tmp_path / "_internal"
    inside.mkdir()
    closure = step("linux/closure")
    for name in ("libstray.so.0", "libpython3.11.so.1.0", closure.MUST_BE_THERE[0]):
        shutil.copy("/bin/true", inside / name)
    assert closure.needless_in(tmp_path) == ["libstray.so.0"]


def test_a_folder_without_a_door_to_the_screen_is_no_package(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "linux/closure.py"), str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "libqxcb.so is not in the folder" in done.stderr
