"""One event as the timeline draws it: its days as ordinals, both clocks, other dates, words for eye and ear."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain import filters
from briefing_app.domain.model import Event
from briefing_app.domain.rival_dates import given_by
from briefing_app.domain.specs import OtherDate, TimelineItem
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import date_words, event_date_words, sign_of
from briefing_app.translation import tr, trn

TITLE_LENGTH = 200
"""Letters of a title that are measured and drawn; the detail pane and the table show it whole."""
GAP_DAYS = 30
"""A lag of at least so many days between happening and becoming known is drawn."""


def one_line(text: str, *, length: int = TITLE_LENGTH) -> str:
    """Returns text of others as one line of printable letters, cut at a length."""
    if len(text) <= length and text.isprintable():
        return " ".join(text.split())
    short = text[: length * 2]
    clean = " ".join("".join(c if c.isprintable() or _joins(c) else " " for c in short).split())
    return clean if len(clean) <= length and len(text) <= length * 2 else clean[: length - 1].rstrip() + "…"


def _joins(letter: str) -> bool:
    """The joiners of Persian and Indic script are no printable letters but belong to the word."""
    return letter in "\u200c\u200d"


def _others(dataset: Dataset, event: Event, day: dt.date | None) -> tuple[OtherDate, ...]:
    """Returns the dates that other sources give, as far as they had been given on the day asked for."""
    return tuple(
        OtherDate(
            start=rival.date.first().toordinal(),
            end=rival.date.last().toordinal(),
            when=date_words(rival.date, short=True),
            words=rival.words,
        )
        for rival in given_by(dataset, event, day)
    )


def item_of(dataset: Dataset, event: Event, lanes: tuple[int, ...], *, day: dt.date | None) -> TimelineItem:
    """Returns an event as it is drawn.

    Args:
        dataset: The data.
        event: The event.
        lanes: Indexes of its lanes.
        day: The day whose knowledge is asked for; None for today.
    """
    later = day is not None and not filters.known_by(event, day, dataset=dataset)
    others = _others(dataset, event, day)
    start, end = days_of(event)
    title, when = one_line(event.title), event_date_words(event)
    exact = event.date.precision == "day" and (event.date_end is None or event.date_end.precision == "day")
    known = event.reported.last().toordinal() if event.reported else 0
    status, ambition = sign_of("event-status", event.status).word, dataset.briefing.sign(event.ambition)
    said = [when, title, status, ambition.word]
    gap = gap_words(end, known)
    if gap:
        said.append(gap)
    if others:
        said.append(tr("other dates given: {dates}", dates="; ".join(other.when for other in others)))
    if later:
        said.append(tr("not yet known on the day chosen"))
    return TimelineItem(
        ref=event.ref,
        start=start,
        end=end,
        exact=exact,
        lanes=lanes,
        title=title,
        when=when,
        status=event.status,
        weight=min(max(event.significance, 1), 3),
        ambition=event.ambition,
        tone=ambition.tone,
        letters=ambition.sign,
        known=known,
        later=later,
        others=others,
        spoken=", ".join(said),
    )


def days_of(event: Event) -> tuple[int, int]:
    """Returns first and last day; an end before the start, which the check of the data tells, is not drawn."""
    start = event.date.first().toordinal()
    end = (event.date_end or event.date).last().toordinal()
    return start, end if end >= start else event.date.last().toordinal()


def gap_words(end: int, known: int) -> str:
    """Returns how long after its end something became known; empty for less than a week."""
    days = known - end if known else 0
    if days < 7:
        return ""
    return trn("became known {n} day later", "became known {n} days later", days)


def has_gap(item: TimelineItem) -> bool:
    """Tells whether an event became known so late that the gap is drawn."""
    return item.known > 0 and item.known - item.end >= GAP_DAYS
