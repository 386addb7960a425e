"""How wide the columns of a table must be at least, so that no word of a date or a status is lost."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.ui.cell_layout import unbroken
from briefing_app.ui.tables.model import MARK

_LOOKED_AT, _LONGEST = 300, 8
"""Rows that are looked at, and how many of the longest texts are measured: the widest has most letters, or nearly."""


def longest_words(spec: TableSpec, metrics: QFontMetrics, *, most: int, lines: int) -> list[int]:
    """Returns for each column the width of its longest word, which is not to be broken; within reason for text.

    Of dates and words nothing may be left out: they get room for all in a line less than a row may have, and in rows
    of two lines for two thirds in each.

    Args:
        spec: The table.
        metrics: The letters of its cells.
        most: Pixels that a word of a text gets at most.
        lines: Lines that a row may have.
    """
    found = []
    for number, column in enumerate(spec.columns):
        texts = sorted((row.cells[number].text for row in spec.rows[:_LOOKED_AT]), key=len, reverse=True)
        words = sorted({word for text in texts for word in unbroken(text).split(" ")}, key=len, reverse=True)
        width = max(map(metrics.horizontalAdvance, words[:_LONGEST]), default=0)
        if column.kind == "text":
            found.append(min(width, most))
            continue
        whole = max(map(metrics.horizontalAdvance, texts[:_LONGEST]), default=0)
        found.append(max(width, whole // (lines - 1) if lines > 2 else whole * 2 // (lines + 1)))
    return found


def longest_marked(spec: TableSpec, noted: frozenset[Ref], metrics: QFontMetrics, *, most: int) -> int:
    """Returns the width of the longest first word that has the mark of notes before it, within reason.

    Args:
        spec: The table.
        noted: Entries with notes.
        metrics: The bold letters of its cells.
        most: Pixels that such a word gets at most.
    """
    marked = (row for row in spec.rows if row.ref in noted)
    words = (unbroken(MARK + row.cells[spec.row_header].text).split(" ", 1)[0] for row in marked)
    return min(max(map(metrics.horizontalAdvance, words), default=0), most)
