"""``datapackage.json`` to the schema: the one truth for columns, types, closed lists, keys and references.

Nothing of these is written down a second time in the program. What the standard allows is read; what is not
supported is refused by name, and costs the table that states it, never the package.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from briefing_app.dataset.dialect import Dialect, parse_dialect
from briefing_app.dataset.fields import missing_values, parse_field
from briefing_app.dataset.schema import ForeignKey, Package, RefusedError, TableSchema
from briefing_app.dataset.subject import PROPERTY, read_briefing
from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import TABLES
from briefing_app.domain.written import letters
from briefing_app.errors import ExpectedError, Problem
from briefing_app.translation import tr

DESCRIPTOR = "datapackage.json"
LARGEST = 5_000_000
"""Bytes of a descriptor; that of the bundled package has some 100,000."""
_MOST_FIELDS = 500
_MOST_RESOURCES = 500
_NAMES = frozenset(table for table, _noun, _class in TABLES)
_MATCHES: Mapping[str, tuple[bool, bool]] = {
    "exact": (False, False), "equal": (False, False), "subset": (True, False),
    "superset": (False, True), "partial": (True, True),
}  # fmt: skip
"""For each way of matching fields: whether the file may hold more columns, and whether it may lack some."""

Fetch = Callable[[str], bytes]


def parse_package(content: bytes, *, fetch: Fetch, only: frozenset[str] | None = None) -> Package:
    """Reads a descriptor.

    Args:
        content: The file.
        fetch: Reads another file of the package, for schemas and dialects that lie in files of their own.
        only: Names of the tables wanted, for a first look without patterns; None for all.

    Raises:
        ExpectedError: It is no JSON, or no descriptor of a data package.
    """
    found = _json(content, DESCRIPTOR)
    resources = found.get("resources") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(resources, list) or len(resources) > _MOST_RESOURCES:
        raise _unknown("resources is no list of files")
    return _Reading(found, fetch, only).package(resources)


def _unknown(detail: str) -> ExpectedError:
    return ExpectedError(
        tr("datapackage.json does not describe a data package that this program knows."),
        hint=tr("Choose the folder or .zip of a data package of this program."),
        detail=detail,
    )


def _json(content: bytes, name: str) -> Any:
    """Reads JSON, whatever it holds, in bounded time.

    Raises:
        ExpectedError: It is none.
    """
    try:
        form = letters.by_mark(content[:4096]) or letters.UTF_8
        return json.loads(content.decode(form.name), parse_constant=_no_number)
    except (ValueError, RecursionError, MemoryError) as error:
        if name == DESCRIPTOR:
            raise _unknown(repr(error)) from error
        raise RefusedError(tr("{file} is not JSON", file=name)) from error


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _listed(value: object) -> tuple[str, ...]:
    """Returns names that stand alone or in a list.

    Raises:
        RefusedError: They are neither.
    """
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise RefusedError(tr("names of columns must be a text or a list of texts"))
    return tuple(names)


def _short(value: object, most: int = 500) -> str:
    """Returns a text of the descriptor for showing: one line, no signs that steer, not too long."""
    text = value if isinstance(value, str) else ""
    shown = visible(" ".join(text[:most].split()))[:most]
    return "".join(sign if sign.isprintable() else " " for sign in shown).strip()


class _Reading:
    """One reading of one descriptor."""

    def __init__(self, found: Mapping[str, Any], fetch: Fetch, only: frozenset[str] | None) -> None:
        self._found = found
        self._fetch = fetch
        self._only = only
        self._problems: list[Problem] = []
        self._tables: dict[str, TableSchema] = {}
        self._refused: dict[str, str] = {}
        self._files: list[tuple[str, str, int | None, str]] = []

    def package(self, resources: Sequence[object]) -> Package:
        for number, resource in enumerate(resources, 1):
            if not isinstance(resource, Mapping) or not isinstance(resource.get("name"), str):
                self._tell(tr("entry {n} of the resources has no name and is left out", n=number))
                continue
            self._take(resource, str(resource["name"]))
        licences = self._found.get("licenses")
        first = licences[0] if isinstance(licences, list) and licences else {}
        briefing, faults = read_briefing(self._found)
        return Package(
            briefing=briefing,
            subject_named=isinstance(self._found.get(PROPERTY), Mapping),
            name=_short(self._found.get("name")),
            title=_short(self._found.get("title")),
            version=_short(self._found.get("version"), 60),
            created=_short(self._found.get("created"), 60)[:10],
            licence=_short(first.get("name") if isinstance(first, Mapping) else "", 60),
            unique_ids=self._found.get("x-unique-ids") is True,
            tables=self._tables,
            files=tuple(self._files),
            refused=self._refused,
            problems=(*self._problems, *faults),
        )

    def _tell(self, message: str) -> None:
        self._problems.append(Problem(severity="error", file=DESCRIPTOR, message=message))

    def _take(self, resource: Mapping[str, Any], stated: str) -> None:
        name = stated if stated in _NAMES else stated.casefold()
        name = name if name in _NAMES else stated
        if self._only is not None and name not in self._only:
            return
        if name in self._tables or name in self._refused:
            self._tell(tr("{name} is named twice; the first is used", name=repr(_short(name, 60))))
            return
        try:
            schema = self._part(resource, "schema")
            if name in _NAMES or "fields" in schema:
                self._tables[name] = self._table(resource, schema, name)
            else:
                paths = self._paths(resource)
                self._files += [(name, path, _size(resource), _hash(resource)) for path in paths]
        except RefusedError as error:
            self._refused[name] = tr(
                "The descriptor of {name} cannot be used: {why}.", name=_short(name, 60), why=error
            )

    def _part(self, resource: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """Returns a schema or dialect, which may lie in a file of its own.

        Raises:
            RefusedError: It is neither there nor a file of the package.
        """
        found = resource.get(key)
        if found is None:
            return {}
        if isinstance(found, str):
            found = self._from_file(found, key)
        if not isinstance(found, Mapping):
            raise RefusedError(tr("its {part} is not a list of properties", part=key))
        return found

    def _from_file(self, name: str, key: str) -> Any:
        if "://" in name:
            raise RefusedError(
                tr(
                    "its {part} lies on the network ({address}), which this program never uses",
                    part=key,
                    address=_short(name, 80),
                )
            )
        try:
            return _json(self._fetch(name), name)
        except FileNotFoundError:
            raise RefusedError(tr("its {part} {file} is missing", part=key, file=_short(name, 80))) from None
        except ExpectedError as error:
            raise RefusedError(error.words.rstrip(".")) from None
        except OSError as error:
            raise RefusedError(tr("its {part} cannot be read ({why})", part=key, why=error.strerror)) from None

    def _paths(self, resource: Mapping[str, Any]) -> tuple[str, ...]:
        found = resource.get("path")
        paths = [found] if isinstance(found, str) else found
        if not isinstance(paths, list) or not paths or len(paths) > 100 or not all(isinstance(p, str) for p in paths):
            raise RefusedError(tr("its path is neither a file name nor a list of them"))
        for path in paths:
            if "://" in path:
                raise RefusedError(
                    tr("{address} is on the network, which this program never uses", address=_short(path, 80))
                )
        return tuple(paths)

    def _table(self, resource: Mapping[str, Any], schema: Mapping[str, Any], name: str) -> TableSchema:
        for key in ("compression", "dialects"):
            if resource.get(key):
                raise RefusedError(tr("the property {name} is not supported", name=repr(key)))
        inline = resource.get("data")
        paths = self._paths(resource) if inline is None else ()
        dialect = self._dialect(resource)
        form = resource.get("format")
        if isinstance(form, str) and form.casefold() in ("json", "ndjson", "parquet", "sql", "ods", "xls", "gsheets"):
            raise RefusedError(tr("tables in the format {form} are not read", form=repr(form)))
        return TableSchema(
            name=name,
            paths=paths,
            dialect=dialect,
            encoding=self._encoding(resource),
            inline=inline,
            bytes=_size(resource) if len(paths) == 1 else None,
            hash=_hash(resource) if len(paths) == 1 else "",
            **self._schema(schema, name, dialect),
        )

    def _dialect(self, resource: Mapping[str, Any]) -> Dialect:
        try:
            return parse_dialect(self._part(resource, "dialect"))
        except ValueError as error:
            raise RefusedError(str(error)) from None

    def _encoding(self, resource: Mapping[str, Any]) -> str:
        found = resource.get("encoding", "")
        if found in (None, ""):
            return ""
        try:
            return letters.known(str(found)).name
        except (LookupError, ValueError):
            raise RefusedError(tr("the encoding {name} is not supported", name=repr(found)[:60])) from None

    def _schema(self, schema: Mapping[str, Any], name: str, dialect: Dialect) -> dict[str, Any]:
        fields = schema.get("fields")
        if not isinstance(fields, list) or not fields or len(fields) > _MOST_FIELDS:
            raise RefusedError(tr("its schema lists no fields"))
        try:
            stated = schema.get("missingValues", self._found.get("missingValues", [""]))
            missing = missing_values(stated) | ({dialect.null} if dialect.null else frozenset())
        except ValueError as error:
            raise RefusedError(str(error)) from None
        columns = []
        for field in fields:
            if not isinstance(field, Mapping):
                raise RefusedError(tr("one of its fields is not a list of properties"))
            column = parse_field(field, missing=missing, patterns=self._only is None)
            title, description = _short(field.get("title")), _short(field.get("description"))
            columns.append(replace(column, title=title, description=description))
        names = [column.name for column in columns]
        if twice := {n for n in names if names.count(n) > 1}:
            raise RefusedError(tr("it names the field {name} twice", name=repr(min(twice))))
        extra, fewer = _matching(schema.get("fieldsMatch"))
        primary = _listed(schema["primaryKey"]) if schema.get("primaryKey") else ()
        keys = [(c.name,) for c in columns if c.unique] + [_listed(k) for k in _list(schema.get("uniqueKeys"))]
        unique = tuple(dict.fromkeys([primary, *keys] if primary else keys))
        links = tuple(_link(key, name) for key in _list(schema.get("foreignKeys")))
        for used in (*unique, *(link.columns for link in links)):
            if unknown := [n for n in used if n not in names]:
                raise RefusedError(tr("a key names the field {name}, which is not there", name=repr(unknown[0][:60])))
        return {
            "columns": tuple(columns),
            "primary_key": primary,
            "unique_keys": unique,
            "foreign_keys": links,
            "extra_allowed": extra,
            "fewer_allowed": fewer,
        }


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise RefusedError(tr("its keys are not a list"))
    return value


def _matching(found: object) -> tuple[bool, bool]:
    word = found[0] if isinstance(found, list) and len(found) == 1 else found
    if word is None:
        return False, False
    if not isinstance(word, str) or word not in _MATCHES:
        raise RefusedError(tr("fieldsMatch {value} is not supported", value=repr(word)[:60]))
    return _MATCHES[word]


def _link(key: object, name: str) -> ForeignKey:
    target = key.get("reference") if isinstance(key, Mapping) else None
    if not isinstance(key, Mapping) or not isinstance(target, Mapping):
        raise RefusedError(tr("a foreign key names no reference"))
    mine, theirs = _listed(key.get("fields")), _listed(target.get("fields"))
    if len(mine) != len(theirs):
        raise RefusedError(tr("a foreign key has {n} fields here and {m} there", n=len(mine), m=len(theirs)))
    table = target.get("resource")
    return ForeignKey(columns=mine, table=table if isinstance(table, str) and table else name, fields=theirs)


def _size(resource: Mapping[str, Any]) -> int | None:
    size = resource.get("bytes")
    return size if isinstance(size, int) and not isinstance(size, bool) else None


def _hash(resource: Mapping[str, Any]) -> str:
    found = resource.get("hash")
    return found if isinstance(found, str) else ""
