"""The Map tab: opens with the whole region, moves by hand and keys, and map and list mark each other's choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Corridor, Ref
from briefing_app.pictures.map import parts
from briefing_app.pictures.pen import Blank
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.picture_export import svg_of
from briefing_app.ui.tabs.map import MapTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

WEST = Ref("corridor", "west-tar")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at("map", qtbot, tmp_path / "profile") as window:
        yield window


@pytest.fixture
def tab(window: MainWindow) -> MapTab:
    assert isinstance(window.current, MapTab)
    return window.current


def pixel_of(tab: MapTab, node: str) -> QPointF:
    assert tab.canvas._plane is not None
    x, y = next(at for place, at in tab.canvas._plane.spots if place.ref.id == node)
    return tab.canvas.camera.to_screen(QPointF(x, y))


def middles(tab: MapTab) -> list[tuple[Ref, QPointF]]:
    """Where the first pieces of all lines lie in pixels."""
    unit = unit_of(tab.theme)
    found = []
    for place in tab.canvas.places():
        if place.points and place.ref is not None:
            (ax, ay), (bx, by) = place.points[:2]
            found.append((place.ref, QPointF((ax + bx) / 2 * unit, (ay + by) / 2 * unit)))
    return found


def test_the_first_view_holds_kazakhstan_and_the_way_to_the_sea(tab: MapTab) -> None:
    seen = QRectF(tab.canvas.rect())
    for node in ("n-astana", "n-kabul", "n-aktau", "n-khorgos-cn", "n-karachi"):
        assert seen.contains(pixel_of(tab, node))


def test_a_row_of_the_list_marks_the_line_and_a_line_marks_the_row(tab: MapTab, qtbot: QtBot) -> None:
    tab.list.select_ref(Ref("corridor", "uap"))
    tab.list.selected.emit(Ref("corridor", "uap"))
    assert tab.canvas.highlight == Ref("corridor", "uap")
    line = next(line for line in tab.canvas._lines.values() if line.corridor == Ref("corridor", "suez-sea"))
    tab.canvas.show_ref(line.ref)
    tab.canvas.select_ref(None)
    middle = next(pixel for ref, pixel in middles(tab) if ref == line.ref)
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "corridor"
    assert tab.list.current_ref() == tab.desk.selection == tab.canvas.highlight


def test_pressing_again_goes_on_to_the_next_corridor_that_runs_there(tab: MapTab) -> None:
    canvas = tab.canvas
    pixel = next(
        p
        for _ref, p in middles(tab)
        if (near := canvas.within_reach(p)).spot is None and len({line.corridor for line in near.routes}) > 1
    )
    seen: list[Ref] = []
    for _ in range(6):
        ref = tab.canvas.ref_at(pixel)
        assert ref is not None
        seen.append(ref)
        tab.canvas.select_ref(ref)
    assert len(set(seen)) > 1


def test_a_place_is_selected_before_a_line(tab: MapTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=pixel_of(tab, "n-astana").toPoint())
    assert tab.desk.selection == Ref("node", "n-astana")


def test_keys_zoom_and_arrows_move_and_f_fits(tab: MapTab, qtbot: QtBot) -> None:
    canvas = tab.canvas
    start = canvas.camera.scale
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.camera.scale > start
    before = canvas.camera.centre
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.camera.centre.x() > before.x()
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.camera.scale == pytest.approx(start)


def test_the_wheel_over_the_map_scrolls_the_page_and_zooms_only_with_ctrl(tab: MapTab) -> None:
    canvas = tab.canvas
    scale = canvas.camera.scale
    for held, taken in ((Qt.KeyboardModifier.NoModifier, False), (Qt.KeyboardModifier.ControlModifier, True)):
        at = QPointF(300, 200)
        event = QWheelEvent(
            at,
            canvas.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        assert event.isAccepted() == taken
        assert (canvas.camera.scale > scale) == taken


def test_a_note_on_what_the_map_does_not_show_paints_nothing_anew(tab: MapTab) -> None:
    canvas = tab.canvas
    canvas.grab()
    kept = canvas._picture
    assert kept is not None
    tab.desk.notes.write(tab.desk.dataset.events[0].ref, "words", initiator="test")
    canvas.set_noted(tab.desk.scope.noted)
    assert canvas._picture is kept
    place = Ref("node", "n-astana")
    before = canvas.grab().toImage()
    tab.desk.notes.write(place, "words", initiator="test")
    canvas.set_noted(tab.desk.scope.noted)
    assert canvas.grab().toImage() != before, "the mark appears at once"


def test_a_note_on_a_corridor_adds_its_pencil_to_the_picture_that_is_there(tab: MapTab) -> None:
    canvas = tab.canvas
    before, kept = canvas.grab().toImage(), canvas._picture
    tab.desk.notes.write(WEST, "words", initiator="test")
    canvas.set_noted(tab.desk.scope.noted)
    assert canvas.grab().toImage() != before
    assert canvas._picture is kept


def test_the_place_under_the_pointer_stays_when_zooming(tab: MapTab) -> None:
    pixel = pixel_of(tab, "n-kabul")
    tab.canvas.zoom(2.0, at=pixel)
    after = pixel_of(tab, "n-kabul")
    assert (after - pixel).manhattanLength() < 1


def test_the_hand_moves_the_map_and_selects_nothing(tab: MapTab, qtbot: QtBot) -> None:
    canvas = tab.canvas
    canvas.zoom(2.0)
    before, selection = canvas.camera.centre, tab.desk.selection
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    qtbot.mouseMove(canvas, QPoint(360, 300))
    qtbot.mouseMove(canvas, QPoint(380, 300))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(380, 300))
    assert canvas.camera.centre.x() < before.x()
    assert tab.desk.selection == selection


def test_the_map_is_never_lost_from_sight(tab: MapTab) -> None:
    camera = tab.canvas.camera
    for _ in range(60):
        tab.canvas.zoom(0.5)
        camera.pan(5000, 5000)
    assert camera.bounds.adjusted(-1, -1, 1, 1).contains(camera.seen)
    for _ in range(60):
        tab.canvas.zoom(2)
    assert camera.scale <= max(camera.closest, camera.size.width() / camera.bounds.width()) + 1e-6


def test_page_keys_walk_all_corridors_and_say_which(tab: MapTab, qtbot: QtBot) -> None:
    reached = set()
    for _ in tab.canvas._corridors():
        qtbot.keyClick(tab.canvas, Qt.Key.Key_PageDown)
        reached.add(tab.desk.selection)
        assert "of" in tab.canvas.accessibleDescription()
    assert reached == set(tab.canvas._corridors())


@pytest.mark.parametrize(("name", "size"), [("light", 100), ("dark", 200), ("contrast", 150)])
def test_policy_and_legend_stand_under_the_map_in_every_theme(tab: MapTab, name: str, size: int) -> None:
    theme = Theme(name, size)  # type: ignore[arg-type]
    tab.canvas.apply_theme(theme)
    image = tab.canvas.grab().toImage()
    assert tab.canvas._spec is not None
    chart, strip = parts(Blank(), tab.canvas._spec, tab.canvas._room)
    assert chart.bottom == pytest.approx(strip.top)
    unit = unit_of(theme)
    under = {image.pixelColor(x, int(strip.top * unit) + 2).name() for x in range(2, image.width() - 2, 7)}
    assert theme.colour("paper").name() in under
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 5) for y in range(0, int(chart.bottom * unit), 5)
    }
    assert {theme.colour("land").name(), theme.colour("water").name()} <= colours


@pytest.mark.parametrize("ref", [WEST, Ref("node", "n-herat"), Ref("segment", "sg-titr-02")])
def test_a_link_leads_to_the_place_on_the_map(tab: MapTab, ref: Ref) -> None:
    tab.desk.follow(ref, initiator="test")
    assert tab.canvas._selected == ref
    box = tab.canvas.box_of(ref)
    assert box is not None
    assert tab.canvas.camera.seen.intersects(box)


def test_a_filter_leaves_only_its_corridors_in_map_list_and_table(tab: MapTab) -> None:
    tab.desk.set_filter(Filter(text="Khaf-Herat railway"), initiator="test")
    assert {line.corridor for line in tab.canvas._lines.values()} == {Ref("corridor", "khaf-herat")}
    assert tab.list.spec is not None
    assert [row.ref for row in tab.list.spec.rows] == [Ref("corridor", "khaf-herat")]
    tab.toggle_table()
    assert tab.frame.showing_table


def test_the_picture_is_exported_as_svg_with_policy_and_edition(tab: MapTab) -> None:
    text = tab.frame.svg()
    assert "state no position" in text
    assert tab.desk.dataset.edition.words in text


def test_where_room_is_short_the_map_comes_first(tab: MapTab, window: MainWindow) -> None:
    assert tab.list.isVisible()
    window.resize(1100, 760)  # the record leaves the map all of the width
    window.desk.prefer(initiator="test", text_size=200)
    tab._fit_words()
    assert not tab.list.isVisible()
    tab.list_button.setChecked(True)
    assert tab.list.isVisible()


def test_a_corridor_is_found_by_its_full_name_its_course_and_its_places(tab: MapTab) -> None:
    corridor = tab.desk.dataset.get(WEST)
    assert isinstance(corridor, Corridor)
    node = next(s.to_node for s in tab.desk.dataset.segments if s.corridor_id == corridor.id)
    place = tab.desk.dataset.find("nodes", node)
    assert place is not None
    for words in (corridor.name, corridor.route, place.name):
        tab.list._search.setText(words)
        model = tab.list.grid.model()
        found = [model.row(line).ref for line in range(model.rowCount())]
        assert WEST in found


def test_a_corridor_that_is_chosen_in_the_list_comes_into_view(tab: MapTab) -> None:
    for _notch in range(8):
        tab.canvas.zoom(1.5)
    box = tab.canvas.box_of(WEST)
    assert box is not None
    assert not tab.canvas.camera.seen.contains(box)
    tab.list.selected.emit(WEST)
    assert tab.canvas.camera.seen.contains(box)


def test_what_is_chosen_elsewhere_comes_into_view_and_stays_there_when_its_record_takes_room(
    tab: MapTab, window: MainWindow
) -> None:
    for _notch in range(8):
        tab.canvas.zoom(1.5)
    window.desk.select(WEST, initiator="test")
    QApplication.processEvents()
    box = tab.canvas.box_of(WEST)
    assert box is not None
    assert window.side.is_open
    assert tab.canvas.camera.seen.contains(box)
    window.resize(1230, 700)
    QApplication.processEvents()
    assert tab.canvas.camera.seen.contains(box)


def test_both_lists_say_what_finds_a_corridor_and_a_piece_is_found_by_its_corridors_full_name(tab: MapTab) -> None:
    corridor = tab.desk.dataset.get(WEST)
    assert isinstance(corridor, Corridor)
    for listed in (tab.list, tab.frame.table):
        assert listed._search.placeholderText() == "Find by name, course or place"
    tab.frame.table._search.setText(corridor.name)
    model = tab.frame.table.grid.model()
    found = {tab.desk.dataset.get(model.row(line).ref).corridor_id for line in range(model.rowCount())}
    assert found == {corridor.corridor_id}


def test_thin_lines_are_explained_in_the_key_where_there_are_any(tab: MapTab) -> None:
    words = "thin: by ship, pipe or cable"
    assert words in tab.frame.svg()
    spec = tab._leaving()
    alone = replace(spec, lines=tuple(line for line in spec.lines if line.mode == "rail"))
    assert words not in svg_of(alone)
