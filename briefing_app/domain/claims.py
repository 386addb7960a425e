"""The ledger of claims: the starting document in its own order, with verdicts counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing_app.domain.model import Claim, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import SIGNS, number_words, plain_word, sign_of, unit_words
from briefing_app.translation import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictCount:
    """How often a verdict was given: sign, word, tone and number."""

    verdict: str
    sign: str
    word: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The verdicts over all claims and over the forecasts alone, in the order of the scale.

    Attributes:
        verdicts: All claims.
        forecasts: The claims that were forecasts.
        total: Number of claims.
    """

    verdicts: tuple[VerdictCount, ...]
    forecasts: tuple[VerdictCount, ...]
    total: int

    def words(self) -> str:
        """Returns the counts in one line, signs included."""
        said = " · ".join(f"{v.sign} {v.count} {v.word}" for v in self.verdicts)
        ahead = ", ".join(f"{v.count} {v.word}" for v in self.forecasts)
        return tr("{counts}. Forecasts: {ahead}.", counts=said, ahead=ahead) if ahead else said


def in_order(scope: Scope) -> tuple[Claim, ...]:
    """Returns the claims that pass the filter, paragraph by paragraph."""
    return tuple(sorted(scope.visible(scope.dataset.claims), key=lambda claim: claim.paragraph))


def summary(claims: Iterable[Claim]) -> Summary:
    """Counts the verdicts."""
    listed = tuple(claims)
    forecasts = [c for c in listed if c.kind == "forecast"]
    return Summary(verdicts=_counts(listed), forecasts=_counts(forecasts), total=len(listed))


def _counts(claims: Iterable[Claim]) -> tuple[VerdictCount, ...]:
    numbers: dict[str, int] = {}
    for claim in claims:
        numbers[claim.verdict] = numbers.get(claim.verdict, 0) + 1
    order = [word.replace("_", "-") for word in SIGNS["verdict"]]
    found = []
    for verdict in sorted(numbers, key=lambda v: order.index(v) if v in order else len(order)):
        sign = sign_of("verdict", verdict)
        found.append(
            VerdictCount(verdict=verdict, sign=sign.sign, word=sign.word, tone=sign.tone, count=numbers[verdict])
        )
    return tuple(found)


def ledger(scope: Scope, claims: Iterable[Claim]) -> TableSpec:
    """Returns the ledger: paragraph, kind, claim, figure, verdict and finding of each claim."""
    listed = tuple(claims)
    counted = summary(listed)
    meanings = {term.term: term.definition for term in scope.dataset.scales if term.scale == "verdict"}
    rows = tuple(
        Row(
            ref=claim.ref,
            cells=(
                Cell(text=f"¶ {claim.paragraph}", sort=float(claim.paragraph), value=claim.paragraph),
                Cell(text=claim.claim),
                Cell(
                    text=number_words(claim.value, claim.unit) if claim.value is not None else "",
                    sort=claim.value,
                    value=claim.value,
                ),
                Cell(
                    text=str(sign_of("verdict", claim.verdict)),
                    sort=claim.verdict,
                    tone=sign_of("verdict", claim.verdict).tone,
                    meaning=meanings.get(claim.verdict, ""),
                ),
                Cell(text=claim.finding),
                Cell(text=plain_word(claim.kind), sort=claim.kind),
                Cell(text=plain_word(claim.topic), sort=claim.topic),
            ),
            file_cells=(Cell(text=unit_words(claim.unit) if claim.value is not None else ""),),
        )
        for claim in listed
    )
    caption = Caption(
        key="claims",
        title=tr("The starting document, claim by claim"),
        subtitle=trn(
            "{n} checkable statement in the order of the document",
            "{n} checkable statements in the order of the document",
            counted.total,
        ),
        summary=counted.words(),
        edition=scope.edition,
        empty="" if rows else tr("No claim passes the filter."),
    )
    columns = (
        Column(key="paragraph", label=tr("¶"), weight=1, file="number", meaning=tr("Paragraph of the document")),
        Column(key="claim", label=tr("Claim"), weight=7),
        Column(key="figure", label=tr("Figure"), weight=3, file="figure"),
        Column(key="verdict", label=tr("Verdict"), kind="word", weight=3),
        Column(key="finding", label=tr("Finding"), weight=8),
        Column(key="kind", label=tr("Kind"), kind="word", weight=2, spare=True),
        Column(key="topic", label=tr("Topic"), kind="word", weight=2, spare=True),
    )
    unit = (Column(key="unit", label=tr("Unit")),)
    return TableSpec(caption=caption, columns=columns, rows=rows, row_header=1, file_columns=unit)


def gists(dataset: Dataset) -> Mapping[int, str]:
    """Returns the gist of each paragraph of the starting document by its number."""
    return {p.paragraph: p.gist for p in dataset.paragraphs}


def deciding_chart(dataset: Dataset, claim: Claim) -> str:
    """Returns the id of the series that decides a claim: the first related one with preferred figures, or ""."""
    for text in claim.related:
        ref = Ref.parse(text)
        if ref.noun == "series" and any(o.series_id == ref.id and o.preferred for o in dataset.observations):
            return ref.id
    return ""
