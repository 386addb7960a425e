"""When two revisions of a note are the same, what they are called, and how much one took from the other."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace

from briefing_app.domain.model import Note


def same_words(one: Note, other: Note) -> bool:
    """Tells whether two revisions say the same, whatever they are called and whoever keeps them."""
    return _words(one) == _words(other)


def _words(note: Note) -> tuple[object, ...]:
    return (note.target, note.body, note.kind, note.tags, note.handling, note.author, note.office, note.passage,
            note.reply_to)  # fmt: skip


def digest(note: Note) -> str:
    """Returns a name for the words of a revision, the same on every machine."""
    return hashlib.sha256(repr(_words(note)).encode("utf-8", "replace")).hexdigest()


def renamed(note: Note) -> Note:
    """Returns a revision under a name made from its words, the same one every time, building on its old name."""
    told = "\n".join((note.revision, note.modified, str(note.removed), *map(str, _words(note))))
    name = str(uuid.uuid5(uuid.NAMESPACE_OID, told))
    lineage = tuple(dict.fromkeys(n for n in (note.parent, *note.lineage) if n))
    return replace(note, revision=name, parent=note.revision, lineage=lineage)


def letters_lost(before: str, after: str) -> int:
    """Returns how many letters of a text are gone, counted between what both begin and end with."""
    start = _shared(before, after)
    end = min(_shared(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    return len(before) - start - end


def _shared(one: str, other: str) -> int:
    """Returns the length of the common beginning by halving: texts are long, and it is asked while typing."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
