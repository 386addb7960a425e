"""A question draws the figures that its row asks for, in its form, under its message, whatever the subject."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing_app.domain.model import (
    ChartNote,
    Message,
    Observation,
    Question,
    QuestionSeries,
    Record,
    Series,
    Source,
)
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade import chart, families
from briefing_app.domain.trade.questions import questions
from tests.domain.records import data, made
from tests.domain.scopes import scope_of


def figure(series: str, year: int, value: float, **more: Any) -> Observation:
    source = more.pop("source_id", "src")
    usual: dict[str, Any] = {
        "series_id": series,
        "period": str(year),
        "period_kind": "year",
        "value": value,
        "preferred": True,
        "period_start": dt.date(year, 1, 1),
        "period_end": dt.date(year, 12, 31),
        "status": "reported",
    }
    ident = f"o-{series}-{year}-{value:g}-{source}"
    return made(Observation, ident, **(usual | {"source_id": source} | more))


def part(
    series: str, first: dt.date, last: dt.date, value: float, kind: str = "partial-year", **more: Any
) -> Observation:
    more = {"period": f"{first}/{last}", "period_kind": kind, "period_start": first, "period_end": last} | more
    return figure(series, first.year, value, **more)


def series(*idents: str, unit: str = "crates", **more: Any) -> list[Record]:
    return [made(Series, ident, unit=unit, label=f"Label of {ident}", **more) for ident in idents]


def rows(*named: tuple[str, str] | tuple[str, str, dict[str, str]]) -> list[Record]:
    return [
        made(
            QuestionSeries,
            f"qs-{n}",
            question_id="q",
            order=n,
            series_id=each[0],
            role=each[1],
            **(each[2] if len(each) > 2 else {}),
        )
        for n, each in enumerate(named, 1)
    ]


def ask(form: str, rule: str, *records: Record, **more: Any) -> ChartSpec:
    question = made(
        Question, "q", question="What?", form=form, period_rule=rule, drawn_as="values", fallback="No message", **more
    )
    return chart("q", scope_of(data(question, made(Source, "src", publisher="Port authority"), *records)))


def names(spec: ChartSpec) -> list[str]:
    return [words for _place, words in spec.x.ticks]


def values(spec: ChartSpec) -> list[list[float]]:
    return [[mark.y for mark in line.marks] for line in spec.series]


# Which figures


def test_the_latest_year_is_one_for_which_enough_series_have_a_preferred_figure() -> None:
    found = [
        *series("a", "b", "c"),
        *rows(("a", "figure"), ("b", "figure"), ("c", "figure")),
        figure("a", 2022, 1),
        figure("b", 2022, 2),
        figure("c", 2022, 3),
        figure("a", 2023, 4),
        figure("b", 2023, 5),
        figure("b", 2023, 9, preferred=False),
        figure("a", 2024, 6),
    ]
    whole = ask("bars", "latest-year", *found, subtitle="In {year}")
    assert values(whole) == [[3, 2, 1]]
    assert whole.caption.subtitle == "In 2022"
    two = ask("bars", "latest-year", *found, at_least=2, subtitle="In {year}")
    assert values(two) == [[5, 4, 9]]  # the largest first, the rival behind, beside its name
    assert two.caption.subtitle == "In 2023"


def test_every_year_of_every_series_stands_in_the_order_of_the_question() -> None:
    found = [
        *series("a", "b"),
        *rows(("b", "figure"), ("a", "figure", {"label": "Name", "mark_label": "{label}: {year}"})),
        figure("a", 2023, 1),
        figure("a", 2022, 2),
        figure("b", 2022, 3),
        figure("b", 2023, 4, preferred=False),
    ]
    spec = ask("bars", "every-year", *found)
    assert names(spec) == ["Label of b, 2022", "Name: 2022", "Name: 2023"]
    assert values(spec) == [[3, 2, 1]]


def test_every_period_shows_what_was_measured_and_no_statement_about_the_future() -> None:
    found = [
        *series("a"),
        *rows(("a", "price", {"mark_label": "{when} by {who}"})),
        figure("a", 2023, 1),
        figure("a", 2023, 5, preferred=False),
        figure("a", 2024, 9, status="target"),
    ]
    spec = ask("bars", "every-period", *found)
    assert names(spec) == ["2023 by Port authority", "2023 by Port authority"]
    assert values(spec) == [[5, 1]]


def test_common_periods_have_a_preferred_figure_of_every_series() -> None:
    found = [
        *series("a", "b"),
        *rows(("a", "figure"), ("b", "figure")),
        figure("a", 2022, 1),
        figure("b", 2022, 2),
        figure("a", 2023, 3),
        figure("b", 2023, 4, preferred=False),
    ]
    spec = ask("stacked", "common-periods", *found)
    assert names(spec) == ["2022"]
    assert [[(m.base, m.y) for m in line.marks] for line in spec.series] == [[(0, 1)], [(1, 3)]]


def test_common_windows_come_from_one_source_preferred_or_not() -> None:
    found = [
        *series("a", "b"),
        *rows(("a", "figure"), ("b", "figure")),
        figure("a", 2022, 1, preferred=False),
        figure("b", 2022, 3, preferred=False),
        figure("a", 2023, 3),
        figure("b", 2023, 4, source_id="other"),
    ]
    spec = ask("stacked", "common-windows", *found)
    assert names(spec) == ["2022"]


def test_stacks_can_be_drawn_as_shares_with_the_sum_told() -> None:
    found = [*series("a", "b"), *rows(("a", "figure"), ("b", "figure")), figure("a", 2022, 1), figure("b", 2022, 3)]
    question = made(
        Question, "q", question="?", form="stacked", period_rule="common-periods", drawn_as="shares", fallback="f"
    )
    spec = chart("q", scope_of(data(question, *found)))
    assert values(spec) == [[25.0], [100.0]]
    assert [line.marks[0].label for line in spec.series] == ["25 %", "75 %"]
    assert spec.series[1].marks[0].spoken.startswith("75 %: 3 ÷ 4 crates")
    assert spec.y.label == "per cent"


def test_seasons_are_paired_at_equal_cut_offs_of_the_latest_season() -> None:
    def season(year: int, last: dt.date, value: float, **more: Any) -> Observation:
        return part("a", dt.date(year, 9, 1), last, value, "season-part", **more)

    found = [
        *series("a"),
        *rows(("a", "figure")),
        season(2023, dt.date(2023, 12, 31), 10),
        season(2024, dt.date(2024, 12, 31), 8),
        season(2024, dt.date(2025, 3, 31), 30),
        season(2025, dt.date(2026, 3, 30), 45),
        season(2025, dt.date(2026, 1, 31), 20),
        season(2024, dt.date(2025, 1, 31), 9, preferred=False),
    ]
    message = made(Message, "m", question_id="q", order=1, kind="equal-cut-off", words="{change} % {when}")
    spec = ask("paired", "equal-cut-off", message, *found)
    assert names(spec) == ["to end of March"]
    assert [(line.label, line.marks[0].y) for line in spec.series] == [("season 2024/25", 30), ("season 2025/26", 45)]
    assert spec.caption.title == "+50 % to end of March"


def test_a_price_stands_over_the_quantity_of_its_year_and_a_quoted_one_over_that_of_its_source() -> None:
    found = [
        *series("t", "deal-t", unit="thousand t"),
        *series("p", unit="USD per t", price_of="t"),
        *series("deal-p", unit="USD per t", price_of="deal-t"),
        *rows(("p", "price", {"label": "Seller"}), ("deal-p", "quoted-price", {"mark_label": "{who}"})),
        figure("t", 2023, 100),
        figure("p", 2023, 250),
        figure("p", 2024, 260),
        figure("deal-t", 2023, 7, source_id="x", period="2023-08", period_kind="moment"),
        figure("deal-p", 2023, 20, source_id="x", period="2023-08", period_kind="moment"),
        figure("deal-p", 2023, 30, source_id="y", period="2023-08", period_kind="moment"),
    ]
    message = made(Message, "m", question_id="q", order=1, kind="far-below", words="{value} against {low} to {high}")
    spec = ask("scatter", "same-period", message, *found)
    assert [[(m.x, m.y, m.label) for m in line.marks] for line in spec.series] == [
        [(100, 250, "Seller 2023")],
        [(7, 20, "x")],
    ]
    assert (spec.x.label, spec.y.label) == ("thousand tonnes", "USD per tonne")
    assert spec.caption.title == "20 against 250 to 250"


def test_lines_leave_out_the_future_or_the_parts_as_the_rule_says() -> None:
    open_part = part("a", dt.date(2024, 1, 1), dt.date(2024, 6, 30), 5)
    covered = part("a", dt.date(2023, 1, 1), dt.date(2023, 6, 30), 3)
    found = [
        *series("a"),
        *rows(("a", "figure")),
        figure("a", 2022, 10),
        figure("a", 2023, 8),
        figure("a", 2025, 99, status="plan"),
        open_part,
        covered,
    ]
    assert sorted(values(ask("line", "all", *found))[0]) == [3, 5, 8, 10, 99]
    assert sorted(values(ask("line", "measured", *found))[0]) == [3, 5, 8, 10]
    assert sorted(values(ask("columns", "open-years", *found))[0]) == [5, 8, 10, 99]


def test_small_charts_stand_over_the_same_years() -> None:
    found = [
        *series("a", "b"),
        *rows(("a", "part"), ("b", "part")),
        figure("a", 2020, 3),
        figure("a", 2021, 3),
        figure("b", 2022, 1),
    ]
    message = made(Message, "m", question_id="q", order=1, kind="share-of-sum", words="{share} of 100")
    spec = ask("multiples", "open-years", message, *found, subtitle="In {unit}")
    assert [panel.x for panel in spec.panels] == [spec.x, spec.x]
    assert spec.caption.subtitle == "In crates"
    assert spec.caption.title == "No message"  # no year that both have


# What is said


def test_names_colours_notes_and_sources_of_the_question_are_used() -> None:
    note = made(ChartNote, "n", question_id="q", order=2, kind="caveat", words="Mind {low} it.", source_ids=("by",))
    first = made(ChartNote, "f", question_id="q", order=1, kind="note", words="First.")
    found = [
        *series("a"),
        *rows(("a", "figure", {"label": "Crates", "tone": "s3"})),
        figure("a", 2022, 1),
        figure("a", 2023, 2),
    ]
    spec = ask("line", "all", note, first, made(Source, "by", publisher="Method"), *found, source_ids=("by",))
    assert (spec.series[0].label, spec.series[0].tone, spec.form) == ("Crates", "s3", "line")
    assert spec.caption.notes[:2] == ("First.", "Mind {low} it.")
    assert [source.ref.id for source in spec.caption.sources] == ["src", "by"]


def test_targets_are_told_with_the_growth_that_they_need() -> None:
    note = made(ChartNote, "n", question_id="q", order=1, kind="needed-growth", words="{goal} by {end}: +{need} %")
    found = [
        *series("a", "g"),
        *rows(("a", "figure"), ("g", "target")),
        figure("a", 2022, 100),
        figure("a", 2023, 150),
        part("g", dt.date(2024, 1, 1), dt.date(2025, 12, 31), 600, "multi-year", status="target"),
        part("g", dt.date(2024, 1, 1), dt.date(2024, 12, 31), 600, "multi-year", status="target"),
    ]
    spec = ask("dots", "all", note, *found)
    assert spec.caption.notes[:2] == ("600 by 2024: +300 %", "600 by 2025: +100 %")


@pytest.mark.parametrize(
    ("form", "rule"),
    [
        ("line", "all"),
        ("columns", "open-years"),
        ("bars", "latest-year"),
        ("bars", "every-year"),
        ("bars", "every-period"),
        ("stacked", "common-periods"),
        ("stacked", "common-windows"),
        ("paired", "equal-cut-off"),
        ("scatter", "same-period"),
        ("multiples", "open-years"),
        ("omen", "never"),
    ],
)
def test_a_question_without_figures_says_so_under_its_own_title(form: str, rule: str) -> None:
    for records in ([], [*series("a"), *rows(("a", "figure"))]):
        spec = ask(form, rule, *records)
        assert spec.caption.empty
        assert spec.caption.title == "No message"
        assert not any(line.marks for line in spec.series)


def test_a_key_that_is_neither_question_nor_series_draws_nothing() -> None:
    assert chart("nothing", scope_of(data())).caption.empty == "No such series."


# Their order


def test_questions_stand_in_their_order_each_with_those_that_go_on_from_it() -> None:
    def asked(ident: str, order: int, parent: str = "") -> Question:
        return made(Question, ident, order=order, parent=parent, question=ident)

    dataset = data(
        asked("b", 4),
        asked("a2", 3, "a1"),
        asked("a", 1),
        asked("a1", 2, "a"),
        asked("lost", 5, "gone"),
        asked("self", 6, "self"),
        asked("x", 7, "y"),
        asked("y", 8, "x"),
    )
    assert [q.id for q in questions(dataset)] == ["a", "a1", "a2", "b", "lost", "self", "x", "y"]
    assert [[q.id for q in family.all] for family in families(dataset)] == [
        ["a", "a1", "a2"],
        ["b"],
        ["lost"],
        ["self"],
        ["x"],
        ["y"],
    ]
