"""What goes into the index: the notes in the order in which they were written, and the records of an edition."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from typing import Any

from briefing_app.domain.model import Note
from briefing_app.domain.search import note_text, plain_words
from briefing_app.notes.index.file import IN_TITLE, NOTES_FROM, PART, RECORDS_FROM
from briefing_app.notes.rows import LATEST, fetch, note_of

PORTION = 400
"""Notes that go into the index at a time; in between others may ask."""
EDITIONS = 3
"""Editions whose records are kept, for windows that show different data."""
ADD_DOC = "INSERT INTO doc (id, name, title, body) VALUES (?, ?, ?, ?)"
ADD_WORDS = "INSERT INTO words (rowid, text) VALUES (?, ?)"
ASKED = "SELECT number FROM edition WHERE fingerprint = ?"
DROP_WORDS = "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"
ADD_NOTE = f"INSERT INTO note VALUES ({', '.join('?' * 13)})"


class Filling:
    """Brings the index to where the notes are."""

    def __init__(self, words: sqlite3.Connection, notes: sqlite3.Connection) -> None:
        self._words, self._notes = words, notes

    def portion(self) -> int:
        """Takes in the next notes; returns how many there were, 0 if the index is up to date."""
        whose, newest = self._at()
        if (whose, newest) == self._seen():
            return 0
        words = self._words
        words.execute("BEGIN IMMEDIATE")
        try:
            file, seen = self._seen()
            if file != whose or seen > newest:  # another file, or an older state of this one
                self._clear_notes()
                seen = 0
            rows = fetch(
                self._notes,
                f"{LATEST.replace('SELECT', 'SELECT h.number,', 1)} WHERE h.number > ? ORDER BY h.number LIMIT ?",
                (seen, PORTION),
            )
            self._take_in([(int(row[0]), note_of(self._notes, row[1:])) for row in rows])
            last = int(rows[-1][0]) if len(rows) == PORTION else newest
            words.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", (("file", whose), ("seen", str(last))))
            words.execute("COMMIT")
        except BaseException:
            if words.in_transaction:
                words.execute("ROLLBACK")
            raise
        return max(1, len(rows))

    def _at(self) -> tuple[str, int]:
        whose = fetch(self._notes, "SELECT value FROM state WHERE key = 'file'")
        newest = fetch(self._notes, "SELECT coalesce(max(number), 0) FROM head")
        return (str(whose[0][0]).encode("utf-8", "replace").decode() if whose else "", int(newest[0][0]))

    def _seen(self) -> tuple[str, int]:
        found = dict(self._words.execute("SELECT key, value FROM state").fetchall())
        return (str(found.get("file", "")), int(found.get("seen", 0)))

    def _clear_notes(self) -> None:
        _drop(self._words, NOTES_FROM, RECORDS_FROM)
        self._words.execute("DELETE FROM note")
        self._words.execute("DELETE FROM tag")

    def _take_in(self, notes: list[tuple[int, Note]]) -> None:
        words = self._words
        docs, facts, tags = [], [], []
        for number, note in notes:
            old = words.execute("SELECT id FROM note WHERE name = ?", (note.note_id,)).fetchone()
            if old is not None:
                _drop(words, old[0], old[0] + 1)
                words.execute("DELETE FROM tag WHERE id = ?", old)
                words.execute("DELETE FROM note WHERE id = ?", old)
            docs.append((number, note.note_id, plain_words(note.seen.title), plain_words(note_text(note))))
            facts.append(_facts(number, note))
            tags += [(tag, number) for tag in note.tags]
        _add(words, docs)
        words.executemany(ADD_NOTE, facts)
        words.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?)", tags)


def _facts(number: int, note: Note) -> tuple[Any, ...]:
    return (
        number, note.note_id, note.target.noun, str(note.target), note.kind, note.author, note.handling,
        int(note.own), int(note.removed), _utc(note.created), _utc(note.modified),
        plain_words(note.body[:200]).strip()[:60], note.fingerprint,
    )  # fmt: skip


def _utc(moment: str) -> str:
    """Returns a moment in UTC, so that moments stand in their order as text."""
    if moment.endswith("Z"):
        return moment
    try:
        return dt.datetime.fromisoformat(moment).astimezone(dt.UTC).isoformat()
    except (ValueError, OverflowError):
        return moment


def has_records(words: sqlite3.Connection, edition: str) -> bool:
    """Tells whether the records of an edition are in the index."""
    return words.execute(ASKED, (edition,)).fetchone() is not None


def plain_documents(documents: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Returns (reference, title, text) of every record in plain words, as an index takes them."""
    return [(ref, plain_words(title), plain_words(text)) for ref, title, text in documents][:PART]


def fill_records(words: sqlite3.Connection, edition: str, told: list[tuple[str, str, str]]) -> None:
    """Takes in the records of an edition; the oldest editions are dropped.

    Args:
        words: The index.
        edition: Names the data.
        told: Reference, title and text of every record in plain words.
    """
    words.execute("BEGIN IMMEDIATE")
    try:
        if not has_records(words, edition):
            newest = int(words.execute("SELECT coalesce(max(number), 0) FROM edition").fetchone()[0])
            number = newest + 1
            for (old,) in words.execute(
                "SELECT number FROM edition WHERE number <= ?", (number - EDITIONS,)
            ).fetchall():
                _drop(words, RECORDS_FROM + old * PART, RECORDS_FROM + (old + 1) * PART)
                words.execute("DELETE FROM edition WHERE number = ?", (old,))
            last = RECORDS_FROM + (number + 1) * PART - 1  # counted down: the first records are the weightiest
            _add(words, [(last - n, *one) for n, one in enumerate(told)])
            words.execute("INSERT INTO edition VALUES (?, ?)", (number, edition))
        words.execute("COMMIT")
    except BaseException:
        if words.in_transaction:
            words.execute("ROLLBACK")
        raise


def tidy(words: sqlite3.Connection, pages: int) -> bool:
    """Merges some pages of the index; returns False once there is nothing left to merge.

    Args:
        words: The index.
        pages: How many at the most; negative at the first call.
    """
    before = words.total_changes
    words.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (pages,))
    return words.total_changes - before >= 2


def _text(number: int, title: str, body: str) -> str:
    """Returns what the index knows of a document; a record's title stands in its text, and once more with a mark."""
    if number < RECORDS_FROM:
        return f"{title} {body}"
    return body + "".join(f" {IN_TITLE}{word}" for word in title.split())


def _add(words: sqlite3.Connection, docs: list[tuple[int, str, str, str]]) -> None:
    words.executemany(ADD_DOC, docs)
    texts = [(number, _text(number, title, body)) for number, _name, title, body in docs]
    words.executemany(ADD_WORDS, texts)
    known = {word for _number, text in texts for word in text.split()}
    words.executemany("INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in sorted(known)))


def _drop(words: sqlite3.Connection, start: int, end: int) -> None:
    """Takes documents out; the index has to be told what stood in them."""
    rows = words.execute("SELECT id, title, body FROM doc WHERE id >= ? AND id < ?", (start, end)).fetchall()
    words.executemany(DROP_WORDS, ((number, _text(number, title, body)) for number, title, body in rows))
    words.execute("DELETE FROM doc WHERE id >= ? AND id < ?", (start, end))
