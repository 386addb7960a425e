"""The Actors tab: list, profile, relations, events and comparison, by mouse and by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from briefing_app.domain.actors.network import WHOLE
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.pictures.pen import Box
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.tabs.actors import ActorsTab, laying_out
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.domain.bundled import DOCUMENT_DAY
from tests.ui.windows import window_at

KZ, UZ, TALIBAN = Ref("actor", "kz"), Ref("actor", "uz"), Ref("actor", "af-taliban")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at("actors", qtbot, tmp_path / "profile") as window:
        yield window


@pytest.fixture
def tab(window: MainWindow) -> ActorsTab:
    assert isinstance(window.current, ActorsTab)
    return window.current


def at_relations(tab: ActorsTab, ref: Ref) -> None:
    tab.desk.follow(ref, initiator="test")
    tab.show_part("relations")


def names(tab: ActorsTab) -> dict[Ref, Box]:
    """Where the names of the neighbours stand, in points: an actor's mark is smaller than its name."""
    canvas = tab.relations.canvas
    assert canvas.spec is not None
    found: dict[Ref, Box] = {}
    for place in canvas.places():
        if place.ref is not None and not place.points:
            found[place.ref] = max(found.get(place.ref, place.box), place.box, key=lambda box: box.width)
    return {node.ref: found[node.ref] for node in canvas.spec.nodes if not node.centre}


def pixel_of(tab: ActorsTab, ref: Ref) -> QPointF:
    canvas, unit = tab.relations.canvas, unit_of(tab.theme)
    box = next(place.box for place in canvas.places() if place.ref == ref and not place.points)
    return QPointF((box.left + box.width / 2) * unit, (box.top + box.height / 2) * unit)


# Profile


def test_the_profile_shows_names_in_three_scripts_and_says_what_is_missing(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    said = tab.profile.toPlainText()
    assert all(name in said for name in ("Казахстан", "Қазақстан", "قزاقستان"))
    assert tab.title.text() == "Kazakhstan"
    tab.desk.follow(Ref("actor", "tokayev"), initiator="test")
    assert "Nothing found in the sources." in tab.profile.toPlainText()


def test_keys_walk_the_fields_and_one_key_tells_who_says_so(tab: ActorsTab, qtbot: QtBot) -> None:
    tab.desk.follow(UZ, initiator="test")
    sheet = tab.profile
    assert sheet.spec is not None
    line = next(n for n, row in enumerate(sheet.spec.rows) if row.cells[0].text == "Leverage")
    for _ in range(line + 1):
        qtbot.keyClick(sheet, Qt.Key.Key_Down)
    row = sheet.current_row()
    assert row is not None
    assert "Leverage" in sheet.words_of(row)
    qtbot.keyClick(sheet, Qt.Key.Key_S)
    (shown,) = tab.findChildren(TableSheet)
    assert shown.table.spec is not None
    assert len(shown.table.spec.rows) == len(tab.desk.dataset.find("actors", "uz").source_ids)
    shown.reject()


def test_a_long_profile_is_written_whole_in_the_pauses_and_its_last_row_is_reached_at_once(
    tab: ActorsTab, qtbot: QtBot
) -> None:
    tab.desk.follow(KZ, initiator="test")
    sheet = tab.profile
    assert sheet.spec is not None
    last = sheet.spec.rows[-1].cells[0].text
    assert last not in sheet.toPlainText()
    qtbot.waitUntil(lambda: last in sheet.toPlainText())
    told = sheet.toPlainText()
    assert [told.count(row.cells[1].text) for row in sheet.spec.rows if len(row.cells[1].text) > 200] != []
    tab.desk.follow(UZ, initiator="test")
    sheet.setFocus()
    qtbot.keyClick(sheet, Qt.Key.Key_End)
    row = sheet.current_row()
    assert row is not None
    assert row == sheet.spec.rows[-1]
    assert row.cells[0].text in sheet.toPlainText()
    qtbot.wait(100)
    assert sheet.toPlainText().count(row.cells[0].text) == 1


def test_enter_on_a_row_of_the_profile_goes_to_its_entry(tab: ActorsTab, qtbot: QtBot) -> None:
    tab.desk.follow(UZ, initiator="test")
    assert tab.profile.spec is not None
    line = next(n for n, row in enumerate(tab.profile.spec.rows) if row.ref is not None and row.ref.noun == "relation")
    tab.profile.go_to(line)
    assert tab.desk.selection is not None
    relation = tab.desk.selection
    qtbot.keyClick(tab.profile, Qt.Key.Key_Return)
    assert tab.part == "relations"
    assert tab.relations.canvas._selected == relation


def test_as_known_on_an_earlier_day_the_profile_says_that_it_is_written_today(tab: ActorsTab) -> None:
    assert not tab.today.isVisible()
    tab.desk.set_filter(Filter(as_known_on=DOCUMENT_DAY), initiator="test")
    assert "what is known today" in tab.today.text()


def test_a_note_marks_the_actor_and_stands_in_its_profile(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    tab.desk.notes.write(KZ, "Ask about the envoy", initiator="test")
    assert tab.title.text() == "✎ Kazakhstan"
    tab.profile.finish()
    assert "Ask about the envoy" in tab.profile.toPlainText()


# List


def test_letters_typed_in_the_list_find_an_actor_in_any_script(tab: ActorsTab, qtbot: QtBot) -> None:
    table = tab.list.table
    tab.desk.follow(KZ, initiator="test")
    qtbot.keyClicks(table.grid, "t")
    for typed in ("талибан", "طالبان", "taliben"):
        table.find_text(typed)
        rows = range(table.grid.model().rowCount())
        assert 0 < len(rows) < 10
        assert TALIBAN in {table._model.row(line).ref for line in rows}  # type: ignore[union-attr]
    table.grid.setCurrentIndex(table.grid.model().index(0, 0))
    assert tab.desk.selection == TALIBAN
    assert tab.actor is not None
    assert tab.actor.ref == TALIBAN


def test_choices_narrow_the_list_and_an_empty_one_is_said(tab: ActorsTab) -> None:
    box = tab.list.kind
    box.setCurrentIndex(box.findData("person"))
    tab.list.chosen.emit()
    assert tab.list.table.spec is not None
    kinds = {tab.desk.dataset.find("actors", row.ref.id).kind for row in tab.list.table.spec.rows if row.ref}
    assert kinds == {"person"}
    tab.desk.set_filter(Filter(only_with_notes=True), initiator="test")
    assert tab.list.empty


def test_the_full_list_shows_interests_and_counts(tab: ActorsTab, qtbot: QtBot) -> None:
    tab.show_part("list")
    assert tab.list.table.spec is not None
    keys = [column.key for column in tab.list.table.spec.columns]
    assert {"kind", "affiliation", "interest_in_a", "interest_in_b", "relations", "events"} <= set(keys)
    grid = tab.list.table.grid
    qtbot.waitUntil(lambda: not any(grid.isColumnHidden(n) for n in range(len(keys))))


def test_a_filter_on_actors_shows_the_first_of_them(tab: ActorsTab) -> None:
    tab.desk.set_filter(Filter(actors=frozenset({"uz"})), initiator="test")
    assert tab.actor is not None
    assert tab.actor.actor_id == "uz"


# Relations


def test_keys_walk_the_relations_select_and_speak_and_enter_goes_to_the_other_actor(
    tab: ActorsTab, qtbot: QtBot
) -> None:
    at_relations(tab, KZ)
    canvas = tab.relations.canvas
    reached = []
    for _ in canvas._in_order():
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
        reached.append(tab.desk.selection)
    assert len(set(reached)) == len(reached)
    relation = tab.desk.dataset.get(reached[-1])  # type: ignore[arg-type]
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert tab.actor is not None
    assert tab.actor.actor_id in (relation.from_actor, relation.to_actor)  # type: ignore[union-attr]
    assert tab.actor.ref != KZ


def test_pressing_a_name_selects_the_actor_and_leaves_the_graph_as_it_is(tab: ActorsTab, qtbot: QtBot) -> None:
    at_relations(tab, KZ)
    qtbot.mouseClick(tab.relations.canvas, Qt.MouseButton.LeftButton, pos=pixel_of(tab, TALIBAN).toPoint())
    assert tab.relations.canvas._selected == TALIBAN
    assert tab.relations.actor is not None
    assert tab.relations.actor.ref == KZ


def test_a_link_to_a_relation_shows_it_between_its_actors(tab: ActorsTab) -> None:
    tab.desk.follow(Ref("actor", "tokayev"), initiator="test")
    tab.desk.follow(Ref("relation", "r-002"), initiator="test")
    assert tab.part == "relations"
    assert tab.actor is not None
    assert tab.actor.ref == KZ
    assert tab.relations.canvas._selected == Ref("relation", "r-002")


def test_a_link_to_a_relation_that_the_slider_hides_brings_it_back(tab: ActorsTab) -> None:
    at_relations(tab, KZ)
    tab.relations.slider.setValue(0)
    tab.desk.follow(Ref("relation", "r-002"), initiator="test")
    assert tab.relations.canvas._selected == Ref("relation", "r-002")


def test_the_list_beside_the_picture_selects_and_the_matrix_is_one_key_away(tab: ActorsTab) -> None:
    at_relations(tab, KZ)
    assert tab.relations.list.isVisible()
    grid = tab.relations.list.grid
    grid.setCurrentIndex(grid.model().index(2, 1))
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "relation"
    tab.toggle_table()
    assert tab.relations.frame.showing_table
    spec = tab.relations.frame.table.spec
    assert spec is not None
    assert any("engages" in cell.text for row in spec.rows for cell in row.cells)


def test_the_slider_shows_what_sources_show_on_a_day(tab: ActorsTab) -> None:
    at_relations(tab, KZ)
    part = tab.relations
    assert part.shown is not None
    every = len(part.shown.listed.rows)
    assert part.day_words.text() == "of all days"
    part.slider.setValue(3)
    assert part.day_words.text().startswith("shown on ")
    assert len(part.shown.listed.rows) < every


def test_an_actor_moved_by_hand_stays_there_in_the_next_window(tab: ActorsTab, qtbot: QtBot) -> None:
    at_relations(tab, KZ)
    canvas = tab.relations.canvas
    start = pixel_of(tab, TALIBAN).toPoint()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    end = start + QPointF(-60, 40).toPoint()
    qtbot.mouseMove(canvas, end)
    canvas._drag(QPointF(end))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    moved = next(node for node in canvas.spec.nodes if node.ref == TALIBAN)  # type: ignore[union-attr]
    other = ActorsTab(tab.desk, Theme())
    qtbot.addWidget(other)
    other.restore_view(tab.save_view())
    other._draw()
    again = next(n for n in other.relations.canvas.spec.nodes if n.ref == TALIBAN)  # type: ignore[union-attr]
    assert (again.x, again.y) == pytest.approx((moved.x, moved.y), abs=1e-3)
    tab.relations.anew.click()
    assert not canvas.spec.free  # type: ignore[union-attr]


def test_an_actor_is_moved_by_keys(tab: ActorsTab, qtbot: QtBot) -> None:
    at_relations(tab, KZ)
    canvas = tab.relations.canvas
    canvas._choose(TALIBAN)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    first = next(node for node in canvas.spec.nodes if node.ref == TALIBAN)  # type: ignore[union-attr]
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    second = next(node for node in canvas.spec.nodes if node.ref == TALIBAN)  # type: ignore[union-attr]
    assert second.x > first.x


def test_steps_and_chains_are_chosen_and_named(tab: ActorsTab) -> None:
    at_relations(tab, UZ)
    part = tab.relations
    part.steps.setCurrentIndex(part.steps.findData(WHOLE))
    part.draw()
    assert "whole network" in part.canvas.accessibleName()
    part.to.setCurrentIndex(part.to.findData("tokayev"))
    part.draw()
    assert "shortest chain, 2 steps" in part.canvas.accessibleName()


def test_a_network_is_looked_at_from_near_and_moved(tab: ActorsTab, qtbot: QtBot) -> None:
    at_relations(tab, UZ)
    part = tab.relations
    part.steps.setCurrentIndex(part.steps.findData(2))
    part.draw()
    canvas = part.canvas
    before = pixel_of(tab, KZ)
    canvas.pan(15, 0)
    assert pixel_of(tab, KZ).x() == pytest.approx(before.x() + 15, abs=0.5)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.factor > 1
    qtbot.keyClick(canvas, Qt.Key.Key_F)
    assert pixel_of(tab, KZ).x() == pytest.approx(before.x(), abs=0.5)


def test_a_large_network_is_laid_out_beside_the_window_and_can_be_stopped(
    tab: ActorsTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_relations(tab, UZ)
    part, before = tab.relations, tab.relations.shown
    monkeypatch.setattr(laying_out, "AT_ONCE", 10)
    part.steps.setCurrentIndex(part.steps.findData(WHOLE))
    part.draw()
    assert part.stop.isVisible()
    assert "Arranging" in part.said.text()
    part.stop.click()
    assert not part.stop.isVisible()
    assert "Stopped" in part.said.text()
    qtbot.wait(300)
    assert part.shown is before
    part.draw()
    qtbot.waitUntil(lambda: part.shown is not before, timeout=20_000)
    assert part.shown is not None
    assert "whole network" in part.shown.graph.caption.title
    assert not part.said.isVisible()


def test_from_a_relation_one_jumps_to_its_sources_and_events(tab: ActorsTab) -> None:
    at_relations(tab, KZ)
    jumps = tab.relations.jumps(Ref("relation", "r-001"))
    assert {ref.noun for ref in jumps} == {"source", "event"}


@pytest.mark.parametrize("size", [100, 150, 200])
def test_names_of_neighbours_never_lie_on_one_another(window: MainWindow, tab: ActorsTab, size: int) -> None:
    at_relations(tab, TALIBAN)
    window.desk.prefer(initiator="test", text_size=size)
    canvas = tab.relations.canvas
    canvas.resize(canvas.width(), max(canvas.height(), canvas.minimumHeight()))
    boxes = list(names(tab).values())
    assert len(boxes) > 10
    for i, one in enumerate(boxes):
        assert not any(one.grown(-0.7).meets(other) for other in boxes[i + 1 :])


def test_the_picture_is_exported_as_svg_with_names_and_edition(tab: ActorsTab) -> None:
    at_relations(tab, KZ)
    text = tab.relations.frame.svg()
    assert "Uzbekistan" in text
    assert tab.desk.dataset.edition.words in text


# Events, comparison, dossier


def test_events_of_the_actor_are_listed_and_selected(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    tab.show_part("events")
    grid = tab.events.grid
    assert grid.model().rowCount() == sum("kz" in e.actors for e in tab.desk.dataset.events)
    grid.setCurrentIndex(grid.model().index(0, 1))
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "event"


def test_two_actors_are_compared_from_the_screen(tab: ActorsTab) -> None:
    for ref in (UZ, KZ):
        tab.desk.follow(ref, initiator="test")
        tab.adder.click()
    tab.show_part("compare")
    tab.compare.sheet.finish()
    said = tab.compare.sheet.toPlainText()
    assert "Kazakhstan competes with Uzbekistan" in said
    assert "differs" in said
    tab.compare.take("tj")
    tab.compare.take("tm")
    assert len(tab.compare.actors()) == 4
    tab.compare.leave("kz")
    assert [actor.actor_id for actor in tab.compare.actors()] == ["uz", "tj", "tm"]


def test_a_key_on_a_row_of_the_comparison_tells_who_says_so_of_each_actor(tab: ActorsTab, qtbot: QtBot) -> None:
    for ref in (UZ, KZ):
        tab.desk.follow(ref, initiator="test")
        tab.adder.click()
    tab.show_part("compare")
    sheet = tab.compare.sheet
    assert sheet.spec is not None
    for field in ("Leverage", "Relations"):
        sheet.go_to(next(n for n, row in enumerate(sheet.spec.rows) if row.cells[0].text == field))
        qtbot.keyClick(sheet, Qt.Key.Key_S)
        shown = next(found for found in tab.findChildren(TableSheet) if found.isVisible())
        spec = shown.table.spec
        assert spec is not None
        assert spec.caption.title == f"Uzbekistan, Kazakhstan: {field}"
        assert {row.cells[0].text for row in spec.rows} == {"Uzbekistan", "Kazakhstan"}
        shown.reject()
        shown.setParent(None)


@pytest.mark.parametrize("form", ["pdf", "ftm.json", "ftm.csv"])
def test_a_dossier_of_the_compared_actors_is_written(tab: ActorsTab, tmp_path: Path, form: str) -> None:
    tab.compare.idents = ["uz", "kz"]
    path = tab.desk.briefings.dossiers.write(tmp_path / f"dossier.{form}", tab.chosen_actors(), form)
    content = path.read_bytes()
    assert content.startswith(b"%PDF") if form == "pdf" else "Uzbekistan" in content.decode()


def test_where_room_is_narrow_list_and_part_are_shown_in_turn(window: MainWindow, tab: ActorsTab) -> None:
    assert tab.list.isVisible()
    window.desk.prefer(initiator="test", text_size=200)
    window.resize(900, 800)
    tab.show_part("profile")
    assert tab.profile.isVisible()
    assert not tab.list.isVisible()
    tab.show_part("list")
    assert tab.list.isVisible()
    assert not tab.profile.isVisible()


def test_what_was_shown_last_is_found_again(tab: ActorsTab, qtbot: QtBot) -> None:
    tab.desk.follow(TALIBAN, initiator="test")
    tab.show_part("events")
    view = tab.save_view()
    other = ActorsTab(tab.desk, Theme())
    qtbot.addWidget(other)
    other.restore_view(view)
    other._draw()
    assert other.actor is not None
    assert other.actor.ref == TALIBAN
    assert other.part == "events"
    for broken in ({"actor": 7, "part": ["x"], "hands": [1], "compared": 3}, {"hands": {"kz:1": {"uz": [2, "x"]}}}):
        other.restore_view(broken)
