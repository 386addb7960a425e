"""On a logarithmic axis nothing vanishes unsaid, no bar lies about its length, and no two marks of an axis are one."""

from __future__ import annotations

import pytest

from briefing_app.domain.specs import Axis, Caption, ChartForm, ChartSeries, ChartSpec, Mark
from briefing_app.domain.trade.figures import nice_axis
from briefing_app.domain.trade.logarithm import on_log_axis
from briefing_app.domain.wording import number

YEARS = Axis(label="Year", kind="time", ticks=((2021.0, "2021"),), low=2020, high=2025)
NAMES = Axis(label="", kind="category", ticks=((0.0, "One"), (1.0, "Two")), low=-0.6, high=1.6)


def chart(*values: float, form: ChartForm = "dots", log: bool = True, x: Axis = YEARS) -> ChartSpec:
    first = 2021.0 if x is YEARS else 0.0
    marks = tuple(Mark(x=first + i, y=value) for i, value in enumerate(values))
    caption = Caption(key="k", title="T", summary="It is so.", notes=("A caveat.",))
    series = ChartSeries(key="s", label="S", marks=marks, joined=True)
    return ChartSpec(caption=caption, form=form, x=x, y=nice_axis(values, "x", log=log), series=(series,))


def test_zero_and_negative_figures_are_named_in_notes_and_in_speech() -> None:
    made = on_log_axis(chart(5, 0, -250.5, 7))
    assert [mark.y for mark in made.series[0].marks] == [5, 7]
    for told in (made.caption.notes[0], made.caption.summary):
        assert "0 in 2022" in told
        assert "−250.5 in 2023" in told
    assert made.caption.notes[-1] == "A caveat."


def test_a_line_is_broken_where_a_figure_is_left_out() -> None:
    assert on_log_axis(chart(5, 0, 7, form="line")).series[0].breaks == frozenset({1})


@pytest.mark.parametrize(
    ("value", "words"), [(0.000001, "0.000001"), (-2.5e-7, "−0.00000025"), (3e-40, "3e−40"), (0.0, "0"), (-0.0, "0")]
)
def test_a_small_figure_is_not_told_as_nothing(value: float, words: str) -> None:
    assert number(value) == words


def test_many_figures_without_a_logarithm_are_counted() -> None:
    made = on_log_axis(chart(*[0.0] * 40, 3.0))
    assert "40 figures of zero or below" in made.caption.notes[0]


def test_where_no_figure_has_a_logarithm_words_stand_instead_of_the_picture() -> None:
    made = on_log_axis(chart(0, -4))
    assert made.caption.empty.startswith("Not drawn")
    assert not on_log_axis(chart(0, 4)).caption.empty


def test_bars_become_points_and_that_is_said() -> None:
    made = on_log_axis(chart(5, 7, form="bars", x=NAMES))
    assert "Points instead of bars" in made.caption.notes[0]
    assert "Points instead of bars" in made.caption.summary
    assert "0 (One)" in on_log_axis(chart(0, 7, form="bars", x=NAMES)).caption.notes[0]


def test_a_plain_axis_keeps_every_figure_and_says_nothing_more() -> None:
    spec = chart(5, 0, -3, log=False)
    assert on_log_axis(spec) is spec


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "values",
    [(0.000001, 545.2), (1e-300, 1e300), (1.2e-6, 3.1e-6), (0.0001, 0.00012), (1e12, 3e12), (-1e-7, 2e-7), (5, 5)],
)
def test_no_two_marks_of_an_axis_read_the_same(values: tuple[float, ...], log: bool) -> None:
    words = [words for _value, words in nice_axis(values, "x", log=log).ticks]
    assert len(set(words)) == len(words) <= 16
    assert len(words) > 1
