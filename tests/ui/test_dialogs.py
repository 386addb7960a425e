"""Sheets of choices: what is ticked is what is taken, and no file is replaced unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui import keymap
from briefing_app.ui.briefing_sheet import SnapshotDialog
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.filter_dialog import FilterDialog
from briefing_app.ui.keys import KeysDialog
from briefing_app.ui.theme import Theme, style_sheet


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


def _keep_only(items: QListWidget, words: str) -> None:
    for number in range(items.count()):
        item = items.item(number)
        item.setCheckState(Qt.CheckState.Checked if item.text() == words else Qt.CheckState.Unchecked)


def _sheet(qtbot: QtBot, desk: Desk, out: Path, *, only: str = "", **values: Any) -> SnapshotDialog:
    dialog = SnapshotDialog(desk, Theme(), **values)
    qtbot.addWidget(dialog)
    dialog.show()
    if only:
        _keep_only(dialog._sections, only)
    dialog._path.setText(str(out))
    return dialog


def _until_ready(qtbot: QtBot, dialog: SnapshotDialog) -> str:
    dialog.export()
    qtbot.waitUntil(lambda: not dialog._progress.isVisible(), timeout=120_000)
    return dialog._said.text()


def test_a_briefing_is_not_written_over_another_file_unasked(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    earlier = tmp_path / "briefing.pdf"
    earlier.write_bytes(b"the briefing of last week")
    dialog = _sheet(qtbot, desk, earlier, only="About this document")
    assert "there already" in _until_ready(qtbot, dialog)
    assert earlier.read_bytes() == b"the briefing of last week"
    dialog.export()
    assert earlier.read_bytes().startswith(b"%PDF")
    assert "there already" in _until_ready(qtbot, dialog), "the briefing just written is not replaced unasked either"
    other = tmp_path / "other.pdf"
    other.write_bytes(b"another")
    dialog._path.setText(str(other))
    dialog.export()
    assert "there already" in dialog._said.text()
    assert other.read_bytes() == b"another"
    dialog.reject()


def test_pages_notes_and_marking_are_said_before_anything_is_written(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.notes.write(desk.dataset.events[0].ref, "one", initiator="test")
    out = tmp_path / "b.pdf"
    dialog = _sheet(qtbot, desk, out, only="Notes")
    dialog._marking.setText("OFFICIAL")
    assert "1 page, 1 note, marked OFFICIAL." in _until_ready(qtbot, dialog)
    assert not out.exists()
    dialog._notes.setCurrentIndex(dialog._notes.findData("none"))
    assert dialog._ready is None, "another choice makes the pages anew"
    assert not dialog._said.text()
    assert "no notes" in _until_ready(qtbot, dialog)
    dialog.export()
    assert out.exists()
    assert "Written" in dialog._said.text()
    dialog.reject()


def test_the_choices_of_notes_tell_how_many_each_has(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    security = next(e.ref for e in desk.dataset.events if e.ambition == "B")
    corridor = next(e.ref for e in desk.dataset.events if e.ambition == "A")
    idents = [desk.notes.write(ref, "x", initiator="test") for ref in (security, corridor, corridor)]
    desk.set_filter(Filter(ambition="B"), initiator="test")
    dialog = _sheet(qtbot, desk, tmp_path / "b.pdf", chosen_notes=idents[1:])
    words = [dialog._notes.itemText(number) for number in range(dialog._notes.count())]
    assert words == ["none", "on what is shown (1)", "chosen in Notes (2)", "all (3)"]
    assert dialog._notes.currentData() == "shown"
    dialog.reject()


def test_notes_above_the_marking_are_named_and_asked_about(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    event = desk.dataset.events[0]
    desk.notes.write(event.ref, "a secret", handling="SECRET", initiator="test")
    out = tmp_path / "b.pdf"
    dialog = _sheet(qtbot, desk, out, only="Notes")
    dialog._marking.setText("OFFICIAL")
    qtbot.waitUntil(lambda: "OFFICIAL" in dialog._above.text())
    assert "SECRET" in dialog._above.text()
    assert event.title in dialog._above.text()
    dialog.export()
    assert "Choose first" in dialog._said.text()
    assert dialog._ready is None
    dialog._held.setCurrentIndex(dialog._held.findData("raise"))
    assert "1 note, marked SECRET" in _until_ready(qtbot, dialog)
    dialog._held.setCurrentIndex(dialog._held.findData("leave-out"))
    assert "marked OFFICIAL" in _until_ready(qtbot, dialog)
    dialog._marking.setText("TOP SECRET")
    qtbot.waitUntil(lambda: dialog._above.isHidden())
    assert "1 note, marked TOP SECRET" in _until_ready(qtbot, dialog)
    assert not out.exists()
    dialog.reject()


def test_what_is_asked_and_the_buttons_stay_in_view_with_large_text(qtbot: QtBot, desk: Desk) -> None:
    desk.notes.write(desk.dataset.events[0].ref, "a secret", handling="SECRET", initiator="test")
    dialog = SnapshotDialog(desk, Theme("light", 200))
    qtbot.addWidget(dialog)
    dialog.resize(1326, 708)
    dialog.show()
    for widget in (dialog._above, dialog._held, dialog._export, dialog._close):
        where = widget.mapTo(dialog, widget.rect().bottomRight())
        assert dialog.rect().contains(where), widget
    dialog.reject()


def test_signs_that_cannot_be_printed_are_told_before_the_briefing_is_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.notes.write(Ref("actor", "kz"), "\U00010900 in a note", initiator="test")
    dialog = SnapshotDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    _keep_only(dialog._sections, "Notes")
    dialog._path.setText(str(tmp_path / "briefing.pdf"))
    dialog.export()
    qtbot.waitUntil(lambda: dialog._ready is not None, timeout=60_000)
    assert "Kazakhstan (U+10900)" in dialog._said.text()
    assert not (tmp_path / "briefing.pdf").exists()
    dialog.export()
    qtbot.waitUntil(lambda: (tmp_path / "briefing.pdf").exists(), timeout=60_000)
    assert (tmp_path / "briefing.pdf").read_bytes().startswith(b"%PDF")
    dialog.reject()


@pytest.mark.parametrize(
    ("field", "words"), [("_title", "at most 200 can be printed"), ("_marking", "at most 80 can be printed")]
)
def test_a_title_or_marking_without_end_is_refused_in_the_sheet(
    qtbot: QtBot, desk: Desk, tmp_path: Path, field: str, words: str
) -> None:
    dialog = SnapshotDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._path.setText(str(tmp_path / "briefing.pdf"))
    getattr(dialog, field).setText("M" * 201)
    dialog.export()
    assert words in dialog._said.text()
    assert not (tmp_path / "briefing.pdf").exists()
    dialog.reject()


def test_the_sheet_of_the_filter_gives_back_what_it_was_given(qtbot: QtBot, desk: Desk) -> None:
    chosen = Filter(
        start=dt.date(2022, 1, 1), end=dt.date(2024, 12, 31), as_known_on=dt.date(2024, 1, 10), ambition="B",
        actors=frozenset({"kz"}), topics=frozenset({"trade"}), text="rail", only_with_notes=True,
    )  # fmt: skip
    desk.set_filter(chosen, initiator="test")
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    assert dialog.chosen() == chosen


def test_every_row_to_tick_has_room_for_its_words(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme(text_size=150))
    qtbot.addWidget(dialog)
    dialog.show()
    for items in (dialog._topics, dialog._actors):
        assert items.sizeHintForRow(0) >= items.fontMetrics().lineSpacing() + 10


def test_the_sheet_of_keys_names_each_place_once_and_is_read_without_moving_it_sideways(qtbot: QtBot) -> None:
    groups = [group for _place, group, _rows in keymap.table()]
    assert len(set(groups)) == len(groups)
    dialog = KeysDialog(Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    scroll = dialog.findChild(QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()


TYPED = ("1 January 2024", "2024-01-01", "01.01.2024", "Jan. 1, 2024", "1 января 2024")


@pytest.mark.parametrize("typed", TYPED)
def test_a_day_typed_in_words_is_the_day_that_is_taken(qtbot: QtBot, desk: Desk, typed: str) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog._start.focusProxy()
    field.insert(typed)  # keys of a test know ASCII alone
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.chosen().start == dt.date(2024, 1, 1)
    assert field.text() == "1 January 2024"


def test_a_year_means_its_first_day_as_a_beginning_and_its_last_as_an_end(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    for field in (dialog._start, dialog._end, dialog._known):
        field.type_in("2024")
    chosen = dialog.chosen()
    assert (chosen.start, chosen.end) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert chosen.as_known_on == dt.date(2024, 12, 31)


@pytest.mark.parametrize("typed", ["01/02/2024", "soon", "30 February 2024"])
def test_a_day_that_is_not_understood_stays_in_its_field_and_the_sheet_stays_open(
    qtbot: QtBot, desk: Desk, typed: str
) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._text.setText("rail")
    qtbot.keyClicks(dialog._start.focusProxy(), typed)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._start.focusProxy().text() == typed
    assert typed in dialog._said.text()
    assert "2024-01-" in dialog._said.text()
    assert desk.filter == Filter()
    dialog._start.type_in("2024")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.taken == Filter(start=dt.date(2024, 1, 1), text="rail")


def test_a_period_that_ends_before_it_begins_is_said_on_the_sheet(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._start.type_in("2024")
    dialog._end.type_in("2023")
    dialog.accept()
    assert dialog.isVisible()
    assert "ends before it begins" in dialog._said.text()


def test_up_and_down_go_a_day_on_and_back_and_the_calendar_speaks_english(qtbot: QtBot, desk: Desk) -> None:
    dialog = FilterDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._end.type_in("31 December 2023")
    field = dialog._end.focusProxy()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert dialog._end.understood == dt.date(2024, 1, 1)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = dialog.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == dt.date(2024, 1, 1)
    assert calendar.locale().monthName(1) == "January"
    calendar.activated.emit(QDate(2024, 2, 29))
    assert dialog.chosen().end == dt.date(2024, 2, 29)


@pytest.mark.parametrize("size", [100, 200])
def test_a_box_as_wide_as_it_asks_for_shows_its_longest_choice_whole(qtbot: QtBot, size: int) -> None:
    page, box = QWidget(), PickBox()
    qtbot.addWidget(page)
    box.setParent(page)
    page.setStyleSheet(style_sheet(Theme(text_size=size)))
    for word in ("newest first", "by author"):
        box.addItem(word)
    page.show()
    box.resize(box.sizeHint())
    assert box.words_shown() == "newest first"
