"""Notes that are computed for each target: the growth that it would have needed, or that it names no year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from briefing_app.domain.model import Observation
from briefing_app.domain.trade import growth
from briefing_app.domain.wording import number, number_words

Actual = Mapping[int, Observation]
"""Preferred figures of whole years, by year."""
Note = Callable[[Actual, Sequence[Observation], str], list[Mapping[str, str]]]
"""Figures, goals and their unit in the words of the data, to the placeholders of each goal."""


def needed_growth(actual: Actual, goals: Sequence[Observation], unit: str) -> list[Mapping[str, str]]:
    """Returns for each goal with an end year what growth a year leads there from the last figure before it."""
    best = growth.best_year({year: o.value for year, o in actual.items()}) if _measurable(actual, goals) else None
    if best is None:
        return []
    said: list[Mapping[str, str]] = []
    for goal in goals:
        end = goal.period_end.year if goal.period_end and goal.period_kind != "moment" else None
        first = goal.period_start.year if goal.period_start else 0
        base = max((year for year in actual if year < first), default=None)
        if end is None or base is None:
            continue
        need = growth.required_growth(actual[base].value, goal.value, end - base)
        said.append(
            {
                "goal": number(goal.value),
                "goal_amount": number_words(goal.value, unit),
                "end": str(end),
                "need": number(round(need)),
                "value": number(actual[base].value),
                "value_amount": number_words(actual[base].value, unit),
                "base": str(base),
                "best_year": str(best[0]),
                "best": number(round(best[1])),
            }
        )
    return said


def goal_without_end(actual: Actual, goals: Sequence[Observation], unit: str) -> list[Mapping[str, str]]:
    """Returns for each goal that names no year how many times the latest figure it is."""
    if not _measurable(actual, goals):
        return []
    year = max(actual)
    last = actual[year].value
    return [
        {
            "goal": number(value),
            "goal_amount": number_words(value, unit),
            "times": number(round(value / last, 1)),
            "value": number(last),
            "value_amount": number_words(last, unit),
            "year": str(year),
        }
        for value in sorted({o.value for o in goals if o.period_kind == "moment"})
    ]


def _measurable(actual: Actual, goals: Sequence[Observation]) -> bool:
    """Growth from nought, or to it, has no number."""
    return bool(actual) and min(o.value for o in (*actual.values(), *goals)) > 0


COMPUTED: Mapping[str, Note] = MappingProxyType({"needed-growth": needed_growth, "goal-without-end": goal_without_end})
