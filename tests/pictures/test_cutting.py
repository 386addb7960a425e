"""What is cut off at a box: nothing outside is left, nothing inside is lost, and files need no clip paths."""

from __future__ import annotations

import math
import random
import re

import pytest

from briefing_app.domain.colours import THEMES
from briefing_app.domain.corridors import map_spec
from briefing_app.domain.tables import Dataset
from briefing_app.pictures import svg
from briefing_app.pictures.cutting import cut_line, cut_shape
from briefing_app.pictures.pen import XY, Box
from briefing_app.pictures.svg_pen import SvgPen
from tests.domain.scopes import scope_of

ROOM = Box(10, 20, 100, 60)


def inside(at: XY, ring: list[XY]) -> bool:
    """Tells whether a point lies in a ring, by the even-odd rule."""
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > at[1]) != (by > at[1]) and at[0] < (bx - ax) * (at[1] - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


def test_a_cut_shape_covers_what_it_covered_inside_and_nothing_outside() -> None:
    chance = random.Random(5)
    for _ in range(60):
        ring = [(chance.uniform(-50, 170), chance.uniform(-50, 150)) for _ in range(chance.randrange(3, 12))]
        cut = cut_shape(ring, ROOM)
        assert all(10 <= x <= 110 and 20 <= y <= 80 for x, y in cut)
        for _ in range(40):
            at = (chance.uniform(11, 109), chance.uniform(21, 79))
            assert inside(at, cut) == inside(at, ring)


def test_a_cut_line_keeps_its_length_inside_and_breaks_where_it_leaves() -> None:
    runs = cut_line([(0, 50), (50, 50), (50, 200), (60, 200), (60, 40)], ROOM)
    assert runs == [[(10, 50), (50, 50), (50, 80)], [(60, 80), (60, 40)]]
    assert cut_line([(0, 0), (5, 5)], ROOM) == []
    assert cut_line([(20, 30), (30, 30)], ROOM) == [[(20, 30), (30, 30)]]


@pytest.mark.parametrize("far", [math.nan, math.inf, -math.inf, 1e300])
def test_points_that_are_none_are_cut_all_the_same(far: float) -> None:
    for points in (cut_shape([(20, 30), (far, 40), (30, 70)], ROOM), *cut_line([(20, 30), (far, 40), (30, far)], ROOM)):
        assert all(10 <= x <= 110 and 20 <= y <= 80 for x, y in points)


def test_a_box_in_a_box_cuts_at_both() -> None:
    pen = SvgPen(THEMES["print"])
    pen.clip(ROOM)
    pen.clip(Box(0, 0, 30, 200))
    pen.path([[(0, 50), (200, 50)]], tone="ink")
    pen.close()
    pen.path([[(0, 60), (200, 60)]], tone="ink")
    pen.close()
    pen.line((0, 70), (200, 70))
    text = pen.finish(200, 200, title="t", summary="s")
    assert 'd="M10 50L30 50"' in text
    assert 'd="M10 60L110 60"' in text
    assert 'x1="0" y1="70" x2="200"' in text


def test_land_and_water_end_with_the_map_in_a_viewer_without_clip_paths(dataset: Dataset) -> None:
    text = svg(map_spec(scope_of(dataset)), tones=THEMES["print"])
    width, height = map(float, re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', text).groups())  # type: ignore[union-attr]  # there is one
    paths = re.findall(r'<path d="([^"]+)"', text)
    assert len(paths) > 100
    for d in paths:
        for x, y in re.findall(r"(-?[0-9.]+) (-?[0-9.]+)", d):
            assert -1 <= float(x) <= width + 1
            assert -1 <= float(y) <= height + 1
