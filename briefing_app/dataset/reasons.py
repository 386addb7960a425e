"""Reasons for preferred figures as packages of the first schema wrote them: several in one text of a series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing_app.domain.tables import Dataset

_PERIOD = r"(?:undated|\d{4}(?:-\d{2}){0,2}(?:/\d{4}(?:-\d{2}){0,2})?)"
_PERIODS = rf"{_PERIOD}(?: and {_PERIOD})*"
_BEGINS = re.compile(rf"(?:^|; )(?={_PERIODS}: )")
_REASON = re.compile(rf"({_PERIODS}): ([^\s;()]+) \((.+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one version of a figure is drawn."""

    number: int
    series: str
    period: str
    period_kind: str
    source: str
    why: str

    def cells(self, columns: Sequence[str]) -> list[str]:
        """Returns the row of the table ``preferences``.

        Args:
            columns: Its columns in their order.
        """
        known = {
            "preference_id": f"pf-{self.series}-{self.number}",
            "series_id": self.series,
            "period": self.period,
            "period_kind": self.period_kind,
            "source_id": self.source,
            "why": self.why,
        }
        return [known.get(column, "") for column in columns]


Preferred = Mapping[tuple[str, str, str], frozenset[str]]
"""The kinds of period of the preferred figures, by series, period and source."""


def preferred_figures(dataset: Dataset) -> Preferred:
    """Returns which figures of a package are preferred."""
    kinds: dict[tuple[str, str, str], frozenset[str]] = {}
    for figure in dataset.observations:
        if figure.preferred:
            key = (figure.series_id, str(figure.period), figure.source_id)
            kinds[key] = kinds.get(key, frozenset()) | {figure.period_kind}
    return kinds


def reasons_in(text: str, series: str, preferred: Preferred) -> tuple[Reason, ...]:
    """Returns the reasons in the text of a series; none where any of them does not fit the preferred figures.

    Args:
        text: The text, such as ``2023: source-1 (More exact); 2024: source-2 (Official)``.
        series: Id of the series.
        preferred: The preferred figures, which say the same.
    """
    found: list[Reason] = []
    for part in (each for each in _BEGINS.split(text.strip()) if each):
        told = _REASON.fullmatch(part.strip())
        if told is None or "); " in told[3]:
            return ()
        for period in told[1].split(" and "):
            kinds = preferred.get((series, period, told[2]), frozenset())
            if len(kinds) != 1:
                return ()
            made = Reason(
                number=len(found) + 1,
                series=series,
                period=period,
                period_kind=next(iter(kinds)),
                source=told[2],
                why=told[3].strip(),
            )
            found.append(made)
    keys = {(reason.period, reason.period_kind) for reason in found}
    return tuple(found) if len(keys) == len(found) else ()
