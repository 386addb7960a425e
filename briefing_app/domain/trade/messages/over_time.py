"""Messages on series over time: rise and fall, first and last, ranges, targets, shares of two lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing_app.domain.trade import growth
from briefing_app.domain.trade.messages.figures import Figures, Line
from briefing_app.domain.wording import number, number_words
from briefing_app.translation import tr, trl

Values = Mapping[str, str] | None
_MULTIPLES = {2: trl("doubled"), 3: trl("trebled"), 4: trl("quadrupled")}
_NEAR = 0.05
"""So far from a whole multiple people still name it."""
_MANY = 2.0
"""From here on a growth is told as a multiple, below in per cent."""


def _first_line(figures: Figures) -> Line:
    return next((line for line in figures.lines if line.role in ("figure", "part")), Line())


def _course(figures: Figures) -> tuple[Mapping[int, float], int, int, int] | None:
    """Returns the years of the first line with first, highest and last year, where growth has a number."""
    years = _first_line(figures).years
    if len(years) < 2:
        return None
    first, last, peak = min(years), max(years), max(years, key=lambda y: years[y])
    if not growth.comparable(years[first], min(years.values())):
        return None  # growth from nought, or below it, has no number
    return years, first, peak, last


def rise_then_fall(figures: Figures) -> Values:
    """The highest year lies between the first and the last."""
    course = _course(figures)
    if course is None or course[2] in (course[1], course[3]):
        return None
    years, first, peak, last = course
    times = years[peak] / years[first]
    return {
        "grew": grew(times),
        "first": str(first),
        "peak": str(peak),
        "last": str(last),
        "times": number(round(times, 1)),
        "change": number(round(growth.growth(years[first], years[peak]))),
        "fall": number(round(-growth.growth(years[peak], years[last]))),
    }


def grew(times: float) -> str:
    """Returns a growth as people say it: doubled, trebled, "rose 40 %", "rose to 2.6 times".

    Args:
        times: The later figure in multiples of the earlier one, above 1.
    """
    near = _MULTIPLES.get(round(times))
    if near is not None and abs(times / round(times) - 1) <= _NEAR:
        return tr(near)
    if times < _MANY:
        return tr("rose {change} %", change=number(round((times - 1) * 100)))
    return tr("rose to {times} times", times=number(round(times, 1)))


def _change(figures: Figures) -> tuple[float, Mapping[str, str]] | None:
    course = _course(figures)
    if course is None:
        return None
    years, first, _peak, last = course
    change = growth.growth(years[first], years[last])
    return change, {"first": str(first), "last": str(last), "change": number(round(abs(change)))}


def rise(figures: Figures) -> Values:
    """The last year is not below the first."""
    found = _change(figures)
    return found[1] if found is not None and found[0] >= 0 else None


def fall(figures: Figures) -> Values:
    """The last year is below the first."""
    found = _change(figures)
    return found[1] if found is not None and found[0] < 0 else None


def _year(name: str, year: int, line: Line) -> dict[str, str]:
    """Returns a year with its figure, as a number and in words, under names that begin with what it is."""
    value = line.years[year]
    return {name: str(year), f"{name}_value": number(value), f"{name}_amount": number_words(value, line.unit)}


def first_to_last(figures: Figures) -> Values:
    """First and last year with their figures."""
    line = _first_line(figures)
    years = line.years
    if len(years) < 2:
        return None
    return _year("first", min(years), line) | _year("last", max(years), line)


def peak_and_last(figures: Figures) -> Values:
    """The highest year and the last with their figures."""
    line = _first_line(figures)
    years = line.years
    if len(years) < 2:
        return None
    return _year("peak", max(years, key=lambda y: years[y]), line) | _year("last", max(years), line)


def target_multiple(figures: Figures) -> Values:
    """How many times the latest year the preferred targets are."""
    years = _first_line(figures).years
    goals = [value for line in figures.of("target") for value in line.preferred]
    if not years or not goals or min(years[max(years)], *goals) <= 0:
        return None
    last = years[max(years)]
    low, high = number(round(min(goals) / last, 1)), number(round(max(goals) / last, 1))
    times = low if low == high else tr("{low} to {high}", low=low, high=high)
    return {"times": times, "year": str(max(years))}


def range_of_preferred(figures: Figures) -> Values:
    """Lowest and highest of two preferred figures or more."""
    values = [value for line in figures.of("figure") for value in line.preferred]
    return _range(values, figures) if len(values) > 1 else None


def range_of_statements(figures: Figures) -> Values:
    """Lowest and highest of all that was stated, rivals and upper ends included."""
    values = [value for line in figures.of("figure") for value in line.every]
    return _range(values, figures) if values else None


def _range(values: Sequence[float], figures: Figures) -> Mapping[str, str]:
    low, high = min(values), max(values)
    return {
        "low": number(low),
        "high": number(high),
        "range": number_words(low, _first_line(figures).unit, high=high),
    }


def share_of_sum(figures: Figures) -> Values:
    """The first part in the sum of all parts, in the latest year that all have."""
    parts = figures.of("part")
    common = set.intersection(*(set(line.years) for line in parts)) if len(parts) > 1 else set()
    if not common:
        return None
    year = max(common)
    values = [line.years[year] for line in parts]
    if not growth.comparable(sum(values), min(values)):
        return None
    return {"share": number(round(growth.share(values[0], sum(values)))), "year": str(year)}


def _latest_two(figures: Figures) -> tuple[float, float] | None:
    lines = figures.of("figure")
    if len(lines) != 2 or not all(line.years for line in lines):
        return None
    first, second = (line.years[max(line.years)] for line in lines)
    return first, second


def two_values(figures: Figures) -> Values:
    """The latest figures of two series, and how far apart they are."""
    found = _latest_two(figures)
    if found is None:
        return None
    first, second = found
    return {"first": number(first), "second": number(second), "difference": number(round(abs(first - second), 10))}


def first_larger(figures: Figures) -> Values:
    """The same, where the first is the larger one."""
    found = _latest_two(figures)
    return two_values(figures) if found is not None and found[0] > found[1] else None
