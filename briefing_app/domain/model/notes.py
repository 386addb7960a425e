"""The person's own words as records: a note, its revisions and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefing_app.domain.model.base import Ref

NoteKind = Literal["comment", "question", "correction", "follow-up"]
Placement = Literal["exact", "changed", "moved", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A short copy of what the person saw when writing, to find the entry again and to show what changed."""

    title: str = ""
    date: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a text that a note is about, described three ways so that it is found in a changed text.

    Attributes:
        field: Name of the field of the record that holds the text.
        quote: The words themselves.
        prefix: Up to 32 characters before them.
        suffix: Up to 32 characters after them.
        start: Position of the first character in the text seen, counted from 0.
    """

    field: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note in its latest revision.

    Attributes:
        note_id: UUID as text.
        target: The entry it is about.
        body: Plain text with light Markdown.
        created: Moment of the first revision, ISO 8601 in UTC.
        modified: Moment of this revision, ISO 8601 in UTC.
        revision: UUID of this revision.
        parent: UUID of the revision it replaced; empty for the first.
        reply_to: UUID of the note it answers; empty if none.
        own: False for a note taken in from somebody else, which is read-only.
        removed: True if it lies in the bin.
        fingerprint: Fingerprint of the data package it was written on.
        extra: Unknown properties of an imported annotation as JSON text, kept for the round trip.
        lineage: UUIDs of earlier revisions beyond the parent, so that another copy of the note knows what it builds on.
        package: Name of the data package it is on; empty for the bundled one, on which all notes once were.
        unreadable: What of it cannot be read in the file any more; the rest is as it was. Never stored.
    """

    note_id: str
    target: Ref
    body: str
    created: str
    modified: str
    revision: str
    parent: str = ""
    kind: NoteKind = "comment"
    tags: tuple[str, ...] = ()
    handling: str = ""
    author: str = ""
    office: str = ""
    seen: Seen = field(default_factory=Seen)
    passage: Passage | None = None
    fingerprint: str = ""
    reply_to: str = ""
    own: bool = True
    removed: bool = False
    extra: str = ""
    lineage: tuple[str, ...] = ()
    package: str = ""
    unreadable: tuple[str, ...] = ()
