"""A copy of the bundled package that can be written anew in any form, and what the program says of it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing_app import paths
from briefing_app.dataset.first_schema import RENAMED
from briefing_app.dataset.loader import load
from briefing_app.domain.tables import Dataset


class PackageCopy:
    """A package in a folder, with its descriptor and tables at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(paths.bundled_data(), folder))
        self.descriptor: dict[str, Any] = json.loads(self.path("datapackage.json").read_text(encoding="utf-8"))
        for resource in self.descriptor["resources"]:
            resource.pop("hash", None)
            resource.pop("bytes", None)
        self.save()

    def path(self, name: str) -> Path:
        return self.folder / name

    def save(self) -> None:
        self.path("datapackage.json").write_text(json.dumps(self.descriptor, ensure_ascii=False), encoding="utf-8")

    def resource(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(r for r in self.descriptor["resources"] if r["name"] == name)
        return found

    def field(self, table: str, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(f for f in self.resource(table)["schema"]["fields"] if f["name"] == name)
        return found

    def rows(self, name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.path(f"{name}.csv").read_text(encoding="utf-8"), newline="")))

    def put(
        self, name: str, rows: list[list[str]], *, encoding: str = "utf-8", before: str = "", **layout: Any
    ) -> None:
        text = io.StringIO(newline="")
        text.write(before)
        csv.writer(text, lineterminator=layout.pop("lineterminator", "\n"), **layout).writerows(rows)
        self.path(f"{name}.csv").write_bytes(text.getvalue().encode(encoding, "replace"))

    def change(self, table: str, column: str, change: Callable[[str], str], **layout: Any) -> int:
        """Changes every cell of a column that holds something; returns how many."""
        rows = self.rows(table)
        at = rows[0].index(column)
        for row in rows[1:]:
            row[at] = change(row[at]) if row[at] else ""
        self.put(table, rows, **layout)
        return sum(1 for row in rows[1:] if row[at])

    def zipped(self, to: Path, *, name: Callable[[str], str] = str, **options: Any) -> Path:
        with zipfile.ZipFile(to, "w", options.pop("compression", zipfile.ZIP_DEFLATED)) as archive:
            for path in sorted(self.folder.rglob("*")):
                if path.is_file():
                    archive.writestr(
                        zipfile.ZipInfo(name(str(path.relative_to(self.folder)))),
                        path.read_bytes(),
                        archive.compression,
                    )
        return to

    def load(self) -> Dataset:
        self.save()
        return load(self.folder)


def errors(dataset: Dataset) -> list[str]:
    return [problem.sentence() for problem in dataset.problems if problem.severity == "error"]


def warnings(dataset: Dataset) -> list[str]:
    return [problem.sentence() for problem in dataset.problems if problem.severity == "warning"]


def same_tables(one: Dataset, other: Dataset) -> bool:
    return one.tables == other.tables


def of_the_first_schema(copy: PackageCopy) -> PackageCopy:
    """The bundled package as one of the first schema: its columns named as before, without the tables of the second."""
    copy.descriptor.pop("x-schema")
    copy.descriptor.pop("x-briefing")
    for table, names in RENAMED.items():
        for before, now in names.items():
            copy.field(table, now)["name"] = before
            rows = copy.rows(table)
            rows[0][rows[0].index(now)] = before
            copy.put(table, rows)
    gone = ("questions", "question_series", "messages", "chart_notes", "steps", "event_dates", "preferences")
    copy.descriptor["resources"] = [r for r in copy.descriptor["resources"] if r["name"] not in gone]
    for table in gone:
        copy.path(f"{table}.csv").unlink()
    roles = ("target_of", "price_of", "price_role", "value_of", "share_of", "part_of")
    schema = copy.resource("series")["schema"]
    schema["fields"] = [
        {"name": "preferred_note", "type": "string"} if f["name"] == "target_of" else f
        for f in schema["fields"]
        if f["name"] not in roles[1:]
    ]
    schema["foreignKeys"] = [k for k in schema["foreignKeys"] if k["fields"][0] not in roles]
    rows = copy.rows("series")
    places = [n for n, name in enumerate(rows[0]) if name not in roles[1:]]
    rows = [[row[n] for n in places] for row in rows]
    at = rows[0].index("target_of")
    rows = [[*row[:at], "" if number else "preferred_note", *row[at + 1 :]] for number, row in enumerate(rows)]
    rows[1][at] = "2023: source-1 (More exact)"
    copy.put("series", rows)
    return copy
