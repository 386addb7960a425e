"""Between a Note and a row of the file, in both directions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from briefing_app.domain.model import Note, NoteKind, Passage, Ref, Seen

COLUMNS = (
    "revision", "note", "parent", "target", "body", "kind", "tags", "handling", "author", "office", "created",
    "modified", "seen", "passage", "fingerprint", "reply_to", "own", "removed", "extra", "lineage",
)  # fmt: skip
SELECT = ", ".join(f"r.{name}" for name in COLUMNS)
LATEST = f"SELECT {SELECT} FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision"
NO_SEEN = "{}"


def to_row(note: Note) -> tuple[Any, ...]:
    """Returns a note's revision as values in the order of ``COLUMNS``."""
    return (
        note.revision,
        note.note_id,
        note.parent,
        str(note.target),
        note.body,
        note.kind,
        json.dumps(note.tags, ensure_ascii=False) if note.tags else "[]",
        note.handling,
        note.author,
        note.office,
        note.created,
        note.modified,
        json.dumps(asdict(note.seen), ensure_ascii=False) if note.seen != Seen() else NO_SEEN,
        json.dumps(asdict(note.passage), ensure_ascii=False) if note.passage else "",
        note.fingerprint,
        note.reply_to,
        int(note.own),
        int(note.removed),
        note.extra,
        " ".join(note.lineage),
    )


def from_row(row: Sequence[Any]) -> Note:
    """Returns the note that a row holds; the columns come in the order of ``COLUMNS``."""
    found = dict(zip(COLUMNS, row, strict=True))
    return Note(
        note_id=found["note"],
        target=Ref.parse(found["target"]),
        body=found["body"],
        created=found["created"],
        modified=found["modified"],
        revision=found["revision"],
        parent=found["parent"],
        kind=cast("NoteKind", found["kind"]),
        tags=tuple(json.loads(found["tags"])) if found["tags"] != "[]" else (),
        handling=found["handling"],
        author=found["author"],
        office=found["office"],
        seen=Seen(**json.loads(found["seen"])) if found["seen"] != NO_SEEN else Seen(),
        passage=Passage(**json.loads(found["passage"])) if found["passage"] else None,
        fingerprint=found["fingerprint"],
        reply_to=found["reply_to"],
        own=bool(found["own"]),
        removed=bool(found["removed"]),
        extra=found["extra"],
        lineage=tuple(found["lineage"].split()),
    )
