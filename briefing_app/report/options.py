"""What the person chose for one exported briefing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Paper = Literal["a4", "letter"]
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
