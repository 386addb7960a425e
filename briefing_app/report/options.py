"""What the person chose for one exported briefing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from briefing_app.errors import UsageError
from briefing_app.translation import grouped, tr

if TYPE_CHECKING:
    from briefing_app.domain.specs import TableSpec
    from briefing_app.pictures import Spec

Paper = Literal["a4", "letter"]
Form = Literal["one-page", "standard", "full", "view", "own"]
"""One page; about ten pages; everything; what is on screen; sections of one's own choice in one's own order."""
FORMS: tuple[Form, ...] = ("one-page", "standard", "full", "view", "own")
WhichNotes = Literal["none", "shown", "chosen", "all"]
"""Which notes are printed: none, those on what the filter shows, those picked one by one, or all."""
Handling = Literal["refuse", "leave-out", "raise"]
"""What becomes of notes marked above the document: nothing is written, they stay out, or its marking rises."""
Scheme = Literal["free", "uk", "us", "eu", "kz"]
"""Whose rules the marking follows."""
LONGEST_TITLE, LONGEST_MARKING, LONGEST_NAME, LONGEST_COPY = 200, 80, 120, 20
"""Letters; longer ones do not stand where they belong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is on screen: its name, its pictures, and the equal tables."""

    title: str
    pictures: tuple[Spec, ...] = ()
    tables: tuple[TableSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOptions:
    """The choices of one export.

    Attributes:
        date: The day that the document carries.
        form: How much the document tells.
        sections: Keys of the sections in their order; they make the form one of one's own choice.
        marking: Handling marking on top and bottom of each page and as text on page one; empty for none.
        scheme: Whose rules the marking follows.
        copy: Number of this copy, such as "3"; empty for none.
        paper: "a4" or "letter".
        title: Title of the document; empty for the title of the data package.
        prepared_for: Whom it is for; empty for nobody named.
        prepared_by: Who made it; empty for nobody named.
        notes: Which notes are printed.
        note_ids: The notes picked one by one, for "chosen".
        handling: What becomes of notes that the document's marking does not cover. The usual answer is to refuse: a
            paper that tells too much and one that is silently incomplete are both wrong, and only the person knows
            which of the two ways out is right.
        scale: Likelihood scale to speak in, "PHIA" or "ICD203".
        grey: True for a print without colour.
        since: What was attached to the older briefing that this one is compared with, as ``snapshot_of`` returns it.
        view: What is on screen, for the form of that name.
    """

    date: dt.date
    form: Form = "standard"
    sections: tuple[str, ...] = ()
    marking: str = ""
    scheme: Scheme = "free"
    copy: str = ""
    paper: Paper = "a4"
    title: str = ""
    prepared_for: str = ""
    prepared_by: str = ""
    notes: WhichNotes = "shown"
    note_ids: frozenset[str] = frozenset()
    handling: Handling = "refuse"
    scale: str = "PHIA"
    grey: bool = False
    since: Mapping[str, Any] | None = field(default=None, hash=False)
    view: View | None = field(default=None, hash=False)

    @property
    def used_form(self) -> Form:
        """The form that is made: sections of one's own make it one's own choice."""
        return "own" if self.sections else self.form


def require_limits(options: BriefingOptions) -> None:
    """Makes sure that what the person typed can stand where it belongs.

    Raises:
        UsageError: Something is too long.
    """
    for said, most, words in (
        (options.title, LONGEST_TITLE, tr("The title has {n} letters; at most {most} can be printed.")),
        (options.marking, LONGEST_MARKING, tr("The marking has {n} letters; at most {most} can be printed.")),
        (options.prepared_for, LONGEST_NAME, tr("“Prepared for” has {n} letters; at most {most} can be printed.")),
        (options.prepared_by, 2 * LONGEST_NAME, tr("“Prepared by” has {n} letters; at most {most} can be printed.")),
        (options.copy, LONGEST_COPY, tr("The copy number has {n} letters; at most {most} can be printed.")),
    ):
        letters = len(" ".join(said.split()))
        if letters > most:
            raise UsageError(words.format(n=grouped(letters), most=most), hint=tr("Shorten it."))
