"""What assistive technology is told of painted pictures, lines, tabs and fields, asked of Qt within the process."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.ui.accessible import roles
from briefing_app.ui.accessible.pictures import Picture
from briefing_app.ui.entry_line import Line
from briefing_app.ui.parts import in_words
from briefing_app.ui.plain_text import name_seen
from briefing_app.ui.scenes.map_canvas import MapCanvas
from briefing_app.ui.small_chart import MiniChart
from briefing_app.ui.tabs.timeline.canvas import Canvas
from briefing_app.ui.verdict_strip import VerdictStrip
from tests.ui.windows import window_at

Role = QAccessible.Role
NAME = QAccessible.Text.Name
PRESS = QAccessibleActionInterface.pressAction()


def told_of(widget: QWidget) -> Any:
    return QAccessible.queryAccessibleInterface(widget)


@pytest.mark.parametrize(("tab", "kind"), [("timeline", Canvas), ("map", MapCanvas), ("overview", MiniChart)])
def test_a_picture_is_a_graphic_with_a_part_for_each_row(
    tab: str, kind: type[QWidget], qtbot: QtBot, tmp_path: Path
) -> None:
    with window_at(tab, qtbot, tmp_path / "profile") as window:
        qtbot.waitUntil(lambda: bool(window.findChildren(kind)))
        widget = window.findChildren(kind)[0]
        picture, table = told_of(widget), widget.parts.table()  # type: ignore[attr-defined]  # each kind has them
        assert isinstance(picture, Picture)
        assert picture.role() == Role.Graphic
        assert picture.childCount() == len(table.rows) > 3
        names = [picture.child(n).text(NAME) for n in range(picture.childCount())]
        assert all(names)
        assert len(set(names)) > len(names) / 2
        drawn = [n for n in range(len(names)) if not picture.child(n).rect().isEmpty()]
        assert drawn
        part = picture.child(drawn[-1])
        assert picture.childAt(*part.rect().center().toTuple()) is not None
        assert picture.indexOfChild(part) == drawn[-1]
        assert not part.state().selected
        assert part.actionInterface().actionNames()[0] == PRESS
        assert picture.selectionInterface().select(part)
        qtbot.waitUntil(lambda: bool(part.state().selected))
        assert [each.number for each in picture.selectionInterface().selectedItems()] == [drawn[-1]]


def test_the_verdicts_are_a_group_of_buttons_that_can_be_pressed(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("claims", qtbot, tmp_path / "profile") as window:
        assert window.current is not None
        strip = window.current.findChildren(VerdictStrip)[0]
        group = told_of(strip)
        assert group.role() == Role.Grouping
        assert group.childCount() == len(strip.places())
        button = group.child(1)
        assert button.role() == Role.Button
        assert not button.state().checked
        button.actionInterface().doAction(PRESS)
        qtbot.waitUntil(lambda: bool(button.state().checked))


def test_lines_tabs_headings_and_fields_say_what_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        line = next(line for line in window.findChildren(Line) if line.ref is not None)
        assert told_of(line).role() == Role.ListItem
        assert PRESS in told_of(line).actionInterface().actionNames()
        assert told_of(window.tabbar).role() == Role.PageTabList
        tabs = [told_of(button) for button in window.tabbar._buttons.values()]
        assert {tab.role() for tab in tabs} == {Role.PageTab}
        assert [bool(tab.state().selected) for tab in tabs] == [True] + [False] * 8
        tabs[3].actionInterface().doAction(PRESS)
        qtbot.waitUntil(lambda: bool(tabs[3].state().selected))
        headings = [w for w in window.findChildren(QLabel) if w.property("role") == "heading" and w.text()]
        assert {told_of(heading).role() for heading in headings} == {Role.Heading}
        window.desk.visit("timeline")
        box = window.findChildren(QComboBox)[0]
        assert box.accessibleName() in told_of(box).text(NAME)
        assert box.currentText() in told_of(box).text(NAME)


def test_what_speaks_for_a_widget_goes_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        _walk(told_of(window), depth=14)
        held = len(roles._kept)
        assert held > 20
        for tab in ("timeline", "map", "ambitions", "actors", "overview"):
            window.desk.visit(tab)
            QApplication.processEvents()
            _walk(told_of(window), depth=14)
        window.lay_out()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
        assert len(roles._kept) < held * 4
        _walk(told_of(window), depth=14)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _walk(node: Any, *, depth: int) -> None:
    if node is None or not depth:
        return
    node.role(), node.text(NAME), node.state(), node.rect(), node.actionInterface()
    for n in range(min(node.childCount(), 40)):
        _walk(node.child(n), depth=depth - 1)


def test_a_row_is_said_with_its_name_first_and_without_what_is_empty() -> None:
    columns = tuple(Column(key=key, label=key.title()) for key in ("when", "who", "note"))
    row = Row(cells=(Cell(text="2022"), Cell(text="Kabul"), Cell(text="–")))
    table = TableSpec(caption=Caption(key="k", title="t"), columns=columns, rows=(row,), row_header=1)
    assert in_words(table, row) == "Kabul, When: 2022"


@pytest.mark.parametrize(
    ("seen", "spoken", "name"),
    [
        ("Table  F2", "Show the equal table", "Table: Show the equal table"),
        ("Export…", "Export briefing", "Export briefing"),
        ("×", "Close this message", "Close this message"),
        ("A", "Ambition A: trade", "Ambition A: trade"),
    ],
)
def test_a_name_begins_with_the_words_that_are_seen(seen: str, spoken: str, name: str) -> None:
    assert name_seen(seen, spoken) == name
