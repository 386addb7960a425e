"""Why one version of a figure is preferred: the rows of its series in words, for all periods or for one."""

from __future__ import annotations

from briefing_app.domain.model import Preference, Series
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import published_words
from briefing_app.translation import tr


def preferences_of(dataset: Dataset, series: Series) -> tuple[Preference, ...]:
    """Returns the choices that were made by hand for a series, in file order."""
    return dataset.rows_of("preferences", "series_id", series.id)


def preferred_words(dataset: Dataset, series: Series, *, period: str = "") -> str:
    """Returns the reasons with publishers and dates; empty if no such choice was made by hand.

    Args:
        dataset: The data, for the sources.
        series: The series.
        period: A period as the data write it, to tell its reason alone; empty for all.
    """
    rows = preferences_of(dataset, series)
    if period:
        return " ".join(_sentence(dataset, row, told=False) for row in rows if row.period == period)
    return " ".join(_sentence(dataset, row, told=True) for row in rows)


def _sentence(dataset: Dataset, row: Preference, *, told: bool) -> str:
    source = dataset.find("sources", row.source_id)
    who = f"{source.publisher}, {published_words(source, short=True)}" if source else row.source_id
    why = row.why[:1].lower() + row.why[1:] if row.why[:2].istitle() else row.why
    why = why.rstrip(".")
    if told:
        first, _, last = row.period.partition("/")
        period = tr("{first} to {last}", first=first, last=last) if last else first
        return tr("{period}: {who} ({why}).", period=period, who=who, why=why)
    return tr("{who}: {why}.", who=who, why=why)
