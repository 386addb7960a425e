"""Notes as rows and as Markdown, out: what a person reads, and beside it all that brings a note back as it was."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from briefing_app.domain.model import Note
from briefing_app.domain.moments import Moment
from briefing_app.notes.revisions import digest

MARK = "<!-- briefing-app note"
"""How the line begins that stands behind each note in Markdown."""
FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would reckon with, or that looks like one that was made safe."""
READ, BROUGHT_BACK = (
    ("id", "target", "title", "kind", "tags", "handling", "author", "created", "modified", "note", "briefing"),
    (
        "office",
        "seen date",
        "seen value",
        "field",
        "quote",
        "before",
        "after",
        "start",
        "reply to",
        "revision",
        "parent",
        "removed",
        "fingerprint",
        "lineage",
        "extra",
        "words",
    ),
)
"""Columns for people, and columns from which a note comes back as it was."""


def cells(note: Note) -> dict[str, str]:
    """Returns a note as named texts, from which it comes back as it was."""
    passage = note.passage
    return {
        "id": note.note_id,
        "target": str(note.target),
        "title": note.seen.title,
        "kind": note.kind,
        "tags": "; ".join(tag.replace("\\", "\\\\").replace(";", "\\;") for tag in note.tags),
        "handling": note.handling,
        "author": note.author,
        "created": note.created,
        "modified": note.modified,
        "note": note.body,
        "briefing": note.package,
        "office": note.office,
        "seen date": note.seen.date,
        "seen value": note.seen.value,
        "field": passage.field if passage else "",
        "quote": passage.quote if passage else "",
        "before": passage.prefix if passage else "",
        "after": passage.suffix if passage else "",
        "start": str(passage.start) if passage else "",
        "reply to": note.reply_to,
        "revision": note.revision,
        "parent": note.parent,
        "removed": "yes" if note.removed else "",
        "fingerprint": note.fingerprint,
        "lineage": " ".join(note.lineage),
        "extra": note.extra,
        "words": digest(note)[:16],
    }


def to_csv(notes: Iterable[Note]) -> bytes:
    """Returns notes as CSV for spreadsheets: cells that start like a formula get an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = (*READ, *BROUGHT_BACK)
    writer.writerow(columns)
    for note in notes:
        told = cells(note)
        writer.writerow(["'" + told[name] if FORMULA.match(told[name]) else told[name] for name in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_markdown(notes: Iterable[Note]) -> bytes:
    """Returns notes as Markdown, one section a note; a comment that is not shown brings each back as it was."""
    return "\n".join(_section(note) for note in notes).encode()


def _section(note: Note) -> str:
    head = " ".join((note.seen.title or str(note.target)).split())
    moment = Moment.stored(note.modified)
    parts = (note.kind, note.author, moment.words() if moment.at else "", note.handling)
    facts = " · ".join(part for part in parts if part)
    tags = " ".join(f"#{tag}" for tag in note.tags)
    body = "\n".join("\\" + line if line.lstrip("\\").startswith(MARK) else line for line in note.body.split("\n"))
    told: dict[str, Any] = {key: value for key, value in cells(note).items() if value and key != "note"}
    told["lines"] = note.body.count("\n") + 1
    mark = json.dumps(told, ensure_ascii=False, sort_keys=True).replace(">", "\\u003e")
    section = f"## {head}\n\n`{note.target}` · {facts}\n\n{body}\n"
    return section + (f"\n{tags}\n" if tags else "") + f"\n{MARK} {mark} -->\n"
