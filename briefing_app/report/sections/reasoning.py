"""What the judgements lean on: the links between the ambitions, assumptions, forecasts, and the person's own words."""

from __future__ import annotations

import dataclasses

from briefing_app.domain.ambitions.assumptions import assumptions_table
from briefing_app.domain.ambitions.board import own_readings_table
from briefing_app.domain.ambitions.dependence import dependence
from briefing_app.domain.ambitions.forecasts import forecasts_table
from briefing_app.domain.ambitions.own.estimates_table import estimates_table
from briefing_app.domain.ambitions.own.heads import read
from briefing_app.domain.ambitions.own.raters import disagreement_table
from briefing_app.domain.ambitions.own.records import OwnWords
from briefing_app.domain.claims import summary
from briefing_app.domain.filters import Filter
from briefing_app.domain.specs import TableSpec
from briefing_app.report.blocks import Block, Blocks, Heading, Paragraph, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr

_TOLD = ("came-true", "did-not-happen")
"""Verdicts on forecasts that the title of their table counts."""


def _is_whole(material: Material) -> bool:
    """Links and assumptions concern the subject as a whole: a document on a part of it has no use for them."""
    return dataclasses.replace(material.filter, as_known_on=None) == Filter()


def between(material: Material) -> Blocks:
    """Returns the picture of how the ambitions depend on each other with its table; a short document says it."""
    spec = dependence(material.asked)
    if not _is_whole(material) or spec.caption.empty or spec.table is None:
        return ()
    if material.short:
        return (Paragraph(runs=plain(f"{spec.caption.title}.")),)
    dataset = material.dataset
    refs = (*(node.ref for node in spec.nodes), *(edge.ref for edge in spec.edges))
    material.show(*(record for ref in refs if (record := dataset.get(ref)) is not None))
    table = dataclasses.replace(material.grid(spec.table, title=False), dense=True)
    picture = dataclasses.replace(material.picture(spec), floats=True)  # it fills half a page
    return (Heading(text=tr("How the ambitions depend on each other"), level=2), table, picture)


def assumptions(material: Material) -> Blocks:
    """Returns the key assumptions of the data; a short document says how many do not stand."""
    spec = assumptions_table(material.asked, OwnWords())
    if not _is_whole(material) or spec.caption.empty:
        return ()
    if material.short:
        return (Paragraph(runs=plain(f"{spec.caption.title} ({spec.caption.summary}).")),)
    material.show(*material.dataset.assumptions)
    return _table(spec, material, title=tr("Key assumptions"), leave=frozenset({"who"}))


def forecasts(material: Material) -> Blocks:
    """Returns the ledger of forecasts; a short document says what came of them in a sentence."""
    spec = forecasts_table(material.asked)
    if spec.caption.empty:
        return ()
    if material.short:
        counted = summary(claim for claim in material.part.claims if claim.kind == "forecast").verdicts
        others = ", ".join(f"{one.word}: {one.count}" for one in counted if one.verdict not in _TOLD)
        return (Paragraph(runs=plain(f"{spec.caption.title} ({others})." if others else f"{spec.caption.title}.")),)
    found = (material.dataset.get(row.ref) for row in spec.rows if row.ref is not None)
    material.show(*(record for record in found if record is not None))
    # Each claim, with its sources, is printed in full among the claims.
    return _table(spec, material, title=tr("Forecasts of the starting document"), leave=frozenset({"sources"}))


def own_words(material: Material) -> Blocks:
    """Returns what the notes in the document say in the analysis, marked as the person's own."""
    own = read(material.notes, material.dataset)
    blocks: list[Block] = []
    if own.estimates or own.outcomes:
        spec = estimates_table(material.asked, own)
        blocks += _table(spec, material, title=tr("Own estimates"), level=3)
    if own.readings:
        blocks += _table(own_readings_table(material.asked, own), material, title=tr("Own readings"), level=3)
    if own.ratings:
        blocks += _table(disagreement_table(material.asked, own), material, title=tr("Own ratings"), level=3)
    if own.assumed:
        spec = assumptions_table(material.asked, own)
        kept = dataclasses.replace(spec, rows=spec.rows[len(material.dataset.assumptions) :])
        blocks += _table(kept, material, title=tr("Own assumptions"), level=3, leave=frozenset({"evidence"}))
    if not blocks:
        return ()
    for said in (*own.estimates, *own.outcomes, *own.readings, *own.ratings, *own.assumed):
        note = next(note for note in material.notes if note.note_id == said.note_id)
        material.print_note(note)
    return (
        Heading(text=tr("Own words in the analysis"), level=2),
        Paragraph(
            runs=plain(tr("What follows was noted by the people named; it is not part of the data.")), style="small"
        ),
        *blocks,
    )


def _table(
    spec: TableSpec, material: Material, *, title: str, level: int = 2, leave: frozenset[str] = frozenset()
) -> Blocks:
    grid = dataclasses.replace(material.grid(spec, leave=leave, title=False), dense=True)
    said = " ".join((f"{spec.caption.title}.", *spec.caption.notes))
    return (Heading(text=title, level=level), Paragraph(runs=plain(said), style="small"), grid)
