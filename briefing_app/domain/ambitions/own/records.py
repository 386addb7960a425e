"""What a person says in the analysis, as frozen records; each is one note of theirs or of a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing_app.domain.model import PartialDate, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What all of them share.

    Attributes:
        note_id: The note.
        target: The entry that it is about.
        author: Who said it; empty for the person at this machine who gave no name.
        own: False for what was taken in from somebody else's file.
        said: Moment of the latest revision, ISO 8601 in UTC.
        older: True if it was written on another edition of the data.
        text: Reasons in the person's words.
    """

    note_id: str
    target: Ref
    author: str = ""
    own: bool = True
    said: str = ""
    older: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRating(Said):
    """How a person rates one item for one explanation."""

    item: str
    explanation: str
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReading(Said):
    """What a person read of an indicator on a day, and where."""

    status: str
    on: PartialDate
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Said):
    """A person's probabilities.

    Attributes:
        shares: Per cent by statement: "yes" alone for a question answered by yes or no, else one for each of the
            statements that exclude each other.
    """

    shares: Mapping[str, float]
    on: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Said):
    """What became of a question: the statement that came true ("yes" or "no" for a question of that kind)."""

    came: str
    on: PartialDate
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed(Said):
    """An assumption that a person adds, its standing, and what would break it."""

    assumption: str
    standing: str
    breaks: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A note that begins like one of these and cannot be read as one."""

    note_id: str
    target: Ref
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """All of them, newest first, and what could not be read."""

    ratings: tuple[OwnRating, ...] = ()
    readings: tuple[OwnReading, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
