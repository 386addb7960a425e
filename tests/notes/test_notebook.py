"""Notes are durable when saved, keep every revision, and can be undone across restarts."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from briefing_app.domain.model import Ref
from briefing_app.errors import ExpectedError
from briefing_app.notes import backups
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE
from briefing_app.notes.upgrades import STEPS

EVENT = Ref("event", "e-2023-forum-astana")


def test_a_note_is_there_after_a_restart(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    book.add(EVENT, "Ask the ministry", tags=["ministry", "ministry", " "])
    book.close()
    book = Notebook.open(tmp_path)
    (note,) = book.stored.on(EVENT)
    assert (note.body, note.tags) == ("Ask the ministry", ("ministry",))
    assert book.stored.noted() == {EVENT}
    book.close()


def test_every_revision_is_kept_and_names_its_parent(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    first = book.add(EVENT, "one").notes[0]
    book.edit(first.note_id, body="two")
    revisions = book.stored.revisions(first.note_id)
    assert [r.body for r in revisions] == ["one", "two"]
    assert revisions[1].parent == first.revision
    book.close()


def test_undo_and_redo_work_across_a_restart(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    note = book.add(EVENT, "one").notes[0]
    book.edit(note.note_id, body="two")
    book.remove([note.note_id])
    book.close()
    book = Notebook.open(tmp_path)
    assert book.stored.count() == 0
    book.undo()
    assert book.stored.on(EVENT)[0].body == "two"
    book.undo()
    assert book.stored.on(EVENT)[0].body == "one"
    book.redo()
    assert book.stored.on(EVENT)[0].body == "two"
    book.close()


def test_a_clock_set_back_never_makes_a_revision_older_than_its_parent(tmp_path: Path) -> None:
    moments = iter([dt.datetime(2026, 5, 1, tzinfo=dt.UTC)] * 2 + [dt.datetime(2020, 1, 1, tzinfo=dt.UTC)] * 9)
    book = Notebook.open(tmp_path, clock=lambda: next(moments))
    first = book.add(EVENT, "one").notes[0]
    second = book.edit(first.note_id, body="two").notes[0]
    assert second.modified >= first.modified
    book.close()


def test_an_empty_note_is_refused_in_words(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    with pytest.raises(ExpectedError, match="empty"):
        book.add(EVENT, "  \n ")
    book.close()


def test_a_newer_file_is_refused_and_left_untouched(tmp_path: Path) -> None:
    Notebook.open(tmp_path).close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ExpectedError, match="newer version"):
        Notebook.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_that_is_no_database_is_said_in_words_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(ExpectedError, match="damaged"):
        Notebook.open(tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")


def test_two_windows_on_one_profile_both_write(tmp_path: Path) -> None:
    one, two = Notebook.open(tmp_path), Notebook.open(tmp_path)
    one.add(EVENT, "from one")
    two.add(EVENT, "from two")
    assert one.stored.count() == two.stored.count() == 2
    one.close()
    two.close()


def test_one_sitting_of_typing_is_one_revision_and_one_step_to_undo(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    note = book.add(EVENT, "A").notes[0]
    for words in ("Ask", "Ask the", "Ask the minstry", "Ask the ministry"):
        book.edit(note.note_id, body=words, continuing=True)
    assert [r.body for r in book.stored.revisions(note.note_id)] == ["Ask the ministry"]
    book.close()
    book = Notebook.open(tmp_path)
    assert book.stored.on(EVENT)[0].body == "Ask the ministry"
    book.edit(note.note_id, body="Ask the ministry today", continuing=True)
    assert len(book.stored.revisions(note.note_id)) == 2
    book.undo()
    assert book.stored.on(EVENT)[0].body == "Ask the ministry"
    book.close()


def test_words_taken_away_while_typing_stay_in_the_history(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    long = "A paragraph of some length that was selected and typed over by mistake."
    note = book.add(EVENT, long).notes[0]
    book.edit(note.note_id, body="x", continuing=True)
    assert [r.body for r in book.stored.revisions(note.note_id)] == [long, "x"]
    book.close()


def test_a_file_of_the_first_format_is_copied_and_upgraded(tmp_path: Path) -> None:
    make_first_format(tmp_path)
    book = Notebook.open(tmp_path)
    assert book.opened.upgraded_from == 1
    assert [n.body for n in book.stored.all()] == ["old words"]
    book.edit("n-1", body="new words")
    book.close()
    copy = tmp_path / "backups/before-upgrade-from-1.sqlite3"
    assert [n.body for n in backups.peek(copy)] == ["old words"]
    with contextlib.closing(sqlite3.connect(copy)) as connection, connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.close()


def make_first_format(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE)
    for statement in STEPS[0]:
        connection.execute(statement)
    connection.execute(
        "INSERT INTO revision (revision, note, seq, target, body, kind, created, modified)"
        " VALUES ('r-1', 'n-1', 0, 'event/e-1', 'old words', 'comment', '2026-01-01T00:00:00.000Z',"
        " '2026-01-01T00:00:00.000Z')"
    )
    connection.execute("INSERT INTO head VALUES ('n-1', 'r-1', 'event/e-1', 0)")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def test_each_of_two_windows_takes_back_its_own_steps(tmp_path: Path) -> None:
    first, second = Notebook.open(tmp_path), Notebook.open(tmp_path)
    mine = first.add(EVENT, "mine").notes[0].note_id
    theirs = second.add(EVENT, "theirs").notes[0].note_id
    assert first.undo() is not None
    assert second.stored.get(theirs).removed is False  # type: ignore[union-attr]  # it was just written
    assert second.stored.get(mine).removed is True  # type: ignore[union-attr]  # taken back, kept in the bin
    assert first.undo() is None
    assert first.redo() is not None
    first.close()
    second.close()
