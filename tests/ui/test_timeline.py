"""The timeline answers to keys and mouse, speaks, and keeps picture, table and desk on one selection."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QScrollBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import ManySet, View, around
from briefing_app.domain.timeline.event_table import reading
from briefing_app.ui.tabs.timeline import TimelineTab
from briefing_app.ui.tabs.timeline.hits import hit
from briefing_app.ui.tabs.timeline.popup import ClusterList
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.domain.bundled import DOCUMENT_DAY

ALL = Change(kinds=frozenset({"data", "filter", "selection", "notes", "preferences"}))
FORUM = Ref("event", "e-2023-forum-astana")


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineTab]:
    desk = Desk.open(profile=tmp_path / "profile")
    made = TimelineTab(desk, Theme())
    qtbot.addWidget(made)
    desk.listen(made.refresh)
    made.resize(1100, 760)
    made.refresh(ALL)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    desk.close()


def press(qtbot: QtBot, tab: TimelineTab, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(tab.canvas, key)


def wheel(tab: TimelineTab, at: QPointF, notches: int, held: Qt.KeyboardModifier) -> bool:
    """Turns the wheel over the picture; returns whether the picture took it."""
    event = QWheelEvent(
        at,
        tab.canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(tab.canvas, event)
    return event.isAccepted()


def spot(tab: TimelineTab, ref: Ref) -> QPoint:
    """Where the label of an event stands."""
    scene = tab.canvas.scene()
    for p in scene.picture.placed:
        if scene.items.item(p.number).ref == ref:
            box = next(b for b in scene.picture.boxes if b.lane == p.lane)
            return QPoint(int(scene.left + (p.x0 + p.x1) / 2), int(scene.lane_top(box) + p.y))
    raise AssertionError(f"{ref} is not drawn")


def test_it_shows_all_events_and_starts_where_most_of_them_are(tab: TimelineTab) -> None:
    assert tab.status() == f"{len(tab.desk.dataset.events)} events · {len(tab.desk.dataset.events)} shown"
    inside = [e for e in tab.canvas.spec.items if tab.canvas.view.start <= e.start <= tab.canvas.view.end]
    assert len(inside) >= 0.9 * len(tab.canvas.spec.items)
    assert tab.canvas.view.span < tab.canvas.full.span / 3


def test_the_wheel_with_ctrl_zooms_about_the_pointer(tab: TimelineTab) -> None:
    canvas = tab.canvas
    before = canvas.view
    at = QPointF(canvas.left + canvas.plot * 0.7, 200)
    day = before.day(canvas.plot * 0.7, canvas.plot)
    assert wheel(tab, at, 3, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view.span < before.span / 1.5
    assert canvas.view.day(canvas.plot * 0.7, canvas.plot) == pytest.approx(day, abs=0.01)


def test_the_plain_wheel_scrolls_the_lanes_and_at_their_end_the_page(tab: TimelineTab) -> None:
    canvas, plain = tab.canvas, Qt.KeyboardModifier.NoModifier
    tab.controls.lanes.setCurrentIndex(tab.controls.lanes.findData("actor"))
    tab.controls.lanes.activated.emit(tab.controls.lanes.currentIndex())
    before, at = canvas.view, QPointF(canvas.left + canvas.plot * 0.7, 120)
    assert wheel(tab, at, -1, plain)
    assert canvas.scrolled > 0
    assert not wheel(tab, at, 0, plain)
    while wheel(tab, at, -5, plain):
        pass
    assert not wheel(tab, at, -1, plain), "the last lane is reached: the page goes on"
    assert canvas.view == before, "nothing zooms unasked"


def test_the_wheel_with_shift_goes_through_time(tab: TimelineTab) -> None:
    before = tab.canvas.view
    assert wheel(tab, QPointF(tab.canvas.left + 200, 120), 2, Qt.KeyboardModifier.ShiftModifier)
    assert tab.canvas.view.start < before.start
    assert tab.canvas.view.span == pytest.approx(before.span)


def test_two_fingers_on_a_pad_zoom_about_the_pointer(tab: TimelineTab) -> None:
    canvas = tab.canvas
    at = QPointF(canvas.left + canvas.plot * 0.3, 200)
    before, day = canvas.view, canvas.view.day(canvas.plot * 0.3, canvas.plot)
    pad = QPointingDevice.primaryPointingDevice()
    pinch = QNativeGestureEvent(Qt.NativeGestureType.ZoomNativeGesture, pad, 2, at, at, at, 0.5, QPointF())
    QApplication.sendEvent(canvas, pinch)
    assert canvas.view.span == pytest.approx(before.span / 1.5)
    assert canvas.view.day(canvas.plot * 0.3, canvas.plot) == pytest.approx(day, abs=0.01)


def test_the_tab_key_goes_from_the_choices_to_the_picture_and_then_to_its_verbs(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.activateWindow()
    tab.controls.lanes.setFocus()
    seen: list[QWidget] = []
    for _ in range(9):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert seen[0] is tab.controls.lanes
    assert tab.canvas in seen
    verbs = seen[seen.index(tab.canvas) + 1 :]
    assert [verb.text() for verb in verbs if isinstance(verb, QToolButton)][:2] == ["Picture", "Table  F2"]
    assert tab.frame.export in verbs


def test_keys_zoom_pan_and_fit(qtbot: QtBot, tab: TimelineTab) -> None:
    canvas = tab.canvas
    before = canvas.view
    press(qtbot, tab, Qt.Key.Key_Plus)
    assert canvas.view.span == pytest.approx(before.span / 1.2)
    press(qtbot, tab, Qt.Key.Key_Minus)
    press(qtbot, tab, Qt.Key.Key_Left)
    assert canvas.view.start == pytest.approx(before.start - before.span / 10)
    press(qtbot, tab, Qt.Key.Key_F)
    assert canvas.view == canvas.full


def test_comma_and_full_stop_walk_all_events_in_order_of_time(qtbot: QtBot, tab: TimelineTab) -> None:
    press(qtbot, tab, Qt.Key.Key_Home)
    seen = [tab.desk.selection]
    for _ in range(len(tab.canvas.spec.items) - 1):
        press(qtbot, tab, Qt.Key.Key_Period)
        seen.append(tab.desk.selection)
    assert seen == [item.ref for item in tab.canvas.spec.items]
    press(qtbot, tab, Qt.Key.Key_Period)
    assert tab.canvas.accessibleDescription() == "No later event."
    press(qtbot, tab, Qt.Key.Key_Comma)
    assert tab.desk.selection == seen[-2]


def test_home_and_end_reach_the_first_and_last_event_and_bring_them_into_view(qtbot: QtBot, tab: TimelineTab) -> None:
    for key, number in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_End, -1)):
        press(qtbot, tab, key)
        item = tab.canvas.spec.items[number]
        assert tab.desk.selection == item.ref
        assert tab.canvas.view.start <= item.start <= tab.canvas.view.end


def test_an_event_is_spoken_with_lane_place_date_title_and_status(tab: TimelineTab) -> None:
    tab.canvas.walk.choose_ref(FORUM)
    said = tab.canvas.accessibleDescription()
    trade = next(lane for lane in tab.canvas.spec.lanes if lane.key == "trade")
    assert said.startswith("Trade, ")
    assert f"of {trade.count}, " in said
    assert "August 2023" in said
    assert "signed" in said


def test_up_and_down_change_the_lane_and_stay_near_in_time(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.canvas.walk.choose_ref(FORUM)
    press(qtbot, tab, Qt.Key.Key_Up)
    item = tab.canvas.items.item(tab.canvas.items.number(tab.desk.selection))
    assert tab.canvas.lane in item.lanes
    assert tab.canvas.spec.lanes[tab.canvas.lane].key != "trade"
    assert abs(item.start - dt.date(2023, 8, 3).toordinal()) < 200


def test_a_click_selects_and_the_table_follows(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.canvas.look(around(dt.date(2023, 7, 1).toordinal(), dt.date(2023, 9, 1).toordinal()))
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=spot(tab, FORUM))
    assert tab.desk.selection == FORUM
    tab.toggle_table()
    assert tab.frame.showing_table
    tab.desk.select(FORUM, initiator="test")
    assert tab.frame.table.current_ref() == FORUM


def test_a_row_of_the_table_is_marked_in_the_picture(tab: TimelineTab) -> None:
    tab.toggle_table()
    tab.frame.table.grid.setCurrentIndex(tab.frame.table.grid.model().index(5, 1))
    assert tab.desk.selection == tab.canvas.current == tab.canvas.spec.items[5].ref


def test_a_link_from_elsewhere_brings_the_event_into_view(tab: TimelineTab) -> None:
    far = tab.canvas.spec.items[0].ref
    assert tab.reveal(far)
    item = tab.canvas.spec.items[0]
    assert tab.canvas.view.start <= item.start <= tab.canvas.view.end
    assert spot(tab, far)
    assert not tab.reveal(Ref("event", "no-such"))


def test_a_drag_pans_by_what_the_mouse_moved(qtbot: QtBot, tab: TimelineTab) -> None:
    canvas = tab.canvas
    before, y = canvas.view, canvas.height() - 40
    start = QPoint(int(canvas.left + 500), int(y))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, start - QPoint(60, 0))
    qtbot.mouseMove(canvas, start - QPoint(100, 0))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start - QPoint(100, 0))
    assert canvas.view.start - before.start == pytest.approx(100 / canvas.plot * before.span, rel=0.05)
    assert tab.desk.selection is None


def test_a_double_click_fits_the_year_under_the_pointer(qtbot: QtBot, tab: TimelineTab) -> None:
    canvas = tab.canvas
    x = canvas.left + canvas.view.x(dt.date(2023, 6, 1).toordinal(), canvas.plot)
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(canvas.top - 20)))
    assert dt.date.fromordinal(int(canvas.view.start + 10)).year == 2023
    assert 365 <= canvas.view.span <= 400


def test_a_cluster_opens_as_a_list_by_mouse_and_its_rows_select(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.canvas.fit_all()
    scene = tab.canvas.scene()
    cluster = max(scene.picture.clusters, key=lambda c: len(c.members))
    box = next(b for b in scene.picture.boxes if b.lane == cluster.lane)
    at = QPoint(int(scene.left + (cluster.x0 + cluster.x1) / 2), int(scene.lane_top(box) + cluster.y))
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=at)
    opened = tab.findChild(ClusterList)
    assert opened is not None
    assert opened.rows.count() == len(cluster.members)
    qtbot.keyClick(opened.rows, Qt.Key.Key_Down)
    assert tab.desk.selection in {scene.items.item(n).ref for n in cluster.members}
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_enter_opens_the_cluster_beside_the_selected_event(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.canvas.fit_all()
    cluster = max(tab.canvas.scene().picture.clusters, key=lambda c: len(c.members))
    tab.canvas.lane = cluster.lane
    tab.canvas.walk.choose(cluster.members[1])
    press(qtbot, tab, Qt.Key.Key_Return)
    opened = tab.findChild(ClusterList)
    assert opened is not None
    assert opened.rows.count() >= 2
    opened.close()


def test_lanes_fold_pin_and_move_by_key_and_are_remembered(qtbot: QtBot, tab: TimelineTab, tmp_path: Path) -> None:
    tab.canvas.walk.choose_ref(FORUM)
    key = tab.canvas.spec.lanes[tab.canvas.lane].key
    press(qtbot, tab, Qt.Key.Key_Space, Qt.Key.Key_P)
    qtbot.keyClick(tab.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    states = tab.canvas.states
    assert key in states.folded
    assert key in states.pinned
    assert tab.canvas.boxes[0].lane == tab.canvas.lane
    again = TimelineTab(tab.desk, Theme())
    qtbot.addWidget(again)
    again.restore_view(tab.save_view())
    again.refresh(ALL)
    assert again.canvas.states.save() == states.save()
    assert again.canvas.view == pytest.approx(tab.canvas.view)


@pytest.mark.parametrize("saved", [{}, {"view": "x"}, {"view": [5, 1]}, {"lanes": [1], "controls": {"lanes_by": 7}}])
def test_a_spoilt_saved_view_is_ignored(tab: TimelineTab, saved: dict[str, object]) -> None:
    tab.restore_view(saved)
    tab.refresh(ALL)
    assert tab.canvas.view.span > 1


def test_ctrl_j_leads_to_claims_figures_actors_and_corridors_of_the_event(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.canvas.walk.choose_ref(Ref("event", "e-2024-kabul-forum"))
    qtbot.keyClick(tab.canvas, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    menu = tab.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    assert menu.isVisible()
    words = [action.text() for action in menu.actions()]
    assert "Actors" in words
    assert "Corridors in the same sources" in words
    before = tab.desk.selection
    for _ in range(2):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tab.desk.selection not in (None, before)


def test_ctrl_j_without_a_selection_does_nothing(qtbot: QtBot, tab: TimelineTab) -> None:
    qtbot.keyClick(tab.canvas, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert tab.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly) is None


def test_hovering_tells_title_date_source_lag_and_other_dates(tab: TimelineTab) -> None:
    told = tab._tip(Ref("event", "e-2023-delisting")).splitlines()
    assert told[0] == "Kazakhstan announces removal of the Taliban from its terror list"
    assert told[1] == "29 December 2023 · ● occurred"
    assert any("Other date given: Jun 2024" in line for line in told)
    assert "Kazakhstan Today" in told[-1]


def test_lanes_that_have_no_room_can_be_scrolled_with_a_bar(qtbot: QtBot, tab: TimelineTab) -> None:
    canvas = tab.canvas
    bar = canvas.findChild(QScrollBar)
    assert bar is not None
    assert not bar.isVisible()
    tab.controls.lanes.setCurrentIndex(tab.controls.lanes.findData("actor"))
    tab.controls.lanes.activated.emit(tab.controls.lanes.currentIndex())
    assert bar.isVisible()
    assert canvas.scene().width <= bar.x()
    bar.setValue(bar.maximum())
    last = canvas.scene().picture.boxes[-1]
    assert last.lane == canvas.boxes[-1].lane
    assert canvas.scene().lane_top(last) + last.height <= canvas.bottom + 1
    press(qtbot, tab, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()


def test_the_documents_own_day_is_one_click_away(qtbot: QtBot, tab: TimelineTab) -> None:
    qtbot.mouseClick(tab.controls.then, Qt.MouseButton.LeftButton)
    assert tab.desk.filter.as_known_on == DOCUMENT_DAY
    assert any(item.later for item in tab.canvas.spec.items)
    assert tab.controls.hide_later.isVisibleTo(tab)
    qtbot.mouseClick(tab.controls.hide_later, Qt.MouseButton.LeftButton)
    assert not any(item.later for item in tab.canvas.spec.items)
    qtbot.mouseClick(tab.controls.then, Qt.MouseButton.LeftButton)
    assert tab.desk.filter.as_known_on is None


def test_a_series_can_be_laid_under_the_lanes_and_its_figures_selected(qtbot: QtBot, tab: TimelineTab) -> None:
    tab.controls.first.setCurrentIndex(tab.controls.first.findData("kzaf-turnover-usd"))
    tab.controls.first.activated.emit(tab.controls.first.currentIndex())
    scene = tab.canvas.scene()
    x = scene.x(dt.date(2022, 6, 30).toordinal())
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(scene.bottom + 40)))
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "observation"
    name = hit(scene, QPointF(10, scene.bottom + 10))
    assert (name.strip, name.value) == (0, None)


def test_the_overview_shows_where_one_is_and_pans(qtbot: QtBot, tab: TimelineTab) -> None:
    span = tab.canvas.view.span
    qtbot.mouseClick(tab.overview, Qt.MouseButton.LeftButton, pos=QPoint(int(tab.canvas.left + 120), 10))
    assert tab.canvas.view.span == pytest.approx(span)
    assert tab.canvas.view.start < dt.date(2002, 1, 1).toordinal()


def test_the_picture_is_exported_with_its_words(tab: TimelineTab) -> None:
    svg = tab.frame.svg()
    assert tab.frame.caption.title in svg
    assert "10 Jan 2024: the document" in svg
    assert "edition" in svg


def test_it_draws_in_every_theme_and_at_double_text_size(tab: TimelineTab) -> None:
    for theme in (Theme("dark"), Theme("contrast"), Theme("light", 200)):
        tab.apply_theme(theme)
        assert tab.canvas.grab().toImage().pixelColor(2, 2) == theme.colour("paper")
        assert tab.canvas.geometry().bottom() <= tab.overview.geometry().top() + 1


def test_hit_testing_takes_less_than_a_millisecond(tab: TimelineTab) -> None:
    scene = tab.canvas.scene()
    start = time.perf_counter()
    for n in range(500):
        hit(scene, QPointF(scene.left + n * 1.7, scene.top + n % 300))
    assert (time.perf_counter() - start) / 500 < 0.001


def test_no_events_leaves_words_and_keys_harmless(qtbot: QtBot, tab: TimelineTab) -> None:
    from dataclasses import replace

    tab.desk.set_filter(replace(tab.desk.filter, text="no such words at all"), initiator="test")
    assert "reset the filter" in tab.frame.empty.text()
    press(
        qtbot, tab, Qt.Key.Key_Period, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F, Qt.Key.Key_P
    )
    tab.canvas.grab()


def test_a_view_of_a_single_day_draws(tab: TimelineTab) -> None:
    tab.canvas.look(View(dt.date(2023, 12, 29).toordinal(), dt.date(2023, 12, 30).toordinal()))
    assert tab.canvas.view.span == 1
    tab.canvas.grab()


# Very large sets


def big_table(path: Path, *, rows: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["event_id", "date", "date_end", "title", "status", "category", "ambition", "significance"])
        first = dt.date(2001, 1, 1)
        for n in range(rows):
            day = first + dt.timedelta(days=n * 9000 // rows)
            writer.writerow([f"e-{n}", day.isoformat(), "", f"Event {n}", "occurred", "trade", "A", 1 + n % 3])
    return path


def test_a_table_of_very_many_events_opens_from_a_file_and_is_put_away_again(
    qtbot: QtBot, tab: TimelineTab, tmp_path: Path
) -> None:
    before = tab.canvas.spec
    tab.large.open(big_table(tmp_path / "many.csv", rows=30_000))
    qtbot.waitUntil(lambda: tab.large.opened, timeout=20_000)
    assert tab.status() == "30,000 events · 30,000 shown"
    assert "many.csv" in tab.frame.title.text()
    assert not tab.controls.isEnabled()
    press(qtbot, tab, Qt.Key.Key_End)
    assert "Event 29999" in tab.large.words.text()
    assert "30000 of 30000" in tab.canvas.accessibleDescription()
    tab.toggle_table()
    assert tab.frame.table.spec is not None
    assert 0 < len(tab.frame.table.spec.rows) <= 1000
    qtbot.mouseClick(tab.large.stop_button, Qt.MouseButton.LeftButton)
    assert not tab.large.opened
    assert tab.controls.isEnabled()
    assert tab.canvas.spec.items == before.items


def test_reading_a_large_table_tells_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, tab: TimelineTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PIECE", 50)
    slow = reading._short
    monkeypatch.setattr(reading, "_short", lambda piece: (time.sleep(0.02), slow(piece))[1])
    tab.large.open(big_table(tmp_path / "many.csv", rows=20_000))
    qtbot.waitUntil(lambda: "events so far" in tab.large.words.text() and tab.large.isVisible(), timeout=10_000)
    assert 0 < tab.large.bar.value() < tab.large.bar.maximum()
    qtbot.mouseClick(tab.large.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.large.isVisible(), timeout=10_000)
    assert not tab.large.opened
    assert len(tab.canvas.spec.items) == len(tab.desk.dataset.events)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\xff", "event_id,date\nx,2020\n"])
def test_a_file_that_is_no_table_of_events_changes_nothing(
    qtbot: QtBot, tab: TimelineTab, tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    path = tmp_path / "no.csv"
    path.write_text(content, encoding="latin-1")
    tab.large.open(path)
    qtbot.waitUntil(lambda: "cannot be read as a table of events" in caplog.text, timeout=10_000)
    assert not tab.large.opened


def test_a_data_package_with_very_many_events_is_laid_out_from_columns(qtbot: QtBot, tmp_path: Path) -> None:
    model = {"date": "2023-01-01", "date_end": "", "follows": ""}
    rows = [
        model | {"event_id": f"e-{2001 + n // 600}-x-{n}", "date": f"{2001 + n // 600}-05-05"} for n in range(11_000)
    ]
    desk = Desk.open(profile=tmp_path / "profile", data=data_with(tmp_path, rows))
    made = TimelineTab(desk, Theme())
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.refresh(ALL)
    made.show()
    total = len(desk.dataset.events)
    qtbot.waitUntil(lambda: made.status() == f"{total:,} events · {total:,} shown", timeout=20_000)
    assert isinstance(made.canvas.items, ManySet)
    assert made.reveal(FORUM)
    assert spot(made, FORUM)
    press(qtbot, made, Qt.Key.Key_Period)
    assert desk.selection not in (None, FORUM)
    made.toggle_table()
    assert made.frame.table.spec is not None
    assert "first 1,000 events in view" in " ".join(made.frame.table.spec.caption.notes)
    made.close()
    desk.close()


def data_with(tmp_path: Path, bad: list[dict[str, str]]) -> Path:
    """The bundled data package with more events, each like the first one but for the given fields."""
    folder = tmp_path / "data"
    shutil.copytree(Path(__file__).parents[2] / "data", folder)
    path = folder / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    model = rows[0] | {"date_end": "", "follows": "", "note": ""}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, *(model | row for row in bad)])
    return folder


# Bad input


def bad_data(tmp_path: Path) -> Path:
    """A data package whose events are as bad as they may be."""
    bad = [
        {"event_id": "e-2023-bad-none", "date": ""},
        {"event_id": "e-2023-bad-before", "date": "-500"},
        {"event_id": "e-2023-bad-end", "date": "2023-05-05", "date_end": "2023-05-01"},
        {"event_id": "e-2023-bad-far", "date": "9999", "date_precision": "year"},
        {"event_id": "e-2023-bad-long", "title": "word " * 2000},
        {"event_id": "e-2023-bad-rtl", "title": "وزیر خارجه طالبان <b>در</b> آستانه"},
        {"event_id": "e-2023-bad-control", "title": "one\x07two\u202ethree"},
        *({"event_id": f"e-2023-bad-{n}", "date": "2023-01-01"} for n in range(5000)),
    ]
    return data_with(tmp_path, bad)


def test_bad_events_are_shown_sensibly_or_listed_as_problems(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path / "profile", data=bad_data(tmp_path))
    made = TimelineTab(desk, Theme())
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.refresh(ALL)
    made.show()
    shown = {item.ref.id for item in made.canvas.spec.items}
    told = " ".join(str(problem) for problem in desk.dataset.problems)
    for ident in (
        "e-2023-bad-end",
        "e-2023-bad-far",
        "e-2023-bad-long",
        "e-2023-bad-rtl",
        "e-2023-bad-control",
        "e-2023-bad-4999",
    ):
        assert ident in shown or ident in told
    assert not {"e-2023-bad-none", "e-2023-bad-before"} & shown
    assert len(desk.dataset.problems) >= 3
    for view in (made.canvas.full, around(dt.date(2023, 1, 1).toordinal(), dt.date(2023, 1, 1).toordinal())):
        made.canvas.look(view)
        assert not made.canvas.grab().isNull()
    made.canvas.walk.choose_ref(Ref("event", "e-2023-bad-3000"))
    assert any(made.canvas.items.item(p.number).ref.id == "e-2023-bad-3000" for p in made.canvas.scene().picture.placed)
    made.close()
    desk.close()


BAD = {
    "without a date": {"date": ""},
    "that ends before it begins": {"date": "2023-05-05", "date_end": "2023-05-01"},
    "in the year -500": {"date": "-500", "date_precision": "year"},
    "in the year 9999": {"date": "9999", "date_precision": "year"},
    "with a title of 10,000 letters": {"title": "word " * 2000},
    "with a title from right to left": {"title": "وزیر خارجه طالبان <b>در</b> آستانه"},
    "with control characters in its title": {"title": "one\x07two\u202ethree\r\nfour"},
}


@pytest.mark.parametrize("kind", BAD)
def test_in_the_real_window_an_event_is_shown_or_told_of(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    ref = Ref("event", "e-2023-bad")
    desk = Desk.open(profile=tmp_path / "profile", data=data_with(tmp_path, [{"event_id": ref.id} | BAD[kind]]))
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start(None)
    window.show()
    desk.visit("timeline")
    tab = window.findChild(TimelineTab)
    assert tab is not None
    told = " ".join(str(problem) for problem in desk.dataset.problems)
    if desk.dataset.get(ref) is None:
        assert "events.csv" in told
    else:
        tab.canvas.setFocus()
        tab.canvas.walk.choose_ref(ref)
        assert desk.selection == ref
        assert spot(tab, ref)
        for key in (Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Return, Qt.Key.Key_Period, Qt.Key.Key_Comma):
            press(qtbot, tab, key)
            if QApplication.activePopupWidget():
                QApplication.activePopupWidget().close()
        assert not any(ord(c) < 32 for c in tab.canvas.accessibleDescription())
        assert tab._tip(ref)
        assert tab.frame.svg()
    tab.toggle_table()
    assert not window.grab().isNull()
    window.close()
    desk.close()


def test_in_the_real_window_five_thousand_events_on_one_day_open_as_a_list(qtbot: QtBot, tmp_path: Path) -> None:
    rows = [{"event_id": f"e-2023-bad-{n}", "date": "2023-01-01"} for n in range(5000)]
    desk = Desk.open(profile=tmp_path / "profile", data=data_with(tmp_path, rows))
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start(None)
    window.show()
    desk.visit("timeline")
    tab = window.findChild(TimelineTab)
    assert tab is not None
    tab.canvas.look(around(dt.date(2022, 12, 1).toordinal(), dt.date(2023, 1, 31).toordinal()))
    tab.canvas.walk.choose_ref(Ref("event", "e-2023-bad-3000"))
    press(qtbot, tab, Qt.Key.Key_Return)
    opened = tab.findChild(ClusterList)
    assert opened is not None
    assert opened.rows.count() >= 5000
    opened.close()
    window.close()
    desk.close()


def test_in_the_real_window_a_package_without_events_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    folder = data_with(tmp_path, [])
    path = folder / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    desk = Desk.open(profile=tmp_path / "profile", data=folder)
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.start(None)
    window.show()
    desk.visit("timeline")
    tab = window.findChild(TimelineTab)
    assert tab is not None
    assert tab.frame.empty.isVisible()
    assert "no events" in tab.frame.empty.text()
    press(qtbot, tab, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Period)
    window.close()
    desk.close()
