"""A data package to a Dataset: good rows as records, everything else as problems and placeholders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from briefing_app.dataset.reader import DESCRIPTOR, Files, open_files
from briefing_app.dataset.rows import Rows, read_rows
from briefing_app.dataset.schema import Package, TableSchema, parse_package
from briefing_app.domain.model import TABLES, Record, record_of
from briefing_app.domain.tables import Dataset, Edition, Table
from briefing_app.domain.visible import visible
from briefing_app.errors import ExpectedError, Problem
from briefing_app.words import tr

Progress = Callable[[float], None]


def load(path: Path, *, progress: Progress | None = None, only: frozenset[str] | None = None) -> Dataset:
    """Reads a data package.

    Args:
        path: A folder, a ``.zip`` or a ``datapackage.json``.
        progress: Told the share that is done, from 0 to 1.
        only: Names of the tables to read, for a first look; the others are empty, nothing is checked across
            tables, and the edition has no fingerprint. None reads and checks everything.

    Returns:
        The good rows of every table with all problems; tables that cannot be read carry the reason.

    Raises:
        ExpectedError: There is no data package of this program at the path.
    """
    with open_files(path) as files:
        return _Loading(files, progress or (lambda _share: None)).run(only)


class _Loading:
    """One reading of one package."""

    def __init__(self, files: Files, progress: Progress) -> None:
        self._files = files
        self._progress = progress
        self._problems: list[Problem] = []
        self._digest: Any = None
        """The fingerprint in the making; a first look has none."""

    def run(self, only: frozenset[str] | None) -> Dataset:
        descriptor = self._descriptor()
        if only is not None:
            return self._first_look(parse_package(descriptor, only=only), only)
        import hashlib

        from briefing_app.dataset import integrity

        package = parse_package(descriptor)
        self._digest = hashlib.sha256(descriptor)
        raw = {}
        names = [table for table, _noun, _class in TABLES]
        for done, name in enumerate(names):
            raw[name] = self._rows(package.tables.get(name), name)
            self._progress((done + 1) / (len(names) + 2))
        outlines = self._outlines(package)
        integrity.check_references(package, raw)
        rules = list(integrity.check_rules(package, raw))
        tables = {name: self._table(record_of(name), raw[name]) for name in names}
        for name in names:
            self._problems += raw[name].problems
        self._progress(1.0)
        return Dataset(
            edition=Edition(
                name=package.name,
                title=visible(package.title),
                version=package.version,
                created=package.created,
                fingerprint=self._digest.hexdigest(),
                licence=package.licence,
            ),
            tables=tables,
            problems=tuple(self._problems + rules),
            outlines=outlines,
        )

    def _first_look(self, package: Package, only: frozenset[str]) -> Dataset:
        raw = {name: self._rows(package.tables.get(name), name) for name in sorted(only)}
        tables = {name: self._table(record_of(name), rows) for name, rows in raw.items()}
        edition = Edition(
            name=package.name, title=visible(package.title), version=package.version, created=package.created
        )
        return Dataset(edition=edition, tables=tables)

    def _descriptor(self) -> bytes:
        try:
            return self._files.read(DESCRIPTOR)
        except FileNotFoundError:
            raise ExpectedError(
                tr("There is no datapackage.json in this data package."),
                hint=tr("Choose the folder or .zip that holds one."),
            ) from None

    def _content(self, name: str, size: int | None, digest: str) -> bytes:
        content = self._files.read(name)
        if self._digest is None:
            return content
        self._digest.update(name.encode() + b"\0" + content)
        expected = digest.removeprefix("sha256:")
        if digest and (size not in (None, len(content)) or _hash_of(content) != expected):
            self._problems.append(
                Problem(
                    severity="warning",
                    file=name,
                    message=tr("the file is not the one of this edition: size or hash differ from the descriptor"),
                )
            )
        return content

    def _rows(self, schema: TableSchema | None, name: str) -> Rows:
        if schema is None:
            words = tr("The descriptor names no table {name}.", name=name)
            self._problems.append(Problem(severity="error", file=DESCRIPTOR, message=words))
            return Rows(missing=words)
        try:
            content = self._content(schema.path, schema.bytes, schema.hash)
        except FileNotFoundError:
            words = tr("{file} is missing.", file=schema.path)
        except ExpectedError as error:
            words = error.words
        except OSError as error:
            words = tr("{file} cannot be read: {why}.", file=schema.path, why=error.strerror or error)
        else:
            return read_rows(content, schema)
        return Rows(missing=words, problems=[Problem(severity="error", file=schema.path, message=words)])

    def _outlines(self, package: Package) -> dict[str, bytes]:
        found = {}
        for _name, path, size, digest in package.files:
            try:
                found[Path(path).stem] = self._content(path, size, digest)
            except (FileNotFoundError, ExpectedError, OSError) as error:
                words = error.words if isinstance(error, ExpectedError) else tr("the file is missing")
                self._problems.append(Problem(severity="error", file=path, message=words))
        return found

    def _table(self, kind: type[Record], rows: Rows) -> Table[Any]:
        if rows.missing:
            return Table(missing=rows.missing)
        known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]  # every Record class is a dataclass
        needed = {n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING}
        made = []
        for line, values in zip(rows.lines, rows.values, strict=True):
            lacking = needed - values.keys()
            if lacking:  # a schema that asks for less than the program needs
                rows.problems.append(
                    Problem(severity="error", file=kind.TABLE, row=line, column=min(lacking),
                            message=tr("a value is required"))
                )  # fmt: skip
                continue
            made.append(kind(**{name: value for name, value in values.items() if name in known}))
        return Table(rows=tuple(made), by_id={record.id: record for record in made})


def _hash_of(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
