"""Queries in the index's own tongue: what the words of a query may stand for, and filters over notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from briefing_app.domain.notes import NotesQuery, NotesSort
from briefing_app.domain.search import Term, query_terms
from briefing_app.domain.search.phonetics import sound
from briefing_app.notes import whose

ORDER: Mapping[NotesSort, str] = {
    "modified": "n.modified {way}, n.id {way}",
    "created": "n.created {way}, n.id {way}",
    "entry": "n.noun {way}, n.target {way}, n.modified DESC",
    "kind": "n.kind {way}, n.modified DESC",
    "author": "n.author {way}, n.modified DESC",
    "handling": "n.handling {way}, n.modified DESC",
    "words": "n.words {way}, n.modified DESC",
}

LISTED = 4
"""Letters of the longest beginning that has a list of its own."""
MOST_WORDS = 64
"""Words that begin alike and are still asked for one by one."""
_LAST = "\U0010ffff"


class Asked(NamedTuple):
    """One word of a query with all that it may stand for in this index.

    Attributes:
        begins: What somebody typed: words that begin so are meant as well.
        others: Words of the index that are meant: those that sound alike, or begin so.
        alike: Those of them that sound alike as a whole: other spellings and scripts.
        listed: True if ``others`` holds all words that begin so too, so that no beginning need be asked for.
    """

    begins: str
    others: tuple[str, ...] = ()
    alike: frozenset[str] = frozenset()
    listed: bool = False

    def expression(self, mark: str = "") -> str:
        """Returns what finds the word in the index, everywhere or behind a mark."""
        words = [f'"{mark}{one}"' for one in self.others]
        if not self.listed:
            words.append(f'"{mark}{self.begins}"*')
        return f"({' OR '.join(words)})" if len(words) > 1 else words[0]


AskedTerm = tuple[tuple[Asked, ...], ...]
"""The forms of one term; of one form all words must be there."""


def asked(index: sqlite3.Connection, terms: Iterable[Term]) -> tuple[AskedTerm, ...]:
    """Returns what the terms of a query may stand for in this index, which knows the words there are."""
    return tuple(tuple(tuple(_asked(index, word) for word in form) for form in term.forms) for term in terms)


def match(terms: Iterable[AskedTerm], mark: str = "") -> str:
    """Returns the expression that finds documents with one form of every term.

    Args:
        terms: What is asked for: letters, digits and marks alone, so that nothing in it can be read as an operator.
        mark: What stands in front of the words.
    """
    parts = []
    for forms in terms:
        told = [" AND ".join(word.expression(mark) for word in form) for form in forms]
        parts.append(f"({' OR '.join(f'({one})' for one in told)})" if len(told) > 1 else told[0])
    return " AND ".join(parts)


def unknown(index: sqlite3.Connection, word: Asked) -> bool:
    """Tells whether no word of the index is meant by this one."""
    if word.others:
        return False
    row = index.execute(
        "SELECT 1 FROM word WHERE word >= ? AND word < ? LIMIT 1", (word.begins, word.begins + _LAST)
    ).fetchone()
    return row is None


def _asked(index: sqlite3.Connection, word: str) -> Asked:
    """A short beginning has a list of its own in the index; a long one is asked for as the words that begin so."""
    alike = _alike(index, word)
    if len(word) <= LISTED:
        return Asked(word, alike, frozenset(alike))
    begin = _words(index, "word >= ? AND word < ?", word, word + _LAST)
    heard = sound(word).fine
    begin_alike = _words(index, "fine > ? AND fine < ?", heard, heard + _LAST) if heard else ()
    listed = max(map(len, (begin, alike, begin_alike))) <= MOST_WORDS
    others = tuple(dict.fromkeys((*begin, *alike, *begin_alike) if listed else (*alike, *begin_alike)[:MOST_WORDS]))
    return Asked(word, others, frozenset(alike), listed=listed and bool(others))


def _alike(index: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """Returns words that sound like one, and of the words in names those that do so in another script."""
    heard = sound(word)
    if not heard.fine:
        return ()
    found = list(_words(index, "fine = ?", heard.fine))
    found += _words(index, "named = 1 AND coarse = ? AND script <> ?", heard.coarse, heard.script)
    if heard.bones:
        other = "<>" if heard.script == "arabic" else "="
        found += _words(index, f"named = 1 AND bones = ? AND script {other} 'arabic'", heard.bones)
    return tuple(dict.fromkeys(one for one in found if one != word))


def _words(index: sqlite3.Connection, where: str, *values: str) -> tuple[str, ...]:
    sql = f"SELECT word FROM word WHERE {where} LIMIT {MOST_WORDS + 1}"
    return tuple(str(row[0]) for row in index.execute(sql, values))


def conditions(
    index: sqlite3.Connection,
    query: NotesQuery,
    *,
    among: Iterable[str] | None,
    packages: tuple[str, ...] | None = None,
) -> tuple[str, tuple[Any, ...]]:
    """Returns a filter as the condition of a query over ``note n`` with its values.

    Args:
        index: The index, which knows the words there are.
        query: The filter.
        among: Ids of notes to which the answer is limited; None for all.
        packages: The briefings whose notes are asked for, by the names of their data packages; None for all.
    """
    parts, values = ["n.removed = ?"], [int(query.removed)]
    listed: list[Any] = list(values)
    if packages is not None:
        parts.append(whose.here("n.package", packages))
        listed += packages
    sets = (("kind", query.kinds), ("author", query.authors), ("handling", query.handlings), ("noun", query.nouns))
    for column, wanted in sets:
        if wanted:
            parts.append(f"n.{column} IN ({', '.join('?' * len(wanted))})")
            listed += sorted(wanted)
    if query.tags:
        parts.append(f"n.id IN (SELECT id FROM tag WHERE tag IN ({', '.join('?' * len(query.tags))}))")
        listed += sorted(query.tags)
    if query.own is not None:
        parts.append("n.own = ?")
        listed.append(int(query.own))
    if query.since is not None:
        parts.append("n.modified >= ?")
        listed.append(query.since.isoformat())
    if query.until is not None:
        parts.append("n.modified <> '' AND n.modified < ?")
        listed.append(query.until.isoformat() + "T~")  # behind every moment of that day
    if among is not None:
        parts.append("n.name IN (SELECT value FROM json_each(?))")
        listed.append(json.dumps(list(among)))
    terms = query_terms(query.text)
    if terms:
        parts.append("n.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        listed.append(match(asked(index, terms)))
    elif query.text.strip():
        parts.append("0")  # signs alone are found nowhere
    return " AND ".join(parts), tuple(listed)
