"""Answer about the Afghan rail ports: shares, because the windows of the counts are not comparable."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.model import Observation
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import ChartSpec, Mark
from briefing_app.domain.trade import growth
from briefing_app.domain.trade.bars import Item, grouped
from briefing_app.domain.trade.charts import ChartOptions, known
from briefing_app.domain.trade.figures import nice_axis
from briefing_app.domain.wording import number, period_words
from briefing_app.translation import tr

PORTS = (
    ("rail-af-hairatan-t", "Hairatan"),
    ("rail-af-torghundi-t", "Torghundi"),
    ("rail-af-aqina-t", "Aqina"),
    ("rail-af-khafherat-t", "Khaf–Herat"),
)


def ports(scope: Scope, _options: ChartOptions) -> ChartSpec:
    """Answers: Through which port does rail freight come?"""
    windows: dict[tuple[str, str], dict[str, Observation]] = {}
    names = dict(PORTS)
    for o in known(scope):
        if o.series_id in names:
            windows.setdefault((o.period, o.source_id), {})[o.series_id] = o
    rows: list[tuple[str, list[Item]]] = [
        (period_words(next(iter(found.values())), short=True), [(names[i], found[i]) for i in names])
        for _key, found in sorted(windows.items())
        if len(found) == len(names)
    ]
    title = tr("Rail freight to Afghanistan by port")
    if rows and sum(o.value for _n, o in rows[-1][1]) > 0:
        when, items = rows[-1]
        whole = sum(o.value for _n, o in items)
        first = max(items, key=lambda item: item[1].value)
        title = tr(
            "{port} takes {n} % of the rail freight, {when}",
            port=first[0], n=number(round(growth.share(first[1].value, whole))), when=when,
        )  # fmt: skip
    made = grouped(
        scope.dataset,
        rows,
        form="stacked",
        key="rail-ports",
        title=title,
        tones=("A", "s5", "s2", "s4"),
        subtitle=tr("Share of each port in the four ports' tonnes, per cent; windows of different length"),
        notes=(tr("Shares are computed: tonnes of a port ÷ tonnes of the four ports by the same source."),),
    )
    return _as_shares(made)


def _as_shares(made: ChartSpec) -> ChartSpec:
    """Turns stacked tonnes into stacked per cent; each mark names the sum it was computed from."""
    whole: dict[float, float] = {}
    for line in made.series:
        for mark in line.marks:
            whole[mark.x] = max(whole.get(mark.x, 0.0), mark.y)
    series = tuple(
        replace(line, marks=tuple(_share(mark, whole[mark.x]) for mark in line.marks if whole[mark.x] > 0))
        for line in made.series
    )
    return replace(made, series=series, y=nice_axis([0.0, 100.0], tr("per cent")))


def _share(mark: Mark, whole: float) -> Mark:
    tonnes = mark.y - mark.base
    part = growth.share(tonnes, whole)
    told = tr("{n} %: {a} ÷ {b} thousand tonnes", n=number(round(part)), a=number(tonnes), b=number(round(whole, 1)))
    return replace(
        mark,
        y=growth.share(mark.y, whole),
        base=growth.share(mark.base, whole),
        form="derived",
        label=tr("{n} %", n=number(round(part))),
        spoken=f"{told}. {mark.spoken}",
    )
