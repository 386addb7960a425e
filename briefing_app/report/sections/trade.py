"""Figures of trade and transit: preferred versions with their rivals, series by series."""

from __future__ import annotations

import datetime as dt

from briefing_app.domain.entries import figure_words
from briefing_app.domain.model import Observation, Series
from briefing_app.domain.wording import period_words, sign_of
from briefing_app.report.blocks import Block, Blocks, Grid, Head, Heading, Line, Paragraph, Runs, plain
from briefing_app.report.material import Material
from briefing_app.words import tr


def trade(material: Material) -> Blocks:
    """Returns the figures of every series that belongs to a chart, topic by topic."""
    by_series: dict[str, list[Observation]] = {}
    for observation in material.visible(material.dataset.observations):
        by_series.setdefault(observation.series_id, []).append(observation)
    groups: dict[str, list[Series]] = {}
    for series in material.visible(material.dataset.series):
        if series.series_id in by_series and series.chart_group:
            groups.setdefault(series.chart_group, []).append(series)
    if not groups:
        return (Paragraph(runs=plain(tr("No figure passes the filter."))),)
    blocks: list[Block] = [
        Paragraph(
            runs=plain(
                tr(
                    "● marks the preferred version, ○ a rival one. Targets, plans and forecasts are statements "
                    "about the future. Periods of different kinds are never joined."
                )
            ),
            style="small",
        )
    ]
    for name in groups:
        blocks.append(Heading(text=_group_words(name), level=2))
        for series in groups[name]:
            blocks += _series(series, by_series[series.series_id], material)
    return tuple(blocks)


def _group_words(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _series(series: Series, figures: list[Observation], material: Material) -> Blocks:
    material.show(series)
    figures.sort(key=lambda o: (o.period_start or dt.date.max, o.period_end or dt.date.max, not o.preferred, o.id))
    told: list[Block] = [
        Grid(
            title=series.label,
            columns=(
                Head(label=tr("Period"), weight=5),
                Head(label=tr("Figure"), weight=5, figures=True),
                Head(label=tr("Kind"), weight=4),
                Head(label=tr("Who says so"), weight=7),
                Head(label=tr("Remark"), weight=8),
            ),
            lines=tuple(_figure(o, material) for o in figures),
        )
    ]
    if series.preferred_note:
        runs: Runs = (*plain(tr("Why this version: "), strong=True), *plain(series.preferred_note))
        told.append(Paragraph(runs=runs, style="small"))
    return tuple(told)


def _figure(observation: Observation, material: Material) -> Line:
    material.show(observation)
    sign = "●" if observation.preferred else "○"
    return Line(
        cells=(
            plain(period_words(observation)),
            plain(f"{sign} {figure_words(observation, dataset=material.dataset)}", strong=observation.preferred),
            plain(sign_of("observation-status", observation.status).word),
            material.cite(observation, long=True),
            plain(observation.note, muted=True),
        ),
        anchor=str(observation.ref),
    )
