"""Notes in and out by file, and backups: a dry run first, conflicts side by side, nothing changed by looking."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.errors import ExpectedError
from briefing_app.ui.notes import files
from briefing_app.ui.notes.backups import BackupsDialog
from briefing_app.ui.notes.importing import ImportDialog
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from briefing_app.ui.window.housekeeping import Keeping

CLAIM, OTHER = Ref("claim", "c-trade-06"), Ref("claim", "c-trade-01")
Profile = Callable[[str], Desk]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """Opens desks of one person on several machines."""
    opened: list[Desk] = []

    def open_one(name: str) -> Desk:
        desk = Desk.open(profile=tmp_path / name)
        desk.introduce(author="A. Official", office="Desk", initiator="test")
        opened.append(desk)
        return desk

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def window(qtbot: QtBot, profile: Profile) -> Iterator[MainWindow]:
    window = MainWindow(profile("office"), Theme())
    qtbot.addWidget(window)
    window.start()
    window.show()
    yield window
    window.close()


def imported(qtbot: QtBot, window: MainWindow, path: Path) -> ImportDialog:
    dialog = ImportDialog(window.desk, window.theme, path, parent=window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.summary.text() != "Reading…", timeout=5000)
    return dialog


def two_versions(window: MainWindow, profile: Profile, tmp_path: Path) -> tuple[str, Path]:
    """Writes a note, takes it to a laptop, changes it on both; returns its id and the laptop's file."""
    desk = window.desk
    ident = desk.notes.write(CLAIM, "start", initiator="test")
    laptop = profile("laptop")
    there = tmp_path / "there.jsonld"
    desk.notes.export(there)
    laptop.notes.take_in(laptop.notes.plan_import(there), initiator="test")
    laptop.notes.write(CLAIM, "start, from the laptop", note_id=ident, initiator="test")
    laptop.notes.write(OTHER, "only on the laptop", initiator="test")
    desk.notes.write(CLAIM, "start, from the office", note_id=ident, initiator="test")
    back = tmp_path / "back.jsonld"
    laptop.notes.export(back)
    return ident, back


def bodies(desk: Desk) -> list[str]:
    return sorted(note.body for note in desk.notes.all())


def test_import_says_first_what_it_would_do_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    _ident, path = two_versions(window, profile, tmp_path)
    dialog = imported(qtbot, window, path)
    assert dialog.summary.text() == "1 new, 0 changed, 1 in conflict, 0 the same, 0 deleted"
    assert bodies(window.desk) == ["start, from the office"]
    assert "office" in dialog.comparison.left.toPlainText()
    assert "laptop" in dialog.comparison.right.toPlainText()
    assert dialog.comparison.left.accessibleDescription() == "removed: office"
    assert dialog.radios["both"].isChecked(), "where nothing is said neither version is lost"
    dialog.reject()
    assert bodies(window.desk) == ["start, from the office"]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("both", ["only on the laptop", "start, from the laptop", "start, from the office"]),
        ("mine", ["only on the laptop", "start, from the office"]),
        ("theirs", ["only on the laptop", "start, from the laptop"]),
    ],
)
def test_a_conflict_is_decided_side_by_side_and_one_step_takes_all_back(
    qtbot: QtBot, window: MainWindow, profile: Profile, tmp_path: Path, decision: str, expected: list[str]
) -> None:
    _ident, path = two_versions(window, profile, tmp_path)
    dialog = imported(qtbot, window, path)
    dialog.radios[decision].click()  # type: ignore[index]  # the three words of the parameters
    dialog.button.click()
    assert bodies(window.desk) == expected
    window.verbs.undo()
    assert bodies(window.desk) == ["start, from the office"]


def test_the_same_file_a_second_time_has_nothing_to_take_in(
    qtbot: QtBot, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    _ident, path = two_versions(window, profile, tmp_path)
    imported(qtbot, window, path).button.click()
    before = bodies(window.desk)
    dialog = imported(qtbot, window, path)
    assert not dialog.button.isVisible()
    assert "Nothing to import" in dialog.said.text()
    assert bodies(window.desk) == before


def test_notes_on_entries_that_are_not_here_are_named_and_kept(
    qtbot: QtBot, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    other = profile("other")
    other.notes.write(CLAIM, "words", initiator="test")
    path = other.notes.export(tmp_path / "notes.jsonld")
    path.write_text(path.read_text().replace("c-trade-06", "c-of-another-edition"))
    dialog = imported(qtbot, window, path)
    assert "1 entry is not in these data" in dialog.said.text()
    assert "claim/c-of-another-edition" in dialog.said.text().replace("\u200b", "")
    dialog.button.click()
    assert [n.target.id for n in window.desk.notes.all()] == ["c-of-another-edition"]


@pytest.mark.parametrize("content", [b"no json {", b"[1, 2", b"\xff\xfe\x00", json.dumps({"a": 1}).encode(), b""])
def test_a_wrong_file_is_answered_in_one_sentence_in_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(content)
    dialog = imported(qtbot, window, path)
    assert not dialog.button.isVisible()
    assert dialog.said.text()
    assert "Traceback" not in dialog.said.text()
    assert window.desk.notes.count == 0


def test_what_others_wrote_is_shown_as_text_and_never_as_markup(
    qtbot: QtBot, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    other = profile("other")
    other.introduce(author="<b>Boss</b>", office="", initiator="test")
    other.notes.write(CLAIM, "<img src=http://e.org/x><h1>big</h1>", initiator="test")
    dialog = imported(qtbot, window, other.notes.export(tmp_path / "notes.jsonld"))
    assert dialog.comparison.right.toPlainText() == "<img src=http://e.org/x><h1>big</h1>"
    assert any("<b>Boss</b>" in label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize(
    ("kind", "ending", "begins"),
    [
        ("Annotations for this and other programs (JSON-LD)", ".jsonld", "{"),
        ("Table for spreadsheets (CSV)", ".csv", "\ufeff"),
        ("Text for reading (Markdown)", ".md", "#"),
    ],
)
def test_export_writes_the_kind_that_was_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, ending: str, begins: str
) -> None:
    window.desk.notes.write(CLAIM, "words", initiator="test")
    chosen = f"{kind} (*{ending})"
    monkeypatch.setattr(files.QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "out"), chosen))
    files.give_out(window.desk, window)
    written = (tmp_path / f"out{ending}").read_text(encoding="utf-8")
    assert written.startswith(begins) and "words" in written


def test_export_replaces_no_file_that_the_dialog_did_not_ask_about(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.csv").write_bytes(b"old")
    chosen = (str(tmp_path / "out"), "Table for spreadsheets (CSV) (*.csv)")
    monkeypatch.setattr(files.QFileDialog, "getSaveFileName", lambda *_all: chosen)
    files.give_out(window.desk, window)
    assert (tmp_path / "out.csv").read_bytes() == b"old"


def test_notes_leave_as_a_workbook_with_their_times_as_times(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.desk
    desk.notes.write(CLAIM, "=1+1", tags=["a", "b"], initiator="test")
    chosen = "Workbook for spreadsheets (XLSX) (*.xlsx)"
    monkeypatch.setattr(files.QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "notes.jsonld"), chosen))
    files.give_out(desk, window)
    book = openpyxl.load_workbook(tmp_path / "notes.xlsx")
    heads, first = (list(row) for row in book["notes"].iter_rows(min_row=1, max_row=2))
    at = {head.value: cell for head, cell in zip(heads, first, strict=True)}
    (note,) = desk.notes.all()
    assert (at["note"].value, at["note"].data_type) == ("=1+1", "s")
    assert at["created"].value == dt.datetime.fromisoformat(note.created).replace(tzinfo=None, microsecond=0)
    assert (at["reference"].value, at["tags"].value) == (str(CLAIM), "a; b")


# Backups


def looked_into(qtbot: QtBot, window: MainWindow) -> BackupsDialog:
    dialog = BackupsDialog(window.desk, window.theme, parent=window)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    return dialog


def settle(qtbot: QtBot, dialog: BackupsDialog) -> None:
    """Waits until what is read in the background has come."""
    qtbot.waitUntil(lambda: not dialog._tasks._waiting, timeout=5000)


def test_a_backup_shows_what_differs_from_now_and_gives_one_note_back(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    ident = desk.notes.write(CLAIM, "as it was", initiator="test")
    binned = desk.notes.write(OTHER, "thrown away later", initiator="test")
    desk.notes.write(OTHER, "untouched", initiator="test")
    desk.backups.make()
    desk.notes.write(CLAIM, "as it is", note_id=ident, initiator="test")
    desk.notes.remove([binned], initiator="test")
    dialog = looked_into(qtbot, window)
    assert "3 notes, 2 differ from now" in dialog.heading.text()
    assert [kept.fate for kept in dialog.model.rows] == ["binned", "changed"]
    dialog.notes.setCurrentIndex(dialog.model.index(1))
    assert "as it is" in dialog.comparison.left.toPlainText()
    assert "as it was" in dialog.comparison.right.toPlainText()
    assert bodies(desk) == ["as it is", "untouched"], "looking changes nothing"
    dialog.one.click()
    assert bodies(desk) == ["as it was", "untouched"]
    settle(qtbot, dialog)
    dialog.every.click()
    assert bodies(desk) == ["as it was", "thrown away later", "untouched"]
    assert len(desk.notes.revisions(ident)) == 3, "what was written since stays in the history"
    dialog.accept()


def test_the_dialog_backs_up_and_checks(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.notes.write(CLAIM, "words", initiator="test")
    dialog = looked_into(qtbot, window)
    assert dialog.heading.text() == "There is no backup yet."
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Back up now").click()
    settle(qtbot, dialog)
    assert dialog.list.count() == 1
    assert len(window.desk.backups.listed()) == 1
    dialog.check()
    settle(qtbot, dialog)
    assert dialog.said.text() == "✓ The file is undamaged: 1 note, 1 revision."
    assert not dialog.mend.isVisible()
    dialog.accept()


def damaged(folder: Path) -> None:
    """Writes rubbish over the middle of the notes file."""
    path = folder / "notes.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        for at in range(4096, size, 4096):
            file.seek(at)
            file.write(b"\x5a" * 600)


def test_a_damaged_file_is_told_with_a_way_to_the_last_good_copy(
    qtbot: QtBot, profile: Profile, tmp_path: Path
) -> None:
    desk = profile("broken")
    desk.notes.write(CLAIM, "worth keeping", initiator="test")
    desk.backups.make()
    desk.close()
    damaged(tmp_path / "broken")
    broken = Desk.open(profile=tmp_path / "broken")
    window = MainWindow(broken, Theme())
    qtbot.addWidget(window)
    window.start()
    window.show()
    window.after_first_paint()
    qtbot.waitUntil(lambda: "The last good copies" in window.strip._text.text(), timeout=10_000)
    assert window.strip._button.text() == "Backups…"
    window.strip._button.click()
    dialog = window.findChild(BackupsDialog)
    assert dialog is not None
    settle(qtbot, dialog)
    assert dialog.replace.isVisible()
    dialog.replace_file()
    settle(qtbot, dialog)
    assert broken.notebook.trouble is None
    assert bodies(broken) == ["worth keeping"]
    assert "The file as it was is kept in" in dialog.said.text()
    dialog.accept()
    window.close()
    broken.close()


def test_backups_are_made_by_themselves_and_a_failure_is_told_once(
    qtbot: QtBot, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, place = profile("office"), QWidget()
    qtbot.addWidget(place)
    told: list[str] = []
    tasks = Tasks(place)
    keeping = Keeping(desk, tasks, told.append, place)
    keeping.start()
    qtbot.waitUntil(lambda: not tasks._waiting)
    assert desk.backups.listed() == (), "no notes, no backup"
    desk.notes.write(CLAIM, "words", initiator="test")
    keeping.back_up()
    qtbot.waitUntil(lambda: len(desk.backups.listed()) == 1)
    qtbot.waitUntil(lambda: not tasks._waiting)
    with monkeypatch.context() as trouble:

        def refuse(**_options: object) -> None:
            raise ExpectedError("The backup could not be written.", hint="Free some space.")

        trouble.setattr(desk.backups, "make", refuse)
        for _ in range(3):
            keeping.back_up()
            qtbot.waitUntil(lambda: not tasks._waiting)
    assert told == ["⚠ backup failed: The backup could not be written. Free some space."]
    keeping.back_up()
    qtbot.waitUntil(lambda: not tasks._waiting)
    assert told[-1] == ""
    tasks.close()


def test_what_is_left_out_and_what_is_not_in_the_file_is_said_before_anything_is_taken_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    good = {"id": "urn:n:1", "type": "Annotation", "bodyValue": "fine", "target": f"urn:briefing-app:{CLAIM}"}
    bad = {**good, "id": "urn:n:2", "created": "soon"}
    page = {"type": "AnnotationPage", "id": "urn:p:1", "items": [good, bad]}
    whole = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:c:1", "type": "AnnotationCollection",
             "total": 40, "first": page}  # fmt: skip
    path = tmp_path / "part.jsonld"
    path.write_text(json.dumps(whole))
    dialog = imported(qtbot, window, path)
    said = dialog.said.text().replace("\u200b", "")
    assert "38 of 40 annotations are not in the file." in said
    assert "“soon” is not a date" in said
    assert dialog.button.text() == "Import 1 note"
    path.write_text(json.dumps({**whole, "first": {**page, "items": [bad]}}))
    dialog.read(path)
    assert "Nothing in this file can be imported" in dialog.said.text()
    assert not dialog.button.isVisible()
    assert "soon" in dialog.said.text()


def test_no_button_stands_without_words_while_a_backup_is_looked_into(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.notes.write(CLAIM, "as it was", initiator="test")
    window.desk.backups.make()
    dialog = BackupsDialog(window.desk, window.theme, parent=window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert all(button.text() for button in dialog.findChildren(QPushButton))
    assert not dialog.one.isEnabled()
    settle(qtbot, dialog)
