"""From events to what the timeline shows: items with both clocks, lanes, message and equal table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from briefing_app.domain import filters
from briefing_app.domain.filters import DOCUMENT_DAY, Filter
from briefing_app.domain.model import Event, Ref
from briefing_app.domain.rival_dates import given_by
from briefing_app.domain.specs import (
    Caption,
    Cell,
    Column,
    Lane,
    OtherDate,
    Row,
    SourceLine,
    StripValue,
    TableSpec,
    TimelineItem,
    TimelineSpec,
    TimelineStrip,
)
from briefing_app.domain.tables import Dataset
from briefing_app.domain.timeline.lanes import LanesBy, lanes_of
from briefing_app.domain.timeline.strips import strips_of
from briefing_app.domain.wording import (
    date_words,
    day_words,
    event_date_words,
    grade_words,
    plain_word,
    published_words,
    sign_of,
)
from briefing_app.words import tr, trn

TITLE_LENGTH = 200
"""Letters of a title that are measured and drawn; the detail pane and the table show it whole."""
GAP_DAYS = 30
"""A lag of at least so many days between happening and becoming known is drawn."""
Later = Literal["grey", "hide"]
_STATUSES = ("occurred", "announced", "signed", "delivered", "missed", "ongoing")


def spec(
    dataset: Dataset,
    *,
    chosen: Filter = Filter(),  # noqa: B008 - frozen
    lanes_by: LanesBy = "topic",
    later: Later = "grey",
    noted: frozenset[Ref] = frozenset(),
    series_ids: Sequence[str] = (),
    edition: str = "",
) -> TimelineSpec:
    """Returns what the timeline shows.

    Args:
        dataset: The data.
        chosen: The filter. Its second clock greys or hides what became known later.
        lanes_by: What makes a lane.
        later: What happens to events that became known after ``chosen.as_known_on``.
        noted: Entries with notes, for the filter.
        series_ids: Series to draw under the lanes.
        edition: Edition in words.
    """
    day = chosen.as_known_on
    asked = replace(chosen, as_known_on=None) if later == "grey" else chosen
    events = filters.apply(dataset.events, asked, dataset=dataset, noted=noted)
    events = tuple(sorted(events, key=lambda e: (e.date.first(), e.date.last(), e.id)))
    lanes, lanes_of_event = lanes_of(dataset, events, lanes_by)
    items = tuple(
        _item(
            event,
            own,
            later=day is not None and not filters.known_by(event, day, dataset=dataset),
            others=_others(dataset, event, day),
        )
        for event, own in zip(events, lanes_of_event, strict=True)
    )
    strips = strips_of(dataset, series_ids, chosen=chosen)
    caption = _caption(dataset, events, items, lanes, lanes_by=lanes_by, day=day, edition=edition)
    caption = replace(caption, notes=_strip_notes(strips))
    return TimelineSpec(
        caption=caption,
        lanes=lanes,
        items=items,
        span=_span(items),
        busy=_busy(items),
        moments=_moments(day),
        strips=strips,
        table=_table(dataset, events, items, caption, strips),
    )


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


def _item(event: Event, lanes: tuple[int, ...], *, later: bool, others: tuple[OtherDate, ...] = ()) -> TimelineItem:
    start, end = _days(event)
    title, when = one_line(event.title), event_date_words(event)
    exact = event.date.precision == "day" and (event.date_end is None or event.date_end.precision == "day")
    known = event.reported.last().toordinal() if event.reported else 0
    status, ambition = sign_of("event-status", event.status).word, sign_of("ambition", event.ambition)
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
        known=known,
        later=later,
        others=others,
        spoken=", ".join(said),
    )


def _days(event: Event) -> tuple[int, int]:
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


def _span(items: Sequence[TimelineItem]) -> tuple[int, int]:
    if not items:
        return DOCUMENT_DAY.toordinal() - 365, DOCUMENT_DAY.toordinal() + 365
    return min(item.start for item in items), max(item.end for item in items)


def _busy(items: Sequence[TimelineItem]) -> tuple[int, int]:
    """Returns the shortest stretch that holds nine tenths of the items."""
    if not items:
        return _span(items)
    starts = [item.start for item in items]  # in order
    held = max(1, len(starts) * 9 // 10)
    first = min(range(len(starts) - held + 1), key=lambda i: starts[i + held - 1] - starts[i])
    return starts[first], starts[first + held - 1]


def _moments(day: dt.date | None) -> tuple[tuple[int, str], ...]:
    document = (DOCUMENT_DAY.toordinal(), tr("{day}: the document", day=day_words(DOCUMENT_DAY, short=True)))
    if day is None or day == DOCUMENT_DAY:
        return (document,)
    return (document, (day.toordinal(), tr("{day}: as known on", day=day_words(day, short=True))))


# Words


_BY_WORDS = {"topic": "by topic", "actor": "by actor", "ambition": "by ambition", "place": "by place"}


def _caption(
    dataset: Dataset,
    events: Sequence[Event],
    items: Sequence[TimelineItem],
    lanes: Sequence[Lane],
    *,
    lanes_by: LanesBy,
    day: dt.date | None,
    edition: str,
) -> Caption:
    total = len(items)
    known = sum(not item.later for item in items)
    title = tr("Nothing to show")
    if items:
        top = max(lanes, key=lambda lane: lane.count)
        title = tr("Most events: {lane}, {n} of {total}", lane=top.label, n=f"{top.count:,}", total=f"{total:,}")
        if day is not None:
            counted = f"{known:,}" if known == total else tr("{n} of {total}", n=f"{known:,}", total=f"{total:,}")
            title = tr("On {day}, {n} events were known", day=day_words(day), n=counted)
    signs = " · ".join(str(sign_of("event-status", word)) for word in _STATUSES)
    subtitle = tr(
        "{events} {by}. {signs}. Larger: weightier; dashed: date inexact{gap}{others}",
        gap=tr("; dotted: until known") if any(map(has_gap, items)) else "",
        others=tr("; ◇ other dates") if any(item.others for item in items) else "",
        events=trn("{n} event", "{n} events", total),
        by=tr(_BY_WORDS[lanes_by]),
        signs=signs,
    )
    return Caption(
        key=f"timeline-by-{lanes_by}",
        title=title,
        subtitle=subtitle,
        summary=_summary(items, lanes),
        sources=_sources(dataset, events),
        edition=edition,
        empty=_empty(dataset, items),
    )


def _strip_notes(strips: Sequence[TimelineStrip]) -> tuple[str, ...]:
    """Says which figures under the lanes are not drawn."""
    return tuple(
        tr(
            "{series}: {n} figures of shorter or overlapping periods are not drawn; they stand in the Trade tab.",
            series=strip.label,
            n=strip.left_out,
        )
        for strip in strips
        if strip.left_out
    )


def _empty(dataset: Dataset, items: Sequence[TimelineItem]) -> str:
    if items:
        return ""
    if dataset.events:
        return tr("The filter lets no event through. Take a chip away above, or reset the filter.")
    return tr("The data package holds no events.")


def _summary(items: Sequence[TimelineItem], lanes: Sequence[Lane]) -> str:
    if not items:
        return tr("No events.")
    fullest = ", ".join(f"{lane.label} {lane.count}" for lane in lanes[:4])
    statuses = Counter(item.status for item in items)
    said = ", ".join(f"{statuses[w]} {sign_of('event-status', w).word}" for w in _STATUSES if statuses[w])
    first, last = (dt.date.fromordinal(day) for day in _span(items))
    return tr(
        "{n} events from {first} to {last}. Lanes: {lanes}. By status: {said}.",
        n=f"{len(items):,}", first=day_words(first), last=day_words(last), lanes=fullest, said=said,
    )  # fmt: skip


def _sources(dataset: Dataset, events: Sequence[Event]) -> tuple[SourceLine, ...]:
    """Returns the sources cited most, all of them: the foot shows the first and counts the rest."""
    cited = Counter(source.id for event in events for source in dataset.sources_of(event))
    found = (dataset.find("sources", ident) for ident, _ in cited.most_common())
    return tuple(
        SourceLine(ref=s.ref, text=f"{s.publisher}, {published_words(s, short=True)}", grade=s.reliability)
        for s in found
        if s is not None
    )


# The equal table


def _table(
    dataset: Dataset,
    events: Sequence[Event],
    items: Sequence[TimelineItem],
    caption: Caption,
    strips: Sequence[TimelineStrip],
) -> TableSpec:
    columns = (
        Column(key="date", label=tr("Date"), kind="date", weight=4),
        Column(key="title", label=tr("Event"), weight=9),
        Column(key="status", label=tr("Status"), kind="word", weight=3),
        Column(key="topic", label=tr("Topic"), kind="word", weight=3),
        Column(key="ambition", label=tr("Ambition"), weight=2),
        Column(key="weight", label=tr("Weight"), kind="number", weight=1),
        Column(key="known", label=tr("Known"), kind="date", weight=3),
        Column(key="actors", label=tr("Actors"), weight=5),
        Column(key="place", label=tr("Place"), weight=3),
        Column(key="sources", label=tr("Sources"), weight=5),
        Column(key="others", label=tr("Other dates given"), weight=4),
    )
    rows = tuple(_row(dataset, event, item) for event, item in zip(events, items, strict=True))
    figures = tuple(_figure_row(dataset, strip, value) for strip in strips for value in strip.values)
    return TableSpec(caption=caption, columns=columns, rows=rows + figures, row_header=1)


def _figure_row(dataset: Dataset, strip: TimelineStrip, value: StripValue) -> Row:
    """A figure under the lanes in the columns of the events."""
    record = dataset.get(value.ref)
    sources = dataset.sources_of(record) if record is not None else ()
    said = "; ".join(f"{s.publisher}, {published_words(s, short=True)} ({grade_words(s.reliability)})" for s in sources)
    return Row(
        ref=value.ref,
        cells=(
            Cell(text=value.period, sort=value.start),
            Cell(text=f"{strip.label}: {value.text} {strip.unit}", sort=strip.label),
            Cell(text=value.status, sort=value.status),
            Cell(text=tr("figure"), sort="figure"),
            Cell(text="–", sort="~"),
            Cell(text="–"),
            Cell(text=""),
            Cell(text=""),
            Cell(text=""),
            Cell(text=said, ref=sources[0].ref if sources else None),
            Cell(text=""),
        ),
    )


def _row(dataset: Dataset, event: Event, item: TimelineItem) -> Row:
    status, ambition = sign_of("event-status", event.status), sign_of("ambition", event.ambition)
    sources = dataset.sources_of(event)
    said = "; ".join(f"{s.publisher}, {published_words(s, short=True)} ({grade_words(s.reliability)})" for s in sources)
    known = date_words(event.reported, short=True) + (" · " + tr("later") if item.later else "")
    names = (getattr(dataset.find("actors", a), "name", a) for a in event.actors)
    return Row(
        ref=event.ref,
        cells=(
            Cell(text=item.when, sort=item.start),
            Cell(text=event.title, sort=event.title, tone="muted" if item.later else ""),
            Cell(text=str(status), sort=status.word),
            Cell(text=plain_word(event.category), sort=event.category),
            Cell(text=ambition.sign or "–", sort=ambition.sign or "~", tone=ambition.tone),
            Cell(text=str(event.significance), sort=event.significance),
            Cell(text=known, sort=item.known or None),
            Cell(text=", ".join(names)),
            Cell(text=event.place, sort=event.place or None),
            Cell(text=said, ref=sources[0].ref if sources else None),
            Cell(
                text="; ".join(f"{other.when}: {other.words}" for other in item.others),
                sort=item.others[0].start if item.others else None,
            ),
        ),
    )
