"""Somebody's briefing, opened: by key, by menu or by drop it says what it holds and how the data here stand to it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.desk.opened_briefing import open_briefing
from briefing_app.report import snapshot as snapshots
from briefing_app.ui.briefing.opened import OpenedDialog
from briefing_app.ui.briefing.sheet import BriefingSheet
from briefing_app.ui.notes.importing import ImportDialog
from briefing_app.ui.theme import Theme
from tests.ui.windows import window_at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A colleague's briefing of one page with a note."""
    folder = tmp_path_factory.mktemp("theirs")
    desk = Desk.open(profile=folder / "profile")
    try:
        desk.notes.write(desk.dataset.events[0].ref, "what the colleague knows", initiator="test")
        options = desk.briefings.options(
            sections=("notes",), title="Theirs", prepared_for="The minister", marking="OFFICIAL"
        )
        return desk.briefings.write(desk.briefings.plan(options), folder / "theirs.pdf")
    finally:
        desk.close()


def _opened(qtbot: QtBot, desk: Desk, path: Path) -> OpenedDialog:
    dialog = OpenedDialog(desk, Theme(), path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.found is not None or "⚠" in dialog.said.text(), timeout=60_000)
    return dialog


def _facts(dialog: OpenedDialog) -> dict[str, str]:
    rows = dialog._rows
    found = {}
    for n in range(rows.rowCount()):
        pair = [
            rows.itemAt(n, role).widget() for role in (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
        ]
        assert all(isinstance(part, QLabel) for part in pair)
        found[pair[0].text()] = pair[1].text()
    return found


def test_it_says_what_it_holds_and_that_nothing_differs(qtbot: QtBot, desk: Desk, theirs: Path) -> None:
    dialog = _opened(qtbot, desk, theirs)
    assert dialog.title.text() == "Theirs"
    facts = _facts(dialog)
    assert facts["Marking"] == "OFFICIAL"
    assert facts["Prepared for"] == "The minister"
    assert "1 note" in facts["Holds"]
    assert "same data" in dialog.said.text()
    assert "Nothing has changed" in dialog._compared.text()
    assert dialog.take_notes.text() == "Import its 1 note…"
    dialog.reject()


def test_what_stands_differently_here_is_listed_with_both_sides(
    desk: Desk, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = snapshots.snapshot_of(theirs)
    older: dict[str, Any] = json.loads(json.dumps(real))
    event = desk.dataset.events[0]
    older["standing"][str(event.ref)][1] = "as it was said then"
    older["standing"].pop(str(desk.dataset.claims[0].ref))
    older["edition"] |= {"version": "0.9.0", "fingerprint": "0" * 64}
    monkeypatch.setattr(snapshots, "snapshot_of", lambda _pdf: older)
    found = open_briefing(theirs, desk.scope)
    rows = {str(row.ref): [cell.text for cell in row.cells] for row in found.differences.rows}
    assert set(rows) == {str(event.ref), str(desk.dataset.claims[0].ref)}
    assert rows[str(event.ref)][2] == "as it was said then"
    assert rows[str(desk.dataset.claims[0].ref)][2] == "not there"
    assert "edition 0.9.0" in found.edition_words


def test_one_made_from_other_data_is_not_compared(
    qtbot: QtBot, desk: Desk, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = snapshots.snapshot_of(theirs)
    other = real | {"edition": real["edition"] | {"name": "another", "title": "Another subject"}}
    monkeypatch.setattr(snapshots, "snapshot_of", lambda _pdf: other)
    dialog = _opened(qtbot, desk, theirs)
    assert "different data" in dialog.said.text() and "Another subject" in dialog.said.text()
    assert not dialog.compare.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing", b"words"])
def test_what_is_no_briefing_is_said_and_offers_nothing(
    qtbot: QtBot, desk: Desk, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "foreign.pdf"
    path.write_bytes(content)
    dialog = _opened(qtbot, desk, path)
    assert dialog.said.text().startswith("⚠")
    assert dialog.take_notes.isHidden() and dialog.compare.isHidden()
    dialog.reject()


def _drop(window: Any, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the only way to make one without a system that drags
        enter = QDragEnterEvent(QPointF(5, 5).toPoint(), action, data, button, none)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(5, 5), action, data, button, none, QEvent.Type.Drop)
    return QApplication.sendEvent(window, drop)


def test_a_briefing_is_opened_by_dropping_it_and_its_notes_come_after_a_dry_run(
    qtbot: QtBot, tmp_path: Path, theirs: Path
) -> None:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        assert _drop(window, theirs)
        (dialog,) = window.findChildren(OpenedDialog)
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=60_000)
        dialog.take_notes.click()
        (dry_run,) = window.findChildren(ImportDialog)
        qtbot.waitUntil(lambda: dry_run.button.isVisible(), timeout=60_000)
        assert window.desk.notes.count == 0
        dry_run.take_in()
        assert window.desk.notes.count == 1
        dialog.reject()
        picture = tmp_path / "picture.png"
        picture.write_bytes(b"x")
        assert not _drop(window, picture)


def test_a_briefing_of_ones_own_is_compared_with_it(qtbot: QtBot, tmp_path: Path, theirs: Path) -> None:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        window.verbs.show_pdf(theirs)
        (dialog,) = window.findChildren(OpenedDialog)
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=60_000)
        dialog.compare.click()
        (sheet,) = window.findChildren(BriefingSheet)
        qtbot.waitUntil(lambda: sheet.choices.since.found is not None, timeout=60_000)
        assert sheet.choices.since.currentData() == str(theirs)
        sheet.reject()
