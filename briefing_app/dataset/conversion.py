"""Writes a package of the first schema anew in the second: columns, reasons, subject and edition; nothing is lost."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from briefing_app.dataset.descriptor import DESCRIPTOR, LARGEST, parse_package
from briefing_app.dataset.first_schema import REASONS, RENAMED
from briefing_app.dataset.grid import Grid, UnreadableError, inline_grid, text_grid
from briefing_app.dataset.loader import read
from briefing_app.dataset.new_folder import write_folder
from briefing_app.dataset.opening import open_files
from briefing_app.dataset.reader import Files
from briefing_app.dataset.reasons import Reason, preferred_figures, reasons_in
from briefing_app.dataset.schema import Package, TableSchema
from briefing_app.dataset.subject import NEWEST, PROPERTY, SCHEMA
from briefing_app.domain.model import SUBJECT_TABLES
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

_PREFERENCES = "preferences"
_DOCUMENTS = ("README.md", "SCHEMA.md", "LICENSE", "LICENSE.md", "LICENSE.txt")
"""Files that a package may hold beside those that its descriptor names."""
_STANDARD = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What was written.

    Attributes:
        files: The files.
        reasons: Reasons for preferred figures that are rows now.
        in_notes: Ids of series whose reasons could not be told apart and stand in their notes, word by word.
    """

    files: tuple[Path, ...]
    reasons: int
    in_notes: tuple[str, ...]


def convert(path: Path, folder: Path, *, template: Path, day: dt.date) -> Conversion:
    """Writes a package of the first schema anew in the second; the old one stays as it is.

    Args:
        path: A folder, a ``.zip`` or a ``datapackage.json``.
        folder: A folder that does not exist yet, or an empty one.
        template: The folder with the package that every briefing begins with: it holds the tables that are new.
        day: The day that the edition carries.

    Raises:
        ExpectedError: It is no package of the first schema, a table that must change cannot be read, or the folder
            cannot be written. Nothing is left there then.
    """
    if folder.suffix.casefold() == ".zip":
        raise ExpectedError(
            tr("The converted package is written to a folder, but {path} has the name of an archive.", path=folder),
            hint=tr("Give a new folder."),
        )
    with open_files(path) as files:
        dataset = read(files)  # says in words what is wrong with the descriptor
        content = files.read(DESCRIPTOR, LARGEST)
        package = parse_package(content, fetch=files.read)
        _check_is_first(package)
        work = _Work(files, package, dataset, json.loads(_text(content)))
        contents = work.run(template, day)
    return Conversion(files=write_folder(folder, contents), reasons=len(work.reasons), in_notes=tuple(work.in_notes))


def _text(content: bytes) -> str:
    from briefing_app.domain.written import letters

    return content.decode((letters.by_mark(content[:4096]) or letters.UTF_8).name)


def _check_is_first(package: Package) -> None:
    schema = package.briefing.schema
    if schema == 1:
        return
    words = tr("The package is already of schema {n}.", n=schema)
    raise ExpectedError(
        words if schema == NEWEST else tr("The package is of schema {n}, which this program does not know.", n=schema),
        hint=tr("Nothing needs converting; open it as it is."),
    )


class _Work:
    """One conversion: every file of the new package by its name."""

    def __init__(self, files: Files, package: Package, dataset: Dataset, descriptor: dict[str, Any]) -> None:
        self._files, self._package, self._dataset, self._descriptor = files, package, dataset, descriptor
        self._contents: dict[str, bytes] = {}
        self._seen: set[str] = set()
        self._preferred = preferred_figures(dataset)
        self.reasons: list[Reason] = []
        self.in_notes: list[str] = []

    def run(self, template: Path, day: dt.date) -> dict[str, bytes]:
        version = _next(self._package.version)
        for resource in self._descriptor["resources"]:
            if isinstance(resource, dict) and isinstance(resource.get("name"), str):
                self._take(resource, version, day)
        self._add_tables(template)
        self._descriptor |= {"version": version, "created": f"{day.isoformat()}T00:00:00Z", SCHEMA: NEWEST}
        if self._descriptor.get(PROPERTY) is None:
            self._descriptor[PROPERTY] = _subject(self._dataset)
        self._take_documents()
        written = json.dumps(self._descriptor, ensure_ascii=False, indent=1) + "\n"
        return self._contents | {DESCRIPTOR: written.encode("utf-8", "replace")}

    def _take(self, resource: dict[str, Any], version: str, day: dt.date) -> None:
        name = resource["name"].casefold()
        schema = None if name in self._seen else self._package.tables.get(name)  # of two of one name the first counts
        self._seen.add(name)
        if schema is not None and name in {*RENAMED, "series"} and (grid := self._to_change(schema)):
            self._put(resource, schema, self._changed(name, *grid))
            return
        if schema is not None and name == "changes" and (grid := self._with_row(schema, _told(version, day))):
            self._put(resource, schema, grid)
            return
        for part in (resource.get("schema"), resource.get("dialect")):
            if isinstance(part, str):
                self._copy(part)
        paths = resource.get("path", ())
        for path in (paths,) if isinstance(paths, str) else paths:
            if isinstance(path, str) and not self._copy(path):
                self._copy(f"{path.rpartition('.')[0]}.xlsx")  # a workbook may stand in its place

    def _copy(self, name: str) -> bool:
        """Copies a file as it is; what is missing or barred is missing in the new package too, and told by a check."""
        if name in self._contents:
            return True
        try:
            self._contents[name] = self._files.read(name)
        except (OSError, ExpectedError):
            return False
        return True

    def _take_documents(self) -> None:
        folders = {str(PurePosixPath(name).parent) for name in self._contents}
        for folder in sorted(folders | {"."}):
            for name in _DOCUMENTS:
                self._copy(name if folder == "." else f"{folder}/{name}")

    # Tables that change

    def _to_change(self, schema: TableSchema) -> tuple[list[str], list[list[str]]] | None:
        """Returns headings and rows of a table that must be written anew; None for one that stays as it is.

        Raises:
            ExpectedError: It cannot be read to its end, so that converting it would lose rows.
        """
        former = {*RENAMED.get(schema.name, {}), *((REASONS,) if schema.name == "series" else ())}
        if not former & {column.name for column in schema.columns}:
            return None
        try:
            return self._cells(schema)
        except (UnreadableError, csv.Error, OSError) as error:
            words = tr(
                "{file} cannot be read to the end ({why}), so the package was not converted.",
                file=schema.path,
                why=str(error).rstrip("."),
            )
            raise ExpectedError(words, hint=tr("Correct it first: briefing-app check says where.")) from error

    def _with_row(self, schema: TableSchema, told: Mapping[str, str]) -> tuple[list[str], list[list[str]]] | None:
        """Returns a table with one row more; None where it cannot be read or has no room for such a row."""
        columns = {column.name: column for column in schema.columns}
        try:
            for name, text in told.items():
                columns[name].convert(text)
            heading, rows = self._cells(schema)
        except (UnreadableError, csv.Error, OSError, ValueError, KeyError):
            return None
        return heading, [*rows, [told.get(column.strip().casefold(), "") for column in heading]]

    def _cells(self, schema: TableSchema) -> tuple[list[str], list[list[str]]]:
        """Returns every row of a table, faulty ones too."""
        grids = [inline_grid(schema.inline, schema)] if schema.inline is not None else []
        grids += [self._grid(path, schema) for path in schema.paths]
        heading: list[str] = []
        rows: list[list[str]] = []
        for grid in grids:
            mine = grid.heading if grid.heading is not None else [column.name for column in schema.columns]
            if heading and mine != heading:  # only the first of several files need carry headings
                rows.append(mine)
            heading = heading or mine
            rows += [cells for _line, cells in grid.rows]
        return heading, rows

    def _grid(self, path: str, schema: TableSchema) -> Grid:
        from briefing_app.dataset import workbook

        try:
            content = self._files.read(path)
        except FileNotFoundError:
            content = self._files.read(f"{path.rpartition('.')[0]}.xlsx")
        if workbook.is_workbook(content):
            return workbook.workbook_grid(content, schema, path)
        return text_grid(content, schema, path)

    def _changed(self, name: str, heading: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
        names = RENAMED.get(name, {})
        heading = [names.get(column.strip().casefold(), column) for column in heading]
        return self._without_reasons(heading, rows) if name == "series" else (heading, rows)

    def _without_reasons(self, heading: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
        """Takes the column of reasons out of the series: they become rows, or words of the note."""
        plain = [column.strip().casefold() for column in heading]
        if REASONS not in plain:
            return heading, rows
        at, key = plain.index(REASONS), plain.index("series_id") if "series_id" in plain else None
        if "note" not in plain:
            heading, plain, rows = [*heading, "note"], [*plain, "note"], [[*row, ""] for row in rows]
        note = plain.index("note")
        for row in rows:
            if len(row) <= max(at, note) or key is None or not row[at].strip():
                continue  # a row that is too short is left out by every reader, and stays as faulty as it was
            found = reasons_in(row[at], row[key], self._preferred)
            if found:
                self.reasons += found
            else:
                row[note] = "; ".join(filter(None, (row[note], row[at])))
                self.in_notes.append(row[key])
        return heading[:at] + heading[at + 1 :], [row[:at] + row[at + 1 :] for row in rows]

    def _put(self, resource: dict[str, Any], schema: TableSchema, table: tuple[list[str], list[list[str]]]) -> None:
        """Writes a table as the standard has it, and says so in its resource."""
        heading, rows = table
        content = _csv([heading, *rows])
        path = schema.paths[0] if schema.paths else f"{schema.name}.csv"
        path = f"{path.rpartition('.')[0] or path}.csv"
        if self._uses(path) > 1 or path in self._contents:  # another table lies in the same file
            path = f"{schema.name}-schema-{NEWEST}.csv"
        self._contents[path] = content
        before = resource.get("dialect")
        null = {"nullSequence": schema.dialect.null} if schema.dialect.null else {}
        for gone in ("data", "bytes", "hash", "encoding", "dialect"):
            resource.pop(gone, None)
        if isinstance(before, dict) and "$schema" in before:
            null = {"$schema": before["$schema"]} | null
        resource |= {
            "path": path,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "dialect": null | _STANDARD,
        }
        if "x-rows" in resource:
            resource["x-rows"] = len(rows)
        stated = resource.get("schema")
        resource["schema"] = _schema_of_today(
            json.loads(_text(self._files.read(stated))) if isinstance(stated, str) else stated, schema.name
        )

    def _uses(self, path: str) -> int:
        named = [r.get("path") for r in self._descriptor["resources"] if isinstance(r, dict)]
        return sum(path == each or (isinstance(each, list) and path in each) for each in named)

    # What is new

    def _add_tables(self, template: Path) -> None:
        """Adds the tables that the first schema did not have: their headings, and the reasons that were found."""
        known = {str(r.get("name")).casefold() for r in self._descriptor["resources"] if isinstance(r, dict)}
        begun = json.loads((template / DESCRIPTOR).read_bytes())
        for resource in begun["resources"]:
            name = resource["name"]
            if name not in SUBJECT_TABLES or name in known:
                continue
            names = [field["name"] for field in resource["schema"]["fields"]]
            rows = [reason.cells(names) for reason in self.reasons] if name == _PREFERENCES else []
            while resource["path"] in self._contents:
                resource["path"] = f"new-{resource['path']}"
            content = self._contents[resource["path"]] = _csv([names, *rows])
            self._descriptor["resources"].append(
                resource | {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            )


def _schema_of_today(schema: Any, table: str) -> Any:
    """Returns the schema of a table with the names of today and without the column of reasons."""
    names = RENAMED.get(table, {})

    def renamed(value: Any) -> Any:
        return [renamed(each) for each in value] if isinstance(value, list) else names.get(value, value)

    fields = [dict(field) for field in schema["fields"]]
    for field in fields:
        field["name"] = renamed(field["name"])
    if table == "series":
        fields = [field for field in fields if field["name"] != REASONS]
        if not any(field["name"] == "note" for field in fields):
            fields.append({"name": "note", "type": "string", "title": "Note"})
    changed = dict(schema) | {"fields": fields}
    for key in ("primaryKey", "uniqueKeys"):
        if key in changed:
            changed[key] = renamed(changed[key])
    if isinstance(changed.get("foreignKeys"), list):
        changed["foreignKeys"] = [link | {"fields": renamed(link["fields"])} for link in changed["foreignKeys"]]
    return changed


def _subject(dataset: Dataset) -> dict[str, Any]:
    """Returns what the tables tell of the subject; the names of the ambitions are for a person to write."""
    briefing = dataset.briefing
    document = briefing.document
    source = next((each for each in dataset.sources if each.source_id == document.source), None)
    cited = {
        "title": source.title if source else "",
        "publisher": source.publisher if source else "",
        "day": document.day.isoformat() if document.day else "",
        "source": document.source,
    }
    return {
        "title": briefing.title,
        "shortTitle": briefing.short_title or briefing.title,
        "document": {key: value for key, value in cited.items() if value},
        "ambitions": [{"key": a.key, "letter": a.letter, "name": a.name} for a in briefing.ambitions],
    }


def _next(version: str) -> str:
    """Returns the version after one: its second number is raised; other writings keep their words."""
    found = re.fullmatch(r"(\d{1,9})\.(\d{1,9})(\.\d{1,9})?", version)
    return f"{found[1]}.{int(found[2]) + 1}.0" if found else f"{version}-schema-2".lstrip("-")


def _told(version: str, day: dt.date) -> dict[str, str]:
    """Returns the row that says what this edition changed."""
    summary = tr(
        "Schema 2: columns have their current names, reasons for preferred figures have rows of their own, and "
        "the descriptor says what the briefing is about."
    )
    return {
        "change_id": f"ch-{version}",
        "version": version,
        "date": day.isoformat(),
        "kind": "corrected",
        "summary": summary,
    }


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")
