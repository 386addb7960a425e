"""Where a note stands after the data changed: on the same entry, on a changed one, found elsewhere, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing_app.domain.entries import record_title, seen
from briefing_app.domain.model import BRIEFING, Note, Passage, Placement, Record, Ref, Seen
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr

CONTEXT = 32
"""Characters kept before and after a passage."""
ALIKE = 0.82
"""How like two titles or texts must be, from 0 to 1, to stand for one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a note stands.

    Attributes:
        kind: exact, changed (same entry, other words), moved (found on another entry) or lost.
        ref: The entry on which it is shown now; for a lost note the one that is gone.
        then: What the person saw.
        now: What stands there now.
        start: Where the passage begins in the text of today; -1 without a passage, or where it is not found.
    """

    kind: Placement
    ref: Ref
    then: Seen
    now: Seen
    start: int = -1

    def words(self) -> str:
        """Returns what became of the entry in one sentence; empty where nothing did."""
        if self.kind == "changed":
            return tr(
                "The entry under this note changed: {then} became {now}.",
                then=_told(self.then, self.now),
                now=_told(self.now, self.then),
            )
        if self.kind == "moved":
            return tr("Its entry is no longer in the data; this one is most like it.")
        if self.kind == "lost":
            return tr(
                "This note has lost its place: “{title}” is no longer in the data.", title=self.then.title or self.ref
            )
        return ""


def _told(one: Seen, other: Seen) -> str:
    """Returns what differs of two copies, in words."""
    pairs = ((one.title, other.title), (one.date, other.date), (one.value, other.value))
    parts = [part or tr("nothing") for part, against in pairs if part != against]
    return "“" + ", ".join(parts or [one.title]) + "”"


def passage_at(text: str, *, field: str, quote: str, near: int) -> Passage | None:
    """Returns a passage of a text with what stands around it, or None if the text does not hold the words.

    Args:
        text: The whole text.
        field: Name of the field that holds it.
        quote: The words.
        near: Where they are thought to begin, counted from 0; of several places the nearest is taken.
    """
    quote = quote.strip()
    places = _places(text, quote)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near))
    end = start + len(quote)
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Passage(field=field, quote=quote, prefix=prefix, suffix=suffix, start=start)


def find_passage(text: str, passage: Passage) -> int:
    """Returns where a passage begins in a text that may have changed, or -1.

    The same words count first, those with the same surroundings best; then words that are much like them between
    the same surroundings.
    """
    places = _places(text, passage.quote)
    if places:
        return max(places, key=lambda place: (_around(text, passage, place), -abs(place - passage.start)))
    return _between(text, passage)


def _places(text: str, quote: str) -> list[int]:
    places: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _around(text: str, passage: Passage, place: int) -> int:
    """Returns how many letters before and after a place are those that were there."""
    before, after = text[:place][::-1], text[place + len(passage.quote) :]
    prefix = passage.prefix[::-1]
    return _common(before, prefix) + _common(after, passage.suffix)


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _between(text: str, passage: Passage) -> int:
    start = text.find(passage.prefix) + len(passage.prefix) if passage.prefix and passage.prefix in text else -1
    end = text.find(passage.suffix, max(start, 0)) if passage.suffix else -1
    if start < 0 and end < 0:
        return -1
    length = len(passage.quote)
    start = start if start >= 0 else max(0, end - length)
    now = text[start : end if end >= 0 else start + length]
    return start if now and _alike(now, passage.quote) >= 0.6 else -1


def place(note: Note, dataset: Dataset) -> Placed:
    """Returns where a note stands in this data set.

    Args:
        note: The note.
        dataset: The data of today.
    """
    if note.target == BRIEFING:
        return Placed(kind="exact", ref=BRIEFING, then=note.seen, now=note.seen)
    record = dataset.get(note.target)
    if record is None:
        return _elsewhere(note, dataset)
    now = seen(dataset, note.target)
    start = _start(record, note.passage)
    same = note.fingerprint == dataset.edition.fingerprint or note.seen in (now, Seen())
    lost_words = note.passage is not None and (start < 0 or not _holds(record, note.passage, start))
    kind: Placement = "exact" if same and not lost_words else "changed"
    return Placed(kind=kind, ref=note.target, then=note.seen, now=now, start=start)


def place_all(notes: Iterable[Note], dataset: Dataset) -> dict[str, Placed]:
    """Returns where those of many notes stand that are not exactly where they were, by id.

    Args:
        notes: The notes.
        dataset: The data of today.
    """
    found: dict[str, Placed] = {}
    known: dict[tuple[object, ...], Placed] = {}
    for note in notes:
        key = (note.target, note.seen, note.passage, note.fingerprint)
        if key not in known:  # many notes on one entry are judged once
            known[key] = place(note, dataset)
        if known[key].kind != "exact":
            found[note.note_id] = known[key]
    return found


def _start(record: Record, passage: Passage | None) -> int:
    return -1 if passage is None else find_passage(str(getattr(record, passage.field, "")), passage)


def _holds(record: Record, passage: Passage, start: int) -> bool:
    return str(getattr(record, passage.field, "")).startswith(passage.quote, start)


def _elsewhere(note: Note, dataset: Dataset) -> Placed:
    """An entry that is gone may live on under another name: same title, or one much like it on the same day."""
    best, found = 0.0, None
    for record in _same_kind(note.target.noun, dataset):
        title = record_title(dataset, record)
        if title == note.seen.title and title:
            best, found = 1.0, record
            break
        if note.seen.date and str(getattr(record, "date", "")) == note.seen.date:
            likeness = _alike(title, note.seen.title)
            if likeness > best:
                best, found = likeness, record
    if found is None or best < ALIKE:
        return Placed(kind="lost", ref=note.target, then=note.seen, now=Seen())
    return Placed(
        kind="moved", ref=found.ref, then=note.seen, now=seen(dataset, found.ref), start=_start(found, note.passage)
    )


def _same_kind(noun: str, dataset: Dataset) -> Iterable[Record]:
    return (record for record in dataset.records() if noun == record.NOUN)


def _alike(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one[:2000], other[:2000], autojunk=False).ratio()
