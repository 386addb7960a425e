"""Between a Note and a row of the file, in both directions."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any, cast

from briefing_app.domain.model import Note, NoteKind, Passage, Ref, Seen

COLUMNS = [
    "revision",
    "note",
    "parent",
    "target",
    "body",
    "kind",
    "tags",
    "handling",
    "author",
    "office",
    "created",
    "modified",
    "seen",
    "passage",
    "fingerprint",
    "reply_to",
    "own",
    "removed",
    "extra",
]
SELECT = ", ".join(f"r.{name}" for name in COLUMNS)


def to_row(note: Note) -> dict[str, Any]:
    """Returns the columns of a note's revision."""
    return {
        "revision": note.revision,
        "note": note.note_id,
        "parent": note.parent,
        "target": str(note.target),
        "body": note.body,
        "kind": note.kind,
        "tags": json.dumps(note.tags, ensure_ascii=False),
        "handling": note.handling,
        "author": note.author,
        "office": note.office,
        "created": note.created,
        "modified": note.modified,
        "seen": json.dumps(asdict(note.seen), ensure_ascii=False),
        "passage": json.dumps(asdict(note.passage), ensure_ascii=False) if note.passage else "",
        "fingerprint": note.fingerprint,
        "reply_to": note.reply_to,
        "own": int(note.own),
        "removed": int(note.removed),
        "extra": note.extra,
    }


def from_row(row: sqlite3.Row | tuple[Any, ...]) -> Note:
    """Returns the note that a row holds; the columns come in the order of ``SELECT``."""
    found = dict(zip(COLUMNS, row, strict=True))
    passage = json.loads(found["passage"]) if found["passage"] else None
    return Note(
        note_id=found["note"],
        target=Ref.parse(found["target"]),
        body=found["body"],
        created=found["created"],
        modified=found["modified"],
        revision=found["revision"],
        parent=found["parent"],
        kind=cast("NoteKind", found["kind"]),
        tags=tuple(json.loads(found["tags"])),
        handling=found["handling"],
        author=found["author"],
        office=found["office"],
        seen=Seen(**json.loads(found["seen"])),
        passage=Passage(**passage) if passage else None,
        fingerprint=found["fingerprint"],
        reply_to=found["reply_to"],
        own=bool(found["own"]),
        removed=bool(found["removed"]),
        extra=found["extra"],
    )
