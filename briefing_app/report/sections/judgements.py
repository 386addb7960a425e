"""Page one: the question of the briefing, how far it is, what changed, what to watch."""

from __future__ import annotations

from briefing_app.domain import likelihood
from briefing_app.domain.model import Judgement
from briefing_app.domain.overview import outlook_words, since_words
from briefing_app.domain.wording import sign_of
from briefing_app.errors import ExpectedError
from briefing_app.report.blocks import (
    FILL,
    Block,
    Blocks,
    Bullets,
    Grid,
    Group,
    Head,
    Heading,
    Line,
    Paragraph,
    Run,
    Runs,
    filled,
    joined,
    plain,
)
from briefing_app.report.material import Material
from briefing_app.report.sections.as_known_on import then
from briefing_app.translation import tr

_MOST_CITED = 3
"""Sources of a judgement that a short document cites."""


def overview(material: Material) -> Blocks:
    """Returns headlines and key judgements with basis and sources; as known on a day, what could be judged then.

    The headline on all ambitions stands on page one, so a short document does not tell it again.
    """
    found = sorted(material.part.judgements, key=lambda j: j.rank)
    blocks: list[Block] = []
    headlines = [j for j in found if j.kind == "headline"]
    if material.short:
        own = [j for j in headlines if len(material.dataset.briefing.borne_on(j.ambition)) == 1]
        blocks += [Paragraph(runs=_in_a_line(j, material)) for j in own]
    else:
        blocks += [Group(blocks=_headline(j, material)) for j in headlines]
    key = [j for j in found if j.kind != "headline"]
    if key:
        used = likelihood.scale(material.dataset, material.options.scale)
        words = tr("Likelihood in the words of the {scale}; confidence is judged apart.", scale=used.name)
        if material.filter.start or material.filter.end:
            words += " " + tr("They rest on evidence of the period and speak of the day of the edition.")
        blocks.append(Paragraph(runs=plain(words), style="small"))
        if not material.short:
            blocks.append(_at_a_glance(key, material))
    blocks += [Group(blocks=_judged(judgement, material)) for judgement in key]
    day = material.filter.as_known_on
    if day is not None and material.later:
        blocks += then(material, day, judged=bool(found))
    return tuple(blocks)


def _at_a_glance(judgements: list[Judgement], material: Material) -> Grid:
    return Grid(
        columns=(
            Head(label=tr("Judgement"), weight=10),
            Head(label=material.dataset.briefing.letters("both", between=", ") or tr("Ambition"), weight=2),
            Head(label=tr("Likelihood"), weight=5),
            Head(label=tr("Outlook since {month}", month=since_words(material.dataset.briefing)), weight=5),
        ),
        lines=tuple(_glance(judgement, material) for judgement in judgements),
    )


def _glance(judgement: Judgement, material: Material) -> Line:
    used = likelihood.scale(material.dataset, material.options.scale)
    found = likelihood.likelihood_of(judgement, used)
    direction = judgement.direction_since_then
    outlook = "–" if direction in ("", "n/a") else sign_of("direction", direction).word
    return Line(
        cells=(
            (material.link(judgement.ref, judgement.heading),),
            plain(material.dataset.briefing.letters(judgement.ambition, none="–")),
            plain(str(found) if found else "–"),
            plain(outlook),
        )
    )


def _headline(judgement: Judgement, material: Material) -> Blocks:
    material.show(judgement)
    return (
        Heading(text=judgement.heading, level=2, anchor=str(judgement.ref)),
        Paragraph(runs=stated(judgement, material)),
        Paragraph(runs=plain(judgement.why)),
        Paragraph(runs=_basis(judgement, material), style="small"),
    )


def _in_a_line(judgement: Judgement, material: Material) -> Runs:
    material.show(judgement)
    return (*plain(f"{judgement.heading}. ", strong=True), *stated(judgement, material))


def _judged(judgement: Judgement, material: Material) -> Blocks:
    material.show(judgement)
    letter = material.dataset.briefing.letters(judgement.ambition, between=", ")
    sure = " ".join(part for part in (likelihood.confidence_sentence(judgement), _outlook(judgement, material)) if part)
    points: list[Runs] = [plain(judgement.why), plain(sure)]
    if judgement.what_would_change:
        points.append((*plain(tr("What would change it: "), strong=True), *plain(judgement.what_would_change)))
    heading = f"{judgement.heading} ({letter})" if letter else judgement.heading
    blocks: list[Block] = [Heading(text=heading, level=2, anchor=str(judgement.ref))]
    if material.short:
        cited = material.cite(judgement, most=_MOST_CITED)
        blocks.append(Paragraph(runs=(*stated(judgement, material), Run(text=" "), *cited)))
    else:
        blocks.append(Paragraph(runs=stated(judgement, material)))
    blocks.append(Bullets(items=tuple(p for p in points if p)))
    if not material.short:
        blocks.append(Paragraph(runs=_basis(judgement, material), style="small"))
    return tuple(blocks)


def _outlook(judgement: Judgement, material: Material) -> str:
    outlook = outlook_words(material.dataset.briefing, judgement)
    return f"{outlook[:1].upper()}{outlook[1:]}." if outlook else ""


def stated(judgement: Judgement, material: Material) -> Runs:
    """Returns a statement with its likelihood words strong, in the words of the scale in use."""
    try:
        pieces = likelihood.sentence_with_range(
            judgement.statement, dataset=material.dataset, key=material.options.scale
        )
    except ExpectedError as error:
        return plain(error.words)
    return tuple(Run(text=piece.text, strong=piece.strong) for piece in pieces)


def _basis(judgement: Judgement, material: Material) -> Runs:
    fields = ("evidence_refs", "claim_refs", "indicator_refs")
    refs = [ref for name in fields for ref in material.dataset.resolve(judgement, name)]
    basis = joined(tuple((material.link(ref, ref.id),) for ref in refs))
    sources = material.cite(judgement)
    parts: list[Runs] = []
    if basis:
        parts.append(filled(tr("Rests on {named}", named=FILL), basis))
    if sources:
        parts.append(filled(tr("Sources {numbers}", numbers=FILL), sources))
    return joined(tuple(parts), by=". ")
