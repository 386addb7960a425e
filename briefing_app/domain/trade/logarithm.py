"""Charts on a logarithmic axis: what has no logarithm is left out and named, and bars become points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.domain.wording import number
from briefing_app.translation import tr, trn

_NAMED = 6
"""Figures that are named one by one; of more the number is told."""
_BARS = frozenset({"columns", "bars", "stacked", "paired"})


def on_log_axis(spec: ChartSpec) -> ChartSpec:
    """Returns a chart whose logarithmic axis is told of: zero and negative figures are named as not drawn.

    Args:
        spec: Any chart; one with plain axes comes back as it is.
    """
    if not any(pane.y.log for pane in spec.panes):
        return spec
    panes = tuple(_kept(pane) for pane in spec.panes)
    notes = list(dict.fromkeys(words for pane in spec.panes for words in _notes(pane)))
    if not notes:
        return spec
    nothing = not any(series.marks or series.many is not None for pane in panes for series in pane.series)
    caption = replace(
        spec.caption,
        notes=(*notes, *spec.caption.notes),
        empty=spec.caption.empty or (notes[0] if nothing else ""),
        summary=" ".join(part for part in (spec.caption.summary, *notes) if part),
    )
    if spec.panels:
        return replace(spec, caption=caption, panels=panes)
    return replace(panes[0], caption=caption)


def _drawn(mark: Mark) -> bool:
    return mark.y > 0


def _kept(pane: ChartSpec) -> ChartSpec:
    """Leaves out the marks that have no place; a line is broken where one of them stood."""
    if not pane.y.log:
        return pane
    spans = tuple((x, low, high) for x, low, high in pane.spans if low > 0)
    return replace(pane, series=tuple(map(_without, pane.series)), spans=spans)


def _without(series: ChartSeries) -> ChartSeries:
    marks: list[Mark] = []
    breaks: set[int] = set()
    broken = False
    for number_, mark in enumerate(series.marks):
        broken |= number_ in series.breaks or not _drawn(mark)
        if _drawn(mark):
            if broken:
                breaks.add(len(marks))
            marks.append(mark if mark.y_high is None or mark.y_high > 0 else replace(mark, y_high=None))
            broken = False
    return replace(series, marks=tuple(marks), breaks=frozenset(breaks))


def _notes(pane: ChartSpec) -> list[str]:
    if not pane.y.log:
        return []
    left_out = [mark for series in pane.series for mark in series.marks if not _drawn(mark)]
    hidden = sum(1 for series in pane.series if series.many is not None for y in series.many.ys if not y > 0)
    found = []
    if left_out and len(left_out) + hidden <= _NAMED:
        words = "; ".join(dict.fromkeys(_name(pane, mark) for mark in left_out))
        found.append(tr("Not drawn, for a logarithmic axis has no zero and nothing below: {figures}.", figures=words))
    elif left_out or hidden:
        found.append(
            trn(
                "{n} figure of zero or below is not drawn, for a logarithmic axis has no place for it.",
                "{n} figures of zero or below are not drawn, for a logarithmic axis has no place for them.",
                len(left_out) + hidden,
            )
        )
    if pane.form in _BARS:
        found.append(tr("Points instead of bars: on a logarithmic axis the length of a bar would not show its figure."))
    return found


def _name(pane: ChartSpec, mark: Mark) -> str:
    """Returns a figure with its period or name."""
    if pane.x.kind == "category":
        return f"{number(mark.y - mark.base)} ({_nearest(pane.x.ticks, mark.x)})"
    middle = mark.x if mark.x_end is None else (mark.x + mark.x_end) / 2
    return tr("{value} in {year}", value=number(mark.y), year=round(middle))


def _nearest(ticks: Sequence[tuple[float, str]], x: float) -> str:
    return min(ticks, key=lambda tick: abs(tick[0] - x), default=(0.0, ""))[1]
