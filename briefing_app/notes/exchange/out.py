"""Notes to a file: W3C annotations, CSV safe for spreadsheets, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from briefing_app.domain.model import Note
from briefing_app.notes.exchange.vocabulary import CONTEXT, MOTIVATIONS, OWN


def to_collection(notes: Sequence[Note], *, label: str) -> dict[str, Any]:
    """Returns notes as an AnnotationCollection with one page.

    Args:
        notes: The notes, in the order in which they are written.
        label: Name of the collection.
    """
    return {
        "@context": [CONTEXT, {"bf": OWN}],
        "id": f"{OWN}collection",
        "type": "AnnotationCollection",
        "label": label,
        "total": len(notes),
        "first": {
            "id": f"{OWN}collection:page-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [to_annotation(note) for note in notes],
        },
    }


def to_annotation(note: Note) -> dict[str, Any]:
    """Returns a note as one annotation; unknown properties it came with are written back."""
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": MOTIVATIONS[note.kind]}
    ]
    body += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    target: dict[str, Any] = {"source": f"{OWN}{note.target}"}
    if note.passage is not None:
        passage = note.passage
        target["selector"] = [
            {"type": "TextQuoteSelector", "exact": passage.quote, "prefix": passage.prefix, "suffix": passage.suffix},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.start + len(passage.quote)},
        ]
        target["bf:field"] = passage.field
    made: dict[str, Any] = {
        "id": f"urn:uuid:{note.note_id}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[note.kind],
        "created": note.created,
        "modified": note.modified,
        "body": body,
        "target": target,
        "bf:kind": note.kind,
        "bf:revision": note.revision,
        "bf:parent": note.parent,
        "bf:fingerprint": note.fingerprint,
        "bf:seen": asdict(note.seen),
        "bf:handling": note.handling,
        "bf:replyTo": note.reply_to,
        "bf:removed": note.removed,
    }
    if note.lineage:
        made["bf:lineage"] = list(note.lineage)
    if note.author or note.office:
        made["creator"] = {"type": "Person", "name": note.author, "bf:office": note.office}
    return (json.loads(note.extra) if note.extra else {}) | made


def to_json(notes: Sequence[Note], *, label: str) -> bytes:
    """Returns notes as JSON-LD text; the same notes give the same bytes."""
    text = json.dumps(to_collection(notes, label=label), ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate among unknown properties becomes JSON's escape


def to_csv(notes: Iterable[Note]) -> bytes:
    """Returns notes as CSV for spreadsheets: cells that start like a formula get an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["id", "target", "title", "kind", "tags", "handling", "author", "created", "modified", "note"])
    for note in notes:
        cells = [note.note_id, str(note.target), note.seen.title, note.kind, "; ".join(note.tags), note.handling,
                 note.author, note.created, note.modified, note.body]  # fmt: skip
        writer.writerow(["'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_markdown(notes: Iterable[Note]) -> bytes:
    """Returns notes as Markdown, one section an entry."""
    parts = []
    for note in notes:
        head = note.seen.title or str(note.target)
        facts = " · ".join(
            p for p in (note.kind, note.author, note.modified[:16].replace("T", " "), note.handling) if p
        )
        tags = " ".join(f"#{tag}" for tag in note.tags)
        parts.append(f"## {head}\n\n`{note.target}` · {facts}\n\n{note.body}\n" + (f"\n{tags}\n" if tags else ""))
    return "\n".join(parts).encode()
