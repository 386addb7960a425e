"""The table that is equal to the timeline: one row for each event, then one for each figure under the lanes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain import calendars
from briefing_app.domain.model import Event
from briefing_app.domain.specs import Caption, Cell, Column, Row, StripValue, TableSpec, TimelineItem, TimelineStrip
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import date_words, grade_words, number_words, plain_word, published_words, sign_of
from briefing_app.translation import tr, trn


def table_of(
    dataset: Dataset,
    events: Sequence[Event],
    items: Sequence[TimelineItem],
    caption: Caption,
    strips: Sequence[TimelineStrip],
) -> TableSpec:
    """Returns the equal table."""
    rows = tuple(row_of(dataset, event, item) for event, item in zip(events, items, strict=True))
    figures = tuple(_figure_row(dataset, strip, value) for strip in strips for value in strip.values)
    return TableSpec(
        caption=caption,
        columns=_columns(dataset),
        rows=rows + figures,
        row_header=1,
        counted=_counted(len(rows), len(figures)),
        file_columns=(
            Column(key="figure", label=tr("The figure of a series"), kind="number", file="range"),
            Column(key="unit", label=tr("Its unit")),
        ),
    )


def _counted(events: int, figures: int) -> str:
    """Says why there are more rows than events."""
    if not figures:
        return ""
    counted = trn("{n} event", "{n} events", events), trn("{n} figure", "{n} figures", figures)
    return tr("{events}, {figures} of the series", events=counted[0], figures=counted[1])


def _columns(dataset: Dataset) -> tuple[Column, ...]:
    return (
        Column(
            key="date", label=tr("Date"), kind="date", weight=4,
            meaning=tr("When it happened, as exactly as it is known; for a figure its period"),
        ),
        Column(
            key="title", label=tr("Event"), weight=9,
            meaning=tr("Title of the event; for a figure its series and value"),
        ),
        Column(
            key="status", label=tr("Status"), kind="word", weight=3,
            meaning=tr("occurred, announced, signed, delivered, missed or ongoing; for a figure how it came about"),
        ),
        Column(key="topic", label=tr("Topic"), kind="word", weight=3, spare=True, meaning=tr("The lane by topic")),
        Column(
            key="ambition", label=tr("Ambition"), weight=2,
            meaning=dataset.briefing.meaning(),
        ),
        Column(
            key="weight", label=tr("Weight"), kind="number", weight=1, spare=True,
            meaning=tr("1 background, 2 notable, 3 key"),
        ),
        Column(
            key="known", label=tr("Known"), kind="date", weight=3,
            meaning=tr("Earliest dated source; “later” if after the day chosen"),
        ),
        Column(key="actors", label=tr("Actors"), weight=5, spare=True),
        Column(key="place", label=tr("Place"), weight=3, spare=True),
        Column(
            key="sources", label=tr("Sources"), weight=5, spare=True,
            meaning=tr("Publisher, date and Admiralty letter of reliability, – if not graded"),
        ),
        Column(
            key="others", label=tr("Other dates given"), weight=4, spare=True,
            meaning=tr("Dates that other sources give for the event, with what they say"),
        ),
    )  # fmt: skip


def _figure_row(dataset: Dataset, strip: TimelineStrip, value: StripValue) -> Row:
    """A figure under the lanes in the columns of the events."""
    record = dataset.get(value.ref)
    high = getattr(record, "value_high", None)
    words = number_words(value.value, strip.unit, high=high)
    sources = dataset.sources_of(record) if record is not None else ()
    said = "; ".join(f"{s.publisher}, {published_words(s, short=True)} ({grade_words(s.reliability)})" for s in sources)
    return Row(
        ref=value.ref,
        cells=(
            Cell(text=value.period, sort=value.start, value=_day(value.start), high=_day(value.end)),
            Cell(text=f"{strip.label}: {words}", sort=strip.label),
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
        file_cells=(Cell(text=words, value=value.value, high=high, words=words), Cell(text=strip.unit)),
    )


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def row_of(dataset: Dataset, event: Event, item: TimelineItem) -> Row:
    """Returns the row of an event."""
    status, ambition = sign_of("event-status", event.status), dataset.briefing.sign(event.ambition)
    sources = dataset.sources_of(event)
    said = "; ".join(f"{s.publisher}, {published_words(s, short=True)} ({grade_words(s.reliability)})" for s in sources)
    known = date_words(event.reported, short=True)
    known = calendars.beside(known, event.reported) if event.reported else known
    known = f"{known} · {tr('later')}" if item.later else known
    names = (getattr(dataset.find("actors", a), "name", a) for a in event.actors)
    return Row(
        ref=event.ref,
        cells=(
            Cell(text=item.when, sort=item.start, value=_day(item.start), high=_day(item.end)),
            Cell(text=event.title, sort=event.title, tone="muted" if item.later else ""),
            Cell(text=str(status), sort=status.word),
            Cell(text=plain_word(event.category), sort=event.category),
            Cell(text=ambition.sign or "–", sort=ambition.sign or "~", tone=ambition.tone),
            number_cell(event.significance),
            replace(date_cell(event.reported, text=known), sort=item.known or None),
            Cell(text=", ".join(names)),
            Cell(text=event.place, sort=event.place or None),
            Cell(text=said, ref=sources[0].ref if sources else None),
            Cell(
                text="; ".join(f"{other.when}: {other.words}" for other in item.others),
                sort=item.others[0].start if item.others else None,
            ),
        ),
        file_cells=(Cell(text=""), Cell(text="")),
    )
