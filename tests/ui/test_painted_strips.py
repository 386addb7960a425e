"""The strip of verdicts and the overview of the timeline: mouse, keys, tooltips and speech use what was drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefing_app.domain.timeline.items import days_of
from briefing_app.pictures.pen import Place
from briefing_app.ui.painter_pen import unit_of
from briefing_app.ui.tabs.claims import ClaimsTab
from briefing_app.ui.tabs.timeline import TimelineTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.verdict_strip import VerdictStrip
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_at(request.param, qtbot, tmp_path / "profile") as window:
        yield window


@pytest.fixture
def claims(window: MainWindow) -> ClaimsTab:
    assert isinstance(window.current, ClaimsTab)
    return window.current


@pytest.fixture
def strip(claims: ClaimsTab) -> VerdictStrip:
    found = claims.findChild(VerdictStrip)
    assert isinstance(found, VerdictStrip)
    return found


@pytest.fixture
def timeline(window: MainWindow) -> TimelineTab:
    assert isinstance(window.current, TimelineTab)
    return window.current


def middle(place: Place, theme: Theme) -> QPoint:
    x, y = place.middle
    return QPoint(round(x * unit_of(theme)), round(y * unit_of(theme)))


def point_at(qtbot: QtBot, widget: QWidget, at: QPoint) -> str:
    """Moves the mouse to a point; returns what the tooltip says then."""
    qtbot.mouseMove(widget, at + QPoint(1, 0))
    qtbot.mouseMove(widget, at)
    return widget.toolTip()


at_claims = pytest.mark.parametrize("window", ["claims"], indirect=True)
at_timeline = pytest.mark.parametrize("window", ["timeline"], indirect=True)


@at_claims
def test_the_parts_of_the_strip_are_as_long_as_their_numbers(claims: ClaimsTab, strip: VerdictStrip) -> None:
    places = strip.places()
    numbers = [int(place.spoken.split()[0]) for place in places]
    assert sum(numbers) == len(claims.desk.dataset.claims)
    lengths = [place.box.width / number for place, number in zip(places, numbers, strict=True)]
    assert max(lengths) == pytest.approx(min(lengths), rel=0.1)
    assert places[-1].box.right * unit_of(claims.theme) <= strip.width()


@at_claims
def test_a_part_tells_its_number_and_shows_its_claims_when_it_is_pressed(
    claims: ClaimsTab, strip: VerdictStrip, qtbot: QtBot
) -> None:
    place = strip.places()[1]
    at = middle(place, claims.theme)
    assert point_at(qtbot, strip, at) == place.spoken
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert claims.status().endswith(f"{place.spoken.split()[0]} shown")
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert claims.status().endswith(f"{len(claims.desk.dataset.claims)} shown")


@at_claims
def test_keys_walk_the_strip_and_say_where_they_are(claims: ClaimsTab, strip: VerdictStrip, qtbot: QtBot) -> None:
    strip.setFocus()
    assert strip.accessibleDescription() == strip.places()[0].spoken
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription() == strip.places()[1].spoken
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert claims.status().endswith(f"{strip.places()[0].spoken.split()[0]} shown")


@at_timeline
def test_the_overview_tells_how_many_events_a_column_holds(timeline: TimelineTab, qtbot: QtBot) -> None:
    overview, events = timeline.overview, timeline.desk.dataset.events
    columns = overview.places()[1:]
    assert sum(int(place.spoken.split(": ")[1].split()[0]) for place in columns) == len(events)
    said = point_at(qtbot, overview, middle(columns[0], timeline.theme))
    assert said == columns[0].spoken
    first = min(days_of(event)[0] for event in events)
    assert str(dt.date.fromordinal(first).year) in said


@at_timeline
def test_the_window_of_the_overview_is_the_view_of_the_picture(timeline: TimelineTab, qtbot: QtBot) -> None:
    overview, canvas = timeline.overview, timeline.canvas
    assert overview.places()[0].spoken == overview.accessibleDescription()
    day = dt.date.fromordinal(int(canvas.view.start))
    assert f"{day.year} to" in overview.accessibleDescription()
    window = overview.places()[0].box
    right = round(window.right * unit_of(timeline.theme))
    before = canvas.view
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(right, 8))
    qtbot.mouseMove(overview, QPoint(right - 40, 8))
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(right - 40, 8))
    assert canvas.view.start == pytest.approx(before.start)
    assert canvas.view.end < before.end
    assert overview.places()[0].box.right < window.right
