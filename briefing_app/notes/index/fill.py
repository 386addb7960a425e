"""What goes into the index: the notes in the order in which they were written, and the records of an edition."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from briefing_app.domain.model import Note
from briefing_app.domain.search import indexed_words, note_text
from briefing_app.domain.search.phonetics import sound
from briefing_app.notes.index.file import IN_TITLE, NOTES_FROM, PART, RECORDS_FROM
from briefing_app.notes.rows import LATEST, fetch, note_of

PORTION, LARGE_PORTION = 400, 4_000
"""Notes that go into the index at a time, and at a first index; in between others may ask."""
EDITIONS = 3
"""Editions whose records are kept, for windows that show different data."""
ADD_DOC = "INSERT INTO doc (id, name, names, body, joined) VALUES (?, ?, ?, ?, ?)"
ADD_WORDS = "INSERT INTO words (rowid, text) VALUES (?, ?)"
ASKED = "SELECT number FROM edition WHERE fingerprint = ?"
DROP_WORDS = "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"
ADD_WORD = "INSERT OR IGNORE INTO word (word, script, fine, coarse, bones) VALUES (?, ?, ?, ?, ?)"
Document = tuple[str, str, str, str]
"""Reference, names one a line, text, and compounds as one word: of a record, in plain words."""
ADD_NOTE = f"INSERT INTO note VALUES ({', '.join('?' * 14)})"


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
            most = LARGE_PORTION if newest - seen > LARGE_PORTION else PORTION
            rows = fetch(
                self._notes,
                f"{LATEST.replace('SELECT', 'SELECT h.number,', 1)} WHERE h.number > ? ORDER BY h.number LIMIT ?",
                (seen, most),
            )
            self._take_in([(int(row[0]), note_of(self._notes, row[1:])) for row in rows], first=seen == 0)
            last = int(rows[-1][0]) if len(rows) == most else newest
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

    def _take_in(self, notes: list[tuple[int, Note]], *, first: bool) -> None:
        words = self._words
        docs, facts, tags = [], [], []
        if not first:
            self._forget([note.note_id for _number, note in notes])
        for number, note in notes:
            title, text = note.seen.title, note_text(note)
            (names, more), (body, also) = indexed_words(title), indexed_words(text)
            docs.append((number, note.note_id, names, body, f"{more} {also}".strip()))
            facts.append(_facts(number, note, body.lstrip()[:60].rstrip() if note.body else ""))
            tags += [(tag, number) for tag in note.tags]
        _add(words, docs)
        words.executemany(ADD_NOTE, facts)
        words.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?)", tags)

    def _forget(self, names: list[str]) -> None:
        """Takes out what the index knows of notes that are taken in anew."""
        words = self._words
        known = "SELECT id FROM note WHERE name IN (SELECT value FROM json_each(?))"
        for old in words.execute(known, (json.dumps(names),)).fetchall():
            _drop(words, old[0], old[0] + 1)
            words.execute("DELETE FROM tag WHERE id = ?", old)
            words.execute("DELETE FROM note WHERE id = ?", old)


def _facts(number: int, note: Note, begins: str) -> tuple[Any, ...]:
    return (
        number, note.note_id, note.target.noun, str(note.target), note.kind, note.author, note.handling,
        int(note.own), int(note.removed), note.created, note.modified,
        begins, note.fingerprint, note.package,
    )  # fmt: skip


def has_records(words: sqlite3.Connection, edition: str) -> bool:
    """Tells whether the records of an edition are in the index."""
    return words.execute(ASKED, (edition,)).fetchone() is not None


def plain_documents(documents: Iterable[tuple[str, tuple[str, ...], str]]) -> list[Document]:
    """Returns (reference, names, text) of every record in plain words, as an index takes them."""
    told: list[Document] = []
    for ref, names, text in documents:
        called = [indexed_words(name) for name in names]
        body, more = indexed_words(text)
        joined = dict.fromkeys(word for also in (*(one[1] for one in called), more) for word in also.split())
        told.append((ref, "\n".join(" ".join(one[0].split()) for one in called), body, " ".join(joined)))
    return told[:PART]


def fill_records(words: sqlite3.Connection, edition: str, told: list[Document]) -> None:
    """Takes in the records of an edition; the oldest editions are dropped.

    Args:
        words: The index.
        edition: Names the data.
        told: What is known of every record.
    """
    words.execute("BEGIN IMMEDIATE")
    try:
        if not has_records(words, edition):
            newest = int(words.execute("SELECT coalesce(max(number), 0) FROM edition").fetchone()[0])
            number = newest + 1
            for (old,) in words.execute(
                "SELECT number FROM edition WHERE number <= ?", (number - EDITIONS,)
            ).fetchall():
                start, end = RECORDS_FROM + old * PART, RECORDS_FROM + (old + 1) * PART
                _drop(words, start, end)
                words.execute("DELETE FROM called WHERE id >= ? AND id < ?", (start, end))
                words.execute("DELETE FROM edition WHERE number = ?", (old,))
            last = RECORDS_FROM + (number + 1) * PART - 1  # counted down: the first records are the weightiest
            docs = [(last - n, *one) for n, one in enumerate(told)]
            _add(words, docs)
            called = [(name, number) for number, _ref, names, *_ in docs for name in names.split("\n") if name]
            words.executemany("INSERT OR IGNORE INTO called VALUES (?, ?)", called)
            in_names = {word for name, _number in called for word in name.split()}
            words.executemany("UPDATE word SET named = 1 WHERE word = ?", ((word,) for word in sorted(in_names)))
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


def _text(number: int, names: str, body: str, joined: str) -> str:
    """Returns what the index knows of a document; a record's names stand in its text, and once more with a mark."""
    if number < RECORDS_FROM:
        return f"{names} {body} {joined}"
    return f"{names} {body} {joined}" + "".join(f" {IN_TITLE}{word}" for word in f"{names} {joined}".split())


def _add(words: sqlite3.Connection, docs: list[tuple[int, str, str, str, str]]) -> None:
    words.executemany(ADD_DOC, docs)
    words.executemany(ADD_WORDS, [(number, _text(number, *told)) for number, _name, *told in docs])
    known = set(" ".join(text for _number, _name, *told in docs for text in told).split())
    words.executemany(ADD_WORD, ((word, *sound(word)) for word in sorted(known)))


def _drop(words: sqlite3.Connection, start: int, end: int) -> None:
    """Takes documents out; the index has to be told what stood in them."""
    rows = words.execute("SELECT id, names, body, joined FROM doc WHERE id >= ? AND id < ?", (start, end)).fetchall()
    words.executemany(DROP_WORDS, ((number, _text(number, *told)) for number, *told in rows))
    words.execute("DELETE FROM doc WHERE id >= ? AND id < ?", (start, end))
