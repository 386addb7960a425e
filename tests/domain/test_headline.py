"""The headline of the timeline: a sentence about the events in view where one can be told, else the plain name."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Lane, TimelineItem, TimelineSpec
from briefing_app.domain.timeline import PlainSet, View, headline

PLAIN = "Timeline of events"


def items(*days: str) -> PlainSet:
    made = tuple(
        TimelineItem(
            ref=Ref("event", f"e-{n}"),
            start=dt.date.fromisoformat(day).toordinal(),
            end=dt.date.fromisoformat(day).toordinal(),
            exact=True,
            lanes=(0,),
            title="",
            status="occurred",
            weight=1,
            ambition="",
        )
        for n, day in enumerate(sorted(days))
    )
    lanes = (Lane(key="all", label="All", count=len(made)),)
    return PlainSet(TimelineSpec(caption=Caption(key="t", title=""), lanes=lanes, items=made, span=(1, 2)))


def view(first: str, last: str) -> View:
    return View(dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal() + 1)


MANY = items(*[f"2023-0{n}-05" for n in range(1, 5)], *[f"2024-0{n}-05" for n in range(1, 8)], "2025-01-01")


def test_it_names_the_year_with_the_most_events_and_counts_them() -> None:
    assert headline(MANY, view("2020-01-01", "2026-12-31")) == "2024 saw the most events: 7 of 12"


def test_where_not_all_events_are_in_view_it_says_so() -> None:
    assert headline(MANY, view("2023-03-01", "2025-12-31")) == "2024 saw the most events in view: 7 of 10"


def test_a_short_stretch_is_told_by_months() -> None:
    busy = items(*["2024-03-05"] * 6, *["2024-05-05"] * 3, "2024-06-30")
    assert headline(busy, view("2024-01-01", "2024-12-31")) == "March 2024 saw the most events: 6 of 10"


def test_a_year_that_is_in_view_in_part_counts_with_that_part() -> None:
    edge = items(*["2023-01-05"] * 9, *["2023-12-05"] * 2, *["2024-02-05"] * 3, *["2025-02-05"] * 4)
    assert headline(edge, view("2023-06-01", "2026-01-01")) == "2025 saw the most events in view: 4 of 9"


def test_a_tie_a_handful_of_events_and_a_single_month_have_the_plain_name() -> None:
    tie = items(*["2023-01-05"] * 6, *["2024-02-05"] * 6)
    assert headline(tie, view("2022-01-01", "2025-01-01")) == PLAIN
    assert headline(items("2023-01-05", "2024-01-05", "2024-02-05"), view("2022-01-01", "2025-01-01")) == PLAIN
    assert headline(items(*["2023-01-05"] * 9), view("2023-01-01", "2023-01-31")) == PLAIN
    assert headline(items(), view("2022-01-01", "2025-01-01")) == PLAIN


def test_the_ends_of_the_calendar_are_harmless() -> None:
    ends = items(*["0001-01-01"] * 5, *["9999-12-31"] * 6)
    assert headline(ends, View(1, dt.date.max.toordinal() + 1)) == PLAIN
    assert headline(ends, view("9997-01-01", "9999-12-31")) == PLAIN
    late = items(*["9998-05-01"] * 2, *["9999-12-31"] * 7)
    assert headline(late, View(dt.date(9997, 1, 1).toordinal(), dt.date.max.toordinal() + 1)).startswith("9999 saw")
