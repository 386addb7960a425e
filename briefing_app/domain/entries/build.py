"""The card of an entry, put together from its parts."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.briefing import Briefing
from briefing_app.domain.entries import differ, fields, related, sources
from briefing_app.domain.entries.card import Badge, EntryCard, Fact, Group
from briefing_app.domain.entries.titles import figure_words, record_title
from briefing_app.domain.filters import known_by
from briefing_app.domain.likelihood import scale_name
from briefing_app.domain.model import (
    BRIEFING,
    Actor,
    Claim,
    Corridor,
    Event,
    Evidence,
    Indicator,
    Judgement,
    Node,
    Observation,
    Rating,
    Record,
    Ref,
    ScaleTerm,
    Segment,
    Series,
    Source,
)
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import (
    date_words,
    day_words,
    noun_words,
    period_words,
    plain_word,
    sign_of,
)
from briefing_app.translation import grouped, tr


def card(scope: Scope, ref: Ref) -> EntryCard:
    """Returns everything there is to say about an entry.

    Args:
        scope: What is asked about: sources, rival versions and related entries that became known after its day are
            left out and counted; the other conditions of the filter leave the card whole.
        ref: The entry; one that is not there gets a card that says so.
    """
    dataset, as_known_on = scope.dataset, scope.filter.as_known_on
    if ref == BRIEFING:
        return _whole(dataset)
    record = dataset.get(ref)
    if record is None:
        return _lost(dataset, ref)
    said, later = sources.items(dataset, record, as_known_on=as_known_on)
    groups, unseen = related.groups(dataset, record, as_known_on=as_known_on)
    lead_field = fields.LEADS.get(record.TABLE, "")
    title_field = fields.TITLES.get(record.TABLE, "")
    return EntryCard(
        ref=ref,
        kicker=_kicker(dataset, record),
        title=record_title(dataset, record),
        title_field=title_field,
        badges=fields.badges(dataset, record) + _grade(dataset, record),
        caution=_caution(dataset, record, as_known_on),
        lead=_lead(dataset, record, lead_field),
        lead_field=lead_field,
        facts=fields.facts(dataset, record),
        texts=fields.texts(dataset, record),
        sources=said,
        no_source="" if said else _silence(record, later),
        differences=differ.differences(dataset, record, as_known_on=as_known_on),
        related=groups,
        hidden=later + unseen,
    )


def _silence(record: Record, later: int) -> str:
    if later:
        return tr("Every source of this entry appeared later than the day chosen, or is undated.")
    return sources.nobody(record)


def _lead(dataset: Dataset, record: Record, field: str) -> str:
    if field:
        return str(getattr(record, field))
    if isinstance(record, Observation):
        return tr("{value} in {period}.", value=figure_words(record, dataset=dataset), period=period_words(record))
    if isinstance(record, Series):
        return _latest(dataset, record)
    if isinstance(record, Rating):
        return tr("Rated {word}.", word=sign_of("rating", record.rating).word)
    return ""


def _latest(dataset: Dataset, series: Series) -> str:
    drawn = [o for o in dataset.observations if o.series_id == series.id and o.preferred and o.period_end]
    if not drawn:
        return ""
    last = max(drawn, key=lambda o: o.period_end or dt.date.min)
    return tr(
        "Latest preferred figure: {value}, {period}.",
        value=figure_words(last, dataset=dataset),
        period=period_words(last),
    )


def _grade(dataset: Dataset, record: Record) -> tuple[Badge, ...]:
    if isinstance(record, Evidence):
        meaning = " ".join(
            fields.scale_meaning(dataset, scale, term)
            for scale, term in (
                ("reliability", record.source_reliability),
                ("credibility", record.information_credibility),
            )
        )
        grade = f"{record.source_reliability} {record.information_credibility}"
        return (Badge(sign=grade, word=tr("grade"), tone="muted", meaning=meaning),)
    if isinstance(record, Source) and record.reliability:
        meaning = fields.scale_meaning(dataset, "reliability", record.reliability)
        return (Badge(sign=record.reliability, word=tr("reliability"), tone="muted", meaning=meaning),)
    if isinstance(record, Observation):
        word = tr("preferred version") if record.preferred else tr("not the preferred version")
        return (Badge(sign="●" if record.preferred else "○", word=word, tone="ink"),)
    return ()


def _caution(dataset: Dataset, record: Record, day: dt.date | None) -> str:
    if day is None or known_by(record, day, dataset=dataset):
        return ""
    since = fields.known_since(dataset, record)
    if since is None:
        return tr("It is not known whether this was known on {day}: no source is dated.", day=day_words(day))
    return tr("Not known on {day}: the earliest source is of {date}.", day=day_words(day), date=date_words(since))


def _kicker(dataset: Dataset, record: Record) -> str:
    noun = noun_words(record.NOUN)
    return " · ".join(part for part in (noun[:1].upper() + noun[1:], *_kind(dataset, record)) if part)


def _one_ambition(briefing: Briefing, word: str) -> str:
    found = briefing.borne_on(word)
    return tr("ambition {letter}", letter=found[0].letter) if len(found) == 1 else ""


def _kind(dataset: Dataset, record: Record) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return (tr("paragraph {n} of the starting document", n=record.paragraph),)
    if isinstance(record, Event):
        return record.category, record.place
    if isinstance(record, Observation):
        return (sign_of("observation-status", record.status).word,)
    if isinstance(record, Series):
        return record.topic, record.measure
    if isinstance(record, Evidence | Indicator):
        return (_one_ambition(dataset.briefing, record.ambition),)
    if isinstance(record, Judgement):
        return (record.kind if record.kind != "judgement" else tr("number {n}", n=record.rank),)
    if isinstance(record, Segment):
        corridor = dataset.find("corridors", record.corridor_id)
        return (corridor.short_name if corridor else record.corridor_id, record.mode)
    if isinstance(record, Node):
        return plain_word(record.kind), record.country
    if isinstance(record, Actor | Corridor | Source):
        return (plain_word(record.kind),)
    if isinstance(record, ScaleTerm):
        return (scale_name(record.scale),)
    return ()


def _lost(dataset: Dataset, ref: Ref) -> EntryCard:
    noun = noun_words(ref)
    return EntryCard(
        ref=ref,
        kicker=noun[:1].upper() + noun[1:],
        title=ref.id,
        caution=tr("This entry is not in edition {version} of the data.", version=dataset.edition.version or "–"),
        facts=(Fact(label=tr("Reference"), value=str(ref)),),
        no_source=tr("Nothing is known here about this entry."),
    )


def _whole(dataset: Dataset) -> EntryCard:
    edition = dataset.edition
    counted = [
        Fact(label=tr("Number of {what}", what=noun_words(kind, many=True)), value=grouped(count))
        for kind, count in _counts(dataset)
    ]
    judgements = tuple(related.link(dataset, j) for j in sorted(dataset.judgements, key=_page_order))
    changes = tuple(related.link(dataset, c) for c in dataset.changes)
    made = [
        Fact(label=tr("Edition"), value=edition.version),
        Fact(label=tr("Date of the edition"), value=day_words(day) if (day := edition.stated_day) else edition.created),
        Fact(label=tr("Licence"), value=edition.licence),
        Fact(label=tr("Problems found while reading"), value=grouped(len(dataset.problems))),
        *counted,
        Fact(label=tr("Fingerprint"), value=edition.fingerprint),
        Fact(label=tr("Reference"), value=str(BRIEFING)),
    ]
    found = [
        Group(heading=tr("Headlines and judgements"), links=judgements),
        Group(heading=tr("Changes"), links=changes),
    ]
    return EntryCard(
        ref=BRIEFING,
        kicker=tr("Briefing"),
        title=edition.title or tr("The whole briefing"),
        lead=tr("Notes kept here are about the briefing as a whole."),
        facts=tuple(f for f in made if f.value),
        no_source=tr("The sources are given with each entry and in the Sources tab."),
        related=tuple(g for g in found if g.links),
    )


def _page_order(judgement: Judgement) -> tuple[bool, int]:
    return judgement.kind != "headline", judgement.rank


def _counts(dataset: Dataset) -> list[tuple[str, int]]:
    rows = (
        dataset.events,
        dataset.claims,
        dataset.series,
        dataset.observations,
        dataset.evidence,
        dataset.sources,
    )
    return [(group[0].NOUN, len(group)) for group in rows if group]
