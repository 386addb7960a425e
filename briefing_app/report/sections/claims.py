"""The checked claims of the starting document: what it says, what was found, and by whom."""

from __future__ import annotations

from collections import Counter

from briefing_app.domain.model import Claim
from briefing_app.domain.wording import plain_word, sign_of
from briefing_app.report.blocks import Block, Blocks, Grid, Head, Heading, Line, Paragraph, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr, trn

_AGAINST = ("did-not-happen", "implausible", "superseded")
"""Verdicts of which a short document tells the claims."""
_MOST = 8


def claims(material: Material) -> Blocks:
    """Returns the claims by topic with verdict, finding, reasoning and sources, nothing if none passes."""
    found = material.part.claims
    if not found:
        return ()
    counts = Counter(claim.verdict for claim in found)
    said = "; ".join(f"{sign_of('verdict', verdict)} {n}" for verdict, n in counts.most_common())
    blocks: list[Block] = [
        Paragraph(runs=plain(trn("{n} claim: {said}.", "{n} claims: {said}.", len(found), said=said)), style="small")
    ]
    if material.short:
        wrong = [claim for claim in found if claim.verdict in _AGAINST]
        if wrong:
            blocks.append(_grid(wrong[:_MOST], material, title=tr("What does not hold, or did not happen")))
        return tuple(blocks)
    for topic in dict.fromkeys(claim.topic for claim in found):
        words = plain_word(topic)
        blocks.append(Heading(text=words[:1].upper() + words[1:], level=2))
        blocks.append(_grid([claim for claim in found if claim.topic == topic], material))
    return tuple(blocks)


def _grid(claims: list[Claim], material: Material, *, title: str = "") -> Grid:
    return Grid(
        title=title,
        columns=(
            Head(label=tr("Claim of the document"), weight=9 if material.short else 7),
            Head(label=tr("Verdict"), weight=4),
            Head(label=tr("What was found"), weight=17 if material.short else 19),
        ),
        lines=tuple(_line(claim, material) for claim in claims),
        dense=True,
    )


def _line(claim: Claim, material: Material) -> Line:
    material.show(claim)
    paragraph = tr("paragraph {n}", n=claim.paragraph)
    stated: Runs = (*plain(claim.claim), *plain(f"\n{claim.claim_id} · {paragraph}", muted=True))
    told: Runs = (
        *plain(f"{claim.finding} ", strong=True),
        *(() if material.short else plain(f"{claim.reasoning} ")),
        *material.cite(claim, most=1 if material.short else 0),
    )
    return Line(cells=(stated, plain(str(sign_of("verdict", claim.verdict))), told), anchor=str(claim.ref))
