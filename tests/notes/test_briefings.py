"""Which briefing a note is on: kept through upgrades, repairs and copies, and never changed by a file that comes in."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from briefing_app.domain.model import Ref
from briefing_app.notes import backups, exchange
from briefing_app.notes.notebook import Notebook, utc_now
from briefing_app.notes.salvage import salvage
from briefing_app.notes.store import FILE
from briefing_app.notes.upgrades import FORMAT, STEPS
from tests.notes.damage import flip

EVENT = Ref("event", "e-1")


def make_format(folder: Path, version: int) -> None:
    """Makes a file of an earlier format with one note in it."""
    with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        for step in STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute(
            "INSERT INTO revision (revision, note, seq, target, body, kind, created, modified)"
            " VALUES ('r-1', 'n-1', 0, 'event/e-1', 'old words', 'comment', '2026-01-01T00:00:00.000Z',"
            " '2026-01-01T00:00:00.000Z')"
        )
        connection.execute("INSERT INTO head (note, revision, target) VALUES ('n-1', 'r-1', 'event/e-1')")
        connection.execute(f"PRAGMA user_version = {version}")


def two_briefings(folder: Path) -> Notebook:
    book = Notebook.open(folder)
    for package in ("one", "two"):
        book.lie_on(package, unnamed=False)
        book.add(EVENT, f"words on {package}", tags=[package])
    return book


def bodies(book: Notebook) -> list[str]:
    return [note.body for note in book.stored.all()]


def test_notes_of_every_older_format_name_no_briefing_and_are_on_the_bundled_one(tmp_path: Path) -> None:
    for version in range(1, FORMAT):
        folder = tmp_path / str(version)
        folder.mkdir()
        make_format(folder, version)
        book = Notebook.open(folder)
        book.lie_on("another", unnamed=False)
        assert bodies(book) == []
        assert book.stored.elsewhere() == {"": 1}
        book.lie_on("bundled", unnamed=True)
        assert bodies(book) == ["old words"]
        assert [n.body for n in book.stored.on(EVENT)] == ["old words"]
        book.edit("n-1", body="new words")
        assert bodies(book) == ["new words"]
        assert [note.package for note in book.stored.revisions("n-1")] == ["", ""]
        book.close()
        copy = folder / f"backups/before-upgrade-from-{version}.sqlite3"
        assert [note.body for note in backups.peek(copy)] == ["old words"]


def test_tags_counts_and_marks_are_those_of_the_briefing_on_the_desk(tmp_path: Path) -> None:
    book = two_briefings(tmp_path)
    assert (book.stored.count(), book.stored.tags(), bodies(book)) == (1, ("two",), ["words on two"])
    assert book.stored.elsewhere() == {"one": 1}
    book.lie_on("three", unnamed=True)
    assert (book.stored.count(), book.stored.tags(), book.stored.noted()) == (0, (), frozenset())
    assert len(book.stored.all(everywhere=True)) == 2
    book.close()


def test_a_backup_and_a_repair_keep_what_each_note_is_on(tmp_path: Path) -> None:
    two_briefings(tmp_path).close()
    copy = backups.make(tmp_path, now=utc_now())
    assert {note.package for note in backups.peek(copy.path)} == {"one", "two"}
    found = salvage(tmp_path / FILE)
    assert {row["package"] for row in found.revisions.values()} == {"one", "two"}


def test_pages_of_a_damaged_file_still_tell_what_each_note_is_on(tmp_path: Path) -> None:
    two_briefings(tmp_path).close()
    flip(tmp_path, b'CREATE TABLE "revision"')
    found = salvage(tmp_path / FILE)
    assert not found.whole
    assert {(row["body"], row["package"]) for row in found.revisions.values()} == {
        ("words on one", "one"),
        ("words on two", "two"),
    }


def test_what_comes_in_moves_no_note_to_another_briefing(tmp_path: Path) -> None:
    book = two_briefings(tmp_path)
    mine = book.stored.all()[0]
    theirs = exchange.to_annotation(mine) | {
        "bf:package": "elsewhere",
        "bf:revision": "another",
        "bf:parent": mine.revision,
    }
    theirs["body"] = [theirs["body"][0] | {"value": "changed by somebody"}]
    plan = book.plan_import([exchange.from_annotation(theirs)])
    book.take_in(plan)
    after = book.stored.get(mine.note_id)
    assert after is not None
    assert (after.body, after.package) == ("changed by somebody", "two")
    book.close()
