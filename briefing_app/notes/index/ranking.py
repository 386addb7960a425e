"""The order of what was found: the thing of that name first, then the kind of thing, then how the words stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing_app.domain.search.hits import KIND_ORDER
from briefing_app.notes.index.file import RECORDS_FROM
from briefing_app.notes.index.questions import Asked, AskedTerm

_KINDS = {noun: place for place, noun in enumerate(KIND_ORDER)}
_NAMED, _NAMED_ALIKE, _IN_NAME, _BEGINS_IN_NAME, _IN_TEXT, _BEGINS_IN_TEXT = range(6)


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

    First comes what is called so, whole; then what is called so in another spelling; then what has all the words
    in its name, whole; then what has their beginnings there; then what has them in its text, whole before
    beginnings. Within the names the kind of thing decides, then how much of the name the words are; in texts, how
    many of them the name has all the same. The weight of how often they stand there is that of BM25 (k1 = 1.2,
    b = 0.75) with an average length of 60 words; all words occur in all documents, so their rarity makes no
    difference here. Of the same weight the newest note comes first, and the record that one looks for more often.

    Args:
        rows: The documents, in plain words.
        terms: What was asked for.

    Returns:
        Number and name, best first.
    """
    asked_for = tuple(tuple(tuple(map(_Word.of, form)) for form in forms) for forms in terms)
    return [(row.number, row.name) for _place, row in sorted((_place(row, asked_for), row) for row in rows)]


class _Word(NamedTuple):
    """One word that is asked for: as it begins, and the whole words that it stands for."""

    begins: str
    wholes: frozenset[str]

    @classmethod
    def of(cls, asked: Asked) -> _Word:
        """Takes from what may be meant the words that are it, whole: itself, and those that sound like it."""
        return cls(asked.begins, asked.alike | {asked.begins})


_Terms = tuple[tuple[tuple[_Word, ...], ...], ...]


def _place(row: Weighed, terms: _Terms) -> tuple[float, ...]:
    text = f" {row.body} {row.joined} "
    weight, whole = _weight(text, terms)
    if row.number < RECORDS_FROM:  # somebody's own words: they stand beside what has the words in its name
        tier, kind, covered = (_BEGINS_IN_NAME if whole else _BEGINS_IN_TEXT), 0, 0.0
    else:
        tier, covered = _tier(row, terms)
        if tier > _BEGINS_IN_NAME:
            tier = _IN_TEXT if whole else _BEGINS_IN_TEXT
        kind = _KINDS.get(row.name.partition("/")[0], len(_KINDS)) if tier < _IN_TEXT else 0
    if tier <= _NAMED_ALIKE:
        weight = 0.0  # it is the thing itself, however often its text says so
    return (tier, kind, -round(covered, 3), -round(weight, 6), -row.number)


def _tier(row: Weighed, terms: _Terms) -> tuple[int, float]:
    """Returns how well what was asked for names a record, and how much of its best name that is.

    Where not all words are in its names, it is how many of them are.
    """
    if not row.names:
        return _IN_TEXT, 0.0
    joined = row.joined.split()
    held = {*row.names.split(), *joined}
    if not _all_in(held, terms):
        told = f" {row.names} {row.joined}".replace("\n", " ")
        begins = all(any(all(f" {word.begins}" in told for word in form) for form in forms) for forms in terms)
        return (_BEGINS_IN_NAME if begins else _IN_TEXT), sum(_all_in(held, (forms,)) for forms in terms) / len(terms)
    wholes = frozenset().union(*(word.wholes for forms in terms for form in forms for word in form))
    best = 0.0
    for name in row.names.split("\n"):
        words = name.split()
        if words and _all_in({*words, *joined}, terms):
            best = max(best, sum(word in wholes for word in words) / len(words))
    if best < 1:
        return _IN_NAME, best
    typed = " ".join(word.begins for forms in terms for word in max(forms, key=len))
    return (_NAMED if f"\n{typed}\n" in f"\n{row.names}\n" else _NAMED_ALIKE), best


def _all_in(held: set[str], terms: _Terms) -> bool:
    """Tells whether words hold one form of every term, as whole words."""
    return all(any(all(not word.wholes.isdisjoint(held) for word in form) for form in forms) for forms in terms)


def _weight(text: str, terms: _Terms) -> tuple[float, bool]:
    """Returns how much the words weigh in a text, and whether all stand there whole."""
    length = 0.3 + 0.9 * len(text) / 360
    weight, every = 0.0, True
    for forms in terms:
        there = False
        for form in forms:
            whole = True
            for word in form:
                often = text.count(f" {word.begins}")
                alone = any(f" {one} " in text for one in word.wholes)
                weight += often / (often + length) + 0.5 * alone
                whole = whole and alone
            there = there or whole
        every = every and there
    return weight, every
