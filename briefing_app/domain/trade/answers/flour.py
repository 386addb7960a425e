"""Answers about flour and its price: who buys, who sells, and whether a contract is plausible."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.model import Observation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade.bars import Item, bars, grouped
from briefing_app.domain.trade.charts import ChartOptions, known, series_chart
from briefing_app.domain.trade.figures import SPOKEN_OF, preferred_years
from briefing_app.domain.wording import number, period_words
from briefing_app.translation import tr

FLOUR = "flour-kz-af-t"
BUYERS = (
    (FLOUR, "Afghanistan"),
    ("flour-kz-uz-t", "Uzbekistan"),
    ("flour-kz-tj-t", "Tajikistan"),
    ("flour-kz-tm-t", "Turkmenistan"),
    ("flour-kz-cn-t", "China"),
)
SELLERS = ((FLOUR, "Kazakhstan"), ("flour-uz-af-t", "Uzbekistan"), ("flour-ru-af-t", "Russia"))
PRICES = (
    "price-deal-implied",
    "price-wheat-kz-export",
    "price-flour-kz-af",
    "price-flour-uz-af",
    "price-flour-uz-import",
)


def flour(scope: Scope, options: ChartOptions) -> ChartSpec:
    """Answers: How much Kazakh flour goes to Afghanistan?"""
    years = preferred_years(known(scope), FLOUR)
    title = tr("Kazakh flour sold to Afghanistan")
    if len(years) > 1:
        top, last = max(years, key=lambda y: years[y].value), max(years)
        title = tr(
            "Kazakh flour to Afghanistan: {top} thousand tonnes in {ty}, {last} in {ly}",
            top=number(years[top].value),
            ty=top,
            last=number(years[last].value),
            ly=last,
        )
    made = series_chart([FLOUR], scope, options=options, key="flour", title=title, open_years_only=True)
    return replace(made, form="columns")


def buyers(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: Who buys Kazakh flour?"""
    observations = known(scope)
    names = dict(BUYERS)
    years: dict[str, list[Observation]] = {}
    for o in observations:
        if o.series_id in names and o.preferred and o.period_kind == "year" and o.status not in SPOKEN_OF:
            years.setdefault(o.period, []).append(o)
    full = [y for y, found in years.items() if len(found) >= 3]
    found = years[max(full)] if full else []
    items: list[Item] = [(names[o.series_id], o) for o in found]
    title = tr("Buyers of Kazakh flour")
    if items and sorted(o.value for _n, o in items)[-2] > 0:
        first = max(items, key=lambda item: item[1].value)
        rest = [i for i in items if i is not first]
        second = max(rest, key=lambda item: item[1].value)
        title = tr(
            "{first} is the first buyer of Kazakh flour in {year}: {n} times {second}",
            first=first[0],
            year=first[1].period,
            n=number(round(first[1].value / second[1].value, 1)),
            second=second[0],
        )
    rivals = [
        (names[o.series_id], o)
        for o in observations
        if o.series_id in names
        and not o.preferred
        and found
        and o.period == found[0].period
        and o.period_kind == "year"
    ]
    when = period_words(found[0]) if found else ""
    return bars(
        scope.dataset,
        items,
        key="flour-buyers",
        title=title,
        rivals=rivals,
        subtitle=tr("Kazakh flour exports in {when}, thousand tonnes; hollow: rivals", when=when),
    )


def sellers(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: Who feeds Afghanistan?"""
    observations = known(scope)
    names = dict(SELLERS)
    groups: dict[tuple[str, str], dict[str, Observation]] = {}
    for o in observations:
        if o.series_id in names and o.preferred and o.status not in SPOKEN_OF:
            groups.setdefault((o.period, o.period_kind), {})[o.series_id] = o
    rows = [
        (period_words(next(iter(group.values())), short=True), [(names[i], group[i]) for i in names if i in group])
        for _key, group in sorted(groups.items())
        if len(group) == len(names)
    ]
    title = tr("Sellers of flour to Afghanistan")
    if rows:
        when, items = rows[-1]
        lead = max(items, key=lambda item: item[1].value)
        title = tr(
            "{lead} sells Afghanistan most flour: {n} thousand tonnes, {when}",
            lead=lead[0],
            n=number(lead[1].value),
            when=when,
        )
    return grouped(
        scope.dataset,
        rows,
        form="stacked",
        key="flour-market",
        title=title,
        tones=("A", "s2", "s5"),
        subtitle=tr("Flour sold to Afghanistan, thousand tonnes"),
        notes=(tr("The delivery basis of the prices behind these quantities is not stated."),),
    )


def contract(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: Is a contract plausible?"""
    observations = known(scope)
    items: list[Item] = []
    for o in observations:
        series = scope.dataset.find("series", o.series_id)
        if series is None or o.series_id not in PRICES or o.status in SPOKEN_OF:
            continue
        source = scope.dataset.find("sources", o.source_id)
        who = source.publisher if source is not None and o.series_id == PRICES[0] else ""
        items.append(
            (
                tr(
                    "{when}: {label}{who}",
                    label=series.label,
                    when=period_words(o, short=True),
                    who=f" ({who})" if who else "",
                ),
                o,
            )
        )
    deals = [o.value for _n, o in items if o.series_id == PRICES[0]]
    market = [o.value for _n, o in items if o.series_id != PRICES[0]]
    title = tr("Prices per tonne: a contract beside the market")
    if deals and market and min(deals) < min(market) / 2:
        title = tr(
            "One reading of the contract is {p} dollars a tonne; the market paid {low} to {high}",
            p=number(min(deals)),
            low=number(round(min(market))),
            high=number(round(max(market))),
        )
    return bars(
        scope.dataset,
        items,
        key="contract",
        title=title,
        ordered=True,
        subtitle=tr("Implied price of the contract of August 2023 beside prices, USD per tonne"),
    )
