"""Figures of trade, transit and security by question: a picture, then every figure in it with who says so."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.entries import figure_words, preferred_words
from briefing_app.domain.model import Observation
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade.questions import chart, families
from briefing_app.domain.wording import period_words, sign_of
from briefing_app.report.blocks import (
    Abreast,
    Block,
    Blocks,
    Grid,
    Group,
    Head,
    Heading,
    Line,
    Paragraph,
    Runs,
    joined,
    plain,
)
from briefing_app.report.material import Material
from briefing_app.report.sections.pictures import quieter
from briefing_app.translation import tr, trn

_MOST_ANSWERS, _MOST_FIGURES = 4, 3
"""Questions that a short document answers, and figures that it names under each."""
_TALL, _LOW = 148.0, 160.0
"""Points: heights of a chart over a table, and in one of two columns."""
_MANY = 8
"""Bars one above the other that take more room than a page often has left."""
_HALF = 231.0
"""Points: width of a picture in one of two columns."""


def trade(material: Material) -> Blocks:
    """Returns the charts of all questions that have figures behind the filter, with their equal tables."""
    if material.short:
        return _in_short(material)
    blocks: list[Block] = []
    for family in families(material.dataset):
        answers: list[Block] = []
        for question in family.all:
            answers += _answer(chart(question.id, material.asked), material)
        if answers:
            blocks += (Heading(text=family.first.question, level=2), *answers)
    return (Paragraph(runs=plain(_how_to_read()), style="small"), *blocks) if blocks else ()


def _in_short(material: Material) -> Blocks:
    """The first questions that have an answer, two abreast, each with its picture and who gives its figures."""
    answers: list[Block] = []
    for family in families(material.dataset):
        if len(answers) == _MOST_ANSWERS:
            break
        spec = chart(family.first.id, material.asked)
        figures = [o for o in _figures(spec, material) if o.preferred]
        if spec.caption.empty or not figures:
            continue
        figures.sort(key=lambda o: (o.period_end is not None, o.period_end))
        latest = figures[-_MOST_FIGURES:]
        material.show(*latest)
        told = joined(
            tuple(
                (
                    *plain(f"{period_words(o, short=True)} {figure_words(o, dataset=material.dataset)} "),
                    *material.cite(o, most=1),
                )
                for o in latest
            ),
            by="; ",
        )
        said: Runs = (*plain(tr("Preferred, the latest: "), strong=True), *told)
        picture = replace(material.picture(quieter(spec), width=_HALF, tall=_tall(spec, _LOW)), foot=(), subtitle="")
        answers.append(
            Group(blocks=(Heading(text=family.first.question, level=2), picture, Paragraph(runs=said, style="small")))
        )
    return (Paragraph(runs=plain(_how_to_read()), style="small"), Abreast(blocks=tuple(answers))) if answers else ()


def _how_to_read() -> str:
    return tr(
        "● marks the preferred version, ○ a rival one. Targets, plans and forecasts are statements about the future. "
        "Periods of different kinds are never joined."
    )


def _answer(spec: ChartSpec, material: Material) -> Blocks:
    figures = _figures(spec, material)
    if spec.caption.empty or not figures:
        return ()
    fresh = [o for o in figures if o.ref not in material.citations.shown]
    if not fresh:
        return (
            material.picture(spec),
            Paragraph(runs=plain(tr("All of these figures are given above.")), style="small"),
        )
    several = len({o.series_id for o in fresh}) > 1
    series = dict.fromkeys(o.series_id for o in fresh)
    reasons: list[Block] = []
    for ident in series:
        record = material.dataset.find("series", ident)
        if record is not None:
            material.show(record)
            why = preferred_words(material.dataset, record)
            if why:
                said: Runs = (*plain(tr("Why the preferred version: "), strong=True), *plain(why))
                reasons.append(Paragraph(runs=said, style="small"))
    grid = Grid(
        columns=(
            *((Head(label=tr("What"), weight=8),) if several else ()),
            Head(label=tr("Period"), weight=5),
            Head(label=tr("Figure"), weight=6),
            Head(label=tr("Kind"), weight=3),
            Head(label=tr("Who says so"), weight=11),
            *(() if several else (Head(label=tr("Remark"), weight=10),)),
        ),
        lines=tuple(_line(o, several, material) for o in fresh),
        dense=True,
    )
    told = len(figures) - len(fresh)
    if told:
        words = trn(
            "{n} more figure from this chart is given above.", "{n} more figures from this chart are given above.", told
        )
        reasons.insert(0, Paragraph(runs=plain(words), style="small"))
    picture = replace(
        material.picture(spec, tall=_tall(spec, _TALL)), floats=spec.form == "bars" and len(spec.x.ticks) >= _MANY
    )
    return (picture, grid, *reasons)


def _tall(spec: ChartSpec, usual: float) -> float:
    """Returns the height of a chart on a page of tables; one of lying bars or panels is as tall as it needs."""
    return usual if spec.form in ("line", "columns", "dots", "paired", "scatter", "stacked") else 0.0


def _figures(spec: ChartSpec, material: Material) -> list[Observation]:
    """Returns the figures behind the rows of the equal table, in their order."""
    rows = spec.table.rows if spec.table else ()
    found = (material.dataset.get(row.ref) for row in rows if row.ref is not None)
    return [record for record in dict.fromkeys(found) if isinstance(record, Observation)]


def _line(observation: Observation, several: bool, material: Material) -> Line:
    material.show(observation)
    sign = "●" if observation.preferred else "○"
    words = f"{sign} {figure_words(observation, dataset=material.dataset)}"
    series = material.dataset.find("series", observation.series_id)
    remark = plain(observation.note, muted=True)
    cited = material.cite(observation, long=True)
    cells: list[Runs] = [
        plain(period_words(observation)),
        plain(words, strong=observation.preferred),
        plain(sign_of("observation-status", observation.status).word),
    ]
    if several:
        cells.insert(0, plain(series.label if series else observation.series_id))
        cells.append((*cited, *(plain("\n") if remark else ()), *remark))
    else:
        cells += [cited, remark]
    return Line(cells=tuple(cells), anchor=str(observation.ref))
