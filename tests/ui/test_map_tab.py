"""The Map tab: opens with the whole region, moves by hand and keys, and map and list mark each other's choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.scenes.labels import LabelPlacer
from briefing_app.ui.scenes.map_paint import legend_box, paint_base, paint_over, policy_box
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
    spot = next(s for s in tab.canvas._layers.spots if s.place.ref.id == node)
    return tab.canvas.camera.to_screen(spot.at)


def test_the_first_view_holds_kazakhstan_and_the_way_to_the_sea(tab: MapTab) -> None:
    seen = QRectF(tab.canvas.rect())
    for node in ("n-astana", "n-kabul", "n-aktau", "n-khorgos-cn", "n-karachi"):
        assert seen.contains(pixel_of(tab, node))


def test_a_row_of_the_list_marks_the_line_and_a_line_marks_the_row(tab: MapTab, qtbot: QtBot) -> None:
    tab.list.select_ref(Ref("corridor", "uap"))
    tab.list.selected.emit(Ref("corridor", "uap"))
    assert tab.canvas.highlight == Ref("corridor", "uap")
    route = next(r for r in tab.canvas._layers.routes if r.line.corridor == Ref("corridor", "suez-sea"))
    tab.canvas.show_ref(route.line.ref)
    tab.canvas.select_ref(None)
    points = tab.canvas.camera.transform.map(route.points)
    middle = (points.at(0) + points.at(1)) / 2
    qtbot.mouseClick(tab.canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert tab.desk.selection is not None
    assert tab.desk.selection.noun == "corridor"
    assert tab.list.current_ref() == tab.desk.selection == tab.canvas.highlight


def test_pressing_again_goes_on_to_the_next_corridor_that_runs_there(tab: MapTab) -> None:
    canvas = tab.canvas
    lines = [canvas.camera.transform.map(route.points) for route in canvas._layers.routes]
    pixels = [(line.at(0) + line.at(1)) / 2 for line in lines]
    pixel = next(
        p for p in pixels
        if canvas._spot_near(p) is None and len({r.line.corridor for r in canvas._routes_near(p)}) > 1
    )  # fmt: skip
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


def test_wheel_and_keys_zoom_and_arrows_move_and_f_fits(tab: MapTab, qtbot: QtBot) -> None:
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


def test_names_never_lie_on_one_another() -> None:
    font = Theme().font("small")
    placer = LabelPlacer(QRectF(0, 0, 400, 300), gap=5)
    for i in range(200):
        placer.beside(QPointF(20 + 37 * i % 360, 20 + 53 * i % 260), f"Place {i}", font=font)
    assert 5 < len(placer.placed) < 200
    boxes = [name.box for name in placer.placed]
    for i, one in enumerate(boxes):
        assert not any(one.intersects(other) for other in boxes[i + 1 :])


@pytest.mark.parametrize(("name", "size"), [("light", 100), ("dark", 200), ("contrast", 150)])
def test_policy_and_legend_stand_on_the_picture_and_apart(tab: MapTab, name: str, size: int) -> None:
    scene = tab.canvas.scene(theme=Theme(name, size))  # type: ignore[arg-type]
    policy, legend = policy_box(scene), legend_box(scene)
    assert QRectF(tab.canvas.rect()).adjusted(-1, -1, 1, 1).contains(policy)
    assert legend.bottom() <= policy.top() + 1
    image = QImage(tab.canvas.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_base(painter, scene)
    bare = image.copy(policy.toRect())
    paint_over(painter, scene)
    painter.end()
    assert image.copy(policy.toRect()) != bare


@pytest.mark.parametrize("ref", [WEST, Ref("node", "n-herat"), Ref("segment", "sg-titr-02")])
def test_a_link_leads_to_the_place_on_the_map(tab: MapTab, ref: Ref) -> None:
    tab.desk.follow(ref, initiator="test")
    assert tab.canvas._selected == ref
    box = tab.canvas._layers.box_of(ref)
    assert box is not None
    assert tab.canvas.camera.seen.intersects(box)


def test_a_filter_leaves_only_its_corridors_in_map_list_and_table(tab: MapTab) -> None:
    tab.desk.set_filter(Filter(text="Khaf-Herat railway"), initiator="test")
    assert {r.line.corridor for r in tab.canvas._layers.routes} == {Ref("corridor", "khaf-herat")}
    assert tab.list.spec is not None
    assert [row.ref for row in tab.list.spec.rows] == [Ref("corridor", "khaf-herat")]
    tab.toggle_table()
    assert tab.frame.showing_table


def test_the_picture_is_exported_as_svg_with_policy_and_edition(tab: MapTab) -> None:
    text = tab._svg()
    assert "state no position" in text
    assert tab.desk.edition_words in text


def test_where_room_is_short_the_map_comes_first(tab: MapTab, window: MainWindow) -> None:
    assert tab.list.isVisible()
    window.desk.prefer(initiator="test", text_size=200)
    tab._fit_words()
    assert not tab.list.isVisible()
    tab.list_button.setChecked(True)
    assert tab.list.isVisible()
