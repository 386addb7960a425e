"""Figures as data frames give what the plain way gives, on which page one is drawn before pandas is there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.model import Observation
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import frames, growth, periods, preferred_years, questions, series_chart
from briefing_app.domain.trade.figures import SPOKEN_OF, figures
from tests.domain.records import made
from tests.domain.scopes import scope_of

PACKAGES = (paths.bundled_data(), Path(__file__).parents[1] / "packs" / "pacific-cables")


@pytest.fixture(scope="module", params=PACKAGES, ids=lambda folder: folder.name)
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return load(request.param)


def figure(ident: str, value: float, **others: object) -> Observation:
    given = {"series_id": "a", "period": "2020", "period_kind": "year", "source_id": "s", "status": "reported"}
    return made(Observation, ident, value=value, **(given | others))


def test_periods_that_series_share_are_the_same_both_ways(dataset: Dataset) -> None:
    shared = 0
    asked = [
        tuple(row.series_id for row in dataset.rows_of("question_series", "question_id", q.id))
        for q in questions(dataset)
    ]
    for wanted in {*asked, *pairwise(s.id for s in dataset.series)}:
        rows = [o for o in dataset.observations if o.series_id in wanted]
        frame = frames.of(rows)
        groups = frames.together(frame[frame["preferred"] & frame["measured"]], ("period", "kind"), wanted)
        plain = periods.common_periods(rows, wanted)
        assert [{ident: rows[at] for ident, at in group.items()} for group in groups] == plain
        shared += len(plain)
    assert shared > 10


def test_preferred_figures_of_whole_years_are_the_same_both_ways(dataset: Dataset) -> None:
    rows, frame = dataset.observations, frames.of(dataset.observations)
    chosen = frame[frame["preferred"] & frame["measured"] & (frame["kind"] == "year") & (frame["year"] > 0)]
    wide = chosen.pivot_table(index="year", columns="series", values="at", aggfunc="last")
    for series in dataset.series:
        mine = wide[series.id].dropna().astype(int).to_dict() if series.id in wide else {}
        assert {year: rows[at] for year, at in mine.items()} == preferred_years(rows, series.id)


@pytest.mark.parametrize("one_source", [True, False])
def test_prices_with_the_quantity_sold_at_them_are_the_same_both_ways(dataset: Dataset, one_source: bool) -> None:
    shared = 0
    for price, quantity in pairwise(series.id for series in dataset.series):
        rows = [o for o in dataset.observations if o.series_id in (price, quantity)]
        frame, keys = frames.of(rows), ["period", "source"] if one_source else ["period"]
        prices, quantities = frame[frame["series"] == price], frame[frame["series"] == quantity]
        if not one_source:
            prices = prices[prices["kind"] == "year"]
            quantities = quantities[quantities["preferred"] & quantities["measured"] & (quantities["kind"] == "year")]
        pairs = prices.merge(quantities.drop_duplicates(keys, keep="last"), on=keys, suffixes=("", "_quantity"))
        framed = [(rows[a], rows[b]) for a, b in zip(pairs["at_quantity"], pairs["at"], strict=True)]
        plain = periods.same_period(dataset.observations, price_id=price, quantity_id=quantity, one_source=one_source)
        assert plain == framed
        shared += len(plain)
    assert shared or not one_source


def test_seasons_to_the_same_month_are_the_same_both_ways(dataset: Dataset) -> None:
    for series in dataset.series:
        found = [
            o
            for o in figures(dataset.observations, series.id, kinds=frozenset({"season-part"}))
            if o.preferred and o.period_start and o.period_end
        ]
        spans = [(o.period_start, o.period_end) for o in found if o.period_start and o.period_end]
        frame = pd.DataFrame(
            {
                "months": [(end.year - start.year) * 12 + end.month for start, end in spans],
                "season": [start.year for start, _end in spans],
                "at": range(len(found)),
            }
        )
        pairs = []
        if found:
            by_season = frame.pivot_table(index="months", columns="season", values="at", aggfunc="last")
            for _months, row in by_season.iterrows():
                there = row.dropna()
                last = max(map(int, there.index.tolist()))
                if last - 1 in there.index:
                    pairs.append((last, found[int(there[last - 1])], found[int(there[last])]))
        latest = max((season for season, _a, _b in pairs), default=0)
        framed = [(before, after) for season, before, after in pairs if season == latest]
        assert periods.equal_cut_offs(dataset.observations, series.id) == framed


def test_the_spread_of_rivals_is_the_same_both_ways(dataset: Dataset) -> None:
    scope, joined = scope_of(dataset), 0
    for series in dataset.series:
        drawn = series_chart([series.id], scope)
        marks = [m for line in drawn.series for m in line.marks]
        frame = frames.of([o for o in dataset.observations if o.ref in {m.ref for m in marks}])
        versions = frame[frame["measured"]].groupby(["period", "kind"])["value"].agg(["min", "max"])
        apart = versions[versions["max"] > versions["min"]]
        found = sorted((low, high) for _x, low, high in drawn.spans)
        assert found == sorted(zip(apart["min"].tolist(), apart["max"].tolist(), strict=True)), series.id
        joined += len(found)
    assert joined


def test_of_two_figures_of_one_place_the_later_row_stands_in_both_ways() -> None:
    rows = [figure("one", 1.0, preferred=True), figure("two", 2.0, preferred=True)]
    assert frames.together(frames.of(rows), ("period", "kind"), ["a"]) == [{"a": 1}]
    assert periods.common_periods(rows, ["a"]) == [{"a": rows[1]}]


def test_a_change_needs_the_year_before_and_a_base_above_nought() -> None:
    values = {2018: 10.0, 2019: 15.0, 2021: 30.0, 2022: 0.0, 2023: 5.0, 2024: -1.0}
    assert frames.change(values).round(6).to_dict() == {2019: 50.0, 2022: -100.0}
    assert frames.without_change(values) == [2023, 2024]
    assert frames.change({}).empty
    assert frames.without_change({}) == []


@pytest.mark.parametrize(
    "values",
    [
        {},
        {2020: 1.0},
        {2020: 1.0, 2022: 9.0},
        {2018: 10.0, 2019: 15.0, 2021: 30.0, 2022: 0.0, 2023: 5.0, 2024: -1.0},
        {2022: 8.0, 2021: 4.0, 2020: 2.0},
        {2019: 3.0, 2020: 3.3, 2021: 4.1, 2022: float("nan"), 2023: 2.0},
    ],
)
def test_the_best_year_is_the_same_without_a_data_frame(values: dict[int, float]) -> None:
    steps = frames.change(values)
    best = None if steps.empty else (int(steps.idxmax()), float(steps.max()))
    assert growth.best_year(values) == best


def test_an_index_keeps_what_is_absent_absent() -> None:
    assert frames.relative([5.0, None, 20.0], 10.0) == [50.0, None, 200.0]
    assert frames.relative([None], 10.0) == [None]


def test_the_latest_year_that_series_share_is_the_same_without_a_data_frame(dataset: Dataset) -> None:
    found_any = 0
    for wanted in pairwise(s.id for s in dataset.series):
        rows = [o for o in dataset.observations if o.series_id in wanted]
        frame = frames.of(rows)
        whole = frame[frame["measured"] & (frame["kind"] == "year")]
        chosen = whole[whole["preferred"]].drop_duplicates(["period", "series"], keep="last")
        for least in (1, 2):
            had = chosen.groupby("period")["series"].size()
            full = had[had >= least].index
            plain = periods.latest_year(rows, wanted, least=least)
            if full.empty:
                assert plain is None
                continue
            assert plain is not None
            year = max(full)
            assert plain.found == {
                rows[at].series_id: rows[at] for at in chosen.loc[chosen["period"] == year, "at"].tolist()
            }
            rivals = whole.loc[(whole["period"] == year) & ~whole["preferred"], "at"].tolist()
            assert plain.rivals == tuple(rows[at] for at in rivals)
            found_any += 1
    assert found_any


@pytest.mark.parametrize("status", sorted(SPOKEN_OF))
def test_a_statement_about_the_future_is_no_rival_version(status: str) -> None:
    rows = [figure("one", 10.0, preferred=True), figure("two", 50.0), figure("three", 90.0, status=status)]
    found = frames.beside_preferred(frames.of(rows))
    assert found[["at", "at_preferred", "times"]].to_numpy().tolist() == [[1, 0, 5.0]]


def test_no_figures_give_no_groups_and_no_rivals() -> None:
    assert frames.together(frames.of([]), ("period",), ["a"]) == []
    assert frames.beside_preferred(frames.of([])).empty
    assert periods.same_period([], price_id="a", quantity_id="b", one_source=True) == []
