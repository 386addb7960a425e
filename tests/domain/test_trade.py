"""Charts answer their question from the figures, and their messages follow the figures."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import plausibility
from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset, Table
from briefing_app.domain.trade import ChartOptions, chart, families, growth, questions, series_chart
from briefing_app.domain.trade.figures import nice_axis
from briefing_app.domain.wording import number
from tests.domain.bundled import CHART_KEYS
from tests.domain.scopes import scope_of


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


@pytest.mark.parametrize("key", CHART_KEYS)
def test_every_chart_has_message_sources_table_and_a_mark_for_every_row(dataset: Dataset, key: str) -> None:
    made = chart(key, scope_of(dataset))
    assert not made.caption.empty
    assert made.caption.title and made.caption.subtitle and made.caption.sources and made.caption.summary
    assert made.table is not None
    marks = [m for pane in made.panes for line in pane.series for m in line.marks]
    assert marks
    assert {m.ref for m in marks} <= {row.ref for row in made.table.rows}
    assert all(m.spoken for m in marks)
    for pane in made.panes:
        assert all(pane.y.low <= m.y <= pane.y.high for line in pane.series for m in line.marks)


def test_every_question_stands_in_its_place_alone_or_under_the_one_it_follows(dataset: Dataset) -> None:
    found = [question.id for family in families(dataset) for question in family.all]
    assert found == [question.id for question in questions(dataset)] == list(CHART_KEYS)


def test_the_preferred_figure_is_filled_and_its_rivals_hollow_and_joined(dataset: Dataset) -> None:
    made = chart("q-turnover", scope_of(dataset))
    of_2023 = {m.ref.id: m.form for m in made.series[0].marks if m.x == 2023 and m.x_end is None and m.ref}
    assert of_2023["o-kzaf-turnover-usd_2023_interfax-20241022"] == "preferred"
    assert of_2023["o-kzaf-turnover-usd_2023_khaama-202510"] == "rival"
    assert (2023.0, 500.0, 1000.0) in made.spans


def test_a_part_of_a_year_is_open_labelled_with_its_months_and_never_joined(dataset: Dataset) -> None:
    part = next(m for m in chart("q-turnover", scope_of(dataset)).series[0].marks if m.form == "part" and m.y == 335.9)
    assert part.label == "335.9 million Jan–Aug"
    assert part.x_end is not None


def test_the_message_changes_with_the_figures(dataset: Dataset) -> None:
    old = dataset.tables["observations"]
    rows = tuple(
        replace(o, value=2000.0) if o.series_id == "kzaf-turnover-usd" and o.period == "2024" else o for o in old.rows
    )
    changed = replace(dataset, tables={**dataset.tables, "observations": Table(rows=rows, by_id=old.by_id)})
    assert "had fallen 45 %" in chart("q-turnover", scope_of(dataset)).caption.title
    assert chart("q-turnover", scope_of(changed)).caption.title == "Turnover rose 322 % from 2021 to 2024"


def test_required_growth_is_told_in_words_with_its_inputs(dataset: Dataset) -> None:
    notes = chart("q-target", scope_of(dataset)).caption.notes
    assert notes[0].startswith("USD 4 billion by 2025 would need 165 % more each year from USD 567.5 million in 2023")
    assert "without an end year" in notes[1]


def test_what_was_published_later_is_left_out_as_known_on_the_day_of_the_document(dataset: Dataset) -> None:
    chosen = Filter(as_known_on=dt.date(2024, 1, 10))
    made = chart("q-turnover", scope_of(dataset, chosen))
    years = {m.x for m in made.series[0].marks if m.form == "preferred"}
    assert 2022.0 in years
    assert 2024.0 not in years


def test_with_my_notes_alone_the_figures_with_notes_are_drawn_and_no_others(dataset: Dataset) -> None:
    wanted = [m.ref for m in chart("q-turnover", scope_of(dataset)).series[0].marks if m.ref is not None][:2]
    made = chart("q-turnover", scope_of(dataset, Filter(only_with_notes=True), noted=wanted))
    assert [m.ref for line in made.series for m in line.marks] == wanted
    assert chart("q-turnover", scope_of(dataset, Filter(only_with_notes=True))).caption.empty


def test_solar_years_and_seasons_are_counted_not_drawn(dataset: Dataset) -> None:
    made = chart("q-flour", scope_of(dataset))
    assert any("not drawn here" in note for note in made.caption.notes)


def test_different_units_do_not_go_on_one_axis(dataset: Dataset) -> None:
    made = series_chart(["kzaf-turnover-usd", "flour-kz-af-t"], scope_of(dataset))
    assert "different units" in made.caption.empty
    indexed = series_chart(
        ["kzaf-turnover-usd", "flour-kz-af-t"], scope_of(dataset), options=ChartOptions(index_year=2022)
    )
    hundred = [m.y for line in indexed.series for m in line.marks if m.x == 2022 and m.form == "preferred"]
    assert hundred == [100.0, 100.0]


def test_every_series_of_the_data_can_be_drawn_or_says_why_not(dataset: Dataset) -> None:
    for series in dataset.series:
        made = chart(series.id, scope_of(dataset))
        assert made.caption.empty or any(line.marks for line in made.series)


def test_the_arithmetic_of_growth_price_and_share() -> None:
    assert growth.growth(474.3, 987.9) == pytest.approx(108.28, abs=0.01)
    assert growth.unit_price(5, 300) == pytest.approx(16.667, abs=0.001)
    assert growth.required_growth(567.5, 4000, 2) == pytest.approx(165.5, abs=0.1)
    assert growth.best_year({2020: 1.0, 2022: 9.0}) is None
    with pytest.raises(ValueError, match="above nought"):
        growth.required_growth(0, 1, 1)


@pytest.mark.parametrize("values", [[], [0.0], [-5.0, 3.0], [1e15, 1e-3], [float("nan"), 2.0], [7.0]])
def test_an_axis_holds_all_its_values_whatever_they_are(values: list[float]) -> None:
    for log in (False, True):
        axis = nice_axis(values, "x", log=log)
        assert axis.low < axis.high
        assert len(axis.ticks) >= 2


@pytest.mark.parametrize("value", [0.0, -1.0, 1e15, 1e-9])
def test_every_chart_and_every_check_bears_any_figures(dataset: Dataset, value: float) -> None:
    rows = tuple(replace(o, value=value, value_high=None) for o in dataset.observations)
    table = Table(rows=rows, by_id={o.id: o for o in rows})
    changed = replace(dataset, tables={**dataset.tables, "observations": table})
    plausibility.findings(changed)
    for key in (*CHART_KEYS, *(s.id for s in dataset.series)):
        for options in (
            ChartOptions(),
            ChartOptions(log=True),
            ChartOptions(change=True),
            ChartOptions(index_year=2022),
        ):
            made = chart(key, scope_of(changed), options=options)
            assert made.caption.title
            assert all(math.isfinite(m.y) for pane in made.panes for line in pane.series for m in line.marks)


def test_the_change_on_the_year_before_leaves_gaps_open_and_names_its_inputs(dataset: Dataset) -> None:
    made = chart("q-turnover", scope_of(dataset), options=ChartOptions(change=True))
    (line,) = made.series
    assert [(m.x, m.label) for m in line.marks] == [(2022.0, "+108.3 %"), (2023.0, "−42.6 %"), (2024.0, "−3.9 %")]
    assert line.marks[0].spoken.startswith("derived: 100 × (987.9 ÷ 474.3 − 1) = +108.3 %")
    flour = chart("flour-kz-af-t", scope_of(dataset), options=ChartOptions(change=True))
    assert 2017.0 not in {m.x for line in flour.series for m in line.marks}  # 2016 is not known


def test_shares_of_ports_add_up_to_a_hundred_and_name_their_sum(dataset: Dataset) -> None:
    made = chart("q-rail-ports", scope_of(dataset))
    for place, _words in made.x.ticks:
        tops = [m for line in made.series for m in line.marks if m.x == place]
        assert sum(m.y - m.base for m in tops) == pytest.approx(100)
        assert all("÷" in m.spoken for m in tops)


def test_price_stands_over_volume_of_the_same_seller_and_year(dataset: Dataset) -> None:
    made = chart("q-price-volume", scope_of(dataset))
    by_label = {m.label: (m.x, m.y) for line in made.series for m in line.marks if m.label}
    assert by_label["Uzbekistan 2024"] == (1200.0, 273.0)
    assert by_label["contract: IFIMES"] == (300.0, 16.7)
    assert "16.7 dollars a tonne" in made.caption.title


def _with_values(dataset: Dataset, values: dict[str, float], series: str = "kzaf-turnover-usd") -> Dataset:
    """Gives the preferred figures of whole years of a series other values, by year."""
    rows = tuple(
        replace(o, value=values[o.period], value_high=None)
        if o.series_id == series and o.preferred and o.period_kind == "year" and o.period in values
        else o
        for o in dataset.observations
    )
    return replace(dataset, tables={**dataset.tables, "observations": Table(rows=rows, by_id={o.id: o for o in rows})})


def test_an_index_sets_only_whole_years_against_a_whole_year(dataset: Dataset) -> None:
    made = chart("q-turnover", scope_of(dataset), options=ChartOptions(index_year=2021))
    parts = [m for m in chart("q-turnover", scope_of(dataset)).series[0].marks if m.form == "part"]
    assert parts
    assert not [m for m in made.series[0].marks if m.x_end is not None]
    assert {row.ref for row in made.table.rows}.isdisjoint({m.ref for m in parts}) if made.table else False
    assert any("left out; they cannot be set against" in note for note in made.caption.notes)


@pytest.mark.parametrize("base", [0.0, -12.5])
def test_an_index_on_a_figure_of_zero_or_below_is_refused_in_words(dataset: Dataset, base: float) -> None:
    made = chart("q-turnover", scope_of(_with_values(dataset, {"2021": base})), options=ChartOptions(index_year=2021))
    assert "no figure above zero for the year 2021" in made.caption.empty


def test_a_rise_from_below_zero_has_no_change_in_per_cent_and_says_so(dataset: Dataset) -> None:
    below = _with_values(dataset, {"2022": -250.5, "2023": 987.9})
    made = series_chart(["kzaf-turnover-usd"], scope_of(below), options=ChartOptions(change=True))
    assert {m.x for m in made.series[0].marks}.isdisjoint({2022.0, 2023.0})
    assert any("no change in per cent for 2022, 2023" in note for note in made.caption.notes)


@pytest.mark.parametrize(("before", "after"), [(0.0, 5.0), (-3.0, 5.0), (-3.0, -5.0), (4.0, -1.0)])
def test_a_change_in_per_cent_without_meaning_is_refused(before: float, after: float) -> None:
    assert not growth.comparable(before, after)
    with pytest.raises(ValueError, match="base above nought"):
        growth.growth(before, after)


def test_sums_named_at_forums_are_neither_added_up_nor_set_against_trade(dataset: Dataset) -> None:
    made = chart("q-deals", scope_of(dataset))
    named = [o.value for o in dataset.observations if o.series_id == "deals-forum-usd" and o.preferred]
    assert len(named) > 1
    assert number(round(sum(named))) not in made.caption.title
    assert "turnover" not in made.caption.title.casefold()
