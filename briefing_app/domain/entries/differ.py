"""Where sources differ: all versions side by side with who, when and basis, the preferred one with its reason."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.entries.card import Difference, Version
from briefing_app.domain.entries.preferred import preferred_words
from briefing_app.domain.entries.titles import figure_words
from briefing_app.domain.filters import known_by
from briefing_app.domain.model import Claim, Event, Observation, Record, Ref, Series, Source
from briefing_app.domain.rival_dates import given_by
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import (
    date_words,
    event_date_words,
    grade_words,
    period_words,
    published_words,
    sign_of,
)
from briefing_app.translation import tr

# Two values of one period count as different when they lie more than half a per cent apart.
APART = 0.005
_MARKS = ("target", "plan", "forecast")


def differences(dataset: Dataset, record: Record, *, as_known_on: dt.date | None = None) -> tuple[Difference, ...]:
    """Returns where sources differ about a record; its own caveats come last."""
    found: list[Difference] = []
    if isinstance(record, Observation):
        rivals = rivals_of(dataset, record, as_known_on=as_known_on)
        if len(rivals) > 1:
            found.append(_of_period(dataset, rivals, here=record))
        else:
            reason = tr("There is no other version of this figure for this period.")
            found.append(Difference(heading=tr("One version only"), reason=reason))
    elif isinstance(record, Series):
        found += [_of_period(dataset, group) for group in conflicts(dataset, record, as_known_on=as_known_on)]
    elif isinstance(record, Claim):
        found.append(_of_claim(dataset, record))
        found += [_of_period(dataset, group) for group in _figures_of(dataset, record, as_known_on=as_known_on)]
    elif isinstance(record, Event):
        found += _of_dates(dataset, record, as_known_on=as_known_on)
    note = str(getattr(record, "note", ""))
    if note:
        # A note of the data was written with today's knowledge; under the second clock it says so.
        late = as_known_on is not None
        heading = tr("Caveats and rival versions, as written today") if late else tr("Caveats and rival versions")
        found.append(Difference(heading=heading, reason=note))
    if isinstance(record, Series) and (words := preferred_words(dataset, record)):
        found.append(Difference(heading=tr("Which version is drawn, and why"), reason=words))
    return tuple(found)


def rivals_of(
    dataset: Dataset, observation: Observation, *, as_known_on: dt.date | None = None
) -> tuple[Observation, ...]:
    """Returns all figures of the same series, period and kind of period, this one included, preferred first."""
    same = [
        o
        for o in dataset.observations
        if (o.series_id, o.period, o.period_kind)
        == (observation.series_id, observation.period, observation.period_kind)
        and (as_known_on is None or o is observation or known_by(o, as_known_on, dataset=dataset))
    ]
    return tuple(sorted(same, key=lambda o: not o.preferred))


def _figures_of(dataset: Dataset, claim: Claim, *, as_known_on: dt.date | None) -> list[tuple[Observation, ...]]:
    """Returns the figures that are held for what a claim puts a number to, series by series, where they differ."""
    found = []
    for ref in map(Ref.parse, claim.related):
        series = dataset.find("series", ref.id) if ref.noun == "series" else None
        if series is None or claim.value is None or series.unit != claim.unit:
            continue
        groups = conflicts(dataset, series, as_known_on=as_known_on)
        found += [group for group in groups if group[0].period == claim.period]
    return found


def conflicts(
    dataset: Dataset, series: Series, *, as_known_on: dt.date | None = None
) -> tuple[tuple[Observation, ...], ...]:
    """Returns the periods of a series whose figures lie more than half a per cent apart, with all versions."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for o in dataset.observations:
        if o.series_id == series.id and (as_known_on is None or known_by(o, as_known_on, dataset=dataset)):
            groups.setdefault((o.period, o.period_kind), []).append(o)
    return tuple(tuple(sorted(group, key=lambda o: not o.preferred)) for group in groups.values() if apart(group))


def apart(group: list[Observation] | tuple[Observation, ...]) -> bool:
    """Tells whether the largest and smallest value of a group lie more than half a per cent apart."""
    values = [v for o in group for v in (o.value, o.value_high) if v is not None]
    low, high = min(values), max(values)
    return len(group) > 1 and high - low > APART * max(abs(low), abs(high))


def _of_period(dataset: Dataset, group: tuple[Observation, ...], *, here: Observation | None = None) -> Difference:
    series = dataset.find("series", group[0].series_id)
    versions = tuple(_version(dataset, o, here=o is here) for o in group)
    return Difference(
        heading=period_words(group[0]),
        versions=versions,
        reason=_reason(dataset, series, group, alone=here is not None),
    )


def _reason(dataset: Dataset, series: Series | None, group: tuple[Observation, ...], *, alone: bool) -> str:
    if not any(o.preferred for o in group):
        if all(o.status in _MARKS for o in group):
            return tr("None is preferred: these are statements of aim, each with its own date.")
        return tr("None of them is preferred.")
    if series is not None and (words := preferred_words(dataset, series, period=group[0].period)):
        return words if alone else ""
    return tr(
        "Preferred by the usual order: reported before estimated before derived, not the starting document, "
        "then kind of publisher and exactness."
    )


def _version(dataset: Dataset, observation: Observation, *, here: bool) -> Version:
    source: Source | None = dataset.find("sources", observation.source_id)
    return Version(
        words=figure_words(observation, dataset=dataset),
        who=source.publisher if source else observation.source_id,
        when=published_words(source, short=True) if source else "",
        basis=sign_of("observation-status", observation.status).word,
        grade=grade_words(source.reliability) if source else "–",
        ref=observation.ref,
        preferred=observation.preferred,
        here=here,
        note="" if here else observation.note,
    )


def _of_dates(dataset: Dataset, event: Event, *, as_known_on: dt.date | None) -> list[Difference]:
    """Returns the date in the data beside those that other sources give, or nothing if there are none."""
    others = given_by(dataset, event, as_known_on)
    if not others:
        return []
    own = Version(words=event_date_words(event), who=tr("The date in the data"), preferred=True, here=True)
    versions = [own]
    for other in others:
        first: Source | None = dataset.find("sources", other.source_id)
        versions.append(
            Version(
                words=date_words(other.date),
                who=first.publisher if first else tr("Source not named"),
                when=published_words(first, short=True) if first else "",
                grade=grade_words(first.reliability) if first else "",
                ref=first.ref if first else None,
                note=other.words,
            )
        )
    return [Difference(heading=tr("When it happened"), versions=tuple(versions))]


def _of_claim(dataset: Dataset, claim: Claim) -> Difference:
    verdict = sign_of("verdict", claim.verdict)
    paragraph = dataset.paragraph(claim.paragraph)
    document = dataset.find("sources", paragraph.source_id) if paragraph else None
    stated = Version(
        words=claim.claim,
        who=tr("The starting document, paragraph {n}", n=claim.paragraph),
        when=published_words(document, short=True) if document else "",
        basis=sign_of("claim-kind", claim.kind).word,
        ref=paragraph.ref if paragraph else None,
    )
    checked = Version(
        words=claim.finding,
        who=tr("Independent sources, {n} of them", n=len(claim.source_ids)),
        basis=str(verdict),
    )
    return Difference(heading=tr("Statement and check"), versions=(stated, checked))
