"""Rows leave the program whole, safe for spreadsheets, and with a README."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from briefing_app.desk import exports
from briefing_app.domain import sheets
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Cell, Column, Row, SourceLine, TableSpec

SPEC = TableSpec(
    caption=Caption(
        key="turnover",
        title="Trade doubled once",
        subtitle="Million USD",
        summary="Two rows.",
        sources=(SourceLine(ref=Ref("source", "interfax-20241022"), text="Interfax, 22 October 2024", grade="B"),),
        notes=("A caveat.",),
    ),
    columns=(
        Column(key="period", label="Period", file="date"),
        Column(key="value", label="Value", kind="number", file="range"),
        Column(key="verdict", label="Verdict", kind="word"),
        Column(key="weight", label="Weight", kind="number"),
    ),
    rows=(
        Row(
            cells=(
                Cell(text="2023", value=dt.date(2023, 1, 1), high=dt.date(2023, 12, 31)),
                Cell(text="−1,043.5 to 2", value=-1043.5, high=2.0, words="−1,043.5 to 2 %"),
                Cell(text="+ supports"),
                Cell(text="3", value=3),
            ),
            ref=Ref("observation", "o-1"),
        ),
        Row(
            cells=(
                Cell(text='=cmd|"/c calc"!A1'),
                Cell(text="7.1", value=7.1, words="7.1 %"),
                Cell(text="\t@SUM(A1)"),
                Cell(text="–"),
            )
        ),
    ),
)


def test_rows_hold_plain_numbers_and_days_beside_their_words_and_the_reference_of_their_entry() -> None:
    rows = list(csv.reader(io.StringIO(exports.csv_bytes(SPEC).decode("utf-8-sig"))))
    heads = "period_first period_last period_words value_low value_high value_words verdict weight reference"
    assert rows[0] == heads.split()
    assert rows[1] == ["2023-01-01", "2023-12-31", "2023", "-1043.5", "2", "−1,043.5 to 2 %", "supports", "3",
                       "observation/o-1"]  # fmt: skip
    assert rows[2][2:6] == ['\'=cmd|"/c calc"!A1', "7.1", "7.1", "7.1 %"]
    assert rows[2][6:] == ["'\t@SUM(A1)", "", ""]


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "@SUM(A1)", "\tx", "-2+3", "\rx", "-43 %", "\n=1", "  =1", "＝1+1", "-inf"]
)
def test_words_that_start_like_a_formula_get_an_apostrophe(text: str) -> None:
    assert sheets.kept_text(text) == "'" + text


@pytest.mark.parametrize("text", ["−43 %", "567.5", "plain", "", "a=1", "7-8"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert sheets.kept_text(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.1, "7.1"),
        (1000.0, "1000"),
        (-3, "-3"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (1_234_567.25, "1234567.25"),
    ],
)
def test_a_number_is_written_with_a_point_and_without_grouping_or_exponent(value: float, text: str) -> None:
    assert sheets.digits(value) == text
    assert float(text) == value


def test_a_workbook_holds_numbers_days_and_words_each_as_what_it_is() -> None:
    made = exports.workbook_bytes(SPEC, readme="Fields\n=1+1\n", day=dt.date(2026, 11, 28))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["turnover", "README"]
    first, second = list(book["turnover"].iter_rows(min_row=2))
    assert [cell.data_type for cell in first] == ["d", "d", "s", "n", "n", "s", "s", "n", "s"]
    assert [cell.value for cell in first[3:5]] == [-1043.5, 2]
    assert first[0].value == dt.datetime(2023, 1, 1)
    assert first[0].number_format == "yyyy-mm-dd"
    assert [cell.data_type for cell in second[2:]] == ["s", "n", "n", "s", "s", "n", "n"]  # nothing is a formula
    assert [second[2].value, second[7].value] == ['=cmd|"/c calc"!A1', None]
    assert [cell.data_type for cell in book["README"]["A"]] == ["s", "s", "s"]
    assert book.properties.created == dt.datetime(2026, 11, 28)


def test_a_workbook_is_the_same_twice_and_holds_no_formula_and_no_link() -> None:
    made = [exports.workbook_bytes(SPEC, readme="x", day=dt.date(2026, 11, 28)) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)
    assert b"<f>" not in text
    assert b"hyperlink" not in text


def test_a_workbook_takes_what_workbooks_cannot_hold() -> None:
    column = Column(key="a", label="A")
    long, early, half = "x" * 40_000, dt.date(1839, 1, 1), "half \ud800 sign"
    rows = (
        Row(cells=(Cell(text=long), Cell(text="1839", value=early, high=early))),
        Row(cells=(Cell(text=half), Cell(text="never", value=float("nan")))),
        Row(cells=(Cell(text="https://example.org/" + "y" * 3_000), Cell(text="\x07 bell"))),
    )
    spec = TableSpec(
        caption=Caption(key="a/b:c*[d]?" + "z" * 40, title="T\ud800"),
        columns=(column, Column(key="b", label="B", kind="date")),
        rows=rows,
    )
    book = openpyxl.load_workbook(io.BytesIO(exports.workbook_bytes(spec, readme="x", day=dt.date(2026, 1, 1))))
    page = book.worksheets[0]
    assert len(page["A2"].value) == 32_767
    assert page["A2"].value.endswith("longer than a cell holds)")
    assert page["B2"].value == "1839-01-01"
    assert page["A3"].value == "half ? sign"
    assert page["B3"].value is None
    assert page["A4"].value.startswith("https://example.org/yyy")
    assert exports.csv_bytes(spec)


def test_a_table_without_rows_is_a_workbook_with_its_headings() -> None:
    made = exports.workbook_bytes(replace(SPEC, rows=()), readme="x", day=dt.date(2026, 1, 1))
    page = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert [cell.value for cell in page[1]][:2] == ["period_first", "period_last"]
    assert page.max_row <= 2


def test_the_archive_holds_rows_and_readme_and_is_the_same_twice() -> None:
    readme = exports.readme_text(SPEC, edition="1.0.0", fingerprint="ab", filter_words="no filter")
    first = exports.table_bytes(SPEC, readme=readme, day=(2026, 11, 23))
    assert first == exports.table_bytes(SPEC, readme=readme, day=(2026, 11, 23))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["turnover.csv", "README.txt"]
        text = archive.read("README.txt").decode()
    for words in (
        "Interfax, 22 October 2024 (B)",
        "A caveat.",
        "value_low (number): Value",
        "no filter",
        "Million USD",
    ):
        assert words in text
