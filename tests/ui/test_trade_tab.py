"""The Trade and Claims tabs: from a question to a figure, from a claim to the chart that decides it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.domain.trade import CHART_KEYS
from briefing_app.ui.tabs.claims import ClaimsTab
from briefing_app.ui.tabs.trade import TradeTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import EVERYTHING, MainWindow

FIGURE = Ref("observation", "o-kzaf-turnover-usd_2023_interfax-20241022")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> TradeTab:
    tab = TradeTab(desk, Theme())
    qtbot.addWidget(tab)
    tab.refresh(EVERYTHING)
    tab.resize(1090, 700)
    return tab


@pytest.mark.parametrize("key", CHART_KEYS)
def test_every_chart_is_drawn_with_all_its_marks(tab: TradeTab, key: str) -> None:
    tab._open(key)
    assert tab._spec is not None
    assert tab._view.mark_count == sum(len(s.marks) for pane in tab._spec.panes for s in pane.series) > 0


def test_a_figure_is_revealed_in_the_chart_that_draws_it(tab: TradeTab) -> None:
    assert tab.reveal(FIGURE)
    assert tab._view.current_ref() == FIGURE


def test_arrow_keys_walk_the_figures_and_select_them(tab: TradeTab, desk: Desk) -> None:
    QTest.keyClick(tab._view, Qt.Key.Key_Right)
    first = desk.selection
    QTest.keyClick(tab._view, Qt.Key.Key_Right)
    assert first is not None
    assert desk.selection not in (None, first)
    assert "1 of" not in tab._view.accessibleDescription()
    assert "2 of" in tab._view.accessibleDescription()


def test_the_table_holds_the_same_figures_as_the_picture(tab: TradeTab) -> None:
    tab.toggle_table()
    assert tab._frame.showing_table
    assert tab._frame.table.spec is not None
    assert len(tab._frame.table.spec.rows) >= tab._view.mark_count


def test_a_claim_is_drawn_into_the_chart_that_decides_it(tab: TradeTab) -> None:
    assert tab.reveal(Ref("claim", "c-trade-06"))
    assert tab._spec is not None
    (mark,) = tab._spec.series[-1].marks
    assert (mark.form, mark.y, mark.ref) == ("claim", 4000.0, Ref("claim", "c-trade-06"))


def test_logarithm_and_index_change_the_axis(tab: TradeTab) -> None:
    tab._log.setChecked(True)
    assert tab._spec is not None and tab._spec.y.log
    tab._log.setChecked(False)
    for words, label in (("change on the year before", "per cent"), ("2021 = 100", "2021 = 100")):
        tab._index.setCurrentIndex(tab._index.findText(words))
        tab._draw()
        assert label in tab._spec.y.label


def test_a_verdict_chosen_on_the_strip_narrows_the_ledger(desk: Desk, qtbot: QtBot) -> None:
    tab = ClaimsTab(desk, Theme())
    qtbot.addWidget(tab)
    tab.refresh(EVERYTHING)
    tab._choose_verdict("implausible")
    assert tab._shown
    assert {c.verdict for c in tab._shown} == {"implausible"}
    tab._choose_verdict("implausible")
    assert len(tab._shown) == len(desk.dataset.claims)


def test_one_key_leads_from_a_claim_to_its_chart(desk: Desk, qtbot: QtBot) -> None:
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.start(Ref("claim", "c-trade-06"))
    claims = window.current
    assert isinstance(claims, ClaimsTab)
    claims._show_chart()
    assert isinstance(window.current, TradeTab)
    assert desk.selection == Ref("claim", "c-trade-06")
    window.close()
