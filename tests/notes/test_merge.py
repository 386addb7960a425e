"""Two copies of the same notes come together again: nothing is lost, and the order of the files does not matter."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.domain.model import Ref
from briefing_app.notes import exchange
from briefing_app.notes.notebook import Notebook

EVENT = Ref("event", "e-2023-forum-astana")


def clock() -> dt.datetime:
    return dt.datetime(2026, 5, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=next(SECONDS))


SECONDS = itertools.count()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Notebook, Notebook]]:
    """The same person on two machines."""
    one = Notebook.open(tmp_path / "one", author="Aigerim", office="East")
    two = Notebook.open(tmp_path / "two", author="Aigerim", office="East")
    yield one, two
    one.close()
    two.close()


def as_file(book: Notebook) -> bytes:
    return exchange.to_json(book.stored.with_lineage(book.stored.all()), label="")


def take(book: Notebook, content: bytes) -> str:
    plan = book.plan_import(*exchange.read(content))
    book.take_in(plan)
    return plan.words()


def shown(book: Notebook) -> set[tuple[str, str]]:
    return {(note.note_id, note.body) for note in book.stored.all()}


def test_many_revisions_on_one_machine_are_one_change_on_the_other(pair: tuple[Notebook, Notebook]) -> None:
    one, two = pair
    note = one.add(EVENT, "first").notes[0]
    take(two, as_file(one))
    for words in ("second", "third", "fourth"):
        one.edit(note.note_id, body=words)
    assert take(two, as_file(one)) == "0 new, 1 changed, 0 in conflict, 0 the same, 0 deleted"
    assert [n.body for n in two.stored.all()] == ["fourth"]
    assert take(one, as_file(two)) == "0 new, 0 changed, 0 in conflict, 1 the same, 0 deleted"


def test_an_older_file_takes_nothing_back(pair: tuple[Notebook, Notebook]) -> None:
    one, two = pair
    note = one.add(EVENT, "first").notes[0]
    old = as_file(one)
    one.edit(note.note_id, body="second")
    take(two, as_file(one))
    assert take(two, old) == "0 new, 0 changed, 0 in conflict, 1 the same, 0 deleted"
    assert [n.body for n in two.stored.all()] == ["second"]


def test_changed_on_both_machines_both_versions_stay_and_the_machines_agree(pair: tuple[Notebook, Notebook]) -> None:
    one, two = pair
    note = one.add(EVENT, "start").notes[0]
    take(two, as_file(one))
    one.edit(note.note_id, body="from one")
    two.edit(note.note_id, body="from two")
    from_one, from_two = as_file(one), as_file(two)
    assert take(one, from_two) == "0 new, 0 changed, 1 in conflict, 0 the same, 0 deleted"
    take(two, from_one)
    assert shown(one) == shown(two)
    assert {n.body for n in one.stored.all()} == {"from one", "from two"}
    assert take(one, from_two).startswith("0 new, 0 changed, 0 in conflict")
    take(one, as_file(two))
    assert shown(one) == shown(two)


def test_the_version_not_chosen_stays_in_the_history(pair: tuple[Notebook, Notebook]) -> None:
    one, two = pair
    note = one.add(EVENT, "start").notes[0]
    take(two, as_file(one))
    one.edit(note.note_id, body="from one")
    two.edit(note.note_id, body="from two")
    plan = one.plan_import(*exchange.read(as_file(two)))
    one.take_in(plan, {note.note_id: "mine"})
    assert [n.body for n in one.stored.all()] == ["from one"]
    assert {r.body for r in one.stored.revisions(note.note_id)} == {"start", "from one", "from two"}
    assert take(one, as_file(two)).startswith("0 new, 0 changed, 0 in conflict")


def test_a_note_that_travelled_while_it_was_being_typed_is_brought_up_to_date(tmp_path: Path) -> None:
    one, two = Notebook.open(tmp_path / "one"), Notebook.open(tmp_path / "two")
    note = one.add(EVENT, "half a").notes[0]
    early = as_file(one)
    take(two, early)
    one.edit(note.note_id, body="half a sentence", continuing=True)
    assert len(one.stored.revisions(note.note_id)) == 1
    assert take(two, as_file(one)) == "0 new, 1 changed, 0 in conflict, 0 the same, 0 deleted"
    assert [n.body for n in two.stored.all()] == ["half a sentence"]
    assert take(two, as_file(one)) == take(two, early) == "0 new, 0 changed, 0 in conflict, 1 the same, 0 deleted"
    assert [n.body for n in two.stored.all()] == ["half a sentence"]
    one.close()
    two.close()


def test_a_note_of_a_colleague_put_into_the_bin_is_no_conflict_and_stays_there(tmp_path: Path) -> None:
    one, two = Notebook.open(tmp_path / "one"), Notebook.open(tmp_path / "two")
    note = one.add(EVENT, "first").notes[0]
    take(two, as_file(one))
    two.remove([note.note_id])
    one.edit(note.note_id, body="second")
    plan = two.plan_import(*exchange.read(as_file(one)))
    assert plan.count("changed") == 1
    two.take_in(plan)
    assert two.stored.count() == 0
    assert [n.body for n in two.stored.all(removed=True)] == ["second"]
    assert two.plan_import(*exchange.read(as_file(one))).in_bin == 1
    one.close()
    two.close()


def test_my_own_note_from_another_machine_stays_my_own(pair: tuple[Notebook, Notebook]) -> None:
    one, two = pair
    note = one.add(EVENT, "mine").notes[0]
    take(two, as_file(one))
    two.edit(note.note_id, body="still mine")
    assert two.stored.get(note.note_id).body == "still mine"  # type: ignore[union-attr]  # it was edited just now


@st.composite
def versions(draw: st.DrawFn) -> list[bytes]:
    """Files of three machines that wrote on copies of the same two notes."""
    with tempfile.TemporaryDirectory() as folder:
        books = [Notebook.open(Path(folder) / str(n), author="A", clock=clock) for n in range(3)]
        for word in ("x", "y"):
            books[0].add(EVENT, word)
        start = as_file(books[0])
        for book in books[1:]:
            take(book, start)
        for _ in range(draw(st.integers(1, 6))):
            book = draw(st.sampled_from(books))
            note = draw(st.sampled_from(sorted(book.stored.all(), key=lambda n: n.note_id)))
            book.edit(note.note_id, body=draw(st.sampled_from(["a", "b", "c"])))
        files = [as_file(book) for book in books]
        for book in books:
            book.close()
    return files


def merged(files: list[bytes]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        book = Notebook.open(Path(folder))
        for content in files:
            take(book, content)
        once = shown(book)
        for content in files:
            take(book, content)
        twice = shown(book)
        book.close()
    return once, twice


@settings(max_examples=15, deadline=None)
@given(versions())
def test_merging_gives_the_same_words_in_any_order_and_twice_is_once(files: list[bytes]) -> None:
    results = []
    for order in itertools.permutations(files):
        once, twice = merged(list(order))
        assert once == twice
        results.append({body for _ident, body in once})
    assert all(result == results[0] for result in results)


@settings(max_examples=15, deadline=None)
@given(versions())
def test_merging_loses_no_latest_version(files: list[bytes]) -> None:
    latest = {(n.note_id, n.body) for content in files for n in exchange.read(content)[0]}
    with tempfile.TemporaryDirectory() as folder:
        book = Notebook.open(Path(folder))
        for content in files:
            take(book, content)
        kept = {(i, r.body) for i, _ in latest for r in book.stored.revisions(i)}
        # a latest version is there, or another version that builds on it
        for content in files:
            for note in exchange.read(content)[0]:
                lineages = {x for r in book.stored.revisions(note.note_id) for x in (r.revision, r.parent, *r.lineage)}
                assert (note.note_id, note.body) in kept or note.revision in lineages
        book.close()
