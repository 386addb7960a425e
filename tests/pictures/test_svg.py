"""Pictures are plain SVG: every kind of figure has a shape of its own, words are literal, nothing is linked in."""

from __future__ import annotations

import datetime as dt
import math
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import get_args

import pytest

from briefing_app.dataset.loader import load
from briefing_app.domain import projection, timeline
from briefing_app.domain.colours import THEMES
from briefing_app.domain.corridors import close_up, map_spec
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.projection import Conic
from briefing_app.domain.specs import (
    Axis,
    Caption,
    ChartForm,
    ChartSeries,
    ChartSpec,
    GraphEdge,
    GraphNode,
    GraphSpec,
    MapLine,
    MapPlace,
    MapSpec,
    Mark,
    MarkForm,
    Outline,
    SourceLine,
    TimelineSpec,
)
from briefing_app.domain.tables import Dataset
from briefing_app.domain.timeline import View, whole
from briefing_app.domain.timeline.layout import DENSE
from briefing_app.domain.trade.questions import chart
from briefing_app.pictures import svg
from briefing_app.pictures.chart import plot
from briefing_app.pictures.chart.plot import Scale
from briefing_app.pictures.letters import text_width, wrapped
from briefing_app.pictures.map import plane
from briefing_app.pictures.svg_pen import n
from tests.domain.bundled import CHART_KEYS
from tests.domain.scopes import scope_of
from tests.packs import PACIFIC

TONES = THEMES["print"]
EVIL = "<script>alert(1)</script> & \"x\" 'y' \x00"
CAPTION = Caption(
    key="k",
    title=EVIL,
    subtitle="Million USD",
    summary="It rose.",
    sources=(SourceLine(ref=Ref("source", "s"), text="Interfax, 22 Oct 2024", grade="B"),),
    notes=("A caveat.",),
    edition="1.0.0",
)
YEARS = Axis(label="Year", kind="time", ticks=((2021.0, "2021"), (2022.0, "2022")), low=2020.4, high=2022.6)
NAMES = Axis(label="", kind="category", ticks=((0.0, "One"), (1.0, "Two")), low=-0.6, high=1.6)
VALUES = Axis(label="million USD", kind="number", ticks=((0.0, "0"), (10.0, "10")), low=0, high=10)


def small(form: ChartForm, *marks: Mark, times: int = 1) -> ChartSpec:
    """Returns a chart of one form."""
    across = NAMES if form in ("bars", "stacked", "paired") else YEARS
    shift = 0.0 if across is NAMES else 2021.0
    drawn = marks or (Mark(x=shift, y=4, label="4"), Mark(x=shift + 1, y=8, label="8"))
    series = tuple(
        ChartSeries(key=f"s{i}", label=f"Series {i}", marks=drawn, tone=f"s{i + 1}", joined=True) for i in range(times)
    )
    if form == "multiples":
        return ChartSpec(caption=CAPTION, form=form, x=YEARS, y=VALUES, panels=(small("dots"), small("line")))
    return ChartSpec(caption=CAPTION, form=form, x=across, y=VALUES, series=series)


def parsed(text: str) -> ET.Element:
    """Reads SVG and asserts what holds for every picture."""
    root = ET.fromstring(text)
    names = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
    assert names <= {"svg", "g", "title", "desc", "path", "rect", "line", "circle", "text", "clipPath", "defs"}
    assert root.get("width", "").endswith("mm")
    assert "href" not in text
    assert "style=" not in text
    return root


def words_in(text: str) -> str:
    """Returns what is written on the picture."""
    return "\n".join(e.text or "" for e in parsed(text).iter() if e.tag.endswith("text"))


def bare(text: str) -> str:
    """Returns a picture without its colours."""
    for tone in sorted(set(TONES.values())):
        text = text.replace(tone, "#")
    return text


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("form", get_args(ChartForm))
def test_every_form_of_chart_is_drawn(form: ChartForm, alone: bool) -> None:
    for times in (1, 3):
        made = svg(small(form, times=times), tones=TONES, alone=alone)
        assert len(parsed(made)) > 8


def test_every_kind_of_figure_has_a_shape_of_its_own() -> None:
    shapes = set()
    for form in get_args(MarkForm):
        made = bare(svg(small("scatter", Mark(x=2021, y=5), Mark(x=2022, y=7, form=form)), tones=TONES))
        shapes.add("".join(part for part in made.split("<") if not part.startswith(("text", "title", "desc"))))
    assert len(shapes) == len(get_args(MarkForm))


def test_series_are_told_apart_without_colour() -> None:
    lines = bare(svg(small("line", times=2), tones=TONES))
    assert len({p for p in lines.split("<path")[1:] if 'fill="none"' in p and "dasharray" in p}) == 1
    letters = words_in(svg(small("dots", times=2), tones=TONES)).split("\n")
    assert {"4 a", "8 a", "a", "b"} <= set(letters)
    for form in ("stacked", "paired"):
        one, two = (bare(svg(small(form, times=times), tones=TONES)) for times in (1, 2))
        assert "<path" not in one  # one series is full
        assert "<path" in two  # the second is hatched


def test_words_of_others_are_text_and_nothing_else() -> None:
    made = svg(small("dots"), tones=TONES, alone=True)
    assert "<script" not in made
    assert "alert(1)" in words_in(made)


def test_a_picture_that_leaves_alone_says_what_it_is_and_where_it_is_from() -> None:
    said = words_in(svg(small("line"), tones=TONES, alone=True))
    for part in ("Million USD", "Interfax, 22 Oct 2024 (B)", "A caveat.", "1.0.0"):
        assert part in said
    assert "Interfax" not in words_in(svg(small("line"), tones=TONES))


def test_a_part_of_a_year_is_an_open_dashed_bar() -> None:
    whole = svg(small("columns", Mark(x=2021, y=5)), tones=TONES)
    part = svg(small("columns", Mark(x=2021, y=5, form="part")), tones=TONES)
    assert "stroke-dasharray" not in whole
    assert "stroke-dasharray" in part


def test_a_broken_line_stays_broken() -> None:
    marks = tuple(Mark(x=2020.5 + i / 2, y=i + 1) for i in range(4))
    series = ChartSeries(key="s", label="S", marks=marks, joined=True, breaks=frozenset({2}))
    spec = ChartSpec(caption=CAPTION, form="line", x=YEARS, y=VALUES, series=(series,))
    path = next(p for p in svg(spec, tones=TONES).split("<") if p.startswith("path"))
    assert path.split('"')[1].count("M") == 2


def test_numbers_that_are_none_do_no_harm() -> None:
    assert n(float("nan")) == n(float("inf")) == n(-0.0001) == "0"
    parsed(svg(small("dots", Mark(x=2021, y=float("nan")), Mark(x=float("inf"), y=1)), tones=TONES))


def test_an_empty_picture_says_why() -> None:
    caption = Caption(key="k", title="T", empty="Nothing passes the filter.")
    spec = ChartSpec(caption=caption, form="dots", x=YEARS, y=VALUES)
    assert "Nothing passes" in words_in(svg(spec, tones=TONES))


@pytest.mark.parametrize("key", CHART_KEYS)
def test_every_chart_of_the_bundled_data_is_drawn(key: str, dataset: Dataset) -> None:
    spec = chart(key, scope_of(dataset))
    assert all(pane.series for pane in spec.panes)
    for theme in ("print", "dark"):
        parsed(svg(spec, tones=THEMES[theme], alone=True))


def test_the_same_picture_is_the_same_text(dataset: Dataset) -> None:
    one, other = (chart("q-turnover", scope_of(dataset)) for _ in range(2))
    assert svg(one, tones=TONES) == svg(other, tones=TONES)


def test_the_timeline_names_key_events_and_shows_statuses_by_shape(dataset: Dataset) -> None:
    spec = timeline.spec(scope_of(dataset))
    made = svg(spec, tones=TONES)
    said = words_in(made)
    for lane in spec.lanes:
        assert lane.label in said
    for sign in ("occurred", "announced", "signed", "day not known", "until it became known", "other date given"):
        assert sign in said
    parsed(made)


def test_the_timeline_on_paper_shows_the_whole_range_and_tells_where_its_scale_changes(dataset: Dataset) -> None:
    spec = timeline.spec(scope_of(dataset))
    said = words_in(svg(spec, tones=TONES))
    assert "the scale changes here" in said
    assert {"1998", "2000", "2005"} & set(said.split())
    assert "2026" in said
    view = whole(spec.span, spec.busy)
    places = [view.x(item.start, 400) for item in spec.items]
    assert places == sorted(places)
    assert 0 <= places[0] < view.x(spec.busy[0], 400) < places[-1] <= 400


def test_a_short_range_has_one_scale_and_the_ends_of_the_calendar_have_room() -> None:
    short = whole((730_000, 730_400), (730_010, 730_390))
    assert short.pieces == ((View(*short), 1.0),)
    far = whole((1, 3_652_059), (738_000, 739_000))
    assert len(far.pieces) == 3
    assert sum(share for _piece, share in far.pieces) == pytest.approx(1)
    assert all(0 <= far.x(day, 400) <= 400 for day in (1, 738_500, 3_652_059))


def test_the_key_of_the_timeline_tells_colours_as_well_and_only_marks_that_occur(dataset: Dataset) -> None:
    spec = timeline.spec(scope_of(dataset))
    said = words_in(svg(spec, tones=TONES))
    for words in (*(words for _tone, words in spec.colours), "larger: weightier", "several, close together"):
        assert words in said
    one = replace(spec, items=tuple(item for item in spec.items if item.status == "missed" and item.tone == "A"))
    alone = words_in(svg(one, tones=TONES))
    assert "missed" in alone
    others = (words for tone, words in spec.colours if tone != "A")  # a mark without its letter bears its stroke
    for words in ("occurred", "several, close together", *others):
        assert words not in alone


def test_a_lane_too_full_for_marks_says_that_it_is_shown_as_counts(dataset: Dataset) -> None:
    spec = timeline.spec(scope_of(dataset))
    assert "shown as counts" not in words_in(svg(spec, tones=TONES))
    many = tuple(replace(spec.items[0], ref=Ref("event", f"e-{n}"), lanes=(0,)) for n in range(DENSE + 1))
    assert "shown as counts" in words_in(svg(replace(spec, items=many), tones=TONES))


def test_an_empty_timeline_says_why(dataset: Dataset) -> None:
    spec = timeline.spec(scope_of(dataset, Filter(end=dt.date(1900, 1, 1))))
    assert isinstance(spec, TimelineSpec)
    assert not spec.items
    parsed(svg(spec, tones=TONES))


def route(status: str) -> MapSpec:
    """Returns a map of one country, one line and two places."""
    square = ((60.0, 30.0), (70.0, 30.0), (70.0, 40.0), (60.0, 40.0), (60.0, 30.0))
    ref = Ref("segment", "s")
    line = MapLine(ref=ref, corridor=ref, points=((61, 31), (65, 35), (69, 39)), status=status, mode="rail")
    places = tuple(
        MapPlace(ref=Ref("node", name), at=at, name=name, kind=kind, rank=rank)
        for name, at, kind, rank in (("Kabul", (69.2, 34.5), "capital", 1), (EVIL, (62.2, 34.3), "city", 2))
    )
    outlines = (Outline(layer="country", rings=(square,)), Outline(layer="river", rings=(square[:3],)))
    legend = (("operating", "operating"), ("suspended", "suspended"))
    return MapSpec(
        caption=CAPTION,
        extent=(58, 28, 74, 42),
        outlines=outlines,
        lines=(line,),
        places=places,
        policy="Borders follow the de facto view.",
        legend=legend,
    )


def test_the_map_prints_its_boundary_policy_and_its_places() -> None:
    said = words_in(svg(route("operating"), tones=TONES))
    for part in ("Borders follow the de facto view.", "Kabul", "suspended", "alert(1)"):
        assert part in said


def test_states_of_corridors_are_told_apart_without_colour() -> None:
    states = ("operating", "under-construction", "agreed", "proposed", "suspended")
    assert len({bare(svg(route(state), tones=TONES)) for state in states}) == len(states)


def test_the_projection_keeps_north_above_and_east_right_and_angles_true() -> None:
    place = Conic((50, 30, 80, 50), 400)
    (x0, y0), (x1, y1), (x2, y2) = place((65, 40)), place((65, 41)), place((66, 40))
    assert y1 < y0
    assert x2 > x0
    assert math.hypot(x1 - x0, y1 - y0) == pytest.approx(
        math.hypot(x2 - x0, y2 - y0) / math.cos(math.radians(40)), 0.02
    )
    assert abs(x1 - x0) < 1e-6


class OtherMath:
    """The mathematics of another system: sines, powers and logarithms end in another last digit."""

    pi, radians, degrees, isfinite = math.pi, math.radians, math.degrees, math.isfinite
    sin, cos, tan, atan, log, log10, atan2, hypot = (
        staticmethod(lambda *values, known=known: math.nextafter(known(*values), math.inf))
        for known in (math.sin, math.cos, math.tan, math.atan, math.log, math.log10, math.atan2, math.hypot)
    )


def test_the_map_is_the_same_picture_on_systems_whose_sines_differ_in_the_last_digit(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = close_up(map_spec(scope_of(dataset)), dataset)
    assert near is not None
    near = replace(near, policy="")  # as on paper

    def drawn() -> str:
        plane._frame.cache_clear()
        plane._shapes.cache_clear()
        return svg(near, tones=TONES, width=481, tall=250)

    here = drawn()
    monkeypatch.setattr(projection, "math", OtherMath)
    assert drawn() == here


def test_a_logarithmic_axis_is_the_same_on_systems_whose_logarithms_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    axis = Scale(1.0, 1000.0, 0.0, 300.0, log=True)
    here = [axis(value) for value in (2.0, 10.0, 33.0, 999.0)]
    monkeypatch.setattr(plot, "math", OtherMath)
    assert [axis(value) for value in (2.0, 10.0, 33.0, 999.0)] == here


def test_relations_carry_their_sign_and_every_actor_its_name() -> None:
    refs = [Ref("actor", name) for name in "abc"]
    nodes = tuple(
        GraphNode(ref=ref, label=f"Actor {ref.id}", kind=kind, x=x, y=0.5, centre=x == 0.5)
        for ref, kind, x in zip(refs, ("state", "person", "armed-group"), (0.5, 0.0, 1.0), strict=True)
    )
    edges = (
        GraphEdge(ref=Ref("relation", "1"), start=refs[0], end=refs[1], label="x", sign=1),
        GraphEdge(ref=Ref("relation", "2"), start=refs[0], end=refs[2], label="x", sign=-1, ended=True),
        GraphEdge(ref=Ref("relation", "3"), start=refs[2], end=refs[0], label="x", sign=0),
    )
    said = words_in(svg(GraphSpec(caption=CAPTION, nodes=nodes, edges=edges), tones=TONES))
    for part in ("Actor a", "Actor b", "Actor c", "+ x", "− x", "ended", "± mixed"):
        assert part in said


def test_lines_of_words_are_no_wider_than_asked() -> None:
    lines = wrapped("The Trans-Caspian route carried 0.6 million tonnes in 2021 and 4.5 in 2024", 8, 90)
    assert len(lines) > 2
    assert all(text_width(line, 8) <= 90 for line in lines)
    assert wrapped("one two three four five six", 8, 40, most=2)[-1].endswith("…")


def test_what_cuts_off_stands_among_definitions_so_that_a_viewer_without_clip_paths_draws_no_black_box() -> None:
    made = parsed(svg(route("operating"), tones=TONES))
    cutting = [e for e in made.iter() if e.tag.endswith("clipPath")]
    defined = [e for defs in made.iter() if defs.tag.endswith("defs") for e in defs]
    assert cutting
    assert cutting == defined


@pytest.mark.parametrize("view", [(128.0, 20.0, 230.0, 45.0), (125.0, 25.0, 150.0, 47.0)])
def test_a_country_of_many_islands_is_named_once(view: tuple[float, float, float, float]) -> None:
    islands = load(PACIFIC)
    spec = replace(map_spec(scope_of(islands)), extent=view)
    words = ["".join(text.itertext()) for text in ET.fromstring(svg(spec, tones=TONES, width=900)).iter() if text.text]
    assert words.count("JAPAN") == 1
    assert len({word for word in words if word.isupper()}) == len([word for word in words if word.isupper()])
