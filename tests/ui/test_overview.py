"""Page one answers at once: judgements with their range, confidence apart, and everything leads on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain import overview
from briefing_app.domain.changes import Change
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.ui.small_chart import MiniChart
from briefing_app.ui.tabs.overview import OverviewTab
from briefing_app.ui.theme import Theme
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
