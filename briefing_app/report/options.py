"""What the person chose for one exported briefing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from briefing_app.errors import UsageError
from briefing_app.translation import tr

Paper = Literal["a4", "letter"]
LONGEST_TITLE, LONGEST_MARKING = 200, 80
"""Letters; a longer title fills page one, a longer marking does not stand on one line of every page."""
WhichNotes = Literal["none", "shown", "chosen", "all"]
"""Which notes are printed: none, those on what the filter shows, those picked one by one, or all."""
Handling = Literal["refuse", "leave-out", "raise"]
"""What becomes of notes marked above the document: nothing is written, they stay out, or its marking rises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOptions:
    """The choices of one export.

    Attributes:
        date: The day that the document carries.
        sections: Keys of the sections; empty for those that are in it by default.
        marking: Handling marking on top and bottom of each page and as text on page one; empty for none.
        paper: "a4" or "letter".
        title: Title of the document; empty for the title of the data package.
        notes: Which notes are printed.
        note_ids: The notes picked one by one, for "chosen".
        handling: What becomes of notes that the document's marking does not cover. The usual answer is to refuse: a
            paper that tells too much and one that is silently incomplete are both wrong, and only the person knows
            which of the two ways out is right.
        scale: Likelihood scale to speak in, "PHIA" or "ICD203".
        author: Who made the document, for its properties; empty for the program.
    """

    date: dt.date
    sections: tuple[str, ...] = ()
    marking: str = ""
    paper: Paper = "a4"
    title: str = ""
    notes: WhichNotes = "shown"
    note_ids: frozenset[str] = frozenset()
    handling: Handling = "refuse"
    scale: str = "PHIA"
    author: str = ""


def require_limits(options: BriefingOptions) -> None:
    """Makes sure that title and marking can stand where they belong.

    Raises:
        UsageError: One of them is too long.
    """
    title, marking = len(" ".join(options.title.split())), len(" ".join(options.marking.split()))
    if title > LONGEST_TITLE:
        raise UsageError(
            tr("The title has {n} letters; at most {most} can be printed.", n=f"{title:,}", most=LONGEST_TITLE),
            hint=tr("Shorten it."),
        )
    if marking > LONGEST_MARKING:
        raise UsageError(
            tr("The marking has {n} letters; at most {most} can be printed.", n=f"{marking:,}", most=LONGEST_MARKING),
            hint=tr("Shorten it."),
        )
