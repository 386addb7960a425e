"""One table as lines of cells, whatever it lies in: text in any letters and layout, or lists in the descriptor."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefing_app.dataset.dialect import Dialect
from briefing_app.dataset.faults import Line
from briefing_app.dataset.schema import LARGEST_CELL, TableSchema
from briefing_app.domain.written import letters
from briefing_app.translation import grouped, tr

_SEPARATORS = (",", ";", "\t", "|")
_STATED = re.compile(r"\ufeff?\"?sep=(.)\"?[\r\n]*", re.IGNORECASE)
_HEAD = 200_000
_CHUNK = 1 << 20
_LONGEST_LINE = 4_000_000
_LONGEST_CELL = 5 * LARGEST_CELL
"""Characters of a cell after which the rest of a text is given up; a shorter one that is too long costs its row."""
_MOST_HEADINGS = 2_000

Lines = Iterator[tuple[int, list[str]]]


class UnreadableError(Exception):
    """A table that cannot be read at all; the text is a sentence."""


@dataclass(slots=True)
class Grid:
    """Headings and rows of one file.

    Attributes:
        heading: The headings; None for a table that has none.
        rows: Line and cells of each row.
        line: The line of the headings.
        remarks: What was not as the descriptor says and read all the same.
    """

    heading: list[str] | None
    rows: Lines
    line: int = 1
    remarks: list[str] = field(default_factory=list)


def text_grid(content: bytes, schema: TableSchema, file: str) -> Grid:
    """Returns a table that lies in a text file.

    Raises:
        UnreadableError: It holds nothing, or is no text.
        csv.Error: Its headings cannot be read.
    """
    remarks: list[str] = []
    form = _letters(content, schema, file, remarks)
    try:
        head = content[:_HEAD].decode(form.name, "ignore")
    except (LookupError, ValueError):
        head = ""
    dialect = schema.dialect
    stated = _STATED.fullmatch(head.split("\n", 1)[0])
    skip = bool(stated)
    delimiter = stated[1] if stated else _delimiter(head, schema)
    if delimiter != dialect.delimiter:
        name = {"\t": tr("a tabulator"), ";": tr("a semicolon"), ",": tr("a comma")}.get(delimiter, repr(delimiter))
        remarks.append(
            tr("the cells are separated by {sign}, not as the descriptor says; they were read all the same", sign=name)
        )
    source = io.TextIOWrapper(io.BytesIO(content), encoding=form.name, newline="")
    rows = _rows(_Source(source, dialect), dialect, delimiter, file, skip=skip)
    heading, line = _heading(rows, dialect)
    if heading is not None and len(heading) > _MOST_HEADINGS:
        raise UnreadableError(tr("{file} has {n} headings, more than a table has.", file=file, n=grouped(len(heading))))
    return Grid(heading, rows, line, remarks)


def _letters(content: bytes, schema: TableSchema, file: str, remarks: list[str]) -> letters.Letters:
    if not content or content.isspace():
        raise UnreadableError(tr("{file} is empty.", file=file))
    stated = letters.known(schema.encoding) if schema.encoding else letters.UTF_8
    found = letters.by_mark(content[:4096])
    if found is None and stated != letters.UTF_8:
        found = stated
    if found is None and b"\x00" in content[:4096]:
        raise UnreadableError(tr("{file} is not a text file.", file=file))
    if found is None:
        view = memoryview(content)
        if letters.is_utf_8(bytes(view[at : at + _CHUNK]) for at in range(0, len(view), _CHUNK)):
            return letters.UTF_8
        found = letters.by_words(content)
        if found is None:
            line = content[: _first_wrong(content)].count(b"\n") + 1
            raise UnreadableError(
                tr("{file} is not written in UTF-8 (line {line}); save it as UTF-8.", file=file, line=line)
            )
    if found.words and found.name.partition("-le")[0] != stated.name:
        remarks.append(letters.read_as(found))
    return found


def _first_wrong(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _delimiter(head: str, schema: TableSchema) -> str:
    """Returns the sign between the cells: the stated one, unless the headings fit another better."""
    stated = schema.dialect.delimiter
    if not schema.dialect.header_rows:
        return stated
    known = {column.name.casefold() for column in schema.columns}
    lines = head.splitlines()
    first = lines[schema.dialect.header_rows[0] - 1] if len(lines) >= schema.dialect.header_rows[0] else ""

    def fits(sign: str) -> int:
        return len(known & {cell.strip(' "\ufeff').casefold() for cell in first.split(sign)})

    return max((stated, *_SEPARATORS), key=fits)


class _Source:
    """The lines of a text, counted; comments between the records are passed over."""

    def __init__(self, source: io.TextIOWrapper, dialect: Dialect) -> None:
        self._source = source
        self._dialect = dialect
        self._between = True
        self.number = self.first = 0

    def begin(self) -> None:
        """Says that a new record begins."""
        self._between = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            line = self._source.readline(_LONGEST_LINE)
            if not line:
                raise StopIteration
            if len(line) >= _LONGEST_LINE:
                raise csv.Error(tr("a line of more than {n} characters", n=grouped(_LONGEST_LINE)))
            self.number += 1
            if self._between and self._is_comment(line):
                continue
            if self._between:
                self._between, self.first = False, self.number
            return line

    def _is_comment(self, line: str) -> bool:
        sign = self._dialect.comment
        return self.number in self._dialect.comment_rows or bool(sign and line.startswith(sign))


def _rows(source: _Source, dialect: Dialect, delimiter: str, file: str, *, skip: bool) -> Lines:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))  # the library's own limit is lower than ours
    reader = csv.reader(
        source,
        delimiter=delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape or None,
        skipinitialspace=dialect.skip_space,
        strict=True,
    )
    while True:
        source.begin()
        try:
            if skip:  # the line that states the separator
                next(source)
                skip = False
                source.begin()
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            raise csv.Error(tr("characters that do not exist in the encoding {name}", name=error.encoding)) from error
        except csv.Error as error:
            raise csv.Error(f"{error}; {tr('line {n}', n=source.first)}") from error
        if cells:
            line = Line(source.first)
            if file:
                line.file = file
            yield line, cells


def _heading(rows: Lines, dialect: Dialect) -> tuple[list[str] | None, int]:
    """Takes the headings off the rows; several lines of headings are joined."""
    if not dialect.header_rows:
        return None, 0
    heading: list[str] = []
    first = 0
    for line, cells in rows:
        if line < dialect.header_rows[0] and len(dialect.header_rows) + dialect.header_rows[0] > 2:
            continue
        first = first or line
        heading += [""] * (len(cells) - len(heading))
        for at, cell in enumerate(cells):
            text = cell.strip()
            heading[at] = f"{heading[at]}{dialect.header_join}{text}" if heading[at] and text else heading[at] or text
        if line >= dialect.header_rows[-1]:
            break
    return heading, first or 1


def inline_grid(data: Any, schema: TableSchema) -> Grid:
    """Returns a table that the descriptor itself holds: rows as lists or as objects, or text.

    Raises:
        UnreadableError: It is none of these.
    """
    if isinstance(data, str):
        return text_grid(data.encode("utf-8", "replace"), schema, schema.path)
    if not isinstance(data, list) or not data:
        raise UnreadableError(tr("The data of {table} in datapackage.json are not rows.", table=schema.name))
    if all(isinstance(row, dict) for row in data):
        heading = list(dict.fromkeys(str(key) for row in data for key in row))
        cells = [[_cell(row.get(key)) for key in heading] for row in data]
    elif all(isinstance(row, list) for row in data):
        rows = [[_cell(value) for value in row] for row in data]
        heading, cells = (rows[0], rows[1:]) if schema.dialect.header_rows else ([], rows)
    else:
        raise UnreadableError(tr("The data of {table} in datapackage.json are not rows.", table=schema.name))
    return Grid(heading or None, iter([(number, row) for number, row in enumerate(cells, 2)]))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:10_000]
