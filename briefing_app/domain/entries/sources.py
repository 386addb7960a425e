"""Who says so: the sources behind an entry with grade, date as known and what each of them says here."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.entries.card import SourceItem
from briefing_app.domain.entries.fields import LANGUAGES, scale_meaning
from briefing_app.domain.entries.titles import figure_words
from briefing_app.domain.model import (
    Claim,
    Evidence,
    Hypothesis,
    Node,
    Observation,
    Rating,
    Record,
    Segment,
    Series,
    Source,
)
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import grade_words, period_words, plain_word, published_words
from briefing_app.translation import tr, trl

_TITLE_NOTES = {"translated": trl("title in translation"), "described": trl("described, not the printed title")}


def items(
    dataset: Dataset, record: Record, *, as_known_on: dt.date | None = None
) -> tuple[tuple[SourceItem, ...], int]:
    """Returns the sources behind a record, and how many are left out because they appeared after the day.

    An undated source cannot have been known on a chosen day and is left out then.
    """
    made = [(s, source_item(dataset, s, **said)) for s, said in _sources(dataset, record)]
    if as_known_on is None:
        return tuple(i for _s, i in made), 0
    kept = tuple(i for s, i in made if s.published is not None and s.published.last() <= as_known_on)
    return kept, len(made) - len(kept)


def source_item(
    dataset: Dataset,
    source: Source,
    *,
    role: str = "",
    says: str = "",
    credibility: str = "",
    reliability: str = "",
) -> SourceItem:
    """Returns one source as it stands under "who says so".

    Args:
        dataset: The data, for the meaning of the grades.
        source: The source.
        role: What it does here.
        says: What it says here.
        credibility: Admiralty number, where the information itself was graded.
        reliability: Admiralty letter given for the item; empty for the source's own.
    """
    letter = reliability or source.reliability
    meanings = [scale_meaning(dataset, "reliability", letter), scale_meaning(dataset, "credibility", credibility)]
    return SourceItem(
        ref=source.ref,
        grade=grade_words(letter, credibility),
        grade_meaning=" ".join(m for m in meanings if m) or tr("Nobody graded this source."),
        publisher=source.publisher,
        date=published_words(source),
        title=source.title,
        title_note=tr(_TITLE_NOTES[source.title_kind]) if source.title_kind in _TITLE_NOTES else "",
        kind=plain_word(source.kind),
        language=tr(LANGUAGES.get(source.language, source.language)),
        url=source.url,
        role=role,
        says=says,
    )


def _sources(dataset: Dataset, record: Record) -> list[tuple[Source, dict[str, str]]]:
    if isinstance(record, Observation):
        return [(s, {"says": _says(dataset, (record,))}) for s in dataset.sources_of(record)]
    if isinstance(record, Series):
        return _of_series(dataset, record)
    if isinstance(record, Evidence):
        grade = {"reliability": record.source_reliability, "credibility": record.information_credibility}
        return [(s, grade) for s in dataset.sources_of(record)]
    if isinstance(record, Rating):
        evidence = dataset.find("evidence", record.evidence_id)
        return _sources(dataset, evidence) if evidence is not None else []
    if isinstance(record, Claim):
        return _of_claim(dataset, record)
    if isinstance(record, Segment):
        corridor = dataset.find("corridors", record.corridor_id)
        return [(s, {"role": tr("for the corridor")}) for s in dataset.sources_of(corridor)] if corridor else []
    if isinstance(record, Source):
        return []
    return [(s, {}) for s in dataset.sources_of(record)]


def _of_claim(dataset: Dataset, claim: Claim) -> list[tuple[Source, dict[str, str]]]:
    found: list[tuple[Source, dict[str, str]]] = []
    paragraph = dataset.paragraph(claim.paragraph)
    if paragraph is not None:
        document = dataset.find("sources", paragraph.source_id)
        if document is not None:
            role = tr("makes the statement, paragraph {n}", n=claim.paragraph)
            found.append((document, {"role": role}))
    found += [(s, {"role": tr("used for the check")}) for s in dataset.sources_of(claim)]
    return found


def _of_series(dataset: Dataset, series: Series) -> list[tuple[Source, dict[str, str]]]:
    by_source: dict[str, list[Observation]] = {}
    for observation in dataset.observations:
        if observation.series_id == series.id:
            by_source.setdefault(observation.source_id, []).append(observation)
    found = []
    for ident, observations in by_source.items():
        source = dataset.find("sources", ident)
        if source is not None:
            found.append((source, {"says": _says(dataset, tuple(observations))}))
    return found


def _says(dataset: Dataset, observations: tuple[Observation, ...]) -> str:
    said = [f"{figure_words(o, dataset=dataset)}, {period_words(o, short=True)}" for o in observations]
    more = f" … (+{len(said) - 3})" if len(said) > 3 else ""
    return "; ".join(said[:3]) + more


def nobody(record: Record) -> str:
    """Returns why an entry names no source."""
    if isinstance(record, Source):
        return tr("This is a source itself; what cites it stands under related entries.")
    if isinstance(record, Hypothesis):
        return tr("An explanation is proposed by the analysis; the evidence rated against it has sources.")
    if isinstance(record, Node):
        return tr("Places are drawn from their coordinates; the corridors through them have sources.")
    return tr("This entry names no source.")
