"""A note finds its place again: on the same words, on changed ones, on the entry that took over, or it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_app.domain.entries import seen
from briefing_app.domain.model import BRIEFING, Claim, Event, Note, PartialDate, Passage, Ref, Seen
from briefing_app.domain.placement import CONTEXT, find_passage, passage_at, place, place_all
from briefing_app.domain.tables import Dataset, Edition
from tests.domain.records import data, made

TEXT = "The trains run. The trains run late. The trains stop."
ONE = made(
    Event, "one", date=PartialDate(2023, 12, 29), title="The list was shortened", summary=TEXT, status="occurred"
)


def note(target: Ref = ONE.ref, **values: object) -> Note:
    given = {"note_id": "n", "target": target, "body": "b", "revision": "r", "created": "", "modified": "",
             "fingerprint": "then"}  # fmt: skip
    return Note(**(given | values))  # type: ignore[arg-type]  # a test gives what it is about


def dataset_of(*events: Event) -> Dataset:
    return replace(data(*events), edition=Edition(fingerprint="now"))


def test_a_passage_remembers_the_place_nearest_to_where_it_was_chosen() -> None:
    for near, start in ((0, 4), (12, 4), (16, 20), (30, 20), (36, 41), (99, 41)):
        found = passage_at(TEXT, field="summary", quote=" trains ", near=near)
        assert found is not None
        assert (found.start, found.quote) == (start, "trains")
        assert found.prefix == TEXT[max(0, start - CONTEXT) : start]
        assert found.suffix == TEXT[start + 6 : start + 6 + CONTEXT]
    assert passage_at(TEXT, field="summary", quote="ships", near=0) is None
    assert passage_at(TEXT, field="summary", quote="  ", near=0) is None


@pytest.mark.parametrize("near", [0, 20, 41])
def test_a_passage_is_found_where_its_surroundings_are_after_words_were_put_before_it(near: int) -> None:
    passage = passage_at(TEXT, field="summary", quote="trains", near=near)
    assert passage is not None
    assert find_passage(TEXT, passage) == passage.start
    assert find_passage("Trains everywhere. " + TEXT, passage) == passage.start + 19


def test_words_that_changed_a_little_are_found_between_the_same_surroundings() -> None:
    passage = passage_at("In 2024 trade fell by half, they say.", field="s", quote="trade fell by half", near=0)
    assert passage is not None
    assert find_passage("In 2024 trade fell by a half, they say.", passage) == 8
    assert find_passage("Then: In 2024 trade fell by a third, they say.", passage) == 14
    assert find_passage("In 2024 nobody knew, they say.", passage) == -1
    assert find_passage("Something else altogether", passage) == -1
    assert find_passage("", passage) == -1


def test_a_note_on_an_entry_that_did_not_change_is_where_it_was() -> None:
    dataset = dataset_of(ONE)
    assert place(note(fingerprint="now"), dataset).kind == "exact"
    assert place(note(seen=seen(dataset, ONE.ref)), dataset).kind == "exact"
    assert place(note(seen=Seen()), dataset).kind == "exact"
    assert place(note(BRIEFING), dataset).kind == "exact"
    assert place(note(seen=seen(dataset, ONE.ref)), dataset).words() == ""


def test_a_note_on_an_entry_that_changed_says_from_what_to_what() -> None:
    dataset = dataset_of(ONE)
    before = replace(seen(dataset, ONE.ref), title="The list was long")
    placed = place(note(seen=before), dataset)
    assert placed.kind == "changed"
    assert placed.words() == "The entry under this note changed: “The list was long” became “The list was shortened”."


def test_a_passage_that_is_gone_makes_the_note_one_to_look_at() -> None:
    dataset = dataset_of(ONE)
    there = Passage(field="summary", quote="trains stop", prefix="The ", suffix=".", start=41)
    placed = place(note(fingerprint="now", passage=there), dataset)
    assert (placed.kind, placed.start) == ("exact", TEXT.index("trains stop"))
    gone = replace(there, quote="ships sail", prefix="No ", suffix="!")
    placed = place(note(fingerprint="now", passage=gone), dataset)
    assert (placed.kind, placed.start) == ("changed", -1)


def test_an_entry_that_is_gone_lives_on_under_the_same_title_or_one_much_like_it_on_the_same_day() -> None:
    lost = Ref("event", "old-id")
    saw = Seen(title="The list was shortened", date="2023-12-29")
    assert place(note(lost, seen=saw), dataset_of(ONE)).ref == ONE.ref
    assert place(note(lost, seen=saw), dataset_of(ONE)).kind == "moved"
    assert "most like it" in place(note(lost, seen=saw), dataset_of(ONE)).words()
    near = replace(saw, title="The list was shortened again")
    assert place(note(lost, seen=near), dataset_of(ONE)).kind == "moved"
    other_day = replace(near, date="2023-12-28")
    assert place(note(lost, seen=other_day), dataset_of(ONE)).kind == "lost"
    unlike = replace(saw, title="Quite another matter")
    placed = place(note(lost, seen=unlike), dataset_of(ONE))
    assert (placed.kind, placed.ref) == ("lost", lost)
    assert "Quite another matter" in placed.words()
    assert place(note(lost, seen=Seen()), dataset_of(replace(ONE, title=""))).kind == "lost"
    claim = made(Claim, "c", claim="The list was shortened")
    assert place(note(lost, seen=saw), dataset_of().__class__(tables=data(claim).tables)).kind == "lost"


def test_only_notes_that_do_not_stand_where_they_were_are_listed() -> None:
    dataset = dataset_of(ONE)
    notes = [
        note(note_id="a", fingerprint="now"),
        note(Ref("event", "gone"), note_id="b"),
        note(Ref("event", "gone"), note_id="c"),
        note(note_id="d", seen=Seen(title="x")),
    ]
    found = place_all(notes, dataset)
    assert {ident: placed.kind for ident, placed in found.items()} == {"b": "lost", "c": "lost", "d": "changed"}
