"""Any table of the data set as a TableSpec: the plain list that stands for entries until a picture does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing_app.domain import calendars
from briefing_app.domain.entries import detail_words, record_title
from briefing_app.domain.model import PartialDate, Record
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.translation import grouped, tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a list: the field of the record, its heading, its kind, the share of the width, and its words."""

    name: str
    label: str
    weight: int = 2
    kind: Literal["text", "number", "date", "word"] = "text"
    words: Callable[[str], str] = str


def listing(scope: Scope, records: Iterable[Record], fields: Sequence[Field], *, key: str, title: str) -> TableSpec:
    """Returns records as a table: the given fields, then title and detail in words.

    Args:
        scope: What is asked about.
        records: What to list.
        fields: Columns in front of the title.
        key: Name for exported files.
        title: Title of the list.
    """
    dataset = scope.dataset
    rows = tuple(
        Row(
            ref=record.ref,
            cells=(
                *(_cell(getattr(record, field.name, ""), field.words) for field in fields),
                Cell(text=record_title(dataset, record), sort=record_title(dataset, record)),
                Cell(text=detail_words(dataset, record), sort=detail_words(dataset, record)),
            ),
        )
        for record in records
    )
    empty = "" if rows else tr("Nothing here passes the filter.")
    return TableSpec(
        caption=Caption(
            key=key, title=title, summary=f"{grouped(len(rows))} · {title}", edition=scope.edition, empty=empty
        ),
        columns=(
            *(Column(key=field.name, label=field.label, kind=field.kind, weight=field.weight) for field in fields),
            Column(key="title", label=tr("Title"), weight=8),
            Column(key="detail", label=tr("In short"), weight=4, spare=True),
        ),
        rows=rows,
        row_header=len(fields),
    )


def _cell(value: object, words: Callable[[str], str]) -> Cell:
    if value is None or value == "":
        return Cell(text="")
    if isinstance(value, PartialDate):
        return date_cell(value, text=calendars.beside(str(value), value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_cell(value)
    return Cell(text=words(str(value)), sort=str(value))
