"""Typing is never lost and never a command by surprise, wherever the keyboard is; every key does what F1 says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui import keymap
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.timeline import TimelineTab
from briefing_app.ui.tabs.trade import TradeTab
from briefing_app.ui.window import MainWindow, tab_order
from tests.architecture.copies import ROOT
from tests.ui.windows import window_at

KEYS = [entry.key for entry in TABS]
SENTENCE = (
    'The quick, brown fox: jumps <over> 13 lazy dogs\' "vixens"? 2+4-5=1; G P F J 6/7 [8] {9}! #@%^&*()_ 0.~`|\\$'
)
CLAIM = Ref("claim", "c-trade-06")


def test_the_sentence_holds_every_letter_digit_and_sign() -> None:
    assert {chr(n) for n in range(33, 127)} - set(SENTENCE + SENTENCE.swapcase()) == set()


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        shown.desk.select(CLAIM, initiator="test")
        shown.open_record()
        shown.activateWindow()
        yield shown


def _stops(window: MainWindow) -> list[QWidget]:
    shown = [window.current] if window.current is not None else []
    areas = (window.header, window.tabbar, window.filterbar, window.strip, *shown, window.detail.record)
    return tab_order.stops(window, areas)


def _fields(window: MainWindow) -> str:
    """Everything that stands in a field in which words can be typed."""
    lines = [field.text() for field in window.findChildren(QLineEdit)]
    return "\n".join(lines + [field.toPlainText() for field in window.findChildren(QPlainTextEdit)])


def _state(window: MainWindow) -> tuple[object, ...]:
    boxes = [box.currentText() for box in window.findChildren(QComboBox) if box.isVisible()]
    return (window.desk.tab, window.desk.filter, window.desk.notes.count, boxes)


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_typed_anywhere_changes_no_tab_no_filter_and_no_note_and_is_not_lost(
    window: MainWindow, key: str
) -> None:
    window.desk.set_filter(Filter(topics=frozenset({"trade"})), initiator="test")
    window.desk.visit(key)
    told: list[str] = []
    window._typing.ended.connect(told.append)
    count = len(_stops(window))
    assert count > 8
    for number in range(count):
        stops = _stops(window)
        if number >= len(stops):
            break
        stop = stops[number]
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        before = _state(window)
        for letter in SENTENCE:
            QTest.keyClick(QApplication.focusWidget(), letter)  # type: ignore[call-overload]  # stubs know no text
        window._typing.end()
        assert _state(window) == before, (type(stop), stop.accessibleName())
        assert QApplication.activePopupWidget() is None
        assert QApplication.activeModalWidget() is None
        kept = [*told, _fields(window)]
        finds = isinstance(focus, QAbstractItemView)  # in a list the letters go to the row that begins so
        assert finds or any(SENTENCE in text for text in kept), (type(focus), focus.accessibleName(), told)
        told.clear()
        for field in window.findChildren(QLineEdit):
            field.clear()
        window.strip.hide()


def test_what_went_nowhere_can_be_written_as_a_note(window: MainWindow, qtbot: QtBot) -> None:
    chip = next(chip for chip in window.filterbar.findChildren(QPushButton) if chip.isVisible())
    chip.setFocus()
    QTest.keyClicks(chip, "Ask the ministry")
    assert window.desk.notes.count == 0
    qtbot.waitUntil(window.strip.isVisible, timeout=3_000)
    assert "Ask the ministry" in window.strip._text.text()
    window.strip._button.click()
    assert window.detail.flush()
    assert [note.body for note in window.desk.notes.on(CLAIM)] == ["Ask the ministry"]


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_Return])
def test_n_and_enter_begin_a_note_where_nothing_else_takes_them(window: MainWindow, key: Qt.Key) -> None:
    window.desk.visit("timeline")
    tab = window.findChild(TimelineTab)
    assert tab is not None
    target = tab.canvas if key == Qt.Key.Key_N else window.detail.record
    target.setFocus()
    QTest.keyClick(target, key)
    field = window.detail.notes.editor.text
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "Ask")
    assert window.detail.flush()
    assert [note.body for note in window.desk.notes.on(CLAIM)] == ["Ask"]


def test_enter_in_a_table_or_its_search_field_begins_no_note(window: MainWindow) -> None:
    window.desk.visit("sources")
    assert window.current is not None
    table = window.current.findChild(TableView)
    assert table is not None
    for widget in (table.grid, table._search):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is not window.detail.notes.editor.text


def test_p_tells_why_only_while_the_chart_has_the_keyboard(window: MainWindow) -> None:
    window.desk.visit("trade")
    tab = window.findChild(TradeTab)
    assert tab is not None
    tab._reason.setFocus()
    QTest.keyClick(tab._reason, Qt.Key.Key_P)
    assert not window.strip.isVisible()
    window._typing.end()
    assert tab._view is not None
    tab._view.setFocus()
    QTest.keyClick(tab._view, Qt.Key.Key_P)
    assert "Choose a figure first" in window.strip._text.text()


def test_a_closed_drop_down_ignores_letters_and_keeps_arrows(qtbot: QtBot) -> None:
    box = PickBox()
    qtbot.addWidget(box)
    for word in ("alpha", "beta", "gamma"):
        box.addItem(word)
    box.show()
    QTest.keyClick(box, Qt.Key.Key_G)
    assert box.currentText() == "alpha"
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "beta"


# The table of keys


def test_the_paper_of_keys_is_the_table() -> None:
    assert (ROOT / "KEYS.md").read_text(encoding="utf-8") == keymap.as_markdown()


def test_no_key_stands_for_two_verbs_in_one_place() -> None:
    for place, _heading, rows in keymap.table():
        keys = [key for row in rows for key in row.keys]
        assert len(keys) == len(set(keys)), place


def test_single_letters_belong_to_pictures_and_to_the_beginning_of_a_note() -> None:
    letters = {
        (place, key) for place, _heading, rows in keymap.table() for row in rows for key in row.keys if len(key) == 1
    }
    pictures = {"timeline", "chart", "map", "relations", "matrix", "pages"}
    read_only = {"sheet"}  # nothing can be typed there
    assert {key for place, key in letters if place not in pictures | read_only} == {"N"}


def _event(name: str) -> QKeyEvent:
    from PySide6.QtGui import QKeySequence

    combined = QKeySequence(name)[0]
    text = name.lower() if len(name) == 1 else " " if name == "Space" else ""
    return QKeyEvent(QKeyEvent.Type.KeyPress, combined.key(), combined.keyboardModifiers(), text)


def test_every_key_of_the_table_is_recognised_as_it_is_pressed() -> None:
    for place, _heading, rows in keymap.table():
        for row in rows:
            for key, verb in row.keys.items():
                assert keymap.verb(_event(key), place) == verb, (place, key)


def test_every_key_of_the_window_does_what_the_sheet_says(window: MainWindow, qtbot: QtBot) -> None:
    done = []
    desk = window.desk
    for number, entry in enumerate(TABS, start=1):
        QTest.keySequence(window, f"Ctrl+{number}")
        done.append(desk.tab == entry.key)
    QTest.keySequence(window, "Alt+Left")
    done.append(desk.tab == TABS[-2].key)
    QTest.keySequence(window, "Alt+Right")
    done.append(desk.tab == TABS[-1].key)
    for keys, size in (("Ctrl++", 125), ("Ctrl+=", 150), ("Ctrl+-", 125), ("Ctrl+0", 100)):
        QTest.keySequence(window, keys)
        done.append(desk.preferences.text_size == size)
    for keys in ("Ctrl+K", "Ctrl+E", "F1"):
        QTest.keySequence(window, keys)
        dialog = next((d for d in window.findChildren(QDialog) if d.isVisible()), None)
        assert dialog is not None, keys
        dialog.close()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, "Ctrl+N")
    done.append(QApplication.focusWidget() is window.detail.notes.editor.text)
    QTest.keyClicks(window.detail.notes.editor.text, "Ask")
    QTest.keySequence(window, "Ctrl+Return")
    done.append(desk.notes.count == 1)
    desk.visit("claims")
    assert window.current is not None
    window.current.setFocus()
    for keys, count in (("Ctrl+Z", 0), ("Ctrl+Y", 1), ("Ctrl+Z", 0), ("Ctrl+Shift+Z", 1)):
        QTest.keySequence(window, keys)
        done.append(desk.notes.count == count)
    QTest.keySequence(window, "F6")
    done.append(window.detail.isAncestorOf(QApplication.focusWidget()))
    desk.visit("map")
    QTest.keySequence(window, "F2")
    done.append(window.current.frame.showing_table)  # type: ignore[attr-defined]
    assert done == [True] * len(done)


def test_every_verb_of_a_picture_is_answered_by_the_picture(window: MainWindow) -> None:
    window.desk.follow(Ref("event", "e-2024-kabul-forum"), initiator="test")
    tab = window.findChild(TimelineTab)
    assert tab is not None
    assert set(keymap.keys_of("timeline").values()) == set(tab.canvas._verbs())
    assert isinstance(window.detail.record, QWidget)
    assert not isinstance(window.detail.record, QTextEdit)
