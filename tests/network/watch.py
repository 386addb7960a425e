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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 480
SOCKET = re.compile(r"\bsocket(?:pair)?\((\w+)")
ADDRESS = re.compile(r"sa_family=(\w+)")
MADE = re.compile(r"^(\d+) +(?:<\.\.\. )?(?:clone3?|v?fork)\b.*\) += (\d+)")
BECOMES = re.compile(r'^\d+ +execve\("([^"]+)"')
WATCHED = "trace=network,execve,clone,clone3,fork,vfork"
LOCAL = frozenset({"AF_UNIX", "AF_LOCAL", "PF_UNIX", "PF_LOCAL"})
OF_THE_MACHINE = frozenset(
    {"xvfb-run", "Xvfb", "xauth", "xkbcomp", "dbus-launch", "dbus-daemon", "at-spi-bus-launcher", "at-spi2-registryd"}
)
"""The screen and the desktop's bus. Where none runs yet, the machine starts them for whoever opens a window, so they
stand among the program's children; the bus asks the kernel's audit, which is a socket that is not local. Any other
program that ours might start is counted as ours."""
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
    """Returns the calls on sockets that are not local, and how many were, of the program and what it starts.

    Args:
        lines: What strace wrote, each call after the number of its process.
    """
    foreign, local = [], 0
    for line in calls_of_ours(lines):
        families = [*SOCKET.findall(line), *ADDRESS.findall(line)]
        if not families:
            continue
        if all(family in LOCAL for family in families):
            local += 1
        else:
            foreign.append(line.strip()[:300])
    return foreign, local


def calls_of_ours(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines of processes that are not the machine's own: each is what it became, or what made it was."""
    made_by = {child: parent for line in lines for parent, child in MADE.findall(line)}
    became: dict[str, str] = {}
    beginning: dict[str, str] = {}

    def program(process: str) -> str:
        if process not in became and process in made_by:
            became[process] = program(made_by[process])
        return became.get(process, "")

    for line in lines:
        process = line.partition(" ")[0]
        if begun := BECOMES.match(line):
            beginning[process] = begun[1].rpartition("/")[2]
        if "execve" in line and line.rstrip().endswith("= 0"):
            became[process] = beginning.get(process, "")
        if program(process) not in OF_THE_MACHINE:
            yield line


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
        strace = ["strace", "-f", "-qq", "-e", WATCHED, "-o", str(calls), *map(str, command)]
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
