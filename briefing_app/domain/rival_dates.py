"""Other dates that sources give for one event, read from the words of its note and never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing_app.domain.model import Event, PartialDate
from briefing_app.domain.months import MONTHS
from briefing_app.domain.tables import Dataset

_MONTH = "|".join(MONTHS)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?"
_PART = r"(?:(?:early|mid|late)[- ])?"
_DATE = (
    rf"(?:{_PART}{_WEEKDAY}(?:(?P<day>\d{{1,2}}) )?(?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?|(?P<alone>(?:19|20)\d\d))"
)
_OTHER = rf"(?:(?P<first>\d{{1,2}}) or )?{_DATE}(?: or (?:(?P<second>\d{{1,2}}) )?(?P<later>{_MONTH}))?"
_GIVES = re.compile(
    r"(?<!\bpage )(?<!\brelease )\b(?:dates? (?:the |its )?[\w -]{0,40}?to|gives?|says?|prints?|is dated|are dated) "
    rf"{_OTHER}(?=[\s,.;(]|$)(?! (?:tonnes|percent|per cent|people|pages|firms|million|billion))"
)
_LISTED = re.compile(r"Dates in circulation: (?P<list>[^.]*)")
_ITEM = re.compile(rf"{_DATE}")
_SOURCE = re.compile(r"\((?P<ids>[a-z0-9][a-z0-9-]*(?:, [a-z0-9][a-z0-9-]*)*)\)")
_HINTS = ("Dates in circulation", " date", " give", " say", " print")
"""One of these stands in every note that is understood; most notes hold none and need no closer look."""
_NOT_THE_EVENT = re.compile(r"\b(?:page|pages|release|report|copy|interview)(?: cited)? (?:is|are)?\s*$")


class RivalDate(NamedTuple):
    """A date that a source gives for an event and that lies outside of the one in the data.

    Attributes:
        date: The date as exactly as it is given.
        words: What stands in the note about it, such as "decision known 20 December 2023".
        sources: Ids of the sources named beside it.
    """

    date: PartialDate
    words: str
    sources: tuple[str, ...] = ()


def rival_dates(event: Event) -> tuple[RivalDate, ...]:
    """Returns the other dates in circulation for an event, in order of time.

    Two forms of words are understood: "Dates in circulation: …, …, …" and a source that "dates … to", "gives",
    "says" or "prints" a date. Dates that lie within the event's own span, or that only say it less exactly,
    are no rivals.
    """
    if not any(word in event.note for word in _HINTS):
        return ()
    start, end = event.date.first(), (event.date_end or event.date).last()
    found: dict[PartialDate, RivalDate] = {}
    for rival in (*_listed(event), *_given(event)):
        apart = rival.date.first() > end or rival.date.last() < start
        if apart:
            found.setdefault(rival.date, rival)
    return tuple(sorted(found.values(), key=lambda r: (r.date.first(), r.date.last())))


def given_by(dataset: Dataset, event: Event, day: dt.date | None) -> tuple[RivalDate, ...]:
    """Returns those of the other dates that had been given on a day; None asks for all.

    Nobody gives a date before it has come, and a source counts from its own day.
    """
    return tuple(rival for rival in rival_dates(event) if day is None or _known(dataset, rival, day))


def _known(dataset: Dataset, rival: RivalDate, day: dt.date) -> bool:
    sources = [source for source in (dataset.find("sources", ident) for ident in rival.sources) if source is not None]
    said = any(source.published and source.published.last() <= day for source in sources)
    return rival.date.first() <= day and (said or not sources)


def _listed(event: Event) -> Iterator[RivalDate]:
    match = _LISTED.search(event.note)
    for piece in re.split(r",\s+(?![^()]*\))", match["list"]) if match else ():
        date = _ITEM.search(piece)
        if date:
            made = _date(event, date["day"], date["month"], date["year"], date["alone"])
            yield from _rival(made, piece, piece)


def _given(event: Event) -> Iterator[RivalDate]:
    for clause in re.split(r"(?<=[.;])\s+", event.note):
        if clause.startswith("Dates in circulation"):
            continue
        for match in _GIVES.finditer(clause):
            if _NOT_THE_EVENT.search(clause[: match.start()]):
                continue
            month, year = match["month"], match["year"]
            words, after = _without_sources(clause), clause[match.end() :]
            cited = _SOURCE.match(after.lstrip())
            behind = cited.group() if cited else ""
            days = [(match["first"], month), (match["day"], month)] if match["first"] else [(match["day"], month)]
            if match["later"]:
                days.append((match["second"], match["later"]))
            for day, named in days:
                yield from _rival(_date(event, day, named, year, match["alone"]), words, behind)


def _rival(date: PartialDate | None, words: str, cited: str) -> Iterator[RivalDate]:
    if date is not None:
        match = _SOURCE.search(cited)
        yield RivalDate(date, _without_sources(words), tuple(match["ids"].split(", ")) if match else ())


def _without_sources(words: str) -> str:
    return _SOURCE.sub("", words).replace(" ,", ",").replace(" .", ".").strip(" .;").replace("  ", " ")


def _date(event: Event, day: str | None, month: str | None, year: str | None, alone: str | None) -> PartialDate | None:
    """Returns a date; a year that is not said is that of the event."""
    parts = [alone] if alone else [year or f"{event.date.year:04d}"]
    if month:
        parts.append(f"{MONTHS.index(month) + 1:02d}")
        parts += [f"{int(day):02d}"] if day else []
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None
