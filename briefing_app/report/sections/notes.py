"""The person's own words, with the entries they are about."""

from __future__ import annotations

from briefing_app.domain.entries import title_words
from briefing_app.domain.model import Note
from briefing_app.domain.wording import noun_words
from briefing_app.report.blocks import Block, Blocks, Heading, Paragraph, Run, Runs, joined, plain
from briefing_app.report.material import Material
from briefing_app.words import tr


def notes(material: Material) -> Blocks:
    """Returns the notes grouped by the entry they are about, in the order in which they were written."""
    kept = sorted((n for n in material.notes if not n.removed), key=lambda n: (n.created, n.note_id))
    blocks: list[Block] = []
    for target in dict.fromkeys(note.target for note in kept):
        title = title_words(material.dataset, target)
        blocks.append(Heading(text=title, level=2))
        about: Runs = (*plain(f"{noun_words(target)} "), Run(text=str(target), to=str(target)))
        blocks.append(Paragraph(runs=about, style="small"))
        for note in kept:
            if note.target == target:
                material.print_note(note)
                blocks += _note(note)
    return tuple(blocks)


def _note(note: Note) -> Blocks:
    written = note.modified[:16].replace("T", " ")
    who = joined(
        (
            plain(note.author or tr("no name"), strong=True),
            plain(note.office),
            plain(note.kind),
            plain(tr("{moment} UTC", moment=written)),
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
