"""Notes travel by file: out and in is the identity, twice is once, conflicts keep both, nothing is deleted."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.domain.model import Note, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.notes import backups, exchange
from briefing_app.notes.notebook import Notebook, utc_now

EVENT = Ref("event", "e-2023-forum-astana")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda t: bool(t.strip())
)
LINES = WORDS.map(lambda t: "".join(c if c.isprintable() else " " for c in t).strip()).filter(bool)
IDS = st.uuids().map(str)
MOMENTS = st.datetimes().map(
    lambda d: d.replace(year=max(1, d.year)).strftime("%Y").zfill(4) + d.strftime("-%m-%dT%H:%M:%S.000Z")
)
NOTES = st.builds(
    Note,
    note_id=IDS, target=st.just(EVENT), body=WORDS, created=MOMENTS, modified=MOMENTS, revision=IDS, parent=IDS,
    kind=st.sampled_from(["comment", "question", "correction", "follow-up"]),
    tags=st.lists(LINES.map(lambda t: t[:60].strip()).filter(bool), unique=True, max_size=4).map(tuple),
    handling=LINES.map(lambda t: t[:80].strip()), author=LINES, office=LINES,
    seen=st.builds(Seen, title=LINES, date=LINES, value=LINES),
    passage=st.none() | st.builds(Passage, field=LINES.map(lambda t: t[:60].strip()), quote=WORDS, prefix=WORDS,
                                  suffix=WORDS, start=st.integers(0, 10**6)),
    fingerprint=st.text("0123456789abcdef", min_size=64, max_size=64), reply_to=IDS, own=st.just(False),
    removed=st.booleans(), lineage=st.lists(IDS, max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(NOTES, min_size=1, max_size=5, unique_by=lambda n: n.note_id))
def test_out_and_in_is_the_identity(notes: list[Note]) -> None:
    read, refused = exchange.read(exchange.to_json(notes, label="x"))
    assert refused == ()
    assert list(read) == notes


def test_unknown_properties_survive_a_round_trip() -> None:
    item = {"id": "urn:uuid:" + str(uuid.uuid4()), "type": "Annotation", "target": "https://example.org/a",
            "bodyValue": "words", "rights": "CC0", "stylesheet": {"a": [1, 2]}}  # fmt: skip
    note = exchange.from_annotation(item)
    assert note.target == Ref("web", "https://example.org/a")
    back = exchange.to_annotation(note)
    assert (back["rights"], back["stylesheet"]) == ("CC0", {"a": [1, 2]})


def test_an_annotation_of_hypothesis_is_read() -> None:
    item = {"id": "abc", "uri": "https://example.org/p", "text": "see this", "tags": ["a", "b"], "user": "acct:x@h",
            "created": "2024-01-10T10:00:00.000000+00:00", "updated": "2024-01-11T10:00:00.000000+00:00",
            "target": [{"source": "https://example.org/p", "selector": [
                {"type": "TextQuoteSelector", "exact": "quote", "prefix": "a ", "suffix": " b"}]}]}  # fmt: skip
    (note,), refused = exchange.read(json.dumps({"rows": [item]}).encode())
    assert (note.body, note.tags, refused) == ("see this", ("a", "b"), ())
    assert note.passage is not None and note.passage.quote == "quote"


@pytest.mark.parametrize(
    "content", [b"", b"no json", b"[]", b"{}", b"[" * 5000 + b"]" * 5000, b'{"items": []}', b"\xff\xfe", b"3"]
)
def test_what_holds_no_annotation_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(ExpectedError, match="holds no notes"):
        exchange.read(content)


@pytest.mark.parametrize(
    "change",
    [{"body": 3}, {"body": []}, {"id": None}, {"target": None}, {"created": "0000-01-01T00:00:00Z"}, {"created": 5},
     {"target": "urn:briefing-app:nonsense"}, {"bodyValue": " ", "body": " "}],
)  # fmt: skip
def test_a_broken_annotation_is_left_out_with_its_reason_and_the_rest_is_read(change: dict[str, object]) -> None:
    good = {"id": str(uuid.uuid4()), "type": "Annotation", "target": f"urn:briefing-app:{EVENT}", "body": "fine"}
    bad = good | {"id": str(uuid.uuid4())} | change
    notes, refused = exchange.read(json.dumps([good, bad]).encode())
    assert [n.body for n in notes] == ["fine"]
    assert len(refused) == 1


def test_markup_links_and_formulas_stay_text_and_csv_is_safe(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    note = book.add(EVENT, '=cmd|"/c" <b>x</b> [a](javascript:alert(1))').notes[0]
    book.close()
    (back,), _refused = exchange.read(exchange.to_json([note], label=""))
    assert back.body == note.body
    assert "'=cmd" in exchange.to_csv([note]).decode()


def test_twice_the_same_file_changes_nothing_and_undo_takes_the_import_back(tmp_path: Path) -> None:
    mine, theirs = Notebook.open(tmp_path / "a"), Notebook.open(tmp_path / "b")
    note = theirs.add(EVENT, "from a colleague").notes[0]
    content = exchange.to_json(theirs.all_notes(), label="")
    plan = mine.plan_import(*exchange.read(content))
    assert plan.words() == "1 new, 0 changed, 0 in conflict, 0 the same, 0 deleted"
    mine.take_in(plan)
    again = mine.plan_import(*exchange.read(content))
    assert again.count("same") == 1
    assert mine.take_in(again).notes == ()
    assert mine.count() == 1
    with pytest.raises(ExpectedError, match="stays as it is"):
        mine.edit(note.note_id, body="mine now")
    mine.undo()
    assert mine.count() == 0
    mine.close()
    theirs.close()


@pytest.mark.parametrize(("decision", "bodies"), [("mine", {"A"}), ("theirs", {"B"}), ("both", {"A", "B"})])
def test_a_conflict_keeps_what_was_decided(tmp_path: Path, decision: str, bodies: set[str]) -> None:
    one, two = Notebook.open(tmp_path / "a"), Notebook.open(tmp_path / "b")
    note = one.add(EVENT, "start").notes[0]
    two.take_in(two.plan_import((replace(note, own=True),)))
    one.edit(note.note_id, body="A")
    changed = replace(note, body="B", revision=str(uuid.uuid4()), parent=note.revision)
    plan = one.plan_import((changed,))
    assert plan.count("conflict") == 1
    one.take_in(plan, {note.note_id: decision})  # type: ignore[dict-item]  # one of the three words
    assert {n.body for n in one.notes_for(EVENT)} == bodies
    assert {r.body for r in one.revisions(note.note_id)} >= {"start", "A"}
    one.take_in(one.plan_import((changed,)), {note.note_id: decision})  # type: ignore[dict-item]  # as above
    assert {n.body for n in one.notes_for(EVENT)} == bodies
    one.close()
    two.close()


def test_a_note_in_both_directions_ends_the_same_on_both_sides(tmp_path: Path) -> None:
    one, two = Notebook.open(tmp_path / "a"), Notebook.open(tmp_path / "b")
    one.add(EVENT, "A")
    two.add(EVENT, "B")
    from_one, from_two = exchange.to_json(one.all_notes(), label=""), exchange.to_json(two.all_notes(), label="")
    one.take_in(one.plan_import(*exchange.read(from_two)))
    two.take_in(two.plan_import(*exchange.read(from_one)))
    assert {(n.note_id, n.body) for n in one.all_notes()} == {(n.note_id, n.body) for n in two.all_notes()}
    one.close()
    two.close()


def test_a_backup_can_be_looked_into_and_brought_back(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    note = book.add(EVENT, "Tuesday").notes[0]
    assert backups.needed(tmp_path)
    backup = backups.make(tmp_path, now=utc_now())
    book.edit(note.note_id, body="Wednesday")
    assert [n.body for n in backups.peek(backup.path)] == ["Tuesday"]
    book.bring_back(backups.peek(backup.path))
    assert book.notes_for(EVENT)[0].body == "Tuesday"
    assert [r.body for r in book.revisions(note.note_id)] == ["Tuesday", "Wednesday", "Tuesday"]
    book.undo()
    assert book.notes_for(EVENT)[0].body == "Wednesday"
    book.close()


def test_a_damaged_backup_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"noise" * 1000)
    with pytest.raises(ExpectedError, match="cannot be read"):
        backups.peek(tmp_path / "x.sqlite3")
