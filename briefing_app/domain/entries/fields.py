"""How every field of every record is said: what is a badge, a fact, a text or a link, and under which label."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from briefing_app.domain import calendars
from briefing_app.domain.entries.card import Badge, Fact, TextBlock
from briefing_app.domain.entries.titles import figure_words, title_words
from briefing_app.domain.filters import span_of
from briefing_app.domain.links import LINKS
from briefing_app.domain.model import (
    Event,
    Judgement,
    Observation,
    PartialDate,
    Record,
    Ref,
    Series,
)
from briefing_app.domain.overview import since_words
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import (
    date_words,
    day_words,
    event_date_words,
    number,
    number_words,
    period_in_both,
    plain_word,
    published_words,
    range_words,
    sign_of,
)
from briefing_app.translation import tr, trl

# Longer texts in reading order, each under the title of its column. "note" stands under "Where sources differ".
TEXTS = (
    "why",
    "what_would_change",
    "what_would_confirm",
    "what_would_refute",
    "how_measured",
    "reasoning",
    "diagnosticity_note",
    "rationale",
    "status_note",
    "profile",
    "stance_on_recognition",
    *(f"interest_in_{key}" for key in "abcde"),
    "leverage",
    "constraints",
    "relevance",
    "route",
)
# Field that holds the lead, by table; the title is TITLES or composed.
LEADS: Mapping[str, str] = {
    "events": "summary",
    "actors": "role",
    "relations": "summary",
    "claims": "finding",
    "document": "gist",
    "hypotheses": "statement",
    "judgements": "statement",
    "indicators": "threshold",
    "scales": "definition",
    "glossary": "definition",
    "messages": "words",
    "chart_notes": "words",
    "assumptions": "finding",
    "influences": "claim",
    "event_dates": "words",
    "preferences": "why",
    "changes": "summary",
}
TITLES: Mapping[str, str] = {
    "sources": "title",
    "events": "title",
    "actors": "name",
    "series": "label",
    "claims": "claim",
    "corridors": "name",
    "nodes": "name",
    "evidence": "statement",
    "hypotheses": "label",
    "indicators": "question",
    "judgements": "heading",
    "glossary": "term",
    "questions": "question",
    "steps": "label",
    "assumptions": "assumption",
    "factors": "label",
}
# Closed words that are shown as a badge: field by table, with the vocabulary of ``wording.SIGNS``.
BADGES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "claims": (("verdict", "verdict"), ("kind", "claim-kind")),
    "events": (("status", "event-status"), ("ambition", "ambition"), ("confidence", "confidence")),
    "evidence": (("ambition", "ambition"), ("direction", "evidence-direction")),
    "indicators": (("status_latest", "indicator-status"), ("ambition", "ambition")),
    "judgements": (("ambition", "ambition"), ("direction_since_then", "direction")),
    "hypotheses": (("ambition", "ambition"),),
    "series": (("ambition", "ambition"),),
    "relations": (("sign", "relation-sign"), ("ambition", "ambition")),
    "observations": (("status", "observation-status"),),
    "corridors": (("status", "corridor-status"),),
    "segments": (("status", "corridor-status"),),
    "ratings": (("rating", "rating"),),
    "assumptions": (("standing", "standing"),),
    "factors": (("ambition", "ambition"),),
}
# The scale of the data package that defines the words of a vocabulary.
_SCALES = {"verdict", "event-status", "indicator-status", "rating", "confidence"}
_WEIGHTS = {1: trl("background"), 2: trl("notable"), 3: trl("key")}
# Said together with another field, or shown elsewhere on the card.
_SAID_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "events": frozenset({"date_end", "date_precision", "lon"}),
    "judgements": frozenset({"low", "high"}),
    "scales": frozenset({"high"}),
    "observations": frozenset({"period_start", "period_end", "value_high", "preferred"}),
    "claims": frozenset({"unit"}),
    "nodes": frozenset({"lon"}),
    "sources": frozenset({"published_basis"}),
    "actors": frozenset(),
}
LANGUAGES = {
    "en": trl("English"),
    "ru": trl("Russian"),
    "kk": trl("Kazakh"),
    "fa": trl("Persian"),
    "ps": trl("Pashto"),
    "uz": trl("Uzbek"),
    "zh": trl("Chinese"),
    "tr": trl("Turkish"),
    "ur": trl("Urdu"),
    "de": trl("German"),
    "fr": trl("French"),
    "tg": trl("Tajik"),
    "ky": trl("Kyrgyz"),
    "tk": trl("Turkmen"),
    "ar": trl("Arabic"),
    "az": trl("Azerbaijani"),
    "it": trl("Italian"),
    "es": trl("Spanish"),
    "ja": trl("Japanese"),
    "hi": trl("Hindi"),
    "ka": trl("Georgian"),
    "uk": trl("Ukrainian"),
    "pl": trl("Polish"),
    "cs": trl("Czech"),
    "bg": trl("Bulgarian"),
    "id": trl("Indonesian"),
}


def badges(dataset: Dataset, record: Record) -> tuple[Badge, ...]:
    """Returns the words of a record that stand out."""
    made: list[Badge] = []
    for field, vocabulary in BADGES.get(record.TABLE, ()):
        word = str(getattr(record, field))
        if vocabulary == "ambition":
            signs = [dataset.briefing.sign(ambition.key) for ambition in dataset.briefing.borne_on(word)]
            made += [Badge(sign=sign.sign, word=sign.word, tone=sign.tone) for sign in signs]
        elif vocabulary == "direction" and word in ("", "n/a"):
            continue
        elif word:
            made.append(_badge(dataset, vocabulary, word))
    return tuple(made)


def _badge(dataset: Dataset, vocabulary: str, word: str) -> Badge:
    sign = sign_of(vocabulary, word)
    words = sign.word
    if vocabulary == "direction":
        words = tr("outlook since {month}: {word}", month=since_words(dataset.briefing), word=sign.word)
    meaning = scale_meaning(dataset, vocabulary, word) if vocabulary in _SCALES else ""
    return Badge(sign=sign.sign, word=words, tone=sign.tone, meaning=meaning)


def scale_meaning(dataset: Dataset, scale: str, term: str) -> str:
    """Returns what a word of a closed vocabulary means in this data package; empty if it is not defined."""
    return next((t.definition for t in dataset.scales if t.scale == scale and t.term == term), "")


def texts(dataset: Dataset, record: Record) -> tuple[TextBlock, ...]:
    """Returns the longer texts of a record, lead and note left out."""
    lead = LEADS.get(record.TABLE, "")
    return tuple(
        TextBlock(heading=dataset.heading(record.TABLE, field), text=str(getattr(record, field)), field=field)
        for field in TEXTS
        if field != lead and field in _names(record) and getattr(record, field)
    )


def facts(dataset: Dataset, record: Record) -> tuple[Fact, ...]:
    """Returns every field that is neither title, lead, badge, text nor link, in words, the two clocks first."""
    made = list(_clocks(dataset, record))
    skip = {"date", "reported"} | _shown(record)
    for field in _names(record):
        if field in skip:
            continue
        fact = _fact(dataset, record, field)
        if fact is not None:
            made.append(fact)
    made.append(Fact(label=tr("Reference"), value=str(record.ref), field=record.KEY))
    return tuple(made)


def _names(record: Record) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(record))  # type: ignore[arg-type]  # every Record is a dataclass


def _shown(record: Record) -> set[str]:
    """Fields that stand elsewhere on the card."""
    table = record.TABLE
    lists = {f for f, _ in LINKS.get(table, ()) if isinstance(getattr(record, f), tuple)}
    badge = {f for f, vocabulary in BADGES.get(table, ()) if vocabulary != "direction"}
    if getattr(record, "direction_since_then", "n/a") not in ("", "n/a"):
        badge.add("direction_since_then")
    return (
        lists
        | badge
        | {TITLES.get(table, ""), LEADS.get(table, ""), record.KEY, "note", "source_ids"}
        | set(TEXTS)
        | _SAID_ELSEWHERE.get(table, frozenset())
    )


def known_since(dataset: Dataset, record: Record) -> PartialDate | None:
    """Returns the second clock of a record: for events their own, else the earliest dated source; None if none."""
    if isinstance(record, Event):
        return record.reported
    found = [s.published for s in dataset.sources_of(record) if s is not record and s.published is not None]
    return min(found, key=lambda date: date.last(), default=None)


def _clocks(dataset: Dataset, record: Record) -> tuple[Fact, ...]:
    """Both clocks: when it happened and since when it has been known."""
    made: list[Fact] = []
    if isinstance(record, Event):
        exact = {"day": tr("to the day"), "month": tr("to the month"), "year": tr("to the year")}
        when = tr(
            "{date} ({how})",
            date=event_date_words(record),
            how=exact.get(record.date_precision, record.date_precision),
        )
        made.append(Fact(label=tr("Happened"), value=when, field="date"))
    elif isinstance(getattr(record, "date", None), PartialDate | dt.date):
        made.append(Fact(label=tr("Date"), value=_value(dataset, record, "date"), field="date"))
    since = known_since(dataset, record)
    if since is not None:
        span = span_of(record)
        before = isinstance(record, Event) and span is not None and since.last() < span[0]
        known = calendars.beside(date_words(since), since)
        value = tr("{date}, before the day itself", date=known) if before else known
        made.append(Fact(label=tr("Known since"), value=value, field="reported" if isinstance(record, Event) else ""))
    elif isinstance(record, Event):
        made.append(Fact(label=tr("Known since"), value=tr("no source is dated"), field="reported"))
    return tuple(made)


def _fact(dataset: Dataset, record: Record, field: str) -> Fact | None:
    value = getattr(record, field)
    if value is None or value == "" or value == ():
        return None
    label = dataset.heading(record.TABLE, field)
    ref = _target(dataset, record, field)
    words = title_words(dataset, ref) if ref is not None else _value(dataset, record, field)
    if field in ("paragraph", "document_paragraph") and ref is not None:
        words = tr("paragraph {n}", n=value)
    return Fact(label=label, value=words, field=field, ref=ref) if words else None


def _target(dataset: Dataset, record: Record, field: str) -> Ref | None:
    value = getattr(record, field)
    for name, table in LINKS.get(record.TABLE, ()):
        if name == field and not isinstance(value, tuple):
            found = dataset.paragraph(int(value)) if table == "document" else dataset.find(table, str(value))
            return found.ref if found is not None else None
    return None


def _value(dataset: Dataset, record: Record, field: str) -> str:
    """The value of one field in words; special ones first, then by type."""
    value = getattr(record, field)
    special = _special(dataset, record, field)
    if special:
        return special
    if isinstance(value, PartialDate):
        return calendars.beside(date_words(value), value)
    if isinstance(value, dt.date):
        return calendars.beside_day(day_words(value), value)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, tuple):
        return ", ".join(plain_word(str(item)) if field == "frequency" else str(item) for item in value)
    if isinstance(value, int | float):
        return number(value)
    if field in _CLOSED_FIELDS:
        return plain_word(value)
    return str(value)


_CLOSED_FIELDS = frozenset(
    {
        "kind",
        "topic",
        "category",
        "facet",
        "mode",
        "flow",
        "measure",
        "period_kind",
        "title_kind",
        "scale",
        "cadence",
        "status",
    }
)


def _special(dataset: Dataset, record: Record, field: str) -> str:
    value = getattr(record, field)
    if isinstance(record, Observation) and field == "value":
        return figure_words(record, dataset=dataset)
    if isinstance(record, Observation) and field == "period":
        return _period_in_full(record)
    if isinstance(record, Judgement) and field == "likelihood":
        return tr("{word} ({band})", word=value, band=range_words(record.low, record.high))
    if isinstance(record, Series) and field == "flow" and value == "n/a":
        return ""
    said = {
        "lat": lambda: _position(value, getattr(record, "lon", 0.0)),
        "length_km": lambda: tr("{n} km", n=number(value)),
        "gauge_mm": lambda: tr("{n} mm", n=number(value)),
        "capacity_mt_per_year": lambda: tr("{n} million tonnes a year", n=number(value)),
        "cost_usd": lambda: _money(value),
        "significance": lambda: f"{value}, {tr(_WEIGHTS.get(value, ''))}",
        "core": lambda: tr("on the balanced short list") if value else tr("not on the short list"),
        "counter": lambda: (
            tr("confirming it speaks against the ambition") if value else tr("confirming it speaks for the ambition")
        ),
        "contested": lambda: tr("yes, sound analysts would differ") if value else tr("no"),
        "trend": lambda: str(sign_of("trend", value)),
        "status_then": lambda: str(sign_of("indicator-status", value)),
        "language": lambda: tr(LANGUAGES.get(value, value)),
        "source_reliability": lambda: _graded(dataset, "reliability", value),
        "reliability": lambda: _graded(dataset, "reliability", value),
        "information_credibility": lambda: _graded(dataset, "credibility", value),
        "published": lambda: published_words(record),  # type: ignore[arg-type]  # only sources have it
        "low": lambda: tr("{low} to {high} %", low=value, high=getattr(record, "high", "")),
        "direction_since_then": lambda: "",
        "ambition": lambda: dataset.briefing.names(str(value)),
    }.get(field)
    if field == "value" and record.TABLE == "claims":
        return number_words(value, str(getattr(record, "unit", "")))
    return str(said()) if said is not None and value is not None else ""  # type: ignore[no-untyped-call]  # lambdas of a closed table


def _money(value: float) -> str:
    if value >= 1e9:
        return number_words(value / 1e9, "billion USD")
    return number_words(value / 1e6, "million USD")


def _graded(dataset: Dataset, scale: str, value: str) -> str:
    meaning = scale_meaning(dataset, scale, value)
    return f"{value}: {meaning}" if meaning else value


def _period_in_full(record: Observation) -> str:
    words = period_in_both(record)
    if record.period_start and record.period_end and record.period_kind != "undated":
        days = tr("{first} to {last}", first=day_words(record.period_start), last=day_words(record.period_end))
        return words if days == words else tr("{period}, that is {days}", period=words, days=days)
    return words


def _position(lat: float, lon: float) -> str:
    north, east = (number(abs(degrees), decimals=3) for degrees in (lat, lon))
    return tr(
        "{lat}, {lon}",
        lat=tr("{degrees}° N", degrees=north) if lat >= 0 else tr("{degrees}° S", degrees=north),
        lon=tr("{degrees}° E", degrees=east) if lon >= 0 else tr("{degrees}° W", degrees=east),
    )
