"""Another program replaces, overwrites or deletes the notes file under an open window: neither side loses a word."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.domain.notes import NotesQuery
from briefing_app.errors import ExpectedError
from briefing_app.notes import repair
from briefing_app.notes.check import check
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE, Replaced
from tests.notes.damage import EVENT

Way = Callable[[Path, Path], None]


def rename(copy: Path, path: Path) -> None:
    """As most programs that synchronise do it."""
    beside = path.with_name("~part")
    shutil.copyfile(copy, beside)
    beside.replace(path)


def overwrite(copy: Path, path: Path) -> None:
    """As others do it: the file stays, its content is another."""
    path.write_bytes(copy.read_bytes())


def delete_and_write(copy: Path, path: Path) -> None:
    path.unlink()
    shutil.copyfile(copy, path)


WAYS = pytest.mark.parametrize("way", [rename, overwrite, delete_and_write])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with twenty notes from an earlier session, backed up, and five of this one."""
    first = Desk.open(profile=tmp_path / "here")
    first.introduce(author="A. Official", office="Desk", initiator="test")
    for number in range(20):
        first.notes.write(EVENT, f"earlier {number}", initiator="test")
    first.close()
    opened = Desk.open(profile=tmp_path / "here")
    opened.backups.make()
    for number in range(5):
        opened.notes.write(EVENT, f"today {number}", initiator="test")
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The notes of another machine, with eighty notes of its own."""
    with contextlib.closing(Notebook.open(tmp_path / "there", author="A. Official", office="Desk")) as book:
        for number in range(80):
            book.add(EVENT, f"there {number}")
    return tmp_path / "there" / FILE


def bodies(desk: Desk) -> set[str]:
    return {note.body for note in desk.notes.all()}


ALL = {f"earlier {n}" for n in range(20)} | {f"today {n}" for n in range(5)} | {f"there {n}" for n in range(80)}


def is_sound(profile: Path) -> bool:
    report = check(profile / FILE)
    assert report.sound, report.findings
    return True


@WAYS
def test_a_copy_of_another_machine_under_an_open_window_costs_neither_side_a_note(
    desk: Desk, other: Path, way: Way
) -> None:
    way(other, desk.profile / FILE)
    desk.notes.write(EVENT, "written on", initiator="test")
    assert bodies(desk) == ALL | {"written on"}
    assert desk.notebook.news.count("replaced the notes file") == 1
    assert {n.body for n in desk.index.notes(desk.index.note_ids(NotesQuery()))} == ALL | {"written on"}
    assert len(list((desk.profile / "kept").glob("*.sqlite3"))) == 1
    desk.close()
    assert is_sound(desk.profile)
    with contextlib.closing(Notebook.open(desk.profile)) as book:
        assert {note.body for note in book.stored.all()} == ALL | {"written on"}


@WAYS
def test_it_is_noticed_without_a_write_and_at_the_end_too(desk: Desk, other: Path, way: Way) -> None:
    told: list[str] = []
    desk.listen(lambda change: told.append(change.initiator))
    desk.notebook.look_elsewhere()
    way(other, desk.profile / FILE)
    desk.notebook.look_elsewhere()
    assert "merge" in told
    assert bodies(desk) == ALL
    way(other, desk.profile / FILE)
    desk.close()
    with contextlib.closing(Notebook.open(desk.profile)) as book:
        assert {note.body for note in book.stored.all()} == ALL


@WAYS
def test_a_note_changed_on_both_sides_is_kept_in_both_versions_with_its_history(
    tmp_path: Path, desk: Desk, way: Way
) -> None:
    ident = desk.notes.write(EVENT, "start", initiator="test")
    desk.backups.make()
    shutil.copytree(desk.profile, tmp_path / "there")
    with contextlib.closing(Notebook.open(tmp_path / "there")) as book:
        book.edit(ident, body="start, changed there")
        book.add(EVENT, "only there")
    desk.notes.write(EVENT, "start, changed here", note_id=ident, initiator="test")
    way(tmp_path / "there" / FILE, desk.profile / FILE)
    assert desk.notebook.come_together()
    assert {"start, changed there", "start, changed here", "only there", "today 4"} <= bodies(desk)
    assert "1 is kept in both versions" in desk.notebook.news
    assert "start" in {revision.body for revision in desk.notes.revisions(ident)}


def test_a_file_that_vanished_is_put_back(desk: Desk) -> None:
    (desk.profile / FILE).unlink()
    desk.notes.write(EVENT, "written on", initiator="test")
    assert len(bodies(desk)) == 26
    assert "restored with all notes" in desk.notebook.news
    desk.close()
    assert is_sound(desk.profile)


def test_a_folder_that_vanished_is_put_back(desk: Desk) -> None:
    shutil.rmtree(desk.profile)
    desk.notes.write(EVENT, "written on", initiator="test")
    desk.close()
    with contextlib.closing(Notebook.open(desk.profile)) as book:
        assert book.stored.count() == 26


def test_what_lies_there_now_is_damaged_and_all_of_it_that_is_legible_is_kept(desk: Desk, other: Path) -> None:
    content = bytearray(other.read_bytes())
    content[:100] = bytes(100)
    other.write_bytes(content)
    rename(other, desk.profile / FILE)
    desk.notes.write(EVENT, "written on", initiator="test")
    assert bodies(desk) == ALL | {"written on"}
    assert list((desk.profile / repair.ASIDE).glob("*.sqlite3"))
    desk.close()
    assert is_sound(desk.profile)


def test_a_file_of_a_newer_version_is_left_alone_and_our_notes_lie_beside_it(desk: Desk, other: Path) -> None:
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = other.read_bytes()
    rename(other, desk.profile / FILE)
    with pytest.raises(ExpectedError, match="newer version") as caught:
        desk.notes.write(EVENT, "written on", initiator="test")
    (kept,) = (desk.profile / "kept").glob("*.sqlite3")
    assert str(kept) in caught.value.sentence()
    assert (desk.profile / FILE).read_bytes() == before
    with contextlib.closing(Notebook.open_file(kept)) as book:
        assert book.stored.count() == 25


def test_an_older_state_of_the_same_file_put_over_it_takes_nothing_back(tmp_path: Path, desk: Desk) -> None:
    connection = desk.notebook.book.store.connection  # type: ignore[union-attr]  # it was opened just now
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(desk.profile / FILE, tmp_path / "older")
    desk.notes.write(EVENT, "after the copy", initiator="test")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    overwrite(tmp_path / "older", desk.profile / FILE)
    desk.notes.write(EVENT, "written on", initiator="test")
    assert len(bodies(desk)) == 27
    desk.close()
    assert is_sound(desk.profile)


@WAYS
def test_a_write_into_a_file_without_a_name_is_not_called_saved_and_its_words_are_kept(
    tmp_path: Path, other: Path, way: Way
) -> None:
    book = Notebook.open(tmp_path / "here")
    way(other, tmp_path / "here" / FILE)
    with pytest.raises(Replaced) as caught:
        book.add(EVENT, "words that found no place")
    (kept,) = (tmp_path / "here" / "kept").glob("*.jsonld")
    assert str(kept) in caught.value.sentence()
    assert "words that found no place" in json.dumps(json.loads(kept.read_text(encoding="utf-8")))
    before = other.read_bytes()
    book.close()
    assert (tmp_path / "here" / FILE).read_bytes() == before, "not a byte was written into the other's file"
    assert not (tmp_path / "here" / f"{FILE}-wal").exists(), "nor is ours read with it"
    with contextlib.closing(Notebook.open(tmp_path / "here")) as there:
        assert there.stored.count() == 80


def test_replaced_while_it_is_written_is_not_called_saved(tmp_path: Path, other: Path) -> None:
    book = Notebook.open(tmp_path / "here")
    with pytest.raises(Replaced), book.store.transaction() as connection:
        connection.execute("UPDATE state SET value = value")
        rename(other, tmp_path / "here" / FILE)
    book.close()


def test_two_windows_come_together_one_after_the_other(desk: Desk, other: Path) -> None:
    second = Desk.open(profile=desk.profile)
    second.notes.write(EVENT, "from the second window", initiator="test")
    rename(other, desk.profile / FILE)
    desk.notes.write(EVENT, "from the first window", initiator="test")
    second.notes.write(EVENT, "from the second again", initiator="test")
    expected = ALL | {"from the second window", "from the first window", "from the second again"}
    assert bodies(desk) == bodies(second) == expected
    second.close()
    desk.close()
    assert is_sound(desk.profile)


def test_other_windows_backups_and_full_logs_are_no_replacement(desk: Desk) -> None:
    second = Desk.open(profile=desk.profile)
    for number in range(40):
        second.notes.write(EVENT, f"{number} " + "long " * 4000, initiator="test")
        desk.notes.write(EVENT, f"and {number} " + "long " * 4000, initiator="test")
        desk.backups.make()
        desk.search.as_typed("long")
    second.notebook.book.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    desk.notes.write(EVENT, "still the same file", initiator="test")
    second.close()
    desk.notes.write(EVENT, "and after the other window", initiator="test")
    assert desk.notebook.news == second.notebook.news == ""
    assert not (desk.profile / "kept").exists()


@pytest.mark.parametrize(("way_there", "service"), [
    ("OneDrive - Ministry/x", "OneDrive"), ("Nextcloud", "Nextcloud"), ("Dropbox (Office)", "Dropbox"),
    ("iCloudDrive/notes", "iCloud"), ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
    ("Google Drive/My Drive", "Google Drive"), ("Yandex.Disk", "Yandex.Disk"), ("Яндекс.Диск/Работа", "Yandex.Disk"),
    ("ownCloud2", ""), ("Syncthing/a", "Syncthing"), ("plain", ""), ("boxes", ""), ("mega-project", ""),
])  # fmt: skip
def test_a_folder_that_is_copied_to_other_machines_is_said_at_the_first_start_alone(
    tmp_path: Path, way_there: str, service: str
) -> None:
    profile = tmp_path / way_there / "profile"
    for first in (True, False):
        opened = Desk.open(profile=profile)
        assert (service in opened.notebook.news and "copies to other computers" in opened.notebook.news) == (
            first and bool(service)
        )
        opened.close()


def test_marks_of_such_programs_are_known_too(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    opened = Desk.open(profile=tmp_path / "work" / "profile")
    assert "Syncthing" in opened.notebook.news
    opened.close()


def test_references_of_the_briefing_itself_merge_as_well(desk: Desk, other: Path) -> None:
    desk.notes.write(Ref("briefing", "whole"), "on the whole", initiator="test")
    rename(other, desk.profile / FILE)
    assert desk.notebook.come_together()
    assert "on the whole" in bodies(desk)
