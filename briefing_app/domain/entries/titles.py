"""What an entry is called in one line, for links, notes and lists."""

from __future__ import annotations

from briefing_app.domain.model import (
    Claim,
    Event,
    Evidence,
    Indicator,
    Influence,
    Observation,
    Paragraph,
    Rating,
    Record,
    Ref,
    Relation,
    ScaleTerm,
    Seen,
    Segment,
    Source,
)
from briefing_app.domain.search import title_of
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import (
    date_words,
    event_date_words,
    noun_words,
    number_words,
    period_words,
    plain_word,
    published_words,
    sign_of,
)
from briefing_app.translation import tr


def title_words(dataset: Dataset, ref: Ref) -> str:
    """Returns the title of an entry in one line; for an entry that is not there, its reference."""
    if ref.noun == "briefing":
        return dataset.edition.title or tr("The whole briefing")
    record = dataset.get(ref)
    return record_title(dataset, record) if record is not None else str(ref)


def record_title(dataset: Dataset, record: Record) -> str:
    """Returns the title of a record, composed where no field of it says enough."""
    if isinstance(record, Observation):
        series = dataset.find("series", record.series_id)
        name = series.label if series else record.series_id
        return tr("{name}, {period}", name=name, period=period_words(record))
    if isinstance(record, Relation):
        return tr(
            "{one} – {kind} – {other}",
            one=_name(dataset, "actors", record.from_actor),
            kind=plain_word(record.kind),
            other=_name(dataset, "actors", record.to_actor),
        )
    if isinstance(record, Rating):
        explanation = dataset.find("hypotheses", record.hypothesis_id)
        evidence = dataset.find("evidence", record.evidence_id)
        return tr(
            "“{item}” under “{explanation}”",
            item=evidence.statement if evidence else record.evidence_id,
            explanation=explanation.label if explanation else record.hypothesis_id,
        )
    if isinstance(record, Segment):
        return tr(
            "{start} – {end}",
            start=_name(dataset, "nodes", record.from_node),
            end=_name(dataset, "nodes", record.to_node),
        )
    if isinstance(record, Influence):
        return tr(
            "{start} → {end}",
            start=_name(dataset, "factors", record.from_factor),
            end=_name(dataset, "factors", record.to_factor),
        )
    if isinstance(record, Paragraph):
        return tr("Paragraph {n}: {section}", n=record.paragraph, section=record.section)
    if isinstance(record, ScaleTerm):
        return tr("“{term}”", term=record.term)
    return title_of(record)


def figure_words(record: Observation, *, dataset: Dataset) -> str:
    """Returns the value of a figure with the unit of its series."""
    series = dataset.find("series", record.series_id)
    return number_words(record.value, series.unit if series else "", high=record.value_high)


def detail_words(dataset: Dataset, record: Record) -> str:
    """Returns date, verdict or value of a record in a few words; empty where none fits."""
    if isinstance(record, Event):
        return f"{event_date_words(record)}, {sign_of('event-status', record.status).word}"
    if isinstance(record, Observation):
        return figure_words(record, dataset=dataset)
    if isinstance(record, Claim):
        return sign_of("verdict", record.verdict).word
    if isinstance(record, Evidence):
        return f"{record.source_reliability} {record.information_credibility}"
    if isinstance(record, Indicator):
        return sign_of("indicator-status", record.status_latest).word
    if isinstance(record, Rating):
        return sign_of("rating", record.rating).word
    if isinstance(record, Source):
        return f"{record.publisher}, {published_words(record, short=True)}"
    if isinstance(record, Relation) and record.since:
        return tr("since {date}", date=date_words(record.since))
    return ""


def seen(dataset: Dataset, ref: Ref) -> Seen:
    """Returns the short copy that a note keeps of what was seen: title, date and value in words."""
    record = dataset.get(ref)
    if record is None:
        return Seen(title=title_words(dataset, ref))
    date = getattr(record, "date", None) or getattr(record, "published", None)
    value = ""
    if isinstance(record, Observation):
        value, date = figure_words(record, dataset=dataset), record.period
    elif isinstance(record, Claim):
        value = record.verdict
    elif isinstance(record, Indicator):
        value, date = record.status_latest, record.latest_date
    return Seen(title=record_title(dataset, record), date=str(date) if date else "", value=value)


def entry_words(dataset: Dataset, ref: Ref) -> str:
    """Returns kind and title of an entry, such as "event: Business forum in Astana"."""
    return f"{noun_words(ref)}: {title_words(dataset, ref)}"


def _name(dataset: Dataset, table: str, ident: str) -> str:
    found = dataset.find(table, ident)
    return str(getattr(found, "name", "") or getattr(found, "label", ident))
