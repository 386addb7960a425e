"""Units are said as people say them; no figure loses a digit by it."""

from __future__ import annotations

import pytest

from briefing_app.domain.amounts import spoken_in
from briefing_app.domain.trade.figures import nice_axis
from briefing_app.domain.wording import number_words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1500.0, "thousand t", "1.5 million tonnes"),
        (537.0, "thousand t", "537 thousand tonnes"),
        (1000.0, "million USD", "USD 1 billion"),
        (1234.5678, "million USD", "USD 1,234.5678 million"),
        (0.759, "Mt", "759 thousand tonnes"),
        (-2000.0, "million USD", "USD −2 billion"),
        (1500.0, "persons", "1,500 persons"),
    ],
)
def test_a_figure_is_said_in_the_unit_of_its_size(value: float, unit: str, words: str) -> None:
    assert number_words(value, unit) == words


def test_the_ends_of_a_range_may_be_of_different_size() -> None:
    assert number_words(600.0, "million USD", high=1000.0) == "USD 600 million to USD 1 billion"
    assert number_words(1000.0, "million USD", high=3000.0) == "USD 1 to 3 billion"


def test_an_axis_keeps_its_unit_until_a_figure_reaches_a_thousand() -> None:
    small = spoken_in("thousand t", [120.0, 691.0])
    assert (small.label, small.words(691.0)) == ("thousand tonnes", "691")
    large = spoken_in("thousand t", [120.0, 1545.3])
    assert (large.label, large.words(120.0), large.words(1545.3)) == ("tonnes", "120,000", "1.5453 million")
    ticks = [words for _value, words in nice_axis([0.0, 1545.3], "", said=large).ticks]
    assert ticks == ["0", "500,000", "1 million", "1.5 million", "2 million"]
