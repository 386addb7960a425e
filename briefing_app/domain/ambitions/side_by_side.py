"""The ambitions side by side: judgement, chain of steps, evidence for and against, indicators then and now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.domain import likelihood
from briefing_app.domain.ambitions.dependence import LinkLine, links
from briefing_app.domain.ambitions.indicators import IndicatorLine, indicator_lines
from briefing_app.domain.briefing import Ambition, bears_on
from briefing_app.domain.likelihood import Piece
from briefing_app.domain.model import Evidence, Judgement, PartialDate, Ref
from briefing_app.domain.overview import begun_words, outlook_words
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import Sign, date_words, grade_words, sign_of
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn

# From this share of items, mixed ones counted half, a step is called shown; below its mirror contradicted.
_MOSTLY = 2 / 3
_LEAST_ITEMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementLine:
    """One judgement with likelihood and confidence in sentences of their own.

    Attributes:
        pieces: The statement; likelihood words with their range are strong.
        confidence: The sentence on confidence with its reason.
        level: The sentence on confidence alone, such as "Confidence is high."; empty if none is stated.
        outlook: Movement since the starting document as seen from the aim named, in words; empty if none is stated.
        letters: Letters of the ambitions that it bears on.
        would_change: What would change it, in words; empty if nothing is stated.
    """

    ref: Ref
    heading: str
    pieces: tuple[Piece, ...]
    confidence: str
    level: str
    outlook: str
    letters: str = ""
    would_change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the chain: how the evidence on it leans, in counts and one word.

    Attributes:
        label: What the step is.
        lean: Sign and word.
        counts: Items that support, are mixed, undercut.
        refs: The items, most telling first; empty if there is none.
    """

    label: str
    lean: Sign
    counts: tuple[int, int, int]
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One item of evidence as it stands in a list."""

    ref: Ref
    grade: str
    date: str
    statement: str
    direction: Sign
    core: bool
    day: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One ambition.

    Attributes:
        ambition: Its key.
        letter: Its letter.
        tone: Its colour.
        title: Its name.
        statement: The headline in words, empty if the clock hides it.
        statement_ref: The headline judgement.
        milestones: What to watch next, in words; empty if none is stated.
        judgements: Key judgements in order of rank.
        steps: The chain.
        speaks_for: Supporting items, core and better graded ones first.
        speaks_against: Undercutting items in the same order.
        mixed: How many items cut both ways.
        indicators: Its indicators.
    """

    ambition: str
    letter: str
    tone: str
    title: str
    statement: str
    statement_ref: Ref | None
    milestones: str = ""
    judgements: tuple[JudgementLine, ...]
    steps: tuple[Step, ...]
    speaks_for: tuple[EvidenceLine, ...]
    speaks_against: tuple[EvidenceLine, ...]
    mixed: int
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoWays:
    """All ambitions.

    Attributes:
        ways: One for each ambition, in order.
        shared: Judgements that bear on several.
        scale: Name of the likelihood scale in use.
        links: What leads from one ambition to another.
        month: The month of the starting document, in words.
        hidden: How many judgements the second clock hides because they rest on later sources.
        caption: Words around the picture.
    """

    ways: tuple[Way, ...]
    shared: tuple[JudgementLine, ...]
    links: tuple[LinkLine, ...]
    scale: str
    month: str
    hidden: int
    caption: Caption


def two_ways(scope: Scope) -> TwoWays:
    """Returns the ambitions as the evidence and the judgements show them; they are set side by side once.

    A condition on the ambition is left aside: this view compares them.
    """
    aside = scope.without("ambition")
    return aside.once("two ways", lambda: _two_ways(aside))


def _two_ways(scope: Scope) -> TwoWays:
    dataset, scale = scope.dataset, scope.scale
    evidence = scope.visible(dataset.evidence)
    lines = indicator_lines(scope)
    made = sorted(dataset.judgements, key=lambda j: (j.kind, j.rank))
    open_ones = [j for j in made if _judged_by(j, scope.filter.as_known_on, dataset)]
    briefing = dataset.briefing
    ways = tuple(_way(ambition, scope, evidence, lines, open_ones) for ambition in briefing.ambitions)
    used = likelihood.scale(dataset, scale)
    return TwoWays(
        ways=ways,
        shared=tuple(
            _judgement(j, scope) for j in open_ones if j.kind == "judgement" and len(briefing.borne_on(j.ambition)) > 1
        ),
        links=links(scope),
        scale=used.name,
        month=begun_words(briefing),
        hidden=len(made) - len(open_ones),
        caption=Caption(
            key="two-ways",
            title=briefing.ways_title or tr("The ambitions side by side"),
            subtitle=tr("Likelihood in the words of {scale}", scale=used.name),
            summary=_summary(*ways),
            notes=(tr("Likelihood and confidence are judged apart and stand in sentences of their own."),),
            edition=scope.edition,
            empty="" if ways else tr("This package names no ambitions: there is nothing to compare."),
        ),
    )


def _judged_by(judgement: Judgement, day: dt.date | None, dataset: Dataset) -> bool:
    """A judgement could be made only when the last of its sources had appeared."""
    if day is None:
        return True
    dates = [s.published.last() for s in dataset.sources_of(judgement) if s.published]
    return bool(dates) and max(dates) <= day


def _way(
    ambition: Ambition,
    scope: Scope,
    evidence: Sequence[Evidence],
    lines: Sequence[IndicatorLine],
    judgements: Sequence[Judgement],
) -> Way:
    briefing, key = scope.dataset.briefing, ambition.key
    mine = [item for item in evidence if bears_on(item.ambition, key)]
    chain = sorted((row for row in scope.dataset.steps if row.ambition == key), key=lambda row: row.order)
    name = briefing.name_of(key)
    head = next((j for j in judgements if j.kind == "headline" and j.ambition == key), None)
    return Way(
        ambition=key,
        letter=ambition.letter,
        tone=briefing.tone(key),
        title=name[:1].upper() + name[1:],
        statement=head.statement if head else "",
        statement_ref=head.ref if head else None,
        milestones=head.why if head else "",
        judgements=tuple(_judgement(j, scope) for j in judgements if j.kind == "judgement" and j.ambition == key),
        steps=tuple(_step(row.label, row.facets, mine) for row in chain),
        speaks_for=_lines(mine, "supports"),
        speaks_against=_lines(mine, "undercuts"),
        mixed=sum(item.direction == "mixed" for item in mine),
        indicators=tuple(line for line in lines if line.ambition == key),
    )


def _judgement(judgement: Judgement, scope: Scope) -> JudgementLine:
    try:
        pieces = likelihood.sentence_with_range(judgement.statement, dataset=scope.dataset, key=scope.scale)
    except ExpectedError as error:
        # A package that joins the two is shown with the fault named, not with the joined sentence.
        pieces = (Piece(error.words),)
    return JudgementLine(
        ref=judgement.ref,
        heading=judgement.heading,
        pieces=pieces,
        confidence=likelihood.confidence_sentence(judgement),
        level=likelihood.confidence_level(judgement),
        outlook=outlook_words(scope.dataset.briefing, judgement),
        letters=scope.dataset.briefing.letters(judgement.ambition),
        would_change=judgement.what_would_change,
    )


def _step(label: str, facets: tuple[str, ...], items: Sequence[Evidence]) -> Step:
    mine = sorted((item for item in items if item.facet in facets), key=_telling)
    counts = tuple(sum(i.direction == d for i in mine) for d in ("supports", "mixed", "undercuts"))
    plus, both, minus = counts[0], counts[1], counts[2]
    return Step(
        label=label,
        lean=_lean(plus, both, minus),
        counts=(plus, both, minus),
        refs=tuple(item.ref for item in mine),
    )


def _lean(plus: int, both: int, minus: int) -> Sign:
    total = plus + both + minus
    if total == 0:
        return Sign("?", tr("not shown: no evidence"), "muted")
    if total < _LEAST_ITEMS:
        return Sign("?", tr("not shown: few items"), "muted")
    share = (plus + both / 2) / total
    if share >= _MOSTLY:
        return Sign("✓", tr("shown"), "good")
    if share <= 1 - _MOSTLY:
        return Sign("✕", tr("contradicted"), "bad")
    return Sign("◐", tr("partly shown"), "warn")


def _telling(item: Evidence) -> tuple[bool, str, str, int]:
    """Core items first, then better grades, then later dates."""
    day = item.date.last().toordinal() if item.date else 0
    return (not item.core, item.source_reliability, item.information_credibility, -day)


def evidence_line(item: Evidence) -> EvidenceLine:
    """Returns an item as it stands beside others."""
    return EvidenceLine(
        ref=item.ref,
        grade=grade_words(item.source_reliability, item.information_credibility),
        date=date_words(item.date, short=True),
        day=item.date,
        statement=item.statement,
        direction=sign_of("evidence-direction", item.direction),
        core=item.core,
    )


def _lines(items: Sequence[Evidence], direction: str) -> tuple[EvidenceLine, ...]:
    return tuple(map(evidence_line, sorted((i for i in items if i.direction == direction), key=_telling)))


def _summary(*ways: Way) -> str:
    return " ".join(
        tr(
            "Ambition {letter}, {title}: {plus} for, {minus} against, {mixed} both ways.",
            letter=way.letter,
            title=way.title[:1].lower() + way.title[1:],
            plus=trn("{n} item", "{n} items", len(way.speaks_for)),
            minus=len(way.speaks_against),
            mixed=way.mixed,
        )
        for way in ways
    )
