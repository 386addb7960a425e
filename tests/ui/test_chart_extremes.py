"""Series as they should not be: drawn sensibly or refused in words, in the real tab, from a real package."""

from __future__ import annotations

import csv
import dataclasses
import io
import math
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.desk import Desk
from briefing_app.domain.colours import THEMES
from briefing_app.domain.model import Ref
from briefing_app.domain.tables import Dataset, Table
from briefing_app.domain.trade import chart, series_chart
from briefing_app.domain.trade.long_series import MANY
from briefing_app.pictures import svg
from briefing_app.ui.charts.plot import ChartView
from briefing_app.ui.tabs.trade import TradeTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import EVERYTHING
from tests.domain.scopes import scope_of

SERIES = "kzaf-turnover-usd"
Cells = dict[str, str]


def package_with(folder: Path, rows: list[Cells]) -> Path:
    """The bundled package with other figures for one series."""
    package = Path(shutil.copytree(paths.bundled_data(), folder / "package"))
    path = package / "observations.csv"
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    heading = list(reader.fieldnames or [])
    kept = [row for row in reader if row["series_id"] != SERIES]
    pattern = dict.fromkeys(heading, "") | {
        "series_id": SERIES,
        "period_kind": "year",
        "status": "reported",
        "preferred": "true",
        "source_id": kept[0]["source_id"],
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    for n, row in enumerate(rows):
        year = row.get("period", str(2001 + n))
        whole = {"observation_id": f"o-x-{n}", "period": year}
        if year.isdigit():
            whole |= {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        writer.writerow(pattern | whole | row)
    path.write_text(out.getvalue(), encoding="utf-8")
    return package


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[object]:
    desks: list[Desk] = []

    def open_(rows: list[Cells]) -> TradeTab:
        desk = Desk.open(profile=tmp_path / "profile", data=package_with(tmp_path, rows))
        desks.append(desk)
        tab = TradeTab(desk, Theme())
        qtbot.addWidget(tab)
        tab.resize(1090, 700)
        tab.refresh(EVERYTHING)
        tab._open(SERIES)
        return tab

    yield open_
    for desk in desks:
        desk.close()


@pytest.mark.parametrize(
    "rows",
    [
        [{"value": "1"}],
        [{"value": "0"}, {"value": "0"}],
        [{"value": "-5"}, {"value": "3"}],
        [{"value": "1e15"}, {"value": "1e-3"}],
        [{"value": "10", "status": "target"}, {"value": "20", "status": "target"}],
        [{"value": "5", "period": "0001"}, {"value": "6", "period": "9999"}],
    ],
    ids=["one row", "zeros", "negative", "huge beside tiny", "only targets", "year 1 and 9999"],
)
def test_strange_values_are_drawn_on_every_axis_and_on_paper(opened, rows: list[Cells]) -> None:  # type: ignore[no-untyped-def]
    tab = opened(rows)
    tools = tab._drawn_as
    for year, change in ((None, False), (None, True), *((year, False) for year in tools.years)):
        for log in (False, True):
            tools.log.setChecked(log)
            tools.draw_as(year, change=change)
            spec = tab._spec
            assert spec.caption.empty or tab._view.mark_count
            assert all(math.isfinite(v) for v in (spec.x.low, spec.x.high, spec.y.low, spec.y.high))
            tab._view.grab()
            ET.fromstring(svg(spec, tones=THEMES["print"], alone=True))
    tools.log.setChecked(False)
    tools.draw_as()
    assert tab._view.mark_count == len(rows)


def test_a_series_without_figures_says_so(opened) -> None:  # type: ignore[no-untyped-def]
    tab = opened([])
    assert tab._spec.caption.empty == "No figure of this kind passes the filter."
    assert tab._frame.empty.text() == tab._spec.caption.empty


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"value": "nan"}, "value"),
        ({"value": "many"}, "value"),
        ({"value": "1", "period": "last spring"}, "period"),
        ({"value": "1", "series_id": "no-such-series"}, "series_id"),
    ],
)
def test_what_cannot_be_read_is_listed_by_check_and_not_drawn(tmp_path: Path, row: Cells, expected: str) -> None:
    dataset = load(package_with(tmp_path, [{"value": "2"}, row]))
    assert any(p.file == "observations.csv" and p.column == expected for p in dataset.problems)
    marks = [m.ref for line in chart(SERIES, scope_of(dataset)).series for m in line.marks]
    assert marks == [Ref("observation", "o-x-0")]


def test_a_figure_that_comes_twice_is_listed_and_drawn_once(tmp_path: Path) -> None:
    dataset = load(package_with(tmp_path, [{"value": "2"}, {"value": "3", "observation_id": "o-x-0"}]))
    assert any("is already" in p.message for p in dataset.problems)
    assert [m.y for line in chart(SERIES, scope_of(dataset)).series for m in line.marks] == [2.0]


def many(dataset: Dataset, count: int) -> Dataset:
    """The data with very many figures in one series."""
    pattern = next(o for o in dataset.observations if o.series_id == SERIES and o.preferred and o.period_start)
    start = pattern.period_start
    assert start is not None
    rows = tuple(
        dataclasses.replace(
            pattern,
            observation_id=f"o-{n}",
            period_kind="moment",
            value=float(n % 1000),
            period_start=start.fromordinal(730_000 + n),
            period_end=start.fromordinal(730_000 + n),
        )
        for n in range(count)
    )
    return dataclasses.replace(dataset, tables={**dataset.tables, "observations": Table(rows=rows, by_id={})})


def test_very_many_figures_are_a_band_that_can_be_walked_clicked_and_printed(qtbot: QtBot) -> None:
    dataset = many(load(paths.bundled_data()), MANY * 4)
    spec = series_chart([SERIES], scope_of(dataset))
    assert "drawn as a band" in spec.caption.notes[0]
    view = ChartView(Theme())
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.set_spec(spec)
    view.show()
    assert view.mark_count == MANY * 4
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current_ref() == Ref("observation", "o-1")
    box = view._items[0].getViewBox()
    line = view._lines[0]
    box.setXRange(line.place(10_000)[0], line.place(10_040)[0])
    from PySide6.QtCore import QPointF

    at = view.canvas.mapFromScene(box.mapViewToScene(QPointF(*line.place(10_020))))
    assert view._near(QPointF(at)) == (0, 10_020)
    assert len(svg(spec, tones=THEMES["print"])) < 100_000


def test_the_band_holds_the_lowest_and_the_highest_figure_at_every_scale() -> None:
    spec = series_chart([SERIES], scope_of(many(load(paths.bundled_data()), 300_000)))
    found = spec.series[0].many
    assert found is not None
    for columns in (3, 100, 5_000):
        _places, lows, highs = found.band(spec.x.low, spec.x.high, columns)
        assert (min(lows), max(highs)) == (0.0, 999.0)


def test_no_menu_of_the_drawing_library_lies_on_the_chart(opened) -> None:  # type: ignore[no-untyped-def]
    tab = opened([{"value": "1"}])
    tab.show()
    assert not [menu for menu in tab.findChildren(QMenu) if menu.isVisible() or not menu.isWindow()]
    QTest.mouseClick(tab._view.canvas.viewport(), Qt.MouseButton.RightButton, pos=QPoint(200, 200))
    assert not [menu for menu in tab.findChildren(QMenu) if menu.isVisible()]
