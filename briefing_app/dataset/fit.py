"""The schema of a package held against the records of the program: a column must give what its field needs."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from briefing_app.dataset.rows import Rows, absent
from briefing_app.dataset.schema import TableSchema
from briefing_app.domain.model import PartialDate, Record, record_of
from briefing_app.translation import tr

_GIVES: Mapping[str, type] = {
    "string": str, "any": str, "integer": int, "number": float, "boolean": bool, "date": dt.date, "datetime": dt.date,
    "partial-date": PartialDate, "year": PartialDate, "yearmonth": PartialDate, "list": tuple,
}  # fmt: skip
_WORDS: Mapping[type, str] = {
    str: "string", int: "integer", float: "number", bool: "boolean", dt.date: "date",
    PartialDate: "date with x-partial-date", tuple: "list",
}  # fmt: skip


def needs_of(kind: type[Record]) -> Mapping[str, tuple[type, bool]]:
    """Returns for each field of a record the type of its values and whether it must have one."""
    return _needs_of(kind.TABLE)


@cache
def _needs_of(table: str) -> Mapping[str, tuple[type, bool]]:
    kind = record_of(table)
    hints = get_type_hints(kind)
    found = {}
    for field in fields(kind):  # type: ignore[arg-type]  # every Record class is a dataclass
        needed = field.default is MISSING and field.default_factory is MISSING
        found[field.name] = (_plain(hints[field.name]), needed)
    return found


def _plain(hint: Any) -> type:
    """Returns the type of a hint without its None."""
    if get_origin(hint) in (types.UnionType, typing.Union):
        return _plain(next(part for part in get_args(hint) if part is not type(None)))
    found: type = get_origin(hint) or hint
    return found


def fit(kind: type[Record], schema: TableSchema, rows: Rows) -> Rows:
    """Leaves out what the program cannot use: columns of another type, rows that lack what is needed.

    Args:
        kind: The record that a row becomes.
        schema: What the package says of the table.
        rows: The rows; changed in place.

    Returns:
        The same rows, or a table that is missing with its reason.
    """
    if rows.missing:
        return rows
    for column in schema.columns:
        wanted, needed = needs_of(kind).get(column.name, (None, False))
        gives = _GIVES.get(column.kind)
        if wanted is None or gives is wanted:
            continue
        if gives is int and wanted is float:
            for row in rows.values:
                if column.name in row:
                    row[column.name] = float(row[column.name])
            continue
        words = tr(
            "the column {name} is declared as {kind}, the program needs {wanted}",
            name=column.name,
            kind=column.kind,
            wanted=_WORDS[wanted],
        )
        if needed:
            return absent(tr("{file} cannot be used: {why}.", file=schema.path, why=words), schema.path)
        rows.faults.add(words, row=1, column=column.name)
        for row in rows.values:
            row.pop(column.name, None)
    return _complete(kind, rows)


def _complete(kind: type[Record], rows: Rows) -> Rows:
    """Leaves out rows that lack what a record needs, or whose id cannot be named or stands twice."""
    needed = [name for name, (_type, must) in needs_of(kind).items() if must]
    seen: dict[str, int] = {}
    kept = []
    for number, row in enumerate(rows.values):
        line = rows.lines[number]
        lacking = [name for name in needed if name not in row]
        ident = str(row.get(kind.KEY, ""))
        if lacking:
            rows.faults.add(
                tr("a value is required"),
                row=line,
                column=lacking[0],
                many=tr("cells are empty where a value is required"),
            )
        elif not ident or not ident.isprintable():
            rows.faults.add(tr("the id has characters that cannot be shown"), row=line, column=kind.KEY)
        elif ident in seen:
            rows.faults.add(
                tr("{value} is already in line {line}", value=repr(ident)[:120], line=seen[ident]),
                row=line,
                column=kind.KEY,
                many=tr("rows repeat a value that may appear only once"),
            )
        else:
            seen[ident] = line
            kept.append(number)
    rows.keep(kept)
    return rows
