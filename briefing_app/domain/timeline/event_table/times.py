"""The dates of a whole table at once: each different text is understood one time, in the order the columns show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_app.domain.model import PartialDate
from briefing_app.domain.written import days
from briefing_app.translation import tr

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]
    Truths = np.ndarray[Any, np.dtype[np.bool_]]

_HOUR = re.compile(r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


@dataclass(slots=True, kw_only=True)
class Times:
    """What every different text of the two columns of dates means.

    Attributes:
        first: First day of each start as ordinal.
        last: Last day that each start can mean.
        exact: Whether each start names a day.
        reasons: For each start that cannot be read the number of the reason, else -1.
        solar: Whether the year of each start may be of the solar calendar.
        last_of_end: Last day of each end; -1 where there is none.
        exact_end: Whether each end names a day.
        odd_end: Whether an end stands there that cannot be read.
        words: The reasons.
        remarks: What was taken for what.
    """

    first: Numbers
    last: Numbers
    exact: Truths
    reasons: Numbers
    solar: Truths
    last_of_end: Numbers
    exact_end: Truths
    odd_end: Truths
    words: list[str]
    remarks: tuple[str, ...] = ()

    def reason(self, words: str) -> int:
        """Returns the number of a reason, a new one if need be."""
        if words not in self.words:
            self.words.append(words)
        return self.words.index(words)


def understood(starts: Sequence[str], ends: Sequence[str]) -> Times:
    """Understands all different texts of two columns.

    Args:
        starts: The texts of the starts.
        ends: The texts of the ends; an empty one is no end.
    """
    import numpy as np

    order, remarks = _order([text for text in (*starts, *ends) if not _is_plain(text)])
    reader = _Reader(order)
    from_start = [reader.read(text) for text in starts]
    from_end = [reader.read(text) if text.strip() else None for text in ends]
    words: list[str] = []
    for date, why in from_start:
        if date is None and why not in words:
            words.append(why)
    return Times(
        first=np.array([d.first().toordinal() if d else 0 for d, _why in from_start], dtype=np.int64),
        last=np.array([d.last().toordinal() if d else 0 for d, _why in from_start], dtype=np.int64),
        exact=np.array([d is not None and d.day > 0 for d, _why in from_start], dtype=np.bool_),
        reasons=np.array([-1 if d else words.index(why) for d, why in from_start], dtype=np.int64),
        solar=np.array([d is not None and d.year in days.SOLAR for d, _why in from_start], dtype=np.bool_),
        last_of_end=np.array([f[0].last().toordinal() if f and f[0] else -1 for f in from_end], dtype=np.int64),
        exact_end=np.array([f is not None and f[0] is not None and f[0].day > 0 for f in from_end], dtype=np.bool_),
        odd_end=np.array([f is not None and f[0] is None for f in from_end], dtype=np.bool_),
        words=words,
        remarks=remarks,
    )


def _is_plain(text: str) -> bool:
    return text[4:5] == "-" or not text


def _order(texts: Sequence[str]) -> tuple[days.Order, tuple[str, ...]]:
    """Returns what comes first in days of digits, and what there is to say about it."""
    figures = [text for text in texts if days.in_figures(text)]
    if not figures:
        return "", ()
    order = days.order_of(figures)
    if order == "day":
        return order, (tr("Dates such as {text} are read day first.", text=figures[0]),)
    if order == "month":
        return order, (tr("Dates such as {text} are read month first.", text=figures[0]),)
    either = [text for text in figures if days.can_be_either(text)]
    if order == "both" or not either:
        return order, ()
    words = tr("It is unclear whether day or month comes first in {text}; it was read day first.", text=either[0])
    return "day", (words,)


class _Reader:
    """Reads dates; the day before an hour is understood once, however many hours there are."""

    def __init__(self, order: days.Order) -> None:
        self._order: days.Order = order
        self._known: dict[str, tuple[PartialDate | None, str]] = {}

    def read(self, text: str) -> tuple[PartialDate | None, str]:
        """Returns the date, or None and the reason."""
        if len(text) > 10 and _HOUR.fullmatch(text, 10):
            text = text[:10]
        found = self._known.get(text)
        if found is None:
            try:
                found = (days.read_day(text, order=self._order), "")
            except days.UnreadableError as error:
                found = (None, str(error))
            self._known[text] = found
        return found
