"""What one row cannot tell: references between tables, ids used twice, and the rules of the package as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefing_app.dataset import actor_rules, subject_rules
from briefing_app.dataset.rows import Rows, absent
from briefing_app.dataset.schema import ForeignKey, Package, TableSchema
from briefing_app.domain.model import NOUN_TO_TABLE, TABLES, record_of
from briefing_app.translation import tr, trl

_NAMES = frozenset(table for table, _noun, _class in TABLES)

PARTS: tuple[tuple[str, str, str], ...] = (
    ("observations", "series_id", "series"),
    ("ratings", "evidence_id", "evidence"),
    ("ratings", "hypothesis_id", "hypotheses"),
    ("segments", "corridor_id", "corridors"),
    ("segments", "from_node", "nodes"),
    ("segments", "to_node", "nodes"),
    ("question_series", "question_id", "questions"),
    ("question_series", "series_id", "series"),
    ("messages", "question_id", "questions"),
    ("chart_notes", "question_id", "questions"),
    ("influences", "from_factor", "factors"),
    ("influences", "to_factor", "factors"),
    ("event_dates", "event_id", "events"),
    ("preferences", "series_id", "series"),
)
"""What says nothing without the entry it is a part of, whatever a descriptor asks for."""


def check_parts(package: Package, tables: dict[str, Rows]) -> None:
    """Leaves out what has lost the entry it is a part of; a table that cannot be read at all takes its parts along."""
    for table, column, whole in PARTS:
        rows = tables[table]
        if rows.missing:
            continue
        if tables[whole].missing:
            schemas = package.tables
            file = schemas[table].path if table in schemas else table
            other = schemas[whole].path if whole in schemas else whole
            tables[table] = absent(tr("{file} says nothing without {other}.", file=file, other=other), file)
            continue
        key = record_of(whole).KEY
        there = {row.get(key) for row in tables[whole].values}
        out = {row.get(key) for row in tables[whole].left_out}
        kept = []
        for number, row in enumerate(rows.values):
            if row.get(column) in there:
                kept.append(number)
            elif row.get(column) not in out:
                _dangling(rows, rows.lines[number], column, row.get(column), whole)
        rows.keep(kept)


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
    """The values of columns, collected once."""

    def __init__(self, package: Package, tables: Mapping[str, Rows]) -> None:
        self._package = package
        self._tables = tables
        self._sets: dict[tuple[str, tuple[str, ...]], frozenset[Any]] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._out: dict[tuple[str, tuple[str, ...]], frozenset[tuple[str, ...]]] = {}

    def left_out(self, table: str, columns: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
        """The keys of rows that were there and were left out for a fault of their own."""
        key = (table, columns)
        if key not in self._out:
            rows = self._tables.get(table)
            self._out[key] = frozenset(
                tuple(map(str, _key_of(row, columns))) for row in (rows.left_out if rows else ())
            )
        return self._out[key]

    def keys_of(self, table: str) -> frozenset[str]:
        """The keys of a table as text, which is how lists write them."""
        if table not in self._keys:
            schema = self._package.tables.get(table)
            keys = schema.primary_key if schema and len(schema.primary_key) == 1 else (record_of(table).KEY,)
            self._keys[table] = frozenset(str(value[0]) for value in self.of(table, keys))
        return self._keys[table]

    def of(self, table: str, columns: tuple[str, ...]) -> frozenset[Any]:
        key = (table, columns)
        if key not in self._sets:
            rows = self._tables.get(table)
            self._sets[key] = frozenset(_key_of(row, columns) for row in rows.values) if rows else frozenset()
        return self._sets[key]


def _key_of(row: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row.get(column) for column in columns)


def _check_table(schema: TableSchema, rows: Rows, values: _ValueSets, tables: Mapping[str, Rows]) -> bool:
    """Returns True if rows were left out."""
    required = {column.name for column in schema.columns if column.required}
    keys = [key for key in schema.foreign_keys if _is_there(key.table, tables)]
    lists = [
        (column.name, column.list_of)
        for column in schema.columns
        if column.list_of == "references" or (column.list_of and _is_there(column.list_of, tables))
    ]
    drop: set[int] = set()
    for number, row in enumerate(rows.values):
        for key in keys:
            if _leads_nowhere(row, key, values, rows, rows.lines[number]):
                drop |= {number} if required & set(key.columns) else set()
                for column in key.columns:
                    if column not in required:
                        row.pop(column, None)
        for column, table in lists:
            if column in row and not _mend_list(rows, number, column, table, values, tables):
                del row[column]
                drop |= {number} if column in required else set()
    rows.keep([number for number in range(len(rows.values)) if number not in drop])
    return bool(drop)


def _leads_nowhere(row: Mapping[str, Any], key: ForeignKey, values: _ValueSets, rows: Rows, line: int) -> bool:
    found = _key_of(row, key.columns)
    if None in found or found in values.of(key.table, key.fields):
        return False
    if tuple(map(str, found)) not in values.left_out(key.table, key.fields):
        _dangling(rows, line, key.columns[0], found[0] if len(found) == 1 else found, key.table)
    return True


def _is_there(table: str, tables: Mapping[str, Rows]) -> bool:
    """What points to a table that could not be read at all is no fault of the row, nor to one the program knows not."""
    return table in _NAMES and table in tables and not tables[table].missing


def _mend_list(
    rows: Rows, number: int, column: str, table: str, values: _ValueSets, tables: Mapping[str, Rows]
) -> bool:
    """Takes what leads nowhere out of a list; returns False if nothing is left."""
    row = rows.values[number]
    kept = []
    for item in row[column]:
        if _leads_somewhere(item, table, values, tables):
            kept.append(item)
        elif not _was_left_out(item, table, values):
            _dangling(rows, rows.lines[number], column, item, table)
    if len(kept) != len(row[column]):
        row[column] = tuple(kept)
    return bool(kept)


def _leads_somewhere(item: str, table: str, values: _ValueSets, tables: Mapping[str, Rows]) -> bool:
    if table != "references":
        return item in values.keys_of(table)
    noun, _slash, ident = item.partition("/")
    target = NOUN_TO_TABLE.get(noun)
    if target is None:
        return False
    return not _is_there(target, tables) or (ident,) in values.of(target, (record_of(target).KEY,))


def _was_left_out(item: str, table: str, values: _ValueSets) -> bool:
    noun, _slash, ident = item.partition("/")
    target = table if table != "references" else NOUN_TO_TABLE.get(noun, "")
    if target not in _NAMES:
        return False
    return (item if table != "references" else ident,) in values.left_out(target, (record_of(target).KEY,))


def _dangling(rows: Rows, line: int, column: str, value: object, table: str) -> None:
    where = tr("any table") if table == "references" else table
    shown = repr(value)[:80]
    rows.faults.add(
        tr("{value} is not to be found in {table}", value=shown, table=where),
        row=line,
        column=column,
        many=tr("references are not to be found in {table}", table=where),
    )


def check_rules(package: Package, tables: Mapping[str, Rows]) -> None:
    """Tells what breaks the package's own rules, listed in its README under "How to check"; nothing is left out."""
    if package.unique_ids:
        _check_ids(tables)
    for table, rule, many in RULES:
        rows = tables.get(table)
        if rows is None or rows.missing:
            continue
        for line, column, message in rule(rows, tables):
            rows.faults.add(message, row=line, column=column, severity="warning", many=tr(many))


def _check_ids(tables: Mapping[str, Rows]) -> None:
    owner: dict[str, str] = {}
    for table, rows in tables.items():
        key = record_of(table).KEY
        for line, row in zip(rows.lines, rows.values, strict=True):
            ident = str(row.get(key, ""))
            if owner.setdefault(ident, table) != table:
                rows.faults.add(
                    tr("the id {id} is also used in {table}", id=repr(ident), table=owner[ident]),
                    row=line,
                    column=key,
                    severity="warning",
                    many=tr("ids are also used in another table"),
                )


Finding = tuple[int, str, str]


def _one_preferred(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in zip(rows.lines, rows.values, strict=True):
        if row.get("preferred"):
            key = tuple(row.get(name) for name in ("series_id", "period", "period_kind"))
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
            yield line, "statement", tr("the term {term} has no range in brackets", term=repr(term))


def _ends_after_start(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    yield from _in_order(rows, "date", "date_end")


def _until_after_since(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    yield from _in_order(rows, "since", "until")


def _in_order(rows: Rows, first: str, last: str) -> Iterator[Finding]:
    for line, row in zip(rows.lines, rows.values, strict=True):
        start, end = row.get(first), row.get(last)
        if start and end and end.last() < start.first():
            yield line, last, tr("the end {end} is before the start {start}", end=end, start=start)


def _period_in_order(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    for line, row in zip(rows.lines, rows.values, strict=True):
        start, end = row.get("period_start"), row.get("period_end")
        if start and end and end < start:
            yield line, "period_end", tr("the end {end} is before the start {start}", end=end, start=start)
        high = row.get("value_high")
        if high is not None and high < row["value"]:
            yield line, "value_high", tr("the upper end is below the lower one")


Rule = Callable[[Rows, Mapping[str, Rows]], Iterator[Finding]]
RULES: tuple[tuple[str, Rule, str], ...] = (
    ("observations", _one_preferred, trl("figures are a second preferred version of their period")),
    ("observations", _period_in_order, trl("figures have an end before their start")),
    ("evidence", _core_is_rated, trl("items of core evidence lack ratings")),
    ("judgements", _range_in_words, trl("terms of likelihood have no range in brackets")),
    ("events", _ends_after_start, trl("events end before they start")),
    ("relations", _until_after_since, trl("relations end before they start")),
    ("relations", actor_rules.relations_join_two, trl("relations lead from an actor to itself")),
    ("actors", actor_rules.affiliations_end, trl("affiliations form a circle")),
    ("actors", actor_rules.names_are_legible, trl("names have no letter or do not end")),
    ("series", subject_rules.prices_in_their_role, trl("prices lack a role that fits them")),
    ("questions", subject_rules.one_order, trl("questions have an order that another has")),
    ("questions", subject_rules.form_and_rule, trl("questions cannot be drawn as described")),
    ("questions", subject_rules.parents_stand_alone, trl("questions continue one that itself continues another")),
    ("question_series", subject_rules.one_order, trl("rows have an order that another has")),
    ("question_series", subject_rules.mark_names, trl("names of marks hold unknown placeholders")),
    ("messages", subject_rules.one_order, trl("messages have an order that another has")),
    ("messages", subject_rules.message_words, trl("messages name what their kind does not give")),
    ("chart_notes", subject_rules.one_order, trl("notes have an order that another has")),
    ("chart_notes", subject_rules.note_words, trl("notes name what their kind does not give")),
    ("steps", subject_rules.one_order, trl("steps have an order that another has")),
    ("steps", subject_rules.steps_have_evidence, trl("steps have no evidence")),
    ("assumptions", subject_rules.one_order, trl("assumptions have an order that another has")),
    ("factors", subject_rules.one_order, trl("factors have an order that another has")),
    (
        "influences",
        subject_rules.influences_say_what_they_rest_on,
        trl("influences are stronger or weaker than they can be"),
    ),
    ("event_dates", subject_rules.rivals_lie_outside, trl("dates lie within that of their event")),
    ("preferences", subject_rules.preferences_are_kept, trl("choices name no preferred figure")),
)
