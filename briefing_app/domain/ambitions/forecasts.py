"""The ledger of forecasts: what the starting document foresaw, until when, what happened, and on which sources."""

from __future__ import annotations

from briefing_app.domain import problems
from briefing_app.domain.claims import summary
from briefing_app.domain.model import Claim, PartialDate
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.wording import sign_of
from briefing_app.translation import tr, trn


def forecasts_table(scope: Scope) -> TableSpec:
    """Returns each forecast of the starting document that passes the filter, in the order of the document."""
    found = [claim for claim in scope.visible(scope.dataset.claims) if claim.kind == "forecast"]
    found.sort(key=lambda claim: (claim.paragraph, claim.id))
    return TableSpec(
        caption=Caption(
            key="forecasts",
            title=trn(
                "Of {n} forecast {came} came true and {failed} did not happen",
                "Of {n} forecasts {came} came true and {failed} did not happen",
                len(found),
                came=sum(claim.verdict == "came-true" for claim in found),
                failed=sum(claim.verdict == "did-not-happen" for claim in found),
            )
            if found
            else tr("Forecasts of the starting document"),
            subtitle=tr("Each forecast of the starting document, when it fell due, and what came of it"),
            summary=summary(found).words(),
            notes=(tr("A forecast without a stated time has no due date; its verdict is that of this edition."),),
            edition=scope.edition,
            empty=""
            if found
            else problems.why_empty(scope.dataset, "claims", otherwise=tr("No forecast passes the filter.")),
        ),
        columns=(
            Column(key="forecast", label=tr("Forecast"), weight=7),
            Column(key="due", label=tr("Due"), kind="date", weight=2),
            Column(key="happened", label=tr("What happened"), weight=8),
            Column(key="verdict", label=tr("Verdict"), kind="word", weight=3),
            Column(key="sources", label=tr("Sources"), weight=4),
        ),
        rows=tuple(_row(scope, claim) for claim in found),
    )


def _row(scope: Scope, claim: Claim) -> Row:
    sign, due = sign_of("verdict", claim.verdict), due_of(claim)
    publishers = ", ".join(dict.fromkeys(source.publisher for source in scope.dataset.sources_of(claim)))
    return Row(
        ref=claim.ref,
        cells=(
            Cell(text=claim.claim, sort=claim.claim, ref=claim.ref),
            date_cell(due) if due else Cell(text=tr("no time stated"), tone="muted"),
            Cell(text=claim.finding, sort=claim.finding),
            Cell(text=str(sign), sort=sign.word, tone=sign.tone),
            Cell(text=publishers, sort=publishers),
        ),
    )


def due_of(claim: Claim) -> PartialDate | None:
    """Returns the end of the time that a forecast names, or None if it names none."""
    try:
        return PartialDate.parse(claim.period.rpartition("/")[2]) if claim.period else None
    except ValueError:
        return None
