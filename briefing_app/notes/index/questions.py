"""Queries in the index's own tongue, and the weight of what was found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from briefing_app.domain.notes import NotesQuery, NotesSort
from briefing_app.domain.search import query_words

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


def match(index: sqlite3.Connection, words: Iterable[str]) -> str:
    """Returns the expression that finds documents with all words or beginnings of words.

    Args:
        index: The index, which knows the words there are.
        words: Words as ``query_words`` returns them: letters, digits and marks alone, so that nothing in them can
            be read as an operator.
    """
    return " AND ".join(_beginning(index, word) for word in words)


def _beginning(index: sqlite3.Connection, word: str) -> str:
    """A short beginning has a list of its own in the index; a long one is asked for as the words that begin so."""
    if len(word) > LISTED:
        rows = index.execute(
            "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?", (word, word + "\U0010ffff", MOST_WORDS + 1)
        )
        found = [str(row[0]) for row in rows]
        if 0 < len(found) <= MOST_WORDS:
            return "(" + " OR ".join(f'"{one}"' for one in found) + ")"
    return f'"{word}"*'


def conditions(
    index: sqlite3.Connection, query: NotesQuery, *, among: Iterable[str] | None
) -> tuple[str, tuple[Any, ...]]:
    """Returns a filter as the condition of a query over ``note n`` with its values.

    Args:
        index: The index, which knows the words there are.
        query: The filter.
        among: Ids of notes to which the answer is limited; None for all.
    """
    parts, values = ["n.removed = ?"], [int(query.removed)]
    listed: list[Any] = list(values)
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
    words = query_words(query.text)
    if words:
        parts.append("n.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        listed.append(match(index, words))
    elif query.text.strip():
        parts.append("0")  # signs alone are found nowhere
    return " AND ".join(parts), tuple(listed)


def ranked(rows: Iterable[tuple[int, str, str, str]], words: tuple[str, ...]) -> list[tuple[int, str]]:
    """Puts documents in order: words in the title weigh most, whole words more than beginnings, then how often.

    The weight of how often is that of BM25 (k1 = 1.2, b = 0.75) with an average length of 60 words. All words occur
    in all documents, so their rarity makes no difference here. Of the same weight the newest
    note comes first, and the record that one looks for more often.

    Args:
        rows: Number, name, title and text, in plain words.
        words: The words of the query.

    Returns:
        Number and name, best first.
    """
    weighed = []
    for number, name, title, body in rows:
        in_title, all_of_it = f" {title} ", f" {title} {body} "
        length = 0.3 + 0.9 * len(all_of_it) / 360
        weight = 0.0
        for word in words:
            begin, whole = f" {word}", f" {word} "
            often = all_of_it.count(begin)
            weight += often / (often + length)
            weight += 0.5 * (whole in all_of_it)
            if begin in in_title:
                weight += 2.0 + 1.0 * (whole in in_title)
        weighed.append((-weight, -number, name))
    weighed.sort()
    return [(-number, name) for _weight, number, name in weighed]
