"""The desk without a window: where one is, what is chosen, what is preferred, and who is told of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app import settings
from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.errors import ExpectedError

FORUM, KZ = Ref("event", "e-2023-forum-astana"), Ref("actor", "kz")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


@pytest.fixture
def told(desk: Desk) -> list[Change]:
    heard: list[Change] = []
    desk.listen(heard.append)
    return heard


# Places


def test_a_fresh_desk_is_nowhere_and_goes_nowhere(desk: Desk) -> None:
    assert (desk.selection, desk.tab) == (None, "")
    assert not desk.can_go(-1)
    assert desk.go(-1) is None


def test_one_goes_back_to_where_one_was_and_forward_again(desk: Desk, told: list[Change]) -> None:
    desk.visit("timeline")
    desk.select(FORUM, initiator="timeline")
    desk.follow(KZ, initiator="detail")
    desk.landed("actors")
    assert (desk.tab, desk.selection) == ("actors", KZ)
    back = desk.go(-1)
    assert back is not None
    assert (back.tab, back.refs, back.reveal, desk.selection) == ("timeline", {FORUM}, True, FORUM)
    assert desk.can_go(1)
    desk.go(1)
    assert desk.selection == KZ
    assert [(change.initiator, change.kinds, change.reveal) for change in told[:3]] == [
        ("window", {"selection"}, False),
        ("timeline", {"selection"}, False),
        ("detail", {"selection"}, True),
    ]


def test_a_link_may_lead_into_a_tab_of_choice_and_nothing_may_be_selected(desk: Desk) -> None:
    change = desk.show_in("map", KZ, initiator="detail")
    assert (change.tab, change.refs, desk.tab) == ("map", {KZ}, "map")
    assert desk.select(None, initiator="map").refs == frozenset()
    desk.visit("trade")
    back = desk.go(-1)
    assert back is not None and back.refs == frozenset()


def test_who_has_stopped_listening_is_told_no_more(desk: Desk, told: list[Change]) -> None:
    other: list[Change] = []
    stop = desk.listen(other.append)
    desk.visit("map")
    stop()
    stop()
    desk.visit("trade")
    assert (len(other), len(told)) == (1, 2)


# The filter


def test_the_filter_is_told_once_and_asked_by_all(desk: Desk, told: list[Change]) -> None:
    chosen = Filter(ambition="A")
    change = desk.set_filter(chosen, initiator="bar")
    assert change is not None and change.kinds == {"filter"}
    assert desk.filter == chosen
    assert desk.set_filter(chosen, initiator="bar") is None
    assert len(told) == 1
    shown = desk.scope.visible(desk.dataset.events)
    assert 0 < len(shown) < len(desk.dataset.events)
    assert all(desk.scope.keeps(event) is (event in shown) for event in desk.dataset.events)


def test_a_period_that_ends_before_it_begins_leaves_the_filter_as_it_was(desk: Desk, told: list[Change]) -> None:
    with pytest.raises(ExpectedError, match="ends before it begins"):
        desk.set_filter(Filter(start=dt.date(2024, 1, 2), end=dt.date(2024, 1, 1)), initiator="bar")
    assert desk.filter.is_empty()
    assert told == []


# Preferences


def test_a_preference_is_saved_told_and_there_at_the_next_start(desk: Desk, told: list[Change], tmp_path: Path) -> None:
    change = desk.prefer(initiator="dialog", likelihood_scale="ICD203")
    assert change is not None and change.kinds == {"preferences"}
    assert desk.prefer(initiator="dialog", likelihood_scale="ICD203") is None
    assert len(told) == 1
    assert settings.load(desk.profile).likelihood_scale == "ICD203"


def test_a_preference_that_is_not_allowed_is_refused_and_not_saved(desk: Desk) -> None:
    with pytest.raises(ExpectedError):
        desk.prefer(initiator="dialog", author="x" * 10_000)
    assert settings.load(desk.profile).author == ""


def test_what_another_window_chose_is_taken_over_once(desk: Desk, told: list[Change]) -> None:
    assert desk.hear_preferences() is None
    other = Desk.open(profile=desk.profile)
    other.prefer(initiator="dialog", likelihood_scale="ICD203")
    change = desk.hear_preferences()
    assert change is not None and change.initiator == "elsewhere"
    assert desk.preferences.likelihood_scale == "ICD203"
    assert desk.hear_preferences() is None
    other.close()


def test_where_windows_stand_elsewhere_is_nothing_to_take_over(desk: Desk) -> None:
    other = Desk.open(profile=desk.profile)
    other.prefer(initiator="dialog", author="Aigerim")
    assert desk.hear_preferences() is not None
    other.prefer(initiator="window", geometry="AbCd")
    assert desk.hear_preferences() is None
    assert desk.preferences.geometry != "AbCd"
    other.close()


def test_preferences_of_a_newer_program_leave_an_open_window_as_it_is(desk: Desk) -> None:
    desk.prefer(initiator="dialog", likelihood_scale="ICD203")
    (desk.profile / "preferences.json").write_text('{"format": 999, "likelihood_scale": "PHIA"}', encoding="utf-8")
    assert desk.hear_preferences() is None
    assert desk.preferences.likelihood_scale == "ICD203"
    assert desk.hear_preferences() is None


def test_a_name_given_late_signs_the_notes_begun_before_it_and_is_asked_for_once(desk: Desk) -> None:
    desk.notes.write(FORUM, "Ask the ministry", initiator="panel")
    assert not desk.preferences.author_asked
    assert desk.introduce(author=" Aigerim ", office="East", initiator="panel") is not None
    assert desk.preferences.author_asked
    (note,) = desk.notes.on(FORUM)
    assert (note.author, note.office) == ("Aigerim", "East")


def test_who_gives_no_name_signs_nothing_and_is_not_asked_again(desk: Desk) -> None:
    desk.notes.write(FORUM, "Ask the ministry", initiator="panel")
    desk.introduce(author="  ", office="", initiator="panel")
    assert desk.preferences.author_asked
    (note,) = desk.notes.on(FORUM)
    assert note.author == ""


# The data


def test_page_one_is_read_first_and_the_rest_on_request(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path / "profile", page_one=True)
    heard: list[Change] = []
    desk.listen(heard.append)
    assert (desk.whole, desk.notebook.book, len(desk.dataset.events)) == (False, None, 0)
    assert desk.dataset.judgements
    desk.accept_data(desk.load_whole(), initiator="start")
    desk.notebook.open()
    assert desk.whole
    assert desk.dataset.events
    assert [change.kinds for change in heard] == [{"data"}]
    desk.close()


def test_an_edition_without_a_day_counts_from_the_beginning_of_counting(desk: Desk) -> None:
    assert desk.dataset.edition.day == dt.date.fromisoformat(desk.dataset.edition.created[:10])
    edition = dataclasses.replace(desk.dataset.edition, created="one day")
    desk.accept_data(dataclasses.replace(desk.dataset, edition=edition), initiator="test")
    assert desk.dataset.edition.day == dt.date(1970, 1, 1)


def test_no_look_back_is_nothing_to_tell(desk: Desk, told: list[Change]) -> None:
    assert desk.accept_look_back(None, initiator="start") is None
    assert told == []


# Files

TABLE = TableSpec(
    caption=Caption(key="terms", title="Terms"),
    columns=(Column(key="term", label="Term"),),
    rows=(Row(cells=(Cell(text="TITR"),)),),
)


def test_a_table_is_written_in_the_form_that_its_name_asks_for(desk: Desk, tmp_path: Path) -> None:
    plain = desk.export_table(TABLE, tmp_path / "t.CSV").read_bytes()
    assert "TITR" in plain.decode("utf-8-sig")
    packed = zipfile.ZipFile(desk.export_table(TABLE, tmp_path / "t.zip"))
    assert any(b"TITR" in packed.read(name) for name in packed.namelist())
    book = desk.export_table(TABLE, tmp_path / "t.xlsx").read_bytes()
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()


def test_a_file_is_written_whole(desk: Desk, tmp_path: Path) -> None:
    assert desk.write_file(tmp_path / "x.svg", b"<svg/>").read_bytes() == b"<svg/>"


# Keeping notes safe


def test_without_notes_every_verb_on_them_says_so(desk: Desk) -> None:
    desk.close()
    with pytest.raises(ExpectedError, match="Notes are not available"):
        desk.notes.write(FORUM, "x", initiator="panel")


def test_notes_of_a_backup_are_brought_back_in_one_step(desk: Desk, told: list[Change]) -> None:
    desk.notes.write(FORUM, "Ask the ministry", initiator="panel")
    assert desk.backups.make() is not None
    (note,) = desk.notes.on(FORUM)
    desk.notes.remove([note.note_id], initiator="panel")
    (backup,) = desk.backups.good(limit=1)
    (kept,) = desk.backups.notes_in(backup)
    assert desk.backups.restore([kept], initiator="dialog").words == "1 note brought back"
    assert [n.body for n in desk.notes.on(FORUM)] == ["Ask the ministry"]
    assert told[-1].refs == {FORUM}
    desk.notes.undo(initiator="window")
    assert desk.notes.on(FORUM) == ()


def test_a_backup_takes_the_place_of_the_file_which_is_kept_aside(desk: Desk) -> None:
    desk.notes.write(FORUM, "before", initiator="panel")
    desk.backups.make()
    desk.notes.write(KZ, "after", initiator="panel")
    (backup,) = desk.backups.good(limit=1)
    aside = desk.backups.open_instead(backup, initiator="dialog")
    assert aside.is_file()
    assert [note.body for note in desk.notes.all()] == ["before"]
    assert desk.notebook.check().sound


def test_there_is_nothing_to_try_again_where_notes_can_be_written(desk: Desk) -> None:
    assert not desk.notebook.try_again()
    assert not desk.notebook.come_together()
    assert not desk.notebook.damaged


def test_notes_are_written_in_the_form_that_the_name_asks_for(desk: Desk, tmp_path: Path) -> None:
    desk.notes.write(FORUM, "Ask the ministry", initiator="panel")
    forms = {name: desk.notes.export(tmp_path / name).read_bytes() for name in ("n.csv", "n.md", "n.jsonld", "n.xlsx")}
    assert all(b"Ask the ministry" in content for name, content in forms.items() if name != "n.xlsx")
    assert forms["n.jsonld"].lstrip().startswith(b"{")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(forms["n.xlsx"])).namelist()


def test_an_earlier_revision_is_taken_back_to_and_that_step_is_undone_and_repeated(desk: Desk) -> None:
    desk.notes.write(FORUM, "one", initiator="panel")
    (note,) = desk.notes.on(FORUM)
    desk.notes.write(FORUM, "something else altogether, and longer", note_id=note.note_id, initiator="panel")

    def now() -> list[str]:
        return [found.body for found in desk.notes.on(FORUM)]

    desk.notes.take_back_to(note, initiator="history")
    assert now() == ["one"]
    assert desk.notes.undo(initiator="window") is not None
    assert now() == ["something else altogether, and longer"]
    assert desk.notes.redo(initiator="window") is not None
    assert now() == ["one"]
    assert desk.notes.redo(initiator="window") is None


def test_a_desk_without_notes_has_none_of_anything(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path / "profile", page_one=True)
    assert (desk.notes.count, desk.notes.get("x"), desk.notes.tags(), desk.notes.handlings()) == (0, None, (), ())
    assert desk.notes.on(FORUM) == ()
    desk.close()


def test_the_entries_with_notes_cannot_be_changed_by_a_view(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path / "profile")
    desk.notes.write(BRIEFING, "words", initiator="test")
    assert isinstance(desk.notes.noted, frozenset)
    desk.close()
