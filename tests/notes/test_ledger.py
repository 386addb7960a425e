"""The ledger of the notes: what it reads in which order, what a step is, and when typing on amends a revision."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing_app.domain.model import Note, Ref
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.ledger import LOST_LETTERS, SITTING, NotesChange, utc_now
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE, Store

EVENT, ACTOR = Ref("event", "e-1"), Ref("actor", "kz")
START = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


class Clock:
    """Shows the moment that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Notebook]:
    book = Notebook.open(tmp_path, clock=clock)
    yield book
    book.close()


def added(book: Notebook, body: str, ref: Ref = EVENT, **more: object) -> Note:
    return book.add(ref, body, **more).notes[0]  # type: ignore[arg-type]  # handed on as it comes


def bodies(notes: tuple[Note, ...]) -> list[str]:
    return [note.body for note in notes]


def put(book: Notebook, *notes: Note) -> NotesChange:
    """Takes notes in as a file brings them, with their own names and moments."""
    return book.ledger.write("import", [(None, note) for note in notes], "", as_they_are=True)


def from_file(ident: str, **values: object) -> Note:
    note = Note(note_id=ident, target=EVENT, body=ident, created="", modified="", revision=f"{ident}-1")
    return replace(note, **values)  # type: ignore[arg-type]  # handed on as it comes


# Reading


def test_notes_on_an_entry_come_oldest_first_and_undated_last(book: Notebook) -> None:
    days = {"late": "2026-02-01", "undated": "", "early": "2025-01-01", "b": "2025-06-01", "a": "2025-06-01"}
    put(book, *(from_file(name, created=day) for name, day in days.items()))
    assert bodies(book.stored.on(EVENT)) == ["early", "a", "b", "late", "undated"]


def test_all_notes_come_newest_first_and_undated_last(book: Notebook) -> None:
    days = {"late": "2026-02-01", "undated": "", "early": "2025-01-01", "b": "2025-06-01", "a": "2025-06-01"}
    put(book, *(from_file(name, modified=day) for name, day in days.items()))
    assert bodies(book.stored.all()) == ["late", "a", "b", "early", "undated"]


def test_the_bin_is_apart_everywhere(book: Notebook) -> None:
    kept, gone = (
        added(book, "kept", tags=["t1"], handling="open"),
        added(book, "gone", ACTOR, tags=["t2"], handling="x"),
    )
    book.remove([gone.note_id])
    assert bodies(book.stored.all()) == bodies(book.stored.on(EVENT)) == ["kept"]
    assert bodies(book.stored.all(removed=True)) == ["gone"]
    assert book.stored.on(ACTOR) == ()
    assert (book.stored.count(), book.stored.noted(), book.stored.tags(), book.stored.handlings()) == (
        1,
        {EVENT},
        ("t1",),
        ("open",),
    )
    found = book.stored.get(gone.note_id)
    assert found is not None and found.removed
    assert book.stored.get(kept.note_id) == kept
    assert book.stored.get("unheard of") is None


def test_tags_come_the_most_used_first_then_by_name_and_each_once(book: Notebook) -> None:
    for tags in (["rail", "wheat"], ["rail", "aid"], []):
        added(book, "x", tags=tags)
    assert book.stored.tags() == ("rail", "aid", "wheat")


def test_only_the_tags_and_markings_of_the_latest_revision_count(book: Notebook) -> None:
    note = added(book, "x", tags=["old"], handling="OLD")
    book.edit(note.note_id, tags=["new"], handling="NEW")
    added(book, "y", handling="NEW")
    assert (book.stored.tags(), book.stored.handlings()) == (("new",), ("NEW",))


def test_a_read_only_store_without_steps_is_read(tmp_path: Path) -> None:
    Notebook.open(tmp_path).close()
    book = Notebook(Store.open(tmp_path))
    assert (book.stored.count(), book.undo(), book.redo()) == (0, None, None)
    book.close()


# What travels


def test_a_note_that_travels_names_every_revision_it_builds_on(book: Notebook) -> None:
    note = added(book, "0")
    names = [note.revision] + [book.edit(note.note_id, body=str(n)).notes[0].revision for n in range(1, 5)]
    latest = book.stored.get(note.note_id)
    assert latest is not None
    (told,) = book.stored.with_lineage([latest])
    assert (told.revision, told.parent) == (names[4], names[3])
    assert told.lineage == (names[2], names[1], names[0])
    assert replace(told, lineage=()) == replace(latest, lineage=())


def test_what_revisions_from_elsewhere_built_on_is_named_as_well_and_each_once(book: Notebook) -> None:
    put(book, from_file("n", parent="p", lineage=("x", "p", "y")))
    (told,) = book.stored.with_lineage(book.stored.all())
    assert told.lineage == ("x", "y")
    edited = book.edit("n", body="mine").notes[0]
    assert edited.lineage == ("x", "p", "y")
    (told,) = book.stored.with_lineage([edited])
    assert (told.parent, told.lineage) == ("n-1", ("x", "p", "y"))


def test_a_lineage_has_an_end(book: Notebook) -> None:
    names = tuple(f"r{number}" for number in range(MOST_ANCESTORS + 5))
    put(book, from_file("n", lineage=names))
    (told,) = book.stored.with_lineage(book.stored.all())
    assert told.lineage == names[:MOST_ANCESTORS]
    assert book.edit("n", body="mine").notes[0].lineage == names[:MOST_ANCESTORS]


# Steps


def steps(folder: Path) -> list[tuple[str, str, int, int]]:
    with contextlib.closing(sqlite3.connect(folder / FILE)) as connection, connection:
        found = connection.execute("SELECT verb, at, undone, parts FROM step ORDER BY number").fetchall()
    connection.close()
    return [(verb, at, undone, len(json.loads(parts))) for verb, at, undone, parts in found]


def test_a_step_keeps_its_verb_moment_and_parts(book: Notebook, tmp_path: Path, clock: Clock) -> None:
    one = added(book, "one")
    clock.later(seconds=1)
    two = added(book, "two", ACTOR)
    clock.later(seconds=1.5)
    change = book.remove([one.note_id, two.note_id])
    assert change.words == "2 notes moved to the bin"
    assert change.refs == {EVENT, ACTOR}
    assert [(n.note_id, n.removed, n.parent) for n in change.notes] == [
        (one.note_id, True, one.revision),
        (two.note_id, True, two.revision),
    ]
    assert steps(tmp_path) == [
        ("add", "2026-05-01T12:00:00.000Z", 0, 1),
        ("add", "2026-05-01T12:00:01.000Z", 0, 1),
        ("remove", "2026-05-01T12:00:02.500Z", 0, 2),
    ]
    assert book.undo() is not None
    assert [undone for _verb, _at, undone, _parts in steps(tmp_path)] == [0, 0, 1]


def test_a_verb_without_notes_is_no_step(book: Notebook, tmp_path: Path) -> None:
    assert book.remove([]) == NotesChange(refs=frozenset(), notes=())
    assert steps(tmp_path) == []
    assert book.undo() is None


def test_what_is_only_kept_is_stored_without_a_step_and_without_becoming_the_latest(
    book: Notebook, tmp_path: Path
) -> None:
    note = added(book, "mine")
    kept = replace(note, revision="theirs", body="theirs", modified="2026-04-01T00:00:00.000Z")
    change = book.ledger.write("import", [], "kept", only_kept=[kept])
    assert change == NotesChange(refs=frozenset(), notes=(), words="kept")
    assert bodies(book.stored.revisions(note.note_id)) == ["mine", "theirs"]
    assert bodies(book.stored.all()) == ["mine"]
    assert len(steps(tmp_path)) == 1


def test_undo_and_redo_say_what_they_did_and_to_which_entries(book: Notebook) -> None:
    note = added(book, "one")
    other = added(book, "other", ACTOR)
    book.edit(note.note_id, body="two")
    back = book.undo()
    assert back is not None
    assert (back.words, back.refs, bodies(back.notes)) == ("Undone", {EVENT}, ["one"])
    assert back.notes[0].parent != note.revision  # a new revision that builds on the one taken back
    again = book.redo()
    assert again is not None
    assert (again.words, again.refs, bodies(again.notes)) == ("Done again", {EVENT}, ["two"])
    assert book.redo() is None
    assert [r.body for r in book.stored.revisions(note.note_id)] == ["one", "two", "one", "two"]
    assert book.stored.get(other.note_id) == other


def test_steps_are_taken_back_last_first_and_repeated_first_first(book: Notebook) -> None:
    note = added(book, "0")
    for number in (1, 2, 3):
        book.edit(note.note_id, body=str(number))

    def now() -> str:
        found = book.stored.get(note.note_id)
        return f"{found.body}{' in the bin' * found.removed}" if found else ""

    seen = [now() for _ in range(4) if book.undo()]
    assert seen == ["2", "1", "0", "0 in the bin"]
    assert book.undo() is None
    seen = [now() for _ in range(4) if book.redo()]
    assert seen == ["0", "1", "2", "3"]
    assert book.redo() is None


def test_what_was_taken_back_is_no_longer_ahead_once_something_new_was_written(book: Notebook, tmp_path: Path) -> None:
    note = added(book, "one")
    book.edit(note.note_id, body="two")
    book.undo()
    added(book, "another", ACTOR)
    assert book.redo() is None
    assert [undone for _verb, _at, undone, _parts in steps(tmp_path)] == [0, 2, 0]
    assert book.undo() is not None  # the other note
    assert book.undo() is not None  # and the first: the step between was taken back before
    assert book.stored.count() == 0


def test_taking_back_passes_over_a_note_that_the_file_has_lost(book: Notebook, tmp_path: Path) -> None:
    one, two = added(book, "one"), added(book, "two", ACTOR)
    book.remove([one.note_id, two.note_id])
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("DELETE FROM head WHERE note = ?", (one.note_id,))
    connection.close()
    back = book.undo()
    assert back is not None
    assert (bodies(back.notes), back.refs) == (["two"], {ACTOR})


def test_the_steps_of_another_open_window_are_passed_over_until_the_next_start(book: Notebook, tmp_path: Path) -> None:
    other = Notebook.open(tmp_path)
    added(other, "theirs")
    assert book.undo() is None
    mine = added(book, "mine", ACTOR)
    added(other, "theirs again")
    back = book.undo()
    assert back is not None and back.notes[0].note_id == mine.note_id
    other.close()
    later = Notebook.open(tmp_path)
    assert later.undo() is not None
    assert sorted(bodies(later.stored.all())) == ["theirs"]
    later.close()


def test_a_revision_taken_in_keeps_its_own_name_and_moment(book: Notebook) -> None:
    mine = added(book, "mine")
    theirs = replace(mine, revision="r-2", parent="r-1", body="theirs", modified="2030-01-01T00:00:00.000Z")
    change = book.ledger.write("import", [(mine, theirs)], "taken in", as_they_are=True)
    assert change.notes == (theirs,)
    assert book.stored.get(mine.note_id) == theirs
    back = book.undo()
    assert back is not None and bodies(back.notes) == ["mine"]


# Typing on


def typed(book: Notebook, note: Note, body: str) -> int:
    """Types on, and returns how many revisions the note has by then."""
    book.edit(note.note_id, body=body, continuing=True)
    return len(book.stored.revisions(note.note_id))


def test_typing_on_amends_within_one_sitting_and_not_after_it(book: Notebook, clock: Clock) -> None:
    note = added(book, "a")
    clock.later(minutes=5)
    assert typed(book, note, "ab") == 1
    clock.later(minutes=5, milliseconds=-1)
    assert typed(book, note, "abc") == 1
    amended = book.stored.get(note.note_id)
    assert amended is not None
    assert (amended.revision, amended.created) == (note.revision, note.created)
    assert amended.modified == "2026-05-01T12:09:59.999Z"
    clock.later(milliseconds=1)
    assert clock.now - START == SITTING == dt.timedelta(minutes=10)
    assert typed(book, note, "abcd") == 2
    clock.later(minutes=9)
    assert typed(book, note, "abcde") == 2  # the second revision begins a sitting of its own


def test_typing_on_after_the_clock_was_set_back_begins_a_revision(book: Notebook, clock: Clock) -> None:
    note = added(book, "a")
    clock.later(seconds=-1)
    assert typed(book, note, "ab") == 2
    assert [r.modified for r in book.stored.revisions(note.note_id)] == [note.modified] * 2


def test_at_once_is_within_the_sitting(book: Notebook) -> None:
    note = added(book, "a")
    assert typed(book, note, "ab") == 1


@pytest.mark.parametrize(("letters", "revisions"), [(LOST_LETTERS, 1), (LOST_LETTERS + 1, 2)])
def test_a_sitting_loses_some_forty_letters_and_no_more(book: Notebook, letters: int, revisions: int) -> None:
    assert LOST_LETTERS == 40
    note = added(book, "kept" + "x" * letters)
    assert typed(book, note, "kept") == revisions


def test_without_saying_so_no_edit_amends(book: Notebook) -> None:
    note = added(book, "a")
    book.edit(note.note_id, body="ab")
    assert len(book.stored.revisions(note.note_id)) == 2


def test_amending_is_one_step_and_is_found_by_what_follows_the_changes(book: Notebook, tmp_path: Path) -> None:
    note = added(book, "a")
    before = book.store.rows("SELECT number FROM head WHERE note = ?", (note.note_id,))[0][0]
    change = book.edit(note.note_id, body="ab", tags=["t"], continuing=True)
    assert (change.refs, change.words, bodies(change.notes)) == ({EVENT}, "Note saved", ["ab"])
    assert book.stored.get(note.note_id) == change.notes[0]
    assert book.store.rows("SELECT number FROM head WHERE note = ?", (note.note_id,))[0][0] == before + 1
    assert len(steps(tmp_path)) == 1


def test_what_another_window_wrote_in_between_is_kept_beside(book: Notebook, tmp_path: Path, clock: Clock) -> None:
    note = added(book, "mine")
    other = Notebook.open(tmp_path, clock=clock)
    old = book.stored.get(note.note_id)
    assert old is not None
    other.edit(note.note_id, body="theirs")
    other.close()
    change = book.ledger.amend(old, replace(old, body="mine, longer"), "Note saved")
    assert (change.words, bodies(change.notes)) == ("Note saved", ["mine, longer"])
    assert [r.body for r in book.stored.revisions(note.note_id)] == ["mine", "theirs", "mine, longer"]
    assert [verb for verb, *_rest in steps(tmp_path)] == ["add", "edit", "edit"]
    found = book.stored.get(note.note_id)
    assert found is not None and found.body == "mine, longer"


def test_undo_ends_the_sitting(book: Notebook) -> None:
    note = added(book, "a")
    book.edit(note.note_id, body="b")
    book.undo()
    book.redo()
    assert typed(book, note, "bc") == 5


# Revisions of one name


def test_the_same_revision_twice_is_one(book: Notebook) -> None:
    note = added(book, "a")
    put(book, note)
    assert book.stored.revisions(note.note_id) == (note,)


@pytest.mark.parametrize("other", [{"body": "other words"}, {"removed": True}])
def test_a_revision_of_the_same_name_that_says_something_else_gets_a_name_of_its_own(
    book: Notebook, other: dict[str, object]
) -> None:
    note = added(book, "a")
    told = replace(note, **other)  # type: ignore[arg-type]  # handed on as it comes
    for _twice in range(2):
        put(book, told)
    first, second = book.stored.revisions(note.note_id)
    assert first == note
    assert (second.body, second.removed, second.parent) == (told.body, told.removed, note.revision)
    assert second.revision != note.revision


def test_a_revision_that_the_file_refuses_for_another_reason_is_not_swallowed(book: Notebook) -> None:
    broken = from_file("n", created=None)
    with pytest.raises(Exception, match=r"NOT NULL|could not|cannot"):
        put(book, broken)
    assert book.stored.revisions("n") == ()


# The clock


def test_moments_are_written_in_utc_to_the_thousandth(tmp_path: Path) -> None:
    east = dt.timezone(dt.timedelta(hours=5))
    book = Notebook.open(tmp_path, clock=lambda: dt.datetime(2026, 5, 1, 17, 0, 0, 123999, tzinfo=east))
    assert added(book, "a").modified == "2026-05-01T12:00:00.123Z"
    book.close()


def test_the_clock_of_the_machine_is_read_in_utc() -> None:
    before = dt.datetime.now(dt.UTC)
    now = utc_now()
    assert now.utcoffset() == dt.timedelta(0)
    assert before <= now <= dt.datetime.now(dt.UTC)


# Steps and notes that others changed meanwhile

ONE_LEFT = "1 note has since been changed elsewhere and stays as it is; the earlier text is in its history."
TWO_LEFT = "2 notes have since been changed elsewhere and stay as they are; the earlier text is in their history."


def elsewhere(folder: Path, **changes: str) -> None:
    """Another window writes other words over notes, by their ids."""
    other = Notebook.open(folder)
    for ident, body in changes.items():
        other.edit(ident, body=body)
    other.close()


def test_taking_back_leaves_words_that_another_window_wrote_since(book: Notebook, tmp_path: Path) -> None:
    note = added(book, "one")
    book.edit(note.note_id, body="two")
    elsewhere(tmp_path, **{note.note_id: "theirs"})
    back = book.undo()
    assert back is not None
    assert (back.words, back.notes, back.refs) == (ONE_LEFT, (), frozenset())
    found = book.stored.get(note.note_id)
    assert found is not None and found.body == "theirs"


def test_what_stays_as_it_is_is_told_after_what_was_taken_back(book: Notebook, tmp_path: Path) -> None:
    notes = [added(book, name) for name in ("a", "b", "c")]
    book.remove([note.note_id for note in notes])
    other = Notebook.open(tmp_path)
    other.restore([notes[0].note_id])
    other.close()
    back = book.undo()
    assert back is not None
    assert (back.words, sorted(bodies(back.notes))) == (f"Undone. {ONE_LEFT}", ["b", "c"])


def test_notes_that_stay_are_counted(book: Notebook, tmp_path: Path) -> None:
    notes = [added(book, name) for name in ("a", "b")]
    book.remove([note.note_id for note in notes])
    elsewhere(tmp_path, **{note.note_id: "theirs" for note in notes})
    back = book.undo()
    assert back is not None
    assert (back.words, back.notes) == (TWO_LEFT, ())


def test_a_note_that_another_window_put_into_the_bin_stays_there(book: Notebook, tmp_path: Path) -> None:
    note = added(book, "one")
    book.edit(note.note_id, body="two")
    other = Notebook.open(tmp_path)
    other.remove([note.note_id])
    other.close()
    back = book.undo()
    assert back is not None and back.words == ONE_LEFT
    found = book.stored.get(note.note_id)
    assert found is not None and (found.body, found.removed) == ("two", True)


def test_a_note_that_cannot_be_read_whole_is_not_written_over(book: Notebook) -> None:
    note = added(book, "one")
    book.edit(note.note_id, body="two")
    book.store.connection.execute("UPDATE revision SET kind = 'no such kind' WHERE note = ?", (note.note_id,))
    back = book.undo()
    assert back is not None and (back.words, back.notes) == (ONE_LEFT, ())
    found = book.stored.get(note.note_id)
    assert found is not None and found.body == "two"


def test_steps_on_another_briefing_are_passed_over(book: Notebook) -> None:
    notes = {}
    for package in ("one", "two"):
        book.lie_on(package, unnamed=False)
        notes[package] = added(book, package)
    book.lie_on("one", unnamed=False)
    back = book.undo()
    assert back is not None and bodies(back.notes) == ["one"]
    assert book.undo() is None
    book.lie_on("two", unnamed=False)
    assert book.redo() is None
    back = book.undo()
    assert back is not None and bodies(back.notes) == ["two"]


def test_a_step_on_notes_of_two_briefings_is_taken_back_from_either(book: Notebook) -> None:
    notes = []
    for package in ("one", "two"):
        book.lie_on(package, unnamed=False)
        notes.append(added(book, package))
    book.remove([note.note_id for note in notes])
    book.lie_on("one", unnamed=False)
    back = book.undo()
    assert back is not None and {note.body for note in back.notes} == {"one", "two"}


@pytest.mark.parametrize("parts", ["no list", "[]", '[["lost", "", "r"]]'])
def test_a_step_of_which_nothing_is_known_stops_no_other(book: Notebook, parts: str) -> None:
    book.lie_on("one", unnamed=False)
    note = added(book, "one")
    removed = book.remove([note.note_id])
    assert removed is not None
    book.store.connection.execute("UPDATE step SET parts = ? WHERE verb <> 'add'", (parts,))
    back = book.undo()  # the step of which nothing is known
    assert back is not None and (back.words, back.notes) == ("Undone", ())
    found = book.stored.get(note.note_id)
    assert found is not None and found.removed


# Sittings


def test_a_sitting_belongs_to_one_revision(book: Notebook, tmp_path: Path, clock: Clock) -> None:
    note = added(book, "a")
    other = Notebook.open(tmp_path, clock=clock)
    other.edit(note.note_id, body="ab")
    other.close()
    assert typed(book, note, "abc") == 3


def test_notes_begun_here_are_known_until_they_are_erased_for_good(book: Notebook) -> None:
    kept, gone = added(book, "kept"), added(book, "gone")
    assert set(book.ledger.sittings) == {kept.note_id, gone.note_id}
    assert {note_id for note_id, _name in book.ledger.written} == {kept.note_id, gone.note_id}
    book.ledger.forget([gone.note_id])
    assert book.ledger.sittings == (kept.note_id,)
    assert {note_id for note_id, _name in book.ledger.written} == {kept.note_id}


def test_undo_begins_no_sitting_and_ends_all(book: Notebook) -> None:
    added(book, "a")
    book.undo()
    assert book.ledger.sittings == ()
