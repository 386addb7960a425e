"""What every record stands on: references, dates as known and the common base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple


class Ref(NamedTuple):
    """What everything else uses to name an entry: ``noun/id``, for instance ``event/e-2023-astana-forum``.

    ``briefing/whole`` names the briefing itself, so that notes can be kept on it.
    """

    noun: str
    id: str

    def __str__(self) -> str:
        return f"{self.noun}/{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Reads ``noun/id``.

        Raises:
            ValueError: The text has no slash, or nothing before or behind it, or holds control characters.
        """
        noun, slash, ident = text.partition("/")
        if not slash or not noun or not ident or not text.isprintable():
            raise ValueError(f"not a reference: {text!r}")
        return cls(noun, ident)


BRIEFING = Ref("briefing", "whole")


class PartialDate(NamedTuple):
    """A date as precise as it is known: a year, a month or a day. Month and day are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: The text has another form or names a day that does not exist.
        """
        parts = text.split("-")
        if not (1 <= len(parts) <= 3 and len(parts[0]) == 4 and all(len(p) == 2 for p in parts[1:])):
            raise ValueError(f"not a date: {text!r}")
        if not all(p.isascii() and p.isdigit() for p in parts):
            raise ValueError(f"not a date: {text!r}")
        numbers = [int(p) for p in parts]
        dt.date(numbers[0], numbers[1] if len(numbers) > 1 else 1, numbers[2] if len(numbers) > 2 else 1)
        return cls(*numbers)

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        """How exactly the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    def first(self) -> dt.date:
        """Returns the earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last(self) -> dt.date:
        """Returns the latest day it can mean."""
        month = self.month or 12
        import calendar

        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join(
            [f"{self.year:04d}"] + [f"{n:02d}" for n in (self.month, self.day) if n],
        )


FORMER_NAMES: Mapping[str, Mapping[str, str]] = {
    "indicators": {"status_then": "status_2024_01"},
    "judgements": {"direction_since_then": "direction_since_2024_01"},
    "corridors": {"relevance": "relevance_to_a"},
}
"""Fields by table that had another name in the first schema; a new name alone changes no entry."""


class Record:
    """What all records share: where they come from and how they are named."""

    __slots__ = ()
    TABLE: ClassVar[str] = ""
    NOUN: ClassVar[str] = ""
    KEY: ClassVar[str] = ""

    @property
    def id(self) -> str:
        """The stable id, unique in the whole package."""
        return str(getattr(self, self.KEY))

    @property
    def ref(self) -> Ref:
        """The reference that notes, links, the command line and snapshots use."""
        return Ref(self.NOUN, self.id)
