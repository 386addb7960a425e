"""Small records and data sets made by hand: a test names only the fields that it is about."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from briefing_app.domain.model import NOUN_TO_TABLE, Record
from briefing_app.domain.tables import Dataset, Table
from tests.domain.bundled import PAIR

R = TypeVar("R", bound=Record)
_EMPTY: dict[str, Any] = {"str": "", "int": 0, "float": 0.0, "bool": False, "tuple[str, ...]": ()}


def made(kind: type[R], ident: str = "one", /, **values: Any) -> R:
    """Returns a record of a kind; every field that is not named is empty."""
    needed = [
        f.name
        for f in dataclasses.fields(kind)  # type: ignore[arg-type]  # every Record is a dataclass
        if f.default is dataclasses.MISSING
    ]
    types = {f.name: str(f.type) for f in dataclasses.fields(kind)}  # type: ignore[arg-type]  # as above
    given: dict[str, Any] = {name: _EMPTY.get(types[name]) for name in needed}
    given[kind.KEY] = ident
    return kind(**(given | values))


def data(*records: Record) -> Dataset:
    """Returns a data set of the records, each in its table."""
    tables: dict[str, list[Record]] = {}
    for record in records:
        tables.setdefault(NOUN_TO_TABLE[record.NOUN], []).append(record)
    return Dataset(
        tables={name: Table(rows=tuple(rows), by_id={r.id: r for r in rows}) for name, rows in tables.items()},
        briefing=PAIR,
    )
