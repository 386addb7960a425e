"""From observations to marks: what kind of figure it is, where it stands on an axis, and how it is spoken."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from briefing_app.domain import calendars
from briefing_app.domain.amounts import Spoken
from briefing_app.domain.model import Observation, Series
from briefing_app.domain.specs import Axis, Cell, Column, Mark, MarkForm, Row, SourceLine, TableSpec
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import (
    grade_words,
    month_words,
    number,
    number_words,
    period_in_both,
    published_words,
    sign_of,
    unit_words,
)
from briefing_app.translation import in_signs, tr

PARTS = frozenset({"half", "quarter", "month", "week", "partial-year", "season-part", "solar-month"})
"""Kinds of period that are a part of something: drawn open and never joined to whole years."""
SPOKEN_OF = frozenset({"target", "plan", "forecast"})
"""States of figures that are statements about the future, not measurements."""
_FORMS: dict[str, MarkForm] = {
    "estimated": "estimate",
    "preliminary": "estimate",
    "derived": "derived",
    "target": "target",
    "plan": "plan",
    "forecast": "forecast",
}


def form_of(observation: Observation) -> MarkForm:
    """Returns how a figure is drawn: statements about the future first, then rivals, parts, and how it was gained."""
    if observation.status in SPOKEN_OF:
        return _FORMS[observation.status]
    if not observation.preferred:
        return "rival"
    if observation.period_kind in PARTS:
        return "part"
    return _FORMS.get(observation.status, "preferred")


def year_position(day: dt.date) -> float:
    """Returns a day as year with fraction, 1 January 2024 being 2024.0."""
    start = dt.date(day.year, 1, 1).toordinal()
    length = dt.date(day.year + 1, 1, 1).toordinal() - start if day.year < 9999 else 365
    return day.year + (day.toordinal() - start) / length


def place_on_time(observation: Observation) -> tuple[float, float | None] | None:
    """Returns where a figure stands on a time axis: the middle of its period, and the end if it is a span.

    Whole years stand on their number, so that ticks name them. What has no days is not placed by guess.
    """
    if observation.period_start is None or observation.period_end is None:
        return None
    if observation.period_kind == "year":
        return float(observation.period_start.year), None
    start = year_position(observation.period_start)
    end = year_position(observation.period_end + dt.timedelta(days=1))
    return start - 0.5, end - 0.5


def part_words(observation: Observation) -> str:
    """Returns the months of a part of a year, such as "Jan–Aug"; empty for anything else."""
    start, end = observation.period_start, observation.period_end
    if observation.period_kind not in PARTS or start is None or end is None:
        return ""
    first, last = month_words(start.month, short=True), month_words(end.month, short=True)
    return first if first == last else f"{first}–{last}"


def spoken(dataset: Dataset, observation: Observation, series: Series) -> str:
    """Returns a figure as it is said: value, period, kind of figure, who and when, grade, label of the series."""
    source = dataset.find("sources", observation.source_id)
    said = [
        number_words(observation.value, series.unit, high=observation.value_high),
        period_in_both(observation),
        tr("preferred figure") if observation.preferred else tr("rival figure"),
        sign_of("observation-status", observation.status).word,
    ]
    if source is not None:
        said.append(f"{source.publisher}, {published_words(source)}")
        if source.reliability:
            said.append(tr("grade {grade}", grade=grade_words(source.reliability)))
    return ". ".join((", ".join(said), series.label))


def figures(
    observations: Iterable[Observation], series_id: str, *, kinds: frozenset[str] | None = None
) -> tuple[Observation, ...]:
    """Returns the figures of one series, of given kinds of period, in order of time, preferred ones first."""
    found = [o for o in observations if o.series_id == series_id and (kinds is None or o.period_kind in kinds)]
    found.sort(key=lambda o: (o.period_start or dt.date.max, o.period_end or dt.date.max, not o.preferred, o.id))
    return tuple(found)


def preferred_years(observations: Iterable[Observation], series_id: str) -> dict[int, Observation]:
    """Returns the preferred figures of whole calendar years that are no statements about the future, by year."""
    return {
        o.period_start.year: o
        for o in observations
        if o.series_id == series_id
        and o.preferred
        and o.period_kind == "year"
        and o.status not in SPOKEN_OF
        and o.period_start is not None
    }


def source_lines(dataset: Dataset, observations: Iterable[Observation]) -> tuple[SourceLine, ...]:
    """Returns the sources of figures, those of preferred figures first, each once."""
    ordered = sorted(observations, key=lambda o: not o.preferred)
    lines: dict[str, SourceLine] = {}
    for observation in ordered:
        source = dataset.find("sources", observation.source_id)
        if source is not None and source.id not in lines:
            words = f"{source.publisher}, {published_words(source, short=True)}"
            lines[source.id] = SourceLine(ref=source.ref, text=words, grade=source.reliability)
    return tuple(lines.values())


def nice_axis(
    values: Sequence[float], label: str, *, log: bool = False, zero: bool = True, said: Spoken | None = None
) -> Axis:
    """Returns an axis for values, with ticks at round numbers.

    Args:
        values: Everything that must fit.
        label: What the axis measures, with its unit.
        log: True for powers of ten; values of nought and below have no place there.
        zero: True if the axis must hold nought.
        said: How figures are said, if otherwise than as plain numbers; its unit stands for ``label``.
    """
    label = said.label if said is not None else label
    finite = [v for v in values if math.isfinite(v)]
    if log:
        positive = [v for v in finite if v > 0] or [1.0]
        least = math.floor(math.log10(min(positive)))
        most = max(math.ceil(math.log10(max(positive))), least + 1)
        every = max(1, math.ceil((most - least) / _MOST_POWERS))
        say = said.words if said is not None and said.words is not number else None
        powers = tuple((10.0**p, say(10.0**p) if say else _power_words(p)) for p in range(least, most + 1, every))
        return Axis(label=label, kind="number", ticks=powers, low=10.0**least, high=10.0**most, log=True)
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 0:
        high = low + (abs(low) or 1.0)
    step = _step((high - low) / 4)
    first, last = math.floor(low / step), math.ceil(high / step)
    # Each mark has the digits that tell it from its neighbours, however small the step.
    digits = max(4, 2 - math.floor(math.log10(step))) if step < 0.01 else None
    plain = said is None or said.words is number
    ticks = tuple(
        (n * step, _tick_words(n * step, digits) if plain or said is None else said.words(n * step))
        for n in range(first, last + 1)
    )
    return Axis(label=label, kind="number", ticks=ticks, low=first * step, high=last * step)


_MOST_POWERS = 12
_WRITTEN_OUT = range(-6, 10)
"""Powers of ten that are written out; others are told by their exponent."""


def _power_words(power: int) -> str:
    if power in _WRITTEN_OUT:
        return number(10.0**power, decimals=max(0, -power))
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _tick_words(value: float, digits: int | None) -> str:
    if digits is None or digits > 12:
        return number(round(value, 10)) if digits is None else in_signs(f"{value:.3g}".replace("-", "−"))
    words = number(value, decimals=digits).rstrip("0").rstrip(".")
    return words if words.strip("−0.") else "0"


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next((power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * (1 - 1e-9)), power * 10)


def time_axis(places: Sequence[float]) -> Axis:
    """Returns an axis of years that fits the places, with a tick for each year or every few years."""
    if not places:
        return Axis(label=tr("Year"), kind="time", ticks=(), low=0, high=1)
    low, high = math.floor(min(places) + 0.5), math.ceil(max(places) - 0.5)
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 500) if (high - low) / s <= 12), 1000)
    years = range(low, high + 1, step)
    ticks = tuple((float(y), f"{y}\n{calendars.below_year(y)}".rstrip()) for y in years)
    return Axis(label=tr("Year"), kind="time", ticks=ticks, low=low - 0.6, high=high + 0.6)


def mark_of(
    dataset: Dataset, observation: Observation, series: Series, *, x: float, x_end: float | None = None, label: str = ""
) -> Mark:
    """Returns the mark of a figure at a place."""
    return Mark(
        x=x,
        x_end=x_end,
        y=observation.value,
        y_high=observation.value_high,
        form=form_of(observation),
        label=label,
        ref=observation.ref,
        spoken=spoken(dataset, observation, series),
    )


def figures_table(dataset: Dataset, observations: Sequence[Observation], caption: Caption) -> TableSpec:
    """Returns the equal table of a chart: one row for each figure, rivals included."""
    rows = []
    for o in observations:
        series = dataset.find("series", o.series_id)
        source = dataset.find("sources", o.source_id)
        status = sign_of("observation-status", o.status).word
        rows.append(
            Row(
                ref=o.ref,
                cells=(
                    Cell(text=series.label if series else o.series_id),
                    Cell(text=period_in_both(o), sort=o.period, value=o.period_start, high=o.period_end),
                    Cell(
                        text=number_words(o.value, "", high=o.value_high),
                        sort=o.value,
                        value=o.value,
                        high=o.value_high,
                        words=number_words(o.value, series.unit if series else "", high=o.value_high),
                    ),
                    Cell(text=unit_words(series.unit) if series else ""),
                    Cell(text=tr("● preferred") if o.preferred else tr("○ rival"), sort=float(not o.preferred)),
                    Cell(text=status, sort=status),
                    Cell(
                        text=f"{source.publisher}, {published_words(source, short=True)}" if source else o.source_id,
                        ref=source.ref if source else None,
                    ),
                    Cell(text=grade_words(source.reliability) if source else "–"),
                    Cell(text=o.note),
                ),
            )
        )
    columns = (
        Column(key="series", label=tr("Series"), weight=5),
        Column(key="period", label=tr("Period"), weight=3, file="date"),
        Column(key="value", label=tr("Value"), kind="number", weight=2, file="range"),
        Column(key="unit", label=tr("Unit"), weight=2),
        Column(key="version", label=tr("Version"), kind="word", weight=2),
        Column(key="status", label=tr("Kind of figure"), weight=2),
        Column(key="source", label=tr("Source"), weight=4),
        Column(key="grade", label=tr("Grade"), weight=1),
        Column(key="note", label=tr("Caveats"), weight=6),
    )
    return TableSpec(caption=caption, columns=columns, rows=tuple(rows), row_header=1)
