"""What a spreadsheet made of a column: its days, fractions and truth values, read where no second reading exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing_app.dataset.schema import Column
from briefing_app.domain.written import days, numbers
from briefing_app.translation import tr


class Habit(NamedTuple):
    """How to read the cells of one column that are not written as the schema wants.

    Attributes:
        plain: Puts a cell into the plain form; what is not certain comes back unchanged.
        words: How the column is written, for the remark.
    """

    plain: Callable[[str], str]
    words: str


def habit_of(column: Column, cells: Sequence[str], odd: Sequence[str]) -> Habit | None:
    """Returns the habit of a column; None if it has none that can be told with certainty.

    Args:
        column: The column.
        cells: All its cells that hold something.
        odd: Those that cannot be read as they stand.
    """
    if column.strict:
        return None
    if column.kind in ("integer", "number"):
        return _number_habit(column, cells)
    if column.kind == "boolean":
        return Habit(lambda cell: _plain_truth(column, cell), tr("a spreadsheet's words for true and false"))
    if column.kind in ("date", "partial-date"):
        return _day_habit(column, cells, odd)
    return None


def _number_habit(column: Column, cells: Sequence[str]) -> Habit:
    comma = column.kind == "number" and numbers.decimal_comma(cells)
    words = tr("a comma stands before the fraction") if comma else tr("figures as a spreadsheet writes them")
    if column.kind == "integer":
        return Habit(lambda cell: numbers.plain_whole(numbers.plain_number(cell, comma=False)), words)
    return Habit(lambda cell: numbers.plain_number(cell, comma=comma), words)


def _plain_truth(column: Column, cell: str) -> str:
    meant = numbers.yes_or_no(cell)
    return cell if meant is None else column.truth[0] if meant else column.truth[1]


def _day_habit(column: Column, cells: Sequence[str], odd: Sequence[str]) -> Habit:
    order = days.order_of(cells)
    words = tr("days as a spreadsheet writes them")
    if order in ("day", "month") and any(days.in_figures(cell) for cell in odd):
        words = tr("the day comes first") if order == "day" else tr("the month comes first")

    def plain(cell: str) -> str:
        try:
            date = days.read_day(cell, order=order)
        except days.UnreadableError:
            return cell
        return str(date) if column.kind == "partial-date" or date.day else cell

    return Habit(plain, words)
