"""Answers about money: turnover, its targets, deals and the size of it all."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.model import Observation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import ChartSeries, ChartSpec
from briefing_app.domain.trade import growth
from briefing_app.domain.trade.bars import Item, bars
from briefing_app.domain.trade.charts import ChartOptions, known, series_chart
from briefing_app.domain.trade.figures import SPOKEN_OF, figures, nice_axis, preferred_years
from briefing_app.domain.wording import number
from briefing_app.translation import tr

TURNOVER = "kzaf-turnover-usd"
TARGET = "target-kzaf-turnover-usd"


def turnover(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: Did trade grow?"""
    years = {y: o.value for y, o in preferred_years(known(scope), TURNOVER).items()}
    made = series_chart([TURNOVER], scope, options=options, key="turnover", title=turnover_message(years))
    return _without_future(made)


def turnover_message(years: dict[int, float]) -> str:
    """Returns what the yearly figures say in one line: first to last, with the highest year between them."""
    if len(years) < 2:
        return tr("Turnover between Kazakhstan and Afghanistan")
    first, last, top = min(years), max(years), max(years, key=lambda y: years[y])
    if not growth.comparable(years[first], min(years.values())):
        return tr("Turnover between Kazakhstan and Afghanistan")  # growth from nought, or below it, has no number
    if top not in (first, last):
        up, down = years[top] / years[first], growth.growth(years[top], years[last])
        return tr(
            "Turnover rose to {times} times by {top}, then fell {down} % by {last}",
            times=number(round(up, 1)),
            top=top,
            down=number(round(-down)),
            last=last,
        )
    change = growth.growth(years[first], years[last])
    pattern = (
        tr("Turnover rose {n} % from {first} to {last}")
        if change >= 0
        else tr("Turnover fell {n} % from {first} to {last}")
    )
    return pattern.format(n=number(round(abs(change))), first=first, last=last)


def _without_future(made: ChartSpec) -> ChartSpec:
    """Leaves out statements about the future, which have a chart of their own."""
    lines = tuple(replace(line, marks=tuple(m for m in line.marks if m.form not in SPOKEN_OF)) for line in made.series)
    values = [v for line in lines for m in line.marks for v in (m.y, m.y_high) if v is not None]
    return replace(made, series=lines, y=nice_axis(values, made.y.label, log=made.y.log)) if values else made


def target(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: How far is the target?"""
    observations = known(scope)
    actual = preferred_years(observations, TURNOVER)
    goals = [o for o in figures(observations, TARGET) if o.preferred]
    notes = tuple(target_words(actual, goals))
    title = tr("Turnover and its targets")
    if actual and goals and min(actual[max(actual)].value, *(o.value for o in goals)) > 0:
        last = actual[max(actual)]
        most, least = max(o.value for o in goals), min(o.value for o in goals)
        low, high = number(round(least / last.value, 1)), number(round(most / last.value, 1))
        times = low if low == high else tr("{low} to {high}", low=low, high=high)
        title = tr("The targets are {times} times the turnover of {year}", times=times, year=max(actual))
    made = series_chart(
        [TURNOVER, TARGET],
        scope,
        options=replace(options, parts=True),
        key="target",
        title=title,
        subtitle=tr("Turnover and targets, million USD; bars: targets when stated"),
    )
    return replace(
        made,
        caption=replace(made.caption, notes=(*notes, *made.caption.notes)),
        form="dots",
        series=tuple(_label_first(line) if line.key == TARGET else line for line in made.series),
    )


def _label_first(line: ChartSeries) -> ChartSeries:
    """A target that is stated again and again carries its label once, where it was first stated."""
    seen: set[float] = set()
    marks = []
    for mark in line.marks:
        marks.append(replace(mark, label="") if mark.y in seen else mark)
        seen.add(mark.y)
    return replace(line, marks=tuple(marks))


def target_words(actual: dict[int, Observation], goals: list[Observation]) -> list[str]:
    """Returns for each goal with an end what growth a year it would have needed, and whether it names a year at all."""
    if not actual or min(o.value for o in (*actual.values(), *goals)) <= 0:
        return []  # growth from nought, or to it, has no number
    year = max(actual)
    said = []
    best = growth.best_year({y: o.value for y, o in actual.items()})
    for goal in goals:
        end = goal.period_end.year if goal.period_end and goal.period_kind != "moment" else None
        first = goal.period_start.year if goal.period_start else 0
        base_year = max((y for y in actual if y < first), default=None)
        if end is None or base_year is None:
            continue
        need = growth.required_growth(actual[base_year].value, goal.value, end - base_year)
        record = tr("; the best year on record was {y}, +{g} %", y=best[0], g=number(round(best[1]))) if best else ""
        said.append(
            tr(
                "{goal} by {end} needs +{need} % a year from {value} in {base}{record}.",
                goal=number(goal.value),
                end=end,
                need=number(round(need)),
                value=number(actual[base_year].value),
                base=base_year,
                record=record,
            )
        )
    undated = sorted({o.value for o in goals if o.period_kind == "moment"})
    said.extend(
        tr(
            "{goal} was stated without an end year; it is {times} times the {last} of {year}.",
            goal=number(value),
            times=number(round(value / actual[year].value, 1)),
            last=number(actual[year].value),
            year=year,
        )
        for value in undated
    )
    return said


def deals(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: What was announced and what came?"""
    observations = known(scope)
    named = [o.value for o in figures(observations, "deals-forum-usd") if o.preferred]
    title = tr("Deals signed at forums")
    if len(named) > 1:  # signatures of different kinds: neither added up nor set against trade
        title = tr(
            "Forums named sums of {low} to {high} million dollars each",
            low=number(min(named)),
            high=number(max(named)),
        )
    made = series_chart(
        ["deals-forum-usd"],
        scope,
        options=options,
        key="deals",
        title=title,
        subtitle=tr("Sums stated at forums, million USD; signatures, not trade"),
    )
    caption = replace(made.caption, notes=(tr("Signatures are not added to trade."), *made.caption.notes))
    return replace(made, caption=caption)


def scale(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: How large is it all?"""
    observations = known(scope)
    wanted = (
        (TURNOVER, tr("Kazakh–Afghan turnover")),
        ("uzaf-turnover-usd", tr("Uzbek–Afghan turnover")),
        ("af-imports-from-ir-usd", tr("Afghan imports from Iran")),
        ("af-imports-total-usd", tr("All Afghan imports")),
    )
    shared = [set(preferred_years(observations, i)) for i, _n in wanted]
    common = set.intersection(*shared) if all(shared) else set()
    year = max(common) if common else None
    items: list[Item] = [(n, preferred_years(observations, i)[year]) for i, n in wanted] if year else []
    title = tr("How large the trade is")
    if items and growth.comparable(items[-1][1].value, items[0][1].value):
        part = growth.share(items[0][1].value, items[-1][1].value)
        title = tr("Trade with Kazakhstan equals {p} % of Afghan imports, {year}", p=number(round(part, 1)), year=year)
    return bars(
        scope.dataset,
        items,
        key="scale",
        title=title,
        subtitle=tr("Year {year}, million USD; reporters differ, an order of size only", year=year or ""),
        notes=(tr("Turnover holds exports and imports: read as an upper bound."),),
    )
