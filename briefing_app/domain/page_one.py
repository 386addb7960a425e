"""Page one as one table: all that its pictures and lines say, row by row, for eye, ear and keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing_app.domain import claims, likelihood, overview
from briefing_app.domain.ambitions.indicators import IndicatorLine
from briefing_app.domain.model import Ref
from briefing_app.domain.movements import Movement
from briefing_app.domain.overview import JudgementLine
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, ChartSpec, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.wording import date_words, noun_words
from briefing_app.translation import tr, trn


def table(
    scope: Scope,
    *,
    charts: Sequence[ChartSpec],
    due: Iterable[IndicatorLine],
    moved: Iterable[Movement] = (),
) -> TableSpec:
    """Returns headlines, judgements, what moved, the figures of the charts, the verdicts and the indicators due.

    Args:
        scope: What is asked about.
        moved: What changed for each ambition.
        charts: The charts of page one.
        due: Indicators to look at next.
    """
    rows: list[Row] = []
    for kind, part in (("headline", tr("Headline")), ("judgement", tr("Key judgement"))):
        rows += [_judgement(part, line) for line in overview.lines(scope, kind=kind)]
    for movement in moved:
        says = f"{movement.name}: {movement.words}"
        rows.append(_row(tr("What changed"), movement.letter, says, "", "", ref=movement.ref))
    for chart in charts:
        rows += _figures(chart)
    counted = claims.summary(claims.in_order(scope))
    for verdict in counted.verdicts:
        said = trn("{n} claim: {word}", "{n} claims: {word}", verdict.count, word=verdict.word)
        made = _row(tr("The starting document"), "", said, f"{verdict.sign} {verdict.word}", "")
        rows.append(replace(made, file_cells=(number_cell(verdict.count), Cell(text=noun_words("claim", many=True)))))
    rows += [_indicator(line) for line in due]
    caption = Caption(
        key="page-one",
        title=tr("Page one as a table"),
        summary=trn(
            "{n} row: headlines, judgements, figures, verdicts, indicators.",
            "{n} rows: headlines, judgements, figures, verdicts, indicators.",
            len(rows),
        ),
        edition=scope.edition,
        empty="" if rows else tr("Nothing here passes the filter."),
    )
    columns = (
        Column(key="part", label=tr("Part"), weight=3),
        Column(key="ambition", label=tr("Ambition"), kind="word", weight=1),
        Column(key="says", label=tr("What it says"), weight=9),
        Column(key="standing", label=tr("Standing"), kind="word", weight=2),
        Column(key="ground", label=tr("Who says so, how sure, or when to look"), weight=4),
    )
    carried = (
        Column(key="figure", label=tr("The figure of the row"), kind="number", file="range"),
        Column(key="unit", label=tr("Its unit")),
    )
    return TableSpec(caption=caption, columns=columns, rows=tuple(rows), row_header=2, file_columns=carried)


def _row(part: str, ambition: str, says: str, standing: str, ground: str, *, ref: Ref | None = None) -> Row:
    texts = (part, ambition, says, standing, ground)
    return Row(
        cells=tuple(Cell(text=text, sort=text) for text in texts), ref=ref, file_cells=(Cell(text=""), Cell(text=""))
    )


def _judgement(part: str, line: JudgementLine) -> Row:
    says = f"{line.heading}: {likelihood.plain(line.pieces)}"
    return _row(part, line.letter, says, line.outlook, line.confidence or line.why, ref=line.ref)


def _figures(chart: ChartSpec) -> list[Row]:
    if chart.table is None:
        return []
    places = {column.key: number for number, column in enumerate(chart.table.columns)}

    def at(row: Row, key: str) -> str:
        return row.cells[places[key]].text if key in places else ""

    return [
        replace(
            _row(
                chart.caption.title,
                "",
                f"{at(row, 'series')}, {at(row, 'period')}: {at(row, 'value')} {at(row, 'unit')}",
                at(row, "version"),
                " · ".join(words for words in (at(row, "source"), at(row, "grade")) if words),
                ref=row.ref,
            ),
            file_cells=tuple(row.cells[places[key]] if key in places else Cell(text="") for key in ("value", "unit")),
        )
        for row in chart.table.rows
    ]


def _indicator(line: IndicatorLine) -> Row:
    standing = " › ".join(sign.word for sign in (line.before, line.now) if sign.word)
    when = date_words(line.next_look, short=True)
    letters = line.letters.replace(" ", "")
    return _row(tr("Indicator to check next"), letters, line.question, standing, when, ref=line.ref)
