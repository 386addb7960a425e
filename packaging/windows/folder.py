"""The folder that is shipped: interpreter, packages and program, trimmed, compiled and complete."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import PathDistribution
from pathlib import Path

from components import (
    IS_A_TEXT,
    LICENCES,
    QT,
    QT_LICENCE,
    SBOM,
    Component,
    copy_texts,
    inside_wheels,
    licence_of,
    own_parts,
    sbom,
)
from windows.images import imported
from windows.parts import PYTHON

ROOT = Path(__file__).resolve().parents[2]
IMAGES = (".exe", ".dll", ".pyd")
MANIFEST = "files.txt"
"""The list of all files with their sizes: whoever unpacks an archive that was cut short is told."""

# Of the standard library: what nobody asks for, what tests, and what a desktop without a network has no use for.
_STANDARD = re.compile(
    r"(test|idlelib|tkinter|turtledemo|ensurepip|pip|pip-.*|pydoc_data|venv|wsgiref|xmlrpc|curses|dbm|lib2to3"
    r"|site-packages|__phello__|unittest|sysconfig/__main__)(/|$)"
    r"|(turtle|doctest|antigravity|this|__hello__|ftplib|imaplib|poplib|smtplib|mailbox|ssl|pdb|bdb"
    r"|pyclbr|_aix_support|_android_support|_apple_support|_ios_support|_osx_support|rlcompleter|tabnanny|pty"
    r"|tty|modulefinder|zipapp)\.py$"
    r"|_(ctypes_)?test.*\.pyd$|(_tkinter|_ssl|_hashlib|_wmi|winsound|xxlimited.*|_testconsole)\.pyd$"
    r"|(tcl86t|tk86t|libcrypto-3|libssl-3|pyshellext|zlib1)\.dll$"
)
# Of Qt, which comes as one wheel: only this.
_QT = re.compile(
    r"PySide6/(__init__\.py|_config\.py|_git_pyside_version\.py|Qt(Core|Gui|Widgets|Svg|Pdf)\.pyd"
    r"|Qt6(Core|Gui|Widgets|Svg|Pdf|Network)\.dll|pyside6\.abi3\.dll|(msvcp140(_[12])?|vcruntime140(_1)?)\.dll"
    r"|support/.*\.py|plugins/platforms/q(windows|offscreen)\.dll|plugins/imageformats/q(ico|jpeg|svg)\.dll"
    r"|plugins/iconengines/qsvgicon\.dll|translations/qtbase_(de|fr|it|en)\.qm)$"
)
_SHIBOKEN = re.compile(r"shiboken6/(.*\.py|Shiboken\.pyd|(shiboken6\.abi3|msvcp140(_[12])?|vcruntime140(_1)?)\.dll)$")
# Of all others: no tests, no types, no examples, nothing to build with.
_OTHERS = re.compile(
    r"(^|/)(tests|testing|f2py|_pyinstaller|__pyinstaller|pyi_hooks)/|\.(pyi|pyx|pxd|c|h|cpp|lib|a|exe|typed|sh|in)$"
    r"|^numpy/(typing/tests|_core/include|_core/lib|random/lib|doc|distutils|conftest)"
    r"|^numpy/_core/_.*_tests\.|^pandas/(conftest|pyproject)|^pandas/io/formats/templates/"
    r"|^pyqtgraph/(opengl|examples|jupyter|console|canvas|dockarea|flowchart|parametertree/parameterTypes/.*ui)/"
    r"|^pyqtgraph/icons/peegee/|^typing_extensions|^bin/|^scripts/"
)
_NUMPY_TESTING = re.compile(r"^numpy/testing/")

# Libraries that Windows 10 (from version 1809) and 11 bring along; everything else must lie in the folder.
_SYSTEM_NAMES = """
  advapi32 authz bcrypt bcryptprimitives cfgmgr32 combase comctl32 comdlg32 crypt32 cryptbase d2d1 d3d9 d3d11 d3d12
  dbghelp dcomp dnsapi dwmapi dwrite dxgi dxva2 gdi32 icu icuuc imm32 iphlpapi kernel32 mpr mscms msimg32 msvcrt
  ncrypt netapi32 ntdll ole32 oleaut32 opengl32 powrprof propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi
  synchronization ucrtbase uiautomationcore user32 userenv usp10 uxtheme version winhttp winmm wintrust ws2_32 wtsapi32
"""
_SYSTEM = {"winspool.drv"} | {f"{name}.dll" for name in _SYSTEM_NAMES.split()}


def standard_library(python: Path, library: Path) -> None:
    """Takes over the interpreter and what is needed of its standard library.

    Args:
        python: The unpacked interpreter for Windows.
        library: The folder ``lib`` of the program.
    """
    shutil.copy2(python / "python313.dll", library)
    source = python / "lib"
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_file() and path.suffix in (".py", ".pyd", ".dll") and not _STANDARD.match(name):
            _copy(path, library / name)


def packages(wheels: Iterable[Path], library: Path) -> None:
    """Takes over what is needed of each wheel.

    Args:
        wheels: The wheels of the lock.
        library: The folder ``lib`` of the program.
    """
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in sorted(archive.namelist()):
                if not name.endswith("/") and _is_needed(name):
                    archive.extract(name, library)


def _is_needed(name: str) -> bool:
    if ".dist-info/" in name or ".data/" in name:
        return False
    if name.startswith("PySide6/"):
        return bool(_QT.match(name))
    if name.startswith("shiboken6/"):
        return bool(_SHIBOKEN.match(name))
    return not _OTHERS.search(name)


def program(library: Path) -> None:
    """Takes over the program with its data and resources, and what starts it.

    Args:
        library: The folder ``lib`` of the program.
    """
    own = library / "briefing_app"
    without = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "briefing_app", own, ignore=without)
    for part in ("data", "resources"):
        shutil.copytree(ROOT / part, own / part, ignore=without)
    shutil.copy2(ROOT / "packaging/rt_qt.py", library)
    shutil.copy2(ROOT / "packaging/windows/start.py", library)
    # The interpreter looks here and nowhere else, whatever the machine's variables and registry say.
    (library / "python313._pth").write_text(".\n", encoding="ascii")


def carried(python: Path, wheels: Iterable[Path], library: Path, scratch: Path) -> list[Component]:
    """Returns what the package carries, each part with its licence.

    Args:
        python: The unpacked interpreter for this machine, which holds the interpreter's licence.
        wheels: The wheels of the lock.
        library: The folder ``lib`` of the program, with what was taken of the wheels.
        scratch: Where the facts of the wheels are unpacked.
    """
    licence = (python / "lib/python3.13/LICENSE.txt",)
    origin = f"pkg:maven/org.bytedeco/cpython@{PYTHON}-1.5.12"
    found = [
        Component(name="CPython", version=PYTHON, licence="PSF-2.0", purl=origin, texts=licence),
        Component(name="mingw-w64 runtime, in the launchers", version="", licence="ZPL-2.1", kind="data"),
        Component(name="NSIS, in the installer", version="", licence="Zlib", kind="data"),
        *own_parts(),
        *inside_wheels(library),
    ]
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(scratch, [name for name in archive.namelist() if ".dist-info/" in name])
    for folder in sorted(scratch.glob("*.dist-info")):
        facts = PathDistribution(folder)
        name = re.sub(r"[-_.]+", "-", facts.metadata["Name"]).lower()
        found.append(
            Component(
                name=facts.metadata["Name"],
                version=facts.version,
                licence=QT_LICENCE if name in QT else licence_of(facts.metadata),
                purl=f"pkg:pypi/{name}@{facts.version}",
                texts=tuple(
                    path
                    for path in sorted(folder.rglob("*"))
                    if path.is_file() and (IS_A_TEXT.search(path.name) or "sboms" in path.parts)
                ),
            )
        )
    return sorted(found, key=lambda component: (component.kind, component.folder))


def licences(found: Iterable[Component], library: Path, version: str, moment: datetime) -> Path:
    """Puts the licences of all components into the program's folder of licences, and their list beside them.

    Args:
        found: The components.
        library: The folder ``lib`` of the program.
        version: The program's version.
        moment: The moment that the list carries.

    Returns:
        The list.
    """
    folder = library / LICENCES
    copy_texts(found, folder)
    shutil.copyfile(ROOT / "LICENSE", folder / "Briefing-App.txt")
    made = json.dumps(sbom(found, version, moment), indent=1, ensure_ascii=False) + "\n"
    (folder / SBOM).write_text(made, encoding="utf-8")
    return folder / SBOM


def compile_modules(python: Path, library: Path) -> None:
    """Compiles every module and drops its source: it starts as fast as it can, and nothing is written there later.

    Args:
        python: The interpreter for this machine, of the same version as the one for Windows.
        library: The folder ``lib`` of the program.
    """
    interpreter = python / "bin/python3.13"
    interpreter.chmod(0o755)
    options = ("-q", "-b", "-f", "-o", "1", "-s", str(library), "--invalidation-mode", "unchecked-hash")
    command = (str(interpreter), "-I", "-m", "compileall", *options, str(library))
    if subprocess.run(command, env={"PYTHONHASHSEED": "0"}).returncode:
        sys.exit("A module could not be compiled; its name stands above.")
    for path in library.rglob("*.py"):
        path.unlink()
    for path in [*library.rglob("__pycache__")]:
        shutil.rmtree(path)


def lacking(folder: Path) -> list[str]:
    """Returns, as sentences, which libraries an image of the folder loads and nobody brings along.

    Args:
        folder: The folder that is shipped.
    """
    images = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in IMAGES]
    there = {path.name.lower() for path in images}
    return [
        f"{path.relative_to(folder)} loads {name}, which is neither in the folder nor a part of Windows."
        for path in images
        for name in sorted(imported(path) - there - _SYSTEM)
        if not name.startswith(("api-ms-win-", "ext-ms-win-"))
    ]


def write_manifest(folder: Path) -> None:
    """Writes down all files with their sizes, in the order of their names."""
    manifest = folder / "lib" / MANIFEST
    manifest.unlink(missing_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{path.stat().st_size} {path.relative_to(folder).as_posix()}\n" for path in files]
    manifest.write_text("".join(lines), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
