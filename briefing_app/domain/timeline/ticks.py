"""The axis of time from days to millennia: where grid lines stand and what they are called."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from briefing_app.domain import calendars
from briefing_app.domain.model import PartialDate
from briefing_app.domain.timeline.view import View
from briefing_app.domain.wording import month_words
from briefing_app.translation import of_calendar, tr

_MAX = dt.date.max.toordinal()
# Step as (unit, how many of it) with its length in days, shortest first.
_STEPS: tuple[tuple[str, int, float], ...] = (
    ("day", 1, 1),
    ("day", 7, 7),
    ("month", 1, 30.4),
    ("month", 3, 91.3),
    *(("year", n, n * 365.2425) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Tick(NamedTuple):
    """One line of the grid.

    Attributes:
        day: Where it stands, as ordinal.
        end: Where the stretch that it names ends.
        label: What the stretch is called; empty for a line without words.
        strong: True for the lines of the coarser unit.
        plain: What it is called where the label finds no room: in one calendar alone.
    """

    day: int
    end: int
    label: str
    strong: bool = False
    plain: str = ""


class TimeAxis(NamedTuple):
    """Two rows of the axis: coarse names above, fine ones below; years stand alone."""

    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]
    unit: str


def axis(view: View, width: float, *, room: float) -> TimeAxis:
    """Returns the ticks for a view.

    Args:
        view: What is in view.
        width: Width of the picture in pixels.
        room: Least distance of two labels of the lower row, in pixels.
    """
    per_day = width / view.span
    unit, count, _ = next((s for s in _STEPS if s[2] * per_day >= room * _need(s)), _STEPS[-1])
    if unit == "day":
        return TimeAxis(_months(view, 1, with_year=True), _days(view, count, wide=per_day * count >= room * 2), unit)
    if unit == "month":
        return TimeAxis(_years(view, 1), _months(view, count, with_year=False), unit)
    return TimeAxis((), _years(view, count), unit)


def _need(step: tuple[str, int, float]) -> float:
    """Two digits of a day need less room than a year or the name of a month, a year in both calendars needs more."""
    if step[0] == "year" and calendars.calendar() == calendars.WITH_SOLAR:
        return 2.4
    return 0.5 if step[:2] == ("day", 1) else 1.0


def _clamped(view: View) -> tuple[dt.date, dt.date]:
    first = min(max(int(view.start), 1), _MAX)
    last = min(max(int(view.end), first), _MAX)
    return dt.date.fromordinal(first), dt.date.fromordinal(last)


def _days(view: View, count: int, *, wide: bool) -> tuple[Tick, ...]:
    first, last = (d.toordinal() for d in _clamped(view))
    if count == 7:
        first -= (first - 1) % 7  # 1 January of the year 1 was a Monday
    ticks = []
    for n in range(max(first, 1), last + 1, count):
        day = dt.date.fromordinal(n)
        name = _day_name(day) if wide and count == 1 else str(day.day)
        ticks.append(Tick(n, min(n + count, _MAX + 1), name, day.day == 1 and count == 1))
    return tuple(ticks)


def _day_name(day: dt.date) -> str:
    number = day.weekday()
    return tr("{weekday} {day}", weekday=of_calendar(f"day.short.{number}", _WEEKDAYS[number]), day=day.day)


def _month_name(year: int, month: int) -> str:
    words = tr("{month} {year}", month=month_words(month), year=year)
    return calendars.beside(words, PartialDate(year, month))


def _year_name(year: int, *, short: bool = False) -> str:
    told = calendars.below_year(year) if short else calendars.beside_year(year)
    return tr("{date} ({solar})", date=year, solar=told) if told else str(year)


def _months(view: View, count: int, *, with_year: bool) -> tuple[Tick, ...]:
    first, last = _clamped(view)
    month = first.year * 12 + (first.month - 1) // count * count
    ticks = []
    while month <= last.year * 12 + last.month - 1:
        year, index = divmod(month, 12)
        start = dt.date(year, index + 1, 1).toordinal()
        month += count
        after = divmod(month, 12)
        end = dt.date(after[0], after[1] + 1, 1).toordinal() if after[0] <= 9999 else _MAX + 1
        name = _month_name(year, index + 1) if with_year else month_words(index + 1, short=True)
        plain = tr("{month} {year}", month=month_words(index + 1), year=year) if with_year else name
        ticks.append(Tick(start, end, name, with_year or index == 0, plain))
    return tuple(ticks)


def _years(view: View, count: int) -> tuple[Tick, ...]:
    first, last = _clamped(view)
    ticks = []
    for year in range(first.year // count * count, last.year + 1, count):
        start = dt.date(max(year, 1), 1, 1).toordinal()
        end = dt.date(year + count, 1, 1).toordinal() if year + count <= 9999 else _MAX + 1
        ticks.append(Tick(start, end, _year_name(max(year, 1), short=count > 1), True, str(max(year, 1))))
    return tuple(ticks)
