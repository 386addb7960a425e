"""Builds the program for Windows on Linux into dist/: ``./run package windows`` .

``--folder`` leaves it unpacked; ``--quick`` packs the installer loosely, for trials.

A folder, from it a portable archive and an installer, and their SHA-256. The folder holds CPython, the lock's own
wheels and the program, and two small launchers. Maven, mingw-w64 and NSIS make it; on Debian and Ubuntu::

    apt install maven gcc-mingw-w64-x86-64-win32 nsis librsvg2-bin
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from linux.slim import blank_fonts
from tools import run
from windows import folder as parts_of
from windows.images import offered
from windows.parts import LINUX_PYTHON, ROOT, WINDOWS_PYTHON, wheels

sys.path.insert(0, str(ROOT))
from briefing_app import __version__

BUILD, DIST = ROOT / "build/windows", ROOT / "dist"
FOLDER = BUILD / "Briefing App"
SOURCES = ROOT / "packaging/windows"
EPOCH = 1_764_028_800
"""The moment that all files carry, so that the same sources give the same bytes."""
TOOLS = {
    "mvn": "maven",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "makensis": "nsis",
    "rsvg-convert": "librsvg2-bin",
}
ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def main() -> int:
    """Builds folder, archive and installer."""
    absent = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if find_spec("pip") is None:
        absent.append("python3-venv, and a new .venv with it")
    if absent:
        print("These are needed first. Debian, Ubuntu: sudo apt install", *absent, file=sys.stderr)
        return 1
    if shutil.disk_usage(ROOT).free < 2_500_000_000:
        print("The build needs 2.5 GB of free disk. Free some and try again.", file=sys.stderr)
        return 1
    os.environ["SOURCE_DATE_EPOCH"] = str(EPOCH)
    python, own = WINDOWS_PYTHON.fetch(BUILD / "cpython"), LINUX_PYTHON.fetch(BUILD / "cpython-linux")
    found = wheels(BUILD / "wheels")
    print("Putting the folder together …", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    library = FOLDER / "lib"
    library.mkdir(parents=True)
    parts_of.standard_library(python, library)
    parts_of.packages(found, library)
    parts_of.program(library)
    parts_of.compile_modules(own, library)
    if not blank_fonts(library / "typst/_typst.pyd"):
        sys.exit("The typesetting module holds no fonts: blank_fonts in packaging/linux/slim.py is to be looked at.")
    listing = list_components(own, found, library)
    shutil.copy2(ROOT / "LICENSE", FOLDER / "LICENSE.txt")
    forwarder(python, library)
    icon = make_icon()
    launchers(icon)
    if sentences := parts_of.lacking(FOLDER):
        print(*sentences, sep="\n", file=sys.stderr)
        return 1
    parts_of.write_manifest(FOLDER)
    for path in [FOLDER, *FOLDER.rglob("*")]:
        os.utime(path, (EPOCH, EPOCH))
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    print(f"{FOLDER}: {size / 1024 / 1024:.0f} MiB", flush=True)
    if "--folder" in sys.argv[1:]:
        return 0
    DIST.mkdir(exist_ok=True)
    shutil.copyfile(listing, DIST / "briefing-app-windows.sbom.cdx.json")
    made = [portable(), installer(icon, size)]
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
    (DIST / "SHA256SUMS-windows.txt").write_text(sums, encoding="ascii")
    for path in made:
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
    print(sums, end="")
    return 0


def list_components(python: Path, found: list[Path], library: Path) -> Path:
    """Gathers the licences of all components and lists them; returns the list."""
    with tempfile.TemporaryDirectory() as scratch:
        components = parts_of.carried(python, found, library, Path(scratch))
        return parts_of.licences(components, library, __version__, datetime.fromtimestamp(EPOCH, UTC))


def forwarder(python: Path, library: Path) -> None:
    """Makes ``python3.dll``, by which packages for all versions of Python find this one."""
    names = offered(python / "libs/python3.lib")
    lines = [f"  {name} = python313.{name}{' DATA' if data else ''}" for name, data in names.items()]
    definition = BUILD / "python3.def"
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + "\n".join(lines) + "\n", encoding="ascii")
    empty = BUILD / "empty.c"
    empty.write_text("int __stdcall DllMainCRTStartup(void) { return 1; }\n", encoding="ascii")
    gcc("-shared", "-nostdlib", str(empty), str(definition), "-o", str(library / "python3.dll"))


def make_icon() -> Path:
    """Draws the program's icon in all sizes into one file."""
    source = ROOT / "resources/icons/briefing-app.svg"
    pictures = []
    for size in ICON_SIZES:
        command = ("rsvg-convert", "-w", str(size), "-h", str(size), str(source))
        pictures.append(subprocess.run(command, check=True, capture_output=True).stdout)
    at, entries = 6 + 16 * len(pictures), b""
    for size, picture in zip(ICON_SIZES, pictures, strict=True):
        sides = bytes((size % 256, size % 256, 0, 0))
        entries += sides + (1).to_bytes(2, "little") + (32).to_bytes(2, "little")
        entries += len(picture).to_bytes(4, "little") + at.to_bytes(4, "little")
        at += len(picture)
    icon = BUILD / "briefing.ico"
    head = bytes((0, 0, 1, 0)) + len(pictures).to_bytes(2, "little")
    icon.write_bytes(head + entries + b"".join(pictures))
    return icon


def launchers(icon: Path) -> None:
    """Makes the two programs: one for people, one for the command line."""
    kinds = {
        "briefing-app": ("Briefing App", ("-mwindows",)),
        "briefing-app-cli": ("Briefing App, command line", ("-mconsole", "-DCONSOLE")),
    }
    for name, (description, flags) in kinds.items():
        resources = BUILD / f"{name}.res"
        words = {
            "NUMBERS": numbers().replace(".", ","),
            "VERSION": f'"{__version__}"',
            "FILENAME": f'"{name}.exe"',
            "DESCRIPTION": f'"{description}"',
        }
        script = (SOURCES / "launcher.rc").read_text(encoding="ascii")
        defined = "".join(f"#define {key} {value}\n" for key, value in words.items())
        (BUILD / "launcher.rc").write_text(defined + script, encoding="ascii")
        run(
            "x86_64-w64-mingw32-windres",
            "-I",
            str(SOURCES),
            "-I",
            str(icon.parent),
            "-O",
            "coff",
            str(BUILD / "launcher.rc"),
            str(resources),
        )
        gcc("-municode", *flags, str(SOURCES / "launcher.c"), str(resources), "-o", str(FOLDER / f"{name}.exe"))


def gcc(*arguments: str) -> None:
    """Compiles for Windows; no moment of the build is written into the file."""
    run(
        "x86_64-w64-mingw32-gcc",
        "-Os",
        "-s",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-static-libgcc",
        "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va",
        *arguments,
    )


def portable() -> Path:
    """Packs the archive that is unpacked anywhere and keeps its profile beside it."""
    target = DIST / f"briefing-app-{__version__}-windows-portable.zip"
    target.unlink(missing_ok=True)
    top = FOLDER.name
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(FOLDER.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{top}/{path.relative_to(FOLDER).as_posix()}", (2025, 11, 25, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)
        archive.writestr(zipfile.ZipInfo(f"{top}/portable", (2025, 11, 25, 0, 0, 0)), "")
    return target


def installer(icon: Path, size: int) -> Path:
    """Makes the installer."""
    target = DIST / f"briefing-app-{__version__}-windows-setup.exe"
    words: dict[str, object] = {
        "OUT": target,
        "FOLDER": FOLDER,
        "ICON": icon,
        "LICENCE": FOLDER / "LICENSE.txt",
        "VERSION": __version__,
        "NUMBERS": numbers(),
        "MEGABYTES": size // 1_000_000 + 20,
        "KILOBYTES": size // 1024,
    }
    print("Packing the installer (some minutes) …", flush=True)
    words |= {"QUICK": 1} if "--quick" in sys.argv[1:] else {}
    run("makensis", "-V2", "-WX", *(f"-D{key}={value}" for key, value in words.items()), str(SOURCES / "installer.nsi"))
    return target


def numbers() -> str:
    """Returns the version as the four numbers that Windows asks for."""
    return ".".join([*__version__.split("."), "0", "0", "0"][:4])


if __name__ == "__main__":
    sys.exit(main())
