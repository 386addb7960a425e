"""The Solar Hijri calendar beside the Gregorian one, with the month names of Afghanistan, where a person wants both."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.model import PartialDate
from briefing_app.translation import tr, trc, trl

GREGORIAN, WITH_SOLAR = "gregorian", "solar-hijri"
MONTHS = (
    trl("Hamal"),
    trl("Sawr"),
    trl("Jawza"),
    trl("Saratan"),
    trl("Asad"),
    trl("Sunbula"),
    trl("Mizan"),
    trl("Aqrab"),
    trl("Qaws"),
    trl("Jadi"),
    trl("Dalw"),
    trl("Hut"),
)
"""The months of the Solar Hijri year, which begins in spring."""
_chosen = [GREGORIAN]


def use_calendar(calendar: str) -> None:
    """Chooses for the rest of this process whether dates written out in full carry the Solar Hijri date too.

    Args:
        calendar: "gregorian", or "solar-hijri" for both.
    """
    _chosen[0] = calendar if calendar == WITH_SOLAR else GREGORIAN


def calendar() -> str:
    """Returns which calendar this process writes."""
    return _chosen[0]


def solar(day: dt.date) -> tuple[int, int, int] | None:
    """Returns year, month and day of the Solar Hijri calendar; None before its first day."""
    import jdatetime

    try:
        found = jdatetime.date.fromgregorian(date=day)
    except ValueError:
        return None
    return found.year, found.month, found.day


def solar_day_words(day: dt.date) -> str:
    """Returns a day of the Solar Hijri calendar in words, such as "20 Jadi 1402"; empty before its first day."""
    found = solar(day)
    return _day(found) if found is not None else ""


def solar_span_words(start: PartialDate, end: PartialDate | None = None) -> str:
    """Returns a date or a span in the Solar Hijri calendar, as exactly as it is known; empty before its first day.

    A month or a year of one calendar touches two of the other: both are named.
    """
    last_of = end or start
    first, last = solar(start.first()), solar(last_of.last())
    if first is None or last is None:
        return ""
    if start.day and last_of.day:
        return _days(first, last)
    if start.month and last_of.month:
        return _months(first, last)
    return _span(str(first[0]), str(last[0]))


def beside(words: str, start: PartialDate, end: PartialDate | None = None) -> str:
    """Returns the words of a date with the Solar Hijri date behind them, if both calendars are wanted."""
    told = solar_span_words(start, end) if _chosen[0] == WITH_SOLAR else ""
    return tr("{date} ({solar})", date=words, solar=told) if told else words


def beside_day(words: str, day: dt.date) -> str:
    """Returns the words of a day with the Solar Hijri day behind them, if both calendars are wanted."""
    told = solar_day_words(day) if _chosen[0] == WITH_SOLAR else ""
    return tr("{date} ({solar})", date=words, solar=told) if told else words


def beside_year(year: int) -> str:
    """Returns what stands on an axis beside a Gregorian year, such as "1402–1403"; empty if only one is wanted."""
    return solar_span_words(PartialDate(year)) if _chosen[0] == WITH_SOLAR else ""


def below_year(year: int) -> str:
    """Returns what stands below a Gregorian year where room is scarce, such as "1402–03"; empty if one is wanted."""
    if _chosen[0] != WITH_SOLAR:
        return ""
    first, last = (solar(day) for day in (dt.date(year, 1, 1), dt.date(year, 12, 31)))
    if first is None or last is None:
        return ""
    shorter = f"{last[0] % 100:02d}" if first[0] // 100 == last[0] // 100 else str(last[0])
    return _span(str(first[0]), shorter)


def _day(found: tuple[int, int, int]) -> str:
    year, month, day = found
    return trc("solar", "{day} {month} {year}", day=day, month=tr(MONTHS[month - 1]), year=year)


def _month(found: tuple[int, int, int]) -> str:
    return trc("solar", "{month} {year}", month=tr(MONTHS[found[1] - 1]), year=found[0])


def _days(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    if first[:2] != last[:2] or first == last:
        return _span(_day(first), _day(last))
    month = tr(MONTHS[last[1] - 1])
    return trc("solar", "{first}–{last} {month} {year}", first=first[2], last=last[2], month=month, year=last[0])


def _months(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    if first[0] != last[0] or first[1] == last[1]:
        return _span(_month(first), _month(last))
    one, two = (tr(MONTHS[found[1] - 1]) for found in (first, last))
    return trc("solar", "{first}–{last} {year}", first=one, last=two, year=last[0])


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
