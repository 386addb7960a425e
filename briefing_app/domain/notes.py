"""What one asks of many notes: which answer which, which pass a filter, and what a change took and added."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefing_app.domain.model import Note
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.translation import tr, trn

Piece = tuple[str, Literal["same", "gone", "new"]]
NotesSort = Literal["modified", "created", "entry", "kind", "author", "handling", "words"]
"""What notes are put in order by; "entry" is by kind of entry and its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesQuery:
    """Which notes are asked for; the empty query asks for all that do not lie in the bin.

    Within a set any one suffices ("question or correction"); different conditions must all hold.

    Attributes:
        text: Words, or beginnings of words, that must all occur in the note or the title of its entry.
        tags: Tags of which one must be there.
        kinds: comment, question, correction, follow-up.
        authors: Names; an empty name means the notes without one.
        handlings: Handling markings; an empty one means the notes without.
        nouns: Kinds of entry, such as "event"; "briefing" for the briefing as a whole.
        since: Nothing last changed before this day (UTC).
        until: Nothing last changed after this day (UTC).
        own: True for the person's own, False for those of others, None for both.
        removed: True for those in the bin instead.
        unplaced: Only notes whose entry changed, moved or is gone.
    """

    text: str = ""
    tags: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    handlings: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    own: bool | None = None
    removed: bool = False
    unplaced: bool = False

    def is_empty(self) -> bool:
        """Tells whether all notes outside the bin are asked for."""
        return self == NotesQuery()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCounts:
    """How many notes there are, and how many of each sort, the most first; those in the bin count only as removed."""

    total: int = 0
    removed: int = 0
    own: int = 0
    tags: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    authors: Mapping[str, int] = field(default_factory=dict)
    handlings: Mapping[str, int] = field(default_factory=dict)
    nouns: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """Notes on other briefings, by the name of the data package; they are counted in nothing else."""


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


def notes_table(scope: Scope, notes: Iterable[Note]) -> TableSpec:
    """Returns notes as a table, in their order: what each stands on, who wrote it, when, and its words."""
    rows = tuple(
        Row(
            ref=note.target,
            cells=(
                Cell(text=note.note_id),
                Cell(text=note.seen.title),
                Cell(text=note.kind),
                Cell(text="; ".join(note.tags)),
                Cell(text=note.handling),
                Cell(text=note.author),
                _moment_cell(note.created),
                _moment_cell(note.modified),
                Cell(text=note.body),
                Cell(text=note.package),
            ),
        )
        for note in notes
    )
    columns = (
        Column(key="id", label=tr("Id")),
        Column(key="title", label=tr("Entry")),
        Column(key="kind", label=tr("Kind")),
        Column(key="tags", label=tr("Tags")),
        Column(key="handling", label=tr("Handling")),
        Column(key="author", label=tr("Author")),
        Column(key="created", label=tr("Written"), file="moment"),
        Column(key="modified", label=tr("Last changed"), file="moment"),
        Column(key="note", label=tr("Note")),
        Column(key="briefing", label=tr("Briefing")),
    )
    counted = trn("{n} note", "{n} notes", len(rows))
    caption = Caption(key="notes", title=tr("Notes"), summary=counted, edition=scope.edition)
    return TableSpec(caption=caption, columns=columns, rows=rows, row_header=1)


def _moment_cell(text: str) -> Cell:
    """A moment that cannot be placed stays the words that it is."""
    try:
        moment = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
        moment = moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    except (ValueError, OverflowError):
        return Cell(text=text)
    return Cell(text=text, value=moment)
