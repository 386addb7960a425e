"""Rows leave the program whole, safe for spreadsheets, and with a README."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from briefing_app.desk import exports
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
    columns=(Column(key="period", label="Period"), Column(key="value", label="Value", kind="number")),
    rows=(
        Row(cells=(Cell(text="2023"), Cell(text="-43 %", sort=-43.0)), ref=Ref("observation", "o-1")),
        Row(cells=(Cell(text='=cmd|"/c calc"!A1'), Cell(text="567.5", sort=567.5))),
    ),
)


def test_rows_come_with_headings_and_the_reference_of_their_entry() -> None:
    rows = list(csv.reader(io.StringIO(exports.csv_bytes(SPEC).decode("utf-8-sig"))))
    assert rows[0] == ["period", "value", "reference"]
    assert rows[1] == ["2023", "-43 %", "observation/o-1"]
    assert rows[2][2] == ""


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@SUM(A1)", "\tx", "-2+3", "\rx"])
def test_text_that_starts_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert exports.safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-43 %", "+166%", "-1,234.5", "567.5", "plain", ""])
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert exports.safe_cell(text) == text


def test_the_archive_holds_rows_and_readme_and_is_the_same_twice() -> None:
    readme = exports.readme_text(SPEC, edition="1.0.0", fingerprint="ab", filter_words="no filter")
    first = exports.table_bytes(SPEC, readme=readme, day=(2026, 11, 23))
    assert first == exports.table_bytes(SPEC, readme=readme, day=(2026, 11, 23))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["turnover.csv", "README.txt"]
        text = archive.read("README.txt").decode()
    for words in ("Interfax, 22 October 2024 (B)", "A caveat.", "value: Value", "no filter", "Million USD"):
        assert words in text
