"""The person's own words, with the entries they are about."""

from __future__ import annotations

import dataclasses

from briefing_app.domain import markdown
from briefing_app.domain.entries import title_words
from briefing_app.domain.model import Note
from briefing_app.domain.moments import moment_in_words, moment_key
from briefing_app.domain.wording import noun_words
from briefing_app.report.blocks import (
    Block,
    Blocks,
    Bullets,
    Columns,
    Heading,
    Paragraph,
    Run,
    Runs,
    Style,
    joined,
    plain,
)
from briefing_app.report.material import Material
from briefing_app.translation import tr


def notes(material: Material) -> Blocks:
    """Returns the notes as cards grouped by the entry they are about, in the order in which they were written."""
    kept = sorted((n for n in material.notes if not n.removed), key=lambda n: (moment_key(n.created), n.note_id))
    blocks: list[Block] = []
    for target in dict.fromkeys(note.target for note in kept):
        title = title_words(material.dataset, target)
        blocks.append(Heading(text=title, level=2))
        if title != str(target):
            words = tr("{noun} {id}", noun=noun_words(target), id=target.id)
            blocks.append(Paragraph(runs=(Run(text=words, to=str(target)),), style="small"))
        for note in kept:
            if note.target == target:
                material.print_note(note)
                blocks += _note(note)
    return (Columns(blocks=tuple(blocks)),) if blocks else ()


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
    return (Paragraph(runs=who, style="small", anchor=f"note/{note.note_id}"), *quoted, *body(note.body))


def body(text: str) -> Blocks:
    """Returns the words of a note as they stand on paper: the marks of their light Markdown become looks.

    Args:
        text: The words as they were written.
    """
    blocks: list[Block] = []
    for part in markdown.parse(text):
        last = blocks[-1] if blocks else None
        if part.kind == "rule":
            blocks.append(Paragraph(runs=plain("—"), style="rule"))
        elif part.kind == "item" and part.marker:
            start = None if part.marker == "•" else int(part.marker.rstrip("."))
            if isinstance(last, Bullets) and last.depth == part.depth and _goes_on(last, start):
                blocks[-1] = dataclasses.replace(last, items=(*last.items, _runs(part)))
            else:
                blocks.append(Bullets(items=(_runs(part),), start=start, depth=part.depth))
        else:
            set_in = part.depth + (part.kind == "item") - (part.kind == "quote")
            style: Style = "quote" if part.kind in ("quote", "code") else "body"
            blocks.append(Paragraph(runs=_runs(part), style=style, depth=max(0, set_in)))
    return tuple(blocks)


def _goes_on(last: Bullets, start: int | None) -> bool:
    """Tells whether an item belongs to the list before it."""
    return last.start is None if start is None else last.start is not None and last.start + len(last.items) == start


def _runs(part: markdown.Block) -> Runs:
    heading = part.kind == "heading"
    quiet = part.kind == "quote"
    return tuple(
        Run(
            text=span.text,
            strong=span.strong or heading,
            emph=span.emphasis,
            struck=span.struck,
            muted=quiet,
            url=span.link,
        )
        for span in part.spans
    )
