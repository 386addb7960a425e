"""The order of what was found: the thing of that name first, then the kind of thing, then how the words stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing_app.domain.search.hits import KIND_ORDER
from briefing_app.notes.index.file import RECORDS_FROM
from briefing_app.notes.index.questions import Asked, AskedTerm

_KINDS = {noun: place for place, noun in enumerate(KIND_ORDER)}
_NAMED, _IN_NAME, _BEGINS_IN_NAME, _IN_TEXT = range(4)


class Weighed(NamedTuple):
    """One document that holds what was asked for.

    Attributes:
        number: Its number in the index.
        name: A record by its reference, a note by its id.
        names: What it is called, one a line, its title first; of a note the title of its entry.
        body: Its text, or the beginning of it.
        joined: Compounds in it as one word.
    """

    number: int
    name: str
    names: str
    body: str
    joined: str


def ranked(rows: Iterable[Weighed], terms: Sequence[AskedTerm]) -> list[tuple[int, str]]:
    """Puts documents in order.

    First comes what is called so, whole; then what has all the words in its name, whole; then what has their
    beginnings there; then the rest. Within the first three the kind of thing decides, then how much of the name
    the words are. The weight of how often they stand there is that of BM25 (k1 = 1.2, b = 0.75) with an average
    length of 60 words; all words occur in all documents, so their rarity makes no difference here. Of the same
    weight the newest note comes first, and the record that one looks for more often.

    Args:
        rows: The documents, in plain words.
        terms: What was asked for.

    Returns:
        Number and name, best first.
    """
    return [(row.number, row.name) for _key, row in sorted((_key(row, terms), row) for row in rows)]


def _key(row: Weighed, terms: Sequence[AskedTerm]) -> tuple[float, ...]:
    weight = _weight(row, terms)
    if row.number < RECORDS_FROM:  # somebody's own words: they stand beside what has the words in its name
        tier, kind, covered = _IN_TEXT if not _all_in(row.body.split(), terms) else _BEGINS_IN_NAME, 0, 0.0
    else:
        tier, covered = _tier(row, terms)
        kind = _KINDS.get(row.name.partition("/")[0], len(_KINDS)) if tier < _IN_TEXT else 0
    return (tier, kind, -round(covered, 3), -round(weight, 6), -row.number)


def _tier(row: Weighed, terms: Sequence[AskedTerm]) -> tuple[int, float]:
    """Returns how well what was asked for names a record, and how much of its best name that is."""
    names = [name.split() for name in row.names.split("\n")]
    joined = row.joined.split()
    best = 0.0
    for name in names:
        held = [word for word in name if any(_is(word, each) for term in terms for form in term for each in form)]
        whole = _all_in(name, terms) or (bool(name) and _all_in([*name, *joined], terms))
        if whole and len(held) == len(name):
            return _NAMED, 1.0
        best = max(best, len(held) / len(name) if name and whole else 0.0)
    if best:
        return _IN_NAME, best
    every = [word for name in names for word in name] + joined
    if _all_in(every, terms):
        return _IN_NAME, 0.0
    begins = all(any(all(_begins_in(every, each) for each in form) for form in term) for term in terms)
    return (_BEGINS_IN_NAME if begins else _IN_TEXT), 0.0


def _all_in(words: Sequence[str], terms: Sequence[AskedTerm]) -> bool:
    """Tells whether words hold one form of every term, as whole words."""
    held = set(words)
    return all(any(all(_whole_in(held, each) for each in form) for form in term) for term in terms)


def _is(word: str, asked: Asked) -> bool:
    return word == asked.begins or (word in asked.others and not word.startswith(asked.begins))


def _whole_in(words: set[str], asked: Asked) -> bool:
    return asked.begins in words or any(one in words for one in asked.others if not one.startswith(asked.begins))


def _begins_in(words: Sequence[str], asked: Asked) -> bool:
    return any(word.startswith(asked.begins) or word in asked.others for word in words)


def _weight(row: Weighed, terms: Sequence[AskedTerm]) -> float:
    text = f" {row.body} {row.joined} "
    length = 0.3 + 0.9 * len(text) / 360
    weight = 0.0
    for term in terms:
        for word in {each.begins for form in term for each in form}:
            often = text.count(f" {word}")
            weight += often / (often + length)
            weight += 0.5 * (f" {word} " in text)
    return weight
