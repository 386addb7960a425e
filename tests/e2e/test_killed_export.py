"""An export that is ended or killed takes its child along and leaves no copy of the briefing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.files import SCRATCH

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes where Linux shows them"),
]


def children(parent: int) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(process.name))
    return found


def running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def within(seconds: float, fact: Callable[[], object]) -> bool:
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if fact():
            return True
        time.sleep(0.02)
    return bool(fact())


def begun(tmp_path: Path, *, wait: Callable[[Path], object] | None = None) -> tuple[subprocess.Popen[bytes], int]:
    """Starts an export whose temporary folder is known, and waits until its child is at work."""
    ready = wait or at_work
    (tmp_path / "shared").mkdir()
    variables = dict(os.environ, TMPDIR=str(tmp_path / "shared"))
    command = [sys.executable, "-m", "briefing_app", "export", str(tmp_path / "out" / "x.pdf")]
    (tmp_path / "out").mkdir()
    program = subprocess.Popen(
        [*command, "--profile", str(tmp_path / "profile")],
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    # The child makes itself ready before there is anything to set.
    assert within(60, lambda: (children(program.pid) and ready(tmp_path)) or program.poll() is not None)
    assert program.poll() is None
    (child,) = children(program.pid)
    return program, child


def rooms(tmp_path: Path) -> list[str]:
    folder = tmp_path / "profile" / SCRATCH
    return [p.name for p in folder.iterdir() if p.suffix != ".lock"] if folder.is_dir() else []


def at_work(tmp_path: Path) -> list[Path]:
    """Returns the roots that children have made for the jobs they have begun."""
    return list((tmp_path / "profile" / SCRATCH).glob("*/root"))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_child_ends_with_the_program_and_nothing_stays(tmp_path: Path, how: signal.Signals) -> None:
    program, child = begun(tmp_path)
    assert len(rooms(tmp_path)) == 1
    assert list((tmp_path / "shared").iterdir()) == []
    program.send_signal(how)
    program.wait(10)
    assert within(10, lambda: not running(child))
    assert rooms(tmp_path) == []
    assert list((tmp_path / "out").iterdir()) == []
    assert list((tmp_path / "shared").iterdir()) == []


def test_a_program_killed_before_the_job_is_written_leaves_no_part_of_it(tmp_path: Path) -> None:
    program, child = begun(tmp_path, wait=rooms)
    program.kill()
    program.wait(10)
    assert within(10, lambda: not running(child))
    assert [p for p in (tmp_path / "profile" / SCRATCH).rglob("*") if p.is_file() and p.suffix != ".lock"] == []


def test_when_both_are_killed_the_next_start_sweeps(tmp_path: Path) -> None:
    program, child = begun(tmp_path)
    os.kill(child, signal.SIGSTOP)  # it cannot tidy up
    program.kill()
    program.wait(10)
    os.kill(child, signal.SIGKILL)
    assert within(10, lambda: not running(child))
    assert len(rooms(tmp_path)) == 1
    subprocess.run(
        [sys.executable, "-m", "briefing_app", "notes", "list", "--profile", str(tmp_path / "profile")],
        check=True,
        capture_output=True,
    )
    assert list((tmp_path / "profile" / SCRATCH).iterdir()) == []


def test_a_start_meanwhile_leaves_the_work_of_another(tmp_path: Path) -> None:
    program, child = begun(tmp_path)
    subprocess.run(
        [sys.executable, "-m", "briefing_app", "notes", "list", "--profile", str(tmp_path / "profile")],
        check=True,
        capture_output=True,
    )
    assert program.wait(120) == 0
    assert not running(child)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["x.pdf"]
