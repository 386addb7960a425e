"""Charts over time: any series, with rivals beside the preferred figure, parts open, targets as labelled marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing_app.domain.amounts import Spoken, spoken_in
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Observation, Series
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, ChartSeries, ChartSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import changes, indexed, long_series
from briefing_app.domain.trade.figures import (
    SPOKEN_OF,
    figures,
    figures_table,
    mark_of,
    nice_axis,
    part_words,
    place_on_time,
    source_lines,
    time_axis,
)
from briefing_app.domain.wording import day_words, number, number_words
from briefing_app.translation import tr, trn

TONES = ("s1", "s2", "s3", "s4", "s5", "s6")
CALENDAR = frozenset({"year", "half", "quarter", "month", "week", "partial-year", "moment", "multi-year"})
"""Kinds of period of the usual calendar; solar years and seasons have pictures of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """What the person chose for a chart.

    Attributes:
        index_year: Whole years are drawn relative to this year, 100 being its preferred figure; None for plain values.
        change: True to draw the change on the year before in per cent, from preferred figures of whole years.
        log: True for a logarithmic axis.
        parts: True to draw parts of years beside whole years.
        open_years_only: True to draw only the longest part of years without a whole figure.
    """

    index_year: int | None = None
    change: bool = False
    log: bool = False
    parts: bool = True
    open_years_only: bool = False


def known(scope: Scope) -> tuple[Observation, ...]:
    """Returns the figures that pass the filter, both clocks included."""
    return scope.visible(scope.dataset.observations)


def series_chart(
    series_ids: Sequence[str],
    scope: Scope,
    *,
    options: ChartOptions | None = None,
    key: str = "",
    title: str = "",
    subtitle: str = "",
    kinds: frozenset[str] = CALENDAR,
    open_years_only: bool = False,
    measured_only: bool = False,
) -> ChartSpec:
    """Returns a chart of series over time.

    Args:
        series_ids: What to draw; all must share one unit unless they are indexed.
        scope: What is asked about.
        options: Index, logarithm, parts.
        key: Name of the chart; that of the first series if empty.
        title: Its message; the label of the first series if empty.
        subtitle: What is plotted; computed if empty.
        kinds: Kinds of period to draw; others are counted in a note.
        open_years_only: True to draw parts only of years without a whole figure, the longest part of each.
        measured_only: True to leave out statements about the future, which have a chart of their own.
    """
    dataset, options = scope.dataset, options or ChartOptions()
    observations = known(scope)
    found = [s for i in series_ids if (s := dataset.find("series", i)) is not None]
    units = list(dict.fromkeys(s.unit for s in found))
    key = key or (found[0].id if found else "series")
    title = title or (found[0].label if len(found) == 1 else tr("{n} series", n=len(found)))
    if not found or (len(units) > 1 and options.index_year is None and not options.change):
        words = tr("These series have different units and do not go on one axis.") if found else tr("No such series.")
        return _empty(key, title, words)
    refused: list[str] = []
    picked: list[tuple[Series, list[Observation]]] = []
    for series in found:
        mine = [o for o in figures(observations, series.id, kinds=kinds) if options.parts or _whole(o)]
        if measured_only:
            mine = [o for o in mine if o.status not in SPOKEN_OF]
        if open_years_only or options.open_years_only:
            mine = _open_parts(mine)
        if options.index_year is not None:
            mine, left_out = indexed.whole_years(series, mine, options.index_year)
            refused += left_out
        picked.append((series, mine))
    said = _said([o for _series, mine in picked for o in mine], units, options)
    drawn: list[Observation] = []
    lines: list[ChartSeries] = []
    for number_, (series, mine) in enumerate(picked):
        tone = TONES[number_ % len(TONES)] if len(found) > 1 else "ink"
        if options.change:
            refused += [words for words in [changes.refused(series, mine)] if words]
            line = changes.line(dataset, series, mine, tone=tone)
        elif len(mine) > long_series.MANY and options.index_year is None:
            line = long_series.line(dataset, series, mine, tone=tone)
        else:
            line = _line(dataset, series, mine, options, said, tone=tone)
        if line.marks or line.many is not None:
            lines.append(line)
            drawn += mine
    if not lines:
        return _empty(key, title, " ".join(refused) or tr("No figure of this kind passes the filter."))
    made = _assemble(dataset, key, title, subtitle, found, lines, drawn, options, kinds, observations, said)
    return replace(made, caption=replace(made.caption, notes=(*refused, *made.caption.notes))) if refused else made


def _open_parts(mine: Sequence[Observation]) -> list[Observation]:
    """Leaves out parts of years whose whole is known, and all but the longest part of the others."""
    whole = {o.period_start.year for o in mine if _whole(o) and o.period_start and o.status not in SPOKEN_OF}
    longest: dict[int, Observation] = {}
    for o in mine:
        if not _whole(o) and o.preferred and o.period_start and o.period_end:
            before = longest.get(o.period_start.year)
            if before is None or before.period_end is None or o.period_end > before.period_end:
                longest[o.period_start.year] = o
    return [
        o
        for o in mine
        if _whole(o) or (o.period_start and longest.get(o.period_start.year) is o and o.period_start.year not in whole)
    ]


def _whole(observation: Observation) -> bool:
    return observation.period_kind in ("year", "season", "solar-year", "multi-year", "moment")


def _line(
    dataset: Dataset, series: Series, mine: Sequence[Observation], options: ChartOptions, said: Spoken, *, tone: str
) -> ChartSeries:
    base = indexed.base(mine, options.index_year) if options.index_year is not None else None
    placed = [(o, place) for o in mine if (place := place_on_time(o)) is not None]
    marks = [mark_of(dataset, o, series, x=at[0], x_end=at[1], label=_label(o, base, said)) for o, at in placed]
    if base:
        marks = indexed.relative(marks, base)
    solid = [i for i, m in enumerate(marks) if m.form in ("preferred", "estimate", "derived") and m.x_end is None]
    breaks = frozenset(b for a, b in pairwise(solid) if marks[b].x - marks[a].x > 1.01)
    return ChartSeries(
        key=series.id,
        label=series.label,
        marks=tuple(marks),
        tone=tone,
        joined=len(solid) > 1,
        breaks=breaks,
        ref=series.ref,
    )


def _label(o: Observation, base: float | None, said: Spoken) -> str:
    if not o.preferred:
        return ""
    share = 100 / base if base else 1.0
    ends = [o.value, *([o.value_high] if o.value_high is not None else [])]
    low, high = (round(end * share, 1) if base else end for end in (ends[0], ends[-1]))
    # Short where it can be, for labels need room; two signs of minus beside a dash would not be read.
    say = number if base else said.words
    if 0 <= low < high:
        value = f"{say(low)}–{say(high)}"
    else:
        value = say(low) if low == high else tr("{low} to {high}", low=say(low), high=say(high))
    return " ".join(part for part in (value, part_words(o)) if part)


def _assemble(
    dataset: Dataset,
    key: str,
    title: str,
    subtitle: str,
    found: Sequence[Series],
    lines: Sequence[ChartSeries],
    drawn: Sequence[Observation],
    options: ChartOptions,
    kinds: frozenset[str],
    observations: Sequence[Observation],
    said: Spoken,
) -> ChartSpec:
    marks = [m for line in lines for m in line.marks]
    unit = said.label
    notes = _notes(found, kinds, observations)
    if options.change:
        notes = (tr("Change computed from the preferred figures of both years; a gap of a year stays a gap."), *notes)
    if len(drawn) > long_series.MANY:
        notes = (long_series.note(len(drawn)), *notes)
    caption = Caption(
        key=key,
        title=title,
        subtitle=subtitle or _subtitle(found, unit),
        summary=summary(found, [o for o in drawn if o.value > 0 or not options.log or options.change]),
        sources=source_lines(dataset, drawn),
        notes=notes,
        edition=dataset.edition.words,
    )
    places = [p for m in marks for p in (m.x, m.x_end if m.x_end is not None else m.x)]
    values = [v for m in marks for v in (m.y, m.y_high) if v is not None]
    for line in lines:
        if line.many is not None:
            places += line.many.ends_x()
            values += line.many.ends_y()
    return ChartSpec(
        caption=caption,
        form="line" if len(lines) > 1 else "dots",
        x=time_axis(places),
        y=nice_axis(values, unit, log=options.log, said=said),
        series=tuple(lines),
        spans=_spans(lines),
        table=figures_table(dataset, drawn[: long_series.MOST_ROWS], caption),
    )


def _said(drawn: Sequence[Observation], units: Sequence[str], options: ChartOptions) -> Spoken:
    """Returns how the figures of a chart are said: in the unit of its series, in per cent, or as an index."""
    if options.change:
        return Spoken(tr("per cent on the year before"), number)
    if options.index_year is not None:
        return Spoken(tr("{year} = 100", year=options.index_year), number)
    return spoken_in(units[0], (v for o in drawn for v in (o.value, o.value_high) if v is not None))


def _spans(lines: Sequence[ChartSeries]) -> tuple[tuple[float, float, float], ...]:
    """Joins rival versions of one period; statements about the future are no versions of a measurement."""
    found = []
    for line in lines:
        groups: dict[tuple[float, float | None], list[float]] = {}
        for mark in line.marks:
            if mark.form not in SPOKEN_OF:
                groups.setdefault((mark.x, mark.x_end), []).append(mark.y)
        for (x, x_end), values in groups.items():
            if max(values) > min(values):
                found.append((x if x_end is None else (x + x_end) / 2, min(values), max(values)))
    return tuple(found)


def _subtitle(found: Sequence[Series], unit: str) -> str:
    what = found[0].label if len(found) == 1 else tr("{n} series", n=len(found))
    return tr("{what}, {unit}", what=what, unit=unit)


def _notes(lines: Sequence[Series], kinds: frozenset[str], observations: Sequence[Observation]) -> tuple[str, ...]:
    ids = {s.id for s in lines}
    other = [o for o in observations if o.series_id in ids and o.period_kind not in kinds]
    notes = [s.note for s in lines if s.note]
    if other:
        notes.append(
            trn(
                "{n} figure of a season, a solar year or without a date is not drawn here.",
                "{n} figures of seasons, solar years or without a date are not drawn here.",
                len(other),
            )
        )
    return tuple(notes)


def summary(lines: Sequence[Series], drawn: Sequence[Observation]) -> str:
    """Returns in one to three sentences what a chart over time shows."""
    said = []
    for series in lines[:3]:
        solid = [o for o in drawn if o.series_id == series.id and o.preferred and o.period_kind == "year"]
        solid = [o for o in solid if o.status not in SPOKEN_OF and o.period_start]
        if not solid:
            continue
        first, last = solid[0], solid[-1]
        top = max(solid, key=lambda o: o.value)
        said.append(
            tr(
                "{label}: {first} in {y1}, {last} in {y2}; highest {top} in {yt}.",
                label=series.label,
                first=number_words(first.value, series.unit),
                y1=first.period,
                last=number_words(last.value, series.unit),
                y2=last.period,
                top=number_words(top.value, series.unit),
                yt=top.period,
            )
        )
    rivals = sum(not o.preferred and o.status not in SPOKEN_OF for o in drawn)
    figures = trn("{n} figure drawn", "{n} figures drawn", len(drawn))
    said.append(tr("{figures}, {rivals}.", figures=figures, rivals=trn("{n} rival", "{n} rivals", rivals)))
    return " ".join(said)


def _empty(key: str, title: str, words: str) -> ChartSpec:
    caption = Caption(key=key, title=title, empty=words, summary=words)
    return ChartSpec(caption=caption, form="dots", x=time_axis(()), y=nice_axis((), ""))


def known_note(filter: Filter) -> tuple[str, ...]:
    """Returns the note that a chart carries under "as known on"."""
    if filter.as_known_on is None:
        return ()
    return (tr("As known on {day}: figures published later are left out.", day=day_words(filter.as_known_on)),)
