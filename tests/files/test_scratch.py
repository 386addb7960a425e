"""Rooms for work: private, gone when the work is done, and swept when their owner has died."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app import files

OWNER = """
import sys, time
from pathlib import Path
from briefing_app import files
with files.room(Path(sys.argv[1])) as mine:
    (mine / "paper").write_text("confidential")
    print(mine, flush=True)
    time.sleep(60)
"""


def owner(folder: Path) -> tuple[subprocess.Popen[str], Path]:
    """Starts a process that works in a room; returns it with the room."""
    process = subprocess.Popen([sys.executable, "-c", OWNER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_a_room_is_private_and_goes_with_the_work(tmp_path: Path) -> None:
    with files.room(tmp_path / "scratch") as mine:
        (mine / "paper").write_text("x")
        if sys.platform != "win32":
            assert stat.S_IMODE(mine.stat().st_mode) == 0o700
            assert stat.S_IMODE((tmp_path / "scratch").stat().st_mode) == 0o700
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_room_goes_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.room(tmp_path / "scratch"):
        print(1 / 0)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_two_at_work_do_not_meet_and_a_sweep_leaves_both(tmp_path: Path) -> None:
    with files.room(tmp_path) as one, files.room(tmp_path) as two:
        assert one != two
        files.sweep(tmp_path)
        assert one.is_dir()
        assert two.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signal here")
def test_the_room_of_a_killed_process_is_swept_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    living, kept = owner(tmp_path)
    killed, left = owner(tmp_path)
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert (left / "paper").is_file()
        files.sweep(tmp_path)
        assert not left.exists()
        assert (kept / "paper").is_file()
    finally:
        end(living)
        end(killed)
    files.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_lies_there_without_an_owner_is_swept_and_a_link_is_not_followed(tmp_path: Path) -> None:
    outside, scratch = tmp_path / "outside", tmp_path / "scratch"
    outside.mkdir()
    (outside / "kept").touch()
    (scratch / "room").mkdir(parents=True)
    (scratch / "room" / "paper").touch()
    (scratch / "file").touch()
    if sys.platform != "win32":
        (scratch / "link").symlink_to(outside)
    files.sweep(scratch)
    assert list(scratch.iterdir()) == []
    assert (outside / "kept").is_file()


def test_a_sweep_where_nobody_ever_worked_does_nothing(tmp_path: Path) -> None:
    files.sweep(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_profile_is_swept_when_it_is_opened(tmp_path: Path) -> None:
    from briefing_app.paths import prepare_profile

    (tmp_path / files.SCRATCH / "room").mkdir(parents=True)
    prepare_profile(tmp_path)
    assert list((tmp_path / files.SCRATCH).iterdir()) == []


def test_a_disk_that_knows_no_locks_gives_rooms_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_number: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("briefing_app.files.scratch._lock", no_locks)
    with files.room(tmp_path / "scratch") as mine:
        (mine / "paper").write_text("x")
        files.sweep(tmp_path / "scratch")  # whose it is cannot be told: it stays
        assert (mine / "paper").is_file()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_name_that_somebody_else_locks_first_is_left_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing_app.files import scratch

    lock, tried = scratch._lock, []

    def late(number: int) -> None:
        tried.append(number)
        if len(tried) == 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        lock(number)

    monkeypatch.setattr(scratch, "_lock", late)
    with files.room(tmp_path / "scratch") as mine:
        assert mine.is_dir()
    assert len(tried) == 2
