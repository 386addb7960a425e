"""The Actors tab: list with type-ahead, profile, graph walked by keys, equal table, events, all of it selectable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.pictures.pen import Box
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.tabs.actors import ActorsTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.domain.bundled import DOCUMENT_DAY
from tests.ui.windows import window_at

KZ, TALIBAN = Ref("actor", "kz"), Ref("actor", "af-taliban")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at("actors", qtbot, tmp_path / "profile") as window:
        yield window


@pytest.fixture
def tab(window: MainWindow) -> ActorsTab:
    assert isinstance(window.current, ActorsTab)
    return window.current


def said(tab: ActorsTab) -> str:
    sheet = tab.profile.widget()
    assert sheet is not None
    return "\n".join(found.text() for found in sheet.findChildren(QLabel))


def names(tab: ActorsTab) -> dict[Ref, Box]:
    """Where the names of the neighbours stand, in points: an actor's mark is smaller than its name."""
    assert tab.canvas._spec is not None
    found: dict[Ref, Box] = {}
    for place in tab.canvas.places():
        if place.ref is not None and not place.points:
            found[place.ref] = max(found.get(place.ref, place.box), place.box, key=lambda box: box.width)
    return {node.ref: found[node.ref] for node in tab.canvas._spec.nodes if not node.centre}


def test_the_profile_shows_names_in_three_scripts_and_says_what_is_missing(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    assert all(name in said(tab) for name in ("Kazakhstan", "Казахстан", "Қазақстан", "قزاقستان"))
    tab.desk.follow(Ref("actor", "tokayev"), initiator="test")
    assert "Nothing found in the sources." in said(tab)
    assert "no certain name" in said(tab)


def test_letters_typed_in_the_list_find_an_actor_in_any_script(tab: ActorsTab, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab.list.grid, "t")
    tab.list.find_text("талибан")
    rows = tab.list.grid.model().rowCount()
    assert 0 < rows < 10
    tab.list.grid.setCurrentIndex(tab.list.grid.model().index(0, 0))
    assert tab.desk.selection == TALIBAN
    assert tab.actor is not None
    assert tab.actor.ref == TALIBAN


def test_keys_walk_the_relations_select_and_speak_and_enter_goes_to_the_other_actor(
    tab: ActorsTab, qtbot: QtBot
) -> None:
    tab.desk.follow(KZ, initiator="test")
    reached = []
    for _ in tab.canvas._in_order():
        qtbot.keyClick(tab.canvas, Qt.Key.Key_Down)
        reached.append(tab.desk.selection)
    assert len(set(reached)) == len(reached)
    assert "Kazakhstan" in tab.canvas.accessibleDescription()
    relation = tab.desk.dataset.get(reached[-1])  # type: ignore[arg-type]
    qtbot.keyClick(tab.canvas, Qt.Key.Key_Return)
    assert tab.actor is not None
    assert tab.actor.actor_id in (relation.from_actor, relation.to_actor)  # type: ignore[union-attr]
    assert tab.actor.ref != KZ
    assert tab.list.current_ref() == tab.actor.ref


def test_pressing_a_name_selects_the_actor_and_leaves_the_graph_as_it_is(tab: ActorsTab, qtbot: QtBot) -> None:
    tab.desk.follow(KZ, initiator="test")
    box, unit = names(tab)[TALIBAN], unit_of(tab.theme)
    pixel = QPointF((box.left + box.width / 2) * unit, (box.top + box.height / 2) * unit)
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=pixel.toPoint())
    assert tab.desk.selection == TALIBAN
    assert tab.actor is not None
    assert tab.actor.ref == KZ


def test_a_link_to_a_relation_shows_it_between_its_actors(tab: ActorsTab) -> None:
    tab.desk.follow(Ref("actor", "tokayev"), initiator="test")
    tab.desk.follow(Ref("relation", "r-002"), initiator="test")
    assert tab.actor is not None
    assert tab.actor.ref == KZ
    assert tab.canvas._selected == Ref("relation", "r-002")


def test_the_equal_table_is_one_key_away_and_selects_relations(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    tab.toggle_table()
    assert tab.frame.showing_table
    grid = tab.frame.table.grid
    grid.setCurrentIndex(grid.model().index(2, 1))
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "relation"


def test_events_of_the_actor_are_listed_and_selected(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    tab.show_part("events")
    grid = tab.events.grid
    assert grid.model().rowCount() == sum("kz" in e.actors for e in tab.desk.dataset.events)
    grid.setCurrentIndex(grid.model().index(0, 1))
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "event"


def test_a_filter_on_actors_shows_the_first_of_them_and_an_empty_one_is_said(tab: ActorsTab) -> None:
    tab.desk.set_filter(Filter(actors=frozenset({"uz"})), initiator="test")
    assert tab.actor is not None
    assert tab.actor.actor_id == "uz"
    tab.desk.set_filter(Filter(only_with_notes=True), initiator="test")
    assert tab.nobody.isVisible()
    assert tab.nobody.text()


def test_a_note_marks_the_actor_in_list_and_profile(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    tab.desk.notes.write(KZ, "Ask about the envoy", initiator="test")
    assert "✎ Kazakhstan" in said(tab)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_names_of_neighbours_never_lie_on_one_another(window: MainWindow, tab: ActorsTab, size: int) -> None:
    window.desk.follow(TALIBAN, initiator="test")
    window.desk.prefer(initiator="test", text_size=size)
    canvas = tab.canvas
    canvas.resize(canvas.width(), max(canvas.height(), canvas.minimumHeight()))
    boxes = list(names(tab).values())
    assert len(boxes) > 10
    for i, one in enumerate(boxes):
        assert not any(one.grown(-0.7).meets(other) for other in boxes[i + 1 :])


def test_where_room_is_short_one_part_is_shown_at_a_time(window: MainWindow, tab: ActorsTab) -> None:
    assert tab.profile.isVisible()
    assert tab.canvas.isVisible()
    window.desk.prefer(initiator="test", text_size=200)
    tab.show_part("profile")
    assert tab.profile.isVisible()
    assert not tab.canvas.isVisible()
    tab.show_part("relations")
    assert not tab.profile.isVisible()
    assert tab.canvas.isVisible()


def test_the_picture_is_exported_as_svg_with_names_and_edition(tab: ActorsTab) -> None:
    tab.desk.follow(KZ, initiator="test")
    text = tab.frame.svg()
    assert "Uzbekistan" in text
    assert tab.desk.dataset.edition.words in text


def test_what_was_shown_last_is_found_again(tab: ActorsTab) -> None:
    tab.desk.follow(TALIBAN, initiator="test")
    tab.show_part("events")
    view = tab.save_view()
    other = ActorsTab(tab.desk, Theme())
    other.restore_view(view)
    other._draw()
    assert other.actor is not None
    assert other.actor.ref == TALIBAN
    other.restore_view({"actor": 7, "part": ["x"]})
    other.deleteLater()


def test_as_known_on_an_earlier_day_the_profile_says_that_it_is_written_today(tab: ActorsTab) -> None:
    def said() -> bool:
        return any("what is known today" in shown.text() for shown in tab.profile.findChildren(QLabel))

    assert not said()
    tab.desk.set_filter(Filter(as_known_on=DOCUMENT_DAY), initiator="test")
    assert said()
