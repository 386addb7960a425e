"""What is asked of the desk for the list of notes, on any thread: which notes, under which headings, how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_app.desk import Desk
from briefing_app.domain.notes import NoteCounts, NotesQuery, NotesSort
from briefing_app.domain.placement import Placed
from briefing_app.ui.notes.facts import entry_of
from briefing_app.ui.tabs.notes.rows import Line, first_lines, grouped

if TYPE_CHECKING:
    from briefing_app.ui.tabs.notes.choice import Choice, Sort

ORDER: Mapping[Sort, tuple[NotesSort, bool]] = {
    "newest": ("modified", True),
    "oldest": ("modified", False),
    "entry": ("entry", False),
    "author": ("author", False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One answer.

    Attributes:
        choice: What was asked for.
        lines: Ids of notes and headings, in their order.
        where: The first line of each note, by id.
        found: How many notes pass the choice.
        counts: How many notes there are of each sort.
        placed: Where the notes stand that are not where they were, by id.
    """

    choice: Choice
    lines: list[Line]
    where: Mapping[str, int] = field(default_factory=dict)
    found: int = 0
    counts: NoteCounts = field(default_factory=NoteCounts)
    placed: Mapping[str, Placed] = field(default_factory=dict)


def query_of(choice: Choice) -> NotesQuery:
    """Returns what the desk is asked for."""
    return NotesQuery(
        text=choice.text,
        tags=_one(choice.tag),
        kinds=_one(choice.kind),
        authors=_one(choice.author),
        handlings=_one(choice.handling),
        nouns=_one(choice.noun),
        since=choice.start,
        until=choice.end,
        own=True if choice.own else None,
        removed=choice.shown == "bin",
        unplaced=choice.shown == "look",
    )


def _one(value: str) -> frozenset[str]:
    return frozenset((value,)) if value else frozenset()


def look_up(desk: Desk, choice: Choice, counts: NoteCounts | None = None) -> Listing:
    """Returns the notes that pass a choice. The full text of notes is read only where they are grouped.

    Args:
        desk: Whose notes.
        choice: What is asked for.
        counts: How many notes there are, where that is known; None to count them.
    """
    sort, descending = ORDER[choice.sort]
    ids = desk.index.note_ids(query_of(choice), sort=sort, descending=descending)
    lines: list[Line] = list(ids)
    if choice.group != "none":
        lines = grouped(desk.index.notes(ids), choice.group, entry=lambda note: entry_of(desk.dataset, note))
    return Listing(
        choice=choice,
        lines=lines,
        where=first_lines(lines),
        found=len(ids),
        counts=counts or desk.index.note_counts(),
        placed=desk.index.placements(),
    )
