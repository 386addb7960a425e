"""The map: routes in their state, borders that still meet after simplifying, a projection that keeps angles."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import pairwise

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.briefing import WHOLE_WORLD
from briefing_app.domain.corridors import (
    STATUSES,
    close_up,
    corridors_table,
    extent_of,
    map_spec,
    segments_table,
    waypoints,
)
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Node, Ref
from briefing_app.domain.outlines import TOLERANCE, Simplifier, outlines
from briefing_app.domain.projection import Conic, near
from briefing_app.domain.tables import Dataset
from tests.domain.bundled import DOCUMENT_DAY
from tests.domain.records import data, made
from tests.domain.scopes import scope_of
from tests.packs import PACIFIC

WEST = Ref("corridor", "west-tar")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def test_every_piece_is_drawn_from_place_to_place(dataset: Dataset) -> None:
    spec = map_spec(scope_of(dataset))
    assert {line.ref for line in spec.lines} == {s.ref for s in dataset.segments}
    nodes = {n.node_id: (n.lon, n.lat) for n in dataset.nodes}
    for line in spec.lines:
        segment = dataset.find("segments", line.ref.id)
        assert segment is not None
        assert line.points[0] == nodes[segment.from_node]
        assert line.points[-1] == nodes[segment.to_node]
        assert line.status in line.spoken.replace(" ", "-")


def test_a_corridor_is_said_with_its_state_its_length_and_where_it_is_drawn(dataset: Dataset) -> None:
    said = dict(map_spec(scope_of(dataset)).spoken)
    assert set(said) == {corridor.ref for corridor in dataset.corridors}
    for corridor in dataset.corridors:
        assert said[corridor.ref].startswith(corridor.short_name)
        assert ("km" in said[corridor.ref]) == (corridor.length_km is not None)
    drawn = {line.corridor for line in map_spec(scope_of(dataset)).lines}
    assert all("drawn from " in said[ref] for ref in drawn)


def test_the_title_counts_what_operates_and_what_is_only_on_paper(dataset: Dataset) -> None:
    working = sum(c.status == "operating" for c in dataset.corridors)
    paper = sum(c.status in ("agreed", "proposed") for c in dataset.corridors)
    title = map_spec(scope_of(dataset)).caption.title
    assert title.startswith(f"{working} of {len(dataset.corridors)} ")
    assert f" {paper} are only agreed or proposed" in title


def test_the_map_says_whose_view_its_borders_follow_in_the_words_of_the_package(dataset: Dataset) -> None:
    spec = map_spec(scope_of(dataset))
    assert spec.policy.startswith(dataset.briefing.outlines_policy)
    assert any(f"Outlines: {dataset.briefing.outlines_origin}." in note for note in spec.caption.notes)


def test_a_package_that_does_not_say_it_has_that_said_and_no_origin_is_made_up(dataset: Dataset) -> None:
    silent = replace(dataset, briefing=replace(dataset.briefing, outlines_origin="", outlines_policy=""))
    spec = map_spec(scope_of(silent))
    assert spec.policy.startswith("The data do not say whose view the borders follow")
    assert not any("Outlines:" in note for note in spec.caption.notes)


def test_the_legend_names_each_state_that_is_drawn_and_no_other(dataset: Dataset) -> None:
    spec = map_spec(scope_of(dataset))
    drawn = {line.status for line in spec.lines}
    assert [status for status, _word in spec.legend] == [s for s in STATUSES if s in drawn]
    only = map_spec(scope_of(dataset, Filter(text="Khaf-Herat railway")))
    assert {line.status for line in only.lines} == {status for status, _word in only.legend}


def test_the_policy_says_that_borders_state_no_position(dataset: Dataset) -> None:
    assert "state no position" in map_spec(scope_of(dataset)).policy


def test_a_highlighted_corridor_is_drawn_last_and_its_places_come_first(dataset: Dataset) -> None:
    spec = map_spec(scope_of(dataset), highlight=WEST)
    mine = [line.corridor == WEST for line in spec.lines]
    assert mine == sorted(mine)
    assert {line.tone for line in spec.lines if line.corridor != WEST} == {"muted"}
    ranks = {place.ref.id: place.rank for place in spec.places}
    assert ranks["n-torghundi"] == ranks["n-kandahar"] == 1
    assert ranks["n-aktau"] > 1


def test_the_second_clock_hides_corridors_known_later_and_says_what_it_cannot_do(dataset: Dataset) -> None:
    then = map_spec(scope_of(dataset, Filter(as_known_on=DOCUMENT_DAY)))
    assert 0 < len(then.lines) < len(dataset.segments)
    assert any("latest known" in note for note in then.caption.notes)


def test_a_filter_that_leaves_nothing_is_said_in_words(dataset: Dataset) -> None:
    spec = map_spec(scope_of(dataset, Filter(text="no such corridor")))
    assert spec.caption.empty
    assert not spec.lines


def test_the_equal_table_holds_every_piece_and_the_list_every_corridor(dataset: Dataset) -> None:
    assert {r.ref for r in segments_table(scope_of(dataset)).rows} == {s.ref for s in dataset.segments}
    rows = corridors_table(scope_of(dataset)).rows
    assert {r.ref for r in rows} == {c.ref for c in dataset.corridors}
    places = [row.cells[1].sort for row in rows]
    assert places == sorted(places, key=lambda p: float(p or 0))


def test_a_piece_whose_end_is_not_there_is_left_out(dataset: Dataset) -> None:
    nodes = dataset.tables["nodes"]
    fewer = replace(nodes, by_id={k: v for k, v in nodes.by_id.items() if k != "n-herat"})
    broken = replace(dataset, tables={**dataset.tables, "nodes": fewer})
    spec = map_spec(scope_of(broken))
    touching = [s for s in dataset.segments if "n-herat" in (s.from_node, s.to_node)]
    assert touching
    assert len(spec.lines) == len(dataset.segments) - len(touching)


def test_waypoints_that_are_no_numbers_are_left_out(dataset: Dataset) -> None:
    segment = replace(dataset.segments[0], waypoints="107.1 34.4;here;105.7;100 30")
    assert waypoints(segment) == ((107.1, 34.4), (100.0, 30.0))


# The base map


def test_outlines_come_countries_first_then_lakes_then_rivers(dataset: Dataset) -> None:
    layers = [outline.layer for outline in outlines(dataset.outlines)]
    assert layers == sorted(layers)
    assert {"Kazakhstan", "Afghanistan", "Türkiye"} <= {outline.name for outline in outlines(dataset.outlines)}


def test_the_same_files_are_read_once(dataset: Dataset) -> None:
    assert outlines(dataset.outlines) is outlines(dict(dataset.outlines))


def test_simplifying_takes_points_away_and_stays_within_the_tolerance(dataset: Dataset) -> None:
    raw = json.loads(dataset.outlines["countries"])["features"]
    kazakhstan = next(f for f in raw if f["properties"]["name"] == "Kazakhstan")["geometry"]
    polygons = [kazakhstan["coordinates"]] if kazakhstan["type"] == "Polygon" else kazakhstan["coordinates"]
    before = max((ring for polygon in polygons for ring in polygon), key=len)
    after = max((r for o in outlines(dataset.outlines) if o.name == "Kazakhstan" for r in o.rings), key=len)
    assert len(after) < len(before)
    assert set(after) <= {tuple(point) for point in before}
    for x, y in before:
        assert min(_away((x, y), a, b) for a, b in pairwise(after)) <= TOLERANCE * 1.0001


def _away(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    part = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / long)) if long else 0.0
    return math.hypot(a[0] + part * dx - p[0], a[1] + part * dy - p[1])


def test_two_neighbours_keep_the_same_border() -> None:
    border = [(1.0 + (0.004 if i % 2 else 0.0), i / 10) for i in range(11)]
    left = ((0.0, 0.0), *border, (0.0, 1.0), (0.0, 0.0))
    right = (*reversed(border), (2.0, 0.0), (2.0, 1.0), border[-1])
    simplify = Simplifier([left, right])
    one, other = simplify(left), simplify(right)
    shared = set(border)
    assert {p for p in one if p in shared} == {p for p in other if p in shared}
    assert len(one) < len(left)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"features": [{"geometry": null, "properties": {}}]}'])
def test_a_base_map_that_cannot_be_read_gives_no_shapes(text: bytes) -> None:
    assert outlines({"countries": text}) == ()


# The projection


EXTENT = (45.0, 23.5, 89.0, 55.5)


def test_the_projection_keeps_angles() -> None:
    place = Conic(EXTENT, 1000)
    for lon, lat in ((50.0, 30.0), (67.0, 42.0), (85.0, 50.0)):
        step = 1e-4
        x, y = place((lon, lat))
        east, north = place((lon + step, lat)), place((lon, lat + step))
        along = math.hypot(east[0] - x, east[1] - y) / math.cos(math.radians(lat))
        up = math.hypot(north[0] - x, north[1] - y)
        assert along == pytest.approx(up, rel=1e-3)
        right_angle = (east[0] - x) * (north[0] - x) + (east[1] - y) * (north[1] - y)
        assert right_angle == pytest.approx(0, abs=1e-3 * along * up)


def test_the_whole_extent_lies_in_the_box_and_north_is_up() -> None:
    place = Conic(EXTENT, 1000)
    west, south, east, north = EXTENT
    for lon in (west, (west + east) / 2, east):
        for lat in (south, north):
            x, y = place((lon, lat))
            assert -1e-6 <= x <= 1000 + 1e-6
            assert -1e-6 <= y <= place.height + 1e-6
    assert place((67.0, 50.0))[1] < place((67.0, 30.0))[1]


# The first view


def placed(*at: tuple[float, float]) -> Dataset:
    return data(*(made(Node, f"n-{n}", lon=lon, lat=lat, name=str(n)) for n, (lon, lat) in enumerate(at)))


def test_the_first_view_is_the_one_that_the_package_asks_for(dataset: Dataset) -> None:
    assert extent_of(dataset) == dataset.briefing.extent == map_spec(scope_of(dataset)).extent


def test_a_package_that_asks_for_none_sees_all_its_places() -> None:
    west, south, east, north = extent_of(placed((10, 50), (30, 40)))
    assert west < 10 < 30 < east < 40
    assert 30 < south < 40 < 50 < north < 60


def test_places_on_both_sides_of_the_antimeridian_are_seen_side_by_side() -> None:
    west, _south, east, _north = extent_of(placed((170, 10), (-170, -10), (175, 0)))
    assert 160 < west < 170
    assert 190 < east < 200
    place = Conic((west, -20, east, 20), 1000)
    across = [place((near(lon, (west + east) / 2), 0))[0] for lon in (170, 180, -175, -170)]
    assert across == sorted(across)
    assert 0 < across[0] < across[-1] < 1000


def test_one_place_has_room_around_it_and_none_shows_the_world() -> None:
    west, south, east, north = extent_of(placed((10, 50)))
    assert (west, south, east, north) == pytest.approx((8.5, 48.5, 11.5, 51.5))
    assert extent_of(placed()) == WHOLE_WORLD


def test_the_whole_world_is_not_folded_onto_itself() -> None:
    place = Conic(WHOLE_WORLD, 1000)
    assert place((-180, 0))[0] < place((0, 0))[0] < place((180, 0))[0]


def test_a_close_view_is_drawn_where_it_names_more_than_the_whole_map_and_nowhere_else(dataset: Dataset) -> None:
    near = close_up(map_spec(scope_of(dataset)), dataset)
    assert near is not None
    assert near.caption.title == "Close up: Afghanistan"
    islands = load(PACIFIC)
    assert close_up(map_spec(scope_of(islands)), islands) is None
