"""One type for a moment: read strictly, brought to UTC at the door, sorted as time; what is unknown stays unknown."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.translation import tr

SHAPE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8})"
    r"(?:[Tt ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<part>\d{1,12}))?)?"
    r" ?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
FARTHEST_ZONE = dt.timedelta(hours=14)
"""No place on earth keeps a clock that is farther from UTC."""
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC, a day of which no time is known, or the unknown moment.

    Attributes:
        at: The moment in UTC, of a whole day its beginning; None if it is unknown.
        whole_day: True if only the day is known.
    """

    at: dt.datetime | None = None
    whole_day: bool = False

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Reads ISO 8601 and RFC 3339 as programs write them: offset, Z or no zone (taken for UTC), or the day alone.

        Args:
            text: The moment as it stands in a file; empty for the unknown one.

        Raises:
            ValueError: It has another form, or names a day, a time or a zone that there is not; the words say so.
        """
        return _parsed(text.strip())

    @classmethod
    def from_milliseconds(cls, milliseconds: float) -> Moment:
        """Reads the count of milliseconds since 1970 in which some programs keep a moment.

        Raises:
            ValueError: It lies outside the years 1 to 9999.
        """
        try:
            return cls(dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=milliseconds))
        except (OverflowError, ValueError):
            raise ValueError(tr("{value} is not a date", value=_short(str(milliseconds)))) from None

    @classmethod
    def stored(cls, text: str) -> Moment:
        """Reads a moment that was stored; one that cannot be read is the unknown moment."""
        try:
            return cls.parse(text)
        except ValueError:
            return UNKNOWN

    @property
    def text(self) -> str:
        """The one form in which moments are stored, so that they sort as text; empty for the unknown one."""
        if self.at is None:
            return ""
        at = self.at.replace(tzinfo=None)
        return at.date().isoformat() if self.whole_day else at.isoformat(timespec="milliseconds") + "Z"

    @property
    def stamp(self) -> str:
        """The moment as xsd:dateTime in UTC, of a whole day its beginning; empty for the unknown one."""
        return f"{self.text}T00:00:00Z" if self.whole_day else self.text

    @property
    def key(self) -> tuple[dt.datetime, bool]:
        """What moments are sorted by: the earliest first, the unknown one last."""
        return (_LAST, True) if self.at is None else (self.at, not self.whole_day)

    def words(self) -> str:
        """Returns the moment in words, such as "2025-12-31 21:00 UTC", "2025-12-31" or "undated"."""
        if self.at is None:
            return tr("undated")
        day = self.at.date().isoformat()
        return day if self.whole_day else tr("{moment} UTC", moment=f"{day} {self.at:%H:%M}")


def looks_like_moment(text: str) -> bool:
    """Tells whether a text has a form in which moments are written, be there such a day or not."""
    return SHAPE.fullmatch(text.strip()) is not None


UNKNOWN = Moment()
"""The moment of what carries no date."""


def moment_key(text: str) -> tuple[dt.datetime, bool]:
    """Returns what a stored moment is sorted by: the earliest first, the undated last."""
    return Moment.stored(text).key


def moment_in_words(text: str) -> str:
    """Returns a stored moment in words, such as "2025-12-31 21:00 UTC"; "undated" if there is none."""
    return Moment.stored(text).words()


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Moment:
    """The same moment is asked for again and again while a file is read."""
    if not text:
        return UNKNOWN
    found = SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(tr("{value} is not a date", value=_short(text)))
    try:
        day = dt.datetime.fromisoformat(found["day"]).replace(tzinfo=dt.UTC)
    except ValueError:
        raise ValueError(tr("{value} is a day that does not exist", value=_short(text))) from None
    if found["hour"] is None:
        return Moment(day, whole_day=True)
    try:
        return Moment(day + _time_of_day(found) - _zone(found["zone"]))
    except OverflowError:
        raise ValueError(tr("{value} is a day that does not exist", value=_short(text))) from None
    except ValueError as error:
        raise ValueError(tr("{value} is {why}", value=_short(text), why=error)) from None


def _time_of_day(found: re.Match[str]) -> dt.timedelta:
    """The end of a day may be written 24:00; a leap second is the last millisecond of its minute."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    part = dt.timedelta(microseconds=int((found["part"] or "0").ljust(6, "0")[:6]))
    if (hour, minute, second) == (24, 0, 0) and not part:
        return dt.timedelta(days=1)
    if second == 60 and minute == 59:
        second, part = 59, dt.timedelta(milliseconds=999)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(tr("a time of day that does not exist"))
    return dt.timedelta(hours=hour, minutes=minute, seconds=second) + part


def _zone(zone: str | None) -> dt.timedelta:
    if zone is None or zone[0] not in "+-":
        return dt.timedelta(0)
    minutes = int(zone[-2:]) if len(zone) > 3 else 0
    away = dt.timedelta(hours=int(zone[1:3]), minutes=minutes)
    if minutes > 59 or away > FARTHEST_ZONE:
        raise ValueError(tr("in a time zone that does not exist"))
    return -away if zone[0] == "-" else away


def _short(text: str) -> str:
    return f"“{text[:40]}”"
