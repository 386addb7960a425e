"""Page one answers at once: judgements with their range, confidence apart, and everything leads on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain import overview
from briefing_app.domain.changes import Change
from briefing_app.domain.colours import THEMES
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.pictures import chart, verdicts
from briefing_app.pictures.pen import Box
from briefing_app.pictures.svg_pen import SvgPen
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.small_chart import MiniChart
from briefing_app.ui.tabs.overview import OverviewTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.verdict_strip import VerdictStrip
from briefing_app.ui.window import EVERYTHING


@pytest.fixture
def tab(tmp_path: Path, qtbot: QtBot) -> Iterator[OverviewTab]:
    desk = Desk.open(profile=tmp_path / "profile")
    tab = OverviewTab(desk, Theme())
    qtbot.addWidget(tab)
    tab.refresh(EVERYTHING)
    tab.resize(1090, 700)
    yield tab
    desk.close()


def test_every_judgement_stands_on_page_one_with_its_range_and_confidence_apart(tab: OverviewTab) -> None:
    shown = {line.ref: line.full for line in tab.walk.lines}
    for judgement in tab.desk.dataset.judgements:
        text = shown[judgement.ref]
        if judgement.likelihood:
            assert f"{judgement.likelihood} ({judgement.low}–{judgement.high} %)" in text
            likely, _sep, sure = text.partition("Confidence is")
            assert sure
            assert judgement.likelihood in likely


def test_the_scale_of_likelihood_can_be_changed(tab: OverviewTab) -> None:
    tab.desk.prefer(initiator="test", likelihood_scale="ICD203")
    tab.refresh(EVERYTHING)
    assert any("almost no chance" in line.full for line in tab.walk.lines)


def test_arrow_keys_walk_the_lines_and_select_them(tab: OverviewTab) -> None:
    tab.show()
    tab.walk.lines[0].setFocus()
    QTest.keyClick(tab.walk.lines[0], Qt.Key.Key_Down)
    assert tab.desk.selection == tab.walk.lines[1].ref


def test_the_small_charts_are_walked_by_keys_and_name_the_figure(tab: OverviewTab) -> None:
    tab.show()
    picture = tab.findChildren(MiniChart)[0]
    picture.grab()
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "observation"
    assert "million" in picture.accessibleDescription()


def test_a_judgement_is_revealed_where_it_stands(tab: OverviewTab) -> None:
    assert tab.reveal(Ref("judgement", "j-01"))
    assert [line.ref for line in tab.walk.lines if line.selected] == [Ref("judgement", "j-01")]


def test_one_ambition_can_be_shown_alone(tab: OverviewTab) -> None:
    lines = overview.lines(Scope(dataset=tab.desk.dataset, filter=Filter(ambition="B")), kind="judgement")
    assert lines
    assert {line.letter for line in lines} <= {"B", "AB"}


def test_a_judgement_with_a_note_carries_the_mark_and_says_so(tab: OverviewTab) -> None:
    desk = tab.desk
    line = next(line for line in tab.walk.lines if line.ref is not None and line.ref.noun == "judgement")
    assert line.ref is not None
    desk.notes.write(line.ref, "words", initiator="test")
    tab.refresh(Change(kinds=frozenset({"notes"})))
    assert line.full.startswith("✎ ")
    assert line.accessibleName().endswith("has a note")
    desk.notes.undo()
    tab.refresh(Change(kinds=frozenset({"notes"})))
    assert "✎" not in line.full
    assert not line.accessibleName().endswith("has a note")


def test_f2_shows_all_of_page_one_as_a_table_that_selects_and_follows_the_filter(tab: OverviewTab) -> None:
    tab.show()
    tab.toggle_table()
    table = tab._table
    assert table is not None
    assert table.isVisible()
    assert table.spec is not None
    refs = [row.ref for row in table.spec.rows]
    assert {j.ref for j in tab.desk.dataset.judgements} <= set(refs)
    figure = Ref("observation", "o-kzaf-turnover-usd_2023_interfax-20241022")
    row = table.spec.rows[refs.index(figure)]
    assert "567.5" in row.cells[2].text
    assert "Interfax" in row.cells[4].text
    table.grid.setCurrentIndex(table.grid.model().index(refs.index(figure), 0))
    assert tab.desk.selection == figure
    tab.desk.set_filter(Filter(ambition="B"), initiator="test")
    tab.refresh(Change(kinds=frozenset({"filter"}), initiator="test"))
    assert all(row.cells[1].text in ("", "B", "AB") for row in table.spec.rows)
    tab.toggle_table()
    assert not table.isVisible()
    assert tab.walk.lines[0].isVisible()


def test_the_outlook_stands_in_a_column_of_its_own_in_words(tab: OverviewTab) -> None:
    tab.show()
    judged = {line.ref: line for line in tab.walk.lines if line.ref is not None and line.ref.noun == "judgement"}
    worse = next(j for j in tab.desk.dataset.judgements if j.direction_since_then == "worse" and j.ambition == "B")
    (end,) = judged[worse.ref]._ends
    assert end.run.text == "outlook for B since January 2024: worse"
    assert end.run.text in judged[worse.ref].accessibleName()
    assert len({line._ends[0].width for line in judged.values() if line._ends}) == 1
    assert not [line for line in judged.values() if line._lead and set(line._lead.text) & set("↑↓→")]


def test_as_known_on_a_day_page_one_says_that_the_judgements_were_written_later(tab: OverviewTab) -> None:
    tab.desk.set_filter(Filter(as_known_on=dt.date(2024, 1, 10)), initiator="test")
    tab.refresh(EVERYTHING)
    tab.show()
    words = [widget.text() for widget in tab.findChildren(QLabel)]
    assert any("written later" in text and "10 January 2024" in text for text in words)


def _ends(tab: OverviewTab) -> tuple[int, int]:
    """Where the left and the right column end."""
    sheet = tab._scroll.widget()
    shown = [part for part in sheet.children() if isinstance(part, QWidget) and part.isVisible() and part.height()]
    middle = sheet.width() // 2
    left = max(part.geometry().bottom() for part in shown if part.x() < middle)
    return left, max(part.geometry().bottom() for part in shown if part.x() >= middle)


@pytest.mark.parametrize("width", [1366, 1440, 1920])
@pytest.mark.parametrize(
    "chosen",
    [
        Filter(),
        Filter(ambition="A"),
        Filter(ambition="B"),
        Filter(since=dt.date(2024, 1, 10)),
        Filter(as_known_on=dt.date(2024, 1, 10)),
    ],
    ids=["all", "A", "B", "since", "as known on"],
)
def test_both_columns_end_together(tab: OverviewTab, width: int, chosen: Filter) -> None:
    tab.resize(width, 760)
    tab.show()
    tab.desk.set_filter(chosen, initiator="test")
    tab.refresh(EVERYTHING)
    QTest.qWait(50)
    left, right = _ends(tab)
    assert left == pytest.approx(right, abs=2)


def test_blocks_that_went_over_come_back_when_the_width_or_the_filter_changes(tab: OverviewTab) -> None:
    tab.resize(1440, 760)
    tab.show()
    QTest.qWait(50)
    columns = tab._columns
    assert columns is not None
    heights = [(chart.width(), chart.height()) for block in columns._blocks for chart in block.charts]
    for kept in (3, 0, 6, 1, 6):
        columns._part(kept)
    columns.fit(tab._scroll.widget().width())
    QTest.qWait(50)
    assert [(chart.width(), chart.height()) for block in columns._blocks for chart in block.charts] == heights
    order = [columns._right.indexOf(block.layout) for block in columns._blocks]
    assert order == sorted(order)
    assert -1 not in order


@pytest.mark.parametrize("width", [1366, 1440, 1920, 700])
def test_lines_are_walked_told_and_tabbed_as_they_are_read(tab: OverviewTab, width: int) -> None:
    tab.resize(width, 760)
    tab.show()
    QTest.qWait(50)
    sheet = tab._scroll.widget()
    middle = sheet.width() * 11 // 19 if width >= 760 else sheet.width()

    def place(widget: QWidget) -> tuple[bool, int]:
        return widget.x() >= middle, widget.y()

    assert [*map(place, tab.walk.lines)] == sorted(map(place, tab.walk.lines))
    told = [each for each in sheet.children() if isinstance(each, QWidget) and each.isVisible() and each.height()]
    assert [*map(place, told)] == sorted(map(place, told))
    stops, stop = [], sheet.nextInFocusChain()
    while stop is not sheet:
        stops += [stop] if stop.parentWidget() is sheet and stop.focusPolicy() & Qt.FocusPolicy.TabFocus else []
        stop = stop.nextInFocusChain()
    assert len(stops) > 3
    assert [*map(place, stops)] == sorted(map(place, stops))


def test_the_first_paint_has_the_widths_of_the_whole_page(tmp_path: Path, qtbot: QtBot) -> None:
    first = Desk.open(profile=tmp_path / "profile")
    assert first.keep_first_look()
    first.close()
    desk = Desk.open(profile=tmp_path / "profile", page_one=True)
    tab = OverviewTab(desk, Theme())
    qtbot.addWidget(tab)
    tab.resize(1440, 760)
    tab.refresh(EVERYTHING)
    tab.show()
    QTest.qWait(50)
    assert not desk.whole
    before = [line.geometry() for line in tab.walk.lines]
    desk.accept_data(desk.load_whole(), initiator="test")
    tab.refresh(EVERYTHING)
    QTest.qWait(50)
    assert desk.whole
    assert [line.geometry() for line in tab.walk.lines][: len(before)] == before
    desk.close()


def test_every_part_of_the_strip_is_named_in_it_or_in_the_key_below(tab: OverviewTab) -> None:
    tab.resize(1366, 760)
    tab.show()
    QTest.qWait(50)
    strip = tab.findChild(VerdictStrip)
    assert strip is not None
    assert strip.height() == strip.heightForWidth(strip.width())
    pen = SvgPen(THEMES["light"])
    unit = unit_of(tab.theme)
    drawn = verdicts.draw(pen, strip._counts, Box(0, 0, strip.width() / unit, 0))
    made = pen.finish(strip.width() / unit, drawn.bottom, title="t", summary="s")
    assert all(f"{count.word}<" in made for count in strip._counts)


def test_small_charts_name_the_unit_of_their_axis(tab: OverviewTab) -> None:
    tab.resize(1366, 760)
    tab.show()
    QTest.qWait(50)
    charts = tab.findChildren(MiniChart)
    assert charts
    for picture in charts:
        assert picture.spec is not None
        pen = SvgPen(THEMES["light"])
        unit = unit_of(tab.theme)
        chart.draw(pen, picture.spec, Box(1, 1, picture.width() / unit - 2, picture.height() / unit - 2))
        assert f">{picture.spec.y.label}<" in pen.finish(500, 200, title="t", summary="s")
