"""Figures as data frames: one row a figure, in the order of the table; pandas comes in when first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing_app.domain.model import Observation
from briefing_app.domain.trade.figures import SPOKEN_OF

if TYPE_CHECKING:
    import pandas as pd


def of(rows: Sequence[Observation]) -> pd.DataFrame:
    """Returns figures as a frame; the column ``at`` says which figure a row is."""
    import pandas as pd

    columns = {
        "at": range(len(rows)),
        "series": [o.series_id for o in rows],
        "period": [o.period for o in rows],
        "kind": [o.period_kind for o in rows],
        "source": [o.source_id for o in rows],
        "year": [o.period_start.year if o.period_start is not None else 0 for o in rows],
        "value": [o.value for o in rows],
        "status": [o.status for o in rows],
        "preferred": [o.preferred for o in rows],
        "measured": [o.status not in SPOKEN_OF for o in rows],
    }
    kinds = {"at": int, "year": int, "value": float, "preferred": bool, "measured": bool}
    return pd.DataFrame(columns).astype(kinds)


def together(frame: pd.DataFrame, by: Sequence[str], wanted: Sequence[str]) -> list[dict[str, int]]:
    """Returns the groups in which every series has a figure, in order: which figure it is, by series.

    Args:
        frame: The figures.
        by: What the figures of a group have in common.
        wanted: Ids of the series.
    """
    if frame.empty:
        return []
    wide = frame.pivot_table(index=list(by), columns="series", values="at", aggfunc="last")
    full = wide.reindex(columns=list(wanted)).dropna().astype(int)
    return [dict(zip(wanted, row, strict=True)) for row in full.to_numpy().tolist()]


def beside_preferred(frame: pd.DataFrame) -> pd.DataFrame:
    """Returns each rival version with the preferred one of its period: ``at``, ``at_preferred`` and ``times``."""
    keys = ["series", "period", "kind"]
    preferred = frame[frame["preferred"]].drop_duplicates(keys, keep="last")
    both = frame.merge(preferred, on=keys, suffixes=("", "_preferred"))
    both = both[both["measured"] & both["measured_preferred"] & (both["at"] != both["at_preferred"])]
    both = both[(both["value"] > 0) & (both["value_preferred"] > 0)]
    return both.assign(times=both["value"] / both["value_preferred"])


def change(values: Mapping[int, float]) -> pd.Series[float]:
    """Returns the change on the year before in per cent, by year; gaps stay gaps, and so does what has no per cent.

    Args:
        values: Figures of whole years.
    """
    every, before = _beside_the_year_before(values)
    return ((every / before.where((before > 0) & (every >= 0)) - 1.0) * 100.0).dropna()


def without_change(values: Mapping[int, float]) -> list[int]:
    """Returns the years whose change has no number though the year before is known: growth from nought, or below."""
    every, before = _beside_the_year_before(values)
    refused = every.notna() & before.notna() & ~((before > 0) & (every >= 0))
    return [int(year) for year in refused[refused].index]


def _beside_the_year_before(values: Mapping[int, float]) -> tuple[pd.Series[float], pd.Series[float]]:
    import pandas as pd

    found = pd.Series(dict(values), dtype=float).sort_index()
    every = found.reindex(range(min(values), max(values) + 1)) if values else found
    return every, every.shift(1)


def relative(values: Sequence[float | None], base: float) -> list[float | None]:
    """Returns figures relative to one that is 100; what is absent stays absent."""
    import pandas as pd

    found = 100.0 * pd.Series(list(values), dtype=float) / base
    return [None if absent else value for absent, value in zip(found.isna().tolist(), found.tolist(), strict=True)]
