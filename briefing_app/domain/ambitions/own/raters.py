"""Several people's ratings beside the bundled ones: whose count, and where they disagree."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import stdev

from briefing_app.domain.ambitions.own.records import OwnRating, OwnWords
from briefing_app.domain.ambitions.rating_cells import VALUES, by_item
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.wording import number, sign_of
from briefing_app.translation import tr, trn

BUNDLED, MINE = "", "me"


@dataclass(frozen=True, slots=True)
class Rater:
    """One person whose ratings are here.

    Attributes:
        key: ``MINE``, or the name of a colleague.
        label: What the person is called.
        cells: How many cells they rated.
    """

    key: str
    label: str
    cells: int


def key_of(rating: OwnRating) -> str:
    """Returns whose rating it is."""
    return MINE if rating.own else rating.author or "?"


def label_of(key: str) -> str:
    """Returns what a rater is called."""
    return {MINE: tr("me"), "?": tr("author not named")}.get(key, key)


def latest(own: OwnWords) -> dict[str, dict[tuple[str, str], OwnRating]]:
    """Returns each person's latest rating of each cell."""
    found: dict[str, dict[tuple[str, str], OwnRating]] = {}
    for rating in own.ratings:
        cells = found.setdefault(key_of(rating), {})
        known = cells.get((rating.item, rating.explanation))
        if known is None or known.said < rating.said:
            cells[rating.item, rating.explanation] = rating
    return found


def raters(own: OwnWords) -> tuple[Rater, ...]:
    """Returns who rated, the person at this machine first, then by name."""
    found = latest(own)
    return tuple(
        Rater(key, label_of(key), len(found[key])) for key in sorted(found, key=lambda k: (k != MINE, k.casefold()))
    )


def overlay(own: OwnWords, key: str) -> frozenset[tuple[str, str, str]]:
    """Returns one person's ratings as ``Conditions.own`` takes them; none for the bundled ones."""
    return frozenset((i, e, r.rating) for (i, e), r in latest(own).get(key, {}).items())


def spread(words: list[str]) -> float:
    """Returns how far raters of one cell disagree.

    It is the larger of two sample standard deviations: among the rated votes, and between rated and "not applicable"
    votes (the measure of Open Synthesis). No disagreement, or a single rater, is 0.
    """
    rated = [VALUES[word] for word in words if word in VALUES]
    applies = [int(word in VALUES) for word in words]
    return max(stdev(values) if len(values) > 1 else 0.0 for values in (rated, applies))


def disagreement_table(scope: Scope, own: OwnWords) -> TableSpec:
    """Returns the cells that somebody rated, the most disputed first: the bundled rating and everybody's beside it."""
    found = latest(own)
    people = raters(own)
    bundled = by_item(scope)
    cells = sorted({cell for mine in found.values() for cell in mine})
    rows = []
    for item, explanation in cells:
        rating = bundled.get(item, {}).get(explanation)
        theirs = [found[p.key].get((item, explanation)) for p in people]
        words = [r.rating for r in (rating, *theirs) if r is not None]
        rows.append((spread(words), item, explanation, rating.rating if rating else "", theirs))
    rows.sort(key=lambda row: (-row[0], row[1], row[2]))
    differing = sum(row[0] > 0 for row in rows)
    return TableSpec(
        caption=Caption(
            key="explanations-raters",
            title=trn(
                "{differ} of {n} cell that people rated is rated differently",
                "{differ} of {n} cells that people rated are rated differently",
                len(rows),
                differ=differing,
            )
            if rows
            else tr("Ratings beside the bundled ones"),
            subtitle=tr("The bundled rating and everybody's own; most disputed first, nothing is averaged"),
            summary=_summary(people, differing),
            notes=tuple(
                trn(
                    "{n} rating was written for another edition of the data.",
                    "{n} ratings were written for another edition of the data.",
                    older,
                )
                for older in (sum(r.older for cells in found.values() for r in cells.values()),)
                if older
            )
            + tuple(fault.words for fault in own.faults if fault.target.noun in ("rating", "evidence")),
            edition=scope.edition,
            empty="" if rows else tr("Nobody has rated a cell yet. Choose a cell of the matrix and press R."),
        ),
        columns=(
            Column(key="item", label=tr("Evidence"), weight=9),
            Column(key="explanation", label=tr("Explanation"), weight=3),
            Column(key="bundled", label=tr("Bundled"), kind="word", weight=1),
            *(Column(key=f"rater-{n}", label=p.label, kind="word", weight=2) for n, p in enumerate(people)),
            Column(key="spread", label=tr("Disagreement"), kind="number", weight=2),
        ),
        rows=tuple(
            _row(scope, item, explanation, word, theirs, apart) for apart, item, explanation, word, theirs in rows
        ),
    )


def _row(scope: Scope, item: str, explanation: str, bundled: str, theirs: list[OwnRating | None], apart: float) -> Row:
    evidence, about = scope.dataset.find("evidence", item), scope.dataset.find("hypotheses", explanation)
    ref = Ref("rating", f"{item}:{explanation}")
    ref = ref if scope.dataset.get(ref) is not None else Ref("evidence", item)
    statement = evidence.statement if evidence else item
    return Row(
        ref=ref,
        cells=(
            Cell(text=statement, sort=statement, ref=ref),
            Cell(text=about.label if about else explanation, sort=explanation),
            Cell(text=bundled or "–", sort=VALUES.get(bundled), tone=_tone(bundled)),
            *(
                Cell(text=r.rating, sort=VALUES.get(r.rating), tone=_tone(r.rating))
                if r is not None
                else Cell(text="–", tone="muted")
                for r in theirs
            ),
            number_cell(apart, text=number(apart, decimals=2)),
        ),
    )


def _tone(word: str) -> str:
    return sign_of("rating", word).tone if word else "muted"


def _summary(people: tuple[Rater, ...], differing: int) -> str:
    said = "; ".join(trn("{who}: {n} cell", "{who}: {n} cells", p.cells, who=p.label) for p in people)
    return tr("{said}. Rated differently: {n}.", said=said, n=differing) if said else ""
