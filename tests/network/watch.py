"""Runs a program under strace and tells every socket that is not a local one; runs it where there is no network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 480
SOCKET = re.compile(r"\bsocket(?:pair)?\((\w+)")
ADDRESS = re.compile(r"sa_family=(\w+)")
LOCAL = frozenset({"AF_UNIX", "AF_LOCAL", "PF_UNIX", "PF_LOCAL"})
ALONE = ("unshare", "--user", "--map-root-user", "--net")


@dataclass(frozen=True, kw_only=True)
class Watched:
    """How a run under watch went.

    Attributes:
        status: The exit status.
        said: What it said.
        local: How many local sockets it opened or used.
        foreign: The calls that had to do with any other kind of socket, as strace wrote them.
    """

    status: int
    said: str
    local: int
    foreign: tuple[str, ...]


def why_not_watch() -> str:
    """Returns why system calls cannot be watched here; empty if they can."""
    if not sys.platform.startswith("linux"):
        return "strace is for Linux"
    if not shutil.which("strace"):
        return "strace is not installed"
    done = subprocess.run(["strace", "-f", "-o", os.devnull, "true"], capture_output=True, text=True)
    return "" if done.returncode == 0 else f"strace may not be used here: {done.stderr.strip()[:200]}"


def why_not_alone() -> str:
    """Returns why no network of its own can be given to a program here; empty if it can."""
    if not shutil.which("unshare"):
        return "unshare is not installed"
    done = subprocess.run([*ALONE, "true"], capture_output=True, text=True)
    return "" if done.returncode == 0 else f"unshare may not be used here: {done.stderr.strip()[:200]}"


def foreign_calls(lines: Sequence[str]) -> tuple[list[str], int]:
    """Returns the calls on sockets that are not local, and how many were."""
    foreign, local = [], 0
    for line in lines:
        families = [*SOCKET.findall(line), *ADDRESS.findall(line)]
        if not families:
            continue
        if all(family in LOCAL for family in families):
            local += 1
        else:
            foreign.append(line.strip()[:300])
    return foreign, local


def watched(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, seconds: float | None = None
) -> Watched:
    """Runs a program and its children under strace.

    Args:
        command: What to run.
        env: Its variables; None for ours.
        seconds: How long a window stays before it is asked to end; None to wait for the program's own end.
    """
    with tempfile.TemporaryDirectory() as scratch:
        calls, told = Path(scratch, "calls"), Path(scratch, "told")
        strace = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(calls), *map(str, command)]
        with told.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(strace, stdout=out, stderr=subprocess.STDOUT, env=env, start_new_session=True)
            try:
                if seconds is not None:
                    time.sleep(seconds)
                    if process.poll() is None:
                        os.killpg(process.pid, signal.SIGTERM)
                status = process.wait(timeout=PATIENCE)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        lines = calls.read_text(encoding="utf-8", errors="replace").splitlines()
        foreign, local = foreign_calls(lines)
        said = told.read_text(encoding="utf-8", errors="replace")
        return Watched(status=status, said=said, local=local, foreign=tuple(foreign))


def alone(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a program where there is no network, not even the machine's own."""
    words = [*ALONE, *map(str, command)]
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, env=env)
