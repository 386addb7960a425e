"""Under Wayland the window opens and its process ends, which Qt's own end may fail to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("weston") is None, reason="there is no weston on this machine")

PROGRAM = """
import atexit, sys
from briefing_app.cli import main
atexit.register(print, "Python takes everything down, Qt with it")
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A Wayland screen that nobody looks at; yields the variables to find it by."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    found = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-t", "QT_QPA_PLATFORM": "wayland"}
    words = ["weston", "--backend=headless-backend.so", "--use-pixman", "--socket=wayland-t", "--idle-time=0"]
    compositor = subprocess.Popen(words, env=found, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        last = time.monotonic() + 30
        while not (folder / "wayland-t").exists():
            if compositor.poll() is not None or time.monotonic() > last:
                pytest.skip("weston cannot be started on this machine")
            time.sleep(0.1)
        yield found
    finally:
        compositor.terminate()
        compositor.wait(10)


def test_the_window_opens_and_its_process_ends_without_waiting_for_qt(tmp_path: Path, screen: dict[str, str]) -> None:
    words = [sys.executable, "-c", PROGRAM, "--profile", str(tmp_path / "profile"), "--quit-after-first-paint"]
    done = subprocess.run(words, env=screen, capture_output=True, text=True, timeout=120)
    if "no display here" in done.stderr:
        pytest.skip("Qt's wayland plugin cannot be started on this machine")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
