"""Where all of this comes from: edition, fingerprint, filter, scales, grading key, coverage and limits."""

from __future__ import annotations

from briefing_app.domain import filters, likelihood
from briefing_app.domain.corridors import borders
from briefing_app.domain.entries.fields import LANGUAGES
from briefing_app.domain.likelihood import Band
from briefing_app.domain.model import Record, Source
from briefing_app.domain.wording import date_words, day_words, noun_words, range_words
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
    Runs,
    plain,
)
from briefing_app.report.material import Material
from briefing_app.translation import grouped, tr, trn


def about(material: Material) -> Blocks:
    """Returns the provenance of the document."""
    if material.short:
        beside = Abreast(blocks=(Group(blocks=_likelihood(material)), Group(blocks=_limits(material))))
        return (*_made(material), beside)
    return (*_made(material), *_coverage(material), *_likelihood(material), *_grades(material), *_limits(material))


def _facts(rows: list[tuple[str, str]]) -> Grid:
    return Grid(
        columns=(Head(label=tr("What"), weight=3), Head(label=tr("Value"), weight=9)),
        lines=tuple(Line(cells=(plain(label, strong=True), plain(value))) for label, value in rows if value),
        dense=True,
    )


def _made(material: Material) -> Blocks:
    edition, filter, briefing = material.dataset.edition, material.filter, material.dataset.briefing
    known = day_words(filter.as_known_on) if filter.as_known_on else tr("everything in the edition")
    facts = _facts(
        [
            (tr("Date"), day_words(material.options.date)),
            (tr("Handling marking"), material.options.marking or tr("none set")),
            (tr("Data package"), f"{edition.title}, {material.scope.edition}"),
            (tr("Question"), briefing.question),
            (tr("Starting document"), briefing.document.words),
            (tr("Languages of the content"), ", ".join(tr(LANGUAGES.get(key, key)) for key in briefing.languages)),
            (tr("Fingerprint (SHA-256)"), edition.fingerprint),
            (tr("Filter"), filters.words(filter, dataset=material.dataset)),
            (tr("As known on"), known),
            (tr("Latest source cited"), _latest(material)),
            (tr("Notes"), _notes_words(material)),
            (tr("Program"), f"Briefing App {material.version}"),
            (tr("Licence of the data"), edition.licence),
            (tr("Attached"), tr("snapshot.json: the choices above and the records shown, for machines")),
            (tr("Problems in the data"), str(len(material.dataset.problems))),
        ]
    )
    return (Group(blocks=(Heading(text=tr("This document"), level=2), facts)),)


def _latest(material: Material) -> str:
    cited = (material.dataset.get(ref) for ref in material.citations.numbers)
    dated = [s.published for s in cited if isinstance(s, Source) and s.published]
    return date_words(max(dated, key=lambda d: (d.last(), d))) if dated else tr("no dated source is cited")


def _notes_words(material: Material) -> str:
    """Says how many notes are in here; how many are not would tell of them."""
    included = len(material.citations.notes)
    return trn("{n} included", "{n} included", included) if included else tr("none included")


def _coverage(material: Material) -> Blocks:
    data = material.dataset
    tables: tuple[tuple[Record, ...], ...] = (
        data.events,
        data.claims,
        data.observations,
        data.series,
        data.actors,
        data.relations,
        data.corridors,
        data.evidence,
        data.indicators,
        data.judgements,
        data.sources,
    )
    lines = []
    for rows in tables:
        if rows:
            noun = noun_words(rows[0].NOUN, many=True)
            shown = sum(ref.noun == rows[0].NOUN for ref in material.citations.shown)
            cells = (
                noun[:1].upper() + noun[1:],
                grouped(len(rows)),
                grouped(len(material.visible(rows))),
                grouped(shown),
            )
            lines.append(Line(cells=tuple(plain(c) for c in cells)))
    missing = [f"{name}: {table.missing}" for name, table in data.tables.items() if table.missing]
    blocks: list[Block] = [
        Heading(text=tr("Coverage"), level=2),
        Grid(
            columns=(
                Head(label=tr("Records"), weight=4),
                Head(label=tr("In the edition"), weight=2, figures=True),
                Head(label=tr("Behind the filter"), weight=2, figures=True),
                Head(label=tr("In this document"), weight=2, figures=True),
            ),
            lines=tuple(lines),
        ),
    ]
    if missing:
        blocks.append(Bullets(items=tuple(plain(m) for m in missing)))
    return tuple(blocks)


def _likelihood(material: Material) -> Blocks:
    used = likelihood.scale(material.dataset, material.options.scale)
    return (
        Heading(text=tr("Likelihood"), level=2),
        Paragraph(runs=plain(tr("Words and ranges of the {scale}.", scale=used.name)), style="small"),
        _terms_in_a_line(used.bands) if material.short else _terms_of(used.bands),
    )


def _terms_in_a_line(bands: tuple[Band, ...]) -> Paragraph:
    return Paragraph(runs=plain("; ".join(f"{b.term} {range_words(b.low, b.high)}" for b in bands) + "."))


def _grades(material: Material) -> Blocks:
    words = ((tr("Reliability of the source"), "reliability"), (tr("Credibility of the information"), "credibility"))
    blocks: list[Block] = [Heading(text=tr("Grades"), level=2)]
    for title, scale in words:
        rows = sorted((s for s in material.dataset.scales if s.scale == scale), key=lambda s: s.position)
        if rows:
            blocks.append(
                Grid(
                    title=title,
                    columns=(Head(label=tr("Grade"), weight=1), Head(label=tr("Meaning"), weight=9)),
                    lines=tuple(Line(cells=(plain(s.term), plain(s.definition))) for s in rows),
                    dense=True,
                )
            )
    return tuple(blocks) if len(blocks) > 1 else ()


def _terms_of(bands: tuple[Band, ...]) -> Grid:
    return Grid(
        columns=(
            Head(label=tr("Word"), weight=3),
            Head(label=tr("Range"), weight=2),
            Head(label=tr("Meaning"), weight=8),
        ),
        lines=tuple(Line(cells=(plain(b.term), plain(range_words(b.low, b.high)), plain(b.definition))) for b in bands),
        dense=True,
    )


def _limits(material: Material) -> Blocks:
    points: tuple[Runs, ...] = tuple(
        plain(words)
        for words in (
            tr("Most figures are officials' statements as reported by the press."),
            tr("Where sources differ, all versions stand side by side; the preferred one is marked."),
            tr("A target, plan or forecast is a statement made on a day, never a path."),
            tr("The matrix is a record of reasoning, not a calculator: no percentage can be drawn from it."),
            borders(material.dataset),
            tr("Nothing in here recognises anyone."),
        )
        if words
    )
    return (Heading(text=tr("How to read it"), level=2), Bullets(items=points))
