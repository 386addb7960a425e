"""Which figures of several series stand together: by year, by period, by window of one source, by equal cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing_app.domain.model import Observation
from briefing_app.domain.trade.figures import SPOKEN_OF, figures

Found = Mapping[str, Observation]
"""Figures by the id of their series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Figures that stand together.

    Attributes:
        found: One figure for each series that has one.
        rivals: Other versions of the same period.
    """

    found: Found
    rivals: tuple[Observation, ...] = ()


def latest_year(observations: Iterable[Observation], wanted: Sequence[str], *, least: int) -> Together | None:
    """Returns the latest whole year for which so many series have a preferred figure, with its rivals.

    Args:
        observations: The figures.
        wanted: Ids of the series.
        least: How many must have one.
    """
    years: dict[str, dict[str, Observation]] = {}
    others: dict[str, list[Observation]] = {}
    names = frozenset(wanted)
    for o in observations:
        if o.series_id not in names or o.period_kind != "year" or o.status in SPOKEN_OF:
            continue
        if o.preferred:
            years.setdefault(o.period, {})[o.series_id] = o
        else:
            others.setdefault(o.period, []).append(o)
    full = [year for year, found in years.items() if len(found) >= least]
    if not full:
        return None
    year = max(full)
    return Together(found=_in_order(years[year], wanted), rivals=tuple(others.get(year, ())))


def common_periods(observations: Iterable[Observation], wanted: Sequence[str]) -> list[Found]:
    """Returns the periods in which all series have a preferred figure, in order."""
    groups: dict[tuple[str, str], dict[str, Observation]] = {}
    names = frozenset(wanted)
    for o in observations:
        if o.series_id in names and o.preferred and o.status not in SPOKEN_OF:
            groups.setdefault((o.period, o.period_kind), {})[o.series_id] = o
    return _complete(groups, wanted)


def common_windows(observations: Iterable[Observation], wanted: Sequence[str]) -> list[Found]:
    """Returns the periods for which one source gives figures of all series, in order."""
    groups: dict[tuple[str, str], dict[str, Observation]] = {}
    names = frozenset(wanted)
    for o in observations:
        if o.series_id in names:
            groups.setdefault((o.period, o.source_id), {})[o.series_id] = o
    return _complete(groups, wanted)


def _complete(groups: Mapping[tuple[str, str], Found], wanted: Sequence[str]) -> list[Found]:
    return [_in_order(group, wanted) for _key, group in sorted(groups.items()) if len(group) == len(wanted)]


def _in_order(found: Found, wanted: Sequence[str]) -> Found:
    return {ident: found[ident] for ident in wanted if ident in found}


def equal_cut_offs(observations: Iterable[Observation], series_id: str) -> list[tuple[Observation, Observation]]:
    """Returns pairs of the last two seasons to the end of the same month, in the order of the months.

    Args:
        observations: The figures.
        series_id: A series of figures from the beginning of a season to a day in it.
    """
    seasons: dict[int, dict[int, Observation]] = {}
    for o in figures(observations, series_id, kinds=frozenset({"season-part"})):
        if o.preferred and o.period_start and o.period_end:
            months = (o.period_end.year - o.period_start.year) * 12 + o.period_end.month
            seasons.setdefault(months, {})[o.period_start.year] = o
    pairs = [
        (last, found[last - 1], found[last])
        for _months, found in sorted(seasons.items())
        if (last := max(found)) - 1 in found
    ]
    latest = max((season for season, _before, _after in pairs), default=0)
    return [(before, after) for season, before, after in pairs if season == latest]


def same_period(
    observations: Iterable[Observation], *, price_id: str, quantity_id: str, one_source: bool
) -> list[tuple[Observation, Observation]]:
    """Returns each price with the quantity that was sold at it: quantity, price.

    Args:
        observations: The figures.
        price_id: The series of prices.
        quantity_id: The series of quantities.
        one_source: True for prices and quantities of the same source and period, whatever its kind; False for
            prices of whole years with the preferred quantity of the year.
    """
    rows = tuple(observations)
    prices = [o for o in rows if o.series_id == price_id and (one_source or o.period_kind == "year")]
    quantities: dict[tuple[str, str], Observation] = {}
    for o in rows:
        if o.series_id != quantity_id:
            continue
        if one_source:
            quantities[o.period, o.source_id] = o
        elif o.preferred and o.period_kind == "year" and o.status not in SPOKEN_OF:
            quantities[o.period, ""] = o
    found = []
    for price in prices:
        quantity = quantities.get((price.period, price.source_id if one_source else ""))
        if quantity is not None:
            found.append((quantity, price))
    return found
