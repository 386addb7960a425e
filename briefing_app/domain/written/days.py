"""Days in the forms people write them: with points, strokes or words, day first or month first, with an hour behind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from briefing_app.domain.model import PartialDate
from briefing_app.domain.months import NAMES
from briefing_app.translation import tr

Order = Literal["day", "month", "both", ""]
"""What comes first where a day is written in digits alone; "both" if a column shows both, "" if nothing tells."""

_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ ,T]+(.+))?")
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})(?:\2(\d{1,2}))?(?:[ ,T]+(.+))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_HOUR = re.compile(
    r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?"
)
_ISO_AND_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)[T ](.+)")
_WORD = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
_FILLERS = frozenset([
    "of", "the", "de", "den", "la", "le", "am", "on", "г", "год", "года", "ж", "жыл", "жылы", "жылғы", "th", "st",
    "nd", "rd", "er",
])  # fmt: skip
_SHORT_OR_FOREIGN = (
    ("jan", "янв", "қаң", "januar", "jänner", "janvier"),
    ("feb", "фев", "ақп", "februar", "février"),
    ("mar", "мар", "нау", "märz", "mär", "mars"),
    ("apr", "апр", "сәу", "avril"),
    ("мам", "mai"),
    ("jun", "июн", "мау", "juni", "juin"),
    ("jul", "июл", "шіл", "juli", "juillet"),
    ("aug", "авг", "там", "août"),
    ("sep", "sept", "сен", "сент", "қыр", "septembre"),
    ("oct", "окт", "қаз", "oktober", "okt", "octobre"),
    ("nov", "ноя", "нояб", "қар", "novembre"),
    ("dec", "дек", "жел", "dezember", "dez", "décembre"),
)
_NUMBER_OF = {
    name.casefold(): number
    for number, names in enumerate(zip(NAMES, _SHORT_OR_FOREIGN, strict=True), 1)
    for name in (*names[0], *names[1])
}
_WEEKDAYS = frozenset([
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "пн",
    "вт", "ср", "чт", "пт", "сб", "вс", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
    "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
])  # fmt: skip
SOLAR = range(1300, 1500)
"""Years that are more likely of the solar calendar of Afghanistan and Iran than of the common one."""


class UnreadableError(ValueError):
    """A date that cannot be read; its text is the reason in words."""


def order_of(texts: Iterable[str]) -> Order:
    """Returns what comes first in a column's days of digits: the one number that is over twelve tells it."""
    seen: set[str] = set()
    for text in texts:
        found = _FIGURES.fullmatch(text.strip())
        if found:
            first, second = int(found[1]), int(found[3])
            seen |= {"day"} if 12 < first <= 31 and second <= 12 else set()
            seen |= {"month"} if 12 < second <= 31 and first <= 12 else set()
    if len(seen) == 2:
        return "both"
    return "day" if "day" in seen else "month" if "month" in seen else ""


def in_figures(text: str) -> bool:
    """Tells whether a day is written in digits alone, day or month first."""
    return _FIGURES.fullmatch(text.strip()) is not None


def can_be_either(text: str) -> bool:
    """Tells whether a day in digits could be read with the day or with the month first."""
    found = _FIGURES.fullmatch(text.strip())
    return found is not None and int(found[1]) <= 12 and int(found[3]) <= 12 and found[1] != found[3]


def read_day(text: str, *, order: Order = "") -> PartialDate:
    """Reads a date in any form that leaves no doubt.

    Args:
        text: What stands there.
        order: What the column shows to come first; with points the day does, unless the column says otherwise.

    Raises:
        UnreadableError: It is no date, or could be two; the text of the error says why.
    """
    text = text.strip()
    if not text:
        raise UnreadableError(tr("no date"))
    try:
        return PartialDate.parse(text)
    except ValueError:
        pass
    try:
        found = _plain_forms(text, order)
    except UnreadableError:
        raise
    except ValueError:
        raise UnreadableError(tr("a day that does not exist")) from None
    if found is None:
        raise UnreadableError(_why(text))
    return found


def _plain_forms(text: str, order: Order) -> PartialDate | None:
    if with_hour := _ISO_AND_HOUR.fullmatch(text):
        return PartialDate.parse(with_hour[1]) if _HOUR.fullmatch(with_hour[2].strip()) else None
    if figures := _FIGURES.fullmatch(text):
        if figures[5] and not _HOUR.fullmatch(figures[5].strip()):
            return None
        return _from_figures(int(figures[1]), int(figures[3]), int(figures[4]), figures[2], order)
    if year_first := _YEAR_FIRST.fullmatch(text):
        if year_first[5] and not _HOUR.fullmatch(year_first[5].strip()):
            return None
        return _made(int(year_first[1]), int(year_first[3]), int(year_first[4] or 0))
    if compact := _COMPACT.fullmatch(text):
        return _made(int(compact[1]), int(compact[2]), int(compact[3]))
    if month_year := _MONTH_YEAR.fullmatch(text):
        return _made(int(month_year[2]), int(month_year[1]), 0)
    return _from_words(text)


def _from_figures(first: int, second: int, year: int, sign: str, order: Order) -> PartialDate:
    if first > 12 or (second <= 12 and (order == "day" or (sign == "." and order in ("", "day")))):
        return _made(year, second, first)
    if second > 12 or order == "month":
        return _made(year, first, second)
    if first == second:
        return _made(year, first, second)
    raise UnreadableError(tr("day and month could be exchanged"))


def _from_words(text: str) -> PartialDate | None:
    """Reads a date with the name of its month; a word that belongs to no date means that it is none."""
    if len(text) > 60:
        return None
    year = month = day = 0
    for word in _WORD.findall(text.casefold()):
        if word.isdecimal():
            if len(word) == 4 and not year:
                year = int(word)
            elif len(word) <= 2 and not day:
                day = int(word)
            else:
                return None
        elif word in _NUMBER_OF and not month:
            month = _NUMBER_OF[word]
        elif word not in _FILLERS and word not in _WEEKDAYS:
            return None
    signs = re.sub(r"[\w\s.,’'-]", "", text)
    return _made(year, month, day) if year and month and not signs and not text.startswith("-") else None


def _made(year: int, month: int, day: int) -> PartialDate:
    """Returns a date that exists.

    Raises:
        ValueError: It does not.
    """
    if not 1 <= month <= 12 or day > 31:
        raise ValueError
    dt.date(year, month, day or 1)
    return PartialDate(year, month, day)


def _why(text: str) -> str:
    if re.fullmatch(r"-\d{4,}(-\d\d){0,2}", text):
        return tr("a date before the year 1")
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}", text):
        return tr("a year of two digits")
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        return tr("a day that does not exist")
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        return tr("a number instead of a date")
    return tr("no readable date")
