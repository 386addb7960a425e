"""The change on the year before: per cent, from preferred figures of whole years, gaps left open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing_app.domain.model import Observation, Series
from briefing_app.domain.specs import ChartSeries, Mark
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import frames
from briefing_app.domain.trade.figures import preferred_years, spoken
from briefing_app.domain.wording import number
from briefing_app.translation import tr


def line(dataset: Dataset, series: Series, mine: Sequence[Observation], *, tone: str) -> ChartSeries:
    """Returns a series as its change on the year before; each mark names both figures it was computed from."""
    found = preferred_years(mine, series.id)
    change = frames.change({year: o.value for year, o in found.items()})
    marks = tuple(
        Mark(
            x=float(year),
            y=value,
            form="derived",
            label=_signed(value),
            ref=found[year].ref,
            spoken=_spoken(dataset, series, found[year - 1], found[year], value),
        )
        for year, value in zip(change.index.tolist(), change.tolist(), strict=True)
    )
    breaks = frozenset(n for n, (a, b) in enumerate(pairwise(marks), start=1) if b.x - a.x > 1)
    return ChartSeries(
        key=series.id, label=series.label, marks=marks, tone=tone, joined=len(marks) > 1, breaks=breaks, ref=series.ref
    )


def refused(series: Series, mine: Sequence[Observation]) -> str:
    """Says which changes of a series have no meaning in per cent; empty if all have."""
    years = frames.without_change({year: o.value for year, o in preferred_years(mine, series.id).items()})
    if not years:
        return ""
    return tr(
        "{label}: no change in per cent for {years}, because a figure of zero or below has none.",
        label=series.label,
        years=", ".join(str(year) for year in years),
    )


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + number(round(abs(value), 1)) + " %"


def _spoken(dataset: Dataset, series: Series, before: Observation, after: Observation, value: float) -> str:
    sum_ = tr(
        "derived: 100 × ({after} ÷ {before} − 1) = {value}",
        after=number(after.value),
        before=number(before.value),
        value=_signed(value),
    )
    return f"{sum_}. {spoken(dataset, after, series)}"
