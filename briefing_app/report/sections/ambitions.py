"""The two ambitions: evidence both ways, indicators, competing explanations and what bends the counting."""

from __future__ import annotations

from briefing_app.domain.ambitions import (
    Conditions,
    EvidenceLine,
    TwoWays,
    Way,
    bias_notes,
    indicators,
    matrix,
    scores_table,
    two_ways,
)
from briefing_app.report.blocks import Block, Blocks, Bullets, Grid, Head, Heading, Line, Paragraph, Runs, joined, plain
from briefing_app.report.material import Material
from briefing_app.words import tr

_CORE = Conditions(core=True)


def ambitions(material: Material) -> Blocks:
    """Returns both ambitions with their evidence, then indicators, matrix, scores and caveats."""
    found = two_ways(
        material.dataset, material.chosen, scale=material.options.scale, noted=material.noted, edition=material.edition
    )
    blocks: list[Block] = [Paragraph(runs=plain(found.caption.summary), style="small")]
    for way in found.ways:
        blocks += _way(way, material)
    blocks += _indicators(material)
    blocks += _explanations(material)
    if found.hidden:
        blocks.append(Paragraph(runs=plain(_hidden(found)), style="small"))
    return tuple(blocks)


def _hidden(found: TwoWays) -> str:
    return tr("{n} judgements rest on sources that appeared later and are not in here.", n=found.hidden)


def _way(way: Way, material: Material) -> Blocks:
    steps = Grid(
        title=tr("The steps it would have to go through"),
        columns=(
            Head(label=tr("Step"), weight=4),
            Head(label=tr("How the evidence leans"), weight=3),
            Head(label=tr("For"), weight=1, figures=True),
            Head(label=tr("Both ways"), weight=2, figures=True),
            Head(label=tr("Against"), weight=2, figures=True),
        ),
        lines=tuple(
            Line(cells=(plain(s.label), plain(str(s.lean)), *(plain(str(n)) for n in s.counts))) for s in way.steps
        ),
    )
    return (
        Heading(text=tr("Ambition {letter}: {title}", letter=way.ambition, title=way.title.lower()), level=2),
        *((Paragraph(runs=plain(way.statement)),) if way.statement else ()),
        steps,
        *_evidence(tr("Speaks for"), way.speaks_for, material),
        *_evidence(tr("Speaks against"), way.speaks_against, material),
    )


def _evidence(title: str, lines: tuple[EvidenceLine, ...], material: Material) -> Blocks:
    if not lines:
        return (
            Paragraph(
                runs=(*plain(f"{title}: ", strong=True), *plain(tr("nothing passes the filter."))),
            ),
        )
    return (
        Grid(
            title=tr("{title}: {n} items, the most telling first", title=title, n=len(lines)),
            columns=(
                Head(label=tr("What is known"), weight=15),
                Head(label=tr("Grade"), weight=2),
                Head(label=tr("Date"), weight=3),
            ),
            lines=tuple(_evidence_line(line, material) for line in lines),
        ),
    )


def _evidence_line(line: EvidenceLine, material: Material) -> Line:
    record = material.dataset.get(line.ref)
    cited: Runs = ()
    if record is not None:
        material.show(record)
        cited = material.cite(record)
    told = joined((plain(f"{line.statement} "), plain(f"{line.ref.id} ", muted=True), cited), by="")
    return Line(cells=(told, plain(line.grade), plain(line.date)), anchor=str(line.ref))


def _indicators(material: Material) -> Blocks:
    spec = indicators(material.dataset, material.chosen, noted=material.noted, edition=material.edition)
    if spec.caption.empty:
        return (Heading(text=tr("Indicators"), level=2), Paragraph(runs=plain(spec.caption.empty)))
    made = material.grid(spec, title=False)
    lines = []
    for row, line in zip(spec.rows, made.lines, strict=True):
        record = material.dataset.get(row.ref) if row.ref else None
        if record is None:
            lines.append(line)
            continue
        material.show(record)
        cells = list(line.cells)
        words = plain(row.cells[spec.row_header].text)
        cells[0] = (*words, *plain(f" {record.id} ", muted=True), *material.cite(record))
        lines.append(Line(cells=tuple(cells), anchor=str(record.ref)))
    return (
        Heading(text=spec.caption.title, level=2),
        Paragraph(runs=plain(f"{spec.caption.subtitle}. {' '.join(spec.caption.notes)}"), style="small"),
        Grid(columns=made.columns, lines=tuple(lines)),
    )


def _explanations(material: Material) -> Blocks:
    blocks: list[Block] = []
    core = matrix(material.dataset, material.chosen, core=True, noted=material.noted, edition=material.edition)
    blocks.append(Heading(text=core.caption.title, level=2))
    if core.caption.empty:
        return (*blocks, Paragraph(runs=plain(core.caption.empty)))
    material.show(*material.dataset.hypotheses)
    blocks.append(Paragraph(runs=plain(core.caption.summary)))
    blocks.append(
        Bullets(
            items=tuple((*plain(f"{h.label}: ", strong=True), *plain(h.statement)) for h in material.dataset.hypotheses)
        )
    )
    blocks.append(Paragraph(runs=plain(core.caption.subtitle), style="small"))
    blocks.append(material.grid(core, leave=frozenset({"date", "separates"}), title=False))
    for conditions, which in ((Conditions(), tr("all rated items")), (_CORE, tr("the balanced short list"))):
        spec = scores_table(
            material.dataset, material.chosen, conditions=conditions, noted=material.noted, edition=material.edition
        )
        made = material.grid(spec, title=False)
        title = f"{spec.caption.title} ({which})"
        blocks.append(Grid(title=title, columns=made.columns, lines=made.lines))
        blocks.append(Paragraph(runs=plain(spec.caption.summary), style="small"))
    caveats = bias_notes(material.dataset, material.chosen, conditions=_CORE, noted=material.noted)
    blocks.append(Heading(text=tr("What bends the counting"), level=3))
    blocks.append(Bullets(items=tuple(plain(note) for note in caveats)))
    return tuple(blocks)
