"""Related entries both ways, grouped under words that say how they belong together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefing_app.domain.entries.card import Group, Link
from briefing_app.domain.entries.titles import detail_words, record_title
from briefing_app.domain.filters import known_by
from briefing_app.domain.links import LINKS
from briefing_app.domain.model import (
    INNER_NOUNS,
    Actor,
    Claim,
    Corridor,
    Event,
    Evidence,
    Hypothesis,
    Indicator,
    Node,
    Observation,
    Rating,
    Record,
    Ref,
    Relation,
)
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import noun_words, sign_of
from briefing_app.translation import tr

# Order of the groups by noun.
ORDER = (
    "judgement",
    "claim",
    "observation",
    "series",
    "event",
    "indicator",
    "evidence",
    "corridor",
    "actor",
    "relation",
    "hypothesis",
    "rating",
    "paragraph",
    "segment",
    "node",
    "term",
    "scale",
    "source",
    *INNER_NOUNS,
)


def groups(dataset: Dataset, record: Record, *, as_known_on: dt.date | None = None) -> tuple[tuple[Group, ...], int]:
    """Returns the related entries of a record by kind, and how many are left out as known only later."""
    found: dict[tuple[int, str], dict[Ref, Link]] = {}
    hidden = 0
    for heading, other in _related(dataset, record):
        if as_known_on is not None and not known_by(other, as_known_on, dataset=dataset):
            hidden += 1
            continue
        key = (ORDER.index(other.NOUN) if other.NOUN in ORDER else len(ORDER), heading)
        found.setdefault(key, {}).setdefault(other.ref, link(dataset, other, seen_from=record))
    return tuple(Group(heading=key[1], links=_sorted(dataset, found[key])) for key in sorted(found)), hidden


def link(dataset: Dataset, record: Record, *, seen_from: Record | None = None) -> Link:
    """Returns a link to a record with its date, verdict or value."""
    title = record_title(dataset, record)
    if isinstance(record, Rating) and seen_from is not None:
        title = _rating_title(dataset, record, seen_from)
    if isinstance(record, Relation) and isinstance(seen_from, Actor):
        title = record.summary
    sign = _sign(record)
    return Link(ref=record.ref, title=title, detail=detail_words(dataset, record), sign=sign[0], tone=sign[1])


def _rating_title(dataset: Dataset, rating: Rating, seen_from: Record) -> str:
    if isinstance(seen_from, Hypothesis):
        evidence = dataset.find("evidence", rating.evidence_id)
        return str(evidence.statement if evidence else rating.evidence_id)
    explanation = dataset.find("hypotheses", rating.hypothesis_id)
    return str(explanation.label if explanation else rating.hypothesis_id)


def _sign(record: Record) -> tuple[str, str]:
    if isinstance(record, Claim):
        return sign_of("verdict", record.verdict)[::2]
    if isinstance(record, Indicator):
        return sign_of("indicator-status", record.status_latest)[::2]
    if isinstance(record, Evidence):
        return sign_of("evidence-direction", record.direction)[::2]
    if isinstance(record, Event):
        return sign_of("event-status", record.status)[::2]
    return "", "ink"


def _related(dataset: Dataset, record: Record) -> Iterator[tuple[str, Record]]:
    yield from _own(dataset, record)
    for ref in dataset.links_to(record.ref):
        other = dataset.get(ref)
        if other is not None and other is not record:
            yield _incoming(record, other), other
    yield from _further(dataset, record)


def _own(dataset: Dataset, record: Record) -> Iterator[tuple[str, Record]]:
    """What the record itself points to, field by field; fields with one value stand among the facts."""
    for field, _table in LINKS.get(record.TABLE, ()):
        value = getattr(record, field)
        if not isinstance(value, tuple) or field == "source_ids":
            continue
        for ref in dataset.resolve(record, field):
            other = dataset.get(ref)
            if other is not None:
                yield _outgoing(field, other), other


def _outgoing(field: str, other: Record) -> str:
    special = {
        "follows": tr("Fulfils, renews, answers or breaks"),
        "competes_with": tr("Competes with"),
        "promoters": tr("Promoted by"),
    }.get(field)
    return special or _plural(other)


def _incoming(record: Record, other: Record) -> str:
    if isinstance(record, Event) and isinstance(other, Event):
        return tr("Followed by")
    if isinstance(record, Corridor) and isinstance(other, Corridor):
        return tr("Competes with")
    if isinstance(record, Actor) and isinstance(other, Corridor):
        return tr("Promotes")
    if isinstance(record, Actor) and isinstance(other, Actor):
        return tr("Those who belong to it")
    return _plural(other)


def _further(dataset: Dataset, record: Record) -> Iterator[tuple[str, Record]]:
    """Two steps that people expect as one: a place and its corridors, a rating and its neighbours."""
    if isinstance(record, Event):
        yield from _about_event(dataset, record)
    if isinstance(record, Observation):
        for claim in dataset.claims:
            if f"series/{record.series_id}" in claim.related:
                yield tr("Claims about this series"), claim
    if isinstance(record, Node):
        for segment in dataset.segments:
            if record.id in (segment.from_node, segment.to_node):
                corridor = dataset.find("corridors", segment.corridor_id)
                if corridor is not None:
                    yield tr("Corridors through it"), corridor
    if isinstance(record, Rating):
        for other in dataset.ratings:
            if other.evidence_id == record.evidence_id and other is not record:
                yield tr("The same evidence under other explanations"), other


def _about_event(dataset: Dataset, event: Event) -> Iterator[tuple[str, Record]]:
    """Figures and corridors name no events, but the sources and actors that they share do join them."""
    cited = set(event.source_ids)
    for observation in dataset.observations:
        if observation.source_id in cited:
            yield tr("Figures from the same sources"), observation
    for corridor in dataset.corridors:
        if corridor.actor_id and corridor.actor_id in event.actors:
            yield tr("Corridors that take part"), corridor
        elif cited & set(corridor.source_ids):
            yield tr("Corridors in the same sources"), corridor


def _plural(other: Record) -> str:
    words = noun_words(other.NOUN, many=True)
    return words[:1].upper() + words[1:]


def _sorted(dataset: Dataset, links: dict[Ref, Link]) -> tuple[Link, ...]:
    """Events by date, figures by period, all else in the order found."""

    def key(item: Link) -> str:
        record = dataset.get(item.ref)
        if isinstance(record, Event):
            return str(record.date)
        if isinstance(record, Observation):
            return record.period
        return ""

    return tuple(sorted(links.values(), key=key))
