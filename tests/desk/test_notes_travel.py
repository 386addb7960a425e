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
    ident = one.notes.write(ref, "Who said this?", tags=["ask"], initiator="test")
    file = one.notes.export(tmp_path / "notes.jsonld")
    plan = two.notes.plan_import(file)
    assert plan.words() == "1 new, 0 changed, 0 in conflict, 0 the same, 0 deleted"
    assert two.notes.count == 0
    two.notes.take_in(plan, initiator="test")
    backup = two.backups.make(only_if_needed=True)
    assert backup is not None
    one.notes.write(ref, "The ministry said this.", note_id=ident, initiator="test")
    two.notes.write(ref, "The embassy said this.", note_id=ident, initiator="test")
    plan = two.notes.plan_import(one.notes.export(tmp_path / "again.jsonld"))
    assert plan.words() == "0 new, 0 changed, 1 in conflict, 0 the same, 0 deleted"
    two.notes.take_in(plan, initiator="test")
    assert {note.body for note in two.notes.on(ref)} == {"The ministry said this.", "The embassy said this."}
    one.notes.take_in(one.notes.plan_import(two.notes.export(tmp_path / "back.jsonld")), initiator="test")
    assert {(n.note_id, n.body) for n in one.notes.all()} == {(n.note_id, n.body) for n in two.notes.all()}
    two.notes.undo()
    assert [note.body for note in two.notes.on(ref)] == ["The embassy said this."]
    two.notes.redo()
    two.backups.restore(two.backups.notes_in(backup), initiator="test")
    assert two.notes.get(ident).body == "Who said this?"  # type: ignore[union-attr]  # it was taken in
    bodies = {revision.body for revision in two.notes.revisions(ident)}
    assert bodies >= {"Who said this?", "The embassy said this."}
    assert len(two.search.as_typed("ministry said")) > 0
    one.close()
    two.close()


def test_a_colleague_s_note_keeps_its_author_is_read_only_and_can_be_answered(tmp_path: Path) -> None:
    mine, theirs = Desk.open(profile=tmp_path / "mine"), Desk.open(profile=tmp_path / "theirs")
    theirs.introduce(author="Daniyar", office="", initiator="test")
    ref = mine.dataset.claims[0].ref
    ident = theirs.notes.write(ref, "Doubtful", initiator="test")
    mine.notes.take_in(mine.notes.plan_import(theirs.notes.export(tmp_path / "n.jsonld")), initiator="test")
    note = mine.notes.get(ident)
    assert note is not None
    assert (note.author, note.own) == ("Daniyar", False)
    with pytest.raises(ExpectedError, match="Daniyar"):
        mine.notes.write(ref, "Certain", note_id=ident, initiator="test")
    answer = mine.notes.write(ref, "Why?", reply_to=ident, initiator="test")
    theirs.notes.take_in(theirs.notes.plan_import(mine.notes.export(tmp_path / "m.jsonld")), initiator="test")
    assert theirs.notes.get(answer).reply_to == ident  # type: ignore[union-attr]  # it was taken in
    mine.close()
    theirs.close()


@pytest.mark.parametrize("content", [b"%PDF-1.7 not really", b"", b"\x00" * 100])
@pytest.mark.parametrize("name", ["x.pdf", "x.jsonld", "x"])
def test_a_file_that_holds_no_notes_is_refused_in_words_and_nothing_changes(
    tmp_path: Path, name: str, content: bytes
) -> None:
    desk = Desk.open(profile=tmp_path / "p", page_one=True)
    desk.notebook.open()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ExpectedError) as caught:
        desk.notes.plan_import(tmp_path / name)
    assert caught.value.hint
    with pytest.raises(ExpectedError):
        desk.notes.plan_import(tmp_path)
    assert desk.notes.count == 0
    desk.close()
