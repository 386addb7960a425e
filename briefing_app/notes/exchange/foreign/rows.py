"""A note of this program that comes back from its own table or Markdown, as it was or as somebody changed it there."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from briefing_app.domain.model import Note, Passage, Ref, Seen
from briefing_app.domain.moments import Moment
from briefing_app.notes.exchange.authorship import kind_of
from briefing_app.notes.exchange.foreign.shapes import name_for
from briefing_app.notes.exchange.note_to_annotation import to_annotation
from briefing_app.notes.exchange.signs import ident_of, line
from briefing_app.notes.revisions import digest
from briefing_app.translation import tr


def annotation_of(told: Mapping[str, str]) -> dict[str, Any]:
    """Returns the annotation of a note.

    Args:
        told: The note as named texts; those that are missing are empty.

    Raises:
        ValueError: It names no entry, or a moment is none.
    """
    note = _note(told)
    if told.get("words") and told["words"] != digest(note)[:16]:  # somebody wrote on in the table
        changed = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{note.revision}:{digest(note)}"))
        lineage = tuple(dict.fromkeys(name for name in (note.parent, *note.lineage) if name))
        note = Note(**{**_values(note), "revision": changed, "parent": note.revision, "lineage": lineage})
    return to_annotation(note)


def _values(note: Note) -> dict[str, Any]:
    return {name: getattr(note, name) for name in Note.__slots__}


def _note(told: Mapping[str, str]) -> Note:
    def cell(name: str) -> str:
        return told.get(name, "")

    ident = ident_of(cell("id") or name_for(sorted(told.items())))
    try:
        target = Ref.parse(cell("target"))
    except ValueError:
        raise ValueError(tr("its target {address} names no entry", address=f"“{line(cell('target'), 60)}”")) from None
    start = cell("start")
    passage = Passage(
        field=cell("field"),
        quote=cell("quote"),
        prefix=cell("before"),
        suffix=cell("after"),
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 0,
    )
    return Note(
        note_id=ident,
        target=target,
        body=cell("note"),
        created=Moment.parse(cell("created")).text,
        modified=Moment.parse(cell("modified")).text,
        revision=cell("revision") or name_for(ident, cell("note"), cell("modified")).removeprefix("urn:uuid:"),
        parent=cell("parent"),
        kind=kind_of({"bf:kind": cell("kind")}),
        tags=tags_of(cell("tags")),
        handling=cell("handling"),
        author=cell("author"),
        office=cell("office"),
        seen=Seen(title=cell("title"), date=cell("seen date"), value=cell("seen value")),
        passage=passage if passage.quote else None,
        fingerprint=cell("fingerprint"),
        reply_to=cell("reply to"),
        own=False,
        removed=cell("removed") == "yes",
        extra=_object(cell("extra")),
        lineage=tuple(cell("lineage").split()),
        package=cell("briefing"),
    )


def _object(text: str) -> str:
    """Returns the unknown properties of a note, which are a JSON object, or nothing."""
    import json

    try:
        return text if isinstance(json.loads(text or "[]"), dict) else ""
    except (ValueError, RecursionError):
        return ""


def tags_of(text: str) -> tuple[str, ...]:
    """Returns the tags of a cell: parted by semicolons, one within a tag having a backslash in front."""
    parts = re.findall(r"(?:\\.|[^;\\])+", text)
    tags = (re.sub(r"\\(.)", r"\1", part.strip()).strip() for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))
