"""The timeline holds every event as exactly as it is dated, in each of its lanes, with both clocks."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from briefing_app.dataset import loader
from briefing_app.domain import timeline
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Event, EventDate, PartialDate, Ref
from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.tables import Dataset, Table
from briefing_app.domain.timeline import LanesBy
from briefing_app.domain.timeline.event_table.columns import MOST_ROWS
from briefing_app.domain.timeline.kept_items import KEPT
from tests.domain.bundled import DOCUMENT_DAY, PAIR
from tests.domain.scopes import scope_of

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    return loader.load(DATA)


def event(ident: str = "e-1", date: str = "2023-08-03", **values: object) -> Event:
    filled: dict[str, object] = {
        "date_precision": PartialDate.parse(date).precision,
        "title": "Forum",
        "summary": "A forum.",
        "status": "occurred",
        "category": "trade",
        "actors": ("kz",),
        "ambition": "A",
        "significance": 2,
        "confidence": "high",
        "source_ids": (),
    }
    return Event(event_id=ident, date=PartialDate.parse(date), **(filled | values))  # type: ignore[arg-type]


def dataset(*events: Event, rivals: tuple[EventDate, ...] = ()) -> Dataset:
    return Dataset(
        tables={
            "events": Table(rows=events, by_id={e.id: e for e in events}),
            "event_dates": Table(rows=rivals, by_id={r.id: r for r in rivals}),
        },
        briefing=PAIR,
    )


def only(*events: Event, rivals: tuple[EventDate, ...] = (), **options: object) -> TimelineItem:
    (item,) = timeline.spec(scope_of(dataset(*events, rivals=rivals)), **options).items  # type: ignore[arg-type]
    return item


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def test_every_event_of_the_bundled_data_is_there_once(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled))
    assert sorted(item.ref for item in spec.items) == sorted(e.ref for e in bundled.events)
    assert [item.start for item in spec.items] == sorted(item.start for item in spec.items)


def test_the_table_has_the_rows_of_the_picture_in_the_same_order(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled))
    assert spec.table is not None
    assert [row.ref for row in spec.table.rows] == [item.ref for item in spec.items]
    assert all(len(row.cells) == len(spec.table.columns) for row in spec.table.rows)


def test_a_month_is_the_whole_month_and_not_its_first_day() -> None:
    item = only(event(date="2022-03"))
    assert (item.start, item.end, item.exact) == (day("2022-03-01"), day("2022-03-31"), False)


def test_a_year_is_the_whole_year_and_is_said_so() -> None:
    item = only(event(date="2024"))
    assert (item.start, item.end, item.exact) == (day("2024-01-01"), day("2024-12-31"), False)
    assert "2024, day not known" in item.spoken


def test_from_to_is_exact_when_both_ends_are_days() -> None:
    item = only(event(date="2023-08-03", date_end=PartialDate(2023, 8, 5)))
    assert (item.end - item.start, item.exact) == (2, True)
    assert not only(event(date="2023-08-03", date_end=PartialDate(2023, 9))).exact


def test_an_end_before_the_start_is_not_drawn_backwards() -> None:
    item = only(event(date="2023-08-03", date_end=PartialDate(2023, 7, 1)))
    assert item.start == item.end == day("2023-08-03")


@pytest.mark.parametrize("lanes_by", timeline.LANES_BY)
def test_lanes_count_what_stands_in_them(bundled: Dataset, lanes_by: LanesBy) -> None:
    spec = timeline.spec(scope_of(bundled), lanes_by=lanes_by)
    for number, lane in enumerate(spec.lanes):
        assert lane.count == sum(number in item.lanes for item in spec.items) > 0
        assert lane.label.isprintable()


def test_an_event_stands_in_the_lane_of_each_of_its_actors() -> None:
    spec = timeline.spec(scope_of(dataset(event(actors=("kz", "tj", "kz")))), lanes_by="actor")
    assert [lane.key for lane in spec.lanes] == ["kz", "tj"]
    assert spec.items[0].lanes == (0, 1)


def test_places_with_one_event_share_a_lane_and_no_place_has_its_own() -> None:
    events = [event("a", place="Kabul"), event("b", place="Kabul"), event("c", place="Aktau"), event("d", place="Doha")]
    spec = timeline.spec(scope_of(dataset(*events, event("e"))), lanes_by="place")
    assert (spec.lanes[0].label, spec.lanes[0].count) == ("Kabul", 2)
    assert {(lane.label, lane.count) for lane in spec.lanes[1:]} == {("Other places", 2), ("No place named", 1)}


def test_what_became_known_later_is_greyed_or_hidden(bundled: Dataset) -> None:
    chosen = Filter(as_known_on=DOCUMENT_DAY)
    grey, hidden = timeline.spec(scope_of(bundled, chosen)), timeline.spec(scope_of(bundled, chosen), later="hide")
    known = [item for item in grey.items if not item.later]
    assert len(grey.items) == len(bundled.events) > len(known) == len(hidden.items) > 0
    assert all(item.known <= DOCUMENT_DAY.toordinal() for item in known)
    assert f"{len(known)} of {len(bundled.events)} events were known" in grey.caption.title
    assert f"On 10 January 2024, {len(known)} events were known" == hidden.caption.title


def test_the_lag_between_happening_and_becoming_known_is_said() -> None:
    assert "became known 30 days later" in only(event(reported=PartialDate(2023, 9, 2))).spoken
    assert "became known" not in only(event(reported=PartialDate(2023, 8, 4))).spoken


def test_the_documents_day_is_marked(bundled: Dataset) -> None:
    assert timeline.spec(scope_of(bundled)).moments[0] == (DOCUMENT_DAY.toordinal(), "10 Jan 2024: the document")


def test_a_series_lies_under_the_lanes_with_preferred_figures_only(bundled: Dataset) -> None:
    (strip,) = timeline.spec(scope_of(bundled), series_ids=("kzaf-turnover-usd",)).strips
    preferred = {o.ref for o in bundled.observations if o.preferred and o.series_id == "kzaf-turnover-usd"}
    assert strip.values
    assert {value.ref for value in strip.values} <= preferred
    assert {v.text for v in strip.values if not v.part} >= {"474.3", "987.9", "567.5", "545.2"}


def test_figures_that_became_known_later_are_not_drawn(bundled: Dataset) -> None:
    chosen = Filter(as_known_on=dt.date(2022, 1, 1))
    now = timeline.spec(scope_of(bundled), series_ids=("kzaf-turnover-usd",)).strips[0]
    strips = timeline.spec(scope_of(bundled, chosen), series_ids=("kzaf-turnover-usd",)).strips
    assert sum(len(strip.values) for strip in strips) < len(now.values)


def test_figures_under_the_lanes_never_lie_over_each_other_and_what_is_left_out_is_said(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled), series_ids=("flour-kz-af-t", "kzaf-turnover-usd"))
    for strip in spec.strips:
        assert all(one.end < other.start for one, other in pairwise(strip.values))
    assert any(strip.left_out for strip in spec.strips)
    assert any("Trade tab" in note for note in spec.caption.notes)


def test_the_table_holds_the_figures_under_the_lanes_too(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled), series_ids=("kzaf-turnover-usd",))
    assert spec.table is not None
    rows = [row for row in spec.table.rows if row.ref is not None and row.ref.noun == "observation"]
    assert [row.ref for row in rows] == [value.ref for value in spec.strips[0].values]
    assert "USD 987.9 million" in " ".join(row.cells[1].text for row in rows)
    assert all(len(row.cells) == len(spec.table.columns) and row.cells[9].text for row in rows)


def test_unknown_series_are_left_out(bundled: Dataset) -> None:
    assert timeline.spec(scope_of(bundled), series_ids=("no-such",)).strips == ()


# Dates that sources give beside the one in the data


def rival(ident: str, date: str, words: str) -> EventDate:
    return EventDate(event_date_id=ident, event_id="e-1", date=PartialDate.parse(date), words=words)


def test_every_date_that_sources_give_stands_beside_the_event() -> None:
    known, restated = rival("b", "2023-12-20", "Decision known"), rival("a", "2024-06-03", "Restated")
    item = only(event(date="2023-12-29"), rivals=(restated, known))
    assert [(o.start, o.when) for o in item.others] == [
        (day("2023-12-20"), "20 Dec 2023"),
        (day("2024-06-03"), "3 Jun 2024"),
    ]
    assert "other dates given: 20 Dec 2023; 3 Jun 2024" in item.spoken


def test_other_dates_are_hidden_until_they_had_been_given(bundled: Dataset) -> None:
    ref = Ref("event", "e-2023-delisting")
    chosen = Filter(as_known_on=DOCUMENT_DAY)
    now = next(item for item in timeline.spec(scope_of(bundled)).items if item.ref == ref)
    then = next(item for item in timeline.spec(scope_of(bundled, chosen)).items if item.ref == ref)
    assert [o.when for o in now.others] == ["20 Dec 2023", "Jan 2024", "Jun 2024"]
    assert then.others == ()


def test_other_dates_stand_in_the_row_of_their_event_and_nothing_lies_over_them(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled))
    drawn = picture(spec, timeline.around(day("2023-12-01"), day("2024-07-01")))
    mine = next(p for p in drawn.placed if spec.items[p.number].ref.id == "e-2023-delisting")
    assert len(mine.others) == 3
    a, b = min(mine.x0, mine.others[0][0]), max(mine.x1, mine.others[-1][1])
    for x0, x1 in ((mine.x0, mine.x1), *mine.others):
        assert x1 <= mine.text_x or x0 >= mine.text_x + mine.text_width
    for p in drawn.placed:
        if p is not mine and (p.lane, p.y) == (mine.lane, mine.y):
            assert p.x1 <= a or p.x0 >= b


def test_the_table_tells_the_other_dates_too(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled))
    assert spec.table is not None
    column = [c.key for c in spec.table.columns].index("others")
    row = next(r for r in spec.table.rows if r.ref == Ref("event", "e-2023-delisting"))
    assert "Jun 2024: One outlet dates it to June 2024" in row.cells[column].text


# Bad input


def test_no_events_is_said_in_words() -> None:
    spec = timeline.spec(scope_of(dataset()))
    assert spec.caption.empty == "This briefing has no events."
    assert spec.span[0] < spec.span[1]


def test_a_filter_that_lets_nothing_through_says_what_to_do(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled, Filter(text="no such words at all")))
    assert "reset the filter" in spec.caption.empty


def test_the_year_9999_is_within_the_calendar() -> None:
    spec = timeline.spec(scope_of(dataset(event("a", "9999"), event("b", "2023-08-03"))))
    full = timeline.around(*spec.span)
    assert full.end == dt.date.max.toordinal() + 1
    assert timeline.axis(full, 1000, room=40).lower


def test_a_title_of_ten_thousand_letters_is_cut_in_the_picture_and_whole_in_the_table() -> None:
    spec = timeline.spec(scope_of(dataset(event(title="long " * 2000))))
    assert len(spec.items[0].title) <= 200
    assert spec.table is not None
    assert len(spec.table.rows[0].cells[1].text) == 10_000


def test_control_characters_and_line_breaks_do_not_reach_the_picture() -> None:
    assert only(event(title="one\ntwo\x07\u202ethree")).title == "one two three"


def test_persian_titles_keep_their_joiners() -> None:
    assert only(event(title="می\u200cخواهد")).title == "می\u200cخواهد"


# Layout


def metrics() -> timeline.Metrics:
    return timeline.Metrics(
        row=20,
        base=14,
        pad=4,
        radii=(3, 4.5, 6),
        gap=8,
        label_widths=(300, 170, 110),
        column=3,
        letters=lambda text: 4 + 10.0 * len(text) if text else 0.0,
        measure=lambda text: 6.5 * len(text),
        measure_small=lambda text: 7 * len(text),
    )


def picture(spec: TimelineSpec, view: timeline.View, *, width: float = 900, height: float = 500) -> timeline.Picture:
    items = timeline.PlainSet(spec)
    lanes = timeline.boxes(items, metrics(), height=height, order=range(len(spec.lanes)))
    return timeline.lay(items, lanes, view, width, metrics())


VIEWS = [
    ("1996-01-01", "2026-12-31"),
    ("2021-06-01", "2026-06-01"),
    ("2023-01-01", "2023-12-31"),
    ("2023-12-01", "2024-01-31"),
    ("2023-12-29", "2023-12-29"),
]


@pytest.mark.parametrize("lanes_by", timeline.LANES_BY)
@pytest.mark.parametrize(("first", "last"), VIEWS)
def test_labels_never_overlap_and_stay_in_the_picture(
    bundled: Dataset, lanes_by: LanesBy, first: str, last: str
) -> None:
    drawn = picture(timeline.spec(scope_of(bundled), lanes_by=lanes_by), timeline.around(day(first), day(last)))
    rows: dict[tuple[int, float], list[tuple[float, float]]] = {}
    for p in drawn.placed:
        if p.text:
            a = min(max(p.x0, 0.0), p.text_x)
            b = max(min(p.x1, 900.0), p.text_x + p.text_width)
            assert p.text_x >= -0.01
            assert p.text_x + p.text_width <= 900.01
            rows.setdefault((p.lane, p.y), []).append((a, b))
    for stretches in rows.values():
        stretches.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(stretches))


@pytest.mark.parametrize(("first", "last"), VIEWS)
def test_every_event_in_view_is_drawn_or_counted_once_in_each_lane(bundled: Dataset, first: str, last: str) -> None:
    spec, view = timeline.spec(scope_of(bundled)), timeline.around(day(first), day(last))
    drawn = picture(spec, view)
    found = sorted([p.number for p in drawn.placed] + [n for c in drawn.clusters for n in c.members])
    wanted = [n for n, item in enumerate(spec.items) if item.end + 1 > view.start and item.start < view.end]
    assert found == wanted


def test_clusters_do_not_touch_each_other(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled))
    drawn = picture(spec, timeline.around(*spec.span))
    assert drawn.clusters
    for lane in range(len(spec.lanes)):
        mine = sorted((c.x0, c.x1) for c in drawn.clusters if c.lane == lane)
        assert all(one[1] < other[0] for one, other in pairwise(mine))


def test_five_thousand_events_on_one_day_become_one_column_that_counts_them() -> None:
    spec = timeline.spec(scope_of(dataset(*(event(f"e-{n}") for n in range(5000)))))
    drawn = picture(spec, timeline.around(*spec.span, least=30))
    assert [max(dense.amounts) for dense in drawn.densities] == [5000]
    assert drawn.placed == []


def test_a_folded_lane_has_no_labels(bundled: Dataset) -> None:
    spec = timeline.spec(scope_of(bundled))
    items = timeline.PlainSet(spec)
    lanes = timeline.boxes(items, metrics(), height=500, order=range(len(spec.lanes)), folded={0})
    drawn = timeline.lay(items, lanes, timeline.around(*spec.span), 900, metrics())
    assert not [p for p in drawn.placed if p.lane == 0 and p.text]
    assert lanes[0].height < min(box.height for box in lanes[1:])


def test_pinned_lanes_stand_on_top(bundled: Dataset) -> None:
    items = timeline.PlainSet(timeline.spec(scope_of(bundled)))
    lanes = timeline.boxes(items, metrics(), height=500, order=range(len(items.lanes)), pinned={3})
    assert [box.lane for box in lanes[:2]] == [3, 0]


def test_a_long_bar_that_began_long_ago_is_still_found() -> None:
    war = event("war", "2001-10-07", date_end=PartialDate(2021, 8, 30))
    index = timeline.PlainSet(timeline.spec(scope_of(dataset(war, event("b", "2010-05-05"))))).whole
    assert index.within(timeline.View(day("2010-05-01"), day("2010-05-31")), 10) == [0, 1]


@pytest.mark.parametrize(("first", "last"), VIEWS)
@pytest.mark.parametrize("lanes_by", timeline.LANES_BY)
def test_very_many_events_are_found_just_as_few_are(bundled: Dataset, lanes_by: LanesBy, first: str, last: str) -> None:
    plain = timeline.PlainSet(timeline.spec(scope_of(bundled), lanes_by=lanes_by))
    made = timeline.many(scope_of(bundled, noted=frozenset()), lanes_by=lanes_by, later="grey", series_ids=())
    assert made is not None
    spec, columns = made
    assert (spec.lanes, len(columns)) == (plain.lanes, len(bundled.events))
    view = timeline.around(day(first), day(last), share=0.013)
    for one, other in zip((*plain.indexes, plain.whole), (*columns.indexes, columns.whole), strict=True):
        assert list(one.counts(view, 37)) == list(other.counts(view, 37))
        assert one.how_many(view) == other.how_many(view)
        assert one.within(view, 500) == other.within(view, 500)
        assert [one.position(n) for n in range(50)] == [other.position(n) for n in range(50)]
    assert all(plain.item(n) == columns.item(n) for n in range(len(columns)))
    assert all(columns.number(plain.item(n).ref) == n for n in range(len(columns)))
    assert columns.number(Ref("event", "no-such")) == columns.number(None) == -1


def many(*events: Event) -> tuple[TimelineSpec, timeline.ManySet] | None:
    return timeline.many(scope_of(dataset(*events), noted=frozenset()), lanes_by="topic", later="grey", series_ids=())


def test_very_many_events_are_none_where_the_filter_lets_none_through() -> None:
    assert many() is None


def test_the_table_of_very_many_events_holds_the_first_in_view_and_says_so() -> None:
    some = MOST_ROWS + 1
    made = many(*(event(f"e-{n}", "2023-08-03") for n in range(some)), event("other", "2025-08-03"))
    assert made is not None
    spec, items = made
    assert spec.caption.title == f"2023 saw the most events: {some:,} of {some + 1:,}"
    august = items.table(timeline.around(day("2023-08-01"), day("2023-08-31")), spec.caption)
    assert len(august.rows) == MOST_ROWS
    assert august.caption.notes[-1] == "The table shows the first 1,000 events in view; zoom in for the others."
    later = items.table(timeline.around(day("2025-08-01"), day("2025-08-31")), spec.caption)
    assert [str(row.ref) for row in later.rows] == ["event/other"]
    assert later.caption == spec.caption


def test_very_many_items_drawn_one_after_the_other_are_still_each_their_own() -> None:
    some = KEPT + 10
    made = many(*(event(f"e-{n}", "2023-08-03", title=f"T{n}") for n in range(some)))
    assert made is not None
    assert {made[1].item(number).title for number in range(some)} == {f"T{n}" for n in range(some)}
    assert made[1].item(0).title == "T0"


# View and axis


def test_zooming_keeps_the_day_under_the_pointer() -> None:
    full = timeline.View(700_000, 740_000)
    view = timeline.View(738_000, 739_000)
    about = view.day(250, 1000)
    zoomed = view.zoomed(0.3, about=about, within=full)
    assert zoomed.day(250, 1000) == pytest.approx(about)
    assert zoomed.span == pytest.approx(300)


def test_zoom_ends_at_one_day_and_at_the_whole_span() -> None:
    full = timeline.View(700_000, 740_000)
    assert full.zoomed(1e-9, about=710_000, within=full).span == 1
    assert timeline.View(738_000, 738_010).zoomed(1e9, about=738_005, within=full) == full


@pytest.mark.parametrize(
    ("first", "last", "unit", "label"),
    [
        ("1996-01-01", "2026-12-31", "year", "2000"),
        ("2021-01-01", "2025-12-31", "month", "Jul"),
        ("2023-01-01", "2023-12-31", "month", "May"),
        ("2023-12-01", "2023-12-31", "day", "29"),
        ("2023-12-27", "2023-12-31", "day", "Fri 29"),
    ],
)
def test_the_axis_adapts_from_decades_to_days(first: str, last: str, unit: str, label: str) -> None:
    view = timeline.around(day(first), day(last))
    found = timeline.axis(view, 1000, room=44)
    assert found.unit == unit
    assert label in [tick.label for tick in found.lower]
    assert all(one.end == other.day for one, other in pairwise(found.lower))
    assert len(found.lower) <= 1000 / 20
