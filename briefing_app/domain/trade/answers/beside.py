"""Answers that set one thing beside another: both directions of trade, price beside volume, shares of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain.model import Observation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Axis, Caption, ChartSeries, ChartSpec, Mark, TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import growth
from briefing_app.domain.trade.answers.flour import FLOUR
from briefing_app.domain.trade.bars import Item, bars
from briefing_app.domain.trade.charts import ChartOptions, known, series_chart
from briefing_app.domain.trade.figures import (
    figures_table,
    form_of,
    nice_axis,
    preferred_years,
    source_lines,
    spoken,
)
from briefing_app.domain.wording import number, period_words
from briefing_app.translation import tr

WAYS = ("kzaf-exports-usd", "kzaf-imports-usd")
SELLERS = (
    (FLOUR, "price-flour-kz-af", "Kazakhstan", "A"),
    ("flour-uz-af-t", "price-flour-uz-af", "Uzbekistan", "s2"),
    ("flour-ru-af-t", "price-flour-ru-af", "Russia", "s5"),
)
DEAL = ("deal-single-contract-t", "price-deal-implied")


def both_ways(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: In which direction did trade grow?  Two small charts, each on its own scale."""
    panels = [series_chart([way], scope, options=options, open_years_only=True) for way in WAYS]
    panels = [replace(panel, form="columns") for panel in panels if not panel.caption.empty]
    out, back = (preferred_years(known(scope), way) for way in WAYS)
    title = tr("Exports to Afghanistan and imports from it")
    year = max(set(out) & set(back), default=None)
    both = (out[year].value, back[year].value) if year is not None else (0.0, 0.0)
    if growth.comparable(sum(both), min(both)):
        part = growth.share(both[0], sum(both))
        title = tr("Of each 100 dollars of trade in {year}, {n} were Kazakh exports", year=year, n=number(round(part)))
    caption = Caption(
        key="both-ways",
        title=title,
        subtitle=tr(
            "Kazakh exports to and imports from Afghanistan, {unit}; each on its own scale", unit=_unit(panels)
        ),
        summary=" ".join(panel.caption.summary for panel in panels),
        sources=tuple({s.ref: s for panel in panels for s in panel.caption.sources}.values()),
        notes=tuple(dict.fromkeys(note for panel in panels for note in panel.caption.notes)),
        edition=scope.dataset.edition.words,
        empty="" if panels else tr("No figure of this kind passes the filter."),
    )
    if not panels:
        return ChartSpec(caption=caption, form="multiples", x=Axis(label="", kind="time"), y=nice_axis((), ""))
    lows, highs = [p.x.low for p in panels], [p.x.high for p in panels]
    x = max((p.x for p in panels), key=lambda axis: axis.high - axis.low)
    x = replace(x, low=min(lows), high=max(highs))
    return ChartSpec(
        caption=caption,
        form="multiples",
        x=x,
        y=panels[0].y,
        panels=tuple(replace(panel, x=x) for panel in panels),
        table=_joined(panels, caption),
    )


def _unit(panels: Sequence[ChartSpec]) -> str:
    return panels[0].y.label if panels else ""


def _joined(panels: Sequence[ChartSpec], caption: Caption) -> TableSpec | None:
    tables = [panel.table for panel in panels if panel.table is not None]
    rows = tuple(row for table in tables for row in table.rows)
    return replace(tables[0], caption=caption, rows=rows) if tables else None


def price_and_volume(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: Does a contract fit the market?  Each seller's price a tonne over the tonnes sold at it."""
    observations = known(scope)
    lines: list[ChartSeries] = []
    drawn: list[Observation] = []
    for tonnes_id, price_id, name, tone in SELLERS:
        tonnes = preferred_years(observations, tonnes_id)
        prices = [o for o in observations if o.series_id == price_id and o.period_kind == "year" and o.period_start]
        marks = []
        for price in prices:
            volume = tonnes.get(price.period_start.year) if price.period_start else None
            if volume is not None:
                marks.append(
                    _pair(scope.dataset, volume, price, label=f"{name} {price.period}" if price.preferred else "")
                )
                drawn += [volume, price]
        if marks:
            lines.append(ChartSeries(key=price_id, label=name, marks=tuple(marks), tone=tone))
    deal = _deal(scope.dataset, observations, drawn)
    if deal.marks:
        lines.append(deal)
    market = [m.y for line in lines if line is not deal for m in line.marks]
    title = tr("Price and volume of flour sold to Afghanistan")
    low = min((m.y for m in deal.marks), default=None)
    if low is not None and market and low < min(market) / 2:
        title = tr(
            "One reading of a contract, {p} dollars a tonne, lies far below every seller's {low} to {high}",
            p=number(low), low=number(round(min(market))), high=number(round(max(market))),
        )  # fmt: skip
    marks = [m for line in lines for m in line.marks]
    observations = tuple(dict.fromkeys(drawn))
    caption = Caption(
        key="price-volume",
        title=title,
        subtitle=tr("US dollars per tonne (up) over thousand tonnes (across); a year of a seller, or a contract"),
        summary="; ".join(m.spoken.split(". ")[0] for m in marks),
        sources=source_lines(scope.dataset, observations),
        notes=(tr("Prices are of the same seller and year as the tonnes; the delivery basis is not stated."),),
        edition=scope.dataset.edition.words,
        empty="" if marks else tr("No figure of this kind passes the filter."),
    )
    return ChartSpec(
        caption=caption,
        form="scatter",
        x=nice_axis([m.x for m in marks], tr("thousand tonnes")),
        y=nice_axis([m.y for m in marks], tr("USD per tonne")),
        series=tuple(lines),
        table=figures_table(scope.dataset, observations, caption),
    )


def _deal(dataset: Dataset, observations: Sequence[Observation], drawn: list[Observation]) -> ChartSeries:
    """The contracts named in one month by one source: their tonnes with the price that source implies."""
    tonnes = {(o.period, o.source_id): o for o in observations if o.series_id == DEAL[0]}
    marks = []
    for price in (o for o in observations if o.series_id == DEAL[1]):
        volume = tonnes.get((price.period, price.source_id))
        if volume is not None:
            source = dataset.find("sources", price.source_id)
            named = tr("contract: {who}", who=source.publisher if source else price.source_id)
            marks.append(_pair(dataset, volume, price, label=named))
            drawn += [volume, price]
    return ChartSeries(key=DEAL[1], label=tr("contract of August 2023"), marks=tuple(marks), tone="bad")


def _pair(dataset: Dataset, volume: Observation, price: Observation, *, label: str) -> Mark:
    series = dataset.find("series", price.series_id)
    told = spoken(dataset, price, series) if series else ""
    return Mark(
        x=volume.value,
        y=price.value,
        form=form_of(price),
        label=label,
        ref=price.ref,
        spoken=tr(
            "{price} dollars a tonne for {volume} thousand tonnes, {when}. {told}",
            price=number(price.value), volume=number(volume.value), when=period_words(price), told=told,
        ),
    )  # fmt: skip


def shares(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: How large is it beside the whole trade of each side?"""
    observations = known(scope)
    wanted = (
        ("kz-share-of-af-imports", tr("Kazakhstan in Afghan imports, {year}")),
        ("af-share-of-kz-exports", tr("Afghanistan in Kazakh exports, {year}")),
    )
    items: list[Item] = []
    latest: list[Observation] = []
    for series_id, words in wanted:
        found = preferred_years(observations, series_id)
        items += [(words.format(year=year), o) for year, o in sorted(found.items())]
        if found:
            latest.append(found[max(found)])
    title = tr("Shares in the trade of both sides")
    if len(latest) == len(wanted):
        title = tr(
            "{a} % of Afghan imports, {b} % of Kazakh exports: it weighs more for Afghanistan than for Kazakhstan",
            a=number(latest[0].value), b=number(latest[1].value),
        )  # fmt: skip
        if latest[0].value <= latest[1].value:
            title = tr(
                "{a} % of Afghan imports, {b} % of Kazakh exports",
                a=number(latest[0].value), b=number(latest[1].value),
            )  # fmt: skip
    return bars(
        scope.dataset,
        items,
        key="shares",
        title=title,
        subtitle=tr("Share in per cent; reporters differ, upper bounds"),
        ordered=False,
    )
