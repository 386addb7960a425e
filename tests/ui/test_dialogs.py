"""Sheets of choices: what is ticked is what is taken, and no file is replaced unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QScrollArea
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.filter_dialog import FilterDialog
from briefing_app.ui.keys import KeysDialog, key_table
from briefing_app.ui.snapshot_dialog import SnapshotDialog
from briefing_app.ui.theme import Theme


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


def _keep_only(items: QListWidget, words: str) -> None:
    for number in range(items.count()):
        item = items.item(number)
        item.setCheckState(Qt.CheckState.Checked if item.text() == words else Qt.CheckState.Unchecked)


def test_a_briefing_is_not_written_over_another_file_unasked(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    earlier = tmp_path / "briefing.pdf"
    earlier.write_bytes(b"the briefing of last week")
    dialog = SnapshotDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    _keep_only(dialog._sections, "About this document")
    dialog._path.setText(str(earlier))
    dialog.export()
    assert earlier.read_bytes() == b"the briefing of last week"
    assert "there already" in dialog._said.text()
    dialog.export()
    qtbot.waitUntil(lambda: not dialog._progress.isVisible(), timeout=60_000)
    assert earlier.read_bytes().startswith(b"%PDF")
    dialog.export()
    assert "there already" in dialog._said.text(), "the briefing just written is not replaced unasked either"
    dialog.reject()


def test_signs_that_cannot_be_printed_are_told_before_the_briefing_is_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.write_note(Ref("actor", "kz"), "\U00010900 in a note", initiator="test")
    dialog = SnapshotDialog(desk, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    _keep_only(dialog._sections, "Notes")
    dialog._path.setText(str(tmp_path / "briefing.pdf"))
    dialog.export()
    assert "Kazakhstan (U+10900)" in dialog._said.text()
    assert not (tmp_path / "briefing.pdf").exists()
    dialog.export()
    qtbot.waitUntil(lambda: not dialog._progress.isVisible(), timeout=60_000)
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
    groups = [group for group, _rows in key_table()]
    assert len(set(groups)) == len(groups)
    dialog = KeysDialog(Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    scroll = dialog.findChild(QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()
