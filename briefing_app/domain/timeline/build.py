"""From events to what the timeline shows: items with both clocks, lanes, message and equal table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from briefing_app.domain import problems
from briefing_app.domain.model import Event
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import (
    Caption,
    Lane,
    SourceLine,
    TimelineItem,
    TimelineSpec,
    TimelineStrip,
)
from briefing_app.domain.tables import Dataset
from briefing_app.domain.timeline.headline import headline, plain_name
from briefing_app.domain.timeline.index import PlainSet
from briefing_app.domain.timeline.items import item_of
from briefing_app.domain.timeline.lanes import LanesBy, colours_of, lanes_of
from briefing_app.domain.timeline.rows import table_of
from briefing_app.domain.timeline.strips import strips_of
from briefing_app.domain.timeline.view import View
from briefing_app.domain.wording import (
    day_words,
    published_words,
    sign_of,
)
from briefing_app.translation import grouped, tr, trl, trn

Later = Literal["grey", "hide"]
_STATUSES = ("occurred", "announced", "signed", "delivered", "missed", "ongoing")


def spec(
    scope: Scope,
    *,
    lanes_by: LanesBy = "topic",
    later: Later = "grey",
    series_ids: Sequence[str] = (),
) -> TimelineSpec:
    """Returns what the timeline shows; it is laid out once.

    Args:
        scope: What is asked about. The second clock of its filter greys or hides what became known later.
        lanes_by: What makes a lane.
        later: What happens to events that became known after the day of the filter's ``as_known_on``.
        series_ids: Series to draw under the lanes.
    """
    under = tuple(series_ids)
    return scope.once(("timeline", lanes_by, later, under), lambda: _spec(scope, lanes_by, later, under))


def _spec(scope: Scope, lanes_by: LanesBy, later: Later, series_ids: Sequence[str]) -> TimelineSpec:
    dataset, day = scope.dataset, scope.filter.as_known_on
    events = events_of(scope, later=later)
    lanes, lanes_of_event = lanes_of(dataset, events, lanes_by)
    items = tuple(item_of(dataset, e, own, day=day) for e, own in zip(events, lanes_of_event, strict=True))
    strips = strips_of(scope, series_ids)
    caption = _caption(scope, events, items, lanes, lanes_by=lanes_by)
    caption = replace(caption, notes=_strip_notes(strips))
    made = TimelineSpec(
        caption=caption,
        lanes=lanes,
        items=items,
        span=_span(items),
        busy=_busy(items),
        moments=moments_of(day, dataset.briefing.document.day),
        strips=strips,
        colours=colours_of(dataset.briefing, {item.ambition for item in items}),
        told_by_view=bool(items) and day is None,
    )
    if made.told_by_view:
        title = headline(PlainSet(made), View(made.span[0], made.span[1] + 1))
        made = replace(made, caption=replace(caption, title=title))
    return replace(made, table=table_of(dataset, events, items, made.caption, strips))


_NO_EVENT = dt.date(2000, 1, 1)
"""The middle of a timeline that holds nothing."""


def events_of(scope: Scope, *, later: Later) -> tuple[Event, ...]:
    """Returns the events that pass the filter, in order of time; they are sorted once."""
    asked = scope.without("as_known_on") if later == "grey" else scope
    shown = asked.visible(asked.dataset.events)
    return asked.once("events in order", lambda: tuple(sorted(shown, key=_in_time)))


def _in_time(event: Event) -> tuple[dt.date, dt.date, str]:
    return event.date.first(), event.date.last(), event.id


def _span(items: Sequence[TimelineItem]) -> tuple[int, int]:
    if not items:
        return _NO_EVENT.toordinal() - 365, _NO_EVENT.toordinal() + 365
    return min(item.start for item in items), max(item.end for item in items)


def _busy(items: Sequence[TimelineItem]) -> tuple[int, int]:
    """Returns the shortest stretch that holds nine tenths of the items."""
    if not items:
        return _span(items)
    starts = [item.start for item in items]  # in order
    held = max(1, len(starts) * 9 // 10)
    first = min(range(len(starts) - held + 1), key=lambda i: starts[i + held - 1] - starts[i])
    return starts[first], starts[first + held - 1]


def moments_of(day: dt.date | None, document: dt.date | None) -> tuple[tuple[int, str], ...]:
    """Returns the labelled days across all lanes: the document's own, and the one whose knowledge is asked for."""
    found = []
    if document is not None:
        found.append((document.toordinal(), tr("{day}: the document", day=day_words(document, short=True))))
    if day is not None and day != document:
        found.append((day.toordinal(), tr("{day}: as known on", day=day_words(day, short=True))))
    return tuple(found)


# Words


_BY_WORDS = {
    "topic": trl("by topic"),
    "actor": trl("by actor"),
    "ambition": trl("by ambition"),
    "place": trl("by place"),
}


def _caption(
    scope: Scope,
    events: Sequence[Event],
    items: Sequence[TimelineItem],
    lanes: Sequence[Lane],
    *,
    lanes_by: LanesBy,
) -> Caption:
    day = scope.filter.as_known_on
    total = len(items)
    known = sum(not item.later for item in items)
    title = plain_name() if items else tr("Nothing to show")
    if items and day is not None:
        counted = grouped(known) if known == total else tr("{n} of {total}", n=grouped(known), total=grouped(total))
        title = trn(
            "On {day}, {counted} event was known",
            "On {day}, {counted} events were known",
            total,
            day=day_words(day),
            counted=counted,
        )
    return Caption(
        key=f"timeline-by-{lanes_by}",
        title=title,
        subtitle=tr("{events} {by}", events=trn("{n} event", "{n} events", total), by=tr(_BY_WORDS[lanes_by])),
        summary=_summary(items, lanes),
        sources=_sources(scope.dataset, events),
        edition=scope.edition,
        empty=_empty(scope.dataset, items),
    )


def _strip_notes(strips: Sequence[TimelineStrip]) -> tuple[str, ...]:
    """Says which figures under the lanes are not drawn."""
    return tuple(
        trn(
            "{series}: {n} figure of a shorter or overlapping period is not drawn; it is in the Trade tab.",
            "{series}: {n} figures of shorter or overlapping periods are not drawn; they are in the Trade tab.",
            strip.left_out,
            series=strip.label,
        )
        for strip in strips
        if strip.left_out
    )


def _empty(dataset: Dataset, items: Sequence[TimelineItem]) -> str:
    if items:
        return ""
    if dataset.events:
        return tr("No event passes the filter. Remove a condition above, or reset the filter.")
    return problems.why_empty(dataset, "events", otherwise="")


def _summary(items: Sequence[TimelineItem], lanes: Sequence[Lane]) -> str:
    if not items:
        return tr("No events.")
    fullest = ", ".join(f"{lane.label} {lane.count}" for lane in lanes[:4])
    statuses = Counter(item.status for item in items)
    said = ", ".join(f"{statuses[w]} {sign_of('event-status', w).word}" for w in _STATUSES if statuses[w])
    first, last = (dt.date.fromordinal(day) for day in _span(items))
    return tr(
        "{events} from {first} to {last}. Lanes: {lanes}. By status: {said}.",
        events=trn("{n} event", "{n} events", len(items)),
        first=day_words(first),
        last=day_words(last),
        lanes=fullest,
        said=said,
    )


def _sources(dataset: Dataset, events: Sequence[Event]) -> tuple[SourceLine, ...]:
    """Returns the sources cited most, all of them: the foot shows the first and counts the rest."""
    cited = Counter(source.id for event in events for source in dataset.sources_of(event))
    found = (dataset.find("sources", ident) for ident, _ in cited.most_common())
    return tuple(
        SourceLine(ref=s.ref, text=f"{s.publisher}, {published_words(s, short=True)}", grade=s.reliability)
        for s in found
        if s is not None
    )
