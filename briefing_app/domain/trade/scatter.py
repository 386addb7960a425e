"""Prices over the quantities sold at them: a year of a seller, or a quoted contract."""

from __future__ import annotations

from briefing_app.domain.amounts import spoken_in
from briefing_app.domain.model import Observation, QuestionSeries
from briefing_app.domain.specs import Axis, Caption, ChartSeries, ChartSpec, Mark
from briefing_app.domain.trade import periods
from briefing_app.domain.trade.asked import Asked
from briefing_app.domain.trade.charts import TONES, ChartOptions
from briefing_app.domain.trade.figures import figures_table, form_of, nice_axis, source_lines, spoken
from briefing_app.domain.trade.messages import Figures, Group, Item
from briefing_app.domain.wording import number_words, period_words
from briefing_app.translation import tr


def scatter(asked: Asked, _options: ChartOptions) -> ChartSpec:
    """Draws each price of the question over the quantity of the series that it is the price of."""
    lines: list[ChartSeries] = []
    drawn: list[Observation] = []
    items: list[Item] = []
    across = up = ""
    for place, row in enumerate(asked.rows):
        series = asked.series(row)
        quantity = asked.dataset.find("series", series.price_of) if series is not None else None
        if series is None or quantity is None:
            continue
        across, up = quantity.unit, series.unit
        pairs = periods.same_period(
            asked.known, price_id=series.id, quantity_id=quantity.id, one_source=row.role == "quoted-price"
        )
        marks = tuple(_mark(asked, row, amount, price) for amount, price in pairs)
        drawn += [o for pair in pairs for o in pair]
        items += [asked.item(row, price) for _amount, price in pairs]
        if marks:
            tone = row.tone or TONES[place % len(TONES)]
            lines.append(ChartSeries(key=series.id, label=asked.name(row), marks=marks, tone=tone))
    marks = tuple(mark for line in lines for mark in line.marks)
    observations = tuple(dict.fromkeys(drawn))
    caption = Caption(
        key=asked.question.id,
        title=asked.title(Figures(groups=(Group(items=tuple(items)),))),
        subtitle=asked.subtitle({}),
        summary="; ".join(mark.spoken.split(". ")[0] for mark in marks),
        sources=source_lines(asked.dataset, observations),
        notes=asked.said_notes(),
        edition=asked.scope.edition,
        empty="" if marks else tr("No figure of this kind passes the filter."),
    )
    return ChartSpec(
        caption=caption,
        form="scatter",
        x=_axis([mark.x for mark in marks], across),
        y=_axis([mark.y for mark in marks], up),
        series=tuple(lines),
        table=figures_table(asked.dataset, observations, caption),
    )


def _axis(values: list[float], unit: str) -> Axis:
    return nice_axis(values, "", said=spoken_in(unit, values))


def _mark(asked: Asked, row: QuestionSeries, amount: Observation, price: Observation) -> Mark:
    series = asked.series(row)
    quantity = asked.dataset.find("series", amount.series_id)
    return Mark(
        x=amount.value,
        y=price.value,
        form=form_of(price),
        label=asked.mark_name(row, price, "{label} {year}"),
        ref=price.ref,
        spoken=tr(
            "{price} for {amount}, {when}. {told}",
            price=number_words(price.value, series.unit if series else ""),
            amount=number_words(amount.value, quantity.unit if quantity else ""),
            when=period_words(price),
            told=spoken(asked.dataset, price, series) if series else "",
        ),
    )
