"""Right click: the mark under the mouse is chosen first, then its menu opens, on every picture with marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.entries import card
from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import one_line
from briefing_app.pictures.pen import Place
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.small_chart import MiniChart
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

Spot = tuple[QWidget, QPoint, Ref]
"""A widget, a pixel on it and the entry that is drawn there."""


def _pixel(place: Place, window: MainWindow) -> QPoint:
    unit = unit_of(window.theme)
    if place.points:
        (ax, ay), (bx, by) = place.points[:2]
        return QPointF((ax + bx) / 2 * unit, (ay + by) / 2 * unit).toPoint()
    return QPointF(place.middle[0] * unit, place.middle[1] * unit).toPoint()


def _on_timeline(window: MainWindow) -> Spot:
    canvas: Any = window.current.canvas  # type: ignore[union-attr]  # the tab is shown
    placed = next(p for p in canvas.scene().picture.placed if p.text and 0 < p.x0 < canvas.plot)
    return canvas, canvas.walk.place_of(placed.number).toPoint(), canvas.items.item(placed.number).ref


def _on_map(window: MainWindow) -> Spot:
    canvas: Any = window.current.canvas  # type: ignore[union-attr]
    place = next(p for p in canvas.places() if p.ref == Ref("node", "n-astana"))
    return canvas, _pixel(place, window), Ref("node", "n-astana")


def _on_graph(window: MainWindow) -> Spot:
    tab: Any = window.current
    tab.reveal(Ref("relation", "r-001"))
    QApplication.processEvents()
    canvas = tab.relations.canvas
    canvas.select_ref(None)
    for place in canvas.places():
        if place.points and place.ref is not None and canvas.ref_at(QPointF(_pixel(place, window))) == place.ref:
            return canvas, _pixel(place, window), place.ref
    raise AssertionError("no relation is drawn")


def _on_chart(window: MainWindow) -> Spot:
    tab: Any = window.current
    view = tab._view
    for x in range(0, view.canvas.width(), 6):
        for y in range(0, view.canvas.height(), 6):
            mark = view._mark(view._near(QPointF(x, y)))
            if mark is not None and mark.ref is not None:
                return view.canvas.viewport(), QPoint(x, y), mark.ref
    raise AssertionError("no figure is drawn")


def _on_small_chart(window: MainWindow) -> Spot:
    chart = window.current.findChild(MiniChart)  # type: ignore[union-attr]
    assert chart is not None
    place = next(p for p in chart.places() if p.ref is not None)
    assert place.ref is not None
    return chart, _pixel(place, window), place.ref


SPOTS: dict[str, Callable[[MainWindow], Spot]] = {
    "timeline": _on_timeline,
    "map": _on_map,
    "actors": _on_graph,
    "trade": _on_chart,
    "overview": _on_small_chart,
}


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at(request.param, qtbot, tmp_path / "profile") as window:
        window.after_first_paint()
        QApplication.processEvents()
        yield window


def _right_click(widget: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


@pytest.mark.parametrize(("window", "tab"), [(key, key) for key in SPOTS], indirect=["window"])
def test_what_lies_under_the_mouse_is_chosen_and_one_menu_of_it_opens(window: MainWindow, tab: str) -> None:
    widget, at, ref = SPOTS[tab](window)
    assert window.desk.selection != ref
    _right_click(widget, at)
    assert window.desk.selection == ref
    (menu,) = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    named = one_line(card(window.desk.scope, ref).title, length=70).replace("&", "&&")
    assert named in [action.text() for action in menu.actions()]
    menu.close()


@pytest.mark.parametrize("window", ["map"], indirect=True)
def test_a_right_click_on_what_is_chosen_keeps_it(window: MainWindow) -> None:
    """Pressing again goes on to the next corridor that runs there; asking for a menu must not."""
    canvas: Any = window.current.canvas  # type: ignore[union-attr]
    shared = None
    for place in canvas.places():
        at = QPointF(_pixel(place, window))
        near = canvas.within_reach(at)
        if place.points and len({line.corridor for line in near.routes}) > 1 and near.spot is None:
            shared = at.toPoint()
            break
    assert shared is not None, "no two corridors run together"
    _right_click(canvas, shared)
    chosen = window.desk.selection
    _right_click(canvas, shared)
    assert window.desk.selection == chosen is not None
    for menu in window.findChildren(QMenu):
        menu.close()
