"""A question to its chart: the form and the rule of periods that its row names decide how the figures are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import cast

from briefing_app.domain.specs import Caption, ChartForm, ChartSeries, ChartSpec, Mark
from briefing_app.domain.trade import growth, periods
from briefing_app.domain.trade.asked import Asked, group_of
from briefing_app.domain.trade.bars import Item, bars, grouped
from briefing_app.domain.trade.charts import TONES, ChartOptions, series_chart
from briefing_app.domain.trade.figures import SPOKEN_OF, nice_axis, preferred_years
from briefing_app.domain.trade.messages import Figures
from briefing_app.domain.trade.several import small_charts
from briefing_app.domain.wording import month_words, number, period_words
from briefing_app.translation import in_words_of_data, tr

_OPEN_YEARS, _MEASURED = "open-years", "measured"


def over_time(asked: Asked, options: ChartOptions) -> ChartSpec:
    """Draws series over time on one axis."""
    question = asked.question
    made = series_chart(
        asked.ids,
        asked.scope,
        options=options,
        key=question.id,
        title=asked.title(asked.over_time()),
        subtitle=asked.subtitle({}),
        open_years_only=question.period_rule == _OPEN_YEARS,
        measured_only=question.period_rule == _MEASURED,
    )
    made = replace(made, caption=replace(made.caption, notes=(*asked.said_notes(), *made.caption.notes)))
    if made.caption.empty:
        return made
    rows = {row.series_id: row for row in asked.rows}
    lines = tuple(_dressed(line, rows[line.key].label, rows[line.key].tone) for line in made.series)
    lines = tuple(_label_first(line) if rows[line.key].role == "target" else line for line in lines)
    return replace(made, form=cast("ChartForm", question.form), series=lines)


def _dressed(line: ChartSeries, label: str, tone: str) -> ChartSeries:
    return replace(line, label=label or line.label, tone=tone or line.tone)


def _label_first(line: ChartSeries) -> ChartSeries:
    """A target that is stated again and again carries its label once, where it was first stated."""
    seen: set[float] = set()
    marks = []
    for mark in line.marks:
        marks.append(replace(mark, label="") if mark.y in seen else mark)
        seen.add(mark.y)
    return replace(line, marks=tuple(marks))


def multiples(asked: Asked, options: ChartOptions) -> ChartSpec:
    """Draws small charts, one a series, each on its own scale over the same years."""
    only_open = asked.question.period_rule == _OPEN_YEARS
    panels = [series_chart([i], asked.scope, options=options, open_years_only=only_open) for i in asked.ids]
    panels = [replace(panel, form="columns") for panel in panels if not panel.caption.empty]
    caption = Caption(
        key=asked.question.id,
        title=asked.title(asked.over_time()),
        subtitle=asked.subtitle({"unit": panels[0].y.label if panels else ""}),
        notes=asked.said_notes(),
        edition=asked.scope.edition,
    )
    return small_charts(panels, caption)


def by_name(asked: Asked, _options: ChartOptions) -> ChartSpec:
    """Draws bars by name."""
    rules = {"latest-year": _latest_year, "every-year": _every_year}
    return rules.get(asked.question.period_rule, _every_period)(asked)


def _latest_year(asked: Asked) -> ChartSpec:
    least = asked.question.at_least or len(asked.rows)
    found = periods.latest_year(asked.known, asked.ids, least=least)
    group = group_of(asked, found.found if found else {})
    rows = {row.series_id: row for row in asked.rows}
    named = [(asked.mark_name(rows[i], o, "{label}"), o) for i, o in (found.found if found else {}).items()]
    rivals = [(asked.mark_name(rows[o.series_id], o, "{label}"), o) for o in (found.rivals if found else ())]
    with in_words_of_data():
        when = period_words(named[0][1]) if named else ""
    return _bars(asked, named, Figures(groups=(group,)), {"year": group.year, "when": when}, rivals=rivals)


def _every_year(asked: Asked) -> ChartSpec:
    items: list[Item] = []
    for row in asked.rows:
        years = preferred_years(asked.known, row.series_id)
        items += [(asked.mark_name(row, o, "{label}, {year}"), o) for _year, o in sorted(years.items())]
    return _bars(asked, items, asked.over_time(), {}, ordered=False)


def _every_period(asked: Asked) -> ChartSpec:
    rows = {row.series_id: row for row in asked.rows}
    chosen = [o for o in asked.known if o.series_id in rows and o.status not in SPOKEN_OF]
    items = [(asked.mark_name(rows[o.series_id], o, "{when}: {label}"), o) for o in chosen]
    found = Figures(groups=tuple(group_of(asked, {o.series_id: o}) for o in chosen))
    return _bars(asked, items, found, {})


def _bars(
    asked: Asked,
    items: Sequence[Item],
    found: Figures,
    values: Mapping[str, str],
    *,
    rivals: Sequence[Item] = (),
    ordered: bool = True,
) -> ChartSpec:
    return bars(
        asked.dataset,
        items,
        key=asked.question.id,
        title=asked.title(found),
        subtitle=asked.subtitle(values) if items else "",
        rivals=rivals,
        notes=asked.said_notes(),
        ordered=ordered,
    )


def by_period(asked: Asked, _options: ChartOptions) -> ChartSpec:
    """Draws stacked or paired bars, a group for each period."""
    rule = asked.question.period_rule
    if rule == "equal-cut-off":
        rows, found = _cut_offs(asked)
    else:
        gather = periods.common_windows if rule == "common-windows" else periods.common_periods
        groups = gather(asked.known, asked.ids)
        found = Figures(groups=tuple(group_of(asked, group) for group in groups))
        series = {row.series_id: row for row in asked.rows}
        rows = [
            (
                period_words(next(iter(group.values())), short=True),
                [(asked.name(series[i]), o) for i, o in group.items()],
            )
            for group in groups
        ]
    made = grouped(
        asked.dataset,
        rows,
        form=cast("ChartForm", asked.question.form),
        key=asked.question.id,
        title=asked.title(found),
        tones=_tones(asked),
        subtitle=asked.subtitle({}),
        notes=asked.said_notes(),
    )
    return _as_shares(made) if asked.question.drawn_as == "shares" else made


def _tones(asked: Asked) -> tuple[str, ...]:
    if asked.question.period_rule == "equal-cut-off":  # two bars of one series: the season before, and this one
        return "muted", asked.rows[0].tone or "A" if asked.rows else "A"
    return tuple(row.tone or TONES[place % len(TONES)] for place, row in enumerate(asked.rows)) or ("ink",)


def _cut_offs(asked: Asked) -> tuple[list[tuple[str, list[Item]]], Figures]:
    rows: list[tuple[str, list[Item]]] = []
    groups = []
    for row in asked.rows[:1]:
        for before, after in periods.equal_cut_offs(asked.known, row.series_id):
            end = after.period_end
            rows.append((_cut_off(end), [(asked.mark_name(row, o, tr("season {season}")), o) for o in (before, after)]))
            items = tuple(asked.item(row, o) for o in (before, after))
            with in_words_of_data():
                groups.append(replace(group_of(asked, {}), when=_cut_off(end), year=after.period, items=items))
    return rows, Figures(groups=tuple(groups))


def _cut_off(end: dt.date | None) -> str:
    return tr("to end of {month}", month=month_words(end.month)) if end else ""


def _as_shares(made: ChartSpec) -> ChartSpec:
    """Turns stacks into per cent; each mark names the sum it was computed from."""
    marks = [(n, mark) for n, line in enumerate(made.series) for mark in line.marks]
    sums: dict[float, float] = {}
    for _n, mark in marks:
        sums[mark.x] = max(sums.get(mark.x, 0.0), mark.y)
    drawn = [(n, _share(mark, sums[mark.x], made.y.label)) for n, mark in marks if sums[mark.x] > 0]
    series = tuple(replace(line, marks=tuple(m for at, m in drawn if at == n)) for n, line in enumerate(made.series))
    return replace(made, series=series, y=nice_axis([0.0, 100.0], tr("per cent")))


def _share(mark: Mark, whole: float, unit: str) -> Mark:
    amount = mark.y - mark.base
    part = number(round(growth.share(amount, whole)))
    told = tr("{n} %: {a} ÷ {b} {unit}", n=part, a=number(amount), b=number(round(whole, 1)), unit=unit)
    return replace(
        mark,
        y=100.0 * (mark.y / whole),
        base=100.0 * (mark.base / whole),
        form="derived",
        label=tr("{n} %", n=part),
        spoken=f"{told}. {mark.spoken}",
    )


Draw = Callable[[Asked, ChartOptions], ChartSpec]
FORMS: Mapping[str, Draw] = MappingProxyType(
    {
        "line": over_time,
        "dots": over_time,
        "columns": over_time,
        "bars": by_name,
        "stacked": by_period,
        "paired": by_period,
        "multiples": multiples,
    }
)


def draw(asked: Asked, options: ChartOptions) -> ChartSpec:
    """Returns the chart of a question, its own sources behind those of the figures."""
    if asked.question.form == "scatter":
        from briefing_app.domain.trade.scatter import scatter

        made = scatter(asked, options)
    else:
        made = FORMS.get(asked.question.form, over_time)(asked, options)
    own = tuple(line for line in asked.sources() if line not in made.caption.sources)
    return replace(made, caption=replace(made.caption, sources=(*made.caption.sources, *own))) if own else made
