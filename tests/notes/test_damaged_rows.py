"""One row that cannot be read keeps none of the others, and a repair brings back all of it that is legible."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.domain.notes import NotesQuery
from briefing_app.errors import ExpectedError
from briefing_app.notes import repair
from briefing_app.notes.check import check
from briefing_app.notes.merging import histories
from briefing_app.notes.notebook import Notebook, utc_now
from briefing_app.notes.rows import COLUMNS
from briefing_app.notes.store import FILE
from briefing_app.notes.upgrades import TABLES
from tests.notes import kills
from tests.notes.damage import EVENT, WORDS, Watched, change, column_bytes, filled, flip

WRONG = {
    "target": ("web/", "nothing", "\u0085/x", ""),
    "kind": ("commeno", "", "COMMENT"),
    "tags": ("no json", "{}", "[1]", '["tag one", "tag tw', "null"),
    "seen": ("{", "[]", '{"other": 1}', '{"title": 3}', "0"),
    "passage": ("{}", "x", "[1]", '{"field": 1, "quote": "q"}'),
    "extra": ("{", "[]", "17", "[" * 5000),
    "created": ("yesterday", "2026-13", "26"),
    "modified": ("\x00", "2026-11-28T10:00:00+oo:00"),
    "own": (7, -1),
    "removed": (2, 1 << 40),
    "note": ("somebody else's",),
    "revision": ("another name",),
}
"""What no reader can read, by column."""


@pytest.fixture(autouse=True)
def every_database_is_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is opened is closed again, also where reading it fails half-way."""
    left: list[Watched] = []
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=partial(Watched, left)))
    yield
    assert not left, f"{len(left)} databases were left open"


def texts(book: Notebook) -> set[str]:
    return {note.body for note in (*book.stored.all(), *book.stored.all(removed=True))}


def all_work(folder: Path, count: int) -> None:
    """Everything that lists, counts, finds and gives out notes works; the others are as they were."""
    desk = Desk.open(profile=folder)
    with contextlib.closing(desk):
        assert desk.notebook.book is not None
        listed = (*desk.notes.all(), *desk.notes.all(removed=True))
        assert len(listed) == count
        assert sum(WORDS in note.body for note in listed) >= count - 1
        assert len(desk.notes.on(EVENT)) >= count - 2
        assert (
            len(desk.index.notes(desk.index.note_ids(NotesQuery())))
            + len(desk.index.notes(desk.index.note_ids(NotesQuery(removed=True))))
            == count
        )
        assert desk.notes.noted and desk.index.note_counts().total >= count - 1
        desk.notes.tags()
        desk.notes.handlings()
        desk.index.placements()
        assert desk.search.as_typed(WORDS)
        for note in listed:
            desk.notes.revisions(note.note_id)
        for ending in (".jsonld", ".csv", ".md"):
            desk.notes.export(folder / f"out{ending}")
        ident = desk.notes.write(desk.dataset.events[0].ref, "life goes on", initiator="test")
        desk.notes.undo()
        desk.notes.redo()
        desk.notes.purge([ident], initiator="test")


@pytest.mark.parametrize(("column", "value"), [(c, v) for c, values in WRONG.items() for v in values])
def test_a_wrong_value_in_any_column_is_found_read_round_and_mended(tmp_path: Path, column: str, value: object) -> None:
    ids = filled(tmp_path)
    change(tmp_path, f"UPDATE revision SET {column} = ? WHERE note = ? AND parent <> ''", value, ids[2])
    report = check(tmp_path / FILE)
    assert not report.sound
    if column not in ("note", "revision"):
        assert any(column in finding for finding in report.findings)
    all_work(tmp_path, 6)
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        assert texts(book) == {f"{WORDS} {n}, edited" for n in range(6)}, "all words are legible"
        assert book.stored.get(ids[2]).unreadable  # type: ignore[union-attr]  # that is the test
        assert "cannot be read" in book.trouble.words  # type: ignore[union-attr]  # that is the test
        with pytest.raises(ExpectedError, match="stays as it is"):
            book.edit(ids[2], body="over it")
    told = repair.repair(tmp_path, now=utc_now()).told
    assert check(tmp_path / FILE).sound, told
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        assert texts(book) == {f"{WORDS} {n}, edited" for n in range(6)}, "nothing legible is lost by the repair"
        assert book.trouble is None
        assert not any(note.unreadable for note in book.stored.all())
        assert len(book.stored.revisions(ids[2])) >= 1


@pytest.mark.parametrize("column", [c for c in COLUMNS if c not in ("own", "removed", "lineage", "extra")])
def test_a_flipped_bit_in_any_column_costs_no_other_note(tmp_path: Path, column: str) -> None:
    ids = filled(tmp_path)
    content = column_bytes(tmp_path, ids[3])[column]
    assert content
    flip(tmp_path, column_bytes(tmp_path, ids[3])["body"] if column == "body" else content, at=len(content) // 2)
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        whole = [note for note in (*book.stored.all(), *book.stored.all(removed=True)) if not note.unreadable]
        assert len(whole) >= 5
    all_work(tmp_path, 6)
    assert not check(tmp_path / FILE).sound
    repair.repair(tmp_path, now=utc_now())
    report = check(tmp_path / FILE)
    assert report.sound, report.findings
    assert report.notes >= 6


@pytest.mark.parametrize(
    ("sql", "kept"),
    [
        ("UPDATE head SET revision = 'gone' WHERE number = (SELECT max(number) FROM head)", 6),
        ("UPDATE head SET note = 'gone' WHERE number = (SELECT max(number) FROM head)", 6),
        ("UPDATE head SET target = 'web/' WHERE number = (SELECT max(number) FROM head)", 6),
        ("UPDATE head SET removed = 9 WHERE number = (SELECT max(number) FROM head)", 6),
        ("UPDATE head SET number = -4 WHERE number = (SELECT max(number) FROM head)", 6),
        ("DELETE FROM head WHERE number = (SELECT max(number) FROM head)", 6),
        ("UPDATE step SET parts = 'no list'", 6),
        ("UPDATE step SET parts = '[1]'", 6),
        ("UPDATE step SET parts = '[[1, 2, 3]]'", 6),
        ("UPDATE step SET undone = 88", 6),
        ("UPDATE state SET key = 'lost' WHERE key = 'file'", 6),
        ("DELETE FROM state", 6),
        ("PRAGMA user_version = 0", 6),
        ("PRAGMA user_version = 1", 6),
        ("PRAGMA user_version = -7", 6),
        ("PRAGMA user_version = 131", 6),
        *((f"DROP {kind} {name}", 0 if name == "revision" else 6) for kind, name in sorted(TABLES)),
        *((f"ALTER TABLE revision DROP COLUMN {c}", 6) for c in COLUMNS if c not in ("revision", "note", "body")),
        ("ALTER TABLE revision DROP COLUMN body", 0),
        ("ALTER TABLE head RENAME COLUMN revision TO other", 6),
        ("ALTER TABLE step DROP COLUMN parts", 6),
        ("ALTER TABLE state DROP COLUMN value", 6),
    ],
)
def test_what_is_changed_or_missing_in_any_table_is_found_said_and_mended(tmp_path: Path, sql: str, kept: int) -> None:
    filled(tmp_path)
    change(tmp_path, sql)
    report = check(tmp_path / FILE)
    assert not report.sound, "what fails in use is found"
    with contextlib.suppress(ExpectedError):
        Notebook.open(tmp_path).close()
    repair.repair(tmp_path, now=utc_now())
    report = check(tmp_path / FILE)
    assert report.sound, report.findings
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        assert not book.opened.read_only
        assert len(texts(book) & {f"{WORDS} {n}, edited" for n in range(6)}) == kept
        note = book.add(EVENT, "life goes on").notes[0]
        book.undo()
        assert book.stored.get(note.note_id).removed  # type: ignore[union-attr]  # that is the test


@pytest.mark.parametrize("sql", ["DROP TABLE state", "DROP TABLE head", "ALTER TABLE step DROP COLUMN parts"])
def test_a_file_that_came_damaged_is_read_for_merging_and_let_go(tmp_path: Path, sql: str) -> None:
    filled(tmp_path)
    change(tmp_path, sql)
    assert {note.body for note, _earlier in histories(tmp_path / FILE)} == {f"{WORDS} {n}, edited" for n in range(6)}


def test_a_step_that_cannot_be_read_is_passed_over_by_undo(tmp_path: Path) -> None:
    filled(tmp_path)
    change(tmp_path, "UPDATE step SET parts = '{' WHERE number = (SELECT max(number) FROM step)")
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        book.undo()
        assert book.undo() is not None
        assert book.stored.count() in (5, 6)


def test_damage_that_shows_itself_while_the_window_is_open_leaves_everything_else_readable(tmp_path: Path) -> None:
    filled(tmp_path, 300)
    content = bytearray((tmp_path / FILE).read_bytes())
    page = content.index(f"{WORDS} 150, edited".encode()) // 4096
    content[page * 4096 : page * 4096 + 60] = b"\xaa" * 60
    (tmp_path / FILE).write_bytes(content)
    desk = Desk.open(profile=tmp_path)
    with contextlib.closing(desk):
        assert len(desk.notes.all()) > 250
        assert "damaged" in desk.notebook.trouble.words  # type: ignore[union-attr]  # that is the test
        before = (tmp_path / FILE).read_bytes()
        with pytest.raises(ExpectedError, match="damaged"):
            desk.notes.write(desk.dataset.events[0].ref, "not now", initiator="test")
        assert (tmp_path / FILE).read_bytes() == before, "the file is left alone"
        desk.notebook.repair()
        assert len(desk.notes.all()) > 250
        assert desk.notebook.trouble is None


def test_what_could_not_be_read_back_is_not_stored(tmp_path: Path) -> None:
    ids = filled(tmp_path, 2)
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        mine = book.stored.get(ids[0])
        assert mine is not None
        for number, bad in enumerate(
            [
                {"target": Ref("web", "")},
                {"target": Ref("web", "\u0085")},
                {"kind": "highlight"},
                {"extra": "[]"},
                {"created": "yesterday"},
                {"body": "\ud800"},
                {"lineage": ("two words",)},
            ]
        ):
            note = dataclasses.replace(mine, note_id=f"n{number}", revision=f"r{number}", **bad)
            plan = book.plan_import([note])
            assert plan.incoming == () and len(plan.refused) == 1, bad
            with pytest.raises(ExpectedError, match="could not be read back"):
                book.bring_back([note])
        assert book.stored.count() == 2
    assert check(tmp_path / FILE).sound


def test_a_file_of_a_newer_version_is_never_repaired(tmp_path: Path) -> None:
    filled(tmp_path)
    change(tmp_path, "ALTER TABLE revision ADD COLUMN mood TEXT")
    change(tmp_path, "PRAGMA user_version = 99")
    before = (tmp_path / FILE).read_bytes()
    assert "newer version" in check(tmp_path / FILE).findings[0]
    with pytest.raises(ExpectedError, match="newer version"):
        repair.repair(tmp_path, now=utc_now())
    assert (tmp_path / FILE).read_bytes() == before


def test_the_command_line_lists_checks_and_repairs_with_one_bad_row(tmp_path: Path) -> None:
    ids = filled(tmp_path)
    change(tmp_path, "UPDATE revision SET target = 'web/', kind = 'commenu' WHERE note = ?", ids[0])

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "briefing_app", "notes", *words, "--profile", str(tmp_path)]
        return subprocess.run(command, cwd=kills.ROOT, capture_output=True, text=True, timeout=60)

    listed = run("list")
    assert listed.returncode == 0 and len(listed.stdout.splitlines()) == 6
    assert "cannot be read: target, kind" in listed.stdout
    assert listed.stderr.count("\n") == 1 and "Repair the notes" in listed.stderr
    assert len(json.loads(run("list", "--json").stdout)) == 6
    assert run("check").returncode == 1
    assert run("repair").returncode == 0
    assert run("check").returncode == 0
    after = run("list")
    assert "cannot be read" not in after.stdout and len(after.stdout.splitlines()) == 6
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM revision WHERE kind = 'comment'").fetchone() == (2,)
