"""Whatever is built anew while the keyboard is in it, the keyboard is in the same part of the window afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.tabs import TABS
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

KEYS = [entry.key for entry in TABS]
EVENT = Ref("event", "e-2023-forum-astana")
NARROWED = Filter(since=dt.date(2022, 1, 1))


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        shown.desk.notes.write(EVENT, "To be asked.", initiator="test")
        shown.activateWindow()
        shown.strip.hide()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
        QTest.qWait(1500)  # what comes in after the first paint is there
        yield shown


def _filter(window: MainWindow) -> None:
    window.desk.set_filter(NARROWED, initiator="test")


def _refresh(window: MainWindow) -> None:
    window.desk.tell("data", "edition", initiator="test")


def _note(window: MainWindow) -> None:
    window.desk.notes.write(EVENT, "Asked again.", initiator="test")


def _theme(window: MainWindow) -> None:
    window.verbs.prefer(theme="dark", text_size=125)


def _scale(window: MainWindow) -> None:
    window.desk.prefer(initiator="test", likelihood_scale="ICD203")


CHANGES: dict[str, Callable[[MainWindow], None]] = {
    "the filter": _filter,
    "the data": _refresh,
    "a note": _note,
    "the theme and the size of text": _theme,
    "the scale of likelihood": _scale,
}


def _area(window: MainWindow, widget: QWidget | None) -> int:
    """Returns the part of the window in which a widget lies."""
    parts = (window.header, window.filterbar, window.current, window.detail.record, window.detail.notes)
    inside = [part is widget or part.isAncestorOf(widget) for part in parts if part is not None and widget is not None]
    return inside.index(True) if any(inside) else -1


def _lost(window: MainWindow, start: QWidget) -> list[str]:
    """Puts the keyboard on a widget and makes every change; returns the changes after which it was elsewhere."""
    found = []
    for name, change in CHANGES.items():
        focus = QApplication.focusWidget() or start
        before = _area(window, focus)
        change(window)
        QTest.qWait(250)
        now = QApplication.focusWidget()
        if now is None or now is window or not now.isVisible() or _area(window, now) != before:
            found.append(f"{name}: from {type(focus).__name__} to {type(now).__name__}")
            window.activateWindow()
            start = window.current or window
            window.verbs._into_tab()
    return found


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("table", [False, True], ids=["picture", "table"])
def test_the_keyboard_stays_in_the_tab(window: MainWindow, key: str, table: bool) -> None:
    window.desk.visit(key)
    if table:
        window.toggle_table()
    window.verbs._into_tab()
    start = QApplication.focusWidget()
    assert start is not None
    QTest.keyClick(start, Qt.Key.Key_Down)
    assert _lost(window, start) == []


@pytest.mark.parametrize("key", KEYS)
def test_the_keyboard_stays_in_the_record_and_in_the_note(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    window.desk.select(EVENT, initiator="test")
    window.open_record()
    QTest.qWait(250)
    window.detail.enter()
    start = QApplication.focusWidget()
    assert start is not None
    assert _lost(window, start) == []


@pytest.mark.parametrize("verb", ["export", "preferences", "keys", "search", "backups", "editions", "about"])
def test_the_keyboard_stays_in_a_dialog(window: MainWindow, qtbot: QtBot, verb: str) -> None:
    getattr(window.verbs, verb)()
    sheet = next(each for each in window.findChildren(QDialog) if each.isVisible())
    sheet.activateWindow()
    qtbot.waitUntil(lambda: sheet.isAncestorOf(QApplication.focusWidget() or window))
    for name, change in CHANGES.items():
        change(window)
        QTest.qWait(250)
        focus = QApplication.focusWidget()
        assert focus is not None, name
        assert sheet.isAncestorOf(focus), name
        assert focus.isVisible(), name
