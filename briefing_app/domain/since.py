"""What changed since a day, entry by entry, and the periods that the data themselves suggest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from briefing_app.domain.model import Event, Indicator, Judgement, PartialDate, Record, Relation
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import day_words
from briefing_app.translation import tr

MOST_YEARS = 3
"""How many whole years are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A period worth offering.

    Attributes:
        words: What it is called.
        start: Its first day; None for any.
        end: Its last day; None for any.
    """

    words: str
    start: dt.date | None = None
    end: dt.date | None = None


def offered(dataset: Dataset) -> tuple[Offer, ...]:
    """Returns the periods that the data suggest: since the starting document, whole years, the last twelve months."""
    found: list[Offer] = []
    document, edition = dataset.briefing.document.day, dataset.edition.stated_day
    if document is not None:
        found.append(Offer(words=tr("since {day}", day=day_words(document)), start=document))
    years = sorted({e.date.first().year for e in dataset.events})
    last_full = edition.year - 1 if edition is not None else max(years, default=0)
    whole = [year for year in years if year <= last_full][-MOST_YEARS:]
    found += [Offer(words=str(y), start=dt.date(y, 1, 1), end=dt.date(y, 12, 31)) for y in whole]
    if edition is not None:
        found.append(Offer(words=tr("last twelve months"), start=_year_before(edition), end=edition))
    return (*found, Offer(words=tr("all")))


def days_offered(dataset: Dataset, field: str) -> tuple[dt.date, ...]:
    """Returns the days worth offering for one of the two conditions on a day.

    Args:
        dataset: The data.
        field: "since", for which years begin, or "as_known_on", for which they end.
    """
    document = dataset.briefing.document.day
    years = [offer for offer in offered(dataset) if offer.start is not None and offer.end is not None]
    ends = [offer.start if field == "since" else offer.end for offer in years]
    found = {day for day in (document, *ends) if day is not None}
    edition = dataset.edition.stated_day
    return tuple(sorted(day for day in found if edition is None or day < edition))


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def changed_since(record: Record, day: dt.date, *, dataset: Dataset) -> bool:
    """Tells whether something changed about an entry on a day or after it.

    An event changed if it happened or came to light since; an indicator if it reads otherwise; a judgement if its
    outlook moved; a claim, an item of evidence or a corridor if a source or an event on it is of that time. What has
    no such date of its own, such as a place or a figure, is not hidden.

    Args:
        record: The entry.
        day: The day.
        dataset: The data.
    """
    test = _TESTS.get(record.TABLE)
    return test is None or test(record, day, dataset)


def _event(record: Record, day: dt.date, _dataset: Dataset) -> bool:
    event = cast("Event", record)
    dates = (event.date, event.date_end, event.reported)
    return any(date is not None and date.last() >= day for date in dates)


def _indicator(record: Record, day: dt.date, _dataset: Dataset) -> bool:
    indicator = cast("Indicator", record)
    return indicator.status_then != indicator.status_latest and indicator.latest_date.last() >= day


def _judgement(record: Record, day: dt.date, dataset: Dataset) -> bool:
    """A headline is the answer itself and stays."""
    judgement = cast("Judgement", record)
    if judgement.kind == "headline":
        return True
    return judgement.direction_since_then not in ("", "n/a", "same") and _sourced(record, day, dataset)


def _relation(record: Record, day: dt.date, dataset: Dataset) -> bool:
    relation = cast("Relation", record)
    ends = [date for date in (relation.since, relation.until) if isinstance(date, PartialDate)]
    return any(date.last() >= day for date in ends) or _sourced(record, day, dataset)


def _sourced(record: Record, day: dt.date, dataset: Dataset) -> bool:
    """Tells whether a source of the entry appeared, or an event on it happened, on the day or later."""
    if any(source.published is not None and source.published.last() >= day for source in dataset.sources_of(record)):
        return True
    linked = (dataset.get(ref) for ref in (*dataset.links_to(record.ref), *dataset.links_from(record)))
    return any(isinstance(found, Event) and _event(found, day, dataset) for found in linked)


_TESTS: Mapping[str, Callable[[Record, dt.date, Dataset], bool]] = {
    "events": _event,
    "indicators": _indicator,
    "judgements": _judgement,
    "relations": _relation,
    "claims": _sourced,
    "evidence": _sourced,
    "corridors": _sourced,
}
