"""The schema as ``datapackage.json`` states it, made into one check per column.

Nothing about columns, types, closed lists, keys or references is written down a second time here.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing_app.domain.model import PartialDate
from briefing_app.domain.visible import visible
from briefing_app.errors import ExpectedError
from briefing_app.words import tr

Convert = Callable[[str], Any]
"""Turns a cell into a value. Raises ValueError with what was expected."""

WHOLE = re.compile(r"[+-]?\d{1,15}")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
LARGEST_CELL = 200_000
"""Characters; no cell of a data package is longer than a chapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: Its heading.
        kind: Type in the words of the descriptor.
        required: True if the cell may not be empty.
        unique: True if no value may come twice.
        convert: Turns a cell that is not empty into its value.
        list_of: Table whose ids the list holds, "references" for full references, or empty.
    """

    name: str
    kind: str
    required: bool
    unique: bool
    convert: Convert
    list_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A column whose value is the value of a column in another table, or in the same one."""

    column: str
    table: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One table of the package."""

    name: str
    path: str
    columns: tuple[Column, ...]
    primary_key: str
    foreign_keys: tuple[ForeignKey, ...]
    delimiter: str
    bytes: int | None
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the descriptor says of the whole package."""

    name: str
    title: str
    version: str
    created: str
    licence: str
    unique_ids: bool
    tables: Mapping[str, TableSchema]
    files: tuple[tuple[str, str, int | None, str], ...]
    """Files that are no tables: name, path, bytes, hash."""


def parse_package(content: bytes, *, only: frozenset[str] | None = None) -> Package:
    """Reads a descriptor.

    Args:
        content: The file.
        only: Names of the tables wanted; None for all.

    Raises:
        ExpectedError: It is no JSON, or no descriptor of a data package.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"))
        resources = found["resources"]
        if not isinstance(resources, list):
            raise TypeError("resources is not a list")
        tables, files = {}, []
        for resource in resources:
            name, path = str(resource["name"]), str(resource["path"])
            if only is not None and name not in only:
                continue
            if "fields" in (resource.get("schema") or {}):
                tables[name] = _table(resource, name, path)
            else:
                files.append((name, path, resource.get("bytes"), str(resource.get("hash", ""))))
        licences = found.get("licenses") or [{}]
        return Package(
            name=str(found.get("name", "")),
            title=str(found.get("title", "")),
            version=str(found.get("version", "")),
            created=str(found.get("created", ""))[:10],
            licence=str(licences[0].get("name", "")),
            unique_ids=bool(found.get("x-unique-ids")),
            tables=tables,
            files=tuple(files),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, re.error) as error:
        raise ExpectedError(
            tr("datapackage.json does not describe a data package that this program knows."),
            hint=tr("Choose the folder or .zip of a data package of this program."),
            detail=repr(error),
        ) from error


def _table(resource: Mapping[str, Any], name: str, path: str) -> TableSchema:
    schema = resource["schema"]
    keys = {str(k) for k in schema.get("primaryKey", [])}
    links = []
    for key in schema.get("foreignKeys", []):
        target = key["reference"]
        for mine, theirs in zip(_listed(key["fields"]), _listed(target["fields"]), strict=True):
            links.append(ForeignKey(column=mine, table=str(target.get("resource", "")) or name, field=theirs))
    size = resource.get("bytes")
    return TableSchema(
        name=name,
        path=path,
        columns=tuple(_column(field, unique=str(field["name"]) in keys) for field in schema["fields"]),
        primary_key=_listed(schema.get("primaryKey", [""]))[0],
        foreign_keys=tuple(links),
        delimiter=str((resource.get("dialect") or {}).get("delimiter", ",")),
        bytes=size if isinstance(size, int) else None,
        hash=str(resource.get("hash", "")),
    )


def _listed(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else [str(v) for v in value]


def _column(field: Mapping[str, Any], *, unique: bool) -> Column:
    limits = field.get("constraints") or {}
    return Column(
        name=str(field["name"]),
        kind=str(field.get("type", "string")),
        required=bool(limits.get("required")),
        unique=unique or bool(limits.get("unique")),
        convert=_converter(field, limits),
        list_of=str(field.get("x-list-of", "")),
    )


def _converter(field: Mapping[str, Any], limits: Mapping[str, Any]) -> Convert:
    kind = field.get("type", "string")
    checks = _checks(limits)
    if field.get("x-partial-date"):
        return _checked(_partial_date, checks)
    if kind == "integer":
        return _checked(_integer, checks)
    if kind == "number":
        return _checked(_number, checks)
    if kind == "boolean":
        return _boolean(field)
    if kind == "date":
        return _checked(_date, checks)
    if kind == "list":
        return _list(str(field.get("delimiter", ",")), limits)
    return _checked(_text, checks)


def _checks(limits: Mapping[str, Any]) -> list[Callable[[str, Any], None]]:
    found: list[Callable[[str, Any], None]] = []
    if "enum" in limits:
        found.append(_enum(limits["enum"]))
    if "pattern" in limits:
        found.append(_pattern(str(limits["pattern"])))
    if "minimum" in limits or "maximum" in limits:
        found.append(_range(limits.get("minimum"), limits.get("maximum")))
    if "maxLength" in limits:
        found.append(_length(int(limits["maxLength"])))
    return found


def _checked(convert: Convert, checks: list[Callable[[str, Any], None]]) -> Convert:
    if not checks:
        return convert

    def run(cell: str) -> Any:
        value = convert(cell)
        for check in checks:
            check(cell, value)
        return value

    return run


def _text(cell: str) -> str:
    if "\x00" in cell:
        raise ValueError(tr("text without NUL characters"))
    return visible(cell)


def _integer(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        raise ValueError(tr("a whole number"))
    return int(cell)


def _number(cell: str) -> float:
    if not NUMBER.fullmatch(cell) or not math.isfinite(value := float(cell)):
        raise ValueError(tr("a number with a decimal point"))
    return value


def _date(cell: str) -> dt.date:
    try:
        if len(cell) != 10:
            raise ValueError
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise ValueError(tr("a day as YYYY-MM-DD")) from None


def _partial_date(cell: str) -> PartialDate:
    try:
        return PartialDate.parse(cell)
    except ValueError:
        raise ValueError(tr("a date as YYYY, YYYY-MM or YYYY-MM-DD")) from None


def _boolean(field: Mapping[str, Any]) -> Convert:
    true = frozenset(field.get("trueValues") or ("true", "True", "TRUE", "1"))
    false = frozenset(field.get("falseValues") or ("false", "False", "FALSE", "0"))

    def run(cell: str) -> bool:
        if cell in true:
            return True
        if cell in false:
            return False
        raise ValueError(tr("true or false"))

    return run


def _list(delimiter: str, limits: Mapping[str, Any]) -> Convert:
    check = _enum(limits["enum"]) if "enum" in limits else None

    def run(cell: str) -> tuple[str, ...]:
        items = tuple(visible(part.strip()) for part in cell.split(delimiter))
        if not all(items):
            raise ValueError(tr("a list without empty items, parted by {sign}", sign=delimiter))
        if check is not None:
            for item in items:
                check(item, item)
        return items

    return run


def _enum(values: Sequence[Any]) -> Callable[[str, Any], None]:
    allowed = frozenset(str(value) for value in values)
    listed = ", ".join(str(value) for value in values)

    def check(cell: str, _value: Any) -> None:
        if cell not in allowed:
            raise ValueError(tr("one of {values}", values=listed))

    return check


def _pattern(pattern: str) -> Callable[[str, Any], None]:
    compiled = re.compile(pattern)

    def check(cell: str, _value: Any) -> None:
        if not compiled.fullmatch(cell):
            raise ValueError(tr("text of the form {pattern}", pattern=pattern))

    return check


def _range(low: Any, high: Any) -> Callable[[str, Any], None]:
    floor = -math.inf if low is None else float(low)
    ceiling = math.inf if high is None else float(high)

    def check(_cell: str, value: Any) -> None:
        if not floor <= value <= ceiling:
            raise ValueError(tr("a value from {low} to {high}", low=low, high=high))

    return check


def _length(most: int) -> Callable[[str, Any], None]:
    def check(cell: str, _value: Any) -> None:
        if len(cell) > most:
            raise ValueError(tr("at most {n} characters", n=most))

    return check
