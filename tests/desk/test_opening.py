"""Another briefing on the same desk: notes, filter and places are kept for each, nothing of one shows in the other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.desk.shelf import FILE as SHELF
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.domain.notes import NotesQuery
from briefing_app.errors import ExpectedError
from tests.packs import PACIFIC

WORDS = "a remark on cables"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(profile=tmp_path / "profile")
    yield made
    made.close()


def lay_out(desk: Desk, path: Path | None) -> None:
    desk.lay_out(*desk.shelf.read(path), initiator="test")


def write(desk: Desk, text: str, ref: Ref = BRIEFING) -> str:
    return desk.notes.write(ref, text, initiator="test")


def test_a_note_on_one_briefing_is_nowhere_to_be_seen_on_another(desk: Desk) -> None:
    write(desk, "on the bundled one")
    lay_out(desk, PACIFIC)
    assert desk.notes.count == 0
    assert desk.notes.all() == desk.notes.on(BRIEFING) == ()
    assert desk.notes.noted == frozenset()
    assert desk.index.note_ids(NotesQuery()) == ()
    assert desk.index.placements() == {}
    assert desk.index.note_counts().elsewhere == {"kazakhstan-afghanistan-ambitions": 1}
    assert desk.notes.elsewhere_words().startswith("1 note on another briefing: Kazakhstan and")
    ident = write(desk, WORDS)
    assert [note.note_id for note in desk.notes.all()] == [ident]
    lay_out(desk, None)
    assert [note.body for note in desk.notes.on(BRIEFING)] == ["on the bundled one"]
    assert desk.index.note_counts().total == 1


def test_equal_references_in_two_briefings_are_never_mixed(desk: Desk) -> None:
    shared = Ref("actor", "cn")
    assert desk.dataset.get(shared) is not None
    write(desk, "China in the one", shared)
    lay_out(desk, PACIFIC)
    assert desk.dataset.get(shared) is not None
    assert desk.notes.on(shared) == ()
    write(desk, "China in the other", shared)
    assert [note.body for note in desk.notes.on(shared)] == ["China in the other"]
    lay_out(desk, None)
    assert [note.body for note in desk.notes.on(shared)] == ["China in the one"]


def test_notes_on_entries_that_only_the_other_briefing_has_are_not_called_lost(desk: Desk) -> None:
    write(desk, "on an event", desk.dataset.events[0].ref)
    lay_out(desk, PACIFIC)
    assert desk.index.placements() == {}
    assert desk.index.note_ids(NotesQuery(unplaced=True)) == ()


def test_search_finds_the_notes_of_this_briefing_and_says_where_others_are(desk: Desk) -> None:
    write(desk, "unmistakableword here")
    lay_out(desk, PACIFIC)
    assert not [hit for hit in desk.search.as_typed("unmistakableword") if hit.note]
    assert list(desk.notes.found_elsewhere("unmistakableword").values()) == [1]
    write(desk, "unmistakableword there")
    assert len([hit for hit in desk.search.as_typed("unmistakableword") if hit.note]) == 1
    assert any(hit.ref == Ref("corridor", "tonga") for hit in desk.search.as_typed("Tonga Cable"))


def test_undo_takes_back_nothing_on_a_briefing_that_is_not_open(desk: Desk) -> None:
    write(desk, "stays")
    lay_out(desk, PACIFIC)
    assert desk.notes.undo() is None
    write(desk, "goes")
    assert desk.notes.undo() is not None
    assert desk.notes.undo() is None
    lay_out(desk, None)
    assert [note.body for note in desk.notes.all()] == ["stays"]
    assert desk.notes.undo() is not None


def test_filter_and_place_are_found_again_as_they_were_left(desk: Desk) -> None:
    event = desk.dataset.events[3].ref
    desk.visit("timeline")
    desk.select(event, initiator="test")
    desk.set_filter(Filter(text="rail"), initiator="test")
    lay_out(desk, PACIFIC)
    assert (desk.filter, desk.selection, desk.tab) == (Filter(), None, "")
    desk.visit("map")
    lay_out(desk, None)
    assert (desk.filter.text, desk.selection, desk.tab) == ("rail", event, "timeline")
    lay_out(desk, PACIFIC)
    assert desk.tab == "map"


def test_briefings_that_were_opened_are_remembered_the_last_one_first(desk: Desk, tmp_path: Path) -> None:
    lay_out(desk, PACIFIC)
    assert [one.path for one in desk.shelf.recent()] == [""]
    lay_out(desk, None)
    assert [(one.name, one.path) for one in desk.shelf.recent()] == [("pacific-cables", str(PACIFIC.absolute()))]
    again = Desk.open(profile=tmp_path / "profile")
    assert [one.title for one in again.shelf.recent()] == ["Cables in the South Pacific"]
    again.close()


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"format": 1, "briefings": 3}', '{"format": 1, "briefings": [1, {}]}']
)
def test_a_memory_that_cannot_be_read_costs_nothing(desk: Desk, tmp_path: Path, content: str) -> None:
    (tmp_path / "profile" / SHELF).write_text(content, encoding="utf-8")
    assert desk.shelf.recent() == ()
    lay_out(desk, PACIFIC)
    assert desk.shelf.title_of("kazakhstan-afghanistan-ambitions").startswith("Kazakhstan")


def test_the_memory_of_a_newer_program_is_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    newer = '{"format": 99, "briefings": ["something else"]}'
    (tmp_path / "profile" / SHELF).write_text(newer, encoding="utf-8")
    lay_out(desk, PACIFIC)
    assert (tmp_path / "profile" / SHELF).read_text(encoding="utf-8") == newer


def test_what_is_no_briefing_is_refused_and_the_old_one_stays(desk: Desk, tmp_path: Path) -> None:
    before = desk.dataset
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "not there", tmp_path / "a.zip"):
        with pytest.raises(ExpectedError):
            desk.shelf.read(path)
    assert desk.dataset is before


def test_a_package_without_one_good_row_is_refused_with_a_next_step(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "hollow"
    shutil.copytree(PACIFIC, folder)
    for table in folder.glob("*.csv"):
        table.unlink()
    with pytest.raises(ExpectedError, match="no row that can be shown"):
        desk.shelf.read(folder)


def test_an_exported_file_says_on_which_briefing_each_note_is_and_comes_back_to_it(desk: Desk, tmp_path: Path) -> None:
    lay_out(desk, PACIFIC)
    write(desk, WORDS, Ref("corridor", "tonga"))
    for ending in (".jsonld", ".csv", ".md"):
        desk.notes.export(tmp_path / f"notes{ending}")
    told = json.loads((tmp_path / "notes.jsonld").read_text(encoding="utf-8"))
    assert told["first"]["items"][0]["bf:package"] == "pacific-cables"
    for ending in (".jsonld", ".csv", ".md"):
        other = Desk.open(profile=tmp_path / f"other{ending}")
        plan = other.notes.plan_import(tmp_path / f"notes{ending}")
        assert any("is on another briefing" in remark for remark in plan.remarks)
        assert other.notes.unknown_targets(plan) == ()
        other.notes.take_in(plan, initiator="test")
        assert other.notes.count == 0
        lay_out(other, PACIFIC)
        assert [note.body for note in other.notes.all()] == [WORDS]
        other.close()


def test_notes_of_another_program_come_to_the_briefing_that_is_open(desk: Desk, tmp_path: Path) -> None:
    lay_out(desk, PACIFIC)
    (tmp_path / "foreign.md").write_text(
        "---\ntitle: A thought\ntags: [x]\n---\n\nOf another program #tag\n", encoding="utf-8"
    )
    desk.notes.take_in(desk.notes.plan_import(tmp_path / "foreign.md"), initiator="test")
    assert desk.notes.count == 1
    lay_out(desk, None)
    assert desk.notes.count == 0


def test_an_export_of_everything_names_the_bundled_briefing_for_older_notes(desk: Desk, tmp_path: Path) -> None:
    write(desk, "older")
    assert desk.notebook.book is not None
    with desk.notebook.book.store.transaction() as connection:
        connection.execute("UPDATE revision SET package = ''")
        connection.execute("UPDATE head SET package = ''")
    assert [note.body for note in desk.notes.all()] == ["older"]
    desk.notes.export(tmp_path / "all.jsonld")
    told = json.loads((tmp_path / "all.jsonld").read_text(encoding="utf-8"))
    assert told["first"]["items"][0]["bf:package"] == desk.shelf.bundled
    lay_out(desk, PACIFIC)
    assert desk.notes.all() == ()
    assert desk.notes.elsewhere() == {desk.shelf.bundled: 1}


def test_views_are_kept_apart(desk: Desk) -> None:
    assert desk.shelf.view_key("map") == "map"
    lay_out(desk, PACIFIC)
    assert desk.shelf.view_key("map") == "pacific-cables/map"
