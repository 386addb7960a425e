"""Packages as people have them: what is certain is read and said; what is not is one sentence with the next step."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from briefing_app.dataset import integrity
from briefing_app.dataset.loader import load
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from tests.dataset.packages import PackageCopy, errors, same_tables, warnings


def read_whole(copy: PackageCopy, bundled: Dataset, *words: str) -> None:
    """Asserts that nothing is lost, and that what was odd is said in so many remarks."""
    found = copy.load()
    assert errors(found) == []
    assert same_tables(found, bundled)
    assert len(warnings(found)) == len(words), warnings(found)
    for word in words:
        assert any(word in sentence for sentence in warnings(found)), warnings(found)


@pytest.mark.parametrize(("sign", "words"), [(";", "a semicolon"), ("\t", "a tabulator"), ("|", "'|'")])
def test_another_separator_is_recognised(copy: PackageCopy, bundled: Dataset, sign: str, words: str) -> None:
    copy.put("events", copy.rows("events"), delimiter=sign)
    read_whole(copy, bundled, words)


def test_a_first_line_may_state_the_separator(copy: PackageCopy, bundled: Dataset) -> None:
    copy.put("events", copy.rows("events"), delimiter=";", before="sep=;\n")
    read_whole(copy, bundled, "a semicolon")
    copy.put("events", [*copy.rows("events")[:0], *bad_row(copy)], delimiter=";", before="sep=;\n")
    assert any("events.csv, line 3" in sentence for sentence in errors(copy.load()))


def bad_row(copy: PackageCopy) -> list[list[str]]:
    head = [field["name"] for field in copy.resource("events")["schema"]["fields"]]
    return [head, ["x"] * len(head)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_codings_of_all_letters_are_recognised(copy: PackageCopy, bundled: Dataset, encoding: str) -> None:
    copy.put("actors", copy.rows("actors"), encoding=encoding)
    read_whole(copy, bundled, *(["read as UTF-"] if encoding != "utf-8-sig" else []))


def test_cyrillic_letters_of_windows_are_recognised(copy: PackageCopy) -> None:
    rows = copy.rows("glossary")
    rows[1][1] = "Колея 1520 мм"
    copy.put("glossary", [rows[0], rows[1]], encoding="cp1251")
    found = copy.load()
    assert found.terms[0].term == "Колея 1520 мм"
    assert any("read as Windows-1251" in sentence for sentence in warnings(found))


def test_western_letters_of_windows_are_recognised(copy: PackageCopy) -> None:
    rows = copy.rows("glossary")
    rows[1][1] = "Café – größer"
    copy.put("glossary", [rows[0], rows[1]], encoding="cp1252")
    assert copy.load().terms[0].term == "Café – größer"


def test_letters_that_cannot_be_told_are_refused_with_the_line_and_the_next_step(copy: PackageCopy) -> None:
    head = copy.path("glossary.csv").read_bytes().splitlines()[0]
    copy.path("glossary.csv").write_bytes(head + b"\ng-x,\xff\xfe\x80\x81,,x,s\n")
    (sentence,) = errors(copy.load())
    assert "not written in UTF-8 (line 2); save it as UTF-8" in sentence


def spreadsheet_day(cell: str) -> str:
    return dt.date.fromisoformat(cell).strftime("%d.%m.%Y") if len(cell) == 10 else cell


def american_day(cell: str) -> str:
    return dt.date.fromisoformat(cell).strftime("%m/%d/%Y") if len(cell) == 10 else cell


@pytest.mark.parametrize(("write", "words"), [(spreadsheet_day, "the day comes"), (american_day, "the month comes")])
def test_days_as_a_spreadsheet_writes_them_are_read_where_the_column_leaves_no_doubt(
    copy: PackageCopy, bundled: Dataset, write: Any, words: str
) -> None:
    copy.change("events", "date", write)
    read_whole(copy, bundled, words)


def test_days_that_could_be_two_are_refused_and_summed_up(copy: PackageCopy) -> None:
    number = copy.change("events", "reported", lambda _cell: "03/04/2023")
    found = copy.load()
    (sentence,) = [s for s in errors(found) if ", reported:" in s]
    assert f"{number} cells such as '03/04/2023' found, expected" in sentence
    assert "line" in sentence


@pytest.mark.parametrize(
    "yes_no",
    [
        ("TRUE", "FALSE"),
        ("ИСТИНА", "ЛОЖЬ"),
        ("WAHR", "FALSCH"),
        ("VRAI", "FAUX"),
        ("True", "False"),
        ("1", "0"),
        ("yes", "no"),
        ("да", "нет"),
    ],
)
def test_truth_in_the_words_of_a_spreadsheet(copy: PackageCopy, bundled: Dataset, yes_no: tuple[str, str]) -> None:
    copy.change("observations", "preferred", lambda cell: yes_no[0] if cell == "true" else yes_no[1])
    read_whole(copy, bundled, "words for true and false")


def test_fractions_with_a_comma_are_read_where_the_column_leaves_no_doubt(copy: PackageCopy, bundled: Dataset) -> None:
    copy.change("nodes", "lat", lambda cell: cell.replace(".", ","))
    read_whole(copy, bundled, "a comma stands before the fraction")


def test_a_comma_that_could_part_thousands_is_refused(copy: PackageCopy) -> None:
    copy.change("observations", "value", lambda _cell: "1,234")
    found = copy.load()
    assert not found.observations
    assert any("cells such as '1,234' found, expected a number" in sentence for sentence in errors(found))


def test_groups_parted_by_spaces_and_zeros_behind_whole_numbers(copy: PackageCopy) -> None:
    rows = copy.rows("observations")
    rows[1][rows[0].index("value")] = "1\u202f234\u00a0567.5"
    copy.put("observations", rows)
    copy.change("segments", "seq", lambda cell: f"{cell}.0")
    found = copy.load()
    assert found.observations[0].value == 1234567.5
    assert errors(found) == []


def test_empty_columns_and_rows_at_the_end_are_passed_over(copy: PackageCopy, bundled: Dataset) -> None:
    rows = [[*row, "", "", ""] for row in copy.rows("events")]
    copy.put("events", [*rows, [""] * len(rows[0]), [" "] * len(rows[0])])
    read_whole(copy, bundled)


def test_headings_in_other_letters_are_read_and_said(copy: PackageCopy, bundled: Dataset) -> None:
    rows = copy.rows("events")
    rows[0] = [f" {name.upper()}" if name in ("title", "date") else name for name in rows[0]]
    copy.put("events", rows)
    read_whole(copy, bundled, "read as title", "read as date")


def test_files_in_other_letters_are_read_and_said(copy: PackageCopy, bundled: Dataset, tmp_path: Path) -> None:
    archive = copy.zipped(tmp_path / "capitals.zip", name=lambda name: name.replace("events.csv", "Events.CSV"))
    copy.path("events.csv").rename(copy.path("EVENTS.csv"))
    read_whole(copy, bundled, "is there as EVENTS.csv")
    assert same_tables(load(archive), bundled)


def test_the_backslashes_of_another_system_are_read_in_an_archive(
    copy: PackageCopy, bundled: Dataset, tmp_path: Path
) -> None:
    archive = copy.zipped(tmp_path / "backslash.zip", name=lambda name: f"my data\\{name}".replace("/", "\\"))
    assert same_tables(load(archive), bundled)
    with pytest.raises(ExpectedError, match="outside itself"):
        load(copy.zipped(tmp_path / "out.zip", name=lambda name: f"..\\{name}"))


def test_what_other_systems_leave_in_an_archive_is_passed_over(
    copy: PackageCopy, bundled: Dataset, tmp_path: Path
) -> None:
    archive = copy.zipped(tmp_path / "mac.zip", name=lambda name: f"folder/{name}")
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("__MACOSX/folder/._datapackage.json", b"\x00\x05\x16\x07")
        more.writestr("__MACOSX/datapackage.json", b"noise")
        more.writestr("folder/.DS_Store", b"noise")
    found = load(archive)
    assert same_tables(found, bundled)
    assert found.problems == ()


def test_two_packages_in_one_archive_are_named(copy: PackageCopy, bundled: Dataset, tmp_path: Path) -> None:
    archive = copy.zipped(tmp_path / "two.zip", name=lambda name: f"old/{name}")
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("new/datapackage.json", b"{}")
    with pytest.raises(ExpectedError, match="2 data packages: new, old") as refusal:
        load(archive)
    assert "Unpack" in refusal.value.hint
    inner = copy.zipped(tmp_path / "inner.zip")
    with zipfile.ZipFile(inner, "a") as more:
        more.writestr("old/datapackage.json", b"{}")
    found = load(inner)
    assert same_tables(found, bundled)
    assert "second data package" in warnings(found)[0]


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(y, x, dt.datetime.combine(cell, dt.time()), day)
                    elif isinstance(cell, bool | int | float):
                        sheet.write(y, x, cell)
                    else:
                        sheet.write_string(y, x, cell)


def typed(copy: PackageCopy, table: str) -> list[list[Any]]:
    """The rows of a table with numbers, days and truth values as a spreadsheet holds them."""
    kinds = {field["name"]: field["type"] for field in copy.resource(table)["schema"]["fields"]}
    head, *rows = copy.rows(table)

    def cell(name: str, text: str) -> Any:
        if not text or kinds[name] not in ("integer", "number", "date", "boolean"):
            return text
        if kinds[name] == "date":
            return dt.date.fromisoformat(text)
        return text == "true" if kinds[name] == "boolean" else float(text)

    return [list(head), *([cell(name, text) for name, text in zip(head, row, strict=True)] for row in rows)]


def test_a_workbook_may_stand_in_place_of_a_table(copy: PackageCopy, bundled: Dataset) -> None:
    workbook(copy.path("observations.xlsx"), {"Sheet1": typed(copy, "observations")})
    copy.path("observations.csv").unlink()
    read_whole(copy, bundled, "it is a workbook; its sheet 'Sheet1' is read")


def test_the_sheet_of_the_tables_name_or_the_stated_one_is_read(copy: PackageCopy, bundled: Dataset) -> None:
    workbook(copy.path("nodes.xlsx"), {"Notes": [["x"]], "Nodes": typed(copy, "nodes")})
    copy.path("nodes.csv").unlink()
    read_whole(copy, bundled, "its sheet 'Nodes' is read")
    copy.resource("nodes")["path"] = "nodes.xlsx"
    copy.resource("nodes")["dialect"] = {"sheetNumber": 2}
    read_whole(copy, bundled, "its sheet 'Nodes' is read")
    copy.resource("nodes")["dialect"] = {"sheetName": "Gone"}
    assert any("has no sheet 'Gone'" in sentence for sentence in errors(copy.load()))


def test_a_workbook_that_would_fill_the_memory_is_refused(copy: PackageCopy) -> None:
    copy.path("nodes.csv").unlink()
    with xlsxwriter.Workbook(str(copy.path("nodes.xlsx"))) as book:
        sheet = book.add_worksheet("nodes")
        sheet.write(0, 0, "node_id")
        sheet.write(1_048_575, 16_383, "far")
    assert any("too many cells (1048576 × 16384)" in sentence for sentence in errors(copy.load()))
    with zipfile.ZipFile(copy.path("nodes.xlsx"), "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    assert any("too large a workbook" in sentence for sentence in errors(copy.load()))
    copy.path("nodes.xlsx").write_bytes(b"PK\x03\x04 and then noise")
    assert any("damaged workbook" in sentence for sentence in errors(copy.load()))


def test_equal_faults_are_told_once_with_their_number_and_first_lines(copy: PackageCopy) -> None:
    number = copy.change("nodes", "lat", lambda _cell: "north")
    (sentence,) = [s for s in errors(copy.load()) if s.startswith("nodes.csv")]
    assert sentence.startswith(f"nodes.csv, line 2, lat: {number} cells such as 'north' found, expected a number")
    assert "(lines 2, 3, 4, 5, 6, 7, 8, 9 and" in sentence


def test_few_faults_are_told_each_with_its_line(copy: PackageCopy) -> None:
    rows = copy.rows("nodes")
    for line in (3, 5):
        rows[line - 1][rows[0].index("lat")] = "north"
    copy.put("nodes", rows)
    places = [p.place() for p in copy.load().problems if p.file == "nodes.csv"]
    assert places == ["nodes.csv, line 3, lat", "nodes.csv, line 5, lat"]


@pytest.mark.parametrize("table", ["actors", "sources", "events", "evidence", "series", "nodes"])
def test_what_points_to_a_missing_table_is_not_listed(copy: PackageCopy, table: str) -> None:
    copy.path(f"{table}.csv").unlink()
    parts = {part for part, _column, whole in integrity.PARTS if whole == table}
    lost = [f"{part}.csv: {part}.csv says nothing without {table}.csv." for part in parts]
    assert sorted(errors(copy.load())) == sorted([f"{table}.csv: {table}.csv is missing.", *lost])


def test_what_points_to_a_row_left_out_for_its_own_fault_is_not_listed(copy: PackageCopy) -> None:
    rows = copy.rows("actors")
    rows[1][rows[0].index("kind")] = "nothing known"
    copy.put("actors", rows)
    (sentence,) = errors(copy.load())
    assert sentence.startswith("actors.csv, line 2, kind")
