"""Series on the time axis of the lanes, so that events and figures can be read together."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain import filters
from briefing_app.domain.model import Observation, Series
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import StripValue, TimelineStrip
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import number, number_words, period_in_both, period_words, sign_of, unit_words

_SPOKEN = frozenset({"target", "plan", "forecast"})
_TONES = ("s1", "s2")


def strips_of(scope: Scope, series_ids: Sequence[str]) -> tuple[TimelineStrip, ...]:
    """Returns one strip for each series that has dated preferred figures; at most two.

    Statements about the future are no measurements and are left out; rival figures stand in the Trade tab.
    Figures that became known after the day chosen are left out.
    """
    dataset, day = scope.dataset, scope.filter.as_known_on
    found: list[TimelineStrip] = []
    for series_id in series_ids[:2]:
        series: Series | None = dataset.find("series", series_id)
        if series is None:
            continue
        mine = [
            o
            for o in dataset.observations
            if o.series_id == series_id
            and o.preferred
            and o.status not in _SPOKEN
            and o.period_start is not None
            and o.period_end is not None
            and (day is None or filters.known_by(o, day, dataset=dataset))
        ]
        if mine:
            found.append(_strip(series, mine, tone=_TONES[len(found)]))
    return tuple(found)


def offered(dataset: Dataset) -> tuple[tuple[str, str], ...]:
    """Returns the series that can be drawn under the lanes as (id, label): those wished for first, then by topic.

    A series needs three dated preferred figures to show a course.
    """
    counts: dict[str, int] = {}
    for o in dataset.observations:
        if o.preferred and o.status not in _SPOKEN and o.period_start is not None:
            counts[o.series_id] = counts.get(o.series_id, 0) + 1
    able = [s for s in dataset.series if counts.get(s.id, 0) >= 3]
    wished = dataset.briefing.timeline_series
    first = [s for ident in wished for s in able if s.id == ident]
    rest = sorted((s for s in able if s.id not in wished), key=lambda s: (s.topic, s.label))
    return tuple((s.id, s.label) for s in (*first, *rest))


def _apart(mine: Sequence[Observation]) -> list[Observation]:
    """Returns whole years, and of other periods those that no figure kept before covers; the longest come first.

    Seasons, half years and months are never drawn over a year: they count something else or a part of it.
    """
    ordered = sorted(mine, key=lambda o: (o.period_kind != "year", -_days(o), o.period_start))
    kept: list[Observation] = []
    for o in ordered:
        if not any(_overlap(o, other) for other in kept):
            kept.append(o)
    return sorted(kept, key=lambda o: (o.period_start, o.period_end))


def _days(o: Observation) -> int:
    return (o.period_end - o.period_start).days if o.period_start and o.period_end else 0


def _overlap(one: Observation, other: Observation) -> bool:
    if not (one.period_start and one.period_end and other.period_start and other.period_end):
        return False
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def _strip(series: Series, mine: Sequence[Observation], *, tone: str) -> TimelineStrip:
    kept = _apart(mine)
    values = tuple(
        StripValue(
            ref=o.ref,
            start=o.period_start.toordinal(),
            end=o.period_end.toordinal(),
            value=o.value,
            text=number(o.value),
            part=o.period_kind != "year",
            hollow=o.status in ("estimated", "derived", "preliminary"),
            period=period_words(o),
            status=sign_of("observation-status", o.status).word,
            spoken=", ".join(
                (
                    series.label,
                    period_in_both(o),
                    number_words(o.value, series.unit, high=o.value_high),
                    sign_of("observation-status", o.status).word,
                )
            ),
        )
        for o in kept
        if o.period_start is not None and o.period_end is not None
    )
    return TimelineStrip(
        ref=series.ref,
        label=series.label,
        unit=unit_words(series.unit),
        values=values,
        highest=max(0.0, *(v.value for v in values)),
        lowest=min(0.0, *(v.value for v in values)),
        tone=tone,
        left_out=len(mine) - len(kept),
    )
