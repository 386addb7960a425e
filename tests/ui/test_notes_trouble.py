"""Trouble with the notes in the window: said where it shows, with the step that helps, and no word lost."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from briefing_app import settings
from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE
from briefing_app.ui.notes.card import NoteCard
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

CLAIM = Ref("claim", "c-trade-06")


@contextlib.contextmanager
def opened(qtbot: QtBot, profile: Path) -> Iterator[MainWindow]:
    desk = Desk.open(profile=profile)
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.start(CLAIM)
    window.show()
    window.after_first_paint()
    qtbot.waitUntil(lambda: not window.tasks._waiting, timeout=30_000)
    yield window
    window.close()
    desk.close()


def bodies(desk: Desk) -> set[str]:
    return {note.body for note in desk.notes.all()}


def said(window: MainWindow) -> str:
    return window.strip._text.text() if window.strip.isVisible() else ""


@pytest.mark.parametrize("in_place", [False, True], ids=["put in its place", "written over it"])
def test_notes_typed_while_another_machines_copy_comes_in_are_kept_on_both_sides(
    qtbot: QtBot, tmp_path: Path, in_place: bool
) -> None:
    with contextlib.closing(Notebook.open(tmp_path / "there")) as book:
        for number in range(80):
            book.add(CLAIM, f"there {number}")
    with opened(qtbot, tmp_path / "here") as window:
        window.desk.introduce(author="A", office="", initiator="test")
        field = window.detail.notes.editor.text
        field.setFocus()
        QTest.keyClicks(field, "typed before")
        qtbot.waitUntil(lambda: bodies(window.desk) == {"typed before"}, timeout=5000)
        QTest.keyClicks(field, " and while")
        copy, path = tmp_path / "there" / FILE, window.desk.profile / FILE
        if in_place:
            path.write_bytes(copy.read_bytes())
        else:
            shutil.copyfile(copy, tmp_path / "part")
            (tmp_path / "part").replace(path)
        QTest.keyClicks(field, " it came in")
        qtbot.waitUntil(lambda: "typed before and while it came in" in bodies(window.desk), timeout=10_000)
        assert len(bodies(window.desk) & {f"there {n}" for n in range(80)}) == 80
        assert "replaced the notes file" in said(window)
        QTest.keyClicks(field, " and on")
        qtbot.waitUntil(lambda: "typed before and while it came in and on" in bodies(window.desk), timeout=10_000)
        assert window.tabbar is not None
    with contextlib.closing(Notebook.open(tmp_path / "here")) as book:
        found = {note.body for note in book.stored.all()}
        assert "typed before and while it came in and on" in found
        assert len(found & {f"there {n}" for n in range(80)}) == 80


def test_a_note_that_cannot_be_read_whole_says_so_in_its_place_and_a_button_mends_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        book.add(CLAIM, "sound words")
        book.add(CLAIM, "legible words")
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as connection:
        connection.execute("UPDATE revision SET kind = 'commenu', tags = '{' WHERE body = 'legible words'")
    with opened(qtbot, tmp_path) as window:
        cards = {card.note.body: card for card in window.detail.findChildren(NoteCard)}
        assert set(cards) == {"sound words", "legible words"}
        texts = [found.text() for found in cards["legible words"].findChildren(QLabel)]
        assert any("Cannot be read: its kind, its tags" in text for text in texts)
        window.desk.notebook.look_elsewhere()
        assert "cannot be read" in said(window)
        assert window.strip._button.text() == "Repair"
        window.desk.visit("notes")
        qtbot.waitUntil(lambda: not window.tasks._waiting, timeout=10_000)
        repair = next(b for b in cards["legible words"].findChildren(QToolButton) if b.text() == "Repair")
        repair.click()
        assert window.desk.notebook.trouble is None
        assert bodies(window.desk) == {"sound words", "legible words"}
        cards = {card.note.body: card for card in window.detail.findChildren(NoteCard)}
        assert not any(card.note.unreadable for card in cards.values())


def test_what_no_list_shows_is_found_by_a_look_at_the_whole_file(qtbot: QtBot, tmp_path: Path) -> None:
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        book.add(CLAIM, "words without a place")
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as connection:
        connection.execute("DELETE FROM head")
    with opened(qtbot, tmp_path) as window:
        window._trouble.look_over()
        qtbot.waitUntil(lambda: "lost its latest version" in said(window), timeout=10_000)
        window.strip._button.click()
        assert bodies(window.desk) == {"words without a place"}


def test_notes_are_erased_for_good_after_a_plain_question(qtbot: QtBot, tmp_path: Path) -> None:
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        book.add(CLAIM, "stays where it is")
        book.remove([book.add(CLAIM, "quagga words to be gone").notes[0].note_id])
    with opened(qtbot, tmp_path) as window:
        desk = window.desk
        desk.backups.make()
        desk.visit("notes")
        tab = window.current
        tab.choice.shown.setCurrentIndex(tab.choice.shown.findData("bin"))  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: tab.list.current_note() is not None, timeout=10_000)  # type: ignore[union-attr]
        erase = next(b for b in tab.findChildren(QToolButton) if b.text() == "Erase for good…" and b.isVisible())  # type: ignore[union-attr]
        erase.click()
        box = window.findChild(QMessageBox)
        assert box is not None and "cannot be restored" in box.informativeText()
        assert box.defaultButton().text().replace("&", "") == "Cancel"
        QTest.keyClick(box, Qt.Key.Key_Escape)
        assert desk.notes.all(removed=True)
        erase.click()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        next(b for b in box.buttons() if b.text() == "Erase for good").click()
        assert desk.notes.all(removed=True) == ()
        assert "1 note erased for good" in said(window)
        assert not [p for p in tmp_path.rglob("*") if p.is_file() and b"quagga" in p.read_bytes()]
        assert bodies(desk) == {"stays where it is"}


def test_another_window_hears_of_a_marking_at_once_and_takes_none_away(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        other = Desk.open(profile=tmp_path)
        other.prefer(initiator="test", marking="RESTRICTED")
        qtbot.waitUntil(lambda: window.desk.preferences.marking == "RESTRICTED", timeout=2500)
        assert all(m.isVisible() and m.text() == "RESTRICTED" for m in window._markings)
        other.prefer(initiator="test", marking="SECRET")
        other.close()
    assert settings.load(tmp_path).marking == "SECRET", "closing a window wrote its view and nothing else"


def test_a_window_opens_with_usual_views_whatever_the_preferences_ask_it_to_find_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    odd = [10**30, -1, "\x00", [], {}, None, True, 1.5, "x", [[1]], {"a": 1}]
    keys = ("sort", "group", "table", "zoom", "chart", "log", "view", "part", "a", "split", "at", "scope", "lanes")
    tabs = ("overview", "timeline", "trade", "map", "actors", "ambitions", "claims", "sources", "notes")
    for number in range(4):
        views = {
            tab: {key: odd[(n + m + number * 3) % len(odd)] for n, key in enumerate(keys)} for m, tab in enumerate(tabs)
        }
        (tmp_path / settings.FILE).write_text(json.dumps({"format": 1, "views": views, "geometry": "AdnQ"}))
        with opened(qtbot, tmp_path) as window:
            for tab in tabs:
                window.desk.visit(tab)
                assert window.current is not None and tab == window.current.KEY
