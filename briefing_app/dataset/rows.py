"""Cells to rows that remember their line, each cell checked against its column; equal faults told once."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing_app.dataset.faults import Faults
from briefing_app.dataset.grid import Grid, UnreadableError, inline_grid, text_grid
from briefing_app.dataset.habits import habit_of
from briefing_app.dataset.schema import LARGEST_CELL, Column, TableSchema
from briefing_app.translation import grouped, tr, trn

MOST_FAULTS = 2_000
"""Rows of the wrong length after which a table that has more of them than good rows is given up."""

Raw = tuple[int, list[str]]


@dataclass(slots=True)
class Rows:
    """The good rows of one table, with their lines.

    Attributes:
        values: One dictionary a row, in file order.
        lines: The line of each row as an editor counts it, the heading being line 1.
        faults: What is wrong with the rest.
        missing: Why the table could not be read at all; empty if it could.
        columns: The columns found.
        left_out: What could be read of the rows that were left out; what points to them is no fault of its own.
    """

    values: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: Faults = field(default_factory=lambda: Faults(""))
    missing: str = ""
    columns: frozenset[str] = frozenset()
    left_out: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, kept: Sequence[int]) -> None:
        """Leaves out all rows but those with the given numbers."""
        if len(kept) != len(self.values):
            staying = set(kept)
            self.left_out += [row for number, row in enumerate(self.values) if number not in staying]
            self.values = [self.values[number] for number in kept]
            self.lines = [self.lines[number] for number in kept]


def absent(words: str, file: str) -> Rows:
    """Returns a table that cannot be read at all, with its reason as the one fault."""
    rows = Rows(faults=Faults(file), missing=words)
    rows.faults.add(words)
    return rows


def read_rows(parts: Sequence[tuple[str, bytes]], schema: TableSchema) -> Rows:
    """Reads one table.

    Args:
        parts: Name and content of its files in order; none for a table that the descriptor holds.
        schema: What its columns must be.

    Returns:
        Good rows and faults; ``missing`` is set when nothing can be read.
    """
    rows = Rows(faults=Faults(schema.path))
    body: list[Raw] = []
    heading: list[str] = []
    try:
        if schema.inline is not None:
            heading = _take(inline_grid(schema.inline, schema), schema, rows, body, [])
        for name, content in parts:
            grid = _grid(content, schema, name)
            heading = _take(grid, schema, rows, body, heading)
    except UnreadableError as error:
        return absent(str(error), schema.path)
    except csv.Error as error:
        rows.faults.add(tr("the text cannot be read as CSV ({why})", why=error), row=1)
        rows.missing = tr("{file} cannot be read as CSV.", file=schema.path)
        return rows
    if rows.missing:
        return rows
    plan = _plan(heading, schema, rows, body)
    if plan is not None:
        _convert(plan, body, schema, rows)
    return rows


def _grid(content: bytes, schema: TableSchema, name: str) -> Grid:
    from briefing_app.dataset import workbook

    if workbook.is_workbook(content):
        return workbook.workbook_grid(content, schema, name)
    return text_grid(content, schema, name)


def _take(grid: Grid, schema: TableSchema, rows: Rows, body: list[Raw], before: list[str]) -> list[str]:
    """Takes the rows of one file in; returns the headings."""
    for remark in grid.remarks:
        rows.faults.add(remark, severity="warning")
    names = [column.name for column in schema.columns]
    heading = _trimmed(grid.heading) if grid.heading is not None else names
    if before and heading != before:  # only the first of several files need carry headings
        body.append((grid.line, [*heading, *[""] * (len(before) - len(heading))][: len(before)]))
        heading = before
    width, wrong = len(heading), 0
    try:
        for line, cells in grid.rows:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                cells = cells[:width]
            if len(cells) == width:
                body.append((line, cells))
                continue
            wrong += 1
            rows.faults.add(
                trn("{n} cell instead of {expected}", "{n} cells instead of {expected}", len(cells), expected=width),
                row=line,
                many=tr("rows have more or fewer cells than the {expected} headings", expected=width),
            )
            if wrong >= MOST_FAULTS and wrong > len(body):
                rows.faults.add(tr("more than {n} faulty rows; the rest is not read", n=grouped(wrong)), row=line)
                break
    except csv.Error as error:
        last = body[-1][0] + 1 if body else grid.line
        rows.faults.add(tr("the text after this cannot be read as CSV ({why})", why=error), row=last)
        if not body:
            rows.missing = tr("{file} cannot be read as CSV.", file=schema.path)
    return heading


def _trimmed(heading: list[str]) -> list[str]:
    """Returns the headings without the empty ones at the end."""
    width = len(heading)
    while width and not heading[width - 1].strip():
        width -= 1
    return heading[:width]


def _plan(heading: list[str], schema: TableSchema, rows: Rows, body: list[Raw]) -> list[tuple[int, Column]] | None:
    """Returns which cell belongs to which column; None if the table cannot be used."""
    known = {column.name: column for column in schema.columns}
    by_look = {name.strip().casefold(): name for name in known}
    plan: list[tuple[int, Column]] = []
    taken: list[str] = []
    for at, found in enumerate(heading):
        name = found if found in known else by_look.get(found.strip().strip("\ufeff").casefold(), "")
        if name and name != found:
            rows.faults.add(tr("the heading is read as {name}", name=name), row=1, column=found, severity="warning")
        if name:
            plan.append((at, known[name]))
            taken.append(name)
        elif not schema.extra_allowed and (found.strip() or any(cells[at].strip() for _line, cells in body)):
            rows.faults.add(
                tr("the schema knows no such column; it is left out"), row=1, column=found or "?", severity="warning"
            )
    twice = sorted({name for name in taken if taken.count(name) > 1})
    lacking = [name for name in known if name not in taken]
    for name in lacking:
        if known[name].required or not schema.fewer_allowed:
            rows.faults.add(tr("the column is missing"), row=1, column=name)
    for name in twice:
        rows.faults.add(tr("the column is here twice"), row=1, column=name)
    needed = [name for name in lacking if known[name].required]
    if twice or needed:
        names = ", ".join(sorted({*twice, *needed}))
        rows.missing = tr("{file} lacks or repeats columns: {names}.", file=schema.path, names=names)
        return None
    rows.columns = frozenset(taken)
    return plan


def _convert(plan: list[tuple[int, Column]], body: list[Raw], schema: TableSchema, rows: Rows) -> None:
    values: list[dict[str, Any]] = [{} for _ in body]
    bad: set[int] = set()
    for at, column in plan:
        bad |= _convert_column(at, column, body, values, rows)
    seen: list[dict[tuple[Any, ...], int]] = [{} for _ in schema.unique_keys]
    for number, (line, _cells) in enumerate(body):
        if number in bad:
            rows.left_out.append(values[number])
        elif _is_new(values[number], seen, schema, line, rows):
            rows.values.append(values[number])
            rows.lines.append(line)


def _convert_column(at: int, column: Column, body: list[Raw], values: list[dict[str, Any]], rows: Rows) -> set[int]:
    """Turns the cells of one column into values; returns the numbers of the rows where that fails."""
    name, convert, missing = column.name, column.convert, column.missing
    bad: set[int] = set()
    odd: list[tuple[int, str, str]] = []
    for number, (line, cells) in enumerate(body):
        cell = cells[at]
        if cell in missing:
            if column.required:
                bad.add(number)
                rows.faults.add(
                    tr("a value is required"),
                    row=line,
                    column=name,
                    many=tr("cells are empty where a value is required"),
                )
            continue
        try:
            if len(cell) > LARGEST_CELL:
                raise ValueError(tr("at most {n} characters", n=grouped(LARGEST_CELL)))
            values[number][name] = convert(cell)
        except ValueError as error:
            odd.append((number, cell, str(error)))
    return bad | (_mend(at, column, odd, body, values, rows) if odd else set())


def _mend(
    at: int,
    column: Column,
    odd: list[tuple[int, str, str]],
    body: list[Raw],
    values: list[dict[str, Any]],
    rows: Rows,
) -> set[int]:
    """Reads cells as a spreadsheet wrote them, where that is certain; tells the others."""
    cells = [cells[at] for _line, cells in body if cells[at] not in column.missing]
    habit = habit_of(column, cells, [cell for _number, cell, _why in odd])
    bad: set[int] = set()
    first = _shown(odd[0][1])
    for number, cell, why in odd:
        line = body[number][0]
        plain = habit.plain(cell) if habit is not None and len(cell) < 200 else cell
        if habit is not None and plain != cell:
            try:
                values[number][column.name] = column.convert(plain)
            except ValueError:
                pass
            else:
                rows.faults.add(
                    tr("{value} is read as {plain} ({how})", value=_shown(cell), plain=plain, how=habit.words),
                    row=line,
                    column=column.name,
                    severity="warning",
                    many=tr("cells such as {value} are read this way: {how}", value=first, how=habit.words),
                )
                continue
        bad.add(number)
        rows.faults.add(
            tr("{value} found, expected {expected}", value=_shown(cell), expected=why),
            row=line,
            column=column.name,
            many=tr("cells such as {value} found, expected {expected}", value=first, expected=why),
        )
    return bad


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 60 else cell[:59] + "…")


def _is_new(
    values: dict[str, Any], seen: list[dict[tuple[Any, ...], int]], schema: TableSchema, line: int, rows: Rows
) -> bool:
    keys = [tuple(values.get(name) for name in names) for names in schema.unique_keys]
    for names, key, places in zip(schema.unique_keys, keys, seen, strict=True):
        if None not in key and key in places:
            shown = repr(key[0]) if len(key) == 1 else ", ".join(map(repr, key))
            rows.faults.add(
                tr("{value} is already in line {line}", value=shown[:120], line=places[key]),
                row=line,
                column=names[0],
                many=tr("rows repeat a value that may appear only once"),
            )
            return False
    for key, places in zip(keys, seen, strict=True):
        if None not in key:
            places[key] = line
    return True
