"""Something that is no file lies where the notes lie: one sentence at once, nothing waits, nothing is touched."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.notes.store import FILE
from tests.notes.damage import EVENT, filled

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes"),
    pytest.mark.usefixtures("index_from_nothing"),
]
PLACED: dict[str, Callable[[Path], None]] = {
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "circle": lambda path: path.symlink_to(path),
}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    filled(tmp_path / "profile")
    return tmp_path / "profile"


def run(profile: Path, *words: str) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-m", "briefing_app", "--profile", str(profile), "notes", *words]
    return subprocess.run(
        asked, capture_output=True, text=True, timeout=60, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )


@pytest.mark.parametrize("placed", PLACED)
def test_what_is_no_file_is_said_in_one_sentence_by_every_command(profile: Path, placed: str) -> None:
    path = profile / FILE
    path.rename(profile.parent / "kept")
    PLACED[placed](path)
    before = os.lstat(path)
    out = str(profile.parent / "out.csv")
    for words in (("list",), ("add", str(EVENT), "--text", "x"), ("check",), ("repair",), ("export", out), ("backup",)):
        done = run(profile, *words)
        assert done.returncode == 1, words
        (line,) = done.stderr.splitlines()
        assert "where the notes file should be; it was not touched. Move it away" in line
        assert done.stdout == ""
    now = os.lstat(path)
    assert (now.st_mode, now.st_ino) == (before.st_mode, before.st_ino)


def test_a_pipe_beside_the_notes_is_not_waited_for(profile: Path) -> None:
    (profile / f"{FILE}-wal").unlink(missing_ok=True)
    os.mkfifo(profile / f"{FILE}-wal")
    done = run(profile, "list")
    assert (done.returncode, f"{FILE}-wal is a folder, a pipe" in done.stderr) == (1, True)


@pytest.mark.parametrize("placed", ["folder", "pipe", "device"])
def test_an_open_desk_whose_file_becomes_something_else_keeps_what_it_knew(profile: Path, placed: str) -> None:
    desk = Desk.open(profile=profile)
    try:
        desk.notes.write(EVENT, "words of this window", initiator="test")
        for ending in ("", "-wal", "-shm"):
            (profile / f"{FILE}{ending}").unlink(missing_ok=True)
        PLACED[placed](profile / FILE)
        desk.notebook.look_elsewhere()
        assert desk.notebook.trouble is not None
        assert "where the notes file should be" in desk.notebook.trouble.sentence()
        kept = b"".join(p.read_bytes() for p in profile.rglob("*") if p.is_file() and not p.is_symlink())
        assert b"words of this window" in kept
    finally:
        desk.close()


@pytest.mark.parametrize("version", [0, 77])
def test_the_data_of_another_program_are_left_as_they_are(tmp_path: Path, version: int) -> None:
    path = tmp_path / FILE
    with contextlib.closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE places (url TEXT)")
        theirs.execute("INSERT INTO places VALUES ('https://example.org')")
        theirs.execute(f"PRAGMA user_version = {version}")
        theirs.commit()
    before = path.read_bytes()
    for words in (("list",), ("add", str(EVENT), "--text", "x")):
        done = run(tmp_path, *words)
        assert done.returncode == 1, done.stdout
        (line,) = done.stderr.splitlines()
        assert "choose another profile with --profile" in line
        assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["preferences.json", "editions.json", "search.sqlite3"])
@pytest.mark.parametrize("placed", PLACED)
def test_nothing_else_of_a_profile_is_waited_for(profile: Path, name: str, placed: str) -> None:
    (profile / name).unlink(missing_ok=True)
    PLACED[placed](profile / name)
    code = (
        "import sys; from pathlib import Path; from briefing_app.desk import Desk\n"
        "desk = Desk.open(profile=Path(sys.argv[1])); desk.editions.look_back(desk.dataset)\n"
        "print(len(desk.search.as_typed('kazakhstan')), len(desk.notes.all())); desk.close()"
    )
    asked = [sys.executable, "-c", code, str(profile)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stderr
    entries, notes = map(int, done.stdout.split())
    assert entries > 0
    assert notes == 6
