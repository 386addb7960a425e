"""Ways to damage a notes file on purpose, as disks and other programs do."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from briefing_app.domain.model import Passage, Ref, Seen
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.rows import COLUMNS
from briefing_app.notes.store import FILE

EVENT = Ref("event", "e-2023-forum-astana")
WORDS = "the words of note"


class Watched(sqlite3.Connection):
    """A database that is on a list until it is closed."""

    def __init__(self, left: list[Watched], *place: object, **options: object) -> None:
        super().__init__(*place, **options)  # type: ignore[arg-type]  # handed on
        self._left = left
        left.append(self)

    def close(self) -> None:
        super().close()
        self._left[:] = [other for other in self._left if other is not self]


def filled(folder: Path, count: int = 6) -> list[str]:
    """Writes notes in which every column holds something; returns their ids, and leaves nothing beside the file."""
    ids = []
    with contextlib.closing(Notebook.open(folder, author="A. Official", office="Desk")) as book:
        book.lie_on("kazakhstan-afghanistan-ambitions", unnamed=True)
        for number in range(count):
            note = book.add(
                EVENT,
                f"{WORDS} {number}",
                kind="question",
                tags=["tag one", "tag two"],
                handling="OFFICIAL",
                seen=Seen(title="A title"),
                passage=Passage(field="summary", quote="a quote"),
                fingerprint="f" * 16,
                reply_to=ids[0] if ids else "",
            ).notes[0]
            book.edit(note.note_id, body=f"{WORDS} {number}, edited")
            ids.append(note.note_id)
    return ids


def change(folder: Path, sql: str, *values: object) -> None:
    """Changes the file behind the program's back."""
    with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql, values)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def flip(folder: Path, found: bytes, *, at: int = 0, bit: int = 7) -> None:
    """Turns one bit of the last place in the file where some bytes stand."""
    path = folder / FILE
    content = bytearray(path.read_bytes())
    where = content.rindex(found) + at
    content[where] ^= 1 << bit
    path.write_bytes(content)


def column_bytes(folder: Path, ident: str) -> dict[str, bytes]:
    """Returns what stands in each column of the latest revision of a note, as the file holds it."""
    with contextlib.closing(sqlite3.connect(folder / FILE)) as connection:
        sql = f"SELECT {', '.join(COLUMNS)} FROM revision WHERE revision = (SELECT revision FROM head WHERE note = ?)"
        row = connection.execute(sql, (ident,)).fetchone()
    return {name: str(value).encode() for name, value in zip(COLUMNS, row, strict=True)}
