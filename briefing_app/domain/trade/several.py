"""Several charts or series as one picture: on one axis where units agree, else as small charts over the same years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Axis, Caption, ChartSpec
from briefing_app.domain.trade.charts import ChartOptions, series_chart
from briefing_app.domain.trade.figures import nice_axis
from briefing_app.translation import tr, trn

APART = " "
"""Stands between the ids of series that are drawn together; no id holds it."""
_NAMED = 3
"""So many series are named in the title of their chart."""


def together(ids: Sequence[str]) -> str:
    """Returns the key of the chart that draws series together."""
    return APART.join(ids)


def several(key: str, scope: Scope, options: ChartOptions) -> ChartSpec:
    """Returns the chart of one series, or of several that were chosen together.

    Args:
        key: Ids of series.
        scope: What is asked about.
        options: Index, change, logarithm.
    """
    ids = key.split(APART)
    found = [s for ident in ids if (s := scope.dataset.find("series", ident)) is not None]
    if len(found) < 2:
        return series_chart(ids, scope, options=options)
    named = [series.label for series in found[:_NAMED]]
    title = "; ".join(named) if len(found) <= _NAMED else trn("{n} series", "{n} series", len(found))
    one_axis = len({series.unit for series in found}) == 1 or options.change or options.index_year is not None
    if one_axis:
        return series_chart(ids, scope, options=options, key=key, title=title)
    panels = [series_chart([ident], scope, options=options) for ident in ids]
    subtitle = tr("Units differ: each on its own axis, over the same years")
    return small_charts(panels, Caption(key=key, title=title, subtitle=subtitle, edition=scope.dataset.edition.words))


def small_charts(panels: Sequence[ChartSpec], caption: Caption) -> ChartSpec:
    """Returns charts as small ones over the same years; those without a figure are left out.

    Args:
        panels: The charts.
        caption: Title, subtitle, notes and edition of the whole; the rest comes from the charts.
    """
    panels = [panel for panel in panels if not panel.caption.empty]
    caption = replace(
        caption,
        summary=" ".join(panel.caption.summary for panel in panels),
        sources=tuple({s.ref: s for panel in panels for s in panel.caption.sources}.values()),
        notes=(*caption.notes, *dict.fromkeys(note for panel in panels for note in panel.caption.notes)),
        empty="" if panels else tr("No figure of this kind passes the filter."),
    )
    if not panels:
        return ChartSpec(caption=caption, form="multiples", x=Axis(label="", kind="time"), y=nice_axis((), ""))
    x = max((p.x for p in panels), key=lambda axis: axis.high - axis.low)
    x = replace(x, low=min(p.x.low for p in panels), high=max(p.x.high for p in panels))
    tables = [panel.table for panel in panels if panel.table is not None]
    rows = tuple(row for table in tables for row in table.rows)
    return ChartSpec(
        caption=caption,
        form="multiples",
        x=x,
        y=panels[0].y,
        panels=tuple(replace(panel, x=x) for panel in panels),
        table=replace(tables[0], caption=caption, rows=rows) if tables else None,
    )
