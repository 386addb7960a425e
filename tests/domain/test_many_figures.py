"""Series of very many figures: a band of lowest and highest values that hides nothing, and a claim drawn beside it."""

from __future__ import annotations

import datetime as dt
import math
from array import array

import pytest

from briefing_app.domain.model import Claim, Observation, Series
from briefing_app.domain.specs import ManyMarks, Mark
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import long_series, series_chart, with_claim
from tests.domain.records import data, made
from tests.domain.scopes import scope_of


def marks(ys: list[float]) -> ManyMarks:
    xs = array("d", map(float, range(len(ys))))
    return ManyMarks(xs=xs, ys=array("d", ys), mark=lambda at: Mark(x=xs[at], y=ys[at]))


@pytest.mark.parametrize("size", [100, 3_000, 60_000])
@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.25, 0.75), (0.0, 0.01)])
def test_a_band_keeps_the_lowest_and_the_highest_of_what_is_seen(size: int, low: float, high: float) -> None:
    ys = [math.sin(n) * (n % 977) for n in range(size)]
    ys[size // 2] = 1e6  # one outlier must never vanish
    first, last = low * size, high * size - 1
    xs, lows, highs = marks(ys).band(first, last, 40)
    inside = ys[math.ceil(first) : math.floor(last) + 1]
    assert len(xs) == len(lows) == len(highs) <= 42
    assert min(lows) <= min(inside)
    assert max(highs) >= max(inside)
    assert list(xs) == sorted(xs)
    assert all(one <= other for one, other in zip(lows, highs, strict=True))


def test_few_marks_are_themselves() -> None:
    xs, lows, highs = marks([3.0, 1.0, 2.0]).band(-5, 5, 40)
    assert (list(xs), list(lows), list(highs)) == ([0.0, 1.0, 2.0], [3.0, 1.0, 2.0], [3.0, 1.0, 2.0])


def test_the_ends_leave_out_what_is_no_number() -> None:
    some = marks([math.nan, 2.0, math.inf, -1.0])
    assert some.ends_x() == (0.0, 3.0)
    assert some.ends_y() == (-1.0, 2.0)
    assert marks([math.nan]).ends_y() == (0.0, 0.0)


def prices(size: int) -> Dataset:
    day = dt.date(2000, 1, 1)
    figures = [
        made(
            Observation,
            f"o{n}",
            series_id="price",
            period=str(day + dt.timedelta(n)),
            period_kind="moment",
            period_start=day + dt.timedelta(n),
            period_end=day + dt.timedelta(n),
            value=float(n % 91),
            preferred=n % 10 != 0,
            status="target" if n % 10 == 1 else "reported",
        )
        for n in range(size)
    ]
    return data(made(Series, "price", label="Price of flour", unit="USD per t", measure="price"), *figures)


def test_a_series_of_very_many_figures_is_a_band_of_its_preferred_measurements() -> None:
    dataset = prices(long_series.MANY + 10)
    made_of = series_chart(["price"], scope_of(dataset))
    (line,) = made_of.series
    assert line.many is not None
    assert line.marks == ()
    kept = [o for o in dataset.observations if o.preferred and o.status == "reported"]
    assert len(line.many.ys) == len(kept)
    assert list(line.many.xs) == sorted(line.many.xs)
    assert line.many.mark(0).ref == kept[0].ref
    assert f"{long_series.MANY + 10:,} figures: drawn as a band" in made_of.caption.notes[0]
    assert "The table shows" not in made_of.caption.notes[0]
    assert made_of.y.low <= line.many.ends_y()[0] <= line.many.ends_y()[1] <= made_of.y.high


def test_a_series_of_which_nothing_is_preferred_has_no_band() -> None:
    series = made(Series, "price", label="Price")
    line = long_series.line(data(series), series, [made(Observation, value=3.0)], tone="ink")
    assert (line.many, line.marks) == (None, ())


def test_more_figures_than_a_table_takes_are_said() -> None:
    assert "The table shows the first 20,000; narrow the period to see others." in long_series.note(
        long_series.MOST_ROWS + 1
    )
    assert "The table" not in long_series.note(long_series.MOST_ROWS)


# A claim in the chart that decides it


def turnover() -> Dataset:
    figures = [
        made(
            Observation,
            f"o{year}",
            series_id="s",
            period=str(year),
            period_kind="year",
            value=float(value),
            period_start=dt.date(year, 1, 1),
            period_end=dt.date(year, 12, 31),
            preferred=True,
            status="reported",
        )
        for year, value in ((2021, 400), (2022, 900), (2023, 500))
    ]
    return data(made(Series, "s", label="Turnover", unit="million USD", measure="value"), *figures)


def claim(**values: object) -> Claim:
    usual = {"value": 3000.0, "unit": "million USD", "period": "2024", "verdict": "implausible", "claim": "It trebled."}
    return made(Claim, "c", **(usual | values))


def test_a_claim_is_drawn_as_a_mark_of_its_own_and_axes_make_room_for_it() -> None:
    dataset = turnover()
    before = series_chart(["s"], scope_of(dataset))
    after = with_claim(before, claim(), dataset=dataset)
    assert len(after.series) == len(before.series) + 1
    (mark,) = after.series[-1].marks
    assert (mark.x, mark.x_end, mark.y, mark.form, str(mark.ref)) == (2024.0, None, 3000.0, "claim", "claim/c")
    assert mark.label == "claimed: USD 3 billion"
    assert mark.spoken == "claim, USD 3 billion, 2024, implausible: It trebled."
    assert before.y.high < 3000 <= after.y.high
    assert after.x.high >= 2024


def test_a_claim_about_several_years_is_a_span() -> None:
    dataset = turnover()
    made_of = with_claim(series_chart(["s"], scope_of(dataset)), claim(period="2021 to 2024"), dataset=dataset)
    (mark,) = made_of.series[-1].marks
    assert (mark.x, mark.x_end) == (2020.5, 2024.5)


@pytest.mark.parametrize("values", [{"value": None}, {"unit": "t"}, {"period": "some day"}])
def test_a_claim_that_fits_no_axis_leaves_the_chart_as_it_is(values: dict[str, object]) -> None:
    dataset = turnover()
    before = series_chart(["s"], scope_of(dataset))
    assert with_claim(before, claim(**values), dataset=dataset) is before
