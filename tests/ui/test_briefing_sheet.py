"""Export briefing: the pages are seen and counted before anything is written, and no file is replaced unasked."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.report.presets import Preset
from briefing_app.report.snapshot import snapshot_of
from briefing_app.ui.briefing import written
from briefing_app.ui.briefing.history import HistoryDialog
from briefing_app.ui.briefing.presets import NameSheet
from briefing_app.ui.briefing.sheet import BriefingSheet
from briefing_app.ui.theme import Theme
from tests.ui.windows import window_at

PATIENCE = 120_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


def _sheet(qtbot: QtBot, desk: Desk, out: Path, *, only: str = "", **values: Any) -> BriefingSheet:
    sheet = BriefingSheet(desk, values.pop("theme", Theme()), **values)
    qtbot.addWidget(sheet)
    if only:
        _choose(sheet, only)
    sheet.show()
    sheet._path.setText(str(out))
    return sheet


def _choose(sheet: BriefingSheet, *keys: str) -> None:
    """Chooses sections of one's own as a person does: by their ticks."""
    sheet.choices.form.setCurrentIndex(sheet.choices.form.findData("own"))
    sheet.choices.sections.show_sections(keys)
    sheet.choices.sections.chosen.emit()


def _ready(qtbot: QtBot, sheet: BriefingSheet) -> str:
    qtbot.waitUntil(lambda: sheet._ready is not None, timeout=PATIENCE)
    return sheet._said.text()


def _said(qtbot: QtBot, sheet: BriefingSheet, words: str) -> None:
    qtbot.waitUntil(lambda: words in sheet._said.text(), timeout=PATIENCE)


def test_a_briefing_is_not_written_over_another_file_unasked(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    earlier = tmp_path / "briefing.pdf"
    earlier.write_bytes(b"the briefing of last week")
    sheet = _sheet(qtbot, desk, earlier, only="check")
    _ready(qtbot, sheet)
    sheet.export()
    assert "already exists" in sheet._said.text()
    assert earlier.read_bytes() == b"the briefing of last week"
    sheet.export()
    _said(qtbot, sheet, "Written")
    assert earlier.read_bytes().startswith(b"%PDF")
    sheet.export()
    assert "already exists" in sheet._said.text(), "the briefing just written is not replaced unasked either"
    other = tmp_path / "other.pdf"
    other.write_bytes(b"another")
    sheet._path.setText(str(other))
    sheet.export()
    assert "already exists" in sheet._said.text()
    assert other.read_bytes() == b"another"
    sheet.reject()


def test_pages_sections_notes_marking_and_filter_are_said_before_anything_is_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.notes.write(desk.dataset.events[0].ref, "one", initiator="test")
    out = tmp_path / "b.pdf"
    sheet = _sheet(qtbot, desk, out, only="notes")
    sheet.choices.handling.free.setText("OFFICIAL")
    sheet.export()
    assert "still being prepared" in sheet._said.text()
    words = _ready(qtbot, sheet)
    for part in ("pages", "section", "1 note", "marked OFFICIAL", "no filter", "Nothing is written yet"):
        assert part in words
    assert not out.exists()
    sheet.choices.notes.setCurrentIndex(sheet.choices.notes.findData("none"))
    assert sheet._ready is None, "another choice makes the pages anew"
    assert "no notes" in _ready(qtbot, sheet)
    sheet.export()
    _said(qtbot, sheet, "Written")
    assert out.read_bytes().startswith(b"%PDF")
    sheet.reject()


def test_the_sheet_begins_with_the_notes_that_are_chosen_in_notes(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    security = next(e.ref for e in desk.dataset.events if e.ambition == "B")
    corridor = next(e.ref for e in desk.dataset.events if e.ambition == "A")
    idents = [desk.notes.write(ref, "x", initiator="test") for ref in (security, corridor, corridor)]
    desk.set_filter(Filter(ambition="B"), initiator="test")
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", chosen_notes=idents[1:])
    words = [sheet.choices.notes.itemText(number) for number in range(sheet.choices.notes.count())]
    assert words == ["none", "on what is shown (1)", "chosen in Notes (2)", "all (3)"]
    assert sheet.choices.notes.currentData() == "chosen"
    sheet.reject()


def test_notes_above_the_marking_are_named_and_asked_about(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    event = desk.dataset.events[0]
    desk.notes.write(event.ref, "a secret", handling="SECRET", initiator="test")
    out = tmp_path / "b.pdf"
    sheet = _sheet(qtbot, desk, out, only="notes")
    sheet.choices.handling.free.setText("OFFICIAL")
    qtbot.waitUntil(lambda: "OFFICIAL" in sheet._above.text())
    assert "SECRET" in sheet._above.text()
    assert event.title in sheet._above.text()
    sheet.export()
    _said(qtbot, sheet, "First choose")
    assert sheet._ready is None
    sheet._held.setCurrentIndex(sheet._held.findData("raise"))
    assert "1 note, marked SECRET" in _ready(qtbot, sheet)
    sheet._held.setCurrentIndex(sheet._held.findData("leave-out"))
    assert "marked OFFICIAL" in _ready(qtbot, sheet)
    sheet.choices.handling.free.setText("TOP SECRET")
    assert "1 note, marked TOP SECRET" in _ready(qtbot, sheet)
    assert sheet._above.isHidden()
    assert not out.exists()
    sheet.reject()


@pytest.mark.parametrize(("size", "room"), [(100, QSize(1326, 708)), (200, QSize(1326, 708)), (100, QSize(1400, 860))])
def test_what_is_asked_and_the_buttons_stay_in_view(qtbot: QtBot, desk: Desk, size: int, room: QSize) -> None:
    desk.notes.write(desk.dataset.events[0].ref, "a secret", handling="SECRET", initiator="test")
    sheet = BriefingSheet(desk, Theme("light", size))
    qtbot.addWidget(sheet)
    sheet.resize(room)
    sheet.show()
    sheet._weigh()
    for widget in (sheet._above, sheet._held, sheet._export, sheet._close, sheet._earlier, sheet.preview):
        where = widget.mapTo(sheet, widget.rect().bottomRight())
        assert sheet.rect().contains(where), widget
    sheet.reject()


def test_signs_that_cannot_be_printed_are_told_before_the_briefing_is_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.notes.write(Ref("actor", "kz"), "\U00010900 in a note", initiator="test")
    sheet = _sheet(qtbot, desk, tmp_path / "briefing.pdf", only="notes")
    assert "Kazakhstan (U+10900)" in _ready(qtbot, sheet)
    sheet.reject()


@pytest.mark.parametrize(("field", "words"), [("title", "at most 200"), ("prepared_for", "at most 120")])
def test_words_without_end_are_refused_in_the_sheet(
    qtbot: QtBot, desk: Desk, tmp_path: Path, field: str, words: str
) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "briefing.pdf", only="check")
    getattr(sheet.choices, field).setText("M" * 100_000)
    _said(qtbot, sheet, words)
    assert sheet._ready is None
    sheet.reject()


# Forms and sections


def test_a_form_shows_its_sections_and_whoever_changes_them_chooses_for_themselves(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    choices = sheet.choices
    assert choices.form.currentData() == "standard"
    assert choices.options(handling="refuse").sections == ()
    choices.form.setCurrentIndex(choices.form.findData("one-page"))
    assert choices.sections.keys() == ("page-one",)
    choices.sections.setCurrentRow(1)
    qtbot.keyClick(choices.sections, Qt.Key.Key_Space)
    assert choices.form.currentData() == "own"
    assert len(choices.sections.keys()) == 2
    sheet.reject()


def test_sections_are_moved_by_keys_and_print_in_that_order(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    _choose(sheet, "page-one", "map", "claims", "check")
    sections = sheet.choices.sections
    sections.setCurrentRow(2)
    qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sections.keys() == ("page-one", "claims", "map", "check")
    assert "2 of " in sections.accessibleDescription()
    qtbot.keyClick(sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    _ready(qtbot, sheet)
    assert sheet._ready is not None
    assert [s.key for s in sheet._ready[0].sections] == ["page-one", "claims", "map", "check"]
    sheet.reject()


def test_no_section_at_all_is_said(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    _choose(sheet)
    _said(qtbot, sheet, "No section is chosen")
    sheet.reject()


@pytest.mark.parametrize("tab", ["trade", "map", "actors", "timeline", "claims"])
def test_what_is_on_screen_is_printed_with_its_table(qtbot: QtBot, tmp_path: Path, tab: str) -> None:
    with window_at(tab, qtbot, tmp_path / "profile") as window:
        seen = window.verbs.on_screen()
        assert seen is not None and seen.tables
        assert seen.pictures or tab in ("claims", "actors")  # a profile is a table
        sheet = _sheet(qtbot, window.desk, tmp_path / "b.pdf", seen=seen)
        sheet.choices.form.setCurrentIndex(sheet.choices.form.findData("view"))
        sheet.choices.notes.setCurrentIndex(sheet.choices.notes.findData("none"))
        _ready(qtbot, sheet)
        assert sheet._ready is not None
        assert "view" in [section.key for section in sheet._ready[0].sections]
        sheet.reject()


def test_the_scheme_offers_its_levels_and_asks_for_the_copy_number(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="check")
    handling = sheet.choices.handling
    handling.scheme.setCurrentIndex(handling.scheme.findData("kz"))
    handling.level.setCurrentIndex(handling.level.findData("Для служебного пользования"))
    _said(qtbot, sheet, "number of the copy")
    sheet.choices.copy.setText("3")
    assert "Для служебного пользования" in _ready(qtbot, sheet)
    sheet.reject()


# The preview


def test_the_pages_are_turned_by_keys_and_read_aloud(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    _choose(sheet, "page-one", "check")
    _ready(qtbot, sheet)
    preview = sheet.preview
    assert preview.pages == 2
    qtbot.keyClick(preview._room, Qt.Key.Key_PageDown)
    assert preview.page == 1
    assert "How to check this document" in preview.text()
    assert "Page 2 of 2" in preview._room.accessibleDescription()
    assert "How to check this document" in preview._room.accessibleDescription()
    qtbot.keyClick(preview._room, Qt.Key.Key_PageDown)
    assert preview.page == 1, "behind the last page is nothing"
    qtbot.keyClick(preview._room, Qt.Key.Key_Home)
    assert preview.page == 0
    qtbot.waitUntil(lambda: preview._sheet._image is not None)
    before = preview._sheet.size()
    qtbot.keyClick(preview._room, Qt.Key.Key_Plus)
    assert preview._sheet.width() > before.width()
    sheet.reject()


def test_page_one_is_seen_before_the_others_are_made(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    qtbot.waitUntil(lambda: sheet.preview.pages > 0, timeout=PATIENCE)
    assert sheet._ready is None
    assert sheet.preview.pages == 1
    assert "Preparing the other" in sheet.preview._said.text()
    assert "At a glance" in sheet.preview.text()
    _ready(qtbot, sheet)
    assert sheet.preview.pages > 5
    sheet.reject()


def test_the_section_in_view_is_seen_before_the_others_are_made(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    sheet.choices.form.setCurrentIndex(sheet.choices.form.findData("full"))
    _ready(qtbot, sheet)
    whole = sheet.preview.pages
    while sheet.preview.section != "Timeline":
        sheet.preview.turn(1)
    sheet.preview.turn(2)
    read = sheet.preview.text()
    sheet.choices.title.setText("A title of its own")
    qtbot.waitUntil(lambda: "A title of its own" in sheet.preview.text(), timeout=PATIENCE)
    assert sheet.preview.section == "Timeline"
    assert sheet.preview.pages < whole
    assert "Preparing the other" in sheet.preview._said.text()
    _ready(qtbot, sheet)
    assert sheet.preview.pages == whole
    assert sheet.preview.section == "Timeline"
    there = sheet.preview.text().replace("A title of its own", desk.dataset.edition.title)
    assert there == read
    sheet.reject()


def test_the_newest_choice_wins_and_older_pages_are_never_written(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    sheet = _sheet(qtbot, desk, out, only="check")
    for title in ("First", "Second", "Third"):
        sheet.choices.title.setText(title)
        qtbot.wait(200)
    _ready(qtbot, sheet)
    sheet.export()
    _said(qtbot, sheet, "Written")
    assert snapshot_of(out)["title"] == "Third"
    sheet.reject()


def test_f6_goes_from_the_choices_to_the_pages_and_back(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="check")
    sheet.activateWindow()
    sheet._other_side()
    assert sheet.focusWidget() is sheet.preview._room
    qtbot.waitActive(sheet)
    sheet._other_side()
    assert sheet.focusWidget() is sheet.choices.form
    sheet.reject()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_process_that_is_killed_is_said_as_what_it_was(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.Popen

    def start(*args: Any, **options: Any) -> Any:
        child = real(*args, **options)
        child.send_signal(signal.SIGKILL)
        return child

    monkeypatch.setattr(subprocess, "Popen", start)
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="check")
    _said(qtbot, sheet, "stopped from outside (signal SIGKILL)")
    monkeypatch.undo()
    sheet.export()  # tries again
    assert "1 page" in _ready(qtbot, sheet) or "2 pages" in sheet._said.text()
    sheet.reject()


# Writing


def test_a_folder_that_is_not_there_is_said_and_nothing_is_lost(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "nowhere" / "b.pdf", only="check")
    _ready(qtbot, sheet)
    sheet.export()
    assert sheet._said.text().startswith("⚠")
    assert sheet._ready is not None
    sheet.reject()


def test_the_path_of_a_written_file_is_copied(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(written.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or False)
    out = tmp_path / "b.pdf"
    sheet = _sheet(qtbot, desk, out, only="check")
    assert sheet.written.isHidden()
    _ready(qtbot, sheet)
    sheet.export()
    _said(qtbot, sheet, "Written")
    sheet.written.copy_path()
    assert QGuiApplication.clipboard().text() == str(out)
    sheet.written.open_file()
    assert opened == [str(out)]
    assert "No program could open" in sheet._said.text()
    sheet.reject()


# Kept choices


def test_choices_are_kept_under_a_name_and_taken_again(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    _choose(sheet, "page-one", "claims")
    sheet.choices.prepared_for.setText("The minister")
    sheet.choices.grey.setChecked(True)
    sheet.presets.ask_name()
    (name,) = sheet.findChildren(NameSheet)
    name.line.setText("  Weekly  ")
    name.accept()
    assert "Weekly" in sheet._said.text()
    sheet.reject()
    other = _sheet(qtbot, desk, tmp_path / "b.pdf")
    other.presets.box.setCurrentIndex(other.presets.box.findData("Weekly"))
    other.presets.box.activated.emit(other.presets.box.currentIndex())
    options = other.choices.options(handling="refuse")
    assert options.sections == ("page-one", "claims")
    assert options.prepared_for == "The minister"
    assert options.grey
    other.presets.forget("Weekly")
    assert not desk.briefings.presets().presets
    other.reject()


def test_a_colleagues_file_says_which_sections_are_gone_and_keeps_the_rest(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    from briefing_app.report.presets import written as file_of

    desk.briefings.keep_presets([Preset(name="Mine", grey=True)])
    theirs = tmp_path / "presets.json"
    theirs.write_bytes(
        file_of((Preset(name="Theirs", form="own", sections=("weather", "claims")), Preset(name="Mine")))
    )
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="check")
    sheet.presets.take_in(theirs)
    assert "1 set of choices imported" in sheet._said.text()
    assert "weather" in sheet._said.text()
    assert "“Mine”" in sheet._said.text()
    kept = {preset.name: preset for preset in desk.briefings.presets().presets}
    assert kept["Theirs"].sections == ("claims",)
    assert kept["Mine"].grey, "one's own choices are not replaced by a colleague's of the same name"
    (tmp_path / "no.json").write_text("nothing of the kind")
    sheet.presets.take_in(tmp_path / "no.json")
    assert "not a file of presets" in sheet._said.text()
    sheet.reject()


# History and what changed since


def _export(qtbot: QtBot, sheet: BriefingSheet) -> None:
    _ready(qtbot, sheet)
    sheet.export()
    _said(qtbot, sheet, "Written")


def test_one_key_takes_the_choices_of_an_earlier_briefing_again(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.set_filter(Filter(ambition="B"), initiator="test")
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="claims")
    sheet.choices.title.setText("For Monday")
    _export(qtbot, sheet)
    sheet.reject()
    desk.set_filter(Filter(start=dt.date(2024, 1, 1)), initiator="test")
    other = _sheet(qtbot, desk, tmp_path / "c.pdf")
    other.earlier()
    (history,) = other.findChildren(HistoryDialog)
    assert "For Monday" in history.list.item(0).text()
    assert "ambition" in history._facts.text().casefold()
    qtbot.keyClick(history.list, Qt.Key.Key_Return)
    options = other.choices.options(handling="refuse")
    assert options.title == "For Monday"
    assert options.sections == ("claims",)
    assert desk.filter == Filter(ambition="B")
    other.reject()


def test_a_standard_briefing_again_is_a_standard_briefing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf")
    sheet.choices.form.setCurrentIndex(sheet.choices.form.findData("one-page"))
    _export(qtbot, sheet)
    assert desk.briefings.exported()[0].preset.form == "one-page"
    assert desk.briefings.options_again(desk.briefings.exported()[0]).used_form == "one-page"
    sheet.reject()


def test_the_next_briefing_is_compared_with_the_last_one(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="check")
    _export(qtbot, sheet)
    sheet.reject()
    other = _sheet(qtbot, desk, tmp_path / "c.pdf", only="changes")
    since = other.choices.since
    since.setCurrentIndex(since.findData(str(tmp_path / "b.pdf")))
    since.activated.emit(since.currentIndex())
    qtbot.waitUntil(lambda: since.found is not None, timeout=PATIENCE)
    _ready(qtbot, other)
    assert "Compared with the briefing of" in " ".join(
        other.preview._document.getAllText(page).text().replace("\n", " ") for page in range(other.preview.pages)
    )
    other.reject()


def _foreign(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.pdf"
    if kind == "huge":
        with path.open("wb") as file:
            file.write(b"%PDF-1.7\n")
            file.truncate(600_000_000)
    elif kind == "damaged":
        path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    else:
        from pypdf import PdfWriter

        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        writer.write(path)
    return path


@pytest.mark.parametrize(
    ("kind", "words"),
    [("huge", "too large"), ("damaged", "not a PDF that can be read"), ("foreign", "contains no snapshot")],
)
def test_an_older_pdf_that_is_none_of_ours_is_said_in_one_sentence(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, words: str
) -> None:
    path = _foreign(tmp_path, kind)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    sheet = _sheet(qtbot, desk, tmp_path / "b.pdf", only="check")
    since = sheet.choices.since
    since.setCurrentIndex(since.findData("choose"))
    since.activated.emit(since.currentIndex())
    _said(qtbot, sheet, words)
    assert since.currentData() == "", "the choice is what it was"
    assert since.found is None
    _ready(qtbot, sheet)
    sheet.reject()
