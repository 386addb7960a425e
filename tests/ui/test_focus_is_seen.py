"""Wherever the keyboard is, a person sees it: a frame of two pixels and 3:1 at every stop of every tab and dialog."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.colours import ThemeName
from briefing_app.domain.model import Ref
from briefing_app.ui import theme as themes
from briefing_app.ui.tabs import TABS
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.ui.focus_pixels import changed, seen_part, wanted

KEYS = [entry.key for entry in TABS]
DIALOGS = ("search", "keys", "export", "about", "preferences", "editions", "messages", "what_changed", "problems",
           "faults")  # fmt: skip
EVERY_LOOK: tuple[ThemeName, ...] = ("light", "contrast-dark", "dark", "contrast")
LOOKS = EVERY_LOOK if os.environ.get("EVERY_LOOK") else EVERY_LOOK[:2]
"""On every run two of the looks, which differ most; all four by ``EVERY_LOOK=1``: they differ in colours alone."""


@pytest.fixture(params=LOOKS)
def window(request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    theme = Theme(request.param, 100)
    themes.apply(qapp, theme)
    desk = Desk.open(profile=tmp_path / "profile")
    desk.prefer(initiator="test", theme=theme.name)
    shown = MainWindow(desk, theme)
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.start()
    shown.show()
    desk.notes.write(Ref("event", "e-2023-forum-astana"), "To be asked.", initiator="test")
    shown.open_record()
    shown.activateWindow()
    shown.strip.hide()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    yield shown
    shown.close()
    desk.close()


def _unseen(start: QWidget, *, stops: int) -> list[str]:
    """Walks a window from a stop on until it comes round; returns the stops whose focus is not seen.

    Args:
        start: The stop.
        stops: How many there are at least.
    """
    start.window().activateWindow()
    start.setFocus()
    for _ in range(100):
        if QApplication.focusWidget() is None:
            QTest.qWait(10)
    found, met = [], set[QWidget]()
    while (focus := QApplication.focusWidget()) is not None and focus not in met:
        met.add(focus)
        QApplication.processEvents()
        for _ in range(50):  # what gets its room a moment later is scrolled to once more then
            if not seen_part(focus).isEmpty():
                break
            QTest.qWait(20)
        else:
            found.append(f"{type(focus).__name__} lies beside what is seen")
        least = wanted(focus)
        seen = changed(focus)
        if seen < least:
            name = QAccessible.queryAccessibleInterface(focus).text(QAccessible.Text.Name)
            found.append(f"{type(focus).__name__} “{name}”: {seen} pixels of {least}, {seen_part(focus)}")
        focus.setFocus()
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert len(met) >= stops
    return found


@pytest.mark.parametrize("key", KEYS)
def test_at_every_stop_of_a_tab_and_of_its_table(window: MainWindow, qtbot: QtBot, key: str) -> None:
    window.desk.visit(key)
    window.open_record()
    qtbot.wait(50)
    assert _unseen(window.header._search, stops=16) == []
    window.toggle_table()
    qtbot.wait(50)
    assert _unseen(window.header._search, stops=16) == []


@pytest.mark.parametrize("verb", DIALOGS)
def test_at_every_stop_of_a_dialog(window: MainWindow, qtbot: QtBot, verb: str) -> None:
    open_it: Callable[[], None] = getattr(window.verbs, verb)
    open_it()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.focusNextPrevChild(True)
    focus = dialog.focusWidget()
    assert focus is not None
    assert _unseen(focus, stops=1) == []
    dialog.reject()


def test_the_frame_goes_with_what_moves_and_leaves_with_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    field = window.header._search
    field.setFocus()
    ring = window._ring._ring
    assert ring is not None
    thick = ring.thick

    def around() -> QRect:
        return QRect(field.mapTo(window, QPoint(0, 0)), field.size()).adjusted(-thick, -thick, thick, thick)

    assert ring.geometry() == around()
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: ring.geometry() == around(), timeout=1000)
    field.clearFocus()
    assert ring.isHidden()


def test_a_frame_whose_dialog_is_gone_is_made_anew(window: MainWindow, qtbot: QtBot) -> None:
    window.verbs.about()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    qtbot.waitExposed(dialog)
    dialog.focusNextPrevChild(True)
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.header._search.setFocus()
    assert window._ring._ring is not None
    assert not window._ring._ring.isHidden()
