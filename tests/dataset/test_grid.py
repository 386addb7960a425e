"""A table as lines of cells: texts in any layout, lists in the descriptor, sheets of a workbook."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from briefing_app.dataset import grid
from briefing_app.dataset.dialect import parse_dialect
from briefing_app.dataset.grid import UnreadableError, inline_grid, text_grid
from briefing_app.dataset.rows import read_rows
from briefing_app.dataset.schema import LARGEST_CELL, Column, TableSchema
from briefing_app.dataset.workbook import is_workbook, workbook_grid


def schema(*, encoding: str = "", inline: Any = None, dialect: dict[str, Any] | None = None) -> TableSchema:
    columns = tuple(
        Column(name=name, kind="string", required=name == "a", unique=False, convert=str) for name in ("a", "b")
    )
    return TableSchema(
        name="nodes",
        paths=("nodes.csv",),
        columns=columns,
        primary_key=(),
        foreign_keys=(),
        inline=inline,
        encoding=encoding,
        dialect=parse_dialect(dialect or {}),
    )


def cells(found: grid.Grid) -> tuple[list[str] | None, list[tuple[int, list[str]]]]:
    return found.heading, [(int(line), row) for line, row in found.rows]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    found = text_grid(b'a,b\n1,"x\ny"\n\n2,z\n', schema(), "nodes.csv")
    assert cells(found) == (["a", "b"], [(2, ["1", "x\ny"]), (5, ["2", "z"])])


def test_comments_and_stated_lines_are_passed_over() -> None:
    content = b'# of a ministry\na,b\n# later\n1,"#x\n# y"\nskip,me\n2,z\n'
    found = text_grid(content, schema(dialect={"commentChar": "#", "commentRows": [6]}), "nodes.csv")
    assert cells(found) == (["a", "b"], [(4, ["1", "#x\n# y"]), (7, ["2", "z"])])


def test_several_lines_of_headings_are_joined() -> None:
    found = text_grid(b"a,,b\n,b,\n1,2,3\n", schema(dialect={"headerRows": [1, 2], "headerJoin": "/"}), "nodes.csv")
    assert cells(found) == (["a", "b", "b"], [(3, ["1", "2", "3"])])


def test_headings_may_stand_further_down_and_a_text_may_have_fewer_lines() -> None:
    below = schema(dialect={"headerRows": [3]})
    assert cells(text_grid(b"Report\n2026\na,b\n1,2\n", below, "nodes.csv")) == (["a", "b"], [(4, ["1", "2"])])
    assert cells(text_grid(b"Report\n", below, "nodes.csv")) == ([], [])


def test_a_table_without_headings_begins_with_its_first_row() -> None:
    found = text_grid(b"1;2\n", schema(dialect={"header": False, "delimiter": ";"}), "nodes.csv")
    assert cells(found) == (None, [(1, ["1", "2"])])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nodes.csv is empty."),
        (b" \n\t\n", "nodes.csv is empty."),
        (b"a,b\n\x00\x01", "nodes.csv is not a text file."),
        (b"a,b\n1,2\n3,\xc3\x28\xff\n", "not written in UTF-8 (line 3); save it as UTF-8."),
        (b",".join(b"h%d" % number for number in range(2001)), "nodes.csv has 2,001 headings, more than a table has."),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        text_grid(content, schema(), "nodes.csv")
    assert words in str(refused.value)


def test_signs_that_are_none_in_the_stated_encoding_are_told_with_the_encoding() -> None:
    rows = read_rows([("nodes.csv", b"a,b\n1,\x98\n")], schema(encoding="cp1251"))
    assert rows.missing == "nodes.csv cannot be read as CSV."
    assert "characters that do not exist in the encoding" in rows.faults.problems()[-1].message


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_LONGEST_LINE", 1000)
    found = text_grid(b"a,b\n1,2\n" + b"x" * 2000 + b"\n", schema(), "nodes.csv")
    with pytest.raises(csv.Error, match="more than 1,000 characters"):
        list(found.rows)


# In the descriptor


@pytest.mark.parametrize(
    ("data", "heading", "rows"),
    [
        ("a,b\n1,2\n", ["a", "b"], [(2, ["1", "2"])]),
        (
            [{"a": 1, "b": None}, {"b": True, "c": [1, "é"]}],
            ["a", "b", "c"],
            [(2, ["1", "", ""]), (3, ["", "true", '[1, "é"]'])],
        ),
        ([["a", "b"], [1.5, False]], ["a", "b"], [(2, ["1.5", "false"])]),
    ],
)
def test_a_table_may_stand_in_the_descriptor(data: Any, heading: list[str], rows: list[tuple[int, list[str]]]) -> None:
    assert cells(inline_grid(data, schema(inline=data))) == (heading, rows)


def test_lists_without_headings_are_rows_from_the_first() -> None:
    without = schema(inline=[["x", "y"]], dialect={"header": False})
    assert cells(inline_grid([["x", "y"]], without)) == (None, [(2, ["x", "y"])])


@pytest.mark.parametrize("data", [[], {}, 3, [3], [["a"], {"a": 1}]])
def test_data_in_the_descriptor_that_are_no_rows_are_refused(data: Any) -> None:
    with pytest.raises(UnreadableError, match=r"The data of nodes in datapackage\.json are not rows\."):
        inline_grid(data, schema(inline=data))


# Rows


def test_a_second_file_may_lack_headings_and_short_lines_of_it_are_filled() -> None:
    rows = read_rows([("one.csv", b"a,b\n1,2\n"), ("two.csv", b"3,4\n5,6\n"), ("three.csv", b"7\n")], schema())
    assert [row["a"] for row in rows.values] == ["1", "3", "5", "7"]


def test_a_file_that_breaks_off_keeps_what_stood_before() -> None:
    rows = read_rows([("nodes.csv", b'a,b\n1,2\n3,"never closed\n')], schema())
    assert [row["a"] for row in rows.values] == ["1"]
    assert [p.sentence() for p in rows.faults.problems()] == [
        "nodes.csv, line 3: the text after this cannot be read as CSV (unexpected end of data; line 3)"
    ]
    rows = read_rows([("nodes.csv", b'a,b\n3,"never closed\n')], schema())
    assert rows.missing == "nodes.csv cannot be read as CSV."


def test_headings_that_cannot_be_read_cost_the_table() -> None:
    rows = read_rows([("nodes.csv", b'"a,b\n')], schema())
    assert rows.missing == "nodes.csv cannot be read as CSV."


def test_a_table_of_wrong_rows_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_app.dataset.rows.MOST_FAULTS", 20)
    rows = read_rows([("nodes.csv", b"a,b\n1,2\n" + b"x\n" * 50)], schema())
    told = [problem.sentence() for problem in rows.faults.problems()]
    assert any("more than 20 faulty rows; the rest is not read" in sentence for sentence in told)
    assert any("20 rows have more or fewer cells than the 2 headings" in sentence for sentence in told)


def test_a_heading_twice_costs_the_table_and_a_lacking_one_is_told() -> None:
    assert read_rows([("nodes.csv", b"a,A,b\n1,2,3\n")], schema()).missing == "nodes.csv lacks or repeats columns: a."
    rows = read_rows([("nodes.csv", b"a\n1\n")], schema())
    assert [p.sentence() for p in rows.faults.problems()] == ["nodes.csv, line 1, b: the column is missing"]


def test_an_empty_heading_over_empty_cells_is_passed_over_and_one_over_words_is_told() -> None:
    assert len(read_rows([("nodes.csv", b"a,,b\n1,,2\n")], schema()).faults) == 0
    rows = read_rows([("nodes.csv", b"a,,b\n1,x,2\n")], schema())
    assert [p.sentence() for p in rows.faults.problems()] == [
        "nodes.csv, line 1, ?: the schema knows no such column; it is left out"
    ]


def test_a_cell_as_long_as_a_book_costs_its_row() -> None:
    rows = read_rows([("nodes.csv", b"a,b\n1," + b"x" * (LARGEST_CELL + 1) + b"\n2,y\n")], schema())
    assert [row["a"] for row in rows.values] == ["2"]
    assert "expected at most 200,000 characters" in rows.faults.problems()[0].message


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """The limit of the CSV library is one for the whole process; other readers may have raised it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


def test_a_cell_longer_than_any_costs_what_stands_behind_it(usual_limit: None) -> None:
    rows = read_rows([("nodes.csv", b"a,b\n1,2\n3," + b"x" * (5 * LARGEST_CELL + 1) + b"\n4,y\n")], schema())
    assert [row["a"] for row in rows.values] == ["1"]
    assert "the text after this cannot be read as CSV" in rows.faults.problems()[0].message


# Workbooks


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


TWO = {"first": [["a", "b"], ["1", "2"]], "other": [["a", "b"], ["3", "4"]]}


@pytest.mark.parametrize(
    ("sheets", "dialect", "first", "remarks"),
    [
        (TWO, {}, "1", 2),  # the first of several, which is said
        (TWO, {"sheetName": "OTHER"}, "3", 1),
        (TWO, {"sheetNumber": 2}, "3", 1),
        (TWO | {"Nodes": [["a", "b"], ["5", "6"]]}, {}, "5", 1),
        ({"only": TWO["first"]}, {}, "1", 1),
    ],
)
def test_the_sheet_is_the_stated_one_or_that_of_the_tables_name_or_the_first(
    sheets: dict[str, list[list[Any]]], dialect: dict[str, Any], first: str, remarks: int
) -> None:
    found = workbook_grid(workbook(**sheets), schema(dialect=dialect), "nodes.xlsx")
    assert next(iter(found.rows))[1][0] == first
    assert len(found.remarks) == remarks


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        ({"sheetNumber": 3}, "no sheet number 3"),
        ({"sheetNumber": 0}, "no sheet number 0"),
        ({"sheetName": "gone"}, "no sheet 'gone'"),
    ],
)
def test_a_stated_sheet_that_is_not_there_is_said(dialect: dict[str, Any], words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        workbook_grid(workbook(**TWO), schema(dialect=dialect), "nodes.xlsx")


def test_cells_of_a_workbook_are_what_a_text_would_hold() -> None:
    row = [
        True,
        False,
        3.0,
        2.5,
        1e20,
        dt.date(2024, 1, 10),
        dt.datetime(2024, 1, 10, 14, 30),
        dt.time(14, 30),
        None,
        "x",
    ]
    found = workbook_grid(workbook(nodes=[["a"], row]), schema(), "nodes.xlsx")
    (line, texts) = next(iter(found.rows))
    assert (line, texts) == (2, ["true", "false", "3", "2.5", "1e+20", "2024-01-10", "2024-01-10 14:30:00", "14:30:00",
                                 "", "x"])  # fmt: skip


def test_a_workbook_without_headings_is_rows_from_the_first() -> None:
    found = workbook_grid(workbook(nodes=[["x", "y"]]), schema(dialect={"header": False}), "nodes.xlsx")
    assert cells(found) == (None, [(1, ["x", "y"])])


def archive(*, method: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook(nodes=[]), "nodes.xlsx is empty"),
        (archive(x=b"no workbook"), "cannot be read as a workbook"),
        (archive(x=b"x", method=zipfile.ZIP_LZMA), "locked or packed in an unusual way"),
        (archive(x=b"0" * 60_000_001), "too large a workbook"),
        (archive(x=b'<c r="A1"/><c r="XFD1048576"/>'), r"too many cells \(1048576 × 16384\)"),
        (workbook(**TWO)[:-200], "damaged workbook or archive"),
    ],
)
def test_what_is_no_workbook_or_too_large_a_one_is_said_in_a_sentence(content: bytes, words: str) -> None:
    assert is_workbook(content)
    with pytest.raises(UnreadableError, match=words):
        workbook_grid(content, schema(), "nodes.xlsx")
