"""What a filter lets through when nothing is to slip past it: the part of the data that a paper may speak of.

``filters.keeps`` lets a record pass that cannot answer a condition, as a list on screen needs it. Here such a record
answers through what it rests on: a judgement through its evidence, a corridor through the events that name it, a
figure through its series. What cannot answer at all is left out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from briefing_app.domain import filters
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import (
    Actor,
    Claim,
    Corridor,
    Indicator,
    Observation,
    PartialDate,
    Record,
    Ref,
    Relation,
    Series,
)
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset, Table

R = TypeVar("R", bound=Record)
# Through which kinds of entries, linked either way, a record answers what it cannot answer itself.
_GROUNDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "evidence": ("event", "series", "claim"),
        "observations": ("series",),
        "series": ("observation",),
        "claims": ("event", "series", "evidence", "observation"),
        "corridors": ("event", "evidence", "series"),
        "actors": ("event", "relation", "evidence"),
        "indicators": ("event", "series", "evidence", "claim"),
        "judgements": ("evidence", "claim", "indicator"),
        "document": ("claim", "event", "evidence"),
        "hypotheses": ("rating",),
        "ratings": ("evidence",),
        "segments": ("corridor",),
        "nodes": ("segment",),
        "sources": (
            "event",
            "evidence",
            "observation",
            "claim",
            "relation",
            "indicator",
            "judgement",
            "corridor",
            "actor",
        ),
    }
)
# The tables whose rows are shown one by one; the others are what these refer to and stay whole.
_SHOWN = ("events", "evidence", "relations", "observations", "claims", "corridors", "indicators", "judgements")
_DEPTH = 3
"""Steps from a place on the map over its piece of line and its corridor to the event that names that one."""
_CONDITIONS = ("period", "ambition", "actors", "topics", "text")


class Within:
    """One data set behind one filter.

    Args:
        scope: What is asked about.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope, self._dataset, self._filter = scope, scope.dataset, scope.filter
        self._known: dict[tuple[Ref, Filter, int], bool] = {}
        self._part: Scope | None = None

    @property
    def dataset(self) -> Dataset:
        """The data with only those rows that pass; actors, sources and other things referred to stay whole."""
        return self.scope.dataset

    @property
    def scope(self) -> Scope:
        """What pictures and lists of the part ask about: of the filter they still need period and day of knowledge.

        Everything else has been applied, and asking twice would ask those who answer only through others.
        """
        if self._part is None:
            filter, whole = self._filter, self._dataset
            self._part = dataclasses.replace(
                self._scope,
                dataset=whole if filter.is_empty() else self._restricted(),
                filter=Filter(start=filter.start, end=filter.end, as_known_on=filter.as_known_on),
            )
        return self._part

    def shown(self, records: tuple[R, ...]) -> tuple[R, ...]:
        """Returns the records that pass, in their order."""
        return tuple(record for record in records if self.passes(record.ref))

    def passes(self, ref: Ref) -> bool:
        """Tells whether an entry passes; one that is not in the data passes only where nothing is asked."""
        if self._filter.is_empty():
            return True
        record = self._dataset.get(ref)
        if record is None or not self._scope.keeps(record):
            return False
        return self._answers(record, dataclasses.replace(self._filter, only_with_notes=False), _DEPTH)

    def _answers(self, record: Record, asked: Filter, depth: int) -> bool:
        """Tells whether a record, or something it rests on within so many steps, meets all that is asked."""
        key = (record.ref, asked, depth)
        if key not in self._known:
            self._known[key] = self._met(record, asked, depth)
        return self._known[key]

    def _met(self, record: Record, asked: Filter, depth: int) -> bool:
        if not filters.keeps(record, asked, dataset=self._dataset):
            return False
        left = filters.without(asked, "since")  # ``filters.keeps`` has looked
        for field in _CONDITIONS:
            answer = self._own_answer(record, asked, field)
            if answer is False:
                return False
            if answer is True:
                left = filters.without(left, field)
        if left == Filter(as_known_on=asked.as_known_on):
            return True
        # A figure asks its series, but not through that its fellow figures.
        steps = 0 if record.TABLE == "observations" else depth - 1
        return depth > 0 and any(self._answers(ground, left, steps) for ground in self._grounds(record))

    def _own_answer(self, record: Record, asked: Filter, field: str) -> bool | None:
        """Returns what a record says to one condition itself: yes, no, or nothing."""
        if field == "period":
            return _in_period(record, asked, self._dataset.briefing.document.day) if asked.start or asked.end else True
        if not getattr(asked, field) or (field == "text" and not asked.text.strip()):
            return True
        if field == "actors":
            return self._with_actors(record, asked.actors)
        if field == "text":
            return self._with_words(record, asked.text)
        names = ("ambition",) if field == "ambition" else ("category", "topic")
        # ``filters.keeps`` has said no already where the record has a word of its own.
        return True if any(getattr(record, name, None) for name in names) else None

    @staticmethod
    def _with_actors(record: Record, wanted: frozenset[str]) -> bool | None:
        if isinstance(record, Actor):
            return record.actor_id in wanted
        if isinstance(record, Series):
            return True if {record.reporter, record.partner} & wanted else None
        # ``filters.keeps`` has said no already where a record names others.
        return True if isinstance(record, Corridor | Relation) or getattr(record, "actors", None) else None

    @staticmethod
    def _with_words(record: Record, text: str) -> bool | None:
        if record.TABLE in filters.SEARCHED:
            return True  # ``filters.keeps`` has looked
        own = (getattr(record, name) for name in record.__dataclass_fields__)  # type: ignore[attr-defined]  # every Record class is a dataclass
        haystack = filters.fold(" ".join(value for value in own if isinstance(value, str)))
        return True if all(word in haystack for word in filters.fold(text).split()) else None

    def _grounds(self, record: Record) -> Iterator[Record]:
        if isinstance(record, Relation):
            pair = {record.from_actor, record.to_actor}
            yield from (event for event in self._dataset.events if pair <= set(event.actors))
            return
        nouns = _GROUNDS.get(record.TABLE, ())
        for ref in (*self._dataset.links_from(record), *self._dataset.links_to(record.ref)):
            ground = self._dataset.get(ref) if ref.noun in nouns else None
            if ground is not None:
                yield ground

    def _restricted(self) -> Dataset:
        tables = dict(self._dataset.tables)
        for name in _SHOWN:
            found = tables.get(name)
            if found is not None:
                tables[name] = _only(found, self.shown(found.rows))
        series = tables.get("series")
        if series is not None:
            figures = tables["observations"].rows if "observations" in tables else ()
            needed = {cast("Observation", figure).series_id for figure in figures}
            tables["series"] = _only(series, tuple(row for row in series.rows if row.series_id in needed))
        return dataclasses.replace(self._dataset, tables=tables)


def _only(table: Table[R], rows: tuple[R, ...]) -> Table[R]:
    return dataclasses.replace(table, rows=rows, by_id={row.id: row for row in rows})


def _in_period(record: Record, asked: Filter, first: dt.date | None) -> bool | None:
    """An indicator speaks of the days on which it was read, a claim of its period, all others of their own dates."""
    if isinstance(record, Indicator):
        latest = (record.latest_date.first(), record.latest_date.last())
        days = (latest,) if first is None else ((first, first), latest)
        return any(_overlaps(start, end, asked) for start, end in days)
    if isinstance(record, Claim):
        span = _span_of_claim(record)
        return None if span is None else _overlaps(*span, asked)
    # ``filters.keeps`` has said no already where a record has a date outside.
    return True if filters.span_of(record) is not None else None


def _overlaps(first: dt.date, last: dt.date, asked: Filter) -> bool:
    return not (asked.start and last < asked.start) and not (asked.end and first > asked.end)


def _span_of_claim(claim: Claim) -> tuple[dt.date, dt.date] | None:
    first, _, last = claim.period.partition("/")
    try:
        return PartialDate.parse(first).first(), PartialDate.parse(last or first).last()
    except ValueError:
        return None
