"""The small facts of a note in words: its kind with a sign, who wrote it, and when, by the person's own clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from briefing_app.desk import Desk
from briefing_app.domain.control_signs import visible
from briefing_app.domain.entries import entry_words
from briefing_app.domain.model import BRIEFING, Note, NoteKind
from briefing_app.domain.moments import Moment
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import Sign, day_words, noun_words
from briefing_app.translation import tr, trl

KINDS: Mapping[NoteKind, Sign] = {
    "comment": Sign("✎", trl("comment"), "ink"),
    "question": Sign("?", trl("question"), "A"),
    "correction": Sign("≠", trl("correction"), "bad"),
    "follow-up": Sign("→", trl("follow-up"), "good"),
}


def kind_sign(kind: NoteKind) -> Sign:
    """Returns how a kind of note is shown."""
    found = KINDS[kind]
    return found._replace(word=tr(found.word))


def moment_of(text: str) -> dt.datetime | None:
    """Returns a moment of a note in the time zone of this machine, a day alone as it is; None if it is unknown."""
    found = Moment.stored(text)
    if found.at is None or found.whole_day:
        return found.at
    try:
        return found.at.astimezone()
    except (ValueError, OverflowError):  # at the edge of the calendar
        return found.at


def clock_words(text: str) -> str:
    """Returns the time of day with seconds, such as "14:03:22"."""
    moment = moment_of(text)
    return f"{moment:%H:%M:%S}" if moment else tr("undated")


def moment_words(text: str) -> str:
    """Returns day and time, such as "21 Nov 2026, 14:03"; the day alone where no more is known, or "undated"."""
    moment = moment_of(text)
    if moment is None:
        return tr("undated")
    day = day_words(moment.date(), short=True)
    return day if Moment.stored(text).whole_day else f"{day}, {moment:%H:%M}"


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


def entry_anywhere(desk: Desk, note: Note) -> str:
    """Returns the same for a note that may be on another briefing, whose title stands with it then."""
    if desk.notes.is_here(note):
        return entry_of(desk.dataset, note)
    named = note.seen.title if note.seen.title and note.target != BRIEFING else str(note.target)
    return tr("{entry} in “{title}”", entry=visible(named), title=visible(desk.notes.title_of(note)))


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
