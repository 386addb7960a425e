"""Checks format, lint, types and import rules; ends with 1 if any of them complains."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "format": (sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."),
    "lint": (sys.executable, "-m", "ruff", "check", "--quiet", "."),
    "import rules": (
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])",
    ),
    "types": (sys.executable, "-m", "mypy"),
}


def main() -> int:
    """Runs every check, so that one run shows all complaints."""
    failed = []
    for name, command in CHECKS.items():
        print(f"{name} …", flush=True)
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        print("Not clean:", ", ".join(failed), file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
