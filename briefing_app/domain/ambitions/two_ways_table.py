"""The equal table of the ambitions side by side."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain import likelihood
from briefing_app.domain.ambitions.side_by_side import TwoWays
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.domain.wording import date_words
from briefing_app.translation import tr


def two_ways_table(found: TwoWays) -> TableSpec:
    """Returns the equal table of the ambitions: every line of the picture and the evidence in full."""
    rows: list[Row] = []
    for way in found.ways:
        letter = Cell(text=way.letter, sort=way.letter, tone=way.tone)
        if way.statement:
            rows.append(_table_row(letter, tr("Thesis"), way.statement, "", "", way.statement_ref))
        for judgement in way.judgements:
            said = f"{likelihood.plain(judgement.pieces)} {judgement.confidence}".strip()
            rows.append(_table_row(letter, tr("Judgement"), said, "", judgement.outlook, judgement.ref))
            if judgement.would_change:
                said = judgement.would_change
                rows.append(_table_row(letter, tr("Would change it"), said, "", "", judgement.ref))
        if way.milestones:
            rows.append(_table_row(letter, tr("Milestones"), way.milestones, "", "", way.statement_ref))
        for step in way.steps:
            counts = tr("{a} for, {b} both ways, {c} against", a=step.counts[0], b=step.counts[1], c=step.counts[2])
            ref = step.refs[0] if step.refs else None
            made = _table_row(letter, tr("Step"), step.label, counts, str(step.lean), ref)
            rows.append(replace(made, file_cells=(Cell(text=""), *(number_cell(n) for n in step.counts))))
        for line in (*way.speaks_for, *way.speaks_against):
            word = tr("Speaks for") if line.direction.sign == "+" else tr("Speaks against")
            made = _table_row(letter, word, line.statement, line.date, line.grade, line.ref)
            rows.append(replace(made, file_cells=(date_cell(line.day), *_NO_COUNTS)))
        for indicator in way.indicators:
            now = f"{indicator.before} → {indicator.now}"
            read = date_words(indicator.read, short=True) if indicator.read else "–"
            made = _table_row(letter, tr("Indicator"), indicator.question, read, now, indicator.ref)
            rows.append(replace(made, file_cells=(date_cell(indicator.read), *_NO_COUNTS)))
    for link in found.links:
        both = Cell(text=link.letters, sort="~", tone="both")
        made = _table_row(both, tr("Link"), link.words, "", link.shown, link.ref)
        rows.append(made)
    for judgement in found.shared:
        said = f"{likelihood.plain(judgement.pieces)} {judgement.confidence}".strip()
        both = Cell(text=judgement.letters, sort="~", tone="both")
        rows.append(_table_row(both, tr("Judgement"), said, "", judgement.outlook, judgement.ref))
    return TableSpec(
        caption=found.caption,
        columns=(
            Column(key="ambition", label=tr("Ambition"), kind="word", weight=1),
            Column(key="part", label=tr("Part"), kind="word", weight=2),
            Column(key="says", label=tr("What it says"), weight=10),
            Column(key="when", label=tr("When, or how many"), weight=3, spare=True),
            Column(key="standing", label=tr("Grade or standing"), kind="word", weight=3),
        ),
        rows=tuple(rows),
        row_header=2,
        file_columns=(
            Column(key="day", label=tr("Date of the item or the reading"), kind="date"),
            Column(key="for", label=tr("Items for the step"), kind="number"),
            Column(key="both", label=tr("Items that cut both ways"), kind="number"),
            Column(key="against", label=tr("Items against the step"), kind="number"),
        ),
    )


_NO_COUNTS = (Cell(text=""),) * 3


def _table_row(ambition: Cell, part: str, says: str, when: str, standing: str, ref: Ref | None) -> Row:
    return Row(
        ref=ref,
        file_cells=(Cell(text=""), *_NO_COUNTS),
        cells=(
            ambition,
            Cell(text=part, sort=part),
            Cell(text=says, sort=says, ref=ref),
            Cell(text=when, sort=when or None),
            Cell(text=standing, sort=standing or None),
        ),
    )
