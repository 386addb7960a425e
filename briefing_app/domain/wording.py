"""Dates, periods, numbers, signs and the closed words of the data, said in plain English for eye and ear."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing_app.domain import calendars
from briefing_app.domain.model import PartialDate, Ref
from briefing_app.domain.months import MONTHS
from briefing_app.domain.signs import SIGNS as SIGNS
from briefing_app.domain.signs import Sign as Sign
from briefing_app.translation import in_signs, of_calendar, tr, trc, trl

if TYPE_CHECKING:
    from briefing_app.domain.model import Event, Observation, Source


def sign_of(vocabulary: str, word: str | int) -> Sign:
    """Returns how a word of a vocabulary is shown; an unknown word is shown as it is, without a sign."""
    found = SIGNS.get(vocabulary, {}).get(str(word))
    return found._replace(word=tr(found.word)) if found else Sign("", plain_word(str(word)), "ink")


_GLYPHS = frozenset(
    sign.sign for words in SIGNS.values() for sign in words.values() if sign.sign and not sign.sign.isalnum()
)


def without_sign(text: str) -> str:
    """Returns words without the sign that stands before them for the eye, such as "corroborated"."""
    first, space, rest = text.partition(" ")
    return rest if space and first in _GLYPHS and rest.strip() else text


def plain_word(word: str) -> str:
    """Returns a closed word of the data for reading: hyphens become spaces."""
    return tr(word.replace("-", " "))


def title_words(field: str) -> str:
    """Returns the name of a field for reading, such as "Status note"."""
    words = field.replace("_", " ").strip()
    return tr(words[:1].upper() + words[1:])


# Dates


def month_words(month: int, *, short: bool = False) -> str:
    """Returns the name of a month standing alone, 1 being January; shortened if short. Never the system's own name."""
    name = MONTHS[month - 1]
    if short:
        return of_calendar(f"month.short_alone.{month}", name[:3])
    return of_calendar(f"month.alone.{month}", name)


def _month_of_day(month: int, *, short: bool) -> str:
    """Returns the name of a month as it stands beside a day: in Russian it has another form there."""
    name = MONTHS[month - 1]
    return of_calendar(f"month.{'short' if short else 'of_day'}.{month}", name[:3] if short else name)


def day_words(day: dt.date, *, short: bool = False) -> str:
    """Returns a day such as "29 December 2023", or "29 Dec 2023" if short. Independent of the system's locale."""
    month = _month_of_day(day.month, short=short)
    if short:
        return trc("short", "{day} {month} {year}", day=day.day, month=month, year=day.year)
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)


def date_words(date: PartialDate | None, *, short: bool = False) -> str:
    """Returns a date as precisely as it is known: "29 December 2023", "December 2023" or "2023, day not known".

    Args:
        date: The date; None is "not dated".
        short: True for "29 Dec 2023", "Dec 2023" and "2023".
    """
    if date is None:
        return tr("not dated")
    if date.day:
        return day_words(dt.date(date.year, date.month, date.day), short=short)
    if date.month:
        month = month_words(date.month, short=short)
        if short:
            return trc("short", "{month} {year}", month=month, year=date.year)
        return tr("{month} {year}", month=month, year=date.year)
    return str(date.year) if short else tr("{year}, day not known", year=date.year)


def span_words(start: PartialDate, end: PartialDate | None) -> str:
    """Returns a date or a span, such as "3 to 5 August 2023"."""
    if end is None or end == start:
        return date_words(start)
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        return _days_of_month(start, end, short=False)
    return tr("{first} to {last}", first=date_words(start), last=date_words(end))


def _days_of_month(start: PartialDate, end: PartialDate, *, short: bool) -> str:
    """Returns days of one month, as one message: the year and the month stand first in some languages."""
    parts = {"first": start.day, "last": end.day, "month": _month_of_day(end.month, short=short), "year": end.year}
    if short:
        return trc("short", "{first}–{last} {month} {year}", **parts)
    return tr("{first} to {last} {month} {year}", **parts)


def since_month_words(year: int, month: int) -> str:
    """Returns a month as it stands behind "since", where some languages bend its name."""
    return tr("{month} {year}", month=_month_of_day(month, short=False), year=year)


def event_date_words(event: Event) -> str:
    """Returns when an event happened, as precisely as it is known, in both calendars if both are wanted."""
    return calendars.beside(span_words(event.date, event.date_end), event.date, event.date_end)


def published_words(source: Source, *, short: bool = False) -> str:
    """Returns the date of a source with its basis: "22 October 2024", "October 2024, inferred" or "undated"."""
    if source.published is None:
        return tr("undated")
    words = date_words(source.published, short=short)
    if source.published.precision == "year" and not short:
        words = str(source.published.year)
    return tr("{date}, inferred", date=words) if source.published_basis == "inferred" else words


# Periods of figures

_KIND_WORDS = {
    "season": trl("season {span}"),
    "season-part": trl("part of a season, {span}"),
    "solar-year": trl("solar year {span}"),
    "solar-month": trl("solar month {span}"),
    "multi-year": trl("{span} together"),
    "partial-year": trl("{span}"),
    "week": trl("week of {span}"),
    "half": trl("{span}"),
    "quarter": trl("{span}"),
    "year": trl("{span}"),
    "month": trl("{span}"),
    "moment": trl("{span}"),
}


def period_words(observation: Observation, *, short: bool = False) -> str:
    """Returns the period of a figure, such as "2024", "first half of 2025", "January to August 2025".

    Args:
        observation: The figure.
        short: True for month names of three letters, as on an axis.
    """
    if observation.period_kind == "undated" or observation.period == "undated":
        return tr("undated")
    first, _, last = observation.period.partition("/")
    try:
        start, end = PartialDate.parse(first), PartialDate.parse(last or first)
    except ValueError:
        return observation.period
    span = _named_part(observation.period_kind, start, end, short) or _span(start, end, short)
    return tr(_KIND_WORDS.get(observation.period_kind, "{span}"), span=span)


def period_in_both(observation: Observation) -> str:
    """Returns the period of a figure, in both calendars if both are wanted and it is not one of the solar year."""
    words = period_words(observation)
    if observation.period_kind in ("undated", "solar-year", "solar-month"):
        return words
    first, _, last = observation.period.partition("/")
    try:
        return calendars.beside(words, PartialDate.parse(first), PartialDate.parse(last) if last else None)
    except ValueError:
        return words


def _named_part(kind: str, start: PartialDate, end: PartialDate, short: bool) -> str:
    if start.year != end.year or short or not (start.month and end.month) or start.day:
        return ""
    if kind == "half":
        return tr("first half of {year}" if start.month == 1 else "second half of {year}", year=start.year)
    if kind == "quarter":
        names = (
            trl("first quarter of {year}"),
            trl("second quarter of {year}"),
            trl("third quarter of {year}"),
            trl("fourth quarter of {year}"),
        )
        return tr(names[(start.month - 1) // 3], year=start.year)
    return ""


def _span(start: PartialDate, end: PartialDate, short: bool) -> str:
    if start == end:
        return str(start.year) if not start.month else date_words(start, short=short)
    if start.month and end.month and start.year == end.year:
        if start.day and end.day and start.month == end.month:
            return _days_of_month(start, end, short=short)
        one, two = (_within_year(date, short=short) for date in (start, end))
        if short:
            return trc("short", "{first}–{last} {year}", first=one, last=two, year=end.year)
        return tr("{first} to {last} {year}", first=one, last=two, year=end.year)
    one, two = (str(d.year) if not d.month else date_words(d, short=short) for d in (start, end))
    return f"{one}–{two}" if short else tr("{first} to {last}", first=one, last=two)


def _within_year(date: PartialDate, *, short: bool) -> str:
    """Returns a day or month without its year, which the span names once."""
    if not date.day:
        return month_words(date.month, short=short)
    return tr("{day} {month}", day=date.day, month=_month_of_day(date.month, short=short))


# Numbers


def number(value: float, *, decimals: int | None = None) -> str:
    """Returns a number with thousands separators and no more digits than it has.

    Args:
        value: The number.
        decimals: Digits behind the point; None for as many as the number has, at most four.
    """
    plain = f"{value:,.4f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    if decimals is None and plain in ("0", "-0", "") and value:  # so small that four digits would make it nothing
        plain = f"{value:.12f}".rstrip("0") if abs(value) >= 1e-10 else f"{value:.2g}"
    return "0" if plain in ("-0", "") else in_signs(plain.replace("-", "−"))


_UNIT_WORDS = {
    "percent": trl("{value} %"),
    "million USD": trl("USD {value} million"),
    "billion USD": trl("USD {value} billion"),
    "billion EUR": trl("EUR {value} billion"),
    "trillion KZT": trl("KZT {value} trillion"),
    "billion KZT": trl("KZT {value} billion"),
    "USD": trl("USD {value}"),
    "USD per t": trl("USD {value} per tonne"),
    "thousand t": trl("{value} thousand tonnes"),
    "thousand t a month": trl("{value} thousand tonnes a month"),
    "t": trl("{value} tonnes"),
    "Mt": trl("{value} million tonnes"),
    "Mt a year": trl("{value} million tonnes a year"),
    "Mt a month": trl("{value} million tonnes a month"),
    "billion t": trl("{value} billion tonnes"),
    "million TEU": trl("{value} million TEU"),
    "AFN per kg": trl("AFN {value} per kg"),
    "trillion USD": trl("USD {value} trillion"),
}
_ONE = {"t": trl("{value} tonne")}
_OF_WHAT = frozenset({"a", "an", "per", "of", "in", "on"})
"""What follows tells of what a unit is counted, or in which time."""
_NO_PLURAL = frozenset({"series"})
_SIZES = frozenset({"thousand", "million", "billion", "trillion"})
_LARGER = {
    "thousand t": "Mt",
    "thousand t a month": "Mt a month",
    "million USD": "billion USD",
    "billion USD": "trillion USD",
    "billion KZT": "trillion KZT",
    "Mt": "billion t",
}
"""What people say from a thousand on: "USD 1.5 billion", not "USD 1,500 million"."""
_MUCH = 1000.0


def number_words(value: float | None, unit: str = "", *, high: float | None = None) -> str:
    """Returns a figure with its unit, such as "USD 567.5 million", "537 thousand tonnes" or "2 to 3 %".

    Args:
        value: The value, or the lower end of a range; None is "no figure".
        unit: The unit in the words of the data.
        high: The upper end of a range.
    """
    if value is None:
        return tr("no figure")
    larger = _LARGER.get(unit)
    if larger is not None and max(abs(value), abs(high or 0.0)) >= _MUCH and _keeps_digits(value, high):
        if abs(value) < _MUCH and high is not None:  # the ends differ in size: each with its own unit
            return tr("{low} to {high}", low=number_words(value, unit), high=number_words(high, unit))
        upper = None if high is None else round(high / _MUCH, 10)
        return number_words(round(value / _MUCH, 10), larger, high=upper)
    if unit == "Mt" and 0 < abs(value) < 1 and high is None:
        return number_words(round(value * _MUCH, 10), "thousand t")
    text = number(value)
    if high is not None and high != value:
        text = tr("{low} to {high}", low=text, high=number(high))
    pattern = _UNIT_WORDS.get(unit, "{value} {unit}" if unit else "{value}")
    if text == "1":
        unit, pattern = singular(unit), _ONE.get(unit, pattern)
    return tr(pattern, value=text, unit=tr(unit))


def singular(unit: str) -> str:
    """Returns a unit that is counted as it stands beside one: "members" is "member", "trains per day" "train per day".

    Args:
        unit: The unit in the words of the data, which are English.
    """
    words = unit.split(" ")
    end = next((place for place, word in enumerate(words) if word in _OF_WHAT), len(words))
    last = words[end - 1] if end else ""
    if words[0] in _SIZES or last in _NO_PLURAL or not re.fullmatch(r"[a-z]+[^s\W\d_]s", last):
        return unit
    one = f"{last[:-3]}y" if last.endswith("ies") else re.sub(r"(?<=ss)es$|(?<=x)es$|(?<=[cs]h)es$|s$", "", last)
    return " ".join((*words[: end - 1], one, *words[end:]))


def _keeps_digits(*values: float | None) -> bool:
    """Tells whether figures can be said a thousand times smaller and keep every digit."""
    return all(v is None or abs(v) < _MUCH or round(v, 1) == round(v, 10) for v in values)


def unit_words(unit: str) -> str:
    """Returns a unit as it stands on an axis."""
    return {
        "percent": "%",
        "thousand t": tr("thousand tonnes"),
        "t": tr("tonnes"),
        "Mt": tr("million tonnes"),
        "USD per t": tr("USD per tonne"),
    }.get(unit) or tr(unit)


def range_words(low: int | None, high: int | None) -> str:
    """Returns the band of a likelihood word in per cent, such as "80–90 %"; empty if there is none."""
    if low is None or high is None:
        return ""
    return f"{low}–{high} %"


def share_words(share: float, *, high: float | None = None) -> str:
    """Returns a share in per cent, such as "12.5 %", or "10–12.5 %" with an upper end."""
    if high is None or high == share:
        return f"{number(share)} %"
    return f"{number(share)}–{number(high)} %"


def grade_words(reliability: str, credibility: str = "") -> str:
    """Returns an Admiralty grade such as "B 2", or "–" where nobody graded it."""
    return f"{reliability} {credibility}".strip() or "–"


# Nouns of the references, as said to people

NOUN_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "source": (trl("source"), trl("sources")),
        "paragraph": (trl("paragraph"), trl("paragraphs")),
        "event": (trl("event"), trl("events")),
        "actor": (trl("actor"), trl("actors")),
        "relation": (trl("relation"), trl("relations")),
        "series": (trl("series"), trl("series")),
        "observation": (trl("figure"), trl("figures")),
        "claim": (trl("claim"), trl("claims")),
        "corridor": (trl("corridor"), trl("corridors")),
        "node": (trl("place"), trl("places")),
        "segment": (trl("section"), trl("sections")),
        "evidence": (trl("item of evidence"), trl("items of evidence")),
        "hypothesis": (trl("explanation"), trl("explanations")),
        "rating": (trl("rating"), trl("ratings")),
        "indicator": (trl("indicator"), trl("indicators")),
        "judgement": (trl("judgement"), trl("judgements")),
        "scale": (trl("scale word"), trl("scale words")),
        "term": (trl("term"), trl("terms")),
        "question": (trl("question"), trl("questions")),
        "chartline": (trl("series of a question"), trl("series of questions")),
        "message": (trl("message of a chart"), trl("messages of charts")),
        "chartnote": (trl("note on a chart"), trl("notes on charts")),
        "step": (trl("step"), trl("steps")),
        "assumption": (trl("assumption"), trl("assumptions")),
        "factor": (trl("factor"), trl("factors")),
        "influence": (trl("influence"), trl("influences")),
        "rivaldate": (trl("rival date"), trl("rival dates")),
        "preference": (trl("reason for a figure"), trl("reasons for figures")),
        "change": (trl("change"), trl("changes")),
        "briefing": (trl("briefing"), trl("briefings")),
        "note": (trl("note"), trl("notes")),
    }
)


def noun_words(ref: Ref | str, *, many: bool = False) -> str:
    """Returns what an entry is called, such as "figure" for an observation."""
    noun = ref.noun if isinstance(ref, Ref) else ref
    return tr(NOUN_WORDS.get(noun, (noun, noun))[1 if many else 0])
