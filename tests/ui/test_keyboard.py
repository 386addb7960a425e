"""The whole window by keys alone: Tab goes on as one reads, no place is a trap, and every stop has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
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
    areas = [window.header, window.tabbar, window.filterbar, window.current, window.detail]
    walked = _walk(window)
    met = [next(n for n, area in enumerate(areas) if area.isAncestorOf(widget)) for widget in walked]
    assert met == sorted(met)
    assert set(met) == {0, 1, 2, 3, 4}
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
    window.next_area()
    assert window.detail.isAncestorOf(QApplication.focusWidget())
    window.next_area()
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
