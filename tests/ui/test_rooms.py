"""A tab that is not seen does nothing until it is shown, and then shows everything that has changed meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.changes import Change
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.entry_line import Line
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs import TABS
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

KEYS = [entry.key for entry in TABS]
SHOWN_IN = {
    "timeline": "event/e-2023-forum-astana",
    "map": "corridor/titr",
    "actors": "actor/kz",
    "claims": "claim/c-trade-06",
}


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("overview", qtbot, tmp_path / "profile") as shown:
        shown.detail.show()
        for key in KEYS:
            shown.desk.visit(key)
        QApplication.processEvents()
        yield shown


@pytest.fixture
def heard(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Change]]:
    """Writes down what each tab is told."""
    told: dict[str, list[Change]] = {key: [] for key in KEYS}

    def listen(tab: Tab) -> None:
        usual = tab.refresh

        def refresh(change: Change) -> None:
            told[tab.KEY].append(change)
            usual(change)

        monkeypatch.setattr(tab, "refresh", refresh)

    for tab in window._rooms._tabs.values():
        listen(tab)
    return told


def test_changes_reach_the_tab_that_is_shown_alone_and_the_others_when_they_are_shown(
    window: MainWindow, heard: dict[str, list[Change]]
) -> None:
    desk = window.desk
    desk.visit("claims")
    for told in heard.values():
        told.clear()
    desk.set_filter(Filter(as_known_on=dt.date(2023, 1, 1)), initiator="test")
    desk.notes.write(Ref("claim", "c-trade-06"), "Ask", initiator="test")
    desk.select(Ref("claim", "c-trade-06"), initiator="claims")
    assert {key for key, told in heard.items() if told} == {"claims"}
    desk.visit("sources")
    (missed,) = [change for change in heard["sources"] if change.has("filter")]
    assert missed.kinds >= {"filter", "notes", "selection"}
    assert missed.initiator == ""
    desk.visit("claims")
    assert [change for change in heard["claims"] if change.has("filter")] == heard["claims"][:1]


def test_a_saved_word_is_no_news_to_tabs_that_show_marks_alone(
    window: MainWindow, heard: dict[str, list[Change]]
) -> None:
    desk = window.desk
    ident = desk.notes.write(Ref("claim", "c-trade-06"), "Ask", initiator="test")
    for key in KEYS:
        desk.visit(key)
        heard[key].clear()
        desk.notes.write(Ref("claim", "c-trade-06"), f"Ask {key}", note_id=ident, initiator="test")
        assert len(heard[key]) == (key == "notes"), key


def _marks(tab: Tab, ref: Ref) -> int:
    """How often a tab marks an entry as one with notes."""
    lines = sum("has a note" in line.accessibleName() for line in tab.findChildren(Line) if line.ref == ref)
    tables = sum(
        ref in (view._model.noted if view._model else ()) and view._model.line_of(ref) >= 0  # type: ignore[union-attr]
        for view in tab.findChildren(TableView)
    )
    painted = [part for part in tab.findChildren(QWidget) if hasattr(part, "_noted") or hasattr(part, "noted")]
    drawn = sum(
        ref in found
        for part in painted
        if isinstance(found := getattr(part, "_noted", None) or getattr(part, "noted", None), frozenset)
    )
    return lines + tables + drawn


@pytest.mark.parametrize("key", [*SHOWN_IN, "overview", "ambitions"])
@pytest.mark.parametrize("asleep", [False, True], ids=["shown", "asleep"])
def test_a_note_moves_the_marks_of_a_tab_whether_it_is_shown_or_asleep(
    window: MainWindow, key: str, asleep: bool
) -> None:
    desk = window.desk
    desk.visit(key)
    assert window.current is not None
    lines = [line.ref for line in window.current.findChildren(Line) if line.ref and line.ref.noun == "indicator"]
    ref = Ref.parse(SHOWN_IN[key]) if key in SHOWN_IN else lines[0]
    desk.visit("notes" if asleep else key)
    ident = desk.notes.write(ref, "Ask", initiator="test")
    desk.visit(key)
    assert _marks(window.current, ref) > 0
    desk.visit("notes" if asleep else key)
    desk.notes.remove([ident], initiator="test")
    desk.visit(key)
    assert _marks(window.current, ref) == 0


@pytest.mark.parametrize("asleep", [False, True], ids=["shown", "asleep"])
def test_where_the_filter_asks_for_notes_a_new_note_lets_its_entry_in(window: MainWindow, asleep: bool) -> None:
    desk = window.desk
    desk.visit("claims")
    desk.set_filter(Filter(only_with_notes=True), initiator="test")
    assert window.current is not None
    assert window.current.status().endswith("0 shown")
    desk.visit("notes" if asleep else "claims")
    desk.notes.write(Ref("claim", "c-trade-06"), "Ask", initiator="test")
    desk.visit("claims")
    assert window.current.status().endswith("1 shown")


def test_a_tab_that_slept_wears_the_theme_of_the_window_when_it_is_shown(window: MainWindow) -> None:
    window.desk.visit("claims")
    window.desk.prefer(initiator="test", theme="dark", text_size=150)
    assert {tab.KEY for tab in window._rooms._tabs.values() if tab.theme == window.theme} == {"claims"}
    for key in KEYS:
        window.desk.visit(key)
        assert window.current is not None
        assert window.current.theme == window.theme


def test_two_changes_make_one_that_names_nobody_unless_both_came_from_the_same_hand() -> None:
    one = Change(kinds=frozenset({"filter"}), initiator="a", reveal=True)
    two = Change(kinds=frozenset({"selection"}), refs=frozenset({Ref("actor", "kz")}), initiator="b")
    assert one.and_then(two) == Change(kinds=frozenset({"filter", "selection"}), refs=two.refs)
    assert one.and_then(one).initiator == "a"
