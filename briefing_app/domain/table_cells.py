"""Cells with the figure or the days behind their words, so that screen, speech and file say the same."""

from __future__ import annotations

from briefing_app.domain import calendars
from briefing_app.domain.model import PartialDate, Ref
from briefing_app.domain.specs import Cell
from briefing_app.domain.wording import date_words, number


def number_cell(value: float | None, *, text: str | None = None, words: str = "", ref: Ref | None = None) -> Cell:
    """Returns the cell of one figure.

    Args:
        value: The figure; None is shown as a dash and is nothing in a file.
        text: What is shown in place of the figure in digits.
        words: The figure with its unit.
        ref: The entry behind it.
    """
    if value is None:
        return Cell(text="–" if text is None else text, ref=ref)
    return Cell(text=number(value) if text is None else text, sort=float(value), ref=ref, value=value, words=words)


def date_cell(
    start: PartialDate | None, end: PartialDate | None = None, *, text: str | None = None, open_end: bool = False
) -> Cell:
    """Returns the cell of a date or a span.

    Args:
        start: The date, as precisely as it is known; None if there is none.
        end: The end of a span; None for a single date.
        text: What is shown; None for the date in short words, in both calendars if both are wanted.
        open_end: True if the span has no end, or none that is known.
    """
    said = date_words(start, short=True) if text is None else text
    if start is not None and text is None:
        said = calendars.beside(said, start, end)
    if start is None:
        return Cell(text=said, high=end.last() if end else None)
    last = None if open_end and end is None else max((end or start).last(), start.first())
    return Cell(text=said, sort=start.first().toordinal(), value=start.first(), high=last)
