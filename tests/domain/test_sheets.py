"""Every table of every tab leaves the program typed: each figure arrives as that figure, each day as that day."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Literal

import openpyxl
import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import actors, ambitions, claims, corridors, page_one, problems, sources
from briefing_app.domain.records import Field, listing
from briefing_app.domain.sheets import sheet_of
from briefing_app.domain.specs import TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.timeline import offered
from briefing_app.domain.timeline import spec as timeline
from briefing_app.domain.trade import chart
from briefing_app.domain.workbook import workbook_bytes
from tests.domain.bundled import CHART_KEYS
from tests.domain.scopes import scope_of

NOTHING = ("", "–", "not dated", "undated")


def every_table(data: Dataset) -> Iterator[TableSpec]:
    asked = scope_of(data)
    for key in CHART_KEYS:
        yield _of(chart(key, asked).table)
    yield _of(timeline(asked, series_ids=[key for key, _label in offered(data)]).table)
    yield corridors.corridors_table(asked)
    yield corridors.segments_table(asked)
    yield actors.actors_table(asked)
    for actor in data.actors[:6]:
        yield actors.relations_table(asked, actor)
        yield actors.events_table(asked, actor)
    yield ambitions.evidence_table(asked)
    yield ambitions.indicators(asked)
    for layout in ambitions.LAYOUTS:
        yield ambitions.matrix(asked, layout=layout, core=False)
    yield ambitions.scores_table(asked)
    whats: tuple[Literal["items", "sources"], ...] = ("items", "sources")
    for what in whats:
        found = ambitions.leave_one_out(asked, conditions=ambitions.Conditions(), what=what)
        yield ambitions.sensitivity_table(asked, found)
    yield ambitions.two_ways_table(ambitions.two_ways(asked))
    yield claims.ledger(asked, claims.in_order(asked))
    yield sources.table(asked, data.sources)
    yield problems.table(asked)
    yield listing(asked, data.scales, [Field(name="low", label="From", kind="number")], key="scales", title="")
    charts = [chart(key, asked) for key in CHART_KEYS[:3]]
    yield page_one.table(asked, charts=charts, due=ambitions.indicator_lines(asked))


def _of(table: TableSpec | None) -> TableSpec:
    assert table is not None
    return table


@pytest.fixture(scope="module")
def tables() -> list[TableSpec]:
    return list(every_table(load(paths.bundled_data())))


def test_every_cell_of_a_column_of_figures_or_dates_has_its_value_behind_the_words(tables: list[TableSpec]) -> None:
    for spec in tables:
        for row in spec.rows:
            for column, cell in zip((*spec.columns, *spec.file_columns), (*row.cells, *row.file_cells), strict=True):
                if column.form == "text" or cell.text in NOTHING:
                    continue
                days = isinstance(cell.value, dt.date)
                if column.form == "date":
                    open_start = cell.value is None and isinstance(cell.high, dt.date)
                    assert days or open_start or not re.search(r"\d{4}", cell.text), (spec.caption.key, cell)
                else:
                    assert cell.value is not None and not days, (spec.caption.key, column.key, cell)


def test_no_figure_leaves_as_words_alone(tables: list[TableSpec]) -> None:
    for spec in tables:
        sheet = sheet_of(spec)
        beside = {field.key.removesuffix("_words") for field in sheet.fields if field.key.endswith("_words")}
        for row in sheet.rows:
            for field, value in zip(sheet.fields, row, strict=True):
                alone = field.kind == "text" and field.key.removesuffix("_words") not in beside
                figure = isinstance(value, str) and re.fullmatch(r"[-−+]?[\d,.]+( to [\d,.]+)?( %)?", value)
                year = field.key == "when"  # its day stands in a column of its own
                assert not (alone and figure and not year), (spec.caption.key, field.key, value)


def test_every_value_arrives_in_a_workbook_as_what_it_is(tables: list[TableSpec]) -> None:
    figures = 0
    for spec in tables:
        sheet = sheet_of(spec)
        made = workbook_bytes(sheet, name=spec.caption.key, readme=["x"], title="", made=dt.date(2026, 1, 1))
        page = openpyxl.load_workbook(io.BytesIO(made), read_only=False).worksheets[0]
        for row, cells in zip(sheet.rows, page.iter_rows(min_row=2), strict=False):
            for field, value, cell in zip(sheet.fields, row, cells, strict=True):
                where = (spec.caption.key, field.key, value, cell.value)
                if value in (None, ""):
                    assert cell.value is None, where
                elif field.kind == "number":
                    assert cell.data_type == "n" and cell.value == value, where
                    figures += 1
                elif field.kind == "date" and isinstance(value, dt.date) and value.year > 1900:
                    assert cell.value == dt.datetime(value.year, value.month, value.day), where
                else:
                    assert cell.data_type == "s" and cell.value == str(value), where
    assert figures > 500


def test_a_chart_exports_each_figure_with_both_ends_of_a_range(tables: list[TableSpec]) -> None:
    data = load(paths.bundled_data())
    known = {o.ref: o for o in data.observations}
    for spec in tables[: len(CHART_KEYS)]:
        sheet = sheet_of(spec)
        at = {field.key: number for number, field in enumerate(sheet.fields)}
        for row, values in zip(spec.rows, sheet.rows, strict=True):
            assert row.ref is not None
            figure = known[row.ref]
            assert values[at["value_low"]] == figure.value
            assert values[at["value_high"]] == (figure.value if figure.value_high is None else figure.value_high)
            assert values[at["period_first"]] == figure.period_start
            assert values[at["reference"]] == str(figure.ref)
