"""A package with no ambition, with one or with five opens on every tab, each with its letter, name and colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.ambitions import two_ways, two_ways_table
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.ui.filter_popovers import Popover
from briefing_app.ui.filterbar import FilterBar
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.ambitions.chain import Chain
from briefing_app.ui.tabs.ambitions.side_by_side import TwoWaysView
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.dataset.packages import PackageCopy

NAMES = {"A": "routes", "B": "watch", "C": "food", "D": "standing", "E": "calm"}


def with_ambitions(folder: Path, keys: str) -> Path:
    """Writes a copy of the bundled package whose entries bear on these ambitions in turn."""
    copy = PackageCopy(folder)
    briefing = copy.descriptor["x-briefing"]
    briefing["ambitions"] = [{"key": key, "letter": key, "name": NAMES[key]} for key in keys]
    for resource in copy.descriptor["resources"]:
        columns = [field["name"] for field in resource.get("schema", {}).get("fields", [])]
        if "ambition" not in columns:
            continue
        copy.field(resource["name"], "ambition")["constraints"].pop("enum", None)
        at, turn = columns.index("ambition"), cycle(keys or ["none"])
        rows = copy.rows(resource["name"])
        for row in rows[1:]:
            row[at] = next(turn) if row[at] in ("A", "B") else row[at]
        copy.put(resource["name"], rows)
    copy.save()
    return copy.folder


@pytest.fixture(params=["", "A", "ABCDE"], ids=["none", "one", "five"])
def keys(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desk(keys: str, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(profile=tmp_path / "profile", data=with_ambitions(tmp_path / "package", keys))
    yield opened
    opened.close()


def test_every_tab_opens_and_the_ambitions_stand_in_their_order(desk: Desk, keys: str, qtbot: QtBot) -> None:
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start()
    window.show()
    for entry in TABS:
        desk.visit(entry.key)
        qtbot.waitUntil(lambda key=entry.key: desk.tab == key)
        window.grab()
    desk.visit("ambitions")
    told = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    shown = [name for name in (n.capitalize() for n in NAMES.values()) if name in told]
    assert shown == [NAMES[key].capitalize() for key in keys]
    assert ("This package names no ambitions: there is nothing to compare." in told) is (not keys)
    window.close()


def test_the_comparison_and_its_table_hold_each_of_them(desk: Desk, keys: str) -> None:
    found = two_ways(desk.scope)
    assert [way.letter for way in found.ways] == list(keys)
    assert [way.tone for way in found.ways] == list(keys)
    letters = {row.cells[0].text for row in two_ways_table(found).rows}
    assert set(keys) <= letters


def test_the_filter_offers_each_of_them_by_name(desk: Desk, keys: str, qtbot: QtBot) -> None:
    bar = FilterBar(desk, Theme())
    qtbot.addWidget(bar)
    switch = [chip for chip in bar.chips() if chip.property("field") == "ambition"]
    if len(keys) in (2, 3):
        names = [f"Ambition {key}: {NAMES[key]}" for key in keys]
        assert [chip.accessibleName() for chip in switch] == [
            *names,
            "both: All ambitions" if len(keys) == 2 else "All ambitions",
        ]
        switch[1].click()
    else:
        bar.edit("ambition")
        sheet = bar.findChild(Popover)
        offered = [b for b in sheet.findChildren(QPushButton) if b.property("role") == "choice"]
        assert [b.text() for b in offered] == ["all", *(f"{key}: {NAMES[key]}" for key in keys)]
        offered[min(2, len(keys))].click()
    assert desk.filter.ambition == keys[:2][-1:]


def test_a_filter_on_one_of_them_lets_through_what_bears_on_it(desk: Desk, keys: str) -> None:
    for key in keys:
        desk.set_filter(Filter(ambition=key), initiator="test")
        shown = desk.scope.visible(desk.dataset.evidence)
        assert shown
        assert {item.ambition for item in shown} <= {key, "both"}


def test_the_lanes_of_the_timeline_carry_their_names(desk: Desk, keys: str) -> None:
    from briefing_app.domain import timeline

    spec = timeline.spec(desk.scope, lanes_by="ambition")
    told = [lane.label for lane in spec.lanes]
    expected = [f"{key}: {NAMES[key]}" for key in keys]
    assert [label for label in told if label in expected] == expected
    assert {item.letters for item in spec.items} >= set(keys)


def test_the_briefing_is_made_of_each_of_them(desk: Desk, keys: str, tmp_path: Path) -> None:
    made = desk.briefings.plan(desk.briefings.options(sections=("overview", "ambitions")))
    told = str(made)
    assert [name for name in NAMES.values() if f": {name}" in told] == [NAMES[key] for key in keys]
    out = desk.briefings.write(made, tmp_path / "b.pdf")
    assert out.read_bytes().startswith(b"%PDF")


def test_keys_walk_the_lines_of_those_that_are_there(desk: Desk, keys: str, qtbot: QtBot) -> None:
    view = TwoWaysView(Theme())
    qtbot.addWidget(view)
    view.resize(900, 700)
    found = two_ways(desk.scope)
    view.set_found(found)
    view.show()
    view.setFocus()
    letters = {way.letter for way in found.ways}
    steps = {line.way.ambition for line in view._lines if isinstance(line, Chain)}
    assert steps == {way.ambition for way in found.ways if way.steps}
    assert letters == set(keys)
    chosen: list[Ref] = []
    view.selected.connect(chosen.append)
    for line in view._lines[:3]:
        qtbot.keyClick(line, Qt.Key.Key_Down)
    assert bool(chosen) is bool(keys)
