"""What one asks of many notes: which answer which, which pass a filter, and what a change took and added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from briefing_app.domain.model import Note

Piece = tuple[str, Literal["same", "gone", "new"]]


def threads(notes: Iterable[Note]) -> tuple[tuple[Note, int], ...]:
    """Returns notes in the order of talk, each with its depth: an answer stands under what it answers.

    Args:
        notes: The notes, oldest first; an answer to a note that is not among them stands for itself.
    """
    listed = list(notes)
    here = {note.note_id for note in listed}
    answers: dict[str, list[Note]] = {}
    for note in listed:
        parent = note.reply_to if note.reply_to in here and note.reply_to != note.note_id else ""
        answers.setdefault(parent, []).append(note)
    found: list[tuple[Note, int]] = []
    waiting = [(note, 0) for note in reversed(answers.get("", []))]
    while waiting:
        note, depth = waiting.pop()
        found.append((note, depth))
        waiting += [(answer, depth + 1) for answer in reversed(answers.pop(note.note_id, []))]
    placed = {note.note_id for note, _depth in found}
    return (*found, *((note, 0) for note in listed if note.note_id not in placed))  # answers in a ring


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Returns what became of a text, word by word."""
    from difflib import SequenceMatcher

    old, new = _words(before), _words(after)
    if len(old) * len(new) > 4_000_000:  # whole paragraphs are enough where words would take too long
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(("".join(old[a:b]), "same"))
            continue
        if b > a:
            found.append(("".join(old[a:b]), "gone"))
        if d > c:
            found.append(("".join(new[c:d]), "new"))
    return tuple(found)


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)
