"""The dry run of an import: what would happen to each note, and nothing deleted because it is absent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefing_app.domain.model import Note
from briefing_app.notes.revisions import renamed, same_words
from briefing_app.translation import tr

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
    """A dry run: what would happen, what could not be read, and what else the person should know."""

    incoming: tuple[Incoming, ...]
    refused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Returns how many notes have this outcome."""
        return sum(item.outcome == outcome for item in self.incoming)

    @property
    def in_bin(self) -> int:
        """How many of the notes that stay the same lie in the bin here."""
        return sum(i.mine is not None and i.mine.removed and i.outcome in ("same", "older") for i in self.incoming)

    def words(self) -> str:
        """Returns the plan in one line."""
        return tr(
            "{new} new, {changed} changed, {conflict} in conflict, {same} the same, 0 deleted",
            new=self.count("new"),
            changed=self.count("changed"),
            conflict=self.count("conflict"),
            same=self.count("same") + self.count("older"),
        )


def plan(notes: Iterable[Note], existing: Mapping[str, Note], known: Mapping[str, Mapping[str, Note]]) -> ImportPlan:
    """Returns what taking in would do. Nothing is deleted because it is absent.

    Args:
        notes: What was read.
        existing: The notes that are there, by id.
        known: For each note that is there, all its revisions by name.
    """
    return ImportPlan(
        incoming=tuple(_judged(note, existing.get(note.note_id), known.get(note.note_id, {})) for note in notes)
    )


def _judged(note: Note, mine: Note | None, known: Mapping[str, Note]) -> Incoming:
    if mine is None:
        return Incoming(note=note, mine=None, outcome="new")
    kept = replace(note, own=mine.own, package=mine.package)  # a note never moves to another briefing
    stored = known.get(kept.revision)
    if stored is not None and not same_words(stored, kept):  # it was typed on after it had travelled once
        if stored.modified >= kept.modified:
            return Incoming(note=kept, mine=mine, outcome="older")
        kept = renamed(kept)
    return Incoming(note=kept, mine=mine, outcome=_outcome(kept, mine, known))


def _outcome(note: Note, mine: Note, known: Mapping[str, Note]) -> Outcome:
    if note.revision == mine.revision or same_words(note, mine):
        return "same"
    if note.revision in known or note.revision in (mine.parent, *mine.lineage):
        return "older"
    standing = _standing(mine, known)
    return "changed" if not standing.isdisjoint((note.parent, *note.lineage)) else "conflict"


def _standing(mine: Note, known: Mapping[str, Note]) -> frozenset[str]:
    """Returns the names of my version: putting a note into the bin and out again is no other version of its words."""
    names = {mine.revision}
    while (before := known.get(mine.parent)) is not None and same_words(before, mine) and before.revision not in names:
        names.add(before.revision)
        mine = before
    return frozenset(names)
