"""Builds the packaged program into dist/briefing-app and tries it there: ``./run package``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist/briefing-app" / ("briefing-app.exe" if os.name == "nt" else "briefing-app")


def main() -> int:
    """Builds, then runs the program's own test; returns its exit status."""
    shutil.rmtree(PROGRAM.parent, ignore_errors=True)
    variables = os.environ | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1764028800"}
    places = ("--workpath", str(ROOT / "build/pyinstaller"), "--distpath", str(ROOT / "dist"))
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places]
    build.append(str(ROOT / "packaging/briefing.spec"))
    if status := subprocess.run(build, cwd=ROOT, env=variables).returncode:
        return status
    size = sum(path.stat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{PROGRAM.parent}: {size / 1024 / 1024:.0f} MiB", flush=True)
    return subprocess.run([str(PROGRAM), "self-test"], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
