"""The wheel over a closed field belongs to the page: nothing is chosen unseen, and what can be scrolled is scrolled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.tabs import TABS
from briefing_app.ui.window import MainWindow
from tests.architecture.copies import ROOT
from tests.ui.windows import window_at

CHANGED_BY_WHEEL = (
    "QComboBox",
    "QSpinBox",
    "QDoubleSpinBox",
    "QDateEdit",
    "QTimeEdit",
    "QDateTimeEdit",
    "QSlider",
    "QDial",
    "QTabBar",
    "QTabWidget",
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        yield shown


def turn(widget: QWidget, notches: int = -3) -> None:
    """Turns the wheel over a widget, as the system does it: what it does not take goes to its parents."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, notches * 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    parent = widget.parentWidget()
    if not event.isAccepted() and parent is not None and not widget.isWindow():
        turn(parent, notches)  # Qt hands on what comes from the system, but not what a test sends


def _choices(window: QWidget) -> list[tuple[QWidget, object]]:
    boxes: list[tuple[QWidget, object]] = [(b, b.currentIndex()) for b in window.findChildren(QComboBox)]
    spins = [(s, s.text()) for s in window.findChildren(QAbstractSpinBox)]
    sliders = [(s, s.value()) for s in window.findChildren(QAbstractSlider) if not isinstance(s, QScrollBar)]
    return [(w, v) for w, v in (*boxes, *spins, *sliders) if w.isVisible()]


@pytest.mark.parametrize("key", [entry.key for entry in TABS])
def test_the_wheel_changes_no_choice_on_any_tab(qtbot: QtBot, tmp_path: Path, key: str) -> None:
    with window_at(key, qtbot, tmp_path / "profile") as window:
        window.detail.show()
        window.detail.write()
        QApplication.processEvents()
        before = _choices(window)
        assert before
        for widget, _value in before:
            widget.setFocus()
            for notches in (-2, 2):
                turn(widget, notches)
        assert _choices(window) == before


@pytest.mark.parametrize("verb", ["export", "preferences"])
def test_the_wheel_changes_no_choice_in_any_dialog(window: MainWindow, verb: str) -> None:
    getattr(window.verbs, verb)()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    before = _choices(dialog)
    lines = [line.text() for line in dialog.findChildren(QLineEdit)]
    for widget, _value in before:
        turn(widget)
    assert _choices(dialog) == before
    for line in dialog.findChildren(QLineEdit):
        turn(line)
    assert [line.text() for line in dialog.findChildren(QLineEdit)] == lines
    dialog.reject()


def test_the_wheel_over_a_closed_box_scrolls_the_page_and_over_the_open_list_the_list(qtbot: QtBot) -> None:
    page, box = QScrollArea(), PickBox()
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.addWidget(box)
    column.addSpacing(3_000)
    page.setWidget(sheet)
    page.setWidgetResizable(True)
    qtbot.addWidget(page)
    for number in range(200):
        box.addItem(str(number))
    page.resize(300, 300)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    turn(box)
    assert page.verticalScrollBar().value() > 0
    assert box.currentIndex() == 0
    page.verticalScrollBar().setValue(0)
    box.showPopup()
    turn(box.view().viewport())
    assert box.view().verticalScrollBar().value() > 0
    assert box.currentIndex() == 0
    box.hidePopup()


def test_fields_that_a_wheel_would_change_are_made_in_one_module() -> None:
    made = re.compile(rf"\b({'|'.join(CHANGED_BY_WHEEL)})\(")
    found = {
        m.name
        for m in (ROOT / "briefing_app/ui").rglob("*.py")
        if made.search(re.sub(r"class \w+\(.*", "", m.read_text(encoding="utf-8")))
    }
    assert found == set()
