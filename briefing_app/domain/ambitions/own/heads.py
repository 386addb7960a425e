"""The first lines of such a note, "Rating: I", written and read.

They are plain words in any file of notes, so that they travel, are kept in every revision and can be written by hand.
The names before the colons are part of the stored form and are never translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefing_app.domain.ambitions.own.records import Fault, OwnRating, OwnReading, OwnWords, Said
from briefing_app.domain.ambitions.rating_cells import VALUES
from briefing_app.domain.model import Note, PartialDate, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

RATINGS = (*VALUES, "NA")
STATUSES = ("not-yet", "emerging", "observed", "reversed", "unknown")
_HEAD = re.compile(r"^(?P<name>[A-Z][A-Za-z ]{1,20}):[ \t]*(?P<value>.*)$")


def body(first: tuple[str, str], *others: tuple[str, str], text: str = "") -> str:
    """Returns the text of a note: the lines with a value, then the reasons.

    Args:
        first: Name and value of the line that says what the note is.
        others: Further lines; those without a value are left out.
        text: Reasons in the person's words.
    """
    lines = [f"{name}: {' '.join(value.split())}" for name, value in (first, *others) if value.strip()]
    return "\n".join(lines) + (f"\n\n{text.strip()}" if text.strip() else "")


def read(notes: Iterable[Note], dataset: Dataset) -> OwnWords:
    """Returns what the notes say in the analysis; notes of any other kind are left alone.

    Args:
        notes: The notes on this briefing, newest first.
        dataset: The data, to know items, explanations and indicators.
    """
    found: dict[type, list[Any]] = {}
    for note in notes:
        lines, text = _split(note.body)
        kind = next(iter(lines), "")
        if kind not in _READERS or note.removed or note.unreadable:
            continue
        made: Said | Fault
        try:
            made = _READERS[kind](note, lines, text, dataset)
        except ExpectedError as error:
            made = Fault(note.note_id, note.target, error.sentence())
        found.setdefault(type(made), []).append(made)
    return OwnWords(
        ratings=tuple(found.get(OwnRating, ())),
        readings=tuple(found.get(OwnReading, ())),
        faults=tuple(found.get(Fault, ())),
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    """Returns the lines with a name up to the first without one, and the text behind them."""
    lines: dict[str, str] = {}
    rows = text.strip().splitlines()
    at = 0
    for row in rows:
        match = _HEAD.match(row)
        if match is None:
            break
        lines.setdefault(match["name"], match["value"].strip())
        at += 1
    return lines, "\n".join(rows[at:]).strip()


def _common(note: Note, text: str, dataset: Dataset) -> dict[str, Any]:
    edition = dataset.edition.fingerprint
    return {
        "note_id": note.note_id,
        "target": note.target,
        "author": note.author,
        "own": note.own,
        "said": note.modified,
        "older": bool(note.fingerprint) and note.fingerprint != edition,
        "text": text,
    }


def _word(value: str, allowed: tuple[str, ...], what: str) -> str:
    found = next((word for word in allowed if word.casefold() == value.casefold()), "")
    if not found:
        raise ExpectedError(
            tr("{what} “{value}” is not known.", what=what, value=value),
            hint=tr("Write one of: {words}.", words=", ".join(allowed)),
        )
    return found


def _day(note: Note, lines: Mapping[str, str]) -> PartialDate:
    """The day that a note names, or that on which it was first written."""
    try:
        return PartialDate.parse(lines.get("On") or note.created[:10])
    except ValueError as error:
        raise ExpectedError(
            tr("“{value}” is no date.", value=lines.get("On", "")), hint=tr("Write it as 2026-11-30.")
        ) from error


def _rating(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> OwnRating:
    item, explanation = note.target.id, lines.get("Explanation", "")
    if note.target.noun == "rating":
        item, _colon, explanation = note.target.id.partition(":")
    if note.target.noun not in ("rating", "evidence") or dataset.find("evidence", item) is None:
        raise ExpectedError(
            tr("It rates {ref}, which is no item of evidence of this edition.", ref=note.target),
            hint=tr("The note is kept; it does not count."),
        )
    if dataset.find("hypotheses", explanation) is None:
        raise ExpectedError(
            tr("It rates for “{name}”, which is no explanation of this edition.", name=explanation),
            hint=tr("The note is kept; it does not count."),
        )
    word = _word(lines["Rating"], RATINGS, tr("The rating"))
    return OwnRating(item=item, explanation=explanation, rating=word, **_common(note, text, dataset))


def _reading(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> OwnReading:
    if note.target.noun != "indicator" or dataset.get(note.target) is None:
        raise ExpectedError(
            tr("It reads {ref}, which is no indicator of this edition.", ref=note.target),
            hint=tr("The note is kept; it does not count."),
        )
    status = _word(lines["Reading"], STATUSES, tr("The reading"))
    day, source = _day(note, lines), lines.get("Source", "")
    return OwnReading(status=status, on=day, source=source, **_common(note, text, dataset))


Reader = Callable[[Note, Mapping[str, str], str, Dataset], Said]
_READERS: Mapping[str, Reader] = {
    "Rating": _rating,
    "Reading": _reading,
}


def cell_ref(dataset: Dataset, item: str, explanation: str) -> Ref:
    """Returns the entry on which a rating is written: the bundled cell, or the item where there is none."""
    ref = Ref("rating", f"{item}:{explanation}")
    return ref if dataset.get(ref) is not None else Ref("evidence", item)
