"""What an organisation has set is shown as set, locked, and offered nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain import sources
from briefing_app.domain.model import BRIEFING
from briefing_app.settings import Policy
from briefing_app.ui import table_export
from briefing_app.ui.briefing.sheet import BriefingSheet
from briefing_app.ui.notes import files as note_files
from briefing_app.ui.notes.body import NoteBody
from briefing_app.ui.preferences import PreferencesDialog
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def open_one(organisation: str = "", **enforced: Any) -> Desk:
        policy = Policy(path=tmp_path / "policy.json", organisation=organisation, enforced=enforced)
        made.append(Desk.open(profile=tmp_path / "profile", policy=policy))
        return made[-1]

    yield open_one
    for desk in made:
        desk.close()


Opened = Callable[..., Desk]


def _words(widget: Any) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if not part.isHidden())


def test_preferences_say_what_is_set_and_lock_it(qtbot: QtBot, opened: Opened) -> None:
    dialog = PreferencesDialog(opened("Ministry", office="Trade desk", marking="OFFICIAL"), Theme())
    qtbot.addWidget(dialog)
    assert _words(dialog).count("set by your organisation (Ministry)") == 2
    assert not dialog._office.isEnabled() and dialog._office.text() == "Trade desk"
    assert not dialog._marking.field.isEnabled() and dialog._marking.text() == "OFFICIAL"
    assert dialog._author.isEnabled() and dialog._theme.isEnabled()
    assert "set by your organisation" in dialog._office.accessibleDescription()
    dialog._author.setText("Anna")
    dialog.accept()
    assert dialog._trouble.text() == ""
    assert dialog._desk.preferences.author == "Anna"


def test_without_a_policy_nothing_speaks_of_an_organisation(qtbot: QtBot, opened: Opened) -> None:
    dialog = PreferencesDialog(opened(), Theme())
    qtbot.addWidget(dialog)
    assert "organisation" not in _words(dialog)
    dialog._marking.setText("ANYTHING")
    dialog.accept()
    assert dialog._desk.preferences.marking == "ANYTHING"


def test_the_sheet_for_briefings_offers_the_markings_alone_and_the_set_folder(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    desk = opened(markings=("OFFICIAL", "OFFICIAL-SENSITIVE"), export_folder=folder)
    dialog = BriefingSheet(desk, Theme())
    qtbot.addWidget(dialog)
    box = dialog.choices.handling.free._box
    assert box is not None and [box.itemText(n) for n in range(box.count())] == ["OFFICIAL", "OFFICIAL-SENSITIVE"]
    assert dialog._options().marking == "OFFICIAL"
    dialog.choices.handling.free.setText("SECRET")
    assert dialog._options().marking == "OFFICIAL"
    dialog.choices.handling.free.setText("OFFICIAL-SENSITIVE")
    assert dialog._options().marking == "OFFICIAL-SENSITIVE"
    assert dialog._path.text() == str(folder / "briefing.pdf")
    dialog._path.setText(str(tmp_path / "elsewhere.pdf"))
    dialog.export()
    assert "files to be written only to" in dialog._said.text()
    dialog.reject()


def test_rows_are_offered_in_the_set_folder_and_refused_elsewhere(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    desk = opened(export_folder=folder)
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    asked: list[str] = []

    def ask(_parent: Any, _title: str, place: str, *_more: Any) -> tuple[str, str]:
        asked.append(place)
        return str(tmp_path / "rows.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    spec = sources.table(desk.scope, desk.dataset.sources)
    table_export.save_rows(window.header, spec, desk.export_table, "xlsx")
    assert asked[0].startswith(str(folder))
    assert not (tmp_path / "rows.xlsx").exists()
    assert "files to be written only to" in _words(window.strip)
    window.close()


def test_taking_in_notes_says_why_it_is_switched_off(qtbot: QtBot, opened: Opened) -> None:
    window = MainWindow(opened(import_notes=False), Theme())
    qtbot.addWidget(window)
    for ask in (note_files.take_in, lambda *more: note_files.take_in_from(Path("notes.md"), *more)):
        window.strip.hide()
        ask(window.desk, window.theme, window)
        assert "Your organisation has switched off" in _words(window.strip)
    window.close()


def test_an_address_is_shown_and_copied_and_no_browser_opened(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(opened(links=False), Theme())
    qtbot.addWidget(window)
    body = NoteBody("https://example.org/a", Theme(), parent=window)
    body._ask(body.source().fromUserInput("https://example.org/a"))
    (box,) = window.findChildren(QMessageBox)
    assert "switched off" in box.text() and "https://example.org/a" in box.informativeText()
    assert not [b for b in box.buttons() if box.standardButton(b) == QMessageBox.StandardButton.Open]
    box.close()
    window.close()


def test_a_note_is_signed_with_the_name_that_is_set(opened: Opened) -> None:
    desk = opened(author="Desk officer")
    desk.notes.write(BRIEFING, "words", initiator="test")
    assert desk.notes.all()[0].author == "Desk officer"
