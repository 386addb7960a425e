"""Notes and entries are found as one types, in any script; filters over all notes; where notes stand after a change."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing_app.desk import Desk
from briefing_app.domain.model import BRIEFING, Note, Ref
from briefing_app.domain.notes import NotesQuery
from briefing_app.domain.search import excerpt, query_words
from briefing_app.notes.exchange import to_json
from briefing_app.notes.index import file

pytestmark = pytest.mark.usefixtures("index_from_nothing")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path)
    yield desk
    desk.close()


def found(desk: Desk, text: str) -> list[str]:
    """The ids of the notes that are found."""
    return [hit.note_id for hit in desk.search.find(text, limit=500) if hit.kind == "note"]


def write(desk: Desk, text: str, **more: object) -> str:
    return desk.notes.write(BRIEFING, text, initiator="test", **more)  # type: ignore[arg-type]  # as the verb takes them


@pytest.fixture(scope="module")
def busy_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path_factory.mktemp("busy"))
    write(desk, 'words " of NEAR( * and \u202e OR')
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Ask the Ministry of Industry", "minis"),
        ("Café in Almaty", "CAFE"),
        ("Қазақстан мұнай экспорты", "қазақ мұн"),
        ("Ёлки и йод", "елки иод"),
        ("وزارت تجارت", "تجار"),
        ("كتاب", "کتاب"),
        ("می‌خواهم", "خواهم"),
        ("با 喀布尔 谈", "喀布尔"),
        ("Straße nach Herat", "strasse"),
        ("αθηνα ΑΘΉΝΑ", "αθην"),
        ("rail (HS 1101), 3.5 %", "1101"),
    ],
)
def test_a_note_is_found_by_the_beginnings_of_its_words_in_any_script(busy_desk: Desk, text: str, query: str) -> None:
    ident = write(busy_desk, text)
    assert ident in found(busy_desk, query)
    assert found(busy_desk, query + " nosuchword") == []


def test_notes_and_entries_are_ranked_together_and_the_words_found_are_placed(desk: Desk) -> None:
    event = desk.dataset.events[0]
    word = query_words(event.title)[0]
    ident = desk.notes.write(event.ref, f"Doubtful: {word}?", initiator="test")
    hits = desk.search.find(word, limit=500)
    assert {hit.kind for hit in hits} == {"note", "record"}
    assert event.ref in {hit.ref for hit in hits if hit.kind == "record"}
    mine = next(hit for hit in hits if hit.note_id == ident)
    assert [query_words(mine.excerpt[a:b]) for a, b in mine.ranges] == [(word,)]
    assert mine.title == event.title
    assert "".join(piece for piece, _found in mine.pieces) == mine.excerpt


def test_an_entry_with_the_words_in_its_title_comes_before_one_with_them_in_its_text(desk: Desk) -> None:
    hits = [hit for hit in desk.search.find("lapis lazuli", limit=20) if hit.kind == "record"]
    inside = ["lapis" in hit.title.casefold() for hit in hits]
    assert True in inside
    assert inside == sorted(inside, reverse=True)


def test_the_index_follows_every_verb(desk: Desk) -> None:
    ident = write(desk, "zanzibar", tags=["quokka"])
    assert found(desk, "zanz quok") == [ident]
    write(desk, "zanzibar and pemba", note_id=ident, continuing=True)
    assert found(desk, "pemba") == [ident]
    desk.notes.tag([ident], add=["wombat"], remove=["quokka"], initiator="test")
    assert found(desk, "wombat") == [ident]
    assert found(desk, "quokka") == []
    desk.notes.undo()
    assert found(desk, "quokka") == [ident]
    desk.notes.remove([ident], initiator="test")
    assert found(desk, "zanzibar") == []
    desk.notes.restore([ident], initiator="test")
    assert found(desk, "zanzibar") == [ident]


def test_another_window_s_notes_and_imported_ones_are_found(desk: Desk, tmp_path: Path) -> None:
    other = Desk.open(profile=tmp_path)
    ident = write(other, "zanzibar")
    assert found(desk, "zanzibar") == [ident]
    other.close()
    note = dataclasses.replace(desk.notes.get(ident), note_id="6b5d1b1c-9d3a-4b8e-8d0a-111111111111", body="pemba")  # type: ignore[arg-type]  # it is there
    (tmp_path / "in.jsonld").write_bytes(to_json([note], label=""))
    desk.notes.take_in(desk.notes.plan_import(tmp_path / "in.jsonld"), initiator="test")
    assert found(desk, "pemba") == [note.note_id]


@pytest.mark.parametrize("damage", ["noise", "empty", "older form", "missing", "table gone"])
def test_a_damaged_index_is_made_anew_without_a_word(tmp_path: Path, damage: str) -> None:
    desk = Desk.open(profile=tmp_path)
    ident = write(desk, "zanzibar")
    assert found(desk, "zanzibar") == [ident]
    desk.close()
    index = tmp_path / file.FILE
    if damage == "noise":
        index.write_bytes(b"noise" * 10_000)
    elif damage == "empty":
        index.write_bytes(b"")
    elif damage == "missing":
        index.unlink()
    else:
        connection = sqlite3.connect(index)
        connection.execute("PRAGMA user_version = 77" if damage == "older form" else "DROP TABLE note")
        connection.commit()
        connection.close()
    desk = Desk.open(profile=tmp_path)
    assert found(desk, "zanzibar") == [ident]
    assert desk.search.as_typed("astana")
    desk.close()


def test_where_the_index_cannot_be_kept_it_is_made_in_memory(tmp_path: Path) -> None:
    (tmp_path / file.FILE).mkdir()
    desk = Desk.open(profile=tmp_path)
    ident = write(desk, "zanzibar")
    assert found(desk, "zanzibar") == [ident]
    desk.close()


def test_whoever_asks_after_the_end_finds_nothing_and_opens_no_file(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    write(desk, "kept")
    assert len(found(desk, "kept")) == 1
    desk.close()
    file.remove(tmp_path / file.FILE)
    late = threading.Thread(target=desk.index.prepare)
    late.start()
    late.join()
    assert found(desk, "kept") == []
    assert not (tmp_path / file.FILE).exists()


def test_a_search_on_another_thread_sees_what_was_just_saved_while_notes_are_written(desk: Desk) -> None:
    missed: list[str] = []
    saved: list[str] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            before = list(saved)
            there = set(found(desk, "zanzibar"))
            missed.extend(ident for ident in before if ident not in there)

    thread = threading.Thread(target=search)
    thread.start()
    for number in range(60):
        ident = write(desk, f"zanzibar {number}")
        saved.append(ident)
    done.set()
    thread.join()
    assert missed == []
    assert len(found(desk, "zanzibar")) == 60


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=30) | st.text('"*():^-+~{}.\\/\0 \ud800aANDORNOTEAR', max_size=30))
def test_any_text_may_be_searched_for(busy_desk: Desk, text: str) -> None:
    for hit in busy_desk.search.find(text):
        assert all(0 <= a < b <= len(hit.excerpt) for a, b in hit.ranges)
    busy_desk.index.note_ids(NotesQuery(text=text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["word", "Слово", "کلمه", "ﬁne", "cafe\u0301"]))
def test_the_words_found_are_marked_where_they_stand(before: str, after: str, word: str) -> None:
    words = query_words(word)
    piece, ranges = excerpt(f"{before} {word} {after}", words)
    assert any(query_words(piece[a:b]) == words for a, b in ranges)
    assert sorted(ranges) == list(ranges)


def test_a_filter_keeps_what_it_says(desk: Desk) -> None:
    event, claim = desk.dataset.events[0].ref, desk.dataset.claims[0].ref
    a = desk.notes.write(event, "alpha", tags=["x", "y"], kind="question", initiator="t")
    b = desk.notes.write(claim, "beta", tags=["y"], handling="OFFICIAL", initiator="t")
    c = write(desk, "gamma alpha")
    d = write(desk, "delta")
    desk.notes.remove([d], initiator="t")
    today = dt.datetime.now(dt.UTC).date()
    day = dt.timedelta(days=1)
    for query, expected in (
        (NotesQuery(), {a, b, c}),
        (NotesQuery(removed=True), {d}),
        (NotesQuery(tags=frozenset({"x"})), {a}),
        (NotesQuery(tags=frozenset({"x", "y"})), {a, b}),
        (NotesQuery(kinds=frozenset({"question"})), {a}),
        (NotesQuery(handlings=frozenset({"OFFICIAL"})), {b}),
        (NotesQuery(handlings=frozenset({""})), {a, c}),
        (NotesQuery(nouns=frozenset({"event", "briefing"})), {a, c}),
        (NotesQuery(authors=frozenset({""})), {a, b, c}),
        (NotesQuery(authors=frozenset({"nobody"})), set()),
        (NotesQuery(own=False), set()),
        (NotesQuery(since=today, until=today), {a, b, c}),
        (NotesQuery(since=today + day), set()),
        (NotesQuery(until=today - day), set()),
        (NotesQuery(text="alph"), {a, c}),
        (NotesQuery(text="alph", tags=frozenset({"x"})), {a}),
        (NotesQuery(text="?!"), set()),
        (NotesQuery(unplaced=True), set()),
    ):
        assert {n.note_id for n in desk.index.notes(desk.index.note_ids(query))} == expected, query
    counts = desk.index.note_counts()
    assert (counts.total, counts.removed, counts.own) == (3, 1, 3)
    assert counts.tags == {"y": 2, "x": 1}
    assert counts.nouns == {event.noun: 1, claim.noun: 1, "briefing": 1}


def test_notes_come_in_the_order_asked_for_and_in_portions(desk: Desk) -> None:
    for body in ("b", "c", "a"):
        write(desk, body, handling=body.upper())
    assert [n.body for n in desk.index.notes(desk.index.note_ids(NotesQuery()))] == ["a", "c", "b"]
    assert [n.body for n in desk.index.notes(desk.index.note_ids(NotesQuery(), sort="words", descending=False))] == [
        "a",
        "b",
        "c",
    ]
    assert [n.body for n in desk.index.notes(desk.index.note_ids(NotesQuery(), sort="handling"))] == ["c", "b", "a"]


def test_after_a_change_of_data_every_note_is_exact_changed_moved_or_lost_and_none_is_dropped(desk: Desk) -> None:
    first, second, third, fourth = desk.dataset.events[:4]
    ids = {e.id: desk.notes.write(e.ref, e.id, initiator="t") for e in (first, second, third, fourth)}
    whole = write(desk, "on the whole")
    assert desk.index.placements() == {}
    table = desk.dataset.tables["events"]
    rows = tuple(
        dataclasses.replace(e, title="Another title altogether")
        if e is second
        else dataclasses.replace(e, event_id="e-renamed")
        if e is third
        else e
        for e in table.rows
        if e is not fourth
    )
    changed = dataclasses.replace(table, rows=rows, by_id={e.id: e for e in rows})
    dataset = dataclasses.replace(
        desk.dataset,
        tables={**desk.dataset.tables, "events": changed},
        edition=dataclasses.replace(desk.dataset.edition, fingerprint="f" * 64),
    )
    desk.accept_data(dataset, initiator="t")
    placed = desk.index.placements()
    assert {ident: p.kind for ident, p in placed.items()} == {
        ids[second.id]: "changed",
        ids[third.id]: "moved",
        ids[fourth.id]: "lost",
    }
    then, now = placed[ids[second.id]].then.title, placed[ids[second.id]].now.title
    assert (then, now) == (second.title, "Another title altogether")
    assert placed[ids[third.id]].ref == Ref("event", "e-renamed")
    assert {n.note_id for n in desk.index.notes(desk.index.note_ids(NotesQuery(unplaced=True)))} == set(placed)
    assert {n.note_id for n in desk.notes.all()} == {*ids.values(), whole}
    renamed = Ref("event", "e-renamed")
    assert [n.note_id for n in desk.notes.on(renamed)] == [ids[third.id]]
    assert renamed in desk.notes.noted
    lost = desk.notes.get(ids[fourth.id])
    assert isinstance(lost, Note)
    assert desk.notes.placed(lost).kind == "lost"
    assert desk.search.as_typed("another title altogether")[0].ref == second.ref


def test_before_all_data_are_read_no_entry_is_taken_for_gone(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    desk.notes.write(desk.dataset.events[0].ref, "zanzibar", initiator="t")
    desk.close()
    desk = Desk.open(profile=tmp_path, page_one=True)
    desk.notebook.open()
    assert desk.index.placements() == {}
    assert len(found(desk, "zanzibar")) == 1
    desk.accept_data(desk.load_whole(), initiator="t")
    assert desk.index.placements() == {}
    assert [h for h in desk.search.as_typed("astana") if h.kind == "record"]
    desk.close()


def test_the_name_on_new_notes_is_asked_once(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    assert not desk.preferences.author_asked
    desk.introduce(author=" Aigerim ", office="", initiator="t")
    ident = write(desk, "mine")
    assert desk.notes.get(ident).author == "Aigerim"  # type: ignore[union-attr]  # it was written just now
    desk.close()
    desk = Desk.open(profile=tmp_path)
    assert desk.preferences.author_asked
    assert desk.preferences.author == "Aigerim"
    desk.close()


def test_a_note_begun_before_the_name_was_known_is_signed_and_older_ones_are_not(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    older = write(desk, "of last week")
    desk.close()
    desk = Desk.open(profile=tmp_path)
    begun = write(desk, "just begun")
    desk.introduce(author="Aigerim", office="East", initiator="t")
    assert [(desk.notes.get(i).author, desk.notes.get(i).office) for i in (older, begun)] == [
        ("", ""),
        ("Aigerim", "East"),
    ]  # type: ignore[union-attr]
    desk.close()


def test_a_window_is_told_when_another_one_writes(tmp_path: Path) -> None:
    first, second = Desk.open(profile=tmp_path), Desk.open(profile=tmp_path)
    told: list[str] = []
    first.listen(lambda change: told.append(change.initiator))
    first.notebook.look_elsewhere()
    write(first, "my own")
    first.notebook.look_elsewhere()
    assert "elsewhere" not in told
    ident = second.notes.write(second.dataset.claims[3].ref, "from beside", initiator="t")
    first.notebook.look_elsewhere()
    assert told[-1] == "elsewhere"
    assert second.dataset.claims[3].ref in first.notes.noted
    assert first.notes.get(ident) is not None
    first.close()
    second.close()


def test_what_is_found_in_a_note_is_told_without_its_marks(desk: Desk) -> None:
    write(desk, "the **zanzibar** [list](https://example.org)")
    hit = next(hit for hit in desk.search.find("zanzibar") if hit.kind == "note")
    assert hit.excerpt.startswith("the zanzibar list")


def test_figures_are_found_by_what_they_are_and_never_by_pieces_of_their_ids(desk: Desk) -> None:
    hits = [h for h in desk.search.find("forum", limit=60) if h.kind == "record"]
    assert {h.ref.noun for h in hits[:10]} != {"observation"}
    titles = [h.title for h in hits]
    assert not [title for title in titles if title.startswith("o-")]
    assert all("forum" in (h.title + h.excerpt).casefold() for h in hits)
    best = desk.search.find("trade turnover 2023 interfax")[:5]
    assert "Kazakhstan-Afghanistan trade turnover, 2023" in [h.title for h in best]
    assert any("USD 567.5 million" in h.excerpt for h in best)


def test_what_somebody_wrote_is_not_crowded_out_by_the_data(desk: Desk) -> None:
    ident = write(desk, "Ask the ministry")
    hits = desk.search.find("ministry", limit=60)
    assert len(hits) == 60
    assert ident in [h.note_id for h in hits]


@pytest.mark.parametrize("written", ["e-2023-forum-astana", "event/e-2023-forum-astana", " claim/c-trade-06 "])
def test_an_id_or_a_reference_that_was_copied_leads_to_its_entry(desk: Desk, written: str) -> None:
    first = desk.search.find(written)[0]
    assert str(first.ref).endswith(written.strip().rpartition("/")[2])
