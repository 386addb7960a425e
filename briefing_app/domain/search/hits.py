"""One thing that a search found, and the order of kinds in which people look for things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.model import INNER_NOUNS, Ref

KIND_ORDER = (
    "actor",
    "corridor",
    "node",
    "claim",
    "event",
    "judgement",
    "indicator",
    "observation",
    "evidence",
    "term",
    "series",
    "relation",
    "hypothesis",
    "paragraph",
    "scale",
    "source",
    "segment",
    "rating",
    *INNER_NOUNS,
)
"""What a name most often stands for comes first: who it is, then the way and the place, then what was said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry or note that was found.

    Attributes:
        kind: "record" or "note".
        ref: The entry; for a note the one it is about.
        note_id: The note; empty for a record.
        title: Title of the entry.
        excerpt: A piece of its text around the words found.
        ranges: Where the words stand in the excerpt: (first character, character after the last).
    """

    kind: Literal["note", "record"]
    ref: Ref
    note_id: str = ""
    title: str
    excerpt: str = ""
    ranges: tuple[tuple[int, int], ...] = ()

    @property
    def note(self) -> bool:
        """True if the words stand in a note."""
        return self.kind == "note"

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The excerpt cut so that the words found can be marked: (text, is found)."""
        out: list[tuple[str, bool]] = []
        done = 0
        for begin, end in self.ranges:
            out += [(self.excerpt[done:begin], False), (self.excerpt[begin:end], True)]
            done = end
        return tuple(piece for piece in (*out, (self.excerpt[done:], False)) if piece[0])
