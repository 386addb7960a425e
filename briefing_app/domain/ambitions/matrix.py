"""The matrix of evidence and explanations as a table in both layouts, "not applicable" apart from "neutral"."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import pstdev
from typing import Literal

from briefing_app.domain.ambitions.bias import RECORD_OF_REASONING
from briefing_app.domain.ambitions.rating_cells import VALUES, Conditions, by_item, rated_items
from briefing_app.domain.model import Evidence, Hypothesis, Rating
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import date_words, number, sign_of
from briefing_app.translation import tr, trn

Layout = Literal["evidence", "explanations"]
Order = Literal["separates", "date", "grade"]
LAYOUTS: tuple[Layout, ...] = ("evidence", "explanations")
CONTESTED = "*"


def separation(ratings: Mapping[str, Rating]) -> float:
    """Returns how well an item separates the explanations: 0 if all cells are equal.

    It is the population standard deviation of +2 to -2, "not applicable" taken as neutral (diagnosticity).
    """
    values = [VALUES.get(rating.rating, 0) for rating in ratings.values()]
    return pstdev(values) if values else 0.0


def matrix(
    scope: Scope,
    *,
    core: bool = True,
    layout: Layout = "evidence",
    conditions: Conditions | None = None,
    separating_only: bool = False,
    order: Order = "separates",
    unrated: bool = False,
) -> TableSpec:
    """Returns the matrix. Each cell leads to its rating; contested cells carry an asterisk.

    A cell that a person rated otherwise than the bundled rating shows both, as in "I ≠ C".

    Args:
        scope: What is asked about.
        core: True for the balanced short list, False for all rated items.
        layout: "evidence" has items in rows, "explanations" has explanations in rows. Studies saw less
            confirmation bias with explanations in rows (Dhami et al. 2024).
        conditions: What else is left out; ``core`` is taken from it if given.
        separating_only: True to leave out items that say the same about all explanations.
        order: Items by how well they separate, by date or by grade; core items come first.
        unrated: True to list items that nobody rated as well.
    """
    dataset, used = scope.dataset, conditions or Conditions(core=core)
    ratings = by_item(scope, used)
    items = rated_items(scope, used)
    if unrated:
        items = tuple(i for i in scope.visible(dataset.evidence) if used.keeps(i))
    if separating_only:
        items = tuple(i for i in items if separation(ratings.get(i.evidence_id, {})) > 0)
    items = tuple(sorted(items, key=lambda i: _place(i, ratings.get(i.evidence_id, {}), order)))
    bundled = by_item(scope)
    caption = _caption(len(items), len(dataset.hypotheses), used.core, layout, scope)
    if layout == "explanations":
        return _explanations_in_rows(dataset, items, ratings, bundled, caption)
    return TableSpec(
        caption=caption,
        columns=(
            Column(key="item", label=_head(order), weight=9),
            Column(key="date", label=tr("Date"), kind="date", weight=2),
            Column(key="grade", label=tr("Grade"), kind="word", weight=1),
            Column(key="separates", label=tr("Separates"), kind="number", weight=1),
            *(Column(key=h.hypothesis_id, label=h.label, kind="word", weight=1) for h in dataset.hypotheses),
        ),
        rows=tuple(
            _row(item, ratings.get(item.evidence_id, {}), bundled.get(item.evidence_id, {}), dataset.hypotheses)
            for item in items
        ),
    )


def _caption(items: int, explanations: int, core: bool, layout: Layout, scope: Scope) -> Caption:
    return Caption(
        key=f"explanations-matrix-by-{layout}",
        title=scope.dataset.briefing.explanations_title or tr("Competing explanations"),
        subtitle=tr(
            "{items} of {which} against {explanations}; CC and C fit, N neutral, I and II do not fit, "
            "NA not applicable, * contested",
            items=trn("{n} item", "{n} items", items),
            which=tr("the balanced short list") if core else tr("all rated evidence"),
            explanations=trn("{n} explanation", "{n} explanations", explanations),
        ),
        summary=tr(RECORD_OF_REASONING),
        notes=(tr(RECORD_OF_REASONING),),
        edition=scope.edition,
        empty="" if items else tr("The filter leaves no rated item. Reset the filter or show all rated items."),
    )


def _head(order: Order) -> str:
    if order == "date":
        return tr("Evidence, short list and latest first")
    if order == "grade":
        return tr("Evidence, short list and best graded first")
    return tr("Evidence, short list and most telling first")


def _place(item: Evidence, ratings: Mapping[str, Rating], order: Order) -> tuple[bool, float, str]:
    """Where an item stands: the balanced short list first, then as asked; undated items stand last by date."""
    grade = f"{item.source_reliability}{item.information_credibility}"
    if order == "grade":
        return not item.core, 0.0, grade
    if order == "date":
        return not item.core, -float(item.date.last().toordinal()) if item.date else 1.0, grade
    return not item.core, -separation(ratings), grade


def _row(
    item: Evidence, ratings: Mapping[str, Rating], bundled: Mapping[str, Rating], hypotheses: tuple[Hypothesis, ...]
) -> Row:
    apart = separation(ratings)
    return Row(
        ref=item.ref,
        cells=(
            Cell(text=item.statement, sort=item.statement, ref=item.ref),
            date_cell(item.date, text=date_words(item.date, short=True)),  # narrow: the record has both calendars
            Cell(
                text=f"{item.source_reliability} {item.information_credibility}",
                sort=f"{item.source_reliability}{item.information_credibility}",
            ),
            number_cell(apart, text=number(apart, decimals=2)),
            *(_cell(ratings.get(h.hypothesis_id), bundled.get(h.hypothesis_id), item) for h in hypotheses),
        ),
    )


def _cell(rating: Rating | None, bundled: Rating | None, item: Evidence) -> Cell:
    shown = rating or bundled
    if shown is None:
        return Cell(text="–", tone="muted", ref=item.ref, words=tr("not rated"))
    if rating is None:
        return Cell(text="–", tone="muted", ref=shown.ref, words=tr("not rated by this person"))
    words, sign = "", sign_of("rating", rating.rating)
    text = rating.rating + (CONTESTED if rating.contested else "")
    if bundled is not None and rating.rating != bundled.rating:
        text = f"{rating.rating} ≠ {bundled.rating}"
        words = tr("{own}; bundled: {bundled}", own=rating.rating, bundled=bundled.rating)
    ref = bundled.ref if bundled is not None else item.ref
    return Cell(text=text, sort=VALUES.get(rating.rating), ref=ref, tone=sign.tone, words=words)


def _explanations_in_rows(
    dataset: Dataset,
    items: tuple[Evidence, ...],
    ratings: Mapping[str, Mapping[str, Rating]],
    bundled: Mapping[str, Mapping[str, Rating]],
    caption: Caption,
) -> TableSpec:
    return TableSpec(
        caption=caption,
        columns=(
            Column(key="explanation", label=tr("Explanation"), weight=4),
            *(Column(key=i.evidence_id, label=i.evidence_id, kind="word", weight=1) for i in items),
        ),
        rows=tuple(
            Row(
                ref=h.ref,
                cells=(
                    Cell(text=h.label, sort=h.label, ref=h.ref),
                    *(
                        _cell(
                            ratings.get(i.evidence_id, {}).get(h.hypothesis_id),
                            bundled.get(i.evidence_id, {}).get(h.hypothesis_id),
                            i,
                        )
                        for i in items
                    ),
                ),
            )
            for h in dataset.hypotheses
        ),
    )
