"""What the timeline says in one sentence: the year, or the month, that holds the most of the events looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefing_app.domain.timeline.index import ItemSet
from briefing_app.domain.timeline.view import View
from briefing_app.domain.wording import month_words
from briefing_app.translation import grouped, tr

_LEAST = 8
"""Fewer events than this have no busiest year worth a headline."""
_YEARS, _MONTHS = 2 * 365.0, 61.0
"""Days from which on years, and months, can be told apart."""
_MOST_PERIODS = 400


def plain_name() -> str:
    """Returns what the timeline is called where no sentence can be told from it."""
    return tr("Timeline of events")


def most_words(when: str, number: int, total: int, *, in_view: bool = False) -> str:
    """Returns the sentence that names the period with the most events.

    Args:
        when: The period in words.
        number: How many events it holds.
        total: Of how many.
        in_view: True if the others outside the view are not counted.
    """
    counted = {"when": when, "n": grouped(number), "all": grouped(total)}
    if in_view:
        return tr("{when} saw the most events in view: {n} of {all}", **counted)
    return tr("{when} saw the most events: {n} of {all}", **counted)


def headline(items: ItemSet, view: View) -> str:
    """Returns a sentence about the events that begin in a stretch of time, or the plain name.

    A tie says nothing, and neither do a handful of events.

    Args:
        items: The events.
        view: The stretch.
    """
    total = items.whole.how_many(view)
    if total < _LEAST:
        return plain_name()
    counts = [(items.whole.how_many(_common(period, view)), words) for period, words in _periods(view)]
    counts.sort(key=lambda pair: -pair[0])
    if len(counts) < 2 or counts[0][0] == counts[1][0]:
        return plain_name()
    return most_words(counts[0][1], counts[0][0], total, in_view=total < len(items.whole))


def _common(period: View, view: View) -> View:
    return View(max(period.start, view.start), min(period.end, view.end))


def _periods(view: View) -> Iterator[tuple[View, str]]:
    """Yields the years or the months of a stretch with their names; nothing of one too short or too long."""
    first = dt.date.fromordinal(max(1, int(view.start)))
    last = dt.date.fromordinal(min(dt.date.max.toordinal(), max(1, int(view.end))))
    if view.span >= _YEARS and last.year - first.year <= _MOST_PERIODS:
        for year in range(first.year, last.year + 1):
            yield _stretch(year, 1, year + 1, 1), str(year)
    elif _MONTHS <= view.span < _YEARS:
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            (year, index), (year_after, after) = divmod(month, 12), divmod(month + 1, 12)
            yield _stretch(year, index + 1, year_after, after + 1), f"{month_words(index + 1)} {year}"


def _stretch(year: int, month: int, year_after: int, month_after: int) -> View:
    end = dt.date(year_after, month_after, 1).toordinal() if year_after <= dt.MAXYEAR else dt.date.max.toordinal() + 1
    return View(dt.date(year, month, 1).toordinal(), end)
