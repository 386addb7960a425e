"""Page one as a table says all that its pictures and lines say, part by part, with the figures behind the words."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import ambitions, claims, overview, page_one
from briefing_app.domain.filters import Filter
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import chart
from tests.domain.scopes import scope_of

ALL = Filter()


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def table(dataset: Dataset, chosen: Filter = ALL, *, due: bool = True) -> TableSpec:
    lines = ambitions.indicator_lines(scope_of(dataset, chosen))
    shown = ambitions.due(lines, dt.date.max) if due else ()
    charts = [chart(key, scope_of(dataset, chosen)) for key in ("q-turnover", "q-flour-market")]
    return page_one.table(Scope(dataset=dataset, filter=chosen), charts=charts, due=shown)


def parts(spec: TableSpec) -> list[str]:
    return list(dict.fromkeys(row.cells[0].text for row in spec.rows))


def test_the_parts_stand_in_the_order_of_page_one(dataset: Dataset) -> None:
    titles = [chart(key, scope_of(dataset)).caption.title for key in ("q-turnover", "q-flour-market")]
    expected = ["Headline", "Key judgement", *titles, "The starting document", "Indicator to check next"]
    assert parts(table(dataset)) == expected
    assert parts(table(dataset, due=False)) == expected[:-1]


def test_headlines_and_judgements_are_all_there_and_lead_to_their_entry(dataset: Dataset) -> None:
    rows = [row for row in table(dataset).rows if row.ref is not None and row.ref.noun == "judgement"]
    lines = [
        *overview.lines(Scope(dataset=dataset), kind="headline"),
        *overview.lines(Scope(dataset=dataset), kind="judgement"),
    ]
    assert [row.ref for row in rows] == [line.ref for line in lines]
    for row, line in zip(rows, lines, strict=True):
        assert row.cells[1].text == line.letter
        assert row.cells[2].text.startswith(f"{line.heading}: ")


def test_each_figure_of_the_charts_stands_with_value_unit_and_source(dataset: Dataset) -> None:
    made = chart("q-turnover", scope_of(dataset))
    assert made.table is not None
    rows = [row for row in table(dataset).rows if row.cells[0].text == made.caption.title]
    assert [row.ref for row in rows] == [row.ref for row in made.table.rows]
    for row, figure in zip(rows, made.table.rows, strict=True):
        series, period, value, unit, version = (cell.text for cell in figure.cells[:5])
        assert row.cells[2].text == f"{series}, {period}: {value} {unit}"
        assert row.cells[3].text == version
        assert row.cells[4].text.startswith(figure.cells[6].text)
        assert (row.file_cells[0].value, row.file_cells[1].text) == (figure.cells[2].value, unit)


def test_the_verdicts_are_counted_with_one_and_many_told_apart(dataset: Dataset) -> None:
    counted = claims.summary(claims.in_order(Scope(dataset=dataset))).verdicts
    rows = [row for row in table(dataset).rows if row.cells[0].text == "The starting document"]
    assert [row.file_cells[0].value for row in rows] == [verdict.count for verdict in counted]
    assert sum(int(verdict.count) for verdict in counted) == len(dataset.claims)
    for row, verdict in zip(rows, counted, strict=True):
        noun = "claim" if verdict.count == 1 else "claims"
        assert row.cells[2].text == f"{verdict.count} {noun}: {verdict.word}"
        assert row.cells[3].text == f"{verdict.sign} {verdict.word}"


def test_an_indicator_says_then_and_now_and_when_to_look(dataset: Dataset) -> None:
    lines = ambitions.due(ambitions.indicator_lines(scope_of(dataset)), dt.date.max)
    rows = [row for row in table(dataset).rows if row.cells[0].text == "Indicator to check next"]
    assert [row.ref for row in rows] == [line.ref for line in lines]
    for row, line in zip(rows, lines, strict=True):
        assert row.cells[1].text == {"both": "AB", "none": ""}.get(line.ambition, line.ambition)
        assert row.cells[2].text == line.question
        assert row.cells[3].text.startswith(line.before.word)
        assert row.cells[3].text.endswith(line.now.word)
        assert str(line.next_look.year) in row.cells[4].text


def test_an_empty_page_says_so_in_words() -> None:
    spec = page_one.table(Scope(dataset=Dataset()), charts=(), due=())
    assert spec.rows == ()
    assert spec.caption.empty == "Nothing here passes the filter."
    assert spec.caption.summary.startswith("0 rows")
