"""Writes the three lock files anew from pyproject.toml: every package with its version and the hashes of its wheels.

One command for whoever keeps the project (``python packaging/make_locks.py [--upgrade]``); it needs a network to the
package index. Versions that stand in a lock are kept as long as they fit, unless ``--upgrade`` is given. Nothing that
is written names the index.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": (),
    "requirements-test.lock": ("--group", "test"),
    "requirements-package.lock": ("--group", "package"),
}
RESOLVER = "uv>=0.9"


def resolver() -> Path:
    """Returns the resolver, installed in an environment of its own below ``build/``."""
    folder = ROOT / "build" / "locks"
    places = {"win32": ("Scripts", "uv.exe")}.get(sys.platform, ("bin", "uv"))
    program = folder.joinpath(*places)
    if not program.exists():
        venv.create(folder, with_pip=True, clear=True)
        python = program.with_name("python.exe" if sys.platform == "win32" else "python")
        subprocess.run([python, "-m", "pip", "install", "-q", RESOLVER], check=True)
    return program


def main(arguments: list[str]) -> int:
    """Writes every lock; returns the first exit status that is not 0."""
    for name, groups in LOCKS.items():
        command = [
            *(resolver(), "pip", "compile", "pyproject.toml", *groups, *arguments),
            *("--universal", "--generate-hashes", "--python-version", "3.11", "--only-binary", ":all:"),
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet", "-o", f"packaging/{name}"),
        ]
        status = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=subprocess.DEVNULL).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
