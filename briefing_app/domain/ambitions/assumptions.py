"""Key assumptions: what is taken for granted, how it stands, what would break it; people's own beside the bundled."""

from __future__ import annotations

from collections import Counter

from briefing_app.domain import problems
from briefing_app.domain.ambitions.own.raters import label_of
from briefing_app.domain.ambitions.own.records import OwnWords
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.wording import sign_of
from briefing_app.translation import tr, trn


def assumptions_table(scope: Scope, own: OwnWords) -> TableSpec:
    """Returns the assumptions of the data in their order, then those that people added.

    Args:
        scope: What is asked about.
        own: What people added.
    """
    # How they stand was judged by all that this edition knows: an earlier day knew less.
    later = scope.filter.as_known_on is not None
    bundled = [] if later else sorted(scope.dataset.assumptions, key=lambda a: a.order)
    shaky = sum(a.standing in ("unsupported", "broken") for a in bundled)
    counts = Counter(a.standing for a in bundled)
    rows = [
        Row(
            ref=a.ref,
            cells=(
                Cell(text=a.assumption, sort=a.assumption, ref=a.ref),
                _standing(a.standing),
                Cell(text=a.finding, sort=a.finding),
                Cell(text=a.breaks, sort=a.breaks),
                Cell(text=_items(len(a.evidence_refs)), sort=len(a.evidence_refs)),
                Cell(text=tr("this edition")),
            ),
        )
        for a in bundled
    ]
    rows += [
        Row(
            cells=(
                Cell(text=a.assumption, sort=a.assumption),
                _standing(a.standing),
                Cell(text=a.text or "–", sort=a.text),
                Cell(text=a.breaks or tr("not stated"), sort=a.breaks, tone="" if a.breaks else "warn"),
                Cell(text="–", sort=0),
                Cell(text=label_of("me" if a.own else a.author or "?")),
            ),
        )
        for a in own.assumed
    ]
    return TableSpec(
        caption=Caption(
            key="assumptions",
            title=trn(
                "{shaky} of {n} key assumption does not stand", "{shaky} of {n} key assumptions do not stand",
                len(bundled), shaky=shaky,
            )
            if bundled
            else tr("Key assumptions"),
            subtitle=tr("What is taken for granted, how it stands by the evidence, and what would break it"),
            summary=", ".join(f"{sign_of('standing', word).word}: {n}" for word, n in counts.items()),
            notes=tuple(f.words for f in own.faults if f.target.noun == "briefing"),
            edition=scope.edition,
            empty=""
            if rows
            else tr("The assumptions were judged later than the day chosen.")
            if later
            else problems.why_empty(
                scope.dataset, "assumptions", otherwise=tr("This briefing has no key assumptions.")
            ),
        ),
        columns=(
            Column(key="assumption", label=tr("Assumption"), weight=6),
            Column(key="standing", label=tr("Standing"), kind="word", weight=2),
            Column(key="finding", label=tr("Why"), weight=6),
            Column(key="breaks", label=tr("What would break it"), weight=5),
            Column(key="evidence", label=tr("Evidence"), weight=2, spare=True),
            Column(key="who", label=tr("Who"), weight=2, spare=True),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _items(n: int) -> str:
    return trn("{n} item", "{n} items", n) if n else tr("none")


def _standing(word: str) -> Cell:
    sign = sign_of("standing", word)
    return Cell(text=str(sign), sort=sign.word, tone=sign.tone)
