"""A note that is erased for good is nowhere in the profile any more, and every other note is where it was."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.notes import backups, repair
from briefing_app.notes.check import check
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE
from tests.notes import kills
from tests.notes.damage import EVENT, filled

pytestmark = pytest.mark.usefixtures("index_from_nothing")

SECRET = "zebra-crossing quagga words that an office wants gone"
EARLIER = "okapi: an earlier version of them, longer than a few letters"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile in which a note lies in every place where one can lie."""
    folder = tmp_path / "profile"
    filled(folder)
    desk = Desk.open(profile=folder)
    ident = desk.notes.write(EVENT, f"{EARLIER} " + "and more " * 900, tags=["zebra-tag"], initiator="test")
    desk.backups.make()
    desk.notes.write(EVENT, SECRET, note_id=ident, initiator="test")
    desk.index.prepare()
    assert any(hit.note_id == ident for hit in desk.search.as_typed("quagga"))
    desk.close()
    backups.make(folder, now=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    repair.repair(folder, now=dt.datetime.now(dt.UTC))
    aside = next((folder / repair.ASIDE).glob("*.sqlite3"))
    damaged = bytearray(aside.read_bytes())
    damaged[:100] = bytes(100)
    (aside.parent / "notes-damaged.sqlite3").write_bytes(damaged)
    shutil.copyfile(aside, folder / "backups" / "before-upgrade-from-2.sqlite3")
    (folder / "kept").mkdir()
    desk = Desk.open(profile=folder)
    desk.notes.export(folder / "kept" / "notes-1.jsonld")
    desk.close()
    return folder


def ident_of(profile: Path) -> str:
    with contextlib.closing(Notebook.open(profile)) as book:
        return next(note.note_id for note in book.stored.all() if note.body == SECRET)


def holding(profile: Path, *words: str) -> list[str]:
    """Names the files in which some bytes stand anywhere, page by page and between the pages."""
    return [
        str(path.relative_to(profile))
        for path in sorted(profile.rglob("*"))
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    ]


def test_the_bytes_of_an_erased_note_are_gone_from_every_file_and_the_log_holds_none_of_its_words(
    profile: Path,
) -> None:
    ident = ident_of(profile)
    assert len(holding(profile, SECRET)) >= 6
    desk = Desk.open(profile=profile)
    desk.index.prepare()
    done = desk.notes.purge([ident], initiator="test")
    assert (done.notes, done.left) == (1, ())
    assert done.copies >= 5
    assert len(desk.notes.all()) == 6
    assert not any(hit.note_id == ident for hit in desk.search.as_typed("quagga"))
    assert desk.notes.get(ident) is None
    told = (profile / "log" / repair.LOG).read_text(encoding="utf-8")
    assert ident in told and "zebra" not in told
    assert holding(profile, SECRET, "quagga", "okapi", "zebra") == [], "while the window is still open"
    assert desk.notes.undo() is None or "zebra" not in str(desk.notes.all())
    desk.close()
    assert holding(profile, SECRET, "quagga", "okapi", "zebra") == []
    assert holding(profile, ident) == ["log/repairs.txt"]
    assert check(profile / FILE).sound
    with contextlib.closing(Notebook.open(profile)) as book:
        assert book.stored.count() == 6
    for backup in backups.good(profile):
        assert backup.notes == 6
    assert len(tuple(backups.good(profile))) == 2


def test_words_written_over_by_typing_on_are_gone_too(tmp_path: Path) -> None:
    with contextlib.closing(Desk.open(profile=tmp_path)) as desk:
        ident = desk.notes.write(EVENT, "the okapi", initiator="test")
        desk.notes.write(EVENT, "the quagga", note_id=ident, continuing=True, initiator="test")
        desk.notes.write(EVENT, "stays", initiator="test")
        desk.notes.purge([ident], initiator="test")
        assert holding(tmp_path, "okapi", "quagga") == []
        assert [note.body for note in desk.notes.all()] == ["stays"]


def test_nothing_is_erased_while_another_window_reads(tmp_path: Path) -> None:
    ids = filled(tmp_path)
    with contextlib.closing(Desk.open(profile=tmp_path)) as desk:
        assert desk.notebook.book is not None
        desk.notebook.book.store.connection.execute("PRAGMA busy_timeout = 50")
        with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM head").fetchone()
            with pytest.raises(ExpectedError, match="Another window"):
                desk.notes.write(EVENT, "so that there is something to read past", initiator="test")
                desk.notes.purge([ids[0]], initiator="test")
        assert desk.notes.get(ids[0]) is not None
        desk.notes.purge([ids[0]], initiator="test")
        assert desk.notes.get(ids[0]) is None


def test_the_command_line_asks_first_takes_an_entry_or_an_id_and_says_what_it_did(profile: Path) -> None:
    ident = ident_of(profile)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "briefing_app", "notes", "purge", *words, "--profile", str(profile)]
        return subprocess.run(
            command, cwd=kills.ROOT, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
        )

    asked = run(ident)
    assert (asked.returncode, asked.stderr) == (2, "Confirm that you want to erase for good. Add --yes.\n")
    assert holding(profile, SECRET)
    assert run("no-such-note", "--yes").returncode == 1
    done = run(ident, "--yes")
    assert done.returncode == 0, done.stderr
    assert "1 note erased for good" in done.stdout
    assert holding(profile, SECRET, EARLIER) == []
    everything = run(str(EVENT), "--yes")
    assert "6 notes erased for good" in everything.stdout
    assert holding(profile, "the words of note") == []
