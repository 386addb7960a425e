"""What a new user sets out to do, with every key, click and typed text counted in the real window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.search import Hit
from briefing_app.ui.briefing.sheet import BriefingSheet
from briefing_app.ui.entry_line import Line
from briefing_app.ui.filter_popovers import Popover
from briefing_app.ui.search import HIT, SearchDialog
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

LONG = 60_000


class Hands:
    """Two hands that count: a key, a click and a typed text are one action each."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self.window, self.actions = qtbot, window, 0

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the keyboard is."""
        self.actions += 1
        self._qtbot.keyClick(self._focus(), key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Types where the keyboard is."""
        self.actions += 1
        self._qtbot.keyClicks(self._focus(), text)

    def click(self, widget: QWidget) -> None:
        """Clicks a widget that is seen."""
        self.actions += 1
        assert widget.isVisible()
        assert widget.isEnabled()
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def choose(self, action: QAction) -> None:
        """Chooses a line of an open menu."""
        self.actions += 1
        assert action.isEnabled()
        action.trigger()
        QApplication.processEvents()

    def menu_key(self) -> QMenu:
        """Presses the menu key and returns the menu that opens."""
        self.actions += 1
        focus = self._focus()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), focus.mapToGlobal(QPoint(4, 4)))
        QApplication.sendEvent(focus, event)
        return next(menu for menu in self.window.findChildren(QMenu) if menu.isVisible())

    def _focus(self) -> QWidget:
        popups = [p for p in self.window.findChildren(QWidget) if isinstance(p, QDialog | Popover) and p.isVisible()]
        place = popups[-1] if popups else self.window
        place.activateWindow()  # no desktop does it here
        self._qtbot.waitUntil(place.isActiveWindow)
        return place.focusWidget() or place

    def search(self, text: str) -> None:
        """Ctrl+K, words, Enter."""
        self.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        dialog = self.window.findChild(SearchDialog)
        self.type(text)
        self._qtbot.waitUntil(lambda: not dialog.waiting, timeout=LONG)
        self.key(Qt.Key.Key_Return)


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        yield Hands(qtbot, window)


def _chip(window: MainWindow, text: str) -> QPushButton:
    return next(chip for chip in window.filterbar.chips() if chip.text().startswith(text))


def _end(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def test_what_changed_in_the_corridor_question_since_the_document_is_two_actions(hands: Hands) -> None:
    window = hands.window
    hands.click(_chip(window, "Changed since"))
    hands.click(_chip(window, "A"))
    assert hands.actions == 2
    assert window.current is not None
    told = [line for line in window.current.findChildren(Line) if line.ref is not None and line.isVisible()]
    since = window.desk.filter.since
    assert since is not None
    named = {line.ref.noun for line in told if line.ref is not None}
    assert {"event", "indicator"} <= named
    for line in told:
        record = window.desk.dataset.get(line.ref) if line.ref is not None else None
        if record is not None and record.ref.noun in ("event", "indicator"):
            assert record.ambition in ("A", "both")
            assert window.desk.scope.keeps(record)


@pytest.mark.parametrize(
    ("words", "claim", "against"),
    [
        ("about USD 1 billion in 2022", "c-trade-01", "Otherwise: USD 987.9 million (Kazinform, 2 Aug 2023"),
        ("4 billion dollars of trade", "c-trade-06", "Every official statement found names 3 billion dollars"),
    ],
)
def test_who_disputes_a_figure_is_copied_into_a_note_with_its_source_in_six_actions(
    hands: Hands, words: str, claim: str, against: str
) -> None:
    window = hands.window
    hands.search(words)
    ref = window.desk.selection
    assert ref == Ref("claim", claim)
    menu = hands.menu_key()
    hands.choose(_end(menu, "Write a note that quotes it with its source"))
    menu.close()
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hands.actions <= 6
    (note,) = window.desk.notes.on(ref)
    assert against in note.body
    record = window.desk.dataset.get(ref)
    assert record is not None
    publisher = window.desk.dataset.sources_of(record)[0].publisher
    assert "Source: " in note.body
    assert publisher.split(" (")[0] in note.body
    assert str(ref) in note.body


def test_a_note_with_a_tag_is_found_after_a_new_start_in_six_actions(tmp_path: Path, qtbot: QtBot) -> None:
    with window_at("claims", qtbot, tmp_path / "profile") as window:
        hands = Hands(qtbot, window)
        window.desk.select(Ref("claim", "c-trade-06"), initiator="test")
        hands.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        hands.type("Ask the ministry about zirconium.")
        hands.click(next(f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Tags" and f.isVisible()))
        hands.type("ministry")
        done = hands.actions
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        again = Hands(qtbot, window)
        again.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        dialog = window.findChild(SearchDialog)
        again.type("zirconium")
        qtbot.waitUntil(lambda: not dialog.waiting, timeout=LONG)
        hit: Hit = dialog._list.item(0).data(HIT)
        assert hit.note
        assert hit.ref == Ref("claim", "c-trade-06")
        (note,) = window.desk.notes.on(hit.ref)
        assert note.tags == ("ministry",)
        dialog.reject()
    assert done + again.actions <= 6


def test_a_marked_pdf_of_one_ambition_and_year_with_two_notes_is_nine_actions(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "documents", lambda: tmp_path)
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        asked = Filter(ambition="B", start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
        inside = window.desk.scope.asking(asked).visible(window.desk.dataset.events)[:2]
        for event in inside:
            window.desk.notes.write(event.ref, "To be printed.", initiator="test")
        hands = Hands(qtbot, window)
        hands.click(_chip(window, "B"))
        hands.click(_chip(window, "Period"))
        sheet = next(p for p in window.findChildren(Popover) if p.isVisible())
        hands.click(next(b for b in sheet.findChildren(QPushButton) if b.text() == "2024"))
        assert window.desk.filter == asked
        hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        briefing = next(d for d in window.findChildren(BriefingSheet) if d.isVisible())
        hands.click(briefing.choices.handling.free.field)
        hands.type("OFFICIAL")
        qtbot.waitUntil(lambda: "Nothing is written yet" in briefing._said.text(), timeout=LONG)
        if "2 notes" not in briefing._said.text():
            hands.actions += 2
            briefing.choices.notes.setCurrentIndex(briefing.choices.notes.findData("all"))
            qtbot.waitUntil(lambda: "2 notes" in briefing._said.text(), timeout=LONG)
        assert "marked OFFICIAL" in briefing._said.text()
        hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: "Written" in briefing._said.text(), timeout=LONG)
        assert hands.actions <= 9
        assert [path.suffix for path in tmp_path.glob("*.pdf")] == [".pdf"]
        briefing.reject()


def test_what_the_delisting_rests_on_is_three_actions_and_stands_in_the_records_first_screen(
    hands: Hands, qtbot: QtBot
) -> None:
    window = hands.window
    hands.search("removed the Taliban from its list")
    assert hands.actions == 3
    assert window.desk.selection == Ref("claim", "c-dip-09")
    qtbot.waitUntil(lambda: window.side.is_open)
    QApplication.processEvents()
    rests = next(part for part in window.detail.findChildren(QLabel) if part.text().startswith("Rests on "))
    scroll = next(area for area in window.detail.findChildren(QScrollArea) if area.isAncestorOf(rests))
    top = rests.mapTo(scroll.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + rests.height() <= scroll.viewport().height()
    record = window.desk.dataset.get(Ref("claim", "c-dip-09"))
    assert record is not None
    named = [source.publisher for source in window.desk.dataset.sources_of(record)]
    assert any(publisher in rests.text() for publisher in named)
