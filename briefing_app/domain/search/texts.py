"""What can be searched in a record or a note: its title, its names, its sentences, and all of its words."""

from __future__ import annotations

import re
from dataclasses import fields

from briefing_app.domain.model import Note, Record

TITLE_FIELDS = (
    "title",
    "heading",
    "name",
    "label",
    "assumption",
    "claim",
    "term",
    "question",
    "statement",
    "summary",
    "gist",
)
# Ids, codes and lists of ids say nothing to a reader; everything else written in words is searched.
_SKIPPED = frozenset({"source_ids", "related", "merged_from", "follows", "paragraphs", "waypoints", "hs_code"})
# Words of closed vocabularies: they are searched, but they are no sentences to be shown.
_CODES = frozenset(
    {
        "affiliation",
        "ambition",
        "cadence",
        "category",
        "chart_group",
        "commodity",
        "confidence",
        "date_precision",
        "direction",
        "direction_since_then",
        "entry",
        "facet",
        "flow",
        "information_credibility",
        "kind",
        "language",
        "likelihood",
        "measure",
        "mode",
        "period",
        "period_kind",
        "published_basis",
        "rater",
        "rating",
        "reliability",
        "reporter",
        "partner",
        "scale",
        "source_reliability",
        "status",
        "status_then",
        "status_latest",
        "table",
        "title_kind",
        "topic",
        "trend",
        "unit",
        "url",
        "verdict",
        "version",
    }
)
_NAMES = ("name", "short_name", "term", "expansion")
_ASIDE = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
"""A name with another one in brackets behind it."""


def title_of(record: Record) -> str:
    """Returns the title of a record: the first of its telling fields."""
    for name in TITLE_FIELDS:
        value = getattr(record, name, "")
        if value:
            return str(value)
    return record.id


def names_of(record: Record, *, title: str) -> tuple[str, ...]:
    """Returns what a record is called: its title and its names in every script, each with and without its brackets.

    Args:
        record: The record.
        title: Its title.
    """
    all_fields = (f.name for f in fields(record))  # type: ignore[arg-type]  # every Record class is a dataclass
    known = [title]
    known += [str(getattr(record, name)) for name in all_fields if name in _NAMES or name.startswith("name_")]
    for name in tuple(known):
        if found := _ASIDE.match(name):
            known += found.groups()
    return tuple(dict.fromkeys(name for name in known if name))


def text_of(record: Record, *, title: str = "") -> str:
    """Returns all that can be searched in a record, its title first.

    Args:
        record: The record.
        title: Its title, where the record's own fields do not say enough.
    """
    return "\n".join(_values(record, title, _text_fields(type(record))))


def prose_of(record: Record, *, title: str = "") -> str:
    """Returns the sentences of a record in which words that were found can be shown, without its codes.

    Args:
        record: The record.
        title: Its title, where the record's own fields do not say enough.
    """
    kept = (n for n in _text_fields(type(record)) if n not in _CODES and n not in _NAMES and not n.startswith("name_"))
    title, *told = _values(record, title, tuple(kept))
    return "\n".join((title, *(value if value.endswith((".", "!", "?", "…")) else f"{value}." for value in told)))


def _values(record: Record, title: str, names: tuple[str, ...]) -> list[str]:
    found = [title or title_of(record)]
    for name in names:
        value = str(getattr(record, name))
        if value and value not in found:
            found.append(value)
    return found


def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(
        f.name
        for f in fields(kind)  # type: ignore[arg-type]  # every Record class is a dataclass
        if f.type in ("str", str) and f.name not in _SKIPPED and not f.name.endswith("_id")
    )


def note_text(note: Note) -> str:
    """Returns all that can be searched in a note beside the title of its entry."""
    quote = note.passage.quote if note.passage else ""
    return "\n".join(part for part in (note.body, " ".join(note.tags), quote, note.author, note.office) if part)
