"""A screen, a session bus and the real program on it, seen from outside."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LAUNCHER = next(
    (p for p in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher") if Path(p).exists()),
    "",
)
SYSTEM_PYTHON = "/usr/bin/python3"
_ATTEMPTS = 4
"""How often the look from outside is begun."""


def missing() -> str:
    """Returns what this machine lacks for a look from outside, in words; nothing if it has all."""
    if sys.platform != "linux":
        return "AT-SPI is a thing of Linux"
    lacking = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    if not LAUNCHER:
        lacking.append("at-spi2-core")
    seen = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    has = (
        Path(SYSTEM_PYTHON).exists() and not subprocess.run([SYSTEM_PYTHON, "-c", seen], capture_output=True).returncode
    )
    if not has:
        lacking.append("gir1.2-atspi-2.0 and python3-gi")
    return ", ".join([*lacking, *_lacking_for_windows()])


def _lacking_for_windows() -> list[str]:
    """Returns the libraries that Qt misses for windows on X."""
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return ["PySide6"]
    plugin = Path(found.submodule_search_locations[0], "Qt", "plugins", "platforms", "libqxcb.so")
    told = subprocess.run(["ldd", str(plugin)], capture_output=True, text=True).stdout
    return [line.split()[0] for line in told.splitlines() if "not found" in line]


class Screen:
    """A screen in memory, with its number."""

    def __init__(self, size: str = "1366x768") -> None:
        read, write = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.name = f":{told.readline().strip()}"

    def end(self) -> None:
        """Switches the screen off."""
        _end(self._process)


class Bus:
    """A session bus with the accessibility bus on it."""

    def __init__(self, home: Path, display: str, *, reader: bool = True) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
            "BRIEFING_POLICY": os.environ.get("BRIEFING_POLICY", ""),
        }
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment,
            text=True,
            start_new_session=True,
        )
        assert self._daemon.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._daemon.stdout.readline().strip()
        self._launcher: subprocess.Popen[str] | None = None
        if reader:
            self.begin_reading()

    def begin_reading(self) -> None:
        """Starts the accessibility bus and tells everybody that a screen reader is there."""
        self._launcher = subprocess.Popen(
            [LAUNCHER, "--launch-immediately", "--a11y=1", "--screen-reader=1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment,
            text=True,
            start_new_session=True,  # with what it starts itself it is ended as a group
        )
        time.sleep(0.3)

    def die(self) -> None:
        """Ends both buses at once, as a fault of theirs would."""
        for process in (self._launcher, self._daemon):
            if process is not None:
                _end_group(process)
        if self._daemon.stdout is not None:
            self._daemon.stdout.close()

    def end(self) -> None:
        """Ends both buses."""
        for process in (self._launcher, self._daemon):
            if process is not None:
                _end_group(process)
        if self._daemon.stdout is not None:
            self._daemon.stdout.close()


class Program:
    """The real program, as a person starts it."""

    def __init__(self, bus: Bus, profile: Path, *arguments: str) -> None:
        self.profile = profile
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefing_app", "--profile", str(profile), *arguments],
            cwd=ROOT,
            env=bus.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def lives(self) -> bool:
        """True while it runs."""
        return self.process.poll() is None

    def log(self) -> str:
        """Returns what it wrote into its log."""
        return "".join(p.read_text(encoding="utf-8") for p in sorted((self.profile / "log").glob("*.log*")))

    def end(self) -> str:
        """Ends it and returns what it wrote to the terminal."""
        _end(self.process)
        assert self.process.stderr is not None
        with self.process.stderr:
            return self.process.stderr.read()


class Ended(Exception):
    """Whoever looks from outside has ended by itself."""


class Seen:
    """The program as a screen reader sees it; each verb of ``outside.py`` is a method here."""

    def __init__(self, bus: Bus, program: Program) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("outside.py")), str(program.process.pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bus.environment,
            text=True,
        )

    def ask(self, verb: str, *arguments: object) -> Any:
        """Asks a question and returns the answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([verb, *arguments]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Ended(f"{verb}{arguments}: exit status {self._process.wait()}")
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            raise AssertionError(f"{verb}{arguments}: {answer['error']}")
        return answer

    def keys(self, *strokes: str) -> list[list[list[Any]]]:
        """Types strokes and returns what was heard after each."""
        found: list[list[list[Any]]] = self.ask("keys", *strokes)
        return found

    def tree(self) -> list[dict[str, Any]]:
        """Returns what is shown."""
        found: list[dict[str, Any]] = self.ask("tree")
        return found

    def end(self) -> None:
        """Looks away."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        _end(self._process)


@contextlib.contextmanager
def watched(home: Path, *arguments: str) -> Iterator[tuple[Program, Seen, Bus]]:
    """Starts everything and takes it down again."""
    screen = Screen()
    bus = Bus(home, screen.name)
    program = Program(bus, home / "profile", *arguments)
    seen = Seen(bus, program)
    try:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                found = seen.ask("find", 60)
                break
            except Ended:  # the library that looks gives up where the bus, on a busy machine, is not there yet
                if attempt == _ATTEMPTS:
                    raise
                seen.end()
                time.sleep(attempt)
                seen = Seen(bus, program)
        assert found, f"the program is not on the bus: {program.process.poll()}"
        seen.ask("listen")
        seen.ask("settle", 1.0)
        seen.ask("activate")
        yield program, seen, bus
    finally:
        seen.end()
        program.end()
        bus.end()
        screen.end()


def _end(process: subprocess.Popen[Any]) -> None:
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
    if process.poll() is None:
        process.kill()
        process.wait()


def _end_group(process: subprocess.Popen[Any]) -> None:
    """Ends a process with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def within(tree: Sequence[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """Returns the children of a node of a tree."""
    return [node for node in tree if node["parent"] == number]
