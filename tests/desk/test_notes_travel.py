"""The whole road of a note as a person walks it: written, sent, changed on both sides, merged, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError


def test_a_note_is_written_sent_changed_on_both_sides_merged_and_brought_back_from_a_backup(tmp_path: Path) -> None:
    one, two = Desk.open(profile=tmp_path / "one"), Desk.open(profile=tmp_path / "two")
    for desk in (one, two):  # the same person at two machines
        desk.introduce(author="Aigerim", office="East", initiator="test")
    ref = one.dataset.events[0].ref
    ident = one.write_note(ref, "Who said this?", tags=["ask"], initiator="test")
    file = one.export_notes(tmp_path / "notes.jsonld")
    plan = two.plan_import(file)
    assert plan.words() == "1 new, 0 changed, 0 in conflict, 0 the same, 0 deleted"
    assert two.note_count == 0
    two.take_in(plan, initiator="test")
    backup = two.back_up(only_if_needed=True)
    assert backup is not None
    one.write_note(ref, "The ministry said this.", note_id=ident, initiator="test")
    two.write_note(ref, "The embassy said this.", note_id=ident, initiator="test")
    plan = two.plan_import(one.export_notes(tmp_path / "again.jsonld"))
    assert plan.words() == "0 new, 0 changed, 1 in conflict, 0 the same, 0 deleted"
    two.take_in(plan, initiator="test")
    assert {note.body for note in two.notes_for(ref)} == {"The ministry said this.", "The embassy said this."}
    one.take_in(one.plan_import(two.export_notes(tmp_path / "back.jsonld")), initiator="test")
    assert {(n.note_id, n.body) for n in one.all_notes()} == {(n.note_id, n.body) for n in two.all_notes()}
    two.undo()
    assert [note.body for note in two.notes_for(ref)] == ["The embassy said this."]
    two.redo()
    two.restore_from(two.notes_in(backup), initiator="test")
    assert two.note(ident).body == "Who said this?"  # type: ignore[union-attr]  # it was taken in
    bodies = {revision.body for revision in two.revisions(ident)}
    assert bodies >= {"Who said this?", "The embassy said this."}
    assert len(two.search("ministry said")) > 0
    one.close()
    two.close()


def test_a_colleague_s_note_keeps_its_author_is_read_only_and_can_be_answered(tmp_path: Path) -> None:
    mine, theirs = Desk.open(profile=tmp_path / "mine"), Desk.open(profile=tmp_path / "theirs")
    theirs.introduce(author="Daniyar", office="", initiator="test")
    ref = mine.dataset.claims[0].ref
    ident = theirs.write_note(ref, "Doubtful", initiator="test")
    mine.take_in(mine.plan_import(theirs.export_notes(tmp_path / "n.jsonld")), initiator="test")
    note = mine.note(ident)
    assert note is not None
    assert (note.author, note.own) == ("Daniyar", False)
    with pytest.raises(ExpectedError, match="Daniyar"):
        mine.write_note(ref, "Certain", note_id=ident, initiator="test")
    answer = mine.write_note(ref, "Why?", reply_to=ident, initiator="test")
    theirs.take_in(theirs.plan_import(mine.export_notes(tmp_path / "m.jsonld")), initiator="test")
    assert theirs.note(answer).reply_to == ident  # type: ignore[union-attr]  # it was taken in
    mine.close()
    theirs.close()


@pytest.mark.parametrize("content", [b"%PDF-1.7 not really", b"", b"\x00" * 100])
@pytest.mark.parametrize("name", ["x.pdf", "x.jsonld", "x"])
def test_a_file_that_holds_no_notes_is_refused_in_words_and_nothing_changes(
    tmp_path: Path, name: str, content: bytes
) -> None:
    desk = Desk.open(profile=tmp_path / "p", page_one=True)
    desk.open_notes()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ExpectedError) as caught:
        desk.plan_import(tmp_path / name)
    assert caught.value.hint
    with pytest.raises(ExpectedError):
        desk.plan_import(tmp_path)
    assert desk.note_count == 0
    desk.close()
