"""The index: whole years of a series relative to one year, and in words what cannot be set against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain.model import Observation, Series
from briefing_app.domain.specs import Mark
from briefing_app.domain.trade import frames
from briefing_app.domain.trade.figures import SPOKEN_OF
from briefing_app.translation import tr, trn

YEAR = "year"
"""The one kind of period that is set against a whole year."""


def base(mine: Sequence[Observation], year: int) -> float | None:
    """Returns the figure that is 100, the preferred one of the whole year; None where it is not above nought."""
    found = (
        o.value
        for o in mine
        if o.preferred and o.period_kind == YEAR and o.period == str(year) and o.status not in SPOKEN_OF
    )
    value = next(found, None)
    return value if value is not None and value > 0 else None


def whole_years(series: Series, mine: Sequence[Observation], year: int) -> tuple[list[Observation], list[str]]:
    """Returns the figures of a series that may be set against its figure of one year, and what was refused.

    Args:
        series: The series.
        mine: Its figures.
        year: The year that is 100.

    Returns:
        The figures of whole years, none if the base has no meaning; and a sentence for each thing left out.
    """
    if not mine:
        return [], []
    if base(mine, year) is None:
        words = tr(
            "{label} has no index: there is no figure above zero for the year {year}.", label=series.label, year=year
        )
        return [], [words]
    whole = [o for o in mine if o.period_kind == YEAR]
    left = len(mine) - len(whole)
    if not left:
        return whole, []
    return whole, [
        trn(
            "{label}: {n} figure of another period than a whole year is left out; it cannot be set against one.",
            "{label}: {n} figures of other periods than whole years are left out; they cannot be set against one.",
            left,
            label=series.label,
        )
    ]


def relative(marks: Sequence[Mark], base: float) -> list[Mark]:
    """Returns marks relative to a figure that is 100, upper ends included."""
    values = frames.relative([mark.y for mark in marks], base)
    highs = frames.relative([mark.y_high for mark in marks], base)
    return [
        replace(mark, y=mark.y if value is None else value, y_high=high)
        for mark, value, high in zip(marks, values, highs, strict=True)
    ]
