"""After the start it is said once what went wrong before, and a newer edition is offered and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.cli import crash_note
from briefing_app.desk import Desk, crashes
from briefing_app.settings import Policy, load_policy
from briefing_app.ui.about import AboutDialog
from briefing_app.ui.app import _Hook
from briefing_app.ui.crash_notes import CrashNotesDialog
from briefing_app.ui.theme import Theme
from briefing_app.ui.updates import EditionsDialog
from briefing_app.ui.window import MainWindow, start_notices
from tests.desk.test_updates import Press

Opened = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_notices, "LOOK_MS", 20)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    made: list[MainWindow] = []

    def open_one(policy: Policy | None = None) -> MainWindow:
        desk = Desk.open(profile=tmp_path / "profile", policy=policy or Policy())
        window = MainWindow(desk, Theme())
        qtbot.addWidget(window)
        window.start()
        window.show()
        window.after_first_paint()
        made.append(window)
        return window

    yield open_one
    for window in made:
        window.close()
        window.desk.close()


def _strip(window: MainWindow) -> str:
    return "\n".join(part.text() for part in window.strip.findChildren(QLabel)) if window.strip.isVisible() else ""


def _press(window: MainWindow) -> None:
    (button,) = [b for b in window.strip.findChildren(QPushButton) if not b.isHidden()]
    button.click()


@pytest.mark.expects_log("unexpected fault")
def test_a_fault_in_a_slot_leaves_a_note_that_the_next_start_offers_once(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    first = opened()
    hook = _Hook(first, lambda error: crash_note(error, profile=tmp_path / "profile"))
    try:
        raise ValueError("words of a note")
    except ValueError as error:  # Qt for Python hands a fault in a slot to the same hook
        hook._on_error(ValueError, error, error.__traceback__)
    hook.remove()
    qtbot.waitUntil(lambda: "your notes are safe" in _strip(first), timeout=30_000)
    second = opened()
    qtbot.waitUntil(lambda: "failed when it was last used" in _strip(second), timeout=30_000)
    _press(second)
    dialog = second.findChild(CrashNotesDialog)
    assert dialog is not None
    text = dialog._text.toPlainText()
    assert "ValueError" in text and "words of a note" not in text
    dialog._copy.click()
    assert QGuiApplication.clipboard().text() == text
    dialog._remove.click()
    assert crashes.kept(tmp_path / "profile") == () and "There are none" in dialog._words.text()
    dialog.reject()
    third = opened()
    qtbot.waitUntil(lambda: not third.tasks._waiting, timeout=30_000)
    qtbot.wait(200)
    assert "failed" not in _strip(third)


def test_a_policy_that_cannot_be_used_is_said_on_the_strip(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text("{", encoding="utf-8")
    window = opened(load_policy(tmp_path / "policy.json"))
    qtbot.waitUntil(lambda: "cannot be used: it is not JSON" in _strip(window), timeout=30_000)


def _looked_at(qtbot: QtBot, window: MainWindow, path: Path) -> EditionsDialog:
    window.verbs.editions()
    dialog = window.findChildren(EditionsDialog)[-1]
    dialog.look_at(path)
    qtbot.waitUntil(lambda: dialog._found is not None or "⚠" in dialog._said.text(), timeout=60_000)
    return dialog


def test_a_newer_edition_is_shown_at_once_with_what_changed_and_taken_back_by_one_click(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    press = Press(tmp_path)
    window = opened(press.policy())
    gone = window.desk.dataset.tables["glossary"].rows[-1].ref
    window.desk.follow(gone, initiator="test")
    dialog = _looked_at(qtbot, window, press.packed(press.edition()))
    assert "Signed by Data desk" in dialog._origin.text() and dialog._doubts.isHidden()
    assert "1 term removed" in dialog._summary.text()
    dialog._install.click()
    qtbot.waitUntil(lambda: window.desk.dataset.edition.version == "9.0.0", timeout=60_000)
    assert window.desk.dataset.get(gone) is None, "a window stays open on an entry that is gone"
    qtbot.waitUntil(lambda: window.desk.look_back is not None, timeout=60_000)
    assert "9.0.0" in window.header._edition.whole()
    window.verbs.editions()
    again = window.findChildren(EditionsDialog)[-1]
    assert not again._back.isHidden() and "came with the program" in again._back.text()
    again._back.click()
    qtbot.waitUntil(lambda: window.desk.dataset.edition.version != "9.0.0", timeout=60_000)


def test_an_unknown_key_is_taken_only_after_the_person_said_whose_it_is(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    press = Press(tmp_path)
    window = opened()
    dialog = _looked_at(qtbot, window, press.packed(press.edition()))
    assert not dialog._accept.isHidden() and "not known here" in dialog._doubts.text()
    dialog._install.click()
    assert "compare" in dialog._said.text() and window.desk.updates.before() == ""
    dialog._accept.setChecked(True)
    dialog._install.click()
    qtbot.waitUntil(lambda: window.desk.dataset.edition.version == "9.0.0", timeout=60_000)


def test_an_older_unsigned_edition_is_named_so_on_the_button_or_above_it(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    press = Press(tmp_path)
    window = opened()
    older = _looked_at(qtbot, window, press.packed(press.edition("0.1.0", "2020-01-01"), signed=False))
    assert "older" in older._install.text() and "Not signed" in older._doubts.text()
    older.reject()
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK nothing")
    refused = _looked_at(qtbot, window, bad)
    assert "damaged or cut short" in refused._said.text() and refused._install.isHidden()
    refused.reject()


def test_about_tells_licences_accessibility_network_and_policy(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "licences"
    (place / "qt").mkdir(parents=True)
    (place / "qt" / "LGPL-3.0.txt").write_text("GNU LESSER GENERAL PUBLIC LICENSE", encoding="utf-8")
    monkeypatch.setattr("briefing_app.paths.licences", lambda: place)
    window = opened(Policy(path=tmp_path / "p.json", organisation="Ministry", enforced={"links": False}))
    window.verbs.about()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    told = {}
    for button in dialog._group.buttons():
        button.click()
        page = dialog._pages.currentWidget()
        told[button.text()] = "\n".join(
            [
                *(w.text() for w in page.findChildren(QLabel)),
                *(w.toPlainText() for w in page.findChildren(QPlainTextEdit)),
            ]
        )
    assert "numpy" in told["This briefing"] and "GNU LESSER" in told["Licences"]
    assert "EN 301 549" in told["Accessibility"] and "strace" in told["No network"]
    assert "links: false" in told["Policy"] and "Ministry" in told["Policy"]
    dialog.reject()


def test_where_the_licences_are_not_built_about_says_so(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_app.paths.licences", lambda: tmp_path / "none")
    dialog = AboutDialog(opened().desk, Theme())
    qtbot.addWidget(dialog)
    assert "runs from its source" in dialog._licences().toPlainText()  # type: ignore[attr-defined]


def test_diagnostics_hold_no_note_no_name_and_no_folder_of_the_person(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    window = opened(Policy(path=tmp_path / "p.json", enforced={"links": False, "office": "Secret desk"}))
    window.desk.prefer(initiator="test", author="Anna Karenina")
    window.desk.notes.write(window.desk.dataset.events[0].ref, "Ask about the loan", initiator="test")
    dialog = AboutDialog(window.desk, Theme())
    qtbot.addWidget(dialog)
    (copy,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy diagnostics"]
    copy.click()
    text = QGuiApplication.clipboard().text()
    for word in ("Anna", "loan", "Secret desk", str(Path.home()), str(tmp_path)):
        assert word not in text, word
    for word in ("Briefing App", "Qt 6", "fingerprint", "enforced: links, office", "profile: another place"):
        assert word in text, word
