"""The small facts of a note in words: its kind with a sign, who wrote it, and when, by the person's own clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from briefing_app.domain.entries import entry_words
from briefing_app.domain.model import BRIEFING, Note, NoteKind
from briefing_app.domain.tables import Dataset
from briefing_app.domain.visible import visible
from briefing_app.domain.wording import Sign, day_words, noun_words
from briefing_app.words import tr

KINDS: Mapping[NoteKind, Sign] = {
    "comment": Sign("✎", "comment", "ink"),
    "question": Sign("?", "question", "A"),
    "correction": Sign("≠", "correction", "bad"),
    "follow-up": Sign("→", "follow-up", "good"),
}


def moment_of(text: str) -> dt.datetime | None:
    """Returns a moment of a note in the time zone of this machine, or None if it is none."""
    try:
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone()
    except (ValueError, OverflowError):
        return None


def clock_words(text: str) -> str:
    """Returns the time of day with seconds, such as "14:03:22"."""
    moment = moment_of(text)
    return f"{moment:%H:%M:%S}" if moment else text


def moment_words(text: str) -> str:
    """Returns day and time, such as "21 Nov 2026, 14:03"; a moment that cannot be placed is shown as it is."""
    moment = moment_of(text)
    return f"{day_words(moment.date(), short=True)}, {moment:%H:%M}" if moment else text


def author_words(note: Note) -> str:
    """Returns who wrote a note."""
    named = ", ".join(part for part in (note.author, note.office) if part)
    return visible(named) or (tr("me") if note.own else tr("author not named"))


def tag_words(note: Note) -> str:
    """Returns the tags of a note, each with its mark."""
    return "  ".join(f"#{visible(tag)}" for tag in note.tags)


def entry_of(dataset: Dataset, note: Note) -> str:
    """Returns what the entry of a note is called; one that is gone by the name under which the person saw it."""
    if note.target != BRIEFING and note.seen.title and dataset.get(note.target) is None:
        return f"{noun_words(note.target)}: {visible(note.seen.title)}"
    return entry_words(dataset, note.target)


def backup_words(made: dt.datetime) -> str:
    """Returns the moment of a backup by the clock of this machine, such as "Tuesday 24 November, 14:05".

    The year stands with it where it is not the present one.
    """
    moment = made.astimezone()
    day = day_words(moment.date())
    if moment.year == dt.datetime.now(dt.UTC).astimezone().year:
        day = day.removesuffix(f" {moment.year}")
    days = (tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"))
    return f"{days[moment.weekday()]} {day}, {moment:%H:%M}"
