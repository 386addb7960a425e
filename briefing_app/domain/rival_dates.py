"""Other dates that sources give for one event, one row of the data each."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.model import Event, EventDate
from briefing_app.domain.tables import Dataset


def rival_dates(dataset: Dataset, event: Event) -> tuple[EventDate, ...]:
    """Returns the other dates in circulation for an event, in order of time."""
    rows: tuple[EventDate, ...] = dataset.rows_of("event_dates", "event_id", event.id)
    return tuple(sorted(rows, key=lambda row: (row.date.first(), row.date.last())))


def given_by(dataset: Dataset, event: Event, day: dt.date | None) -> tuple[EventDate, ...]:
    """Returns those of the other dates that had been given on a day; None asks for all.

    Nobody gives a date before it has come, and a source counts from its own day.
    """
    return tuple(rival for rival in rival_dates(dataset, event) if day is None or _known(dataset, rival, day))


def _known(dataset: Dataset, rival: EventDate, day: dt.date) -> bool:
    source = dataset.find("sources", rival.source_id)
    said = source is None or (source.published is not None and source.published.last() <= day)
    return rival.date.first() <= day and said
