"""What happened: every event of the filter with its status, summary and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, zip_longest

from briefing_app.domain.model import Event
from briefing_app.domain.rival_dates import given_by
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Table
from briefing_app.domain.timeline import headline, most_words, plain_name, spec
from briefing_app.domain.wording import date_words, event_date_words, sign_of
from briefing_app.pictures.timeline import seen_whole
from briefing_app.report.blocks import Block, Blocks, Grid, Head, Heading, Line, Paragraph, Picture, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import grouped, tr, trn

_TALL, _LOW = 470.0, 228.0
"""Points: height of the picture of all events, and of that of the latest ones."""
_SHORTER = 36.0
"""Points by which a page of the letter format is shorter than one of A4."""
_FEW = 8
"""Events that make a group of their own."""
_LATEST = 9
"""Key events that a short document tells."""


def timeline(material: Material) -> Blocks:
    """Returns the events year by year, nothing if none passes the filter; a short document tells the key ones."""
    every = sorted(material.part.events, key=lambda e: (e.date.first(), e.event_id))
    if not every:
        return ()
    events = _key_events(every)[-_LATEST:] if material.short else every
    blocks: list[Block] = [_picture(events, every, material), Paragraph(runs=plain(_counted(every)), style="small")]
    if material.short:
        blocks.append(_grid(events, material, title=tr("The latest key events")))
        return tuple(blocks)
    for title, group in _years(events):
        blocks += (Heading(text=title, level=2), _grid(group, material))
    return tuple(blocks)


def _years(events: list[Event]) -> Iterator[tuple[str, list[Event]]]:
    """Yields the events by year; years of few events go together."""
    held: list[Event] = []
    groups = [list(group) for _year, group in groupby(events, key=lambda e: e.date.year)]
    for group, following in zip_longest(groups, groups[1:]):
        held += group
        if len(held) >= _FEW or following is None:
            first, last = held[0].date.year, held[-1].date.year
            yield (str(first) if first == last else tr("{first} to {last}", first=first, last=last)), held
            held = []


def _key_events(events: list[Event]) -> list[Event]:
    """Returns the events of most significance that there are."""
    most = max(event.significance for event in events)
    return [event for event in events if event.significance == most]


def _picture(events: list[Event], every: list[Event], material: Material) -> Picture:
    """Draws the events told; its title is a message, and its own legend tells the signs."""
    drawn = spec(_only(events, material), later="hide", lanes_by="ambition" if material.short else "topic")
    seen = seen_whole(drawn, whole_names=True)
    if material.short:
        told = trn("The latest key event by ambition", "The {n} latest key events by ambition", len(events))
        title = headline(seen.items, seen.view)
        caption = (
            replace(drawn.caption, title=title, subtitle=told)
            if title != plain_name()
            else replace(drawn.caption, title=told, subtitle="")
        )
        return material.picture(replace(seen, caption=caption), tall=_LOW)
    busiest, n = Counter(e.date.year for e in every).most_common(1)[0]
    told = trn("{n} event by topic", "{n} events by topic", len(events))
    caption = replace(drawn.caption, title=most_words(str(busiest), n, len(every)), subtitle=told)
    whole = _TALL - (_SHORTER if material.options.paper == "letter" else 0.0)
    picture = material.picture(replace(seen, caption=caption), tall=whole)
    return replace(picture, floats=True)  # it fills most of a page


def _only(events: list[Event], material: Material) -> Scope:
    """What is asked about with no other events in it."""
    data = material.part
    table = Table(rows=tuple(events), by_id={event.id: event for event in events})
    return replace(material.asked, dataset=replace(data, tables={**data.tables, "events": table}))


def _grid(events: list[Event], material: Material, *, title: str = "") -> Grid:
    return Grid(
        title=title,
        columns=(
            Head(label=tr("Date"), weight=4),
            Head(label=tr("Event"), weight=19),
            Head(label=tr("Status"), weight=4),
            Head(label=material.dataset.briefing.letters("both", between=", ") or tr("Ambition"), weight=2),
        ),
        lines=tuple(_line(event, material) for event in events),
        dense=True,
    )


def _counted(events: list[Event]) -> str:
    later = sum(e.reported is not None and e.reported.first() > e.date.last() for e in events)
    return trn(
        "{n} event; {later} of them became known only after the event, and each then says so.",
        "{n} events; {later} of them became known only after the event, and each then says so.",
        len(events),
        later=grouped(later),
    )


def _line(event: Event, material: Material) -> Line:
    material.show(event)
    told: Runs = (
        *plain(event.title, strong=True),
        *plain(f". {event.summary} " if not event.title.endswith((".", "?")) else f" {event.summary} "),
        *material.cite(event, most=1 if material.short else 0),
    )
    others = given_by(material.dataset, event, material.filter.as_known_on)
    if others:
        dates = "; ".join(f"{date_words(other.date)}: {other.words}" for other in others)
        told = (*told, *plain("\n" + tr("Other dates given: {dates}.", dates=dates)))
    status = str(sign_of("event-status", event.status))
    if event.reported is not None and event.reported.first() > event.date.last():
        status += "\n" + tr("known {date}", date=date_words(event.reported, short=True))
    ambition = material.dataset.briefing.letters(event.ambition, none="–")
    return Line(cells=(plain(event_date_words(event)), told, plain(status), plain(ambition)), anchor=str(event.ref))
