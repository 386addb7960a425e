"""The whole window by keys alone: Tab goes on as one reads, no place is a trap, and every stop has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTableView, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.ui.filter_popovers import Popover
from briefing_app.ui.tabs import TABS
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

KEYS = [entry.key for entry in TABS]


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        shown.desk.notes.write(Ref("event", "e-2023-forum-astana"), "To be asked.", initiator="test")
        shown.open_record()
        shown.activateWindow()
        yield shown


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def _into_the_tab(window: MainWindow) -> QWidget:
    """Goes from the header to the tab by F6; returns what has the keyboard then."""
    window.header._search.setFocus()
    window.next_area()
    window.next_area()
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(w).__name__} in {type(w.parent()).__name__}"
        for w in root.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None and not _name(w)
    ]


def _walk(window: MainWindow, *, forward: bool = True) -> list[QWidget]:
    """Returns the widgets at which Tab stops, beginning at the search button, until it comes round."""
    start = window.header._search
    start.setFocus()
    met: list[QWidget] = []
    for _step in range(200):
        window.focusNextPrevChild(forward)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is start:
            return met
        assert focus not in met, f"Tab comes back to {_name(focus)} without going round"
        met.append(focus)
    raise AssertionError("Tab never comes round")


@pytest.mark.parametrize("key", KEYS)
def test_tab_goes_through_header_tabs_filter_the_tab_and_the_record_in_that_order(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    assert window.current is not None
    assert window.side.line is not None
    areas = [window.header, window.tabbar, window.filterbar, window.current, window.side.line, window.detail]
    walked = _walk(window)
    met = [next(n for n, area in enumerate(areas) if area is widget or area.isAncestorOf(widget)) for widget in walked]
    assert met == sorted(met)
    assert set(met) == {0, 1, 2, 3, 4, 5}
    tabs = [widget for widget in walked if window.tabbar.isAncestorOf(widget)]
    assert [widget.text() for widget in tabs] == [window.tabbar._buttons[key].text()]  # type: ignore[attr-defined]


def test_shift_and_tab_go_the_same_way_back(window: MainWindow) -> None:
    def names(*, forward: bool) -> list[str]:
        walked = _walk(window, forward=forward)
        return [_name(widget) for widget in walked if not window.detail.notes.isAncestorOf(widget)]

    assert names(forward=False) == names(forward=True)[::-1]


@pytest.mark.parametrize("key", KEYS)
def test_every_stop_of_the_keyboard_has_a_name_in_picture_and_table(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    assert _unnamed(window) == []
    window.toggle_table()
    assert _unnamed(window) == []


@pytest.mark.parametrize("key", KEYS)
def test_f6_goes_to_who_says_so_and_back_into_the_tab(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    _into_the_tab(window)
    window.next_area()
    assert window.detail.isAncestorOf(QApplication.focusWidget())
    window.next_area(forward=False)
    focus = QApplication.focusWidget()
    assert window.current is not None
    assert window.current.isAncestorOf(focus)
    assert _name(focus)


@pytest.mark.parametrize("verb", ["search", "keys", "export", "about", "preferences"])
def test_every_stop_of_a_dialog_has_a_name(window: MainWindow, qtbot: QtBot, verb: str) -> None:
    open_it: Callable[[], None] = getattr(window.verbs, verb)
    open_it()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    qtbot.waitExposed(dialog)
    assert _unnamed(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("field", ["period", "since", "as_known_on", "ambition", "topics", "actors", "text"])
def test_every_stop_of_a_condition_of_the_filter_has_a_name(window: MainWindow, field: str) -> None:
    window.filterbar.edit(field)
    sheet = next(sheet for sheet in window.findChildren(Popover) if sheet.isVisible())
    assert _unnamed(sheet) == []
    sheet.close()


@pytest.mark.parametrize("key", KEYS)
def test_f6_goes_once_round_the_window_and_shift_f6_the_other_way(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    tab = window.current
    assert tab is not None
    parts: list[QWidget] = [window.header, window.filterbar, tab, window.detail.record, window.detail.notes]
    parts.append(window.statusbar)

    def part() -> int:
        focus = QApplication.focusWidget()
        return next(n for n, one in enumerate(parts) if one is focus or one.isAncestorOf(focus))

    window.header._search.setFocus()
    met = [part()]
    for key_held in [Qt.KeyboardModifier.NoModifier] * 6:
        QTest.keyClick(window, Qt.Key.Key_F6, key_held)
        met.append(part())
    assert met == [0, 1, 2, 3, 4, 5, 0]
    for step in (5, 4, 3, 2, 1, 0):
        QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert part() == step


def test_f6_enters_the_table_while_it_is_shown_instead_of_the_picture(window: MainWindow) -> None:
    window.desk.visit("timeline")
    window.toggle_table()
    window.filterbar.setFocus()
    window.header._search.setFocus()
    window.next_area()
    window.next_area()
    assert isinstance(QApplication.focusWidget(), QTableView)


def test_the_status_line_is_read_when_f6_comes_to_it(window: MainWindow) -> None:
    window.header._search.setFocus()
    window.next_area(forward=False)
    assert QApplication.focusWidget() is window.statusbar
    assert "nothing leaves this machine" in _name(window.statusbar)
    assert window.statusbar.counts.whole() in _name(window.statusbar)


@pytest.mark.parametrize("key", ["timeline", "map"])
def test_the_picture_comes_before_the_verbs_for_it(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    walked = _walk(window)
    frame = window.current.frame  # type: ignore[union-attr]
    picture = next(n for n, widget in enumerate(walked) if frame.stack.isAncestorOf(widget))
    verbs = [n for n, widget in enumerate(walked) if frame._tool_row.isAncestorOf(widget) or widget is frame.export]
    assert verbs
    assert picture < min(verbs)


@pytest.mark.parametrize("key", KEYS)
def test_tab_goes_round_while_the_record_lies_over_the_tab_and_there_is_no_line(window: MainWindow, key: str) -> None:
    window.resize(900, 700)
    window.desk.visit(key)
    window.open_record()
    assert window.side.line is None
    walked = _walk(window)
    assert any(window.detail.isAncestorOf(widget) for widget in walked)


def test_the_line_beside_the_record_is_moved_by_keys(window: MainWindow) -> None:
    window.resize(1440, 900)
    line = window.side.line
    assert line is not None
    line.setFocus()
    before = window.side.side.width()
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Left)
    twice = window.side.side.width()
    assert twice > before + 40
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert before < window.side.side.width() < twice
    QTest.keyClick(line, Qt.Key.Key_End)
    assert window.side.side.width() == window.side.side.minimumWidth()


def test_a_table_is_ordered_and_its_columns_widened_by_keys(window: MainWindow) -> None:
    window.desk.visit("sources")
    grid = _into_the_tab(window)
    assert isinstance(grid, QTableView)
    model, alt = grid.model(), Qt.KeyboardModifier.AltModifier
    grid.setCurrentIndex(model.index(0, 1))

    def column() -> list[str]:
        return [str(model.index(n, 1).data()) for n in range(10)]

    first = column()
    QTest.keyClick(grid, Qt.Key.Key_Down, alt)
    down = column()
    QTest.keyClick(grid, Qt.Key.Key_Up, alt)
    up = column()
    assert up != down
    assert up == sorted(up, key=str.casefold)
    QTest.keyClick(grid, Qt.Key.Key_Home, alt)
    assert column() == first
    grid.setCurrentIndex(model.index(0, 1))
    wide = grid.columnWidth(1)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(grid, Qt.Key.Key_Right, held)
    assert grid.columnWidth(1) > wide
    QTest.keyClick(grid, Qt.Key.Key_Left, held)
    assert grid.columnWidth(1) == wide


def test_ctrl_f1_shows_the_whole_words_of_a_cell_and_esc_takes_them_away(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("claims")
    grid = _into_the_tab(window)
    assert isinstance(grid, QTableView)
    grid.setCurrentIndex(grid.model().index(2, 1))
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert QToolTip.isVisible()
    whole = " ".join(str(grid.model().index(2, 1).data()).split())
    assert whole in " ".join(QToolTip.text().split())
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert window.side.is_open
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2000)


def test_ctrl_f1_shows_the_hint_of_a_button(window: MainWindow, qtbot: QtBot) -> None:
    window.header.back.setEnabled(True)
    window.header.back.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert "Alt+Left" in QToolTip.text()
    window.header._search.setFocus()
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2000)


def _rest_the_mouse(widget: QWidget) -> None:
    """Has the hint of a widget shown as a resting mouse does."""
    at = widget.rect().center()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    assert QToolTip.isVisible()


def test_esc_takes_the_hint_of_the_mouse_away_and_does_nothing_else(window: MainWindow, qtbot: QtBot) -> None:
    focus = _into_the_tab(window)
    _rest_the_mouse(window.header.back)
    assert window.header.back.toolTipDuration() > 60_000
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2000)
    assert window.side.is_open
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not window.side.is_open


def test_in_a_dialog_esc_takes_the_hint_away_before_the_dialog(window: MainWindow, qtbot: QtBot) -> None:
    window.verbs.export()
    sheet = next(each for each in window.findChildren(QDialog) if each.isVisible())
    sheet.activateWindow()
    qtbot.waitUntil(lambda: sheet.isAncestorOf(QApplication.focusWidget() or window))
    focus = QApplication.focusWidget()
    hinted = next(each for each in sheet.findChildren(QWidget) if each.isVisible() and each.toolTip())
    _rest_the_mouse(hinted)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2000)
    assert sheet.isVisible()
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_shift_f10_opens_the_menu_of_the_entry(window: MainWindow) -> None:
    window.desk.visit("timeline")
    window.desk.select(Ref("event", "e-2023-forum-astana"), initiator="test")
    _into_the_tab(window)
    QTest.keyClick(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()
    menu.close()


def test_places_and_pieces_of_the_map_are_walked_by_keys(window: MainWindow) -> None:
    window.desk.visit("map")
    canvas = window.current.canvas  # type: ignore[union-attr]
    canvas.setFocus()
    QTest.keyClick(canvas, ">")
    assert canvas._selected.noun == "node"
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    corridor = canvas.highlight
    QTest.keyClick(canvas, ".")
    assert canvas._selected != corridor
    assert canvas.highlight == corridor
    assert canvas._lines[canvas._selected].corridor == corridor
    first = canvas._selected
    QTest.keyClick(canvas, ".")
    QTest.keyClick(canvas, ",")
    assert canvas._selected == first


def test_figures_of_the_strips_and_the_overview_of_the_timeline_answer_to_keys(window: MainWindow) -> None:
    window.desk.visit("timeline")
    tab = window.current
    canvas, overview = tab.canvas, tab.overview  # type: ignore[union-attr]
    QTest.keyClick(tab.controls.first, Qt.Key.Key_Down)  # type: ignore[union-attr]
    canvas.setFocus()
    QTest.keyClick(canvas, "]")
    chosen = window.desk.selection
    assert chosen is not None
    assert chosen in [value.ref for strip in canvas.spec.strips for value in strip.values]
    QTest.keyClick(canvas, "]")
    assert window.desk.selection != chosen
    overview.setFocus()
    before = canvas.view
    QTest.keyClick(overview, Qt.Key.Key_Left)
    assert canvas.view.start < before.start
    assert canvas.view.span == pytest.approx(before.span)
    QTest.keyClick(overview, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.view.span < before.span
    QTest.keyClick(overview, Qt.Key.Key_Home)
    assert canvas.view == canvas.full
