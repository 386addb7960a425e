"""The equal table of every picture, and the lists that are tables by nature."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption

FileForm = Literal["text", "number", "figure", "range", "date", "moment"]
"""How a column leaves the program: words; a number; a number and words; both ends and words; days and words; a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        key: Stable name, used in exported files.
        label: Heading for the eye.
        kind: "text", "number", "date" or "word" (a closed vocabulary, drawn with its sign).
        weight: Share of the width, 1 being narrow.
        meaning: What the field holds, for the README beside exported rows; empty where the heading says it all.
        file: How it stands in exported files; None for what its kind suggests.
        spare: True if the screen may leave it out where the table would have to scroll sideways: the record tells it.
    """

    key: str
    label: str
    kind: Literal["text", "number", "date", "word"] = "text"
    weight: int = 2
    meaning: str = ""
    file: FileForm | None = None
    spare: bool = False

    @property
    def form(self) -> FileForm:
        """How the column stands in exported files."""
        if self.file is not None:
            return self.file
        return self.kind if self.kind in ("number", "date") else "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: what is shown, what it sorts by, where it leads, and what a file holds in its place.

    Attributes:
        text: What is shown and spoken.
        sort: What it sorts by; None sorts last.
        ref: The entry behind the cell, if it has one of its own.
        tone: Name of a tone of the theme ("good", "warn", "bad", "A", "B", "muted"), never the only cue.
        value: The figure or the first day behind the text; None where there is none.
        high: The upper end of a range, or the last day of a span; None for a single figure or an open end.
        words: The figure with its unit, where the text is digits alone; the words to speak, where it is signs.
        meaning: What a sign, a grade or a closed word means, for the tooltip.
    """

    text: str
    sort: float | str | None = None
    ref: Ref | None = None
    tone: str = ""
    value: float | dt.date | None = None
    high: float | dt.date | None = None
    words: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        cells: What is shown.
        ref: The entry that is selected with it.
        file_cells: What only files hold of it.
        sought: Words by which it is found as well, though they are not shown.
    """

    cells: tuple[Cell, ...]
    ref: Ref | None = None
    file_cells: tuple[Cell, ...] = ()
    sought: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A table with its caption. Every row has as many cells as there are columns.

    Attributes:
        row_header: Index of the column that names its row, read out first.
        file_columns: Columns that only files hold: the figures and days that a sentence on screen speaks of.
        counted: How many rows there are of each kind, in words, where they are of several kinds.
    """

    caption: Caption
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_header: int = 0
    file_columns: tuple[Column, ...] = ()
    counted: str = ""
