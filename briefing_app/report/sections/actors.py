"""The actors: what they want of each ambition, what they can do, and how they stand to one another."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from briefing_app.domain.model import Actor, Relation
from briefing_app.domain.wording import date_words, plain_word, sign_of
from briefing_app.report.blocks import (
    Block,
    Blocks,
    Columns,
    Grid,
    Head,
    Heading,
    Line,
    Paragraph,
    Run,
    Runs,
    joined,
    plain,
)
from briefing_app.report.material import Material
from briefing_app.report.sections.pictures import relations_picture
from briefing_app.translation import tr

_MOST = 8
"""Actors that a short document names."""


def actors(material: Material) -> Blocks:
    """Returns the profiles by kind, then the relations as a table; nothing if no actor passes the filter."""
    found = material.visible(material.dataset.actors)
    relations = material.part.relations
    if not found and not relations:
        return ()
    if material.short:
        return _in_short(found, material)
    order = list(dict.fromkeys(a.kind for a in found))
    cards: list[Block] = []
    for kind, group in groupby(sorted(found, key=lambda a: order.index(a.kind)), key=lambda a: a.kind):
        words = plain_word(kind)
        cards.append(Heading(text=words[:1].upper() + words[1:], level=2))
        for actor in group:
            cards += _profile(actor, material)
    blocks: list[Block] = [Columns(blocks=tuple(cards))]
    if relations:
        blocks += _relations(relations, material)
    return tuple(blocks)


def _in_short(found: tuple[Actor, ...], material: Material) -> Blocks:
    """The actors that most events name, with their interest in each ambition, side by side."""
    named = Counter(ident for event in material.part.events for ident in event.actors)
    told = [a for a in found if a.interest_in_a or a.interest_in_b]
    told.sort(key=lambda a: (-named[a.actor_id], a.name))
    if not told:
        return ()
    told = told[:_MOST]
    material.show(*told)
    interests = [_interests(actor, material) for actor in told]
    columns = [Head(label=tr("Actor"), weight=6)]
    columns += [Head(label=label.strip().removesuffix(":"), weight=8) for label, _words in interests[0]]
    lines = []
    for actor, each in zip(told, interests, strict=True):
        name: Runs = plain(actor.name, strong=True)
        lines.append(Line(cells=(name, *(plain(words or "–") for _label, words in each)), anchor=str(actor.ref)))
    title = tr("The actors that most events name")
    return (Grid(title=title, columns=tuple(columns), lines=tuple(lines), dense=True),)


def _profile(actor: Actor, material: Material) -> Blocks:
    material.show(actor)
    names = ((actor.name_ru, "ru"), (actor.name_kk, "kk"), (actor.name_fa, "fa"))
    written = joined(tuple(plain(name, lang=lang, muted=True) for name, lang in names), by=" · ")
    parts = (
        (tr("Status: "), actor.status_note),
        (tr("On recognition: "), actor.stance_on_recognition),
        *_interests(actor, material),
        (tr("Leverage: "), actor.leverage),
        (tr("Constraints: "), actor.constraints),
    )
    told: list[Run] = list(plain(actor.profile))
    for label, words in parts:
        if words:
            told += [*plain(f" {label}", strong=True), *plain(words if words.endswith(".") else f"{words}.")]
    blocks: list[Block] = [Heading(text=actor.name, level=3, anchor=str(actor.ref))]
    if written or actor.role:
        blocks.append(Paragraph(runs=joined((plain(actor.role, muted=True), written), by=" · ")))
    told += [Run(text=" "), *material.cite(actor)]
    blocks.append(Paragraph(runs=tuple(told)))
    return tuple(b for b in blocks if not isinstance(b, Paragraph) or b.runs)


def _interests(actor: Actor, material: Material) -> tuple[tuple[str, str], ...]:
    """The interest in each ambition, or in the one that is asked for."""
    briefing, only = material.dataset.briefing, material.filter.ambition
    asked = [ambition for ambition in briefing.ambitions if only in ("", ambition.key)]
    return tuple(
        (
            tr("Interest in {letter}: ", letter=ambition.letter),
            getattr(actor, f"interest_in_{ambition.key.lower()}", ""),
        )
        for ambition in asked
    )


def _relations(relations: tuple[Relation, ...], material: Material) -> Blocks:
    return (
        Heading(text=tr("Relations"), level=2),
        *relations_picture(relations, material),
        Grid(
            columns=(
                Head(label=tr("Between"), weight=8),
                Head(label=tr("Kind"), weight=4),
                Head(label=tr("Shown since"), weight=4),
                Head(label=tr("What it is"), weight=14),
            ),
            lines=tuple(_relation(relation, material) for relation in relations),
            dense=True,
        ),
    )


def _relation(relation: Relation, material: Material) -> Line:
    material.show(relation)
    one, other = (material.dataset.find("actors", i) for i in (relation.from_actor, relation.to_actor))
    between: Runs = joined(
        tuple(
            (material.link(actor.ref),) if actor else plain(ident)
            for actor, ident in ((one, relation.from_actor), (other, relation.to_actor))
        ),
        by=" – ",
    )
    sign = sign_of("relation-sign", relation.sign)
    since = date_words(relation.since, short=True) if relation.since else "–"
    if relation.until:
        since = tr("{since}, until {until}", since=since, until=date_words(relation.until, short=True))
    told: Runs = (*plain(f"{relation.summary} "), *material.cite(relation))
    return Line(
        cells=(between, plain(f"{sign.sign} {plain_word(relation.kind)}"), plain(since), told),
        anchor=str(relation.ref),
    )
