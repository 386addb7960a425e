"""Tens of thousands of events and more: days as columns, an event laid out only when it is drawn or chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefing_app.domain.model import Event, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, TableSpec, TimelineItem, TimelineSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.timeline.build import Later, events_of, moments_of
from briefing_app.domain.timeline.event_table import MOST_ROWS, ColumnLane, only_first
from briefing_app.domain.timeline.headline import headline, plain_name
from briefing_app.domain.timeline.index import LaneIndex
from briefing_app.domain.timeline.items import days_of, item_of
from briefing_app.domain.timeline.kept_items import KeptItems
from briefing_app.domain.timeline.lanes import LanesBy, colours_of, lanes_of
from briefing_app.domain.timeline.rows import table_of
from briefing_app.domain.timeline.strips import strips_of
from briefing_app.domain.timeline.view import View
from briefing_app.domain.wording import day_words
from briefing_app.translation import tr, trn

MANY = 10_000
"""Above so many events a picture is made this way."""


class ManySet(KeptItems):
    """Very many events of a data package, in order of time."""

    def __init__(self, dataset: Dataset, events: Sequence[Event], *, lanes_by: LanesBy, day: dt.date | None) -> None:
        import numpy as np

        super().__init__()
        self._dataset, self._events, self._day = dataset, events, day
        days = np.array([days_of(event) for event in events], dtype=np.int64).reshape(-1, 2)
        starts, ends = days[:, 0].copy(), days[:, 1].copy()
        self.lanes, self._lanes_of = lanes_of(dataset, events, lanes_by)
        members: list[list[int]] = [[] for _ in self.lanes]
        for number, own in enumerate(self._lanes_of):
            for lane in own:
                members[lane].append(number)
        self.indexes: tuple[LaneIndex, ...] = tuple(
            ColumnLane(starts, ends, np.array(m, dtype=np.int64)) for m in members
        )
        self.whole: LaneIndex = ColumnLane(starts, ends, np.arange(len(events)))
        self.span = (int(starts[0]), int(ends.max()))
        self._number_of = {event.id: number for number, event in enumerate(events)}

    def __len__(self) -> int:
        return len(self._events)

    def _make(self, number: int) -> TimelineItem:
        return item_of(self._dataset, self._events[number], self._lanes_of[number], day=self._day)

    def number(self, ref: Ref | None) -> int:
        """Returns the number of an entry, or -1 if it is not in the set."""
        return self._number_of.get(ref.id, -1) if ref is not None and ref.noun == "event" else -1

    def table(self, view: View, caption: Caption) -> TableSpec:
        """Returns the events in view as a table, the first of them, and says if there are more."""
        numbers = self.whole.within(view, MOST_ROWS + 1)
        kept = numbers[:MOST_ROWS]
        events, items = [self._events[n] for n in kept], [self.item(n) for n in kept]
        return table_of(self._dataset, events, items, only_first(caption, len(numbers)), ())


def many(
    scope: Scope,
    *,
    lanes_by: LanesBy,
    later: Later,
    series_ids: Sequence[str],
) -> tuple[TimelineSpec, ManySet] | None:
    """Returns words and items for very many events, or None if the filter lets none through; see ``spec``."""
    events = events_of(scope, later=later)
    if not events:
        return None
    items = ManySet(scope.dataset, events, lanes_by=lanes_by, day=scope.filter.as_known_on)
    counted = trn("{n} event", "{n} events", len(items))
    day = scope.filter.as_known_on
    first, last = (day_words(dt.date.fromordinal(day)) for day in items.span)
    caption = Caption(
        key=f"timeline-by-{lanes_by}",
        title=plain_name() if day is not None else headline(items, View(items.span[0], items.span[1] + 1)),
        subtitle=tr("{events}. Where there are too many to draw, columns count them; zoom in or click", events=counted),
        summary=tr("{events} from {first} to {last}.", events=counted, first=first, last=last),
        edition=scope.edition,
    )
    spec = TimelineSpec(
        caption=caption,
        lanes=items.lanes,
        items=(),
        span=items.span,
        busy=items.span,
        moments=moments_of(day, scope.dataset.briefing.document.day),
        strips=strips_of(scope, series_ids),
        colours=colours_of(scope.dataset.briefing, {event.ambition for event in events}),
        told_by_view=day is None,
    )
    return spec, items
