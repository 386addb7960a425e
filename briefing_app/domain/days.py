"""One reader for days as people type them: understood as meant, or refused in words with examples, never guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from typing import Literal

from briefing_app.domain.model import PartialDate
from briefing_app.domain.months import MONTHS, NAMES
from briefing_app.errors import ExpectedError
from briefing_app.translation import of_calendar, tr

Side = Literal["first", "last", "whole"]
"""What a month or a year alone means: its first day, its last day, or too little ("whole": a full day is wanted)."""
FIRST_YEAR, LAST_YEAR = 1900, 2100

_Found = tuple[int, int | None, int | None]
"""Year, month and day, of which the last two may not have been said."""
_SHORTEST = 3
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"(?P<month>[^\W\d_]+)"
_YEAR = r"(?P<year>\d{4})(?: (?:г|года?|ж|жыл(?:ғы|ы)?)\b)?"
_IN_WORDS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}[ -]{_WORD}[ -]{_YEAR}",  # 1 January 2024, 1-Jan-2024
        rf"{_WORD} {_DAY} {_YEAR}",  # January 1, 2024
        rf"{_YEAR}[ -]{_WORD}[ -]{_DAY}",  # 2024 January 1
        rf"{_YEAR} {_DAY} {_WORD}",  # 2024 жылғы 1 қаңтар
        rf"{_WORD}[ -]{_YEAR}",  # January 2024
        rf"{_YEAR}[ -]{_WORD}",  # 2024 January
    )
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-./])(\d{1,2})(?:\2(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")


def read_day(text: str, *, side: Side = "whole") -> dt.date:
    """Reads a day as people type it.

    Args:
        text: "1 January 2024", "Jan. 1, 2024", "01.01.2024", "2024-01-01"; with a side also "January 2024", "2024-01"
            or "2024". English, Russian and Kazakh names of months, whole or shortened.
        side: What a month or a year alone means.

    Raises:
        ExpectedError: It is no day, or may mean two.
    """
    date = read_date(text)
    if date.precision != "day" and side == "whole":
        raise _refusal(
            tr("“{text}” is not a whole day.", text=_shown(text)), hint=tr("Write the day too, such as 1 January 2024.")
        )
    return date.last() if side == "last" else date.first()


def read_date(text: str) -> PartialDate:
    """Reads a day, a month or a year as people type it.

    Raises:
        ExpectedError: It is none, or may mean two.
    """
    line = _tidy(text)
    found = _in_figures(line, text) or _in_words(line)
    if found is None:
        raise _refusal(tr("“{text}” is not a date this program can read.", text=_shown(text)))
    year, month, day = found
    if not FIRST_YEAR <= year <= LAST_YEAR:
        words = tr(
            "The year of “{text}” is outside {first} to {last}.", text=_shown(text), first=FIRST_YEAR, last=LAST_YEAR
        )
        raise _refusal(words)
    if month is not None and not 1 <= month <= 12:
        raise _refusal(tr("“{text}” does not name a month.", text=_shown(text)))
    if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        named = tr(
            "{month} {year} has {n} days",
            month=of_calendar(f"month.alone.{month}", MONTHS[month - 1]),
            year=year,
            n=calendar.monthrange(year, month)[1],
        )
        raise _refusal(tr("There is no such day as “{text}”: {why}.", text=_shown(text), why=named))
    return PartialDate(year, month or 0, day or 0)


def month_number(word: str) -> int:
    """Returns 1 to 12 for the name of a month, whole or shortened to three letters or more, and 0 for other words."""
    folded = word.casefold()
    if folded == "sept":
        return 9
    for number, names in enumerate(NAMES, start=1):
        for name in names:
            short = len(folded) >= _SHORTEST and name.casefold().startswith(folded)
            if short and not _shared(folded, number):
                return number
    return 0


def _shared(beginning: str, number: int) -> bool:
    """Tells whether another month begins so too, in any of the languages."""
    others = [n for at, row in enumerate(NAMES, start=1) if at != number for n in row]
    own = [name.casefold() for name in NAMES[number - 1]]
    return beginning not in own and any(other.casefold().startswith(beginning) for other in others)


def _tidy(text: str) -> str:
    """Returns the text with plain figures and dashes, single spaces and no commas."""
    plain = "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", text))
    return " ".join(plain.replace(",", " ").split()).casefold()


def _plain(sign: str) -> str:
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    return "-" if unicodedata.category(sign) == "Pd" else "" if unicodedata.category(sign) == "Cf" else sign


def _in_figures(line: str, text: str) -> _Found | None:
    if match := _YEAR_FIRST.fullmatch(line):
        return int(match[1]), int(match[3]) if match[3] else None, int(match[4]) if match[4] else None
    if match := _DOTTED.fullmatch(line):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _MONTH_AND_YEAR.fullmatch(line):
        return int(match[2]), int(match[1]), None
    if match := _SLASHED.fullmatch(line):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if one != two and one <= 12 and two <= 12:
            raise _refusal(
                tr(
                    "“{text}” may mean {one} or {two}.",
                    text=_shown(text),
                    one=_named(year, two, one),
                    two=_named(year, one, two),
                ),
                hint=tr("Write the month as a word, or 2024-01-31."),
            )
        day, month = (two, one) if two > 12 else (one, two)
        return year, month, day
    return None


def _named(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {year}" if month else tr("a day that is in no month")


def _in_words(line: str) -> _Found | None:
    # Shortened names and the Russian and Kazakh words for "year" end in a point or a letter that says nothing.
    line = re.sub(r"(?<=[^\W\d_])\.", " ", line)
    line = " ".join(re.sub(r"(?<=\d) ?(г|год|года|ж|жыл|жылы)\b", " ", line).split())
    for form in _IN_WORDS:
        match = form.fullmatch(line)
        if match is not None:
            month = month_number(match["month"])
            day = match.groupdict().get("day")
            return (int(match["year"]), month, int(day) if day else None) if month else None
    return None


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _refusal(words: str, *, hint: str = "") -> ExpectedError:
    return ExpectedError(words, hint=hint or tr("Write for instance 1 January 2024, 2024-01-01, January 2024 or 2024."))
