"""The Ambitions tab: rows of both columns aligned, everything selectable, the scale switchable, all keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.model import Ref
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.entry_line import Line
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.tabs.ambitions import AmbitionsTab
from briefing_app.ui.tabs.ambitions.asking import AskingSheet
from briefing_app.ui.tabs.ambitions.chain import Chain
from briefing_app.ui.tabs.ambitions.view import VIEWS
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at("ambitions", qtbot, tmp_path / "profile") as window:
        yield window


@pytest.fixture
def tab(window: MainWindow) -> AmbitionsTab:
    assert isinstance(window.current, AmbitionsTab)
    return window.current


def tops(tab: AmbitionsTab, lines: Sequence[QWidget]) -> list[int]:
    sheet = tab.two_ways.widget()
    assert sheet is not None
    return [line.mapTo(sheet, QPoint(0, 0)).y() for line in lines]


def lines_of(tab: AmbitionsTab, noun: str) -> list[Line]:
    return [line for line in tab.two_ways.findChildren(Line) if line.ref is not None and line.ref.noun == noun]


def shown_lines(tab: AmbitionsTab) -> list[Line]:
    return [line for line in tab.two_ways._lines if isinstance(line, Line)]


def chain_of(tab: AmbitionsTab, ambition: str) -> Chain:
    return next(line for line in tab.two_ways._lines if isinstance(line, Chain) and line.way.ambition == ambition)


@pytest.mark.parametrize(("noun", "per_row"), [("judgement", 2), ("evidence", 4), ("indicator", 2)])
def test_the_rows_of_both_columns_stand_on_one_line(tab: AmbitionsTab, noun: str, per_row: int) -> None:
    found = tops(tab, lines_of(tab, noun))
    assert found
    assert all(found.count(top) == per_row for top in found)


def test_arrows_walk_the_lines_and_select_and_enter_follows(tab: AmbitionsTab, qtbot: QtBot) -> None:
    first = lines_of(tab, "judgement")[0]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert tab.desk.selection == first.ref
    qtbot.keyClick(first, Qt.Key.Key_Right)
    across = tab.desk.selection
    assert across is not None
    assert across != first.ref
    assert across.noun == "judgement"
    qtbot.keyClick(tab.two_ways.focusWidget() or first, Qt.Key.Key_Down)
    assert tab.desk.selection not in (first.ref, across)


def test_a_step_shows_its_own_evidence_and_pressed_again_all_of_it(tab: AmbitionsTab, qtbot: QtBot) -> None:
    before = {line.ref for line in lines_of(tab, "evidence")}
    chain = chain_of(tab, "A")
    chain.go(1)
    qtbot.keyClick(chain, Qt.Key.Key_Return)
    facets = {
        tab.desk.dataset.find("evidence", line.ref.id).facet
        for line in lines_of(tab, "evidence")[:4]
        if line.ref is not None
    }
    assert "financing" in facets
    chain = chain_of(tab, "A")
    assert chain.at == 1
    qtbot.keyClick(chain, Qt.Key.Key_Return)
    assert {line.ref for line in shown_lines(tab) if line.ref is not None and line.ref.noun == "evidence"} == before


def test_arrows_walk_the_steps_and_leave_the_chain(tab: AmbitionsTab, qtbot: QtBot) -> None:
    chain, other = chain_of(tab, "A"), chain_of(tab, "B")
    last = len(chain.way.steps) - 1
    chain.go(last - 1)
    qtbot.keyClick(chain, Qt.Key.Key_Right)
    assert (tab.two_ways.focusWidget(), chain.at) == (chain, last)
    assert f"Step {last + 1} of {last + 1}" in chain.accessibleDescription()
    qtbot.keyClick(chain, Qt.Key.Key_Right)
    assert (tab.two_ways.focusWidget(), other.at) == (other, 0)
    qtbot.keyClick(other, Qt.Key.Key_Up)
    above = tab.two_ways.focusWidget()
    assert isinstance(above, Line)
    assert above.ref is not None
    assert above.ref.noun == "judgement"


def test_the_mouse_presses_the_step_that_is_drawn_under_it(tab: AmbitionsTab, qtbot: QtBot) -> None:
    chain = chain_of(tab, "B")
    middle = chain.stops()[2].center()
    qtbot.mouseMove(chain, middle)
    qtbot.mouseClick(chain, Qt.MouseButton.LeftButton, pos=middle)
    again = chain_of(tab, "B")
    assert again.at == 2
    shade = again.grab().toImage().pixelColor(again.stops()[2].topLeft() + QPoint(3, 3))
    assert shade == tab.theme.colour("select")


def test_the_scale_changes_the_words_and_is_kept(tab: AmbitionsTab) -> None:
    tab.use_scale("ICD203")
    assert tab.desk.preferences.likelihood_scale == "ICD203"
    assert "ICD 203" in tab.scale_button.text()
    said = " ".join(line.full for line in shown_lines(tab))
    assert "almost no chance (0–5 %)" in said
    assert "remote chance" not in said


@pytest.mark.parametrize(
    ("ref", "view"),
    [
        (Ref("indicator", "in-a-03"), "indicators"),
        (Ref("hypothesis", "h-moscow"), "explanations"),
        (Ref("rating", "ev-a-01:h-corridor"), "explanations"),
        (Ref("rating", "ev-b-02:h-corridor"), "explanations"),
        (Ref("evidence", "ev-a-03"), "evidence"),
        (Ref("scale", "s-phia-1"), "words"),
    ],
)
def test_every_entry_of_the_tab_is_found_in_one_of_its_views(tab: AmbitionsTab, ref: Ref, view: str) -> None:
    assert tab.desk.dataset.get(ref) is not None
    tab.desk.follow(ref, initiator="test")
    assert tab.view == view
    assert tab.reveal(ref)


def test_the_equal_table_is_one_key_away(tab: AmbitionsTab) -> None:
    tab.toggle_table()
    assert tab.frame.showing_table
    assert tab.frame.table.spec is not None
    assert len(tab.frame.table.spec.rows) > 100
    tab.toggle_table()
    assert not tab.frame.showing_table


@pytest.mark.parametrize("part", ["evidence", "explanations"])
def test_a_cell_of_the_matrix_selects_its_rating(tab: AmbitionsTab, part: str) -> None:
    tab.show_view("explanations")
    tab.explanations.show_part(part)
    grid = tab.explanations.matrix.grid
    grid.setCurrentIndex(grid.model().index(1, 5))
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "rating"


def test_the_conditions_change_what_is_counted_and_the_statement_stays(tab: AmbitionsTab) -> None:
    tab.show_view("explanations")
    tab.explanations.show_part("scores")
    spec = tab.explanations.table.spec
    assert spec is not None
    tab.explanations.counts.neutral.setChecked(True)
    after = tab.explanations.table.spec
    assert after is not None
    assert spec.rows != after.rows
    assert "not a calculator" in tab.explanations.statement.text()
    assert "contested" in tab.explanations.caveats.text()


def test_a_narrow_tab_puts_b_below_a(tab: AmbitionsTab) -> None:
    tab.apply_theme(Theme("dark", 200))
    tab.two_ways.widget().layout().activate()  # type: ignore[union-attr]
    first, second = tops(tab, [chain_of(tab, letter) for letter in "AB"])
    assert second > first


def test_the_matrix_leaves_as_the_picture_that_stands_in_the_briefing(
    tab: AmbitionsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.show_view("explanations")
    chosen = tmp_path / "matrix.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(chosen), ""))
    button = tab.explanations._picture_button
    for action in button.menu().actions():
        if action.text() in ("SVG", "Copy picture"):
            action.trigger()
    text = chosen.read_text(encoding="utf-8")
    for hypothesis in tab.desk.dataset.hypotheses:
        assert hypothesis.label in text
    assert tab.desk.dataset.edition.words in text
    assert QGuiApplication.clipboard().image().width() == 2400
    tab.explanations.show_part("scores")
    assert not button.isEnabled()


def test_a_cell_is_rated_by_key_and_counts_beside_the_bundled_rating(tab: AmbitionsTab, qtbot: QtBot) -> None:
    tab.show_view("explanations")
    view = tab.explanations
    assert view.matrix.select_ref(Ref("rating", "ev-b-29:h-moscow"))
    before = view._specs()["scores"]()
    qtbot.keyClick(view.matrix.grid, Qt.Key.Key_R)
    (sheet,) = view.findChildren(AskingSheet)
    box = sheet.findChild(PickBox)
    assert box is not None
    box.setCurrentIndex(box.findData("CC"))
    sheet.reasons.setPlainText("They may have waited.")
    sheet.accept()
    (rating,) = tab.desk.analysis.own.ratings
    assert (rating.rating, rating.text) == ("CC", "They may have waited.")
    assert view.counts.whose.currentData() == "me"
    spec = view._specs()["evidence"]()
    assert "CC ≠ II" in [cell.text for row in spec.rows for cell in row.cells]
    assert view._specs()["scores"]().rows != before.rows
    view.counts.whose.setCurrentIndex(0)
    assert view._specs()["scores"]().rows == before.rows


def test_the_items_are_drawn_anew_off_the_window_and_told(tab: AmbitionsTab, qtbot: QtBot) -> None:
    tab.show_view("explanations")
    tab.explanations.show_part("draws")
    qtbot.waitUntil(lambda: "items were found" in tab.explanations.title.text(), timeout=10_000)
    assert "5,000 times" in tab.explanations.subtitle.text()


def test_feasibility_mixed_into_motive_changes_the_scores_and_is_taken_back(tab: AmbitionsTab) -> None:
    tab.show_view("explanations")
    tab.explanations.counts.core.setChecked(False)
    plain = tab.explanations._specs()["scores"]().rows
    tab.explanations.counts.mixed.setChecked(True)
    assert tab.explanations._specs()["scores"]().rows != plain
    tab.explanations.counts.mixed.setChecked(False)
    assert tab.explanations._specs()["scores"]().rows == plain


def test_a_new_reading_needs_its_source_and_then_stands_on_the_board(tab: AmbitionsTab) -> None:
    tab.show_view("indicators")
    ref = Ref("indicator", "in-a-03")
    tab.indicators.table.select_ref(ref)
    tab.own.record_reading()
    (sheet,) = tab.findChildren(AskingSheet)
    sheet.accept()
    assert "needs its source" in sheet.said.text()
    assert tab.desk.analysis.own.readings == ()
    line = next(field for field in sheet.findChildren(QLineEdit) if "address" in field.placeholderText())
    line.setText("KazInform, 20 November")
    sheet.accept()
    (reading,) = tab.desk.analysis.own.readings
    assert (reading.target, reading.source) == (ref, "KazInform, 20 November")
    spec = tab.indicators.table.spec
    assert spec is not None
    at = [column.key for column in spec.columns].index("own")
    assert next(row for row in spec.rows if row.ref == ref).cells[at].text != "–"


VIEW_KEYS = ("two-ways", "between", "evidence", "indicators", "explanations", "estimates", "assumptions", "forecasts",
             "words")  # fmt: skip


def sheet_of(tab: AmbitionsTab) -> AskingSheet:
    return next(sheet for sheet in tab.findChildren(AskingSheet) if sheet.isVisible())


@pytest.mark.parametrize("view", VIEW_KEYS)
def test_every_view_is_reached_by_its_button_and_takes_the_keyboard(
    window: MainWindow, tab: AmbitionsTab, qtbot: QtBot, view: str
) -> None:
    button = tab._buttons[view]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert tab.view == view
    tab.setFocus()
    held = window.focusWidget()
    assert held is not None
    assert held is not button
    page = tab._stack.currentWidget()
    assert page is not None
    assert page.isAncestorOf(held)


def test_the_links_between_the_ambitions_are_walked_opened_and_read_as_a_table(tab: AmbitionsTab, qtbot: QtBot) -> None:
    tab.show_view("between")
    tab.setFocus()
    qtbot.keyClick(tab.canvas, Qt.Key.Key_Down)
    chosen = tab.desk.selection
    assert chosen is not None
    assert chosen.noun == "influence"
    qtbot.keyClick(tab.canvas, Qt.Key.Key_Right)
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "factor"
    tab.toggle_table()
    assert tab.between.showing_table
    spec = tab.between.table.spec
    assert spec is not None
    assert len(spec.rows) == len(tab.desk.dataset.influences)
    tab.toggle_table()
    tab.show_view("words")
    assert tab.reveal(chosen)
    assert tab.view == "between"


def test_links_stand_between_the_columns_and_lead_to_their_picture(tab: AmbitionsTab, qtbot: QtBot) -> None:
    shown = lines_of(tab, "influence")
    assert shown
    chains = [chain_of(tab, ambition) for ambition in "AB"]
    assert max(tops(tab, chains)) < min(tops(tab, shown))
    assert max(tops(tab, shown)) < min(tops(tab, lines_of(tab, "evidence")))
    switch = next(line for line in tab.two_ways.findChildren(Line) if line.full == "All links as a picture")
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert tab.view == "between"


def test_where_room_is_narrow_the_views_stand_in_a_field(window: MainWindow, tab: AmbitionsTab) -> None:
    assert tab._buttons["words"].isVisible()
    assert not tab.chooser.isVisible()
    window.resize(900, 700)
    QApplication.processEvents()
    assert tab.chooser.isVisible()
    assert not tab._buttons["words"].isVisible()
    tab.chooser.setCurrentIndex(tab.chooser.findData("evidence"))
    tab.chooser.activated.emit(tab.chooser.currentIndex())
    assert tab.view == "evidence"
    tab.show_view("forecasts")
    assert tab.chooser.currentText() == "Forecasts"


def test_on_a_small_screen_each_view_scrolls_by_itself_and_the_tab_does_not(
    window: MainWindow, tab: AmbitionsTab, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    holder = next(area for area in window.findChildren(QScrollArea) if area.widget() is tab)
    for view in VIEWS:
        tab.show_view(view)
        qtbot.wait(50)
        assert holder.verticalScrollBar().maximum() == 0, view


def test_a_first_guess_uncovers_what_the_data_say(tab: AmbitionsTab) -> None:
    tab.show_view("estimates")
    ref = Ref("judgement", "j-01")
    tab.estimates.table.select_ref(ref)
    tab.own.note_estimate()
    sheet = sheet_of(tab)
    assert "80" not in " ".join(words.text() for words in sheet.findChildren(QLabel))
    (field,) = (line for line in sheet.findChildren(QLineEdit) if "per cent" in line.placeholderText())
    field.setText("140")
    sheet.accept()
    assert "not a probability" in sheet.said.text()
    field.setText("70")
    sheet.accept()
    spec = tab.estimates.table.spec
    assert spec is not None
    row = next(row for row in spec.rows if row.ref == ref)
    assert row.cells[2].text.startswith("70 %")
    assert "80–90 %" in row.cells[4].text


def test_probabilities_of_exclusive_statements_are_helped_to_add_up(tab: AmbitionsTab) -> None:
    tab.show_view("estimates")
    hypothesis = tab.desk.dataset.hypotheses[0].ref
    tab.estimates.table.select_ref(hypothesis)
    tab.own.note_estimate()
    sheet = sheet_of(tab)
    fields = [line for line in sheet.findChildren(QLineEdit) if "per cent" in line.placeholderText()]
    assert len(fields) == len(tab.desk.dataset.hypotheses) + 1
    fields[0].setText("60")
    fields[1].setText("90")
    sheet.accept()
    assert "add up to 150 %" in sheet.said.text()
    next(b for b in sheet.findChildren(QPushButton) if "100 %" in b.text()).click()
    assert [fields[0].text(), fields[1].text()] == ["40", "60"]
    sheet.accept()
    (said,) = tab.desk.analysis.own.estimates
    assert sum(said.shares.values()) == 100


def test_an_outcome_needs_its_source_and_scores_nothing_noted_on_its_day(tab: AmbitionsTab) -> None:
    tab.show_view("estimates")
    tab.estimates.table.select_ref(Ref("judgement", "j-01"))
    tab.own.record_outcome()
    sheet = sheet_of(tab)
    sheet.accept()
    assert "needs its source" in sheet.said.text()
    next(line for line in sheet.findChildren(QLineEdit) if "address" in line.placeholderText()).setText("Kazinform")
    sheet.accept()
    assert [(o.came, o.source) for o in tab.desk.analysis.own.outcomes] == [("yes", "Kazinform")]


def test_a_no_waits_until_the_question_is_due(tab: AmbitionsTab) -> None:
    tab.show_view("estimates")
    due = next(judgement for judgement in tab.desk.dataset.judgements if judgement.due is not None)
    tab.estimates.table.select_ref(due.ref)
    tab.own.record_outcome()
    sheet = sheet_of(tab)
    said = next(field for field in sheet.findChildren(PickBox) if field.findData("no") >= 0)
    said.setCurrentIndex(said.findData("no"))
    next(f for f in sheet.findChildren(QLineEdit) if f.placeholderText().startswith("Publisher")).setText("Kazinform")
    sheet.accept()
    assert "can still come true" in sheet.said.text()
    assert tab.desk.analysis.own.outcomes == ()


def test_an_assumption_of_ones_own_stands_at_the_end_of_the_list(tab: AmbitionsTab) -> None:
    tab.show_view("assumptions")
    tab.own.add_assumption()
    sheet = sheet_of(tab)
    sheet.accept()
    assert "no words" in sheet.said.text()
    sheet.findChildren(QLineEdit)[0].setText("The winter is mild.")
    sheet.accept()
    spec = tab.assumptions.table.spec
    assert spec is not None
    assert spec.rows[-1].cells[0].text == "The winter is mild."


@pytest.mark.parametrize("verb", ["show_estimates", "show_calibration", "show_difference"])
def test_the_sheets_that_only_show_open_and_close(tab: AmbitionsTab, verb: str) -> None:
    tab.show_view("estimates")
    getattr(tab.own, verb)()
    (sheet,) = (each for each in tab.findChildren(TableSheet) if isinstance(each, QDialog) and each.isVisible())
    assert sheet.windowTitle()
    sheet.reject()


def test_each_column_says_its_thesis_what_would_change_a_judgement_and_what_to_watch(tab: AmbitionsTab) -> None:
    said = " ".join(line.accessibleName() for line in tab.two_ways.findChildren(Line))
    for way in tab.two_ways._found.ways if tab.two_ways._found else ():
        assert way.statement in said
        assert way.milestones in said
        assert all(judgement.would_change in said for judgement in way.judgements)
        assert all(judgement.outlook in said for judgement in way.judgements)


def test_the_matrix_goes_to_paper_with_the_view(window: MainWindow, tab: AmbitionsTab) -> None:
    tab.show_view("explanations")
    seen = window.verbs.on_screen()
    assert seen is not None
    assert any(table.columns[0].key == "item" for table in seen.tables)
