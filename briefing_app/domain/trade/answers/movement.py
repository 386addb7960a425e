"""Answers about movement: grain by rail, the Trans-Caspian route, and the security counts."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.model import Observation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade import growth
from briefing_app.domain.trade.bars import Item, grouped
from briefing_app.domain.trade.charts import ChartOptions, known, series_chart
from briefing_app.domain.trade.figures import figures, preferred_years
from briefing_app.domain.wording import month_words, number
from briefing_app.translation import tr


def rail(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: How does rail freight move?"""
    observations = known(scope)
    ends: dict[int, dict[int, Observation]] = {}
    for o in figures(observations, "grain-rail-kz-af-t", kinds=frozenset({"season-part"})):
        if o.preferred and o.period_start and o.period_end:
            months = (o.period_end.year - o.period_start.year) * 12 + o.period_end.month
            ends.setdefault(months, {})[o.period_start.year] = o
    rows: list[tuple[str, list[Item]]] = []
    for _months, by_season in sorted(ends.items()):
        last = max(by_season)
        if last - 1 in by_season:
            items = [(tr("season {a}/{b}", a=y, b=str(y + 1)[2:]), by_season[y]) for y in (last - 1, last)]
            end = by_season[last].period_end
            rows.append((tr("to end of {month}", month=month_words(end.month)) if end else "", items))
    latest = max((o.period_start.year for _n, items in rows for _l, o in items if o.period_start), default=0)
    rows = [(n, items) for n, items in rows if items[1][1].period_start and items[1][1].period_start.year == latest]
    title = tr("Kazakh grain by rail to Afghanistan")
    if rows and growth.comparable(*(o.value for _n, o in rows[-1][1])):
        before, after = rows[-1][1][0][1], rows[-1][1][1][1]
        change = growth.growth(before.value, after.value)
        title = tr(
            "Grain by rail: {sign}{n} % on the season before, {when}",
            sign="+" if change >= 0 else "−",
            n=number(round(abs(change))),
            when=rows[-1][0],
        )
    return grouped(
        scope.dataset,
        rows,
        form="paired",
        key="rail-grain",
        title=title,
        tones=("muted", "A"),
        subtitle=tr("Season to date, thousand tonnes; pairs of equal cut-off months only"),
        notes=(tr("Cut-off days within a month differ between sources; see the table."),),
    )


def titr(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: How do corridor volumes move?"""
    years = preferred_years(known(scope), "titr-total-mt")
    title = tr("Freight on the Trans-Caspian route")
    if len(years) > 1:
        first, last = min(years), max(years)
        title = tr(
            "The Trans-Caspian route carried {a} million tonnes in {y1} and {b} in {y2}",
            a=number(years[first].value),
            y1=first,
            b=number(years[last].value),
            y2=last,
        )
    made = series_chart(
        ["titr-total-mt"],
        scope,
        options=options,
        key="titr",
        title=title,
        open_years_only=True,
    )
    return replace(made, form="columns")


def transit(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: How do volumes through Kazakhstan move?"""
    years = preferred_years(known(scope), "kz-transit-mt")
    title = tr("Transit freight through Kazakhstan")
    if len(years) > 1:
        first, last = min(years), max(years)
        title = tr(
            "Transit through Kazakhstan: {a} million tonnes in {y1}, {b} in {y2}",
            a=number(years[first].value),
            y1=first,
            b=number(years[last].value),
            y2=last,
        )
    return series_chart(
        ["kz-transit-mt", "kz-transit-target-mt"],
        scope,
        options=options,
        key="transit",
        title=title,
        subtitle=tr("Transit and what is planned, million tonnes; rail and road are counted differently by source"),
        open_years_only=True,
    )


def strength(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: What do the statements of strength show?"""
    ids = ["sec-iskp-un", "sec-iskp-csto", "sec-iskp-ru", "sec-iskp-knb"]
    values = [v for o in known(scope) if o.series_id in ids for v in (o.value, o.value_high) if v is not None]
    title = tr("Stated strength of Islamic State Khorasan")
    if values:
        title = tr(
            "Statements of its strength run from {low} to {high} fighters",
            low=number(min(values)),
            high=number(max(values)),
        )
    made = series_chart(
        ids,
        scope,
        options=options,
        key="iskp-strength",
        title=title,
        subtitle=tr("Islamic State Khorasan: fighters, by who states it; bars are ranges"),
    )
    return replace(made, form="dots", series=tuple(replace(line, joined=False) for line in made.series))


def attacks(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: What do the counts of attacks show?"""
    made = series_chart(
        ["sec-iskp-attacks-un"],
        scope,
        options=options,
        key="iskp-attacks",
        title=tr("Attacks that the United Nations ascribes to Islamic State Khorasan"),
        subtitle=tr("Attacks in windows of different length; spans show the window"),
    )
    return replace(made, form="dots", series=tuple(replace(line, joined=False) for line in made.series))
