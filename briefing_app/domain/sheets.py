"""A table as a file holds it: figures as numbers, dates as days, words as words, each in a column of its own."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from briefing_app.domain.specs import Cell, Column, Row, TableSpec
from briefing_app.domain.wording import without_sign
from briefing_app.translation import tr

Value = float | dt.date | str | None
FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"
"""Signs, wide forms included, that spreadsheets take for the start of a formula. Source: OWASP, CSV injection."""
MARK_OF_TEXT = "'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a file.

    Attributes:
        key: Its heading in the file.
        kind: What its values are.
        meaning: What it holds, in words.
    """

    key: str
    kind: Literal["text", "number", "date", "moment"]
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows of typed values under their fields; the last field is the reference of the entry behind the row."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheet_of(spec: TableSpec) -> Sheet:
    """Returns a table as a file holds it."""
    columns = (*spec.columns, *spec.file_columns)
    reference = Field(key="reference", kind="text", meaning=tr("the entry behind the row, for --goto and for notes"))
    return Sheet(
        fields=(*(field for column in columns for field in _fields(column)), reference),
        rows=tuple(_values(row, columns) for row in spec.rows),
    )


def _fields(column: Column) -> tuple[Field, ...]:
    key, said = column.key, column.label + (f". {column.meaning}" if column.meaning else "")
    words = Field(key=f"{key}_words", kind="text", meaning=tr("the same in words"))
    if column.form == "number":
        return (Field(key=key, kind="number", meaning=said),)
    if column.form == "figure":
        return Field(key=key, kind="number", meaning=said), words
    if column.form == "range":
        return (
            Field(key=f"{key}_low", kind="number", meaning=tr("{what}: the figure, or the lower end", what=said)),
            Field(key=f"{key}_high", kind="number", meaning=tr("the upper end; the same figure where there is one")),
            words,
        )
    if column.form == "date":
        return (
            Field(key=f"{key}_first", kind="date", meaning=tr("{what}: first day that it can mean", what=said)),
            Field(key=f"{key}_last", kind="date", meaning=tr("last day that it can mean; empty if open")),
            words,
        )
    return (Field(key=key, kind="moment" if column.form == "moment" else "text", meaning=said),)


def _values(row: Row, columns: Iterable[Column]) -> tuple[Value, ...]:
    cells = (*row.cells, *row.file_cells)
    values = [value for column, cell in zip(columns, cells, strict=True) for value in _of_cell(column, cell)]
    return (*values, str(row.ref) if row.ref else "")


def _of_cell(column: Column, cell: Cell) -> tuple[Value, ...]:
    form, words = column.form, words_of(column, cell)
    low = _finite(cell.value)
    if form == "number":
        return (low,)
    if form == "figure":
        return low, words
    if form == "range":
        high = _finite(cell.high)
        return low, low if high is None else high, words
    if form == "date":
        return _day(cell.value), _day(cell.high), words
    if form == "moment":
        return (_day(cell.value) or words,)
    return (words,)


def words_of(column: Column, cell: Cell) -> str:
    """Returns a cell in words, without the sign that stands before a closed word for the eye."""
    if cell.words:
        return cell.words
    return without_sign(cell.text) if column.kind == "word" else cell.text


def _finite(value: float | dt.date | None) -> float | None:
    """A figure to fifteen digits, which is what every spreadsheet keeps."""
    if value is None or isinstance(value, dt.date) or not math.isfinite(value):
        return None
    return value if isinstance(value, int) else float(f"{value:.15g}")


def _day(value: float | dt.date | None) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def digits(value: float) -> str:
    """Returns a number as every program reads it: a point, no grouping, no exponent, a minus of ASCII."""
    text = format(Decimal(repr(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def written(value: Value) -> str:
    """Returns a value for a file of text: numbers plain, days in ISO 8601, words kept from being a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return kept_text(value)
    if isinstance(value, dt.datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    return value.isoformat() if isinstance(value, dt.date) else digits(value)


def kept_text(text: str) -> str:
    """Returns words that no spreadsheet takes for a formula: an apostrophe stands before those that could be one."""
    if text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in tuple(FORMULA_STARTS):
        return MARK_OF_TEXT + text
    return text
