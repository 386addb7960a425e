"""One CSV file to rows that remember their line, each cell checked against its column."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing_app.dataset.schema import LARGEST_CELL, TableSchema
from briefing_app.errors import Problem
from briefing_app.words import tr, trn

MOST_PROBLEMS = 200
"""Problems told for one table; after that they are only counted."""


@dataclass(slots=True)
class Rows:
    """The good rows of one table, with their lines.

    Attributes:
        values: One dictionary a row, in file order.
        lines: The line of each row as an editor counts it, the heading being line 1.
        problems: What is wrong with the rest.
        missing: Why the table could not be read at all; empty if it could.
        columns: The columns found.
    """

    values: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: str = ""
    columns: frozenset[str] = frozenset()


def read_rows(content: bytes, schema: TableSchema) -> Rows:
    """Reads one table.

    Args:
        content: The file.
        schema: What its columns must be.

    Returns:
        Good rows and problems; ``missing`` is set when nothing can be read.
    """
    rows = Rows()
    text = _decode(content, schema, rows)
    if text is None:
        return rows
    reader = csv.reader(text.splitlines(keepends=True), delimiter=schema.delimiter, strict=True)
    try:
        heading = next(reader, None)
        if not _check_heading(heading, schema, rows) or heading is None:
            return rows
        _read_body(reader, heading, schema, rows)
    except csv.Error as error:
        at = reader.line_num
        rows.problems.append(
            _error(schema, tr("the text cannot be read as CSV from here on ({why})", why=error), row=at)
        )
        if not rows.values:
            rows.missing = tr("{file} cannot be read as CSV.", file=schema.path)
    return rows


def _decode(content: bytes, schema: TableSchema, rows: Rows) -> str | None:
    if not content.strip():
        rows.missing = tr("{file} is empty.", file=schema.path)
    elif b"\x00" in content[:4096]:
        rows.missing = tr("{file} is not a text file.", file=schema.path)
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            rows.missing = tr("{file} is not written in UTF-8 (line {line}).", file=schema.path, line=line)
    rows.problems.append(_error(schema, rows.missing))
    return None


def _check_heading(heading: list[str] | None, schema: TableSchema, rows: Rows) -> bool:
    found = heading or []
    known = {column.name: column for column in schema.columns}
    for name in found:
        if name not in known:
            rows.problems.append(
                Problem(severity="warning", file=schema.path, row=1, column=name[:60],
                        message=tr("the schema knows no such column; it is left out"))
            )  # fmt: skip
    twice = {name for name in found if name in known and found.count(name) > 1}
    absent = [name for name in known if name not in found]
    for name in absent:
        rows.problems.append(_error(schema, tr("the column is missing"), row=1, column=name))
    for name in sorted(twice):
        rows.problems.append(_error(schema, tr("the column stands here twice"), row=1, column=name))
    if twice or any(known[name].required for name in absent):
        names = ", ".join(sorted(twice | {n for n in absent if known[n].required}))
        rows.missing = tr("{file} lacks or repeats columns: {names}.", file=schema.path, names=names)
        return False
    rows.columns = frozenset(known) - set(absent)
    return True


def _read_body(reader: Any, heading: list[str], schema: TableSchema, rows: Rows) -> None:
    known = {column.name: column for column in schema.columns}
    plan = [known.get(name) for name in heading]
    seen: dict[str, dict[Any, int]] = {c.name: {} for c in schema.columns if c.unique}
    width, line = len(heading), reader.line_num + 1
    told = 0
    for cells in reader:
        here, line = line, reader.line_num + 1
        if not cells:
            continue
        if len(cells) != width:
            told += 1
            message = trn(
                "{n} cell instead of {expected}", "{n} cells instead of {expected}", len(cells), expected=width
            )
            rows.problems.append(_error(schema, message, row=here))
            continue
        values: dict[str, Any] = {}
        good = True
        for column, cell in zip(plan, cells, strict=True):
            if column is None:
                continue
            if cell == "":
                if column.required:
                    good = False
                    rows.problems.append(_error(schema, tr("a value is required"), row=here, column=column.name))
                continue
            try:
                if len(cell) > LARGEST_CELL:
                    raise ValueError(tr("at most {n} characters", n=f"{LARGEST_CELL:,}"))
                values[column.name] = column.convert(cell)
            except ValueError as error:
                good = False
                shown = cell if len(cell) <= 60 else cell[:59] + "…"
                message = tr("{value} found, expected {expected}", value=repr(shown), expected=error)
                rows.problems.append(_error(schema, message, row=here, column=column.name))
        if good and _is_new(values, seen, schema, here, rows):
            rows.values.append(values)
            rows.lines.append(here)
        else:
            told += 1
        if told >= MOST_PROBLEMS:
            rows.problems.append(
                _error(schema, tr("more than {n} faulty rows; the rest is not read", n=MOST_PROBLEMS), row=here)
            )
            return


def _is_new(
    values: Mapping[str, Any], seen: Mapping[str, dict[Any, int]], schema: TableSchema, line: int, rows: Rows
) -> bool:
    for name, places in seen.items():
        value = values.get(name)
        if value in places:
            message = tr("{value} stands already in line {line}", value=repr(value), line=places[value])
            rows.problems.append(_error(schema, message, row=line, column=name))
            return False
    for name, places in seen.items():
        if name in values:
            places[values[name]] = line
    return True


def _error(schema: TableSchema, message: str, *, row: int | None = None, column: str = "") -> Problem:
    return Problem(severity="error", file=schema.path, message=message, row=row, column=column)
