"""Shows at each entry that a printed note is about it, with the way there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from briefing_app.domain.model import Note
from briefing_app.report.blocks import (
    Abreast,
    Block,
    Blocks,
    Columns,
    Grid,
    Group,
    Heading,
    Line,
    Numbered,
    Paragraph,
    Run,
    Runs,
    Section,
)
from briefing_app.translation import trn

SIGN = "✎"
Signs = Mapping[str, Runs]


def with_signs(sections: Iterable[Section], notes: Iterable[Note]) -> tuple[Section, ...]:
    """Returns the sections with a sign at each entry that a note is about.

    Args:
        sections: The sections.
        notes: The notes that are printed.
    """
    about: dict[str, list[Note]] = {}
    for note in notes:
        about.setdefault(str(note.target), []).append(note)
    signs: Signs = {
        target: (
            Run(
                text=trn("{sign} {n} note", "{sign} {n} notes", len(listed), sign=SIGN),
                to=f"note/{listed[0].note_id}",
            ),
        )
        for target, listed in about.items()
    }
    return tuple(dataclasses.replace(s, blocks=tuple(_signed(s.blocks, signs))) if signs else s for s in sections)


def _signed(blocks: Blocks, signs: Signs) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Group | Columns | Abreast):
            yield dataclasses.replace(block, blocks=tuple(_signed(block.blocks, signs)))
        elif isinstance(block, Heading):
            yield block
            if block.anchor in signs:
                yield Paragraph(runs=signs[block.anchor], style="small")
        elif isinstance(block, Grid):
            yield dataclasses.replace(block, lines=tuple(_line(line, signs) for line in block.lines))
        elif isinstance(block, Numbered):
            entries = tuple(
                dataclasses.replace(e, runs=(*e.runs, Run(text=" "), *signs[e.anchor])) if e.anchor in signs else e
                for e in block.entries
            )
            yield dataclasses.replace(block, entries=entries)
        else:
            yield block


def _line(line: Line, signs: Signs) -> Line:
    if line.anchor not in signs:
        return line
    first = (*line.cells[0], Run(text=" "), *signs[line.anchor])
    return dataclasses.replace(line, cells=(first, *line.cells[1:]))
