"""A fault of the program leaves a private note without a word of the person's, and is told of once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.desk import crashes
from tests.marks import windowed

SECRET = "Ask Anna about the loan"


def _raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001 - any kind of fault
        return caught


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "log").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "error",
    [ValueError(SECRET), KeyError(SECRET), RuntimeError(SECRET), AssertionError(SECRET), OSError(2, "no", SECRET)],
)
def test_a_note_quotes_nothing_that_could_be_the_persons(error: BaseException, profile: Path) -> None:
    path = crashes.write(_raised(error), profile=profile)
    assert path is not None and path.stat().st_mode & 0o077 == 0
    text = crashes.read(path)
    assert "Anna" not in text
    assert type(error).__name__ in text and "test_crashes.py" in text and "in _raised" in text


def test_words_that_python_itself_makes_are_kept_and_so_is_what_came_before(profile: Path) -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as first:
            raise AttributeError("'Desk' object has no attribute 'x'") from first
    except AttributeError as error:
        text = crashes.text_of(error)
    assert "AttributeError: 'Desk' object has no attribute 'x'" in text
    assert text.index("AttributeError") < text.index("after\nValueError") and "Anna" not in text


def test_a_note_names_places_without_the_persons_folder(profile: Path, throwaway_home: Path) -> None:
    path = crashes.write(_raised(ValueError("x")), profile=profile)
    assert path is not None
    path.write_text(path.read_text(encoding="utf-8") + f"{throwaway_home}/briefings", encoding="utf-8")
    assert str(throwaway_home) not in crashes.read(path) and "~/briefings" in crashes.read(path)


def test_where_nobody_knows_a_home_a_fault_leaves_its_note_all_the_same(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH"):
        monkeypatch.delenv(name, raising=False)
    if os.name == "posix":
        import pwd

        monkeypatch.setattr(pwd, "getpwuid", lambda _: (_ for _ in ()).throw(KeyError("nobody")))
    with pytest.raises(RuntimeError):
        Path.home()
    path = crashes.write(_raised(ValueError("x")), profile=profile)
    assert path is not None and "ValueError" in crashes.read(path)


def test_two_faults_in_one_second_are_two_notes_and_old_ones_go(profile: Path) -> None:
    made = {crashes.write(_raised(ValueError("x")), profile=profile) for _ in range(crashes.MOST_KEPT + 5)}
    assert len(made) == crashes.MOST_KEPT + 5
    assert len(crashes.untold(profile)) == len(made)
    crashes.told(profile)
    assert crashes.untold(profile) == ()
    assert len(crashes.kept(profile)) == crashes.MOST_KEPT
    crashes.forget(profile)
    assert crashes.kept(profile) == ()


def test_a_profile_that_cannot_be_written_makes_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert crashes.write(_raised(ValueError("x")), profile=tmp_path / "file") is None
    assert crashes.untold(tmp_path / "file") == ()
    assert crashes.watch(tmp_path / "nowhere") is None


WATCHED = (
    "import sys, time\nfrom pathlib import Path\nfrom briefing_app.desk import crashes\n"
    "watch = crashes.watch(Path(sys.argv[1]))\nassert watch is not None\nprint('ready', flush=True)\n"
    "sys.stdin.readline()\nwatch.end()\n"
)


def _watched(profile: Path) -> subprocess.Popen[str]:
    made = subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert made.stdout is not None and made.stdout.readline() == "ready\n"
    return made


def _end(process: subprocess.Popen[str], how: int = 0) -> int:
    if how:
        process.send_signal(how)
    process.communicate("\n" if not how else None, timeout=60)
    return process.returncode


def test_the_end_of_the_whole_process_is_written_down_and_an_orderly_end_leaves_nothing(profile: Path) -> None:
    assert _end(_watched(profile)) == 0
    assert list((profile / "log").iterdir()) == []
    assert _end(_watched(profile), signal.SIGSEGV) == -signal.SIGSEGV
    (note,) = crashes.untold(profile)
    assert note.stat().st_mode & 0o077 == 0
    assert "Fatal Python error: Segmentation fault" in crashes.read(note)
    assert "Briefing App" in crashes.read(note)


def test_a_running_window_is_no_fault_and_what_a_killed_one_left_is_cleared_away(profile: Path) -> None:
    running = _watched(profile)
    assert crashes.untold(profile) == ()
    assert len(list((profile / "log").iterdir())) == 1
    _end(running, signal.SIGKILL)
    assert crashes.untold(profile) == ()
    assert list((profile / "log").iterdir()) == []


@windowed
@pytest.mark.slow
def test_the_real_program_killed_by_a_fault_of_a_library_leaves_a_note(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    window = subprocess.Popen(
        [sys.executable, "-m", "briefing_app", "--profile", str(profile)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    log = profile / "log"
    until = time.monotonic() + 100
    while not (list(log.glob("crash-*.txt")) and (log / "briefing.log").exists()):
        assert time.monotonic() < until and window.poll() is None
        time.sleep(0.1)
    window.send_signal(signal.SIGSEGV)
    assert window.wait(60) == -signal.SIGSEGV
    (note,) = crashes.untold(profile)
    assert "Segmentation fault" in crashes.read(note) and "ui/app.py" in crashes.read(note)


IN_A_SLOT = (
    "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication\n"
    "from briefing_app.cli import crash_note\nfrom briefing_app.desk import Desk\nfrom briefing_app.ui import app\n"
    "profile = Path(sys.argv[1])\n"
    "def slot():\n    raise ValueError('Ask Anna about the loan')\n"
    "def opened():\n    app.application()\n    QTimer.singleShot(0, slot)\n"
    "    QTimer.singleShot(1500, QApplication.instance().quit)\n    return Desk.open(profile=profile, page_one=True)\n"
    "status = app.run(opened, crash_note=lambda error: crash_note(error, profile=profile))\n"
    "print('ended', status)\n"
)


@windowed
@pytest.mark.slow
def test_a_fault_in_a_slot_of_a_real_process_leaves_a_note_and_the_window_goes_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_A_SLOT, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout == "ended 0\n", done.stderr
    profile = paths.profile_folder(tmp_path)
    (note,) = crashes.kept(profile)  # the window may have told of it already
    assert "ValueError" in crashes.read(note) and "in slot" in crashes.read(note)
    for path in (profile / "log").iterdir():
        assert "Anna" not in path.read_text(encoding="utf-8"), path.name
