"""What one asks of many notes: which answer which, what a change took and added, and the table of them."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app.domain.model import Note, Ref, Seen
from briefing_app.domain.notes import NotesQuery, difference, notes_table, threads
from briefing_app.domain.tables import Dataset, Edition
from tests.domain.scopes import scope_of

FORUM = Ref("event", "e-1")


def note(ident: str, *, reply_to: str = "", **more: object) -> Note:
    usual = {"target": FORUM, "body": ident, "created": "", "modified": "", "revision": f"{ident}-1"}
    return Note(note_id=ident, reply_to=reply_to, **(usual | more))  # type: ignore[arg-type]  # handed on as it comes


def told(*notes: Note) -> list[tuple[str, int]]:
    return [(found.note_id, depth) for found, depth in threads(notes)]


def test_an_answer_stands_under_what_it_answers() -> None:
    notes = (note("a"), note("b"), note("a1", reply_to="a"), note("a11", reply_to="a1"), note("a2", reply_to="a"))
    assert told(*notes) == [("a", 0), ("a1", 1), ("a11", 2), ("a2", 1), ("b", 0)]


def test_an_answer_to_what_is_not_there_or_to_itself_stands_for_itself() -> None:
    assert told(note("a", reply_to="gone"), note("b", reply_to="b")) == [("a", 0), ("b", 0)]


def test_answers_in_a_ring_are_all_there() -> None:
    assert told(note("x"), note("a", reply_to="b"), note("b", reply_to="a")) == [("x", 0), ("a", 0), ("b", 0)]


def test_a_long_talk_is_no_matter() -> None:
    talk = [note("0"), *(note(str(n), reply_to=str(n - 1)) for n in range(1, 3000))]
    assert told(*talk)[-1] == ("2999", 2999)


def test_the_empty_query_asks_for_all() -> None:
    assert NotesQuery().is_empty()
    assert not NotesQuery(removed=True).is_empty()
    assert not NotesQuery(own=False).is_empty()


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("same", "same", [("same", "same")]),
        ("", "new", [("new", "new")]),
        ("gone", "", [("gone", "gone")]),
        ("ask the ministry", "ask a ministry!", [("ask ", "same"), ("the", "gone"), ("a", "new"), (" ministry", "same"),
                                                 ("!", "new")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_a_change_is_shown_word_by_word(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert list(difference(before, after)) == pieces


def test_a_change_of_a_very_long_text_is_shown_line_by_line() -> None:
    before = "one two three four\n" * 600
    found = difference(before, before + "five six\n")
    assert found[-1] == ("five six\n", "new")
    assert "".join(text for text, what in found if what != "new") == before


def test_the_table_of_notes_holds_each_with_its_moment_in_world_time() -> None:
    one = note(
        "n",
        seen=Seen(title="Forum"),
        kind="question",
        tags=("rail", "aid"),
        handling="OPEN",
        author="Aigerim",
        created="2026-05-01T17:00:00.500+05:00",
        modified="some time",
    )
    spec = notes_table(scope_of(Dataset(edition=Edition(version="1.0"))), [one])
    (row,) = spec.rows
    assert (row.ref, spec.caption.summary, spec.caption.edition) == (FORUM, "1 note", "1.0")
    assert [cell.text for cell in row.cells] == [
        "n", "Forum", "question", "rail; aid", "OPEN", "Aigerim", "2026-05-01T17:00:00.500+05:00", "some time", "n", "",
    ]  # fmt: skip
    assert row.cells[6].value == dt.datetime(2026, 5, 1, 12)
    assert row.cells[7].value is None
    assert notes_table(scope_of(Dataset()), []).caption.summary == "0 notes"
