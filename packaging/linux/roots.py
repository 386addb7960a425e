"""Bare Debian roots to try the packages in, the screen beside them, and what is measured there."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build/trial"
USER = "1000:1000"
HOME = "/home/Айжан Қасымова"
DISPLAY = ":77"
SIZE = (1366, 768)
PATIENCE = 420


class Fault(Exception):
    """Something did not go as it must."""


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Runs a command and returns what it said."""
    words = [str(part) for part in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, **options)  # type: ignore[call-overload, no-any-return]


def must(what: bool, words: str) -> None:
    """Raises a fault unless something holds."""
    if not what:
        raise Fault(words)


class Bare:
    """A bare Debian with the program in it.

    Attributes:
        release: Debian's name of the release.
        root: Where it lies; made anew from the untouched copy.
        figures: What was measured.
    """

    def __init__(self, release: str) -> None:
        self.release, self.figures = release, dict[str, str]()
        clean = WORK / f"{release}-clean"
        if not (clean / "usr/bin/dpkg").exists():
            shutil.rmtree(clean, ignore_errors=True)
            done = run("debootstrap", "--variant=minbase", release, clean)
            must(done.returncode == 0, done.stderr[-500:])
        self.root = WORK / release
        self.unmount()
        must(f" {self.root}/" not in Path("/proc/mounts").read_text(encoding="utf-8"), "a mount is left in the root")
        shutil.rmtree(self.root, ignore_errors=True)
        must(run("cp", "-aT", clean, self.root).returncode == 0, "the clean root could not be copied")
        for place in ("usr/bin/python3", "usr/bin/X", "etc/fonts"):
            must(not (self.root / place).exists(), f"the root is not bare: it has {place}")
        for name in ("home", "srv"):
            (self.root / name).mkdir(exist_ok=True)
        self.inside(HOME).mkdir(parents=True)
        os.chown(self.inside(HOME), 1000, 1000)
        for source, target in (("/proc", "proc"), ("/dev", "dev"), ("/tmp/.X11-unix", "tmp/.X11-unix")):
            Path(source).mkdir(exist_ok=True)
            (self.root / target).mkdir(parents=True, exist_ok=True)
            must(run("mount", "--bind", source, self.root / target).returncode == 0, f"cannot mount {source}")

    def inside(self, path: str) -> Path:
        """Returns where a path of the root lies here."""
        return self.root / path.lstrip("/")

    def unmount(self) -> None:
        """Takes the mounts away."""
        for target in ("tmp/.X11-unix", "tmp/wayland", "dev", "proc", "small", "usr/lib/briefing-app"):
            while run("umount", "-l", self.root / target).returncode == 0:
                pass  # asked, not looked up: Python does not see a mount from the same disk

    def command(self, *words: str, env: Mapping[str, str] | None = None, user: str = USER) -> list[str]:
        """Returns the command that runs something in the root with an environment of its own."""
        variables = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME} | dict(env or {})
        given = [f"{name}={value}" for name, value in variables.items() if value]
        return ["chroot", f"--userspec={user}", str(self.root), "/usr/bin/env", "-i", *given, *words]

    def call(
        self, *words: str, env: Mapping[str, str] | None = None, user: str = USER
    ) -> subprocess.CompletedProcess[str]:
        """Runs something in the root as the ordinary user."""
        return run(*self.command(*words, env=env, user=user))

    def well(self, *words: str, env: Mapping[str, str] | None = None, user: str = USER) -> str:
        """Runs something that must end well and say nothing of errors; returns what it said."""
        done = self.call(*words, env=env, user=user)
        must(done.returncode == 0, f"{' '.join(words)}: {done.returncode}: {(done.stdout + done.stderr)[-600:]}")
        must(not done.stderr.strip() or user != USER, f"{' '.join(words)} complained: {done.stderr[-300:]}")
        return done.stdout


class Watch:
    """Measures what is run from now on: by the clock on the wall, and by the processor time it takes."""

    def __init__(self) -> None:
        self._began = self._now()

    @staticmethod
    def _now() -> tuple[float, float]:
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.monotonic(), spent.ru_utime + spent.ru_stime

    def told(self) -> str:
        """Returns both figures."""
        wall, processor = (now - began for now, began in zip(self._now(), self._began, strict=True))
        return f"{wall:.1f} s, {processor:.1f} s of processor time"


@contextlib.contextmanager
def display() -> Iterator[None]:
    """Keeps an X display without any network."""
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-ac", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(2)
    try:
        yield
    finally:
        server.terminate()
        server.wait()
