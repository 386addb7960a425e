"""The dry run of an import: what would happen to each note, and nothing deleted because it is absent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefing_app.domain.model import Note
from briefing_app.words import tr

Outcome = Literal["new", "changed", "conflict", "same", "older"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One note of a file with what would become of it.

    Attributes:
        note: The note as it would be stored.
        mine: The note that is there already, or None.
        outcome: new, changed (theirs builds on mine), conflict (both changed), same, or older (mine builds on theirs).
    """

    note: Note
    mine: Note | None
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """A dry run: what would happen, and what could not be read."""

    incoming: tuple[Incoming, ...]
    refused: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Returns how many notes have this outcome."""
        return sum(item.outcome == outcome for item in self.incoming)

    def words(self) -> str:
        """Returns the plan in one line."""
        return tr(
            "{new} new, {changed} changed, {conflict} in conflict, {same} the same, 0 deleted",
            new=self.count("new"),
            changed=self.count("changed"),
            conflict=self.count("conflict"),
            same=self.count("same") + self.count("older"),
        )


def plan(notes: Iterable[Note], existing: Mapping[str, Note], ancestors: Mapping[str, frozenset[str]]) -> ImportPlan:
    """Returns what taking in would do. Nothing is deleted because it is absent.

    Args:
        notes: What was read.
        existing: The notes that are there, by id.
        ancestors: For each note that is there, all its revisions.
    """
    incoming = []
    for note in notes:
        mine = existing.get(note.note_id)
        kept = replace(note, own=mine.own) if mine is not None else note
        incoming.append(
            Incoming(note=kept, mine=mine, outcome=_outcome(kept, mine, ancestors.get(note.note_id, frozenset())))
        )
    return ImportPlan(incoming=tuple(incoming))


def _same(one: Note, other: Note) -> bool:
    return replace(one, extra="", own=True) == replace(other, extra="", own=True)


def _outcome(note: Note, mine: Note | None, revisions: frozenset[str]) -> Outcome:
    if mine is None:
        return "new"
    if note.revision == mine.revision or _same(note, mine):
        return "same"
    if note.revision in revisions:
        return "older"
    return "changed" if note.parent == mine.revision else "conflict"
