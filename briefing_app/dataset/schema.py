"""The schema of a data package as the program uses it: tables, columns with one check each, keys and references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing_app.dataset.dialect import Dialect
from briefing_app.domain.briefing import Briefing
from briefing_app.errors import Problem

Convert = Callable[[str], Any]
"""Turns a cell into a value. Raises ValueError with what was expected."""

LARGEST_CELL = 200_000
"""Characters; no cell of a data package is longer than a chapter."""


class RefusedError(Exception):
    """A part of a descriptor that cannot be used; the text says which property it is and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: Its heading.
        kind: Type in the words of the descriptor; "partial-date" for dates as precise as they are known.
        required: True if the cell may not be empty.
        unique: True if no value may come twice.
        convert: Turns a cell that is not missing into its value.
        missing: What stands in a cell that holds nothing.
        truth: How true and false are written, for columns of truth values.
        list_of: Table whose ids the list holds, "references" for full references, or empty.
        title: What it is called for readers; empty where the descriptor does not say.
        description: What it holds, in a sentence.
        strict: True if the descriptor itself says how numbers or days are written, so that nothing is guessed.
    """

    name: str
    kind: str
    required: bool
    unique: bool
    convert: Convert
    missing: frozenset[str] = frozenset(("",))
    truth: tuple[str, str] = ("true", "false")
    list_of: str = ""
    strict: bool = False
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns whose values together are the values of columns in another table, or in the same one."""

    columns: tuple[str, ...]
    table: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One table of the package.

    Attributes:
        paths: The files that make up the table, in order.
        inline: The table itself, where the descriptor holds it; None if it lies in files.
        unique_keys: Groups of columns whose values together may not come twice; the primary key is one of them.
        extra_allowed: True if the file may hold columns that the schema does not know.
        fewer_allowed: True if the file may lack columns of the schema.
    """

    name: str
    paths: tuple[str, ...]
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    unique_keys: tuple[tuple[str, ...], ...] = ()
    dialect: Dialect = field(default_factory=Dialect)
    encoding: str = ""
    inline: Any = None
    extra_allowed: bool = False
    fewer_allowed: bool = False
    bytes: int | None = None
    hash: str = ""

    @property
    def path(self) -> str:
        """The name by which problems of the table are told."""
        return self.paths[0] if self.paths else f"{self.name} (in datapackage.json)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the descriptor says of the whole package.

    Attributes:
        tables: The tables that can be read.
        refused: Why other tables cannot be read, by name.
        problems: Faults of the descriptor that leave everything readable.
        briefing: What the briefing is about.
        subject_named: True if the descriptor says so itself.
        files: Files that are no tables: name, path, bytes, hash.
    """

    name: str
    title: str
    version: str
    created: str
    licence: str
    unique_ids: bool
    tables: Mapping[str, TableSchema]
    files: tuple[tuple[str, str, int | None, str], ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    briefing: Briefing = field(default_factory=Briefing)
    subject_named: bool = True
