"""The Trade and Claims tabs: from a question to a figure, from a claim to the chart that decides it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.ui import theme as themes
from briefing_app.ui.charts.plot import ChartView
from briefing_app.ui.tabs.claims import ClaimsTab
from briefing_app.ui.tabs.trade import TradeTab
from briefing_app.ui.tabs.trade.picker import SeriesPicker
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import EVERYTHING, MainWindow
from tests.domain.bundled import CHART_KEYS
from tests.ui.windows import window_at

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
    tools = tab._drawn_as
    tools.log.click()
    assert tab._spec is not None and tab._spec.y.log
    tools.log.click()
    tools.change.click()
    assert "per cent" in tab._spec.y.label
    next(entry for entry in tools.index.menu().actions() if entry.text() == "2021 = 100").trigger()
    assert tab._spec.y.label == "2021 = 100"
    assert not tools.change.isChecked()
    assert tools.index.text() == "2021 = 100…"
    tools.index.menu().actions()[-1].trigger()
    assert tab._spec.y.label == "US dollars"


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


def test_where_a_figure_comes_from_and_who_says_otherwise_is_two_keys_away(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("trade", qtbot, tmp_path / "profile") as window:
        view = window.current._view  # type: ignore[union-attr]  # it is the Trade tab
        assert view.select_ref(FIGURE)
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Left)
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert window.desk.selection == FIGURE  # first key: the figure
        shown = " ".join(w.text() for kind in (QLabel, QPushButton) for w in window.detail.findChildren(kind))
        assert "Interfax, 22 October 2024" in shown
        assert "USD 1 billion" in shown and "USD 600 million" in shown
        assert "repeated by three outlets" in shown
        window.next_area()  # second key, F6: the first source
        focus = window.focusWidget()
        assert isinstance(focus, QPushButton) and "Interfax" in focus.text()


def test_every_question_s_picture_leaves_as_svg_png_and_rows(tab: TradeTab, desk: Desk, tmp_path: Path) -> None:
    for key in CHART_KEYS:
        tab._open(key)
        ET.fromstring(tab._frame.svg())
        image = tab._frame.image()
        assert image.width() >= 1200 and not image.isNull()
        desk.export_table(tab._frame.table.spec, tmp_path / f"{key}.zip")
        assert (tmp_path / f"{key}.zip").stat().st_size > 500


def wheel(view: ChartView, *, held: Qt.KeyboardModifier) -> QWheelEvent:
    """Turns the wheel by three notches over the middle of a chart, as the window system would."""
    port = view.canvas.viewport()
    at = QPointF(port.rect().center())
    event = QWheelEvent(
        at,
        port.mapToGlobal(at),
        QPoint(),
        QPoint(0, 360),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)
    return event


def years(view: ChartView) -> tuple[float, float]:
    left, right = view._items[0].getViewBox().viewRange()[0]
    return left, right


def test_the_wheel_over_a_chart_scrolls_the_page_and_zooms_only_with_ctrl(tab: TradeTab) -> None:
    tab.show()
    view = tab._view
    before = years(view)
    assert not wheel(view, held=Qt.KeyboardModifier.NoModifier).isAccepted()
    assert years(view) == before
    assert not view.reset_button.isVisible()
    assert wheel(view, held=Qt.KeyboardModifier.ControlModifier).isAccepted()
    after = years(view)
    assert before[0] < after[0] < after[1] < before[1]
    assert view.reset_button.isVisible()
    view.reset_button.click()
    assert years(view) == pytest.approx(before)
    assert not view.reset_button.isVisible()


def test_keys_zoom_a_chart_about_the_figure_that_was_reached(tab: TradeTab) -> None:
    tab.show()
    view = tab._view
    assert view.select_ref(FIGURE)
    before = years(view)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    left, right = years(view)
    assert right - left < (before[1] - before[0]) / 1.5
    assert left < 2023 < right
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert years(view)[1] - years(view)[0] > right - left
    QTest.keyClick(view, Qt.Key.Key_F)
    assert years(view) == pytest.approx(before)


def test_zooming_and_panning_stay_within_the_data(tab: TradeTab) -> None:
    tab.show()
    view = tab._view
    before = years(view)
    box = view._items[0].getViewBox()
    box.setXRange(before[0] - 500, before[1] + 500, padding=0)
    assert years(view) == pytest.approx(before)
    for _ in range(60):
        wheel(view, held=Qt.KeyboardModifier.ControlModifier)
    left, right = years(view)
    assert right > left
    view.grab()


def test_the_mouse_finds_a_figure_where_it_is_drawn(tab: TradeTab) -> None:
    tab.show()
    view = tab._view
    assert view.select_ref(FIGURE)
    assert view._at is not None
    line = view._lines[view._at[0]]
    pixel = view._seen(line.item).map(QPointF(*line.place(view._at[1])))
    found = view._mark(view._near(pixel))
    assert found is not None
    assert (found.x, found.y) == (line.mark(view._at[1]).x, line.mark(view._at[1]).y)
    assert view._near(QPointF(2, 2)) is None


@pytest.mark.parametrize(("width", "height"), [(1090, 700), (1020, 600)])
def test_the_sums_under_a_chart_stay_in_view_without_scrolling(tab: TradeTab, width: int, height: int) -> None:
    themes.apply(QApplication.instance(), tab.theme)
    tab.resize(width, height)
    tab.show()
    QTest.qWait(100)
    bottom = tab._findings.mapTo(tab, tab._findings.rect().bottomLeft()).y()
    assert bottom <= tab.height()
    items = tab._findings._list
    assert items.visualItemRect(items.item(1)).bottom() <= items.viewport().height()


def test_uzbekistan_against_kazakhstan_in_flour_is_two_actions(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("overview", qtbot, tmp_path / "profile") as window:
        trade = next(b for b in window.findChildren(QPushButton) if b.text() == "Trade" and b.property("role") == "tab")
        QTest.mouseClick(trade, Qt.MouseButton.LeftButton)  # first: the tab
        tab = window.current
        assert isinstance(tab, TradeTab)
        (item,) = tab._questions.findItems("Who sells flour to Afghanistan?", Qt.MatchFlag.MatchExactly)
        at = tab._questions.visualItemRect(item).center()
        QTest.mouseClick(tab._questions.viewport(), Qt.MouseButton.LeftButton, pos=at)  # second: the question
        assert tab._spec is not None and tab._spec.form == "paired"
        told = {line.label: [mark.label for mark in line.marks] for line in tab._spec.series}
        assert told["Kazakhstan"] == ["1.1 million", "537,000"]
        assert told["Uzbekistan"] == ["1.2 million", "691,000"]
        assert (
            tab._spec.caption.title == "Uzbekistan sold Afghanistan the most flour in Jan–Jun 2025: 691 thousand tonnes"
        )


def test_the_record_answers_why_a_figure_is_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    with window_at("trade", qtbot, tmp_path / "profile") as window:
        tab = window.current
        assert isinstance(tab, TradeTab)
        window.open_record(False)
        assert tab._view.select_ref(FIGURE)
        QTest.keyClick(tab._view, Qt.Key.Key_P)
        assert window.side.is_open
        assert window.desk.selection == FIGURE
        said = " ".join(label.text() for label in window.detail.findChildren(QLabel))
        assert "Versions of the 2023 figure" in said
        assert "repeated by three outlets" in said


def test_findings_are_those_of_the_question_alone(tab: TradeTab, desk: Desk) -> None:
    told = {}
    for key in CHART_KEYS:
        tab._open(key)
        shown = tab._findings._list
        told[key] = [shown.item(row).text() for row in range(shown.count())]
    assert any("USD 4 billion" in words for words in told["q-target"])
    assert not any("a tonne" in words for words in told["q-turnover"])
    assert told["q-iskp-attacks"] == []


@pytest.fixture
def picker(tab: TradeTab) -> SeriesPicker:
    tab._open_picker()
    (found,) = tab.findChildren(SeriesPicker)
    return found


def tick(picker: SeriesPicker, *labels: str) -> None:
    for row in range(picker.list.count()):
        item = picker.list.item(row)
        if not item.isHidden():
            ticked = item.text().rpartition(", ")[0] in labels
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)


def test_series_are_found_by_words_topic_and_unit_and_drawn_together(tab: TradeTab, picker: SeriesPicker) -> None:
    tick(picker)
    QTest.keyClicks(picker.search, "wheat flour exports to")
    shown = [picker.list.item(row) for row in range(picker.list.count()) if not picker.list.item(row).isHidden()]
    told = [item.text() for item in shown]
    assert "Kazakh wheat flour exports to Uzbekistan, thousand tonnes" in told
    assert len(told) < 30 and not any("turnover" in words for words in told)
    tick(picker, "Kazakh wheat flour exports to Afghanistan", "Kazakh wheat flour exports to Uzbekistan")
    picker.search.clear()
    picker.unit.setCurrentIndex(picker.unit.findText("fighters"))
    picker._narrow()
    assert picker.ticked == ("flour-kz-af-t", "flour-kz-uz-t")
    picker.show_button.click()
    assert tab._spec is not None and tab._spec.form == "line"
    assert [line.key for line in tab._spec.series] == ["flour-kz-af-t", "flour-kz-uz-t"]
    assert tab.save_view()["chart"] == "flour-kz-af-t flour-kz-uz-t"


def test_series_of_different_units_stand_on_axes_of_their_own_until_they_are_indexed(
    tab: TradeTab, picker: SeriesPicker
) -> None:
    tick(picker, "Kazakhstan-Afghanistan trade turnover", "Kazakh wheat flour exports to Afghanistan")
    assert "Their units differ" in picker.told.text()
    picker.show_button.click()
    assert tab._spec is not None
    assert [pane.y.label for pane in tab._spec.panes] == ["tonnes", "US dollars"]
    tab._drawn_as.draw_as(2022)
    assert [pane.y.label for pane in tab._spec.panes] == ["2022 = 100"]
    assert len(tab._spec.series) == 2
