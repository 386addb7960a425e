"""How the two scales of likelihood differ: the term of each for the same probability, and where one has none."""

from __future__ import annotations

from briefing_app.domain import likelihood
from briefing_app.domain.likelihood import LikelihoodScale
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.translation import tr, trn

_PROBABILITIES = (3, 8, 15, 22, 30, 40, 47, 50, 53, 60, 70, 78, 85, 92, 97)
"""One for each band of either scale, and those that fall into gaps or part the scales."""


def scale_difference(scope: Scope) -> TableSpec:
    """Returns what each scale calls the same probability, every term with its range."""
    scales = [likelihood.scale(scope.dataset, key) for key in likelihood.SCALE_KEYS]
    first, second = scales[0], scales[-1]
    there = first.key != second.key and bool(first.bands) and bool(second.bands)
    rows = tuple(_row(percent, first, second) for percent in _PROBABILITIES) if there else ()
    apart = sum(row.cells[3].text != "" for row in rows)
    return TableSpec(
        caption=Caption(
            key="likelihood-scales",
            title=tr("The same word can mean another number")
            if there
            else tr("This package defines one scale of likelihood"),
            subtitle=tr(
                "{first} leaves gaps between its bands so that neighbouring words cannot be read as one number; "
                "the bands of {second} meet. The range in brackets is stored, the word follows the scale chosen.",
                first=first.name,
                second=second.name,
            )
            if there
            else "",
            summary=trn("{n} probability is worded differently.", "{n} probabilities are worded differently.", apart),
            edition=scope.edition,
            empty="" if there else tr("There is nothing to compare."),
        ),
        columns=(
            Column(key="probability", label=tr("Probability, %"), kind="number", weight=2),
            Column(key="first", label=first.short_name, weight=4),
            Column(key="second", label=second.short_name, weight=4),
            Column(key="difference", label=tr("Difference"), kind="word", weight=3),
        ),
        rows=rows,
    )


def _row(percent: int, first: LikelihoodScale, second: LikelihoodScale) -> Row:
    one, other = likelihood.term_for(first, percent), likelihood.term_for(second, percent)
    if one is None or other is None:
        said = tr("a gap in {scale}", scale=(first if one is None else second).short_name)
    elif one.term.casefold().split(" or ")[0] != other.term.casefold().split(" or ")[0]:
        said = tr("other words")
    else:
        said = "" if (one.low, one.high) == (other.low, other.high) else tr("same word, other range")
    return Row(
        ref=one.ref if one else other.ref if other else None,
        cells=(number_cell(percent), _term(one), _term(other), Cell(text=said, sort=said, tone="warn" if said else "")),
    )


def _term(band: likelihood.Band | None) -> Cell:
    if band is None:
        return Cell(text=tr("no term"), tone="muted")
    return Cell(text=f"{band.term} ({band.low}–{band.high} %)", sort=band.low, ref=band.ref)
