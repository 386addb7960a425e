"""Calls of other programs that a build cannot do without."""

from __future__ import annotations

import subprocess
import sys


def run(*command: str, otherwise: str = "failed; what it said stands above.") -> None:
    """Runs a tool; the build ends in words if it fails.

    Args:
        command: The tool and its arguments.
        otherwise: What is said of the tool then.

    Raises:
        SystemExit: It failed.
    """
    if subprocess.run(command).returncode:
        sys.exit(f"{command[0]} {otherwise}")
