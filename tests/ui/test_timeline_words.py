"""What the Timeline tab says around its picture: headline, key, counted lanes, its list of a cluster, its table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import around
from briefing_app.pictures.letters import text_width
from briefing_app.pictures.timeline.scene import BODY
from briefing_app.ui.screens import RECORD, beside_record
from briefing_app.ui.tabs.timeline import TimelineTab
from briefing_app.ui.tabs.timeline.popup import ClusterList
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

FORUM = Ref("event", "e-2023-forum-astana")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at("timeline", qtbot, tmp_path / "profile") as window:
        window.after_first_paint()
        QApplication.processEvents()
        yield window


@pytest.fixture
def tab(window: MainWindow) -> TimelineTab:
    assert isinstance(window.current, TimelineTab)
    return window.current


def test_the_headline_follows_what_is_in_view_and_the_picture_that_leaves_bears_it(
    tab: TimelineTab, qtbot: QtBot
) -> None:
    canvas = tab.canvas
    canvas.fit_all()
    qtbot.waitUntil(lambda: "in view" not in tab.frame.title.text())
    whole = tab.frame.title.text()
    assert whole.endswith(f"of {len(canvas.spec.items)}")
    first = canvas.spec.items[0]
    canvas.look(around(first.start, first.start + 40))
    qtbot.waitUntil(lambda: tab.frame.title.text() == "Timeline of events")
    drawn = tab.frame.drawn()
    assert drawn is not None
    assert drawn.caption.title == "Timeline of events"


def test_dots_are_nine_pixels_wide_or_wider(tab: TimelineTab) -> None:
    assert 2 * tab.canvas.metrics.radius(1) >= 9


def test_names_of_lanes_stand_whole_where_the_picture_has_room(tab: TimelineTab) -> None:
    tab.controls.lanes.setCurrentIndex(tab.controls.lanes.findData("actor"))
    tab.controls.lanes.activated.emit(tab.controls.lanes.currentIndex())
    canvas = tab.canvas
    longest = max(text_width(lane.label, BODY, bold=True) * canvas.unit for lane in canvas.items.lanes)
    shown = {box.lane for box in canvas.boxes if box.top < canvas.bottom - canvas.top}
    widest = max(text_width(canvas.items.lanes[n].label, BODY, bold=True) * canvas.unit for n in shown)
    assert widest + 18.5 * canvas.unit < canvas.left <= max(longest + 19.5 * canvas.unit, canvas.width() * 0.2)


def test_the_key_can_be_put_away_and_stays_away(tab: TimelineTab, qtbot: QtBot) -> None:
    assert tab.key.isVisible()
    room = tab.canvas.height()
    qtbot.mouseClick(tab.key_button, Qt.MouseButton.LeftButton)
    assert not tab.key.isVisible()
    QApplication.processEvents()
    assert tab.canvas.height() > room
    tab.restore_view(tab.save_view())
    assert not tab.key.isVisible()
    assert not tab.key_button.isChecked()


def test_the_list_of_a_cluster_does_not_cover_the_record_that_it_opens(
    window: MainWindow, tab: TimelineTab, qtbot: QtBot
) -> None:
    record = window.findChild(type(window.side.side), RECORD)
    assert record is not None
    assert not record.isVisible()
    cluster = max(tab.canvas.scene().picture.clusters, key=lambda c: c.x0)
    tab._open_list(cluster.members, tab.canvas.mapToGlobal(QPoint(tab.canvas.width() - 10, 200)))
    opened = tab.findChild(ClusterList)
    assert opened is not None
    qtbot.keyClick(opened.rows, Qt.Key.Key_Down)
    qtbot.waitUntil(record.isVisible)
    left = record.mapToGlobal(QPoint(0, 0)).x()
    qtbot.waitUntil(lambda: opened.frameGeometry().right() < left)
    assert beside_record(tab).right() < left
    opened.close()


def test_f2_keeps_the_selection_in_both_directions_and_chooses_nothing_by_itself(
    window: MainWindow, tab: TimelineTab
) -> None:
    window.toggle_table()
    QApplication.processEvents()
    assert window.desk.selection is None
    window.toggle_table()
    tab.canvas.walk.choose_ref(FORUM)
    window.toggle_table()
    QApplication.processEvents()
    assert tab.frame.table.current_ref() == FORUM == window.desk.selection
    other = tab.canvas.spec.items[3].ref
    tab.frame.table.select_ref(other)
    tab.frame.table.selected.emit(other)
    window.toggle_table()
    QApplication.processEvents()
    assert tab.canvas.current == other == window.desk.selection


def test_the_table_says_which_of_its_rows_are_no_events(tab: TimelineTab) -> None:
    assert tab.frame.table._count.text().startswith(f"{len(tab.canvas.spec.items)} rows")
    assert ":" not in tab.frame.table._count.text()
    tab.controls.first.setCurrentIndex(1)
    tab.controls.first.activated.emit(1)
    figures = len(tab.canvas.spec.strips[0].values)
    events = len(tab.canvas.spec.items)
    words = f"{events + figures} rows: {events} events, {figures} figures of the series"
    assert tab.frame.table._count.text().startswith(words)


def test_beside_the_record_the_table_needs_no_scrolling_sideways_and_names_what_it_leaves_out(
    window: MainWindow, tab: TimelineTab
) -> None:
    tab.canvas.walk.choose_ref(FORUM)
    window.toggle_table()
    QApplication.processEvents()
    table = tab.frame.table
    assert window.side.is_open
    assert table.grid.horizontalScrollBar().maximum() == 0
    left_out = [c.label for n, c in enumerate(table.spec.columns) if table.grid.isColumnHidden(n)] if table.spec else []
    assert left_out
    assert f"{len(left_out)} columns left out" in table._count.text()
    assert all(name in table._count.toolTip() for name in left_out)
    window.open_record(False)
    window.resize(2200, 900)
    QApplication.processEvents()
    assert not any(table.grid.isColumnHidden(n) for n in range(11)), "with room all come back"
