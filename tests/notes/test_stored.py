"""What is read from the file of the notes: the latest revisions, in their order, with all that can be legible."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.domain.model import Ref
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.notebook import Notebook

EVENT, CLAIM = Ref("event", "e-1"), Ref("claim", "c-1")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Notebook]:
    made = Notebook.open(tmp_path)
    yield made
    made.close()


def _write(book: Notebook, sql: str, *values: object) -> None:
    """Writes past the notebook, as damage or another program would."""
    book.store.connection.execute("PRAGMA foreign_keys = OFF")
    book.store.connection.execute("PRAGMA ignore_check_constraints = ON")
    book.store.connection.execute(sql, values)


def _created(book: Notebook, note_id: str, moment: str) -> None:
    _write(book, "UPDATE revision SET created = ?, modified = ? WHERE note = ?", moment, moment, note_id)


def test_a_note_that_was_never_written_is_none(book: Notebook) -> None:
    book.add(EVENT, "words")
    assert book.stored.get("no-such-note") is None


def test_a_note_in_the_bin_can_still_be_read_by_its_id(book: Notebook) -> None:
    note = book.add(EVENT, "words").notes[0]
    book.remove([note.note_id])
    found = book.stored.get(note.note_id)
    assert found is not None
    assert (found.body, found.removed) == ("words", True)


def test_notes_on_an_entry_stand_oldest_first_and_undated_last(book: Notebook) -> None:
    ids = {name: book.add(EVENT, name).notes[0].note_id for name in ("undated", "newer", "older")}
    book.add(CLAIM, "on another entry")
    _created(book, ids["undated"], "")
    _created(book, ids["newer"], "2026-02-01T00:00:00.000Z")
    _created(book, ids["older"], "2026-01-01T00:00:00.000Z")
    assert [note.body for note in book.stored.on(EVENT)] == ["older", "newer", "undated"]


def test_all_notes_stand_newest_first_and_the_bin_holds_the_others(book: Notebook) -> None:
    ids = {name: book.add(EVENT, name).notes[0].note_id for name in ("older", "newer", "binned", "undated")}
    for name, moment in (("older", "2026-01-01"), ("newer", "2026-02-01"), ("undated", "")):
        _created(book, ids[name], moment)
    book.remove([ids["binned"]])
    assert [note.body for note in book.stored.all()] == ["newer", "older", "undated"]
    assert [note.body for note in book.stored.all(removed=True)] == ["binned"]
    assert [note.body for note in book.stored.on(EVENT)] == ["older", "newer", "undated"]
    assert book.stored.count() == 3


def test_a_bin_holds_what_is_on_the_briefing_of_the_desk_unless_all_are_asked_for(book: Notebook) -> None:
    for package in ("one", "two"):
        book.lie_on(package, unnamed=False)
        book.remove([book.add(EVENT, package).notes[0].note_id])
    assert [note.body for note in book.stored.all(removed=True)] == ["two"]
    assert {note.body for note in book.stored.all(removed=True, everywhere=True)} == {"one", "two"}
    assert book.stored.all(everywhere=True) == ()


def test_notes_elsewhere_are_counted_by_their_briefing_without_those_in_the_bin(book: Notebook) -> None:
    for package in ("two", "one", "one", "here"):
        book.lie_on(package, unnamed=False)
        note = book.add(EVENT, package).notes[0]
    book.lie_on("two", unnamed=False)
    book.remove([book.add(EVENT, "binned").notes[0].note_id])
    book.lie_on("here", unnamed=False)
    assert book.stored.elsewhere() == {"one": 2, "two": 1}
    assert list(book.stored.elsewhere()) == ["one", "two"]
    book.remove([note.note_id])
    assert book.stored.noted() == frozenset()
    book.stored.packages = None
    assert book.stored.elsewhere() == {}
    assert book.stored.count() == 3


def test_revisions_are_those_of_one_note_in_the_order_in_which_they_were_written(book: Notebook) -> None:
    note = book.add(EVENT, "one").notes[0]
    book.add(EVENT, "another note")
    for body in ("two", "three"):
        book.edit(note.note_id, body=body)
    assert [revision.body for revision in book.stored.revisions(note.note_id)] == ["one", "two", "three"]


def test_a_note_that_travels_names_the_revisions_it_builds_on_but_not_itself_or_its_parent(book: Notebook) -> None:
    note = book.add(EVENT, "one").notes[0]
    for body in ("two", "three", "four"):
        book.edit(note.note_id, body=body)
    one, two, three, four = (revision.revision for revision in book.stored.revisions(note.note_id))
    latest = book.stored.get(note.note_id)
    assert latest is not None
    (told,) = book.stored.with_lineage([latest])
    assert (told.revision, told.parent) == (four, three)
    assert told.lineage == (two, one)


def test_a_long_lineage_keeps_its_newest_names(book: Notebook) -> None:
    note = book.add(EVENT, "one").notes[0]
    older = tuple(f"r-{number}" for number in range(MOST_ANCESTORS + 5))
    _write(book, "UPDATE revision SET lineage = ? WHERE note = ?", " ".join(older), note.note_id)
    latest = book.stored.get(note.note_id)
    assert latest is not None
    (told,) = book.stored.with_lineage([latest])
    assert told.lineage == older[:MOST_ANCESTORS]


def test_tags_stand_by_how_often_they_are_used_then_by_name(book: Notebook) -> None:
    for tags in (["rare"], ["common", "also"], ["common"], []):
        book.add(EVENT, "words", tags=tags)
    book.remove([book.add(EVENT, "words", tags=["binned"]).notes[0].note_id])
    assert book.stored.tags() == ("common", "also", "rare")


def test_tags_that_are_no_list_hide_no_others(book: Notebook) -> None:
    broken = book.add(EVENT, "words", tags=["lost"]).notes[0]
    book.add(EVENT, "words", tags=["kept"])
    _write(book, "UPDATE revision SET tags = '[broken' WHERE note = ?", broken.note_id)
    assert book.stored.tags() == ("kept",)


def test_markings_in_use_stand_once_each_without_those_in_the_bin(book: Notebook) -> None:
    for handling in ("SECRET", "OFFICIAL", "SECRET", ""):
        book.add(EVENT, "words", handling=handling)
    book.remove([book.add(EVENT, "words", handling="BINNED").notes[0].note_id])
    assert book.stored.handlings() == ("OFFICIAL", "SECRET")


def test_markings_and_tags_are_those_of_the_briefing_on_the_desk(book: Notebook) -> None:
    for package in ("one", "two"):
        book.lie_on(package, unnamed=False)
        book.add(EVENT, "words", handling=package.upper(), tags=[package])
    assert (book.stored.handlings(), book.stored.tags()) == (("TWO",), ("two",))


def test_an_entry_that_cannot_be_read_marks_nothing_and_hides_no_other(book: Notebook) -> None:
    note = book.add(CLAIM, "words").notes[0]
    book.add(EVENT, "words")
    _write(book, "UPDATE head SET target = 'no reference' WHERE note = ?", note.note_id)
    assert book.stored.noted() == {EVENT}


def test_notes_that_cannot_be_read_whole_are_named(book: Notebook) -> None:
    whole = book.add(EVENT, "whole").notes[0]
    broken = book.add(EVENT, "broken").notes[0]
    _write(book, "UPDATE revision SET kind = 'no such kind' WHERE note = ?", broken.note_id)
    assert {note.body for note in book.stored.all()} == {"whole", "broken"}
    assert book.stored.unreadable == {broken.note_id}
    book.stored.get(whole.note_id)
    assert book.stored.unreadable == {broken.note_id}
