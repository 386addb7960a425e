"""Tables show whole lines: no sign parted from its word, no word broken that has room, nothing cut in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.ui import cell_layout
from briefing_app.ui.plain_text import TIP_WIDTH
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs.actors.view import ActorsTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

FONT = Theme().font("body")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("timeline", qtbot, tmp_path / "profile") as shown:
        yield shown


@pytest.mark.parametrize("claim", ["c-trade-06", "c-dip-09"])
def test_the_chosen_row_stays_in_view_when_the_record_takes_width_from_its_table(
    window: MainWindow, qtbot: QtBot, claim: str
) -> None:
    window.resize(1366, 768)
    window.desk.visit("claims")
    qtbot.wait(50)
    window.desk.select(Ref("claim", claim), initiator="test")
    window.open_record()
    qtbot.wait(200)
    assert window.current is not None
    grid = window.current.findChild(TableView).grid
    assert grid.currentIndex().isValid()
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())


def test_the_row_on_top_stays_on_top_when_the_table_becomes_narrower(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("claims")
    qtbot.wait(50)
    assert window.current is not None
    grid = window.current.findChild(TableView).grid
    grid.scrollTo(grid.model().index(40, 0), QAbstractItemView.ScrollHint.PositionAtTop)
    window.resize(1000, 900)
    qtbot.wait(100)
    assert grid.indexAt(QPoint(0, 0)).row() == 40


def _shown(table: TableView, row: int, column: int) -> list[str]:
    option = QStyleOptionViewItem()
    index = table.grid.model().index(row, column)
    option.rect = table.grid.visualRect(index)
    option.font = FONT
    table._cells.initStyleOption(option, index)
    return str(option.text).split("\N{LINE SEPARATOR}")


def test_a_long_text_ends_in_an_ellipsis_on_the_last_of_its_whole_lines() -> None:
    text = "Kazakhstan and the Taliban authorities signed a memorandum on the railway in the presence of both sides"
    found = cell_layout.lines(text, FONT, 150)
    metrics = QFontMetrics(FONT)
    assert len(found) == cell_layout.MOST_LINES
    assert found[-1].endswith("…")
    assert text.startswith(" ".join(found)[:-1].rstrip())
    assert all(metrics.horizontalAdvance(line) <= 150 for line in found)


def test_a_text_that_fits_is_shown_as_it_is() -> None:
    assert cell_layout.lines("Kabul", FONT, 150) == ["Kabul"]
    assert cell_layout.lines("one two three", FONT, 60) == ["one two", "three"]


def test_a_sign_stays_on_the_line_of_its_word() -> None:
    assert cell_layout.lines("● occurred", FONT, 62)[0] != "●"


@pytest.mark.parametrize("key", ["timeline", "map", "actors", "claims", "sources"])
def test_rows_have_room_for_the_lines_drawn_in_them_and_break_no_date_and_no_word(window: MainWindow, key: str) -> None:
    window.desk.visit(key)
    assert window.current is not None
    window.toggle_table()
    table = next(t for t in window.current.findChildren(TableView) if t.isVisible() and t.spec)
    assert table.spec is not None
    line = QFontMetrics(FONT).lineSpacing()
    for row in range(min(30, table.grid.model().rowCount())):
        for number, column in enumerate(table.spec.columns):
            drawn = _shown(table, row, number)
            assert len(drawn) * line <= table.grid.rowHeight(row)
            if column.kind in ("date", "word"):
                whole = table.spec.rows[row].cells[number].text
                assert " ".join(drawn).replace("\N{NO-BREAK SPACE}", " ").split() == whole.split()


@pytest.mark.parametrize("size", [100, 200])
def test_the_mark_of_a_note_breaks_no_word_and_takes_the_room_of_no_further_line(window: MainWindow, size: int) -> None:
    desk = window.desk
    desk.prefer(initiator="test", text_size=size)
    for actor in ("kz", "af-taliban"):
        desk.notes.write(Ref("actor", actor), "Ask again.", initiator="test")
    desk.visit("actors")
    assert isinstance(window.current, ActorsTab)
    window.current.show_part("list")
    table: TableView | None = window.current.list.table
    assert table is not None and table._model is not None
    bold = QFontMetrics(window.theme.font("body", bold=True))
    column = table._model.spec.row_header
    for actor, most in (("kz", 1), ("af-taliban", 4)):
        row = table._model.line_of(Ref("actor", actor))
        words = str(table._model.index(row, column).data())
        room = table.grid.columnWidth(column) - table._cells.pad
        shown = cell_layout.lines(words, window.theme.font("body", bold=True), room)
        assert len(shown) <= most
        assert " ".join(shown).replace("\N{NO-BREAK SPACE}", " ") == words
        assert table.grid.rowHeight(row) < (len(shown) + 1) * bold.lineSpacing() + window.theme.px(14)
    desk.prefer(initiator="test", text_size=100)  # the look is the whole application's


@pytest.mark.parametrize(("tab", "column", "told"), [("claims", "verdict", "bear"), ("sources", "grade", "A: ")])
def test_a_sign_and_a_grade_say_what_they_mean_in_their_tooltip(
    window: MainWindow, tab: str, column: str, told: str
) -> None:
    window.desk.visit(tab)
    assert window.current is not None
    table = next(view for view in window.current.findChildren(TableView))
    assert table._model is not None
    number = [c.key for c in table._model.spec.columns].index(column)
    tips = {
        str(table._model.index(row, number).data(Qt.ItemDataRole.ToolTipRole) or "")
        for row in range(table._model.rowCount())
    }
    assert any(told in tip for tip in tips)
    assert all(len(line) <= TIP_WIDTH for tip in tips for line in tip.splitlines())


@pytest.mark.parametrize("size", [100, 200])
def test_a_note_makes_no_row_taller(window: MainWindow, size: int) -> None:
    desk = window.desk
    desk.prefer(initiator="test", text_size=size)
    desk.visit("sources")
    assert window.current is not None
    table = next(view for view in window.current.findChildren(TableView))
    assert table._model is not None
    short = min(desk.dataset.sources, key=lambda source: (len(source.publisher), source.id)).ref
    before = table.grid.rowHeight(table._model.line_of(short))
    desk.notes.write(short, "Ask again.", initiator="test")
    assert str(table._model.index(table._model.line_of(short), table._model.spec.row_header).data()).startswith("✎")
    assert table.grid.rowHeight(table._model.line_of(short)) == before
    desk.prefer(initiator="test", text_size=100)  # the look is the whole application's


def test_a_table_filled_unseen_has_its_columns_and_its_current_row_when_it_is_shown(window: MainWindow) -> None:
    table = window.current.frame.table  # type: ignore[union-attr]  # the tab of the timeline
    assert not table.isVisible()
    last = table.spec.rows[-1].ref
    assert table.select_ref(last)
    window.current.toggle_table()  # type: ignore[union-attr]
    assert table.isVisible()
    head = table.grid.horizontalHeader()
    shown = [i for i in range(head.count()) if not table.grid.isColumnHidden(i)]
    assert len({table.grid.columnWidth(i) for i in shown}) > 1  # shared by what they hold, not all alike as at first
    assert table.grid.viewport().rect().intersects(table.grid.visualRect(table.grid.currentIndex()))
    assert table.current_ref() == last


def test_words_are_found_in_a_table_whatever_their_case_and_accents(window: MainWindow) -> None:
    table = window.current.frame.table  # type: ignore[union-attr]
    window.current.toggle_table()  # type: ignore[union-attr]
    total = table.grid.model().rowCount()
    table.find_text("TÓKAYEV")
    found = table.grid.model().rowCount()
    assert 0 < found < total
    table.find_text("")
    assert table.grid.model().rowCount() == total


def test_a_table_whose_columns_share_the_width_does_not_scroll_sideways(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("sources")
    assert window.current is not None
    table = window.current.findChild(TableView)
    assert table is not None
    for width in range(1300, 1330):
        window.resize(width, 900)
        qtbot.waitUntil(lambda: not table._unfitted)
        assert table.grid.horizontalHeader().length() <= table.grid.viewport().width(), width


def test_a_bar_has_a_handle_only_where_something_scrolls(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("sources")
    assert window.current is not None
    table = window.current.findChild(TableView)
    assert table is not None
    bar = table.grid.verticalScrollBar()
    qtbot.waitUntil(bar.isEnabled)
    table.find_text("no page has such a title")
    qtbot.waitUntil(lambda: not bar.isEnabled())
