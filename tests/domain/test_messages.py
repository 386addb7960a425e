"""Each kind of message is a pure function from figures to placeholders; where the figures do not bear it out, None."""

from __future__ import annotations

from typing import Any

import pytest

from briefing_app.domain.model import Message, Observation
from briefing_app.domain.trade.messages import KINDS, Figures, Group, Item, Line, filled, title
from briefing_app.domain.trade.messages import placeholders as known
from briefing_app.domain.trade.messages.notes import COMPUTED
from briefing_app.domain.trade.messages.over_time import grew
from tests.domain.records import made


def over(years: dict[int, float], **more: Any) -> Figures:
    return Figures(lines=(Line(years=years, **more),))


def lines(*found: tuple[str, dict[int, float]]) -> Figures:
    return Figures(lines=tuple(Line(role=role, years=years) for role, years in found))


def together(*items: tuple[str, float] | tuple[str, float, str], when: str = "2024") -> Figures:
    made_ = tuple(Item(name=i[0], value=i[1], role=i[2] if len(i) > 2 else "figure") for i in items)
    earlier = Group(when="2020", year="2020", items=(Item(name="Nobody", value=1e9),))
    return Figures(groups=(earlier, Group(when=when, year=when, items=made_)))


RISE_FALL = {2021: 474.3, 2022: 987.9, 2024: 545.2}
FITS: dict[str, list[tuple[Figures, dict[str, str]]]] = {
    "rise-then-fall": [
        (
            over(RISE_FALL),
            {
                "grew": "doubled",
                "first": "2021",
                "peak": "2022",
                "last": "2024",
                "times": "2.1",
                "change": "108",
                "fall": "45",
            },
        ),
    ],
    "rise": [
        (over({2021: 100.0, 2022: 150.0}), {"first": "2021", "last": "2022", "change": "50"}),
        (over({2021: 100.0, 2022: 100.0}), {"first": "2021", "last": "2022", "change": "0"}),
    ],
    "fall": [(over({2021: 100.0, 2022: 75.0}), {"first": "2021", "last": "2022", "change": "25"})],
    "first-to-last": [
        (
            over({2019: 3.3, 2022: 9.0, 2025: 4.1}),
            {
                "first": "2019",
                "first_value": "3.3",
                "first_amount": "3.3",
                "last": "2025",
                "last_value": "4.1",
                "last_amount": "4.1",
            },
        ),
    ],
    "peak-and-last": [
        (
            over({2019: 3.3, 2022: 9.0, 2025: 4.1}),
            {
                "peak": "2022",
                "peak_value": "9",
                "peak_amount": "9",
                "last": "2025",
                "last_value": "4.1",
                "last_amount": "4.1",
            },
        ),
    ],
    "target-multiple": [
        (
            Figures(lines=(Line(years={2023: 500.0, 2024: 400.0}), Line(role="target", preferred=(1000.0, 4000.0)))),
            {"times": "2.5 to 10", "year": "2024"},
        ),
        (
            Figures(lines=(Line(years={2024: 400.0}), Line(role="target", preferred=(1000.0,)))),
            {"times": "2.5", "year": "2024"},
        ),
    ],
    "range": [
        (
            Figures(lines=(Line(preferred=(5.0, 1000.0, 7.0), unit="million USD"),)),
            {"low": "5", "high": "1,000", "range": "USD 5 million to USD 1 billion"},
        )
    ],
    "range-of-statements": [
        (
            Figures(lines=(Line(every=(4000.0,)), Line(every=(2000.0, 6500.0)))),
            {"low": "2,000", "high": "6,500", "range": "2,000 to 6,500"},
        ),
    ],
    "share-of-sum": [
        (lines(("part", {2023: 1.0, 2024: 96.0}), ("part", {2024: 4.0, 2025: 9.0})), {"share": "96", "year": "2024"}),
    ],
    "share-of-whole": [
        (together(("Ours", 5.0, "part"), ("Theirs", 50.0), ("All", 100.0, "whole")), {"share": "5", "year": "2024"}),
    ],
    "first-larger": [
        (
            lines(("figure", {2023: 1.0, 2024: 5.1}), ("figure", {2023: 0.7})),
            {"first": "5.1", "second": "0.7", "difference": "4.4"},
        ),
    ],
    "two-values": [
        (
            lines(("figure", {2024: 0.2}), ("figure", {2023: 0.7})),
            {"first": "0.2", "second": "0.7", "difference": "0.5"},
        ),
    ],
    "leader": [
        (
            together(("One", 5.0), ("Two", 7.5)),
            {"leader": "Two", "value": "7.5", "amount": "7.5", "when": "2024", "year": "2024"},
        ),
    ],
    "leader-and-ratio": [
        (
            together(("One", 5.0), ("Two", 7.5), ("Three", 2.0)),
            {"leader": "Two", "second": "One", "times": "1.5", "when": "2024", "year": "2024"},
        ),
    ],
    "leader-share": [
        (together(("One", 1.0), ("Two", 3.0)), {"leader": "Two", "share": "75", "when": "2024", "year": "2024"}),
    ],
    "far-below": [
        (
            together(
                ("Deal", 16.7, "quoted-price"),
                ("Deal", 230.0, "quoted-price"),
                ("M", 209.4, "price"),
                ("N", 350.0, "price"),
            ),
            {"value": "16.7", "low": "209", "high": "350"},
        ),
    ],
    "equal-cut-off": [
        (together(("s", 200.0), ("s", 150.0)), {"change": "−25", "moved": "down 25", "when": "2024"}),
        (together(("s", 200.0), ("s", 300.0)), {"change": "+50", "moved": "up 50", "when": "2024"}),
    ],
}
FITS_NOT: dict[str, list[Figures]] = {
    "rise-then-fall": [over({}), over({2021: 1.0}), over({2021: 1.0, 2022: 2.0}),
                       over({2021: 0.0, 2022: 2.0, 2023: 1.0}), over({2021: 1.0, 2022: 2.0, 2023: -1.0})],
    "rise": [over({2021: 2.0, 2022: 1.0}), over({2021: 0.0, 2022: 1.0}), Figures()],
    "fall": [over({2021: 1.0, 2022: 2.0}), over({2021: -1.0, 2022: -2.0}), Figures()],
    "first-to-last": [over({2021: 1.0}), Figures()],
    "peak-and-last": [over({2021: 1.0}), Figures()],
    "target-multiple": [over({2024: 1.0}), Figures(lines=(Line(role="target", preferred=(1.0,)),)),
                        Figures(lines=(Line(years={2024: 0.0}), Line(role="target", preferred=(1.0,))))],
    "range": [Figures(lines=(Line(preferred=(5.0,)),)), Figures()],
    "range-of-statements": [Figures(), Figures(lines=(Line(role="target", every=(1.0,)),))],
    "share-of-sum": [lines(("part", {2023: 1.0}), ("part", {2024: 4.0})), lines(("part", {2023: 1.0})), Figures(),
                     lines(("part", {2023: 0.0}), ("part", {2023: 0.0}))],
    "share-of-whole": [together(("Ours", 5.0, "part")), together(("All", 5.0, "whole")), Figures(),
                       together(("Ours", 5.0, "part"), ("All", 0.0, "whole"))],
    "first-larger": [lines(("figure", {2024: 0.2}), ("figure", {2023: 0.7})), lines(("figure", {2024: 0.2}))],
    "two-values": [lines(("figure", {2024: 0.2})), lines(("figure", {2024: 0.2}), ("figure", {})), Figures()],
    "leader": [Figures()],
    "leader-and-ratio": [together(("One", 5.0)), together(("One", 5.0), ("Two", 0.0)), Figures()],
    "leader-share": [together(("One", 0.0), ("Two", 0.0)), Figures()],
    "far-below": [together(("Deal", 110.0, "quoted-price"), ("M", 209.4, "price")), together(("M", 2.0, "price")),
                  together(("Deal", 1.0, "quoted-price")), Figures()],
    "equal-cut-off": [together(("s", 0.0), ("s", 1.0)), together(("s", 1.0)), Figures()],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_gives_its_placeholders_where_the_figures_bear_it_out(kind: str) -> None:
    for figures, expected in FITS[kind]:
        found = KINDS[kind](figures)
        assert found == expected
        assert frozenset(found) == known.MESSAGES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_gives_nothing_where_they_do_not(kind: str) -> None:
    assert [KINDS[kind](figures) for figures in FITS_NOT[kind]] == [None] * len(FITS_NOT[kind])


def test_every_kind_is_listed_with_its_placeholders_and_has_its_cases_here() -> None:
    assert set(KINDS) == set(known.MESSAGES) == set(FITS) == set(FITS_NOT)
    assert set(known.NOTES) == {"note", "caveat", *COMPUTED}


@pytest.mark.parametrize(
    ("times", "words"),
    [(1.4, "rose 40 %"), (1.95, "doubled"), (2.08, "doubled"), (2.6, "rose to 2.6 times"), (3.0, "trebled")],
)
def test_a_growth_is_told_as_people_say_it(times: float, words: str) -> None:
    assert grew(times) == words


def message(order: int, kind: str, words: str) -> Message:
    return made(Message, f"m-{order}", order=order, kind=kind, words=words)


def test_of_several_messages_the_first_that_fits_is_the_title() -> None:
    tried = (message(2, "rise", "Up {change} %"), message(1, "fall", "Down {change} %"), message(3, "leader", "x"))
    assert title(tried, over({2021: 100.0, 2022: 150.0}), fallback="Trade") == "Up 50 %"
    assert title(tried, over({2021: 100.0, 2022: 50.0}), fallback="Trade") == "Down 50 %"
    assert title(tried, over({}), fallback="Trade") == "Trade"
    assert title((message(1, "omen", "x"),), over({}), fallback="Trade") == "Trade"


def test_words_of_a_package_are_no_format() -> None:
    assert filled("{a} {b.__class__} {0} {} {a!r} {a}", {"a": "1"}) == "1 {b.__class__} {0} {} {a!r} 1"
    assert filled("{a}{b}", {"a": "{b}", "b": "x"}) in ("{b}x", "xx")


# Notes that are computed for each target


def figure(value: float, start: int, end: int | None = None, *, kind: str = "year") -> Observation:
    import datetime as dt

    last = dt.date(end or start, 12, 31)
    return made(
        Observation,
        f"o-{start}-{value}",
        value=value,
        period_kind=kind,
        period_start=dt.date(start, 1, 1),
        period_end=last,
    )


ACTUAL = {2021: figure(100.0, 2021), 2022: figure(200.0, 2022), 2023: figure(150.0, 2023)}


def test_a_target_with_an_end_year_needs_a_growth() -> None:
    (found,) = COMPUTED["needed-growth"](ACTUAL, [figure(600.0, 2024, 2025, kind="multi-year")], "Mt")
    assert found == {"goal": "600", "goal_amount": "600 million tonnes", "end": "2025", "need": "100", "value": "150",
                     "value_amount": "150 million tonnes", "base": "2023", "best_year": "2022",
                     "best": "100"}  # fmt: skip
    assert frozenset(found) == known.NOTES["needed-growth"]


def test_a_target_without_an_end_year_is_set_against_the_latest_figure_once() -> None:
    goals = [figure(600.0, 2024, kind="moment"), figure(600.0, 2025, kind="moment")]
    (found,) = COMPUTED["goal-without-end"](ACTUAL, goals, "million USD")
    assert found == {"goal": "600", "goal_amount": "USD 600 million", "times": "4", "value": "150",
                     "value_amount": "USD 150 million", "year": "2023"}  # fmt: skip
    assert frozenset(found) == known.NOTES["goal-without-end"]


@pytest.mark.parametrize("kind", COMPUTED)
def test_nothing_is_computed_from_nought_or_from_nothing(kind: str) -> None:
    goal = figure(600.0, 2024, 2025, kind="moment" if kind == "goal-without-end" else "multi-year")
    assert COMPUTED[kind]({}, [goal], "t") == []
    assert COMPUTED[kind]({2023: figure(0.0, 2023)}, [goal], "t") == []
    assert COMPUTED[kind](ACTUAL, [], "t") == []
