"""Series are named at their marks where there is room, and only the others in the key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.colours import THEMES
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade import chart
from briefing_app.pictures.chart import draw, told_at_marks
from briefing_app.pictures.pen import Box
from briefing_app.pictures.svg_pen import SvgPen
from tests.domain.scopes import scope_of


@pytest.fixture(scope="module", params=["q-flour-market", "q-rail-grain", "q-price-volume"])
def spec(request: pytest.FixtureRequest) -> ChartSpec:
    found = chart(request.param, scope_of(load(paths.bundled_data())))
    assert found is not None
    return found


def words(spec: ChartSpec, width: float) -> str:
    pen = SvgPen(THEMES["print"])
    done = draw(pen, spec, Box(0, 0, width, 0))
    return pen.finish(width, done.bottom, title="", summary="")


def test_each_name_stands_once_at_its_marks_where_there_is_room(spec: ChartSpec) -> None:
    wide = 820.0
    assert told_at_marks(SvgPen(THEMES["print"]), spec, wide) == {series.key for series in spec.series}
    svg = words(spec, wide)
    for series in spec.series:
        if spec.form == "paired":
            assert svg.count(f">{series.label}<") == 1
        else:
            assert f">{series.label}<" not in svg, "its marks have names of their own"
            assert all(f">{mark.label}<" in svg for mark in series.marks)


def test_where_there_is_none_the_key_names_them_all(spec: ChartSpec) -> None:
    long = replace(
        spec,
        series=tuple(
            replace(
                series,
                label=f"{series.label}, as told by customs of the country it comes from",
                marks=tuple(replace(mark, label="") for mark in series.marks),
            )
            for series in spec.series
        ),
    )
    assert told_at_marks(SvgPen(THEMES["print"]), long, 300.0) == frozenset()
    svg = words(long, 300.0)
    assert all(series.label[:12] in svg for series in long.series)
