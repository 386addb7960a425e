"""The two ambitions: evidence both ways, indicators, competing explanations and what bends the counting."""

from __future__ import annotations

import dataclasses
from itertools import islice, zip_longest

from briefing_app.domain.ambitions import (
    Conditions,
    EvidenceLine,
    IndicatorLine,
    Way,
    bias_notes,
    evidence_line,
    indicator_lines,
    indicators,
    matrix,
    scores_table,
    two_ways,
)
from briefing_app.domain.briefing import bears_on
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import PartialDate
from briefing_app.domain.overview import begun_words
from briefing_app.domain.wording import date_words
from briefing_app.report.blocks import (
    Abreast,
    Block,
    Blocks,
    Bullets,
    Grid,
    Group,
    Head,
    Heading,
    Line,
    Paragraph,
    Run,
    Runs,
    joined,
    plain,
)
from briefing_app.report.material import Material
from briefing_app.report.sections.reasoning import assumptions, between, forecasts, own_words
from briefing_app.translation import tr, trn

_CORE = Conditions(core=True)
_MOST, _MOST_MOVED = 3, 8
"""Items of evidence each way, and indicators that moved, that a short document tells."""


def ambitions(material: Material) -> Blocks:
    """Returns the ambitions asked for with their evidence, then indicators, matrix, scores and caveats."""
    found = two_ways(material.asked)
    ways = [way for way in found.ways if material.filter.ambition in ("", way.ambition) and _says(way)]
    blocks: list[Block] = []
    if ways:
        blocks.append(Paragraph(runs=plain(" ".join(_counted(way) for way in ways)), style="small"))
    if len(ways) == 2:
        blocks.append(
            Abreast(blocks=tuple(Group(blocks=_column(way, material)) for way in ways), long=not material.short)
        )
    for way in ways:
        blocks += _way(way, material, alone=len(ways) != 2)
    links = between(material) if len(ways) > 1 else ()
    blocks += () if material.short else links
    blocks += _indicators(material)
    blocks += _explanations(material)
    rest = (*assumptions(material), *forecasts(material))
    blocks += _as_one((*links, *rest)) if material.short else rest
    blocks += own_words(material)
    if blocks and material.later:
        blocks.append(Paragraph(runs=plain(_later(len(material.later))), style="small"))
    return tuple(blocks)


def _as_one(blocks: Blocks) -> Blocks:
    """Returns short paragraphs as one."""
    told = joined(tuple(block.runs for block in blocks if isinstance(block, Paragraph)), by=" ")
    return (Paragraph(runs=told),) if told else ()


def _later(n: int) -> str:
    return trn(
        "{n} judgement rests on sources that appeared later and is not in here.",
        "{n} judgements rest on sources that appeared later and are not in here.",
        n,
    )


def _says(way: Way) -> bool:
    return bool(way.statement or way.speaks_for or way.speaks_against or way.mixed)


def _low(title: str) -> str:
    return title[:1].lower() + title[1:]


def _counted(way: Way) -> str:
    return tr(
        "Ambition {letter}, {title}: {plus} for, {minus} against, {mixed} both ways.",
        letter=way.letter,
        title=_low(way.title),
        plus=trn("{n} item", "{n} items", len(way.speaks_for)),
        minus=len(way.speaks_against),
        mixed=way.mixed,
    )


def _column(way: Way, material: Material) -> Blocks:
    """One of two columns: thesis, judgements with likelihood and confidence apart, the chain, the milestones.

    A short document has the thesis, the judgements and the milestones among its key judgements alone.
    """
    if material.short:
        return (Heading(text=tr("{letter}: {title}", letter=way.letter, title=_low(way.title)), level=2), _steps(way))
    judged: list[Runs] = []
    for judgement in way.judgements:
        said = tuple(Run(text=piece.text, strong=piece.strong) for piece in judgement.pieces)
        rest = " ".join(part for part in (judgement.level, _sentence(judgement.outlook)) if part)
        judged.append((*said, *plain(f" {rest}", muted=True)) if rest else said)
    return (
        Heading(text=tr("{letter}: {title}", letter=way.letter, title=_low(way.title)), level=2),
        *((Paragraph(runs=plain(way.statement, strong=True)),) if way.statement else ()),
        *((Bullets(items=tuple(judged)),) if judged else ()),
        _steps(way),
        *((Paragraph(runs=plain(way.milestones), style="small"),) if way.milestones else ()),
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _steps(way: Way) -> Grid:
    return Grid(
        title=tr("The steps it would have to go through"),
        columns=(
            Head(label=tr("Step"), weight=4),
            Head(label=tr("Which way the evidence points"), weight=3),
            Head(label=tr("For"), weight=1, figures=True),
            Head(label=tr("Both ways"), weight=2, figures=True),
            Head(label=tr("Against"), weight=2, figures=True),
        ),
        lines=tuple(
            Line(cells=(plain(s.label), plain(str(s.lean)), *(plain(str(n)) for n in s.counts))) for s in way.steps
        ),
        dense=True,
    )


def _way(way: Way, material: Material, *, alone: bool) -> Blocks:
    """The evidence of one ambition; one that stands alone has its thesis and its chain here as well."""
    thesis = (Paragraph(runs=plain(way.statement)),) if way.statement and not material.short else ()
    return (
        Heading(
            text=tr("Ambition {letter}: {title}", letter=way.letter, title=_low(way.title)),
            level=2,
        ),
        *((*thesis, _steps(way)) if alone else ()),
        *_evidence(tr("Speaks for"), way.speaks_for, material),
        *_evidence(tr("Speaks against"), way.speaks_against, material),
        *(() if material.short else _evidence(tr("Cuts both ways"), _mixed(way, material), material)),
    )


def _mixed(way: Way, material: Material) -> tuple[EvidenceLine, ...]:
    """Returns the items that cut both ways, core and better graded ones first."""
    found = [
        item for item in material.part.evidence if item.direction == "mixed" and bears_on(item.ambition, way.ambition)
    ]
    found.sort(key=lambda i: (not i.core, i.source_reliability, i.information_credibility, i.id))
    return tuple(map(evidence_line, found))


def _evidence(title: str, lines: tuple[EvidenceLine, ...], material: Material) -> Blocks:
    if not lines:
        return (
            Paragraph(
                runs=(*plain(f"{title}: ", strong=True), *plain(tr("nothing passes the filter."))),
            ),
        )
    told = lines[:_MOST] if material.short else lines
    return (
        Grid(
            title=_evidence_title(title, len(lines), len(told)),
            columns=(
                Head(label=tr("What is known"), weight=15),
                Head(label=tr("Grade"), weight=2),
                Head(label=tr("Date"), weight=3),
            ),
            lines=tuple(_evidence_line(line, material) for line in told),
            dense=True,
        ),
    )


def _evidence_title(title: str, every: int, told: int) -> str:
    if told < every:
        return trn(
            "{title}: the most telling one", "{title}: the {n} most telling of {every}", told, title=title, every=every
        )
    return trn("{title}: {n} item", "{title}: {n} items, the most telling first", every, title=title)


def _evidence_line(line: EvidenceLine, material: Material) -> Line:
    record = material.dataset.get(line.ref)
    cited: Runs = ()
    if record is not None:
        material.show(record)
        cited = material.cite(record, most=1 if material.short else 0)
    ident = () if material.short else plain(f"{line.ref.id} ", muted=True)
    told = joined((plain(f"{line.statement} "), ident, cited), by="")
    return Line(cells=(told, plain(line.grade), plain(line.date)), anchor=str(line.ref))


def _then_short(material: Material) -> str:
    """The month of the first reading, which is that of the starting document."""
    day = material.dataset.briefing.document.day
    return date_words(PartialDate(day.year, day.month), short=True) if day is not None else tr("First")


def _indicators(material: Material) -> Blocks:
    asked = material.asked.asking(_read_by(material))
    spec = indicators(asked)
    if spec.caption.empty:
        return ()
    briefing = material.dataset.briefing
    lines = sorted(indicator_lines(asked), key=lambda line: briefing.place(line.ambition))
    if material.short:
        return _moved_indicators([line for line in lines if line.changed], spec.caption.title, material)
    return (
        Heading(text=spec.caption.title, level=2),
        Paragraph(runs=plain(f"{spec.caption.subtitle}. {' '.join(spec.caption.notes)}"), style="small"),
        Grid(
            columns=(
                Head(label=tr("Question"), weight=10),
                Head(label=material.dataset.briefing.letters("both", between=", ") or tr("Ambition"), weight=2),
                Head(label=_then_short(material), weight=4),
                Head(label=tr("Latest"), weight=4),
                Head(label=tr("Trend"), weight=3),
                Head(label=tr("What would count"), weight=10),
                Head(label=tr("Next look"), weight=4),
            ),
            lines=tuple(_indicator(line, material) for line in lines),
            dense=True,
        ),
    )


def _moved_indicators(lines: list[IndicatorLine], title: str, material: Material) -> Blocks:
    """The indicators that read differently now, in a small table."""
    if not lines:
        return (Paragraph(runs=plain(f"{title}.")),)
    rows = []
    for line in _first_of_each(lines):
        record = material.dataset.get(line.ref)
        if record is not None:
            material.show(record)
        cited = material.cite(record, most=1) if record is not None else ()
        cells = (
            (*plain(("¬ " if line.counter else "") + f"{line.question} "), *cited),
            plain(material.dataset.briefing.letters(line.ambition, none="–")),
            plain(str(line.before)),
            plain(str(line.now), strong=True),
            plain(date_words(line.next_look, short=True)),
        )
        rows.append(Line(cells=cells, anchor=str(line.ref)))
    columns = (
        Head(label=tr("Question"), weight=12),
        Head(label=material.dataset.briefing.letters("both", between=", ") or tr("Ambition"), weight=2),
        Head(label=begun_words(material.dataset.briefing), weight=4),
        Head(label=tr("Latest"), weight=4),
        Head(label=tr("Next look"), weight=3),
    )
    note = tr("¬ marks a question whose yes speaks against the ambition.")
    if len(rows) < len(lines):
        note = f"{trn('{n} of them is shown.', '{n} of them are shown.', len(rows))} {note}"
    return (
        Grid(title=title, columns=columns, lines=tuple(rows), dense=True),
        Paragraph(runs=plain(note), style="small"),
    )


def _read_by(material: Material) -> Filter:
    """Readings taken after the period, or after the day asked for, are not told."""
    days = [day for day in (material.filter.as_known_on, material.filter.end) if day is not None]
    return Filter(as_known_on=min(days) if days else None)


def _first_of_each(lines: list[IndicatorLine]) -> list[IndicatorLine]:
    """Returns as many lines as a small table has, in their order, as many on each ambition as there are to be had."""
    by_ambition: dict[str, list[IndicatorLine]] = {}
    for line in lines:
        by_ambition.setdefault(line.ambition, []).append(line)
    in_turn = (line for turn in zip_longest(*by_ambition.values()) for line in turn if line is not None)
    chosen = {line.ref for line in islice(in_turn, _MOST_MOVED)}
    return [line for line in lines if line.ref in chosen]


def _indicator(line: IndicatorLine, material: Material) -> Line:
    record = material.dataset.get(line.ref)
    cited: Runs = ()
    if record is not None:
        material.show(record)
        cited = material.cite(record)
    question = ("¬ " if line.counter else "") + line.question
    read = f"\n{date_words(line.read, short=True)}" if line.read else ""
    return Line(
        cells=(
            (*plain(question), *plain(f" {line.ref.id} ", muted=True), *cited),
            plain(line.letters or "–"),
            plain(str(line.before)),
            (*plain(str(line.now), strong=line.changed), *plain(read, muted=True)),
            plain(str(line.trend)),
            plain(line.threshold),
            plain(date_words(line.next_look, short=True)),
        ),
        anchor=str(line.ref),
    )


def _explanations(material: Material) -> Blocks:
    """They weigh both ambitions against each other, so a document on one of them has no use for them."""
    core = matrix(material.asked, core=True)
    if core.caption.empty or material.filter.ambition:
        return ()
    blocks: list[Block] = [Heading(text=core.caption.title, level=2)]
    if material.short:
        return (*blocks, Paragraph(runs=plain(core.caption.summary)))
    material.show(*material.dataset.hypotheses)
    blocks.append(Paragraph(runs=plain(core.caption.summary)))
    numbers = {h.hypothesis_id: f"E{i}" for i, h in enumerate(material.dataset.hypotheses, start=1)}
    blocks.append(
        Bullets(
            items=tuple(
                (*plain(f"{numbers[h.hypothesis_id]} {h.label}: ", strong=True), *plain(h.statement))
                for h in material.dataset.hypotheses
            )
        )
    )
    # The names would not fit above cells of two letters; they stand with their numbers above the table.
    columns = tuple(dataclasses.replace(c, label=numbers.get(c.key, c.label)) for c in core.columns)
    numbered = dataclasses.replace(core, columns=columns)
    made = material.grid(numbered, leave=frozenset({"date", "separates"}), title=False)
    blocks.append(dataclasses.replace(made, title=tr("The matrix as a table"), dense=True))
    for conditions, which in ((Conditions(), tr("all rated items")), (_CORE, tr("the balanced short list"))):
        spec = scores_table(material.asked, conditions=conditions)
        made = material.grid(spec, title=False)
        title = f"{spec.caption.title} ({which})"
        blocks.append(Grid(title=title, columns=made.columns, lines=made.lines, dense=True))
        blocks.append(Paragraph(runs=plain(spec.caption.summary), style="small"))
    caveats = bias_notes(material.asked, conditions=_CORE)
    blocks.append(Heading(text=tr("What could distort the count"), level=3))
    blocks.append(Bullets(items=tuple(plain(note) for note in caveats)))
    return tuple(blocks)
