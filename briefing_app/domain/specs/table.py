"""The equal table of every picture, and the lists that are tables by nature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        key: Stable name, used in exported files.
        label: Heading for the eye.
        kind: "text", "number", "date" or "word" (a closed vocabulary, drawn with its sign).
        weight: Share of the width, 1 being narrow.
        meaning: What the field holds, for the README beside exported rows; empty where the heading says it all.
    """

    key: str
    label: str
    kind: Literal["text", "number", "date", "word"] = "text"
    weight: int = 2
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: what is shown, what it sorts by, and where it leads.

    Attributes:
        text: What is shown and spoken.
        sort: What it sorts by; None sorts last.
        ref: The entry behind the cell, if it has one of its own.
        tone: Name of a tone of the theme ("good", "warn", "bad", "A", "B", "muted"), never the only cue.
    """

    text: str
    sort: float | str | None = None
    ref: Ref | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; ``ref`` is the entry that is selected with it."""

    cells: tuple[Cell, ...]
    ref: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A table with its caption. Every row has as many cells as there are columns.

    Attributes:
        row_header: Index of the column that names its row, read out first.
    """

    caption: Caption
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_header: int = 0
