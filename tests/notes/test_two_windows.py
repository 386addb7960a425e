"""Two windows on one profile: taking a step back in one puts no old words over newer ones of the other."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.notes.notebook import Notebook
from tests.notes.damage import EVENT

Two = tuple[Notebook, Notebook]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with contextlib.closing(Notebook.open(tmp_path)) as one, contextlib.closing(Notebook.open(tmp_path)) as other:
        yield one, other


def body(book: Notebook, ident: str) -> str:
    note = book.stored.get(ident)
    assert note is not None
    return "(bin)" if note.removed else note.body


def test_undo_of_an_edit_leaves_the_newer_words_of_another_window_and_both_are_in_the_history(two: Two) -> None:
    one, other = two
    ident = one.add(EVENT, "first").notes[0].note_id
    one.edit(ident, body="second")
    other.edit(ident, body="third, from the other window")
    change = one.undo()
    assert change is not None and "stays as it is" in change.words
    assert body(other, ident) == "third, from the other window"
    assert [r.body for r in one.stored.revisions(ident)] == ["first", "second", "third, from the other window"]


@pytest.mark.parametrize("verb", ["add", "remove", "tag"])
def test_undo_of_any_other_step_leaves_them_too(two: Two, verb: str) -> None:
    one, other = two
    ident = one.add(EVENT, "first").notes[0].note_id
    if verb == "remove":
        one.remove([ident])
        other.restore([ident])
    elif verb == "tag":
        one.tag([ident], add=["t"])
    other.edit(ident, body="newer")
    one.undo()
    assert body(one, ident) == "newer"


def test_redo_leaves_them_as_well(two: Two) -> None:
    one, other = two
    ident = one.add(EVENT, "first").notes[0].note_id
    one.edit(ident, body="second")
    one.undo()
    other.edit(ident, body="newer")
    assert one.redo() is None, "somebody went on in another direction"
    assert body(one, ident) == "newer"


def test_of_a_step_on_many_notes_those_are_taken_back_that_nobody_changed(two: Two) -> None:
    one, other = two
    ids = [one.add(EVENT, f"note {n}").notes[0].note_id for n in range(3)]
    one.tag(ids, add=["t"])
    other.edit(ids[1], body="newer")
    change = one.undo()
    assert change is not None and change.words.startswith("Undone. 1 note has since been changed elsewhere")
    assert [one.stored.get(i).tags for i in ids] == [(), ("t",), ()]  # type: ignore[union-attr]  # they are there
    assert body(one, ids[1]) == "newer"


def test_ones_own_steps_go_back_and_forth_as_far_as_one_likes(two: Two) -> None:
    one, _other = two
    ident = one.add(EVENT, "a").notes[0].note_id
    for words in ("b", "c", "d"):
        one.edit(ident, body=words)
    seen = [body(one, ident)]
    while one.undo():
        seen.append(body(one, ident))
    while one.redo():
        seen.append(body(one, ident))
    assert seen == ["d", "c", "b", "a", "(bin)", "a", "b", "c", "d"]


def test_what_was_typed_on_in_one_sitting_goes_back_as_one_step(two: Two) -> None:
    one, other = two
    ident = one.add(EVENT, "s").notes[0].note_id
    one.edit(ident, body="se", continuing=True)
    one.edit(ident, body="second", continuing=True)
    other.add(EVENT, "something else")
    one.undo()
    assert body(one, ident) == "(bin)"
    one.redo()
    assert body(one, ident) == "second"
