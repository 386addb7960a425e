"""Notes travel by file: out and in is the identity, twice is once, conflicts keep both, nothing is deleted."""

from __future__ import annotations

import json
import socket
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.domain.model import Note, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.notes import backups, exchange
from briefing_app.notes.exchange import vocabulary
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
    note_id=IDS,
    target=st.just(EVENT),
    body=WORDS,
    created=MOMENTS,
    modified=MOMENTS,
    revision=IDS,
    parent=IDS,
    kind=st.sampled_from(["comment", "question", "correction", "follow-up"]),
    tags=st.lists(LINES.map(lambda t: t[:60].strip()).filter(bool), unique=True, max_size=4).map(tuple),
    handling=LINES.map(lambda t: t[:80].strip()),
    author=LINES,
    office=LINES,
    seen=st.builds(Seen, title=LINES, date=LINES, value=LINES),
    passage=st.none()
    | st.builds(
        Passage,
        field=LINES.map(lambda t: t[:60].strip()),
        quote=WORDS,
        prefix=WORDS,
        suffix=WORDS,
        start=st.integers(0, 10**6),
    ),
    fingerprint=st.text("0123456789abcdef", min_size=64, max_size=64),
    reply_to=IDS,
    own=st.just(False),
    removed=st.booleans(),
    lineage=st.lists(IDS, max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NOTES, min_size=1, max_size=5, unique_by=lambda n: n.note_id))
def test_out_and_in_is_the_identity(notes: list[Note]) -> None:
    read, refused, _remarks = exchange.read(exchange.to_json(notes, label="x"))
    assert refused == ()
    assert list(read) == notes


def test_unknown_properties_survive_a_round_trip() -> None:
    item = {
        "id": "urn:uuid:" + str(uuid.uuid4()),
        "type": "Annotation",
        "target": "https://example.org/a",
        "bodyValue": "words",
        "rights": "CC0",
        "stylesheet": {"a": [1, 2]},
    }
    note = exchange.from_annotation(item)
    assert note.target == Ref("web", "https://example.org/a")
    back = exchange.to_annotation(note)
    assert (back["rights"], back["stylesheet"]) == ("CC0", {"a": [1, 2]})


def test_an_annotation_of_hypothesis_is_read() -> None:
    item = {"id": "abc", "uri": "https://example.org/p", "text": "see this", "tags": ["a", "b"], "user": "acct:x@h",
            "created": "2024-01-10T10:00:00.000000+00:00", "updated": "2024-01-11T10:00:00.000000+00:00",
            "target": [{"source": "https://example.org/p", "selector": [
                {"type": "TextQuoteSelector", "exact": "quote", "prefix": "a ", "suffix": " b"}]}]}  # fmt: skip
    (note,), refused, _remarks = exchange.read(json.dumps({"rows": [item]}).encode())
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
    [
        {"body": 3},
        {"body": {}},
        {"id": None},
        {"target": None},
        {"created": "0000-01-01T00:00:00Z"},
        {"created": 5},
        {"target": "urn:briefing-app:nonsense"},
        {"bodyValue": " ", "body": " "},
    ],
)
def test_a_broken_annotation_is_left_out_with_its_reason_and_the_rest_is_read(change: dict[str, object]) -> None:
    good = {"id": str(uuid.uuid4()), "type": "Annotation", "target": f"urn:briefing-app:{EVENT}", "body": "fine"}
    bad = good | {"id": str(uuid.uuid4())} | change
    notes, refused, _remarks = exchange.read(json.dumps([good, bad]).encode())
    assert [n.body for n in notes] == ["fine"]
    assert len(refused) == 1


def test_markup_links_and_formulas_stay_text_and_csv_is_safe(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    note = book.add(EVENT, '=cmd|"/c" <b>x</b> [a](javascript:alert(1))').notes[0]
    book.close()
    (back,), _refused, _remarks = exchange.read(exchange.to_json([note], label=""))
    assert back.body == note.body
    assert "'=cmd" in exchange.to_csv([note]).decode()


def test_twice_the_same_file_changes_nothing_and_undo_takes_the_import_back(tmp_path: Path) -> None:
    mine, theirs = Notebook.open(tmp_path / "a"), Notebook.open(tmp_path / "b")
    note = theirs.add(EVENT, "from a colleague").notes[0]
    content = exchange.to_json(theirs.stored.all(), label="")
    plan = mine.plan_import(*exchange.read(content))
    assert plan.words() == "1 new, 0 changed, 0 in conflict, 0 the same, 0 deleted"
    mine.take_in(plan)
    again = mine.plan_import(*exchange.read(content))
    assert again.count("same") == 1
    assert mine.take_in(again).notes == ()
    assert mine.stored.count() == 1
    with pytest.raises(ExpectedError, match="stays as it is"):
        mine.edit(note.note_id, body="mine now")
    mine.undo()
    assert mine.stored.count() == 0
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
    assert {n.body for n in one.stored.on(EVENT)} == bodies
    assert {r.body for r in one.stored.revisions(note.note_id)} >= {"start", "A"}
    one.take_in(one.plan_import((changed,)), {note.note_id: decision})  # type: ignore[dict-item]  # as above
    assert {n.body for n in one.stored.on(EVENT)} == bodies
    one.close()
    two.close()


def test_a_note_in_both_directions_ends_the_same_on_both_sides(tmp_path: Path) -> None:
    one, two = Notebook.open(tmp_path / "a"), Notebook.open(tmp_path / "b")
    one.add(EVENT, "A")
    two.add(EVENT, "B")
    from_one, from_two = exchange.to_json(one.stored.all(), label=""), exchange.to_json(two.stored.all(), label="")
    one.take_in(one.plan_import(*exchange.read(from_two)))
    two.take_in(two.plan_import(*exchange.read(from_one)))
    assert {(n.note_id, n.body) for n in one.stored.all()} == {(n.note_id, n.body) for n in two.stored.all()}
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
    assert book.stored.on(EVENT)[0].body == "Tuesday"
    assert [r.body for r in book.stored.revisions(note.note_id)] == ["Tuesday", "Wednesday", "Tuesday"]
    book.undo()
    assert book.stored.on(EVENT)[0].body == "Wednesday"
    book.close()


def test_a_damaged_backup_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"noise" * 1000)
    with pytest.raises(ExpectedError, match="cannot be read"):
        backups.peek(tmp_path / "x.sqlite3")


UNKNOWN = st.dictionaries(
    st.text("abcdefghij:", min_size=3, max_size=12).filter(lambda k: k not in vocabulary.KNOWN),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(NOTES, UNKNOWN)
def test_whatever_else_an_annotation_carries_survives_the_way_in_out_and_in_again(
    note: Note, more: dict[str, object]
) -> None:
    item = more | exchange.to_annotation(note)
    (read,), refused, _remarks = exchange.read(json.dumps([item]).encode())
    assert refused == ()
    back = exchange.to_annotation(read)
    assert {k: v for k, v in back.items() if k in more} == more
    (again,), _refused, _remarks = exchange.read(exchange.to_json([read], label=""))
    assert again == read


def annotation(**more: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "type": "Annotation", "target": f"urn:briefing-app:{EVENT}", "body": "fine"} | more


HOSTILE = {
    "lone surrogates": annotation(body="a\ud800b", creator={"name": "x\udfff"}, tags=["\ud800"]),
    "a surrogate in the quotation": annotation(
        target={"source": f"urn:briefing-app:{EVENT}",
                "selector": {"type": "TextQuoteSelector", "exact": "q\ud800", "prefix": "\udc00", "suffix": "x\ud800"}}
    ),
    "surrogates in all that is small": annotation(
        **{"bf:handling": "\ud800", "bf:parent": "\ud800", "bf:replyTo": "\ud800", "bf:revision": "\ud800",
           "bf:seen": {"title": "\ud800", "date": 3}, "bf:fingerprint": "\ud800", "bf:lineage": ["\ud800", 4]}
    ),
    "unknown properties with surrogates": annotation(**{"x\ud800": "y\ud800"}),
    "bidi controls": annotation(body="\u202egnp.exe\u202c", creator={"name": "\u202eevil"}),
    "markup": annotation(body="<img src=https://evil.example/x><script>alert(1)</script>"),
    "a link that runs": annotation(body="[open](javascript:alert(1))", target="javascript:alert(1)"),
    "a formula": annotation(body="=cmd|' /C calc'!A0"),
    "a remote context": annotation(**{"@context": ["http://evil.example/context.jsonld", {"@import": "http://e.x"}]}),
    "a body that is elsewhere": annotation(body=[{"id": "http://evil.example/body"}, {"value": "here"}]),
    "wrong types": annotation(creator=[1, 2], tags={"a": 1}, motivation={"x": []}),
    "odd motivation": annotation(motivation=["questioning", "tagging"]),
    "NUL": annotation(body="a\x00b", target="urn:briefing-app:event/x\x00"),
    "numbers for names": annotation(creator={"name": 5, "bf:office": 6}, **{"bf:kind": ["x"]}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_annotation_is_taken_in_as_text_or_left_out_and_the_rest_comes_in(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", no_network)
    content = json.dumps([HOSTILE[name], annotation(body="the good one")]).encode()
    book = Notebook.open(tmp_path)
    plan = book.plan_import(*exchange.read(content))
    book.take_in(plan)
    assert "the good one" in {note.body for note in book.stored.all()}
    assert len(plan.incoming) + len(plan.refused) == 2
    again = book.plan_import(*exchange.read(content))
    assert again.count("same") == len(plan.incoming)
    back, refused, _remarks = exchange.read(exchange.to_json(book.stored.all(), label=""))
    assert refused == ()
    assert {n.note_id for n in back} == {n.note_id for n in book.stored.all()}
    for cell in exchange.to_csv(book.stored.all()).decode().replace("\r\n", ",").split(","):
        assert not cell.startswith(("=", "+", "@"))
    book.close()


def test_an_import_that_fails_in_the_middle_takes_in_nothing(tmp_path: Path) -> None:
    book = Notebook.open(tmp_path)
    content = json.dumps([annotation(body=f"n {i} " + "x" * 5000) for i in range(200)]).encode()
    plan = book.plan_import(*exchange.read(content))
    pages = book.store.connection.execute("PRAGMA page_count").fetchone()[0]
    book.store.connection.execute(f"PRAGMA max_page_count = {pages + 60}")
    with pytest.raises(ExpectedError, match="disk is full"):
        book.take_in(plan)
    assert book.stored.count() == 0
    assert book.store.connection.execute("SELECT count(*) FROM revision").fetchone() == (0,)
    book.store.connection.execute("PRAGMA max_page_count = 100000")
    book.take_in(plan)
    assert book.stored.count() == 200
    book.undo()
    assert book.stored.count() == 0
    book.close()


def test_two_annotations_with_one_id_are_told_and_the_first_is_taken() -> None:
    one = annotation(body="first")
    notes, refused, _remarks = exchange.read(json.dumps([one, one | {"body": "second"}, one]).encode())
    assert [n.body for n in notes] == ["first"]
    assert len(refused) == 1
    assert "id" in refused[0]


def test_a_file_that_is_too_large_or_holds_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "LARGEST", 1000)
    with pytest.raises(ExpectedError, match="larger than"):
        exchange.read(json.dumps([annotation(body="x" * 2000)]).encode())
    monkeypatch.setattr(vocabulary, "LARGEST", 10**6)
    monkeypatch.setattr(vocabulary, "MOST", 3)
    with pytest.raises(ExpectedError, match="more than 3"):
        exchange.read(json.dumps([annotation() for _ in range(4)]).encode())


NAMES = ("id", "type", "body", "target", "items", "first", "rows", "created", "creator", "tags", "value", "purpose",
         "selector", "source", "bf:seen", "bf:lineage", "uri", "text", "user", "motivation")  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=8,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused_in_words(value: object) -> None:
    item = value | {"type": "Annotation"} if isinstance(value, dict) else value
    try:
        notes, refused, _remarks = exchange.read(json.dumps([item]).encode())
    except ExpectedError as error:
        assert error.words
        assert error.hint
        return
    assert len(notes) + len(refused) >= 1
    assert list(exchange.read(exchange.to_json(notes, label=""))[0]) == list(notes) if notes else True
