"""The person's own words, with the entries they are about."""

from __future__ import annotations

from briefing_app.domain.entries import title_words
from briefing_app.domain.model import Note
from briefing_app.domain.moments import moment_in_words, moment_key
from briefing_app.domain.wording import noun_words
from briefing_app.report.blocks import Block, Blocks, Heading, Paragraph, Run, Runs, joined, plain
from briefing_app.report.material import Material
from briefing_app.words import tr


def notes(material: Material) -> Blocks:
    """Returns the notes grouped by the entry they are about, in the order in which they were written."""
    if not material.options.with_notes:
        return (Paragraph(runs=plain(tr("Notes were left out of this document."))),)
    kept = sorted((n for n in material.notes if not n.removed), key=lambda n: (moment_key(n.created), n.note_id))
    if not kept:
        return (Paragraph(runs=plain(tr("There are no notes."))),)
    blocks: list[Block] = []
    for target in dict.fromkeys(note.target for note in kept):
        title = title_words(material.dataset, target)
        blocks.append(Heading(text=title, level=2))
        about: Runs = (*plain(f"{noun_words(target)} "), Run(text=str(target), to=str(target)))
        blocks.append(Paragraph(runs=about, style="small"))
        for note in kept:
            if note.target == target:
                blocks += _note(note)
    return tuple(blocks)


def _note(note: Note) -> Blocks:
    who = joined(
        (
            plain(note.author or tr("no name"), strong=True),
            plain(note.office),
            plain(note.kind),
            plain(moment_in_words(note.modified)),
            plain(note.handling),
            plain(" ".join(f"#{tag}" for tag in note.tags)),
        ),
        by=" · ",
    )
    quoted = (
        (Paragraph(runs=plain(tr("On the words “{quote}”", quote=note.passage.quote), muted=True)),)
        if note.passage
        else ()
    )
    return (
        Paragraph(runs=who, style="small"),
        *quoted,
        Paragraph(runs=plain(note.body), anchor=f"note/{note.note_id}"),
    )
