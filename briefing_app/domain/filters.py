"""One filter for all tabs and the two clocks: when something happened and when it became known."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from briefing_app.domain.briefing import bears_on
from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import PartialDate, Record, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import day_words, plain_word
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.model import Event, Observation, Relation

FIELDS = frozenset({"period", "since", "as_known_on", "ambition", "actors", "topics", "text", "only_with_notes"})
"""The conditions by the names that ``parts`` and ``without`` use."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the person wants to see. The empty filter shows everything.

    Attributes:
        start: Nothing that ended before this day.
        end: Nothing that began after this day.
        since: Only what happened, came to light or reads differently since this day; figures stay, for a line of them
            without its beginning says nothing.
        as_known_on: Nothing that became known after this day.
        ambition: Key of the one ambition to see; empty for all.
        actors: Ids of actors of which at least one must take part.
        topics: Categories or topics of which one must fit.
        text: Words that must all occur, case and accents aside.
        only_with_notes: Only entries with a note of the person.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    since: dt.date | None = None
    as_known_on: dt.date | None = None
    ambition: str = ""
    actors: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    text: str = ""
    only_with_notes: bool = False

    def is_empty(self) -> bool:
        """Tells whether everything is shown."""
        return self == Filter()


def from_plain(values: Mapping[str, Any]) -> Filter:
    """Returns a filter from its conditions as plain values, as they stand in files; what is none is left out."""
    found: dict[str, Any] = {}
    for field in fields(Filter):
        value = values.get(field.name)
        if field.name in ("start", "end", "since", "as_known_on"):
            with contextlib.suppress(TypeError, ValueError):
                found[field.name] = dt.date.fromisoformat(value) if value else None
        elif field.name in ("actors", "topics"):
            if isinstance(value, list):
                found[field.name] = frozenset(item for item in value if isinstance(item, str))
        elif isinstance(value, type(field.default)):
            found[field.name] = value
    return Filter(**found)


def check_period(filter: Filter) -> None:
    """Refuses a period that ends before it begins.

    Raises:
        ExpectedError: It does.
    """
    if filter.start and filter.end and filter.end < filter.start:
        raise ExpectedError(tr("The period ends before it begins."), hint=tr("Choose an end on or after the start."))


def known_by(record: Record, day: dt.date, *, dataset: Dataset) -> bool:
    """Tells whether a record was known on a day: the second clock.

    Events carry their own clock in ``reported``; an actor is known as soon as an event that names it is; a judgement
    could be made only when the last of its sources had appeared; everything else counts from the earliest dated
    source. A date known only by month or year counts from its last day. What has no dated source is not known.
    """
    if record.TABLE == "events":
        reported = cast("Event", record).reported
        return reported is not None and reported.last() <= day
    if record.TABLE == "actors" and _met_by(record, day, dataset):
        return True
    dates = [source.published.last() for source in dataset.sources_of(record) if source.published]
    if dates:
        return (max(dates) if record.TABLE == "judgements" else min(dates)) <= day
    # Structure without sources of its own (series, nodes, scales, ratings) is judged by what hangs on it.
    return not (getattr(record, "source_ids", ()) or getattr(record, "source_id", ""))


def _met_by(actor: Record, day: dt.date, dataset: Dataset) -> bool:
    """Tells whether an event that was known on the day names the actor."""
    events = (dataset.get(ref) for ref in dataset.links_to(actor.ref) if ref.noun == "event")
    reported = (cast("Event", event).reported for event in events if event is not None)
    return any(known is not None and known.last() <= day for known in reported)


def span_of(record: Record) -> tuple[dt.date, dt.date] | None:
    """Returns first and last day that a record speaks of, or None if it names none."""
    if record.TABLE == "observations":
        figure = cast("Observation", record)
        return (figure.period_start, figure.period_end) if figure.period_start and figure.period_end else None
    start: PartialDate | None = getattr(record, "date", None) or getattr(record, "since", None)
    if not isinstance(start, PartialDate):
        return None
    end = getattr(record, "date_end", None) or start
    if record.TABLE == "relations":
        until = cast("Relation", record).until
        return start.first(), (until.last() if until else dt.date.max)
    return start.first(), max(end.last(), start.first())


def keeps(record: Record, filter: Filter, *, dataset: Dataset, noted: frozenset[Ref] = frozenset()) -> bool:
    """Tells whether a record passes the filter. A condition that a record cannot answer does not hide it."""
    return all(test(record, filter, dataset, noted) for test in _TESTS)


def apply(
    records: Iterable[R], filter: Filter, *, dataset: Dataset, noted: frozenset[Ref] = frozenset()
) -> tuple[R, ...]:
    """Returns the records that pass the filter, in their order."""
    if filter.is_empty():
        return tuple(records)
    return tuple(r for r in records if keeps(r, filter, dataset=dataset, noted=noted))


def _in_period(record: Record, filter: Filter, _dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    span = span_of(record) if filter.start or filter.end else None
    if span is None:
        return True
    return not (filter.start and span[1] < filter.start) and not (filter.end and span[0] > filter.end)


def _known(record: Record, filter: Filter, dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    return filter.as_known_on is None or known_by(record, filter.as_known_on, dataset=dataset)


def _since(record: Record, filter: Filter, dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    if filter.since is None:
        return True
    from briefing_app.domain.since import changed_since

    return changed_since(record, filter.since, dataset=dataset)


def _of_ambition(record: Record, filter: Filter, _dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    ambition = getattr(record, "ambition", None)
    return not filter.ambition or ambition is None or bears_on(ambition, filter.ambition)


def _with_actor(record: Record, filter: Filter, _dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    if not filter.actors:
        return True
    if record.TABLE == "relations":
        relation = cast("Relation", record)
        return relation.from_actor in filter.actors or relation.to_actor in filter.actors
    actors = getattr(record, "promoters" if record.TABLE == "corridors" else "actors", None)
    return actors is None or not filter.actors.isdisjoint(actors)


def _on_topic(record: Record, filter: Filter, _dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    if not filter.topics:
        return True
    topic = getattr(record, "category", None) or getattr(record, "topic", None)
    return topic is None or topic in filter.topics


def _with_words(record: Record, filter: Filter, _dataset: Dataset, _noted: frozenset[Ref]) -> bool:
    if not filter.text.strip() or record.TABLE not in SEARCHED:
        return True
    haystack = fold(" ".join(str(getattr(record, name)) for name in _text_fields(type(record))))
    return all(word in haystack for word in fold(filter.text).split())


SEARCHED = frozenset({"events", "claims", "evidence", "indicators", "corridors", "relations"})


def _noted_only(record: Record, filter: Filter, _dataset: Dataset, noted: frozenset[Ref]) -> bool:
    return not filter.only_with_notes or record.ref in noted


_TESTS: tuple[Callable[[Record, Filter, Dataset, frozenset[Ref]], bool], ...] = (
    _in_period,
    _since,
    _known,
    _of_ambition,
    _with_actor,
    _on_topic,
    _with_words,
    _noted_only,
)


def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in kind.__dataclass_fields__ if name in _WORDED)  # type: ignore[attr-defined]  # every Record class is a dataclass


_WORDED = frozenset(
    [
        "title",
        "summary",
        "place",
        "note",
        "claim",
        "finding",
        "reasoning",
        "statement",
        "question",
        "threshold",
        "name",
        "short_name",
        "route",
    ]
)


def fold(text: str) -> str:
    """Returns the text in lower case without accents, for searching by eye or by word."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _span(filter: Filter) -> str:
    if filter.end is None:
        return tr("from {day}", day=_day(filter.start))
    if filter.start is None:
        return tr("until {day}", day=_day(filter.end))
    return f"{_day(filter.start)} – {_day(filter.end)}"


def parts(filter: Filter, *, dataset: Dataset) -> tuple[tuple[str, str, str], ...]:
    """Returns the conditions in force as (field, label, value), in the order of the filter bar.

    The field is the name in ``Filter`` ("period" for both ends), so that a chip can take its condition away.
    """
    found: list[tuple[str, str, str]] = []
    if filter.start or filter.end:
        found.append(("period", tr("Period"), _span(filter)))
    if filter.since:
        found.append(("since", tr("Changed since"), _day(filter.since)))
    if filter.as_known_on:
        found.append(("as_known_on", tr("As known on"), _day(filter.as_known_on)))
    if filter.ambition:
        found.append(("ambition", tr("Ambition"), filter.ambition))
    if filter.actors:
        names = [getattr(dataset.find("actors", i), "name", i) for i in sorted(filter.actors)]
        found.append(("actors", tr("Actors"), ", ".join(names)))
    if filter.topics:
        found.append(("topics", tr("Topics"), ", ".join(sorted(map(plain_word, filter.topics)))))
    if filter.text.strip():
        found.append(("text", tr("Words"), visible(filter.text.strip())))
    if filter.only_with_notes:
        found.append(("only_with_notes", tr("Notes"), tr("only with my notes")))
    return tuple(found)


def words(filter: Filter, *, dataset: Dataset) -> str:
    """Returns the filter as one line of words."""
    said = [f"{label} {value}" for _field, label, value in parts(filter, dataset=dataset)]
    return "; ".join(said) or tr("no filter, everything is shown")


def without(filter: Filter, field: str) -> Filter:
    """Returns the filter without one condition, named as in ``parts``."""
    empty = Filter()
    if field == "period":
        return replace(filter, start=None, end=None)
    return replace(filter, **{field: getattr(empty, field)})


def _day(day: dt.date | None) -> str:
    return day_words(day) if day else ""
