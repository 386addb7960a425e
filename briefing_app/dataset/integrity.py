"""What one row cannot tell: references between tables, ids used twice, and the rules of the package as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefing_app.dataset.rows import Rows
from briefing_app.dataset.schema import Package, TableSchema
from briefing_app.domain.model import NOUN_TO_TABLE, TABLES, record_of
from briefing_app.errors import Problem
from briefing_app.words import tr

_NAMES = frozenset(table for table, _noun, _class in TABLES)


def check_references(package: Package, tables: Mapping[str, Rows]) -> None:
    """Checks foreign keys and lists; marks or mends the rows in place.

    A list loses the item that leads nowhere; an optional reference is emptied; a row whose required reference
    leads nowhere is left out, and what pointed to it is looked at again.
    """
    again = True
    while again:
        values = _ValueSets(package, tables)
        again = False
        for name, rows in tables.items():
            schema = package.tables.get(name)
            if schema is not None and not rows.missing:
                again |= _check_table(schema, rows, values, tables)


class _ValueSets:
    """The values of a column, collected once."""

    def __init__(self, package: Package, tables: Mapping[str, Rows]) -> None:
        self._package = package
        self._tables = tables
        self._sets: dict[tuple[str, str], frozenset[Any]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def keys_of(self, table: str) -> frozenset[str]:
        """The primary keys of a table as text, which is how lists write them."""
        if table not in self._keys:
            schema = self._package.tables.get(table)
            values = self.of(table, schema.primary_key) if schema else frozenset()
            self._keys[table] = frozenset(str(value) for value in values)
        return self._keys[table]

    def of(self, table: str, column: str) -> frozenset[Any]:
        key = (table, column)
        if key not in self._sets:
            rows = self._tables.get(table)
            self._sets[key] = frozenset(v[column] for v in rows.values if column in v) if rows else frozenset()
        return self._sets[key]


def _check_table(schema: TableSchema, rows: Rows, values: _ValueSets, tables: Mapping[str, Rows]) -> bool:
    """Returns True if rows were left out."""
    required = {column.name for column in schema.columns if column.required}
    singles = [
        (key.column, key.table, values.of(key.table, key.field))
        for key in schema.foreign_keys
        if not _absent(key.table, tables)
    ]
    lists = [
        (c.name, c.list_of) for c in schema.columns if c.list_of and not _absent(c.list_of, tables)
    ]  # fmt: skip
    drop: set[int] = set()
    for number, row in enumerate(rows.values):
        for column, table, known in singles:
            value = row.get(column)
            if value is None or value in known:
                continue
            rows.problems.append(_dangling(schema, rows.lines[number], column, value, table))
            if column in required:
                drop.add(number)
            else:
                del row[column]
        for column, table in lists:
            if column in row:
                _mend_list(schema, rows, number, column, table, values)
                if not row[column]:
                    del row[column]
                    if column in required:
                        drop.add(number)
    if drop:
        rows.values = [row for number, row in enumerate(rows.values) if number not in drop]
        rows.lines = [line for number, line in enumerate(rows.lines) if number not in drop]
    return bool(drop)


def _absent(table: str, tables: Mapping[str, Rows]) -> bool:
    """What points to a table that could not be read at all is no fault of the row."""
    return table in _NAMES and (table not in tables or bool(tables[table].missing))


def _mend_list(schema: TableSchema, rows: Rows, number: int, column: str, table: str, values: _ValueSets) -> None:
    row = rows.values[number]
    kept = []
    for item in row[column]:
        if _leads_somewhere(item, table, values):
            kept.append(item)
        else:
            rows.problems.append(_dangling(schema, rows.lines[number], column, item, table))
    if len(kept) != len(row[column]):
        row[column] = tuple(kept)


def _leads_somewhere(item: str, table: str, values: _ValueSets) -> bool:
    if table != "references":
        return item in values.keys_of(table)
    noun, _slash, ident = item.partition("/")
    target = NOUN_TO_TABLE.get(noun)
    return target is not None and ident in values.of(target, record_of(target).KEY)


def _dangling(schema: TableSchema, line: int, column: str, value: object, table: str) -> Problem:
    where = tr("any table") if table == "references" else table
    message = tr("{value} is not to be found in {table}", value=repr(value), table=where)
    return Problem(severity="error", file=schema.path, row=line, column=column, message=message)


def check_rules(package: Package, tables: Mapping[str, Rows]) -> Iterator[Problem]:
    """Yields what breaks the package's own rules, listed in its README under "How to check"."""
    paths = {name: schema.path for name, schema in package.tables.items()}
    if package.unique_ids:
        yield from _ids_used_twice(paths, tables)
    for table, rule in _RULES:
        rows = tables.get(table)
        if rows is None or rows.missing:
            continue
        for line, column, message in rule(rows, tables):
            yield Problem(severity="warning", file=paths[table], row=line, column=column, message=message)


def _ids_used_twice(paths: Mapping[str, str], tables: Mapping[str, Rows]) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for table, rows in tables.items():
        key = record_of(table).KEY
        for line, row in zip(rows.lines, rows.values, strict=True):
            ident = str(row.get(key, ""))
            if owner.setdefault(ident, table) != table:
                message = tr("the id {id} is also used in {table}", id=repr(ident), table=owner[ident])
                yield Problem(severity="warning", file=paths[table], row=line, column=key, message=message)


Finding = tuple[int, str, str]


def _one_preferred(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in zip(rows.lines, rows.values, strict=True):
        if row.get("preferred"):
            key = (row["series_id"], row["period"], row["period_kind"])
            if key in seen:
                yield (
                    line,
                    "preferred",
                    tr("line {line} is already the preferred version of this period", line=seen[key]),
                )
            seen.setdefault(key, line)


def _core_is_rated(rows: Rows, tables: Mapping[str, Rows]) -> Iterator[Finding]:
    hypotheses = tables.get("hypotheses")
    ratings = tables.get("ratings")
    if hypotheses is None or ratings is None or hypotheses.missing or ratings.missing:
        return
    wanted = {row["hypothesis_id"] for row in hypotheses.values}
    rated: dict[str, set[str]] = {}
    for row in ratings.values:
        rated.setdefault(row["evidence_id"], set()).add(row["hypothesis_id"])
    for line, row in zip(rows.lines, rows.values, strict=True):
        lacking = wanted - rated.get(row["evidence_id"], set())
        if row.get("core") and lacking:
            yield line, "core", tr("core evidence lacks ratings for {names}", names=", ".join(sorted(lacking)))


def _range_in_words(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    for line, row in zip(rows.lines, rows.values, strict=True):
        term = row.get("likelihood")
        if term and not re.search(re.escape(term) + r"[^.()]{0,40}\([^)]*\d+[^)]*\)", row["statement"]):
            yield line, "statement", tr("the term {term} stands without its range in brackets", term=repr(term))


def _ends_after_start(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    for line, row in zip(rows.lines, rows.values, strict=True):
        start, end = row.get("date"), row.get("date_end")
        if start and end and end.last() < start.first():
            yield line, "date_end", tr("the end {end} lies before the start {start}", end=end, start=start)


def _until_after_since(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    for line, row in zip(rows.lines, rows.values, strict=True):
        start, end = row.get("since"), row.get("until")
        if start and end and end.last() < start.first():
            yield line, "until", tr("the end {end} lies before the start {start}", end=end, start=start)


def _period_in_order(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    for line, row in zip(rows.lines, rows.values, strict=True):
        start, end = row.get("period_start"), row.get("period_end")
        if start and end and end < start:
            yield line, "period_end", tr("the end {end} lies before the start {start}", end=end, start=start)
        high = row.get("value_high")
        if high is not None and high < row["value"]:
            yield line, "value_high", tr("the upper end lies below the lower one")


_RULES: tuple[tuple[str, Callable[[Rows, Mapping[str, Rows]], Iterator[Finding]]], ...] = (
    ("observations", _one_preferred),
    ("observations", _period_in_order),
    ("evidence", _core_is_rated),
    ("judgements", _range_in_words),
    ("events", _ends_after_start),
    ("relations", _until_after_since),
)
