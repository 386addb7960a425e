"""Builds the program as one folder, tries it, and makes of it what people install: ``./run package``.

Everything lands in ``dist/``: the folder, and on Linux an archive to unpack anywhere, a Debian package, the list of
components and the checksums. ``--folder-only`` stops after the folder has tested itself, ``--quick`` packs loosely, for
trials.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PACKAGING = ROOT / "packaging"
LINUX = sys.platform.startswith("linux")
PROGRAM = DIST / "briefing-app" / ("briefing-app.exe" if os.name == "nt" else "briefing-app")
LICENCES = "_internal/briefing_app/resources/licences"
HARMLESS = re.compile(
    r"INFO:"
    r"|Library (ole32|shell32|user32|msvcrt|kernel32) required via ctypes"  # asked for on Windows alone
    r"|Library libQt6Gui\.so\.6 required via ctypes"  # asked for where it is loaded already
    r"|'pyqtgraph\.opengl'"  # not carried: the program draws by raster
    r'|"pyqtgraph\.flowchart\.'  # nor its flow charts
    r"|libqgtk3\.so"  # GTK's look is left out
)
"""What PyInstaller says at each build and means nothing here; anything else is shown."""


def step(name: str, *command: str | Path, env: dict[str, str] | None = None) -> None:
    """Runs one step; the build ends with it if it fails."""
    print(f"{name} …", flush=True)
    if subprocess.run([str(part) for part in command], cwd=ROOT, env=env).returncode:
        sys.exit(f"The package could not be built: {name.lower()} failed.")


def freeze(variables: dict[str, str]) -> None:
    """Lets PyInstaller make the folder; of what it says, only what is not known to be harmless is shown."""
    print("Freezing …", flush=True)
    shutil.rmtree(PROGRAM.parent, ignore_errors=True)
    places = ("--workpath", str(ROOT / "build/pyinstaller"), "--distpath", str(DIST))
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *places]
    done = subprocess.run(
        [*build, str(PACKAGING / "briefing.spec")], cwd=ROOT, env=variables, stderr=subprocess.PIPE, text=True
    )
    said = done.stderr.splitlines()
    for line in said if done.returncode else [line for line in said if not HARMLESS.search(line)]:
        print(line, file=sys.stderr)
    if done.returncode:
        sys.exit("The package could not be built: PyInstaller failed.")


def moment() -> str:
    """Returns the moment that the package carries: given, else that of the last commit, else a fixed one."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    try:
        asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
        return asked.stdout.strip() or "1764028800"
    except FileNotFoundError:
        return "1764028800"


def checksums(files: list[Path], place: Path) -> None:
    """Writes the SHA-256 of files as ``sha256sum --check`` reads them."""
    lines = (f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(place.parent).as_posix()}" for f in files)
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")


def size_of(folder: Path) -> int:
    """Returns the bytes of a folder's files; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main(arguments: list[str]) -> int:
    """Builds, tries, and packs; returns the exit status."""
    variables = dict(os.environ) | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": moment()}
    folder = PROGRAM.parent
    freeze(variables)
    if LINUX:
        step("Looking for missing libraries", sys.executable, PACKAGING / "linux/closure.py", folder)
    step("Gathering licences", sys.executable, PACKAGING / "components.py", folder, env=variables)
    if LINUX:
        step("Slimming", sys.executable, "-m", "linux.slim", folder, env=variables | {"PYTHONPATH": str(PACKAGING)})
        step("Trying it in an empty root", sys.executable, PACKAGING / "linux/bare.py", folder)
    else:
        step("Trying it", PROGRAM, "self-test")
    inside = sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and p.name != "SHA256SUMS")
    checksums(inside, folder / "SHA256SUMS")
    print(f"{folder.relative_to(ROOT)}: {size_of(folder) / 2**20:.0f} MiB", flush=True)
    if LINUX and "--folder-only" not in arguments:
        quick = ["--quick"] if "--quick" in arguments else []
        step("Packing", sys.executable, PACKAGING / "linux/pack.py", folder, *quick, env=variables)
        shutil.copyfile(folder / LICENCES / "sbom.cdx.json", DIST / "briefing-app.sbom.cdx.json")
        made = sorted(p for p in DIST.glob("briefing-app*") if p.is_file() and "-windows" not in p.name)
        checksums(made, DIST / "SHA256SUMS")
        for path in made:
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
