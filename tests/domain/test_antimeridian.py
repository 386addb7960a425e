"""Maps that cross the antimeridian: ways do not jump, regions are found on both sides of it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing_app.dataset import loader
from briefing_app.domain.corridors import extent_of, map_spec
from briefing_app.domain.filters import Filter
from briefing_app.domain.projection import Conic, around, near, unrolled
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.pictures.map.plane import UNITS, Plane
from tests.packs import PACIFIC


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return loader.load(PACIFIC)


@pytest.fixture(scope="module")
def plane(dataset: Dataset) -> Plane:
    return Plane(map_spec(Scope(dataset=dataset, filter=Filter(), noted=frozenset(), scale="PHIA")))


def test_a_way_from_fiji_to_hawaii_goes_on_eastwards() -> None:
    assert unrolled([(178.0, -18.0), (-175.0, -2.0), (-158.0, 21.0)], 180.0) == (
        (178.0, -18.0),
        (185.0, -2.0),
        (202.0, 21.0),
    )


@pytest.mark.parametrize(
    ("lon", "middle", "found"), [(-170.0, 190.0, 190.0), (170.0, 190.0, 170.0), (10.0, 60.0, 10.0)]
)
def test_a_place_is_drawn_on_the_side_of_the_map(lon: float, middle: float, found: float) -> None:
    assert near(lon, middle) == found


def test_a_region_on_both_sides_of_the_antimeridian_is_small() -> None:
    extent = around([(178.0, -18.0), (-172.0, -14.0)])
    assert extent is not None
    west, south, east, north = extent
    assert 170 < west < 178
    assert 188 < east < 196
    assert south < -18 < -14 < north


def test_a_region_on_one_side_is_the_region() -> None:
    extent = around([(45.0, 30.0), (80.0, 50.0)])
    assert extent is not None
    assert extent[0] < 45 < 80 < extent[2] < 90


def test_of_no_places_there_is_no_region() -> None:
    assert around([]) is None
    assert around([(float("nan"), 1.0)]) is None


def test_the_package_says_where_its_map_is_and_no_piece_jumps_over_it(dataset: Dataset, plane: Plane) -> None:
    west, _south, east, _north = extent_of(dataset)
    assert west < 180 < east
    assert any(min(lons) < 180 < max(lons) for lons in _longitudes(dataset))
    for route in plane.routes:
        for (ax, ay), (bx, by) in pairwise(route.points):
            assert abs(ax - bx) + abs(ay - by) < UNITS * 0.7


def test_every_place_stands_in_what_can_be_looked_at(plane: Plane) -> None:
    assert plane.spots
    assert all(not plane.bounds.away(at) for _place, at in plane.spots)


def _longitudes(dataset: Dataset) -> list[list[float]]:
    lines = map_spec(Scope(dataset=dataset, filter=Filter(), noted=frozenset(), scale="PHIA")).lines
    return [[lon for lon, _lat in unrolled(line.points, 180.0)] for line in lines]


def test_a_window_of_the_plane_holds_every_point_in_it() -> None:
    conic = Conic((45.0, 23.5, 89.0, 55.5), 1000.0)
    window = conic.window(-300.0, -100.0, 1200.0, 900.0)
    assert window is not None
    west, south, east, north = window
    for lon in range(-40, 180, 3):
        for lat in range(-10, 88, 2):
            x, y = conic((float(lon), float(lat)))
            if -300.0 <= x <= 1200.0 and -100.0 <= y <= 900.0:
                assert west <= lon <= east
                assert south <= lat <= north


def test_a_window_that_may_be_the_whole_world_says_so() -> None:
    assert Conic((45.0, 23.5, 89.0, 55.5), 1000.0).window(0.0, -1e6, 1000.0, 900.0) is None
    assert Conic((150.0, -45.0, 190.0, -10.0), 1000.0).window(0.0, 0.0, 1000.0, 900.0) is None


def test_many_points_lie_where_each_of_them_lies() -> None:
    conic = Conic((45.0, 23.5, 89.0, 55.5), 1000.0)
    points = [(lon / 7, lat / 7) for lon in range(-1200, 1300, 37) for lat in range(-630, 631, 31)]
    assert conic.along(points) == tuple(conic(point) for point in points)
