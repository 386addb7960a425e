"""The first lines of such a note, "Rating: I", written and read.

They are plain words in any file of notes, so that they travel, are kept in every revision and can be written by hand.
The names before the colons are part of the stored form and are never translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefing_app.domain.ambitions.own.records import (
    Assumed,
    Estimate,
    Fault,
    Outcome,
    OwnRating,
    OwnReading,
    OwnWords,
    Said,
)
from briefing_app.domain.ambitions.rating_cells import VALUES
from briefing_app.domain.model import BRIEFING, Note, PartialDate, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import number
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

RATINGS = (*VALUES, "NA")
STATUSES = ("not-yet", "emerging", "observed", "reversed", "unknown")
STANDINGS = ("supported", "caveated", "unsupported", "broken")
MAIN_REASON = "main reason"
"""The one question with more than two answers: which explanation is the main reason."""
OTHER = "none of these"
_HEAD = re.compile(r"^(?P<name>[A-Z][A-Za-z ]{1,20}):[ \t]*(?P<value>.*)$")
_PER_CENT = re.compile(r"^(?P<number>-?\d{1,3}(?:[.,]\d{1,3})?)\s*%?$")
_SUM_OFF = 0.5
"""How far from a hundred a sum may lie: shares are written with few digits."""
_EXPLANATION = re.compile(r"^(?P<name>[^:]{1,80}):[ \t]*(?P<value>-?\d{1,3}(?:[.,]\d{1,3})?)\s*%$")


def body(first: tuple[str, str], *others: tuple[str, str], text: str = "") -> str:
    """Returns the text of a note: the lines with a value, then the reasons.

    Args:
        first: Name and value of the line that says what the note is.
        others: Further lines; those without a value are left out.
        text: Reasons in the person's words.
    """
    lines = [f"{name}: {' '.join(value.split())}" for name, value in (first, *others) if value.strip()]
    return "\n".join(lines) + (f"\n\n{text.strip()}" if text.strip() else "")


def per_cent(text: str) -> float:
    """Reads a probability in per cent, such as "30", "30 %" or "0.5 %".

    Raises:
        ExpectedError: It is no number, or lies below 0 or above 100.
    """
    found = _PER_CENT.match(text.strip())
    value = float(found["number"].replace(",", ".")) if found else -1.0
    if not found or not 0 <= value <= 100:
        raise ExpectedError(
            tr("“{text}” is not a probability.", text=text.strip()),
            hint=tr("Write a number from 0 to 100, in per cent."),
        )
    return value


def require_sum(shares: Mapping[str, float]) -> None:
    """Refuses probabilities of statements that exclude each other and do not sum to one.

    Raises:
        ExpectedError: They do not.
    """
    total = sum(shares.values())
    if abs(total - 100) > _SUM_OFF:
        raise ExpectedError(
            tr("The probabilities add up to {total} %, not to 100 %.", total=number(total)),
            hint=tr("Change them, or let them be made to fit in proportion."),
        )


def coherent(shares: Mapping[str, float]) -> dict[str, float]:
    """Returns shares in the same proportion that sum to a hundred; whole per cent, the rest goes to the largest.

    Raises:
        ExpectedError: All are nought.
    """
    total = sum(shares.values())
    if total <= 0:
        raise ExpectedError(tr("All probabilities are 0 %."), hint=tr("Give at least one statement some weight."))
    made = {name: float(round(100 * share / total)) for name, share in shares.items()}
    largest = max(made, key=lambda name: (made[name], shares[name]))
    made[largest] += 100 - sum(made.values())
    return made


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
        estimates=tuple(found.get(Estimate, ())),
        outcomes=tuple(found.get(Outcome, ())),
        assumed=tuple(found.get(Assumed, ())),
        faults=tuple(found.get(Fault, ())),
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    """Returns the lines with a name up to the first without one, and the text behind them."""
    lines: dict[str, str] = {}
    rows = text.strip().splitlines()
    at = 0
    for row in rows:
        match = _HEAD.match(row) if not lines else _HEAD.match(row) or _EXPLANATION.match(row)
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
            tr("{what} “{value}” is not recognised.", what=what, value=value),
            hint=tr("Write one of: {words}.", words=", ".join(allowed)),
        )
    return found


def _day(note: Note, lines: Mapping[str, str]) -> PartialDate:
    """The day that a note names, or that on which it was first written."""
    try:
        return PartialDate.parse(lines.get("On") or note.created[:10])
    except ValueError as error:
        raise ExpectedError(
            tr("“{value}” is not a date.", value=lines.get("On", "")), hint=tr("Write it as 2026-11-30.")
        ) from error


def _rating(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> OwnRating:
    item, explanation = note.target.id, lines.get("Explanation", "")
    if note.target.noun == "rating":
        item, _colon, explanation = note.target.id.partition(":")
    if note.target.noun not in ("rating", "evidence") or dataset.find("evidence", item) is None:
        raise ExpectedError(
            tr("It rates {ref}, which is not an item of evidence in this edition.", ref=note.target),
            hint=tr("The note is kept; it does not count."),
        )
    if dataset.find("hypotheses", explanation) is None:
        raise ExpectedError(
            tr("It rates for “{name}”, which is not an explanation in this edition.", name=explanation),
            hint=tr("The note is kept; it does not count."),
        )
    word = _word(lines["Rating"], RATINGS, tr("The rating"))
    return OwnRating(item=item, explanation=explanation, rating=word, **_common(note, text, dataset))


def _reading(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> OwnReading:
    if note.target.noun != "indicator" or dataset.get(note.target) is None:
        raise ExpectedError(
            tr("It reads {ref}, which is not an indicator in this edition.", ref=note.target),
            hint=tr("The note is kept; it does not count."),
        )
    status = _word(lines["Reading"], STATUSES, tr("The reading"))
    day, source = _day(note, lines), lines.get("Source", "")
    return OwnReading(status=status, on=day, source=source, **_common(note, text, dataset))


def _require_question(note: Note, dataset: Dataset) -> None:
    if note.target != BRIEFING and dataset.get(note.target) is None:
        raise ExpectedError(
            tr("It answers {ref}, which is not a question in this edition.", ref=note.target),
            hint=tr("The note is kept; it does not count."),
        )


def _estimate(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> Estimate:
    _require_question(note, dataset)
    shares = {"yes": per_cent(lines["Estimate"])} if lines["Estimate"].casefold() != MAIN_REASON else {}
    if not shares:
        known = (*(h.hypothesis_id for h in dataset.hypotheses), OTHER)
        told = {name: value for name, value in lines.items() if name not in ("Estimate", "On")}
        shares = {_word(name, known, tr("The explanation")): per_cent(value) for name, value in told.items()}
        require_sum(shares)
    elif note.target == BRIEFING:
        raise ExpectedError(tr("It does not say which question it answers."), hint=tr("Write it on the question."))
    return Estimate(shares=shares, on=_day(note, lines), **_common(note, text, dataset))


def _outcome(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> Outcome:
    _require_question(note, dataset)
    known: tuple[str, ...] = ("yes", "no")
    if note.target == BRIEFING:
        known = (*(h.hypothesis_id for h in dataset.hypotheses), OTHER)
    came = _word(lines["Outcome"], known, tr("The outcome"))
    return Outcome(came=came, on=_day(note, lines), source=lines.get("Source", ""), **_common(note, text, dataset))


def _assumed(note: Note, lines: Mapping[str, str], text: str, dataset: Dataset) -> Assumed:
    if not lines["Assumption"]:
        raise ExpectedError(tr("The assumption has no words."), hint=tr("Write it after the colon."))
    standing = _word(lines.get("Standing", "unsupported"), STANDINGS, tr("Standing"))
    return Assumed(
        assumption=lines["Assumption"],
        standing=standing,
        breaks=lines.get("Would break it", ""),
        **_common(note, text, dataset),
    )


Reader = Callable[[Note, Mapping[str, str], str, Dataset], Said]
_READERS: Mapping[str, Reader] = {
    "Rating": _rating,
    "Reading": _reading,
    "Estimate": _estimate,
    "Outcome": _outcome,
    "Assumption": _assumed,
}


def cell_ref(dataset: Dataset, item: str, explanation: str) -> Ref:
    """Returns the entry on which a rating is written: the bundled cell, or the item where there is none."""
    ref = Ref("rating", f"{item}:{explanation}")
    return ref if dataset.get(ref) is not None else Ref("evidence", item)
