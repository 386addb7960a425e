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

    Paper draws such charts without pandas; ``tests/domain/test_frames.py`` compares the two.
    """
    whole = [o for o in _of_series(observations, wanted) if o.period_kind == "year" and o.status not in SPOKEN_OF]
    chosen: dict[str, dict[str, Observation]] = {}
    for o in whole:
        if o.preferred:
            chosen.setdefault(o.period, {})[o.series_id] = o
    full = [year for year, found in chosen.items() if len(found) >= least]
    if not full:
        return None
    year = max(full)
    rivals = tuple(o for o in whole if o.period == year and not o.preferred)
    return Together(found=_in_order(chosen[year], wanted), rivals=rivals)


def common_periods(observations: Iterable[Observation], wanted: Sequence[str]) -> list[Found]:
    """Returns the periods in which all series have a preferred figure, in order.

    Page one draws such charts before pandas is there; ``frames.together`` gives the same.
    """
    groups: dict[tuple[str, str], dict[str, Observation]] = {}
    names = frozenset(wanted)
    for o in observations:
        if o.series_id in names and o.preferred and o.status not in SPOKEN_OF:
            groups.setdefault((o.period, o.period_kind), {})[o.series_id] = o
    return _complete(groups, wanted)


def common_windows(observations: Iterable[Observation], wanted: Sequence[str]) -> list[Found]:
    """Returns the periods for which one source gives figures of all series, in order.

    Paper draws such charts without pandas; ``frames.together`` gives the same.
    """
    groups: dict[tuple[str, str], dict[str, Observation]] = {}
    for o in _of_series(observations, wanted):
        groups.setdefault((o.period, o.source_id), {})[o.series_id] = o
    return _complete(groups, wanted)


def _of_series(observations: Iterable[Observation], wanted: Sequence[str]) -> tuple[Observation, ...]:
    names = frozenset(wanted)
    return tuple(o for o in observations if o.series_id in names)


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
    pairs = []
    for _months, by_season in sorted(seasons.items()):
        last = max(by_season)
        if last - 1 in by_season:
            pairs.append((last, by_season[last - 1], by_season[last]))
    latest = max((season for season, _a, _b in pairs), default=0)
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

    Paper draws such charts without pandas; ``tests/domain/test_frames.py`` compares the two.
    """
    rows = _of_series(observations, (price_id, quantity_id))
    sold = {
        _asked(o, one_source): o
        for o in rows
        if o.series_id == quantity_id
        and (one_source or (o.preferred and o.status not in SPOKEN_OF and o.period_kind == "year"))
    }
    prices = (o for o in rows if o.series_id == price_id and (one_source or o.period_kind == "year"))
    return [(sold[_asked(o, one_source)], o) for o in prices if _asked(o, one_source) in sold]


def _asked(figure: Observation, one_source: bool) -> tuple[str, str]:
    return figure.period, figure.source_id if one_source else ""
