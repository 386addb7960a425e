"""Page one as known on a day: that the judgements were written later, and what could be seen by then."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.ambitions import indicator_lines, two_ways
from briefing_app.domain.model import Event
from briefing_app.domain.overview import written_later
from briefing_app.domain.wording import day_words, event_date_words
from briefing_app.report.blocks import Block, Blocks, Bullets, Heading, Paragraph, Run, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr, trn

_LATEST = 5


def then(material: Material, day: dt.date, *, judged: bool) -> Blocks:
    """Returns what stands for the judgements that could not be made by a day.

    Args:
        material: What the document draws on.
        day: The day as known on which it speaks.
        judged: True if some judgements could be made by then and are told.
    """
    if judged:
        words = trn(
            "{n} judgement rests on sources that appeared after {day} and is not in here.",
            "{n} judgements rest on sources that appeared after {day} and are not in here.",
            len(material.later),
            day=day_words(day),
        )
        return (Paragraph(runs=plain(words), style="small"),)
    blocks: list[Block] = [Paragraph(runs=plain(written_later(len(material.later), day)))]
    points = (*_evidence(material), *_readings(material))
    if points:
        blocks.append(Heading(text=tr("What could be seen by {day}", day=day_words(day)), level=2))
        blocks.append(Bullets(items=points))
    latest = sorted(material.part.events, key=lambda e: (e.date.first(), e.event_id))[-_LATEST:]
    if latest:
        blocks.append(Heading(text=tr("The latest events known then"), level=2))
        blocks.append(Bullets(items=tuple(_event(event, material) for event in reversed(latest))))
    return tuple(blocks)


def _evidence(material: Material) -> tuple[Runs, ...]:
    """How the evidence known by then leaned, by ambition."""
    found = two_ways(material.asked)
    points = []
    for way in found.ways:
        counts = len(way.speaks_for), len(way.speaks_against), way.mixed
        if material.filter.ambition in ("", way.ambition) and any(counts):
            words = tr(
                "{title}: {plus} for, {minus} against, {mixed} both ways.",
                title=way.title,
                plus=trn("{n} item of evidence", "{n} items of evidence", counts[0]),
                minus=counts[1],
                mixed=counts[2],
            )
            points.append((*plain(tr("Ambition {letter}. ", letter=way.letter), strong=True), *plain(words)))
    return tuple(points)


def _readings(material: Material) -> tuple[Runs, ...]:
    """How the indicators were read by then."""
    lines = indicator_lines(material.asked)
    words = [line.now.word for line in lines]
    said = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))
    return (plain(trn("{n} indicator: {said}.", "{n} indicators: {said}.", len(lines), said=said)),) if lines else ()


def _event(event: Event, material: Material) -> Runs:
    material.show(event)
    sources = material.cite(event, most=2)
    return (*plain(f"{event_date_words(event)}: {event.title} "), *(sources or (Run(text=""),)))
