"""What the index answers: which records and notes hold some words, which notes pass a filter, and how many there are.

It follows the notes by the order in which they were written and is asked on any thread, one question at a time.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from briefing_app.domain.model import Note
from briefing_app.domain.notes import NoteCounts, NotesQuery, NotesSort
from briefing_app.domain.search import Term, query_terms
from briefing_app.notes import whose
from briefing_app.notes.index import file
from briefing_app.notes.index.fill import Filling, fill_records, has_records, plain_documents, tidy
from briefing_app.notes.index.questions import ORDER, AskedTerm, asked, conditions, match, unknown
from briefing_app.notes.index.ranking import Weighed, ranked
from briefing_app.notes.index.spelling import nearest
from briefing_app.notes.rows import LATEST, fetch, read

log = logging.getLogger(__name__)
Documents = Callable[[], Iterable[tuple[str, tuple[str, ...], str]]]
"""Gives (reference, names, text) of every record, its title the first of its names."""
T = TypeVar("T")
NOTES_AT_LEAST = 8
"""Notes among the answers, if there are so many: what somebody wrote is not crowded out by the data."""
CANDIDATES = 72
"""How many notes, and how many records, are weighed for one query."""
WEIGHED = 1_600
"""Characters of a text that are weighed."""
MANY, TIDIED = 5_000, 500
"""Notes after which the index is tidied, and the pages of it that are merged at a time."""
MOMENTS = ("modified", "created")
NO_ROOM = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")
"""Faults of the disk, not of the index."""
SORTS = ("kind", "author", "handling", "noun", "own")


class Found(NamedTuple):
    """A record by its reference or a note by its id."""

    kind: Literal["note", "record"]
    name: str


def _with_notes(ordered: Sequence[tuple[int, str]], limit: int) -> list[tuple[int, str]]:
    """Returns the best, the last of them making way for the best notes if too few notes are among them."""
    best = list(ordered[:limit])
    missing = min(NOTES_AT_LEAST, limit // 2) - sum(ident < file.RECORDS_FROM for ident, _name in best)
    more = [found for found in ordered[limit:] if found[0] < file.RECORDS_FROM][: max(0, missing)]
    while more and len(best) + len(more) > limit:
        last = next((n for n in range(len(best) - 1, -1, -1) if best[n][0] >= file.RECORDS_FROM), None)
        if last is None:
            break
        del best[last]
    return [*best, *more]


class Index:
    """The full-text index of one profile."""

    def __init__(self, profile: Path, *, notes: Callable[[], sqlite3.Connection | None]) -> None:
        """Nothing is opened before the first question.

        Args:
            profile: The profile folder.
            notes: Opens the notes for reading on any thread; None if there are none that can be read.
        """
        self._path, self._open_notes = profile / file.FILE, notes
        self._lock = threading.RLock()
        self._words: sqlite3.Connection | None = None
        self._notes: sqlite3.Connection | None = None
        self._closed = self._in_memory = False
        self.packages: tuple[str, ...] | None = None
        """The briefing that lies on the desk, by the names under which its notes stand; None for all notes."""
        self._filled: tuple[str, Documents] | None = None
        self._known: tuple[str, ...] | None = None
        """All words of names and of entries there are, read when a word is met that nothing begins with."""

    def close(self) -> None:
        """Closes both files; what is asked after that finds nothing."""
        with self._lock:
            self._closed = True
            self._shut()

    def forget_notes(self) -> None:
        """The file of the notes was replaced by another: it is opened anew at the next question."""
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        for connection in (self._words, self._notes):
            if connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
        self._words = self._notes = None

    # Being up to date

    def catch_up(self, *, edition: str, documents: Documents, most: int | None = None) -> bool:
        """Takes in what was written since; between the portions others may ask.

        Args:
            edition: Names the data; empty to leave the records as they are.
            documents: Gives the records.
            most: Notes to take in at the most; None for all.

        Returns:
            True if the index is up to date.
        """
        self._filled = (edition, documents)
        if edition and not self._ask(lambda words: has_records(words, edition), True):
            told = plain_documents(documents())
            self._ask(lambda words: fill_records(words, edition, told), None)
        done = 0
        while most is None or done < most:
            took = self._ask(self._portion, 0)
            done += took
            self._known = None if took else self._known
            if not took:
                if done > MANY:
                    self._tidy()
                return True
        return self._ask(lambda words: not self._portion(words), False)

    def _tidy(self) -> None:
        """Many portions lie in many pieces, which makes every answer slow: they are merged, a bit at a time."""
        way = -TIDIED
        while self._ask(lambda words, way=way: tidy(words, way), False):  # type: ignore[misc]  # bound on purpose
            way = TIDIED

    def _portion(self, words: sqlite3.Connection) -> int:
        notes = self._reading()
        return Filling(words, notes).portion() if notes is not None else 0

    def _reading(self) -> sqlite3.Connection | None:
        """Opens the notes for reading; None if there are none that can be read."""
        if self._notes is None and not self._closed:
            self._notes = self._open_notes()
        return self._notes

    def _ask(self, question: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """Asks the index; a damaged one is made anew and asked again, a second failure finds nothing.

        Where the disk has no room for it, it is kept in memory from then on.
        """
        with self._lock:
            for attempt in range(2):
                if self._closed:
                    break
                try:
                    if self._words is None:
                        self._words = file.connect(None if self._in_memory else self._path)
                        if attempt and self._filled is not None:
                            edition, documents = self._filled
                            self.catch_up(edition=edition, documents=documents)
                    return question(self._words)
                except sqlite3.DatabaseError as error:
                    code = getattr(error, "sqlite_errorname", "") or ""
                    if code.startswith(NO_ROOM) and not self._in_memory:
                        log.info("the index of the words is kept in memory: %s", error)
                        self._in_memory = True
                        self._shut()
                        continue
                    if isinstance(error, sqlite3.OperationalError) and code != "SQLITE_ERROR":
                        log.info("the index of the words could not be asked: %s", error)  # busy
                        break
                    log.info("the index of the words is made anew: %s", error)
                    self._shut()
                    if attempt or not file.remove(self._path):
                        break
        return nothing

    def state(self) -> tuple[str, int]:
        """Returns whose notes the index holds and how far they were written."""
        found: dict[str, str] = dict(
            self._ask(lambda index: index.execute("SELECT key, value FROM state").fetchall(), [])
        )
        return (str(found.get("file", "")), int(found.get("seen", 0)))

    # Questions

    def search(self, text: str, *, edition: str, limit: int) -> tuple[Found, ...]:
        """Returns the records and notes that hold all words, best first; those in the bin are left out.

        Args:
            text: What the person typed.
            edition: Names the data; empty for notes alone.
            limit: How many at the most.
        """
        terms = query_terms(text)
        if not terms:
            return ()
        return self._ask(lambda index: self._search(index, terms, edition, limit), ())

    def nearest_words(self, text: str) -> dict[str, str]:
        """Returns for each word of a query that nothing begins with the known word one wrong letter away, if any."""
        terms = query_terms(text)
        return self._ask(lambda index: self._nearest(index, asked(index, terms)), {})

    def _nearest(self, index: sqlite3.Connection, terms: tuple[AskedTerm, ...]) -> dict[str, str]:
        lost = [forms[0][0] for forms in terms if all(unknown(index, word) for form in forms for word in form)]
        if not lost:
            return {}
        if self._known is None:
            self._known = tuple(
                str(row[0]) for row in index.execute("SELECT word FROM word ORDER BY named DESC, length(word), word")
            )
        found = {word.begins: _commonest(index, nearest(word.begins, self._known)) for word in lost}
        return {word: near for word, near in found.items() if near}

    def _search(
        self, index: sqlite3.Connection, asked_for: tuple[Term, ...], edition: str, limit: int
    ) -> tuple[Found, ...]:
        terms = asked(index, asked_for)
        if near := self._nearest(index, terms):
            put_right = [Term(tuple(tuple(near.get(w, w) for w in form) for form in term.forms)) for term in asked_for]
            terms = asked(index, put_right)
        expression = match(terms)
        part = index.execute("SELECT number FROM edition WHERE fingerprint = ?", (edition,)).fetchone()
        here, packages = self._here()
        sql = f"SELECT n.id {_MATCHING}{here} ORDER BY w.rowid DESC LIMIT ?"
        ids = [int(row[0]) for row in index.execute(sql, (expression, *packages, CANDIDATES))]
        if part is not None:
            start = file.RECORDS_FROM + int(part[0]) * file.PART
            records = _candidates(index, expression, start, start + file.PART)
            if len(records) == CANDIDATES:  # of very many those with the words in the name come first
                titled = _candidates(index, match(terms, file.IN_TITLE), start, start + file.PART)
                called = _called(index, terms, start, start + file.PART)
                records = [*dict.fromkeys([*called, *titled, *records])]
            ids += records
        marks = ", ".join("?" * len(ids))
        rows = index.execute(
            f"SELECT id, name, names, substr(body, 1, {WEIGHED}), joined FROM doc WHERE id IN ({marks})", ids
        ).fetchall()
        best = _with_notes(ranked((Weighed(*row) for row in rows), terms), limit)
        return tuple(Found("record" if ident >= file.RECORDS_FROM else "note", name) for ident, name in best)

    def _here(self) -> tuple[str, tuple[str, ...]]:
        """Returns the condition that keeps the notes of other briefings out, with its values."""
        if self.packages is None:
            return "", ()
        return f" AND {whose.here('n.package', self.packages)}", self.packages

    def search_elsewhere(self, text: str) -> dict[str, int]:
        """Returns how many notes on other briefings hold all the words, by the name of the data package."""
        terms, packages = query_terms(text), self.packages
        if not terms or packages is None:
            return {}

        def question(index: sqlite3.Connection) -> dict[str, int]:
            other = whose.elsewhere("n.package", packages)
            if index.execute(f"SELECT 1 FROM note n WHERE {other} LIMIT 1", packages).fetchone() is None:
                return {}
            sql = f"SELECT n.package, count(*) {_MATCHING} AND {other} GROUP BY n.package"
            return {str(name): int(n) for name, n in index.execute(sql, (match(asked(index, terms)), *packages))}

        return self._ask(question, {})

    def note_ids(
        self, query: NotesQuery, *, sort: NotesSort, descending: bool, among: Iterable[str] | None = None
    ) -> tuple[str, ...]:
        """Returns the ids of the notes that pass a filter, in order.

        Args:
            query: The filter; ``unplaced`` is answered by ``among``.
            sort: What they are put in order by.
            descending: True for the last first.
            among: Ids of notes to which the answer is limited; None for all.
        """

        def question(index: sqlite3.Connection) -> tuple[str, ...]:
            where, values = conditions(index, query, among=among, packages=self.packages)
            order = ORDER[sort].format(way="DESC" if descending else "ASC")
            moment = f"n.{sort}" if sort in MOMENTS else "1"
            return _undated_last(
                index.execute(f"SELECT n.name, {moment} FROM note n WHERE {where} ORDER BY {order}", values)
            )

        return self._ask(question, ())

    def counts(self) -> NoteCounts:
        """Returns how many notes there are, and how many of each sort."""

        def question(index: sqlite3.Connection) -> NoteCounts:
            total: list[Counter[str]] = [Counter() for _ in SORTS]
            here, packages = self._here()
            sorts = Counter(index.execute(f"SELECT {', '.join(SORTS)} FROM note n WHERE removed = 0{here}", packages))
            for values, n in sorts.items():
                for counter, value in zip(total, values, strict=True):
                    counter[str(value)] += n
            tags = Counter({str(tag): int(n) for tag, n in index.execute("SELECT tag, count(*) FROM tag GROUP BY tag")})
            hidden = f"NOT (n.removed = 0{here})"
            out = f"SELECT tag, count(*) FROM tag WHERE id IN (SELECT n.id FROM note n WHERE {hidden}) GROUP BY tag"
            tags -= Counter({str(tag): int(n) for tag, n in index.execute(out, packages)})
            binned = f"SELECT count(*) FROM note n WHERE n.removed = 1{here}"
            removed = int(index.execute(binned, packages).fetchone()[0])
            kinds, authors, handlings, nouns, own = (dict(counter.most_common()) for counter in total)
            return NoteCounts(
                total=sum(kinds.values()),
                removed=removed,
                own=own.get("1", 0),
                tags=dict(tags.most_common()),
                kinds=kinds,
                authors=authors,
                handlings=handlings,
                nouns=nouns,
                elsewhere=_elsewhere(index, packages),
            )

        return self._ask(question, NoteCounts())

    def notes(self, ids: Sequence[str]) -> tuple[Note, ...]:
        """Returns notes in their latest revision, in the order of their ids; those that are not there are left out."""
        found: dict[str, Note] = {}
        for start in range(0, len(ids), 5000):
            some = ids[start : start + 5000]
            marks = ", ".join("?" * len(some))
            found |= {note.note_id: note for note in self._notes_of(f"{LATEST} WHERE h.note IN ({marks})", some)}
        return tuple(found[ident] for ident in ids if ident in found)

    def targets(self) -> tuple[str, ...]:
        """Returns every entry that has a note outside the bin."""
        with self._lock:
            notes = self._reading()
            here, packages = self._here()
            sql = f"SELECT DISTINCT n.target FROM head n WHERE n.removed IS 0{here}"
            rows = fetch(notes, sql, packages) if notes is not None else []
        return tuple(text for (text,) in rows if isinstance(text, str) and text.isprintable())

    def written_on_other_data(self, fingerprint: str, *, gone: Iterable[str]) -> tuple[Note, ...]:
        """Returns the notes written on other data than these, or on entries that are gone; those in the bin left out.

        Args:
            fingerprint: Fingerprint of the data of today.
            gone: Entries that these data do not hold.
        """

        def question(index: sqlite3.Connection) -> list[str]:
            here, packages = self._here()
            sql = (
                f"SELECT n.name FROM note n WHERE n.removed = 0{here}"
                " AND (n.fingerprint <> ? OR n.target IN (SELECT value FROM json_each(?)))"
            )
            return [str(row[0]) for row in index.execute(sql, (*packages, fingerprint, json.dumps(list(gone))))]

        return self.notes(self._ask(question, []))

    def _notes_of(self, sql: str, values: Sequence[Any]) -> list[Note]:
        with self._lock:
            notes = self._reading()
            return read(notes, sql, values) if notes is not None else []


_MATCHING = (
    f"FROM words w CROSS JOIN note n ON n.id = w.rowid WHERE w.words MATCH ? AND w.rowid < {file.RECORDS_FROM}"
    " AND n.removed = 0"
)
"""The notes outside the bin that hold the words, the newest first where the rows are taken backwards."""


def _elsewhere(index: sqlite3.Connection, packages: Sequence[str]) -> dict[str, int]:
    """Returns how many notes outside the bin are on other briefings, by the name of the data package."""
    if not packages:
        return {}
    where = f"removed = 0 AND {whose.elsewhere('package', packages)}"
    sql = f"SELECT package, count(*) FROM note WHERE {where} GROUP BY package"
    return {str(name): int(n) for name, n in index.execute(sql, tuple(packages))}


def _commonest(index: sqlite3.Connection, words: Sequence[str]) -> str:
    """Returns the word that stands in most documents; of those in as many the first."""
    sql = "SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT 1000)"
    counted = [(int(index.execute(sql, (f'"{word}"',)).fetchone()[0]), word) for word in words]
    return max(counted, key=lambda pair: pair[0])[1] if counted else ""


def _called(index: sqlite3.Connection, terms: Sequence[AskedTerm], start: int, end: int) -> list[int]:
    """Returns the records that are called just so, in the words that were typed."""
    name = " ".join(word.begins for forms in terms for word in max(forms, key=len))
    sql = "SELECT id FROM called WHERE called = ? AND id >= ? AND id < ? ORDER BY id DESC LIMIT ?"
    return [int(row[0]) for row in index.execute(sql, (name, start, end, CANDIDATES))]


def _undated_last(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Returns the names of notes in their order, those without a moment behind all others."""
    dated: list[str] = []
    undated: list[str] = []
    for name, moment in rows:
        (dated if moment else undated).append(name)
    return (*dated, *undated)


def _candidates(index: sqlite3.Connection, asked: str, start: int, end: int) -> list[int]:
    """Of very many not all can be weighed: the newest notes are, and the records one looks for most often."""
    sql = "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    return [int(row[0]) for row in index.execute(sql, (asked, start, end, CANDIDATES))]
