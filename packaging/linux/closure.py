"""Looks whether a packaged folder holds every library it needs but the C library, and no other: ``closure.py PATH``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

FROM_THE_SYSTEM = re.compile(r"(ld-linux[-\w]*|lib(c|m|dl|rt|pthread|util|resolv))\.so\.\d+$")
"""The C library, which belongs to the system and cannot be carried."""
MUST_BE_THERE = (
    *("libGL.so.1", "libEGL.so.1", "libGLX.so.0", "libGLdispatch.so.0", "libxcb.so.1", "libX11.so.6", "libexpat.so.1"),
    *("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-shape.so.0", "libxcb-xkb.so.1"),
    *("libxcb-render-util.so.0", "libxcb-util.so.1", "libxkbcommon.so.0", "libxkbcommon-x11.so.0", "libX11-xcb.so.1"),
    *("libglib-2.0.so.0", "libdbus-1.so.3", "libfontconfig.so.1", "libfreetype.so.6"),
    *("libwayland-client.so.0", "libwayland-cursor.so.0"),
)
"""Libraries that Qt's wheels take from the system, and a bare system has not."""
INSIDE = "_internal"
OWN = re.compile(r"libpython|\w+\.(cpython|abi3)")
"""Python itself, which the program opens by name, and modules of Python."""
MUST_BE_SHOWN_BY = ("libqxcb.so", "libqwayland.so", "libqoffscreen.so")
"""Doors to the screen."""


def binaries(folder: Path) -> list[Path]:
    """Returns all programs and libraries of a folder."""

    def is_one(path: Path) -> bool:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(4) == b"\x7fELF"

    return [path for path in sorted(folder.rglob("*")) if is_one(path)]


def needed_by(path: Path) -> set[str]:
    """Returns the names of the libraries that a program or library asks for."""
    said = subprocess.check_output(["objdump", "-p", str(path)], text=True)
    return set(re.findall(r"^\s+NEEDED\s+(\S+)", said, re.MULTILINE))


def missing_from(folder: Path) -> list[str]:
    """Returns a sentence for each library that is asked for and neither carried nor the system's own."""
    there = {path.name for path in folder.rglob("*") if path.exists()}
    faults = [f"{name} is not in the folder" for name in (*MUST_BE_THERE, *MUST_BE_SHOWN_BY) if name not in there]
    for path in binaries(folder):
        lost = sorted(name for name in needed_by(path) if name not in there and not FROM_THE_SYSTEM.match(name))
        if lost:
            faults.append(f"{path.relative_to(folder)} needs {', '.join(lost)}")
    return faults


def needless_in(folder: Path) -> list[str]:
    """Returns the libraries of the builder's system that nothing in the folder asks for."""
    asked_for = set(MUST_BE_THERE).union(*map(needed_by, binaries(folder)))
    beside = [path.name for path in binaries(folder) if path.parent.name == INSIDE and ".so" in path.name]
    return sorted(name for name in beside if name not in asked_for and not OWN.match(name))


def main(folder: Path) -> int:
    """Says what is missing, and what nobody needs; 0 if there is neither."""
    faults = [f"Missing in the package: {fault}" for fault in missing_from(folder)]
    faults += [f"Nothing in the package asks for {name}; it is to be left out." for name in needless_in(folder)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
