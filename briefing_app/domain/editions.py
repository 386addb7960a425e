"""What changed between two editions of the data, and what changed since an edition that was looked at."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from briefing_app.domain.entries.titles import title_words
from briefing_app.domain.model import RECORDS, TABLES, Record, Ref, record_of
from briefing_app.domain.model.base import FORMER_NAMES
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import noun_words
from briefing_app.translation import grouped, tr, trn

KINDS = ("added", "changed", "removed")
FIRST = ("judgement", "claim", "event", "observation", "evidence", "indicator", "actor", "relation", "corridor")
"""What a reader of page one asks about first; all other kinds of entries follow in the order of the tables."""
MARK_LENGTH = 16
"""Hexadecimal letters of an entry's mark: 64 bits, so that two states of one entry never share it by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One entry that changed.

    Attributes:
        ref: The entry.
        kind: "added", "removed" or "changed".
        changes: For a changed entry, each field with its value then and now, as text, where both are known.
    """

    ref: Ref
    kind: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """What changed in the data since the person last looked.

    Attributes:
        since: The edition that was last looked at, in words; empty where nothing was noted of it.
        now: The edition on the desk, in words.
        differences: The entries that changed, in the order of the tables.
        fresh: True at the first look at this edition; False where it was looked at before.
    """

    since: str
    now: str
    differences: tuple[Difference, ...]
    fresh: bool = True


def value_text(value: object) -> str:
    """Returns the value of a field as text, the same for equal values; a list is parted by semicolons."""
    if value is None:
        return ""
    return ";".join(str(v) for v in value) if isinstance(value, tuple) and not hasattr(value, "_fields") else str(value)


def mark(record: Record) -> str:
    """Returns a short mark of what an entry says; a field that is empty does not count.

    A program that knows one more field finds the same mark for an entry that has nothing there.
    """
    import hashlib

    said = ((called, value_text(getattr(record, name))) for called, name in _names(record.TABLE))
    whole = "".join([f"{called}\0{text}\0" for called, text in said if text])
    return hashlib.sha256(whole.encode()).hexdigest()[:MARK_LENGTH]


@functools.cache
def _names(table: str) -> tuple[tuple[str, str], ...]:
    """Returns the fields of a table: the name under which each counts, which is the former one, and its own."""
    former = FORMER_NAMES.get(table, {})
    named = [field.name for field in fields(record_of(table))]  # type: ignore[arg-type]  # every Record is a dataclass
    return tuple(sorted((former.get(name, name), name) for name in named))


def marks(dataset: Dataset) -> Mapping[str, str]:
    """Returns the mark of every entry by its reference; a table that could not be read has none.

    They are made once: at the first look off the window's thread, so that closing the window need not make them.
    """
    return dataset.once("marks", lambda: {str(record.ref): mark(record) for record in dataset.records()})


def since(seen: Mapping[str, str], now: Mapping[str, str], *, unread: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Returns the entries that changed between two lists of marks, in the order of the tables.

    Args:
        seen: Marks then, by reference.
        now: Marks now, by reference.
        unread: Nouns of tables that cannot be read now: nothing is said of their entries.
    """
    silent = set(unread)
    places = {noun: place for place, (_table, noun, _name) in enumerate(TABLES)}
    found: list[tuple[int, Difference]] = []
    for text in itertools.chain(seen, (text for text in now if text not in seen)):
        ref = Ref.parse(text)
        if ref.noun not in places or ref.noun in silent or seen.get(text) == now.get(text):
            continue
        kind = "added" if text not in seen else "removed" if text not in now else "changed"
        found.append((places[ref.noun], Difference(ref=ref, kind=kind)))
    return tuple(difference for _place, difference in sorted(found, key=lambda pair: pair[0]))


def unread(dataset: Dataset) -> tuple[str, ...]:
    """Returns the nouns of the tables that could not be read."""
    return tuple(kind.NOUN for kind in RECORDS if (table := dataset.tables.get(kind.TABLE)) is None or table.missing)


def told_by_edition(dataset: Dataset) -> tuple[Difference, ...]:
    """Returns what the edition itself says that it changed, for a reader of whom no earlier look is known."""
    version = dataset.edition.version
    nouns = {table: noun for table, noun, _name in TABLES}
    kinds = {"added": "added", "removed": "removed", "withdrawn": "removed"}
    named: dict[Ref, Difference] = {}
    for change in dataset.changes:
        if change.version == version and change.table in nouns and change.entry:
            ref = Ref(nouns[change.table], change.entry)
            named.setdefault(ref, Difference(ref=ref, kind=kinds.get(change.kind, "changed")))
    return tuple(named.values())


def by_weight(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Returns the changed entries, those that a reader asks about first in front; the edition's own list is last."""
    order = {noun: place for place, noun in enumerate(_nouns())}
    return tuple(sorted(differences, key=lambda difference: order[difference.ref.noun]))


def _nouns() -> tuple[str, ...]:
    return (*FIRST, *(noun for _table, noun, _name in TABLES if noun not in FIRST))


def counted(differences: Iterable[Difference], *, most: int | None = None) -> str:
    """Returns the numbers of changed entries in words, such as "12 events added, 81 changed; 1 actor changed".

    The rows in which an edition tells of its changes are not counted among them.

    Args:
        differences: The changed entries.
        most: Kinds of entries that are named, the rest being one number; None for all.
    """
    found = Counter((difference.ref.noun, difference.kind) for difference in differences)
    words = {"added": tr("added"), "changed": tr("changed"), "removed": tr("removed")}
    parts: list[tuple[str, int]] = []
    for noun in _nouns():
        if noun == "change":
            continue
        numbers = [(kind, found[noun, kind]) for kind in KINDS if found[noun, kind]]
        if numbers:
            first = numbers[0][1]
            name = noun_words(noun, many=first != 1)
            told = [tr("{n} {entries} {what}", n=grouped(first), entries=name, what=words[numbers[0][0]])]
            told += [tr("{n} {what}", n=grouped(n), what=words[kind]) for kind, n in numbers[1:]]
            parts.append((", ".join(told), sum(n for _kind, n in numbers)))
    named = [words_of for words_of, _n in parts[:most]]
    if rest := sum(n for _words, n in parts[len(named) :]):
        named.append(trn("{n} other entry", "{n} other entries", rest))
    return "; ".join(named)


def headline(back: LookBack) -> str:
    """Returns one sentence on which editions are compared."""
    if back.since and not back.fresh:
        return tr("Before edition {now} you looked at {since}.", since=back.since, now=back.now)
    if back.since:
        return tr("You last looked at edition {since}; this is {now}.", since=back.since, now=back.now)
    return tr(
        "This is edition {now}. Which edition you last looked at is not known; this is what the edition says of "
        "itself.",
        now=back.now,
    )


def reasons(dataset: Dataset) -> dict[Ref, str]:
    """Returns what this edition says of each entry that it changed."""
    nouns = {name: noun for name, noun, _class in TABLES}
    found: dict[Ref, str] = {}
    for change in dataset.changes:
        if change.version == dataset.edition.version and change.table in nouns:
            ref = Ref(nouns[change.table], change.entry)
            found[ref] = f"{found[ref]} {change.summary}" if ref in found else change.summary
    return found


def table(dataset: Dataset, back: LookBack, *, before: Dataset | None = None) -> TableSpec:
    """Returns every changed entry as a row: what it is, what became of it, and why, as the edition says.

    Args:
        dataset: The data on the desk.
        back: What changed.
        before: The data before, if they are at hand: there entries that are gone still have their titles.
    """
    why = reasons(dataset)
    words = {"added": tr("+ added"), "changed": tr("≠ changed"), "removed": tr("− removed")}
    rows = []
    for difference in by_weight(back.differences):
        ref = difference.ref
        there = dataset.get(ref) is not None
        named = dataset if there else before
        title = title_words(named, ref) if named is not None else ref.id
        rows.append(
            Row(
                cells=(
                    Cell(text=words[difference.kind], sort=KINDS.index(difference.kind)),
                    Cell(text=noun_words(ref), sort=noun_words(ref)),
                    Cell(text=title, sort=title.casefold()),
                    Cell(text=why.get(ref, ""), sort=why.get(ref, "")),
                ),
                ref=ref if there else None,
            )
        )
    columns = (
        Column(key="kind", label=tr("Change"), kind="word", weight=2),
        Column(key="noun", label=tr("What it is"), kind="word", weight=2),
        Column(key="entry", label=tr("Entry"), weight=5),
        Column(key="why", label=tr("What the edition says of it"), weight=7),
    )
    caption = Caption(
        key="what-changed",
        title=tr("What has changed in the data since you last looked"),
        subtitle=headline(back),
        summary=counted(back.differences),
        edition=dataset.edition.words,
        empty="" if rows else tr("Nothing has changed."),
    )
    return TableSpec(caption=caption, columns=columns, rows=tuple(rows), row_header=2)
