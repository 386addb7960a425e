"""Charts over names: ordered bars, stacked bars and pairs, built from single preferred figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain.amounts import Spoken, spoken_in
from briefing_app.domain.model import Observation
from briefing_app.domain.specs import Axis, Caption, ChartForm, ChartSeries, ChartSpec, Mark
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade.figures import figures_table, mark_of, nice_axis, source_lines
from briefing_app.translation import tr

Item = tuple[str, Observation]
"""A name for the eye and the figure behind it."""


def categories(names: Sequence[str]) -> Axis:
    """Returns an axis with one place for each name."""
    ticks = tuple((float(i), name) for i, name in enumerate(names))
    return Axis(label="", kind="category", ticks=ticks, low=-0.6, high=len(names) - 0.4)


def bars(
    dataset: Dataset,
    items: Sequence[Item],
    *,
    key: str,
    title: str,
    subtitle: str,
    ordered: bool = True,
    rivals: Sequence[Item] = (),
    notes: tuple[str, ...] = (),
    log: bool = False,
) -> ChartSpec:
    """Returns bars of single figures, the largest first, with rival figures of the same name beside them.

    Args:
        dataset: The data.
        items: One figure for each name.
        key: Name of the chart.
        title: Its message.
        subtitle: What is plotted, with unit.
        ordered: False to keep the order of ``items``.
        rivals: Other figures for names that occur in ``items``.
        notes: Caveats on the picture.
        log: True for a logarithmic axis.
    """
    chosen = sorted(items, key=lambda item: -item[1].value) if ordered else list(items)
    names = [name for name, _o in chosen]
    beside = [(names.index(n), o) for n, o in rivals if n in names]
    placed = [*enumerate(o for _n, o in chosen), *beside]
    observations = [o for _at, o in placed]
    said = _said(dataset, observations)
    marks = [_mark(dataset, o, x=float(at), said=said if i < len(chosen) else None) for i, (at, o) in enumerate(placed)]
    caption = Caption(
        key=key,
        title=title,
        subtitle=subtitle,
        summary="; ".join(f"{n}: {said.words(o.value)}" for n, o in chosen) + f" ({said.label}).",
        sources=source_lines(dataset, observations),
        notes=notes,
        edition=dataset.edition.words,
        empty="" if chosen else tr("No figure of this kind passes the filter."),
    )
    return ChartSpec(
        caption=caption,
        form="bars",
        x=categories(names),
        y=nice_axis([m.y for m in marks], said.label, log=log, said=said),
        series=(ChartSeries(key=key, label="", marks=tuple(marks)),) if marks else (),
        table=figures_table(dataset, observations, caption),
    )


def _said(dataset: Dataset, observations: Sequence[Observation]) -> Spoken:
    """Returns how figures are said that stand on one axis, by the unit of the first one's series."""
    series = dataset.find("series", observations[0].series_id) if observations else None
    ends = (v for o in observations for v in (o.value, o.value_high) if v is not None)
    return spoken_in(series.unit if series is not None else "", ends)


def _mark(dataset: Dataset, o: Observation, *, x: float, said: Spoken | None, base: float = 0.0) -> Mark:
    """Returns the mark of a figure; it bears its value in words where it is told how to say it."""
    label = ""
    if said is not None:
        label = said.words(o.value)
        if o.value_high is not None and o.value_high != o.value:
            label = tr("{low} to {high}", low=label, high=said.words(o.value_high))
    made = mark_of(dataset, o, dataset.find("series", o.series_id), x=x, label=label)
    return replace(made, base=base, y=base + o.value)


def grouped(
    dataset: Dataset,
    rows: Sequence[tuple[str, Sequence[Item]]],
    *,
    form: ChartForm,
    key: str,
    title: str,
    subtitle: str,
    tones: Sequence[str],
    notes: tuple[str, ...] = (),
) -> ChartSpec:
    """Returns stacked or paired bars.

    Args:
        dataset: The data.
        rows: For each group its name and the figures with their series' names, in the order of stacking.
        form: "stacked" or "paired".
        key: Name of the chart.
        title: Its message.
        subtitle: What is plotted, with unit.
        tones: Colours of the series' names, in order of first occurrence.
        notes: Caveats on the picture.
    """
    labels = list(dict.fromkeys(name for _g, items in rows for name, _o in items))
    marks: dict[str, list[Mark]] = {name: [] for name in labels}
    observations = [o for _g, items in rows for _n, o in items]
    said = _said(dataset, observations)
    for place, (_group, items) in enumerate(rows):
        base = 0.0
        for name, o in items:
            shift = 0.0 if form == "stacked" else (labels.index(name) - (len(labels) - 1) / 2) * 0.8 / len(labels)
            marks[name].append(_mark(dataset, o, x=place + shift, said=said, base=base))
            base += o.value if form == "stacked" else 0.0
    told = [f"{group}: " + ", ".join(f"{n} {said.words(o.value)}" for n, o in items) for group, items in rows]
    caption = Caption(
        key=key,
        title=title,
        subtitle=subtitle,
        summary="; ".join(told) + f" ({said.label}).",
        sources=source_lines(dataset, observations),
        notes=notes,
        edition=dataset.edition.words,
        empty="" if observations else tr("No figure of this kind passes the filter."),
    )
    return ChartSpec(
        caption=caption,
        form=form,
        x=categories([group for group, _items in rows]),
        y=nice_axis([m.y for line in marks.values() for m in line], said.label, said=said),
        series=tuple(
            ChartSeries(key=name, label=name, marks=tuple(marks[name]), tone=tones[i % len(tones)])
            for i, name in enumerate(labels)
        ),
        table=figures_table(dataset, observations, caption),
    )
