"""Rows of a table for the clipboard: a table for office programs, and words with tabs for everything else."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence

from briefing_app.domain import sheets
from briefing_app.domain.specs import Cell, Column, Row, TableSpec

_WORDS = "mso-number-format:'\\@'"
"""Has a spreadsheet take a pasted cell for words, whatever its settings read into it."""
_NUMBER = "1033;1033;General"
"""English, so that a pasted 7.1 is no day where days are written with points."""


def rows_as_text(spec: TableSpec, rows: Sequence[Row]) -> str:
    """Returns rows with tabs between cells, headings first; words that a spreadsheet would compute stay words."""
    lines = [[column.label for column in spec.columns]]
    lines += [[_shown(c, cell) for c, cell in zip(spec.columns, row.cells, strict=True)] for row in rows]
    return "\n".join("\t".join(sheets.kept_text(" ".join(words.split())) for words in line) for line in lines)


def rows_as_html(spec: TableSpec, rows: Sequence[Row]) -> str:
    """Returns rows as an HTML table whose figures are figures in any language of the machine."""
    heads = "".join(f"<th>{html.escape(column.label)}</th>" for column in spec.columns)
    lines = "".join(
        "<tr>" + "".join(_cell(c, cell) for c, cell in zip(spec.columns, row.cells, strict=True)) + "</tr>\n"
        for row in rows
    )
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table></body></html>"
    )


def _shown(column: Column, cell: Cell) -> str:
    """Words as they stand in the table, without the sign that is there for the eye."""
    return sheets.words_of(column, Cell(text=cell.text))


def _cell(column: Column, cell: Cell) -> str:
    words = html.escape(" ".join(_shown(column, cell).split()))
    value = cell.value
    single = value is not None and not isinstance(value, dt.date) and cell.high in (None, value)
    if single and column.kind == "number" and isinstance(value, int | float):
        digits = sheets.digits(value)
        return f'<td align="right" sdval="{digits}" sdnum="{_NUMBER}" x:num="{digits}">{words}</td>'
    across = ' align="right"' if column.kind == "number" else ""
    return f'<td{across} style="{_WORDS}" sdnum="1033;0;@">{words}</td>'
