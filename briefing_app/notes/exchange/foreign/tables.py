"""Tables of notes: this program's own, those of Readwise and Hypothesis, and any with a column of notes or quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from briefing_app.domain.model import Ref
from briefing_app.notes.exchange import vocabulary
from briefing_app.notes.exchange.file_content import Found
from briefing_app.notes.exchange.foreign.rows import annotation_of
from briefing_app.notes.exchange.foreign.shapes import (
    at_target,
    motivation,
    name_for,
    person,
    quoted,
    tag_bodies,
    text_body,
    told_moment,
    undated,
    without_empty,
)
from briefing_app.notes.exchange.signs import as_iri, has_scheme, line
from briefing_app.notes.exchange.tabular import FORMULA
from briefing_app.notes.exchange.vocabulary import OWN
from briefing_app.translation import tr, trn

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("note", "comment", "annotation", "text", "body"),
    "quote": ("highlight", "quote", "quotation"),
    "title": ("book title", "page", "title", "document title"),
    "target": ("target", "entry", "reference"),
    "address": ("url", "source url", "source", "uri", "link"),
    "tags": ("tags", "document tags"),
    "author": ("author", "user", "creator"),
    "created": ("highlighted at", "created at", "created", "date"),
    "place": ("location",),
}
"""What a column of another program means, by its heading."""
JOINED = ("text", "tags")
"""Of these a row may hold several cells: all are kept."""
KEPT = ("color", "group", "type", "amazon book id")
"""Columns that are kept beside the note as they are."""
OWN_COLUMNS = frozenset(("id", "target", "note"))
MOST_COLUMNS = 200
SEPARATORS = (",", ";", "\t")
MOST_NAMED = 10
LONGEST_CELL = 1_000_000


def found_in(text: str) -> Found | None:
    """Returns the notes of a table; None if it is no table of notes."""
    if text[:4].casefold() == "sep=":
        text = text.partition("\n")[2]
    first = text[:10_000].partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    if not first.count(separator):
        return None
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heading = _each_once([name.strip().casefold() for name in next(rows)][:MOST_COLUMNS])
        if not _is_of_notes(heading):
            return None
        items, faults = _rows(rows, heading)
    except csv.Error:
        return None
    refused = trn(
        "{n} row was left out: it has more cells than the heading.",
        "{n} rows were left out: they have more cells than the heading.",
        faults,
    )
    own = set(heading) >= OWN_COLUMNS
    return Found(
        items=items,
        convert=_own if own else _foreign,
        absent=tr("each of its rows has more cells than the heading") if faults else tr("the table has no rows"),
        refused=(refused,) if faults else (),
        remarks=() if own else (*undated(sum(map(_has_unknown_date, items))), *_passed_over(items)),
    )


def _each_once(heading: list[str]) -> list[str]:
    """Returns the headings; one that stands there once more gets its number, so that no cell hides another."""
    return [
        f"{name} ({heading[: at + 1].count(name)})" if name in heading[:at] else name for at, name in enumerate(heading)
    ]


def _is_of_notes(heading: list[str]) -> bool:
    known = [key for key, names in COLUMNS.items() if any(name in heading for name in names)]
    return set(heading) >= OWN_COLUMNS or (len(known) > 1 and ("text" in known or "quote" in known))


def _rows(rows: Iterator[list[str]], heading: list[str]) -> tuple[list[dict[str, str]], int]:
    items: list[dict[str, str]] = []
    faults = 0
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(heading) and any(row[len(heading) :]):
            faults += 1
            continue
        if len(items) > vocabulary.MOST:
            break
        items.append({name: cell for name, cell in zip(heading, row, strict=False) if name})
    return items, faults


def _passed_over(items: list[dict[str, str]]) -> tuple[str, ...]:
    """Returns what is said of columns that hold something and have no place in a note, if there are any."""
    known = {*KEPT, "book author", "location type", *(name for names in COLUMNS.values() for name in names)}
    known |= {name for row in items[:1] for name in row for kind in JOINED if _stands_for(name, kind)}
    named = [
        name
        for name in dict.fromkeys(name for row in items for name in row if name not in known)
        if any(row.get(name, "").strip() for row in items)
    ]
    told = ", ".join(f"“{line(name, 40)}”" for name in named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
    said = trn(
        "{n} column was not imported: {names}.", "{n} columns were not imported: {names}.", len(named), names=told
    )
    return (said,) if named else ()


def _stands_for(name: str, kind: str) -> bool:
    """Tells whether a heading, also one that stands there once more, means a kind of cell."""
    return name.partition(" (")[0] in COLUMNS[kind]


def _entry(told: str) -> str:
    """Returns the address of an entry that a cell names as table/id; empty if it names none."""
    try:
        ref = Ref.parse(told.strip().removeprefix(OWN))
    except ValueError:
        return ""
    return f"{OWN}{ref}" if ref.noun.isalpha() else ""


def _has_unknown_date(row: Mapping[str, str]) -> bool:
    told = next((row[name] for name in COLUMNS["created"] if row.get(name, "").strip()), "")
    return bool(told and not told_moment(told))


def _own(row: dict[str, Any]) -> dict[str, Any]:
    return annotation_of(
        {name: cell[1:] if FORMULA.match(cell) and cell[0] == "'" else cell for name, cell in row.items()}
    )


def _foreign(row: dict[str, Any]) -> dict[str, Any]:
    told = {key: next((row[name] for name in names if row.get(name, "").strip()), "") for key, names in COLUMNS.items()}
    both = [row[name] for name in row if _stands_for(name, "tags")]
    said = dict.fromkeys(row[name] for name in row if _stands_for(name, "text") and row[name].strip())
    bodies = [
        *text_body("\n\n".join(said)),
        *tag_bodies(tag for cell in both for tag in cell.replace(";", ",").split(",")),
    ]
    selectors = quoted(told["quote"])
    if not bodies and not selectors:
        raise ValueError(tr("it has neither text nor a quotation"))
    address = _entry(told["target"]) or next(
        (cell for cell in (told["target"], told["address"]) if has_scheme(cell)), ""
    )
    title = line(told["title"] or ("" if address else told["target"]), 200)
    unnamed = f"{OWN}web/{as_iri(title or 'document-not-named', also='%/')}"
    place = " ".join(part for part in (row.get("location type", ""), told["place"]) if part)
    author = row.get("user") or ("" if "book author" in row else told["author"])
    return without_empty({
        "id": name_for(told["created"], title, told["quote"], address or told["address"],
                       "" if told["quote"] else told["text"]),
        "type": "Annotation",
        "motivation": motivation(bodies, marked=bool(selectors)),
        "creator": person(author),
        "created": told_moment(told["created"]),
        "body": bodies,
        "target": at_target(address, selectors, otherwise=unnamed),
        "bf:seen": without_empty({
            "title": ", ".join(part for part in (title, line(row.get("book author", ""), 200)) if part),
            "date": "" if told_moment(told["created"]) else line(told["created"], 60),
            "value": line(place, 100),
        }),
        "bf:row": without_empty({name: row.get(name) for name in KEPT}),
    })  # fmt: skip
