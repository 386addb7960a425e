"""What is pressed is large enough for a hand that trembles, and acts when the mouse lets go, not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QListView,
    QSlider,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.ui import theme as themes
from briefing_app.ui.entry_line import Line
from briefing_app.ui.filter_popovers import Popover
from briefing_app.ui.small_chart import MiniChart
from briefing_app.ui.tabs import TABS
from briefing_app.ui.theme import Theme
from briefing_app.ui.verdict_strip import VerdictStrip
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

LEAST = 24
"""Pixels each way: WCAG 2.2, 2.5.8 Target Size (Minimum)."""
PRESSED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QSlider, Line)
DIALOGS = ("search", "keys", "export", "about", "preferences", "editions", "messages", "what_changed", "problems",
           "backups", "faults", "earlier_briefings")  # fmt: skip
FIELDS = ("period", "since", "as_known_on", "ambition", "topics", "actors", "text")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    themes.apply(qapp, Theme())
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        shown.desk.notes.write(Ref("event", "e-2023-forum-astana"), "To be asked.", initiator="test")
        yield shown


def _small(root: QWidget) -> list[str]:
    """Returns what can be pressed and is less than 24 pixels wide or high."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QLineEdit)
        if isinstance(widget, PRESSED) and not inside and min(widget.width(), widget.height()) < LEAST:
            name = widget.accessibleName() or getattr(widget, "text", str)()
            found.append(f"{type(widget).__name__} “{name}” {widget.width()}×{widget.height()}")
        if isinstance(widget, QTableView) and widget.model() is not None:
            rows = range(min(40, widget.model().rowCount()))
            found += [f"row {n} of {widget.accessibleName()}: {widget.rowHeight(n)}" for n in rows
                      if widget.rowHeight(n) < LEAST]  # fmt: skip
        if isinstance(widget, QListView) and widget.model() is not None:
            rows = range(min(40, widget.model().rowCount()))
            found += [f"row {n} of {widget.accessibleName()}" for n in rows if 0 < _tall(widget, n) < LEAST]
        if isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
            found += [f"heading, {widget.height()} high"] if widget.height() < LEAST else []
    return found


def _tall(view: QAbstractItemView, row: int) -> int:
    return view.visualRect(view.model().index(row, 0)).height()


@pytest.mark.parametrize("key", [entry.key for entry in TABS])
def test_everything_that_is_pressed_in_a_tab_is_24_pixels_each_way(window: MainWindow, qtbot: QtBot, key: str) -> None:
    window.desk.visit(key)
    window.open_record()
    window.detail.write("x")
    qtbot.wait(50)
    assert _small(window) == []
    window.toggle_table()
    qtbot.wait(50)
    assert _small(window) == []


@pytest.mark.parametrize("verb", DIALOGS)
def test_everything_that_is_pressed_in_a_dialog_is_24_pixels_each_way(
    window: MainWindow, qtbot: QtBot, verb: str
) -> None:
    open_it: Callable[[], None] = getattr(window.verbs, verb)
    open_it()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    qtbot.waitExposed(dialog)
    assert _small(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("field", FIELDS)
def test_everything_that_is_pressed_in_a_condition_of_the_filter_is_24_pixels_each_way(
    window: MainWindow, field: str
) -> None:
    window.filterbar.edit(field)
    sheet = next(sheet for sheet in window.findChildren(Popover) if sheet.isVisible())
    assert _small(sheet) == []
    sheet.close()


@pytest.fixture
def heard(window: MainWindow) -> list[object]:
    """Every selection that the desk is told of from now on."""
    told: list[object] = []
    window.bridge.changed.connect(lambda change: told.append(change) if change.has("selection") else None)
    return told


def test_a_line_acts_when_the_mouse_lets_go_over_it_and_not_when_it_was_drawn_away(
    window: MainWindow, heard: list[object]
) -> None:
    line = next(w for w in window.findChildren(Line) if w.isVisible() and w.ref is not None)
    inside, left = QPoint(40, 8), Qt.MouseButton.LeftButton
    QTest.mousePress(line, left, pos=inside)
    assert heard == []
    QTest.mouseRelease(line, left, pos=QPoint(40, line.height() + 60))
    assert heard == []
    QTest.mouseClick(line, left, pos=inside)
    assert len(heard) == 1


def test_a_verdict_acts_when_the_mouse_lets_go(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("claims")
    strip = next(w for w in window.findChildren(VerdictStrip) if w.isVisible())
    told: list[str] = []
    strip.chosen.connect(told.append)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(strip, left, pos=QPoint(20, 10))
    assert told == []
    QTest.mouseRelease(strip, left, pos=QPoint(strip.width() - 5, 10))
    assert told == []
    QTest.mouseClick(strip, left, pos=QPoint(20, 10))
    assert len(told) == 1


def test_a_mark_of_a_small_chart_acts_when_the_mouse_lets_go(window: MainWindow) -> None:
    chart = next(w for w in window.findChildren(MiniChart) if w.isVisible() and w.places())
    told: list[object] = []
    chart.selected.connect(told.append)
    from briefing_app.ui.painter_pen import unit_of

    unit = unit_of(window.theme)
    at = QPoint(*(round(part * unit) for part in chart.places()[0].middle))
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(chart, left, pos=at)
    assert told == []
    QTest.mouseRelease(chart, left, pos=QPoint(1, 1))
    assert told == []
    QTest.mouseClick(chart, left, pos=at)
    assert len(told) == 1
