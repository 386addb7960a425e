"""All items of evidence as one table: which way each one points, how well it is graded, and what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefing_app.domain import problems
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import Evidence
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.wording import grade_words, plain_word, sign_of
from briefing_app.translation import tr, trn


def evidence_table(scope: Scope) -> TableSpec:
    """Returns the evidence that passes the filter, in file order; core items are marked with a star."""
    items = scope.visible(scope.dataset.evidence)
    found = Counter(item.direction for item in items)
    terms = scope.dataset.scales
    meanings = {(term.scale, term.term): f"{term.term}: {term.definition}" for term in terms}
    return TableSpec(
        caption=Caption(
            key="evidence",
            title=tr(
                "{plus}, {minus} and {both}",
                plus=trn("{n} item supports", "{n} items support", found["supports"]),
                minus=trn("{n} undercuts", "{n} undercut", found["undercuts"]),
                both=trn("{n} cuts both ways", "{n} cut both ways", found["mixed"]),
            ),
            subtitle=tr(
                "Evidence on the ambitions with its grade: letter for the source, number for the information; "
                "★ marks the balanced short list"
            ),
            summary=trn(
                "{n} item, {core} of them on the short list.",
                "{n} items, {core} of them on the short list.",
                len(items),
                core=sum(i.core for i in items),
            ),
            edition=scope.edition,
            empty=""
            if items
            else problems.why_empty(scope.dataset, "evidence", otherwise=tr("No evidence passes the filter.")),
        ),
        columns=(
            Column(key="statement", label=tr("What it says"), weight=11),
            Column(key="ambition", label=tr("Ambition"), kind="word", weight=1),
            Column(key="direction", label=tr("Direction"), kind="word", weight=2),
            Column(key="facet", label=tr("Bears on"), weight=2),
            Column(key="grade", label=tr("Grade"), kind="word", weight=1),
            Column(key="date", label=tr("Date"), kind="date", weight=2),
            Column(key="core", label="★", kind="word", weight=1),
        ),
        rows=tuple(Row(cells=_cells(item, scope.dataset.briefing, meanings), ref=item.ref) for item in items),
    )


def _cells(item: Evidence, briefing: Briefing, meanings: Mapping[tuple[str, str], str]) -> tuple[Cell, ...]:
    grades = (("reliability", item.source_reliability), ("credibility", item.information_credibility))
    direction = sign_of("evidence-direction", item.direction)
    return (
        Cell(text=item.statement, sort=item.statement, ref=item.ref),
        Cell(text=briefing.letters(item.ambition), sort=item.ambition, tone=briefing.tone(item.ambition, none="muted")),
        Cell(text=str(direction), sort=direction.word, tone=direction.tone),
        Cell(text=plain_word(item.facet), sort=item.facet),
        Cell(
            text=grade_words(item.source_reliability, item.information_credibility),
            sort=f"{item.source_reliability}{item.information_credibility}",
            meaning="\n".join(meanings[grade] for grade in grades if grade in meanings),
        ),
        date_cell(item.date),
        Cell(
            text="★" if item.core else "",
            sort="0" if item.core else "1",
            meaning=tr("On the balanced short list") if item.core else "",
        ),
    )
