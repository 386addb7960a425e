"""One field of the descriptor and its cells: what each type, format and constraint takes, and what it says else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing_app.dataset.dialect import parse_dialect
from briefing_app.dataset.fields import missing_values, parse_field
from briefing_app.dataset.schema import RefusedError
from briefing_app.domain.model import PartialDate

D = PartialDate


def value(cell: str, **field: Any) -> Any:
    return parse_field({"name": "x", **field}, missing=frozenset(("",))).convert(cell)


def refusal(**field: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        parse_field({"name": "x", **field}, missing=frozenset(("",)))
    return str(refused.value)


TAKEN: list[tuple[dict[str, Any], str, Any]] = [
    ({}, "as it is", "as it is"),
    ({"type": "string"}, "два слова", "два слова"),
    ({"type": "any"}, "x", "x"),
    ({"type": "string", "format": "uri"}, "https://example.org/a", "https://example.org/a"),
    ({"type": "string", "format": "uri"}, "urn:isbn:1", "urn:isbn:1"),
    ({"type": "string", "format": "email"}, "press@mfa.example", "press@mfa.example"),
    ({"type": "string", "format": "uuid"}, "12345678-1234-5678-1234-567812345678",
     "12345678-1234-5678-1234-567812345678"),
    ({"type": "string", "format": "binary"}, "YWJj", "YWJj"),
    ({"type": "integer"}, "-12", -12),
    ({"type": "integer", "groupChar": ","}, "1,234", 1234),
    ({"type": "integer", "bareNumber": False}, "about 12 t", 12),
    ({"type": "number"}, "1e3", 1000.0),
    ({"type": "number"}, ".5", 0.5),
    ({"type": "number", "decimalChar": ","}, "1,5", 1.5),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, "1.234,5", 1234.5),
    ({"type": "number", "groupChar": " "}, "1\u00a0234\u202f567.5", 1234567.5),
    ({"type": "number", "bareNumber": False}, "USD 2.5 m", 2.5),
    ({"type": "boolean"}, "TRUE", True),
    ({"type": "boolean"}, "0", False),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "yes", True),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "no", False),
    ({"type": "date"}, "2024-01-10", dt.date(2024, 1, 10)),
    ({"type": "date", "format": "any"}, "10 January 2024", dt.date(2024, 1, 10)),
    ({"type": "date", "format": "%d/%m/%Y"}, "10/1/2024", dt.date(2024, 1, 10)),
    ({"type": "date", "format": "fmt:%d.%m.%Y"}, "10.01.2024", dt.date(2024, 1, 10)),
    ({"type": "date", "format": "%d %B %Y"}, "10 January 2024", dt.date(2024, 1, 10)),
    ({"type": "date", "format": "%d %b %Y"}, "10 Jan. 2024", dt.date(2024, 1, 10)),
    ({"type": "date", "format": "%d %b %Y at 100%%"}, "10 Jan 2024 at 100%", dt.date(2024, 1, 10)),
    ({"type": "datetime"}, "2024-01-10T23:30:00", dt.date(2024, 1, 10)),
    ({"type": "datetime"}, "2024-01-10 23:30", dt.date(2024, 1, 10)),
    ({"type": "datetime", "format": "%d.%m.%Y %H:%M:%S"}, "10.01.2024 23:30:01.5", dt.date(2024, 1, 10)),
    ({"type": "datetime", "format": "any"}, "10.01.2024 14:30", dt.date(2024, 1, 10)),
    ({"type": "year"}, "2024", D(2024)),
    ({"type": "yearmonth"}, "2024-02", D(2024, 2)),
    ({"type": "string", "x-partial-date": True}, "2024-02", D(2024, 2)),
    ({"type": "list"}, "a, b", ("a", "b")),
    ({"type": "list", "delimiter": ";"}, "a;b", ("a", "b")),
    ({"type": "list", "constraints": {"enum": ["a", "b"], "minLength": 1, "maxLength": 2}}, "a,b", ("a", "b")),
    ({"type": "number", "constraints": {"enum": [1, 2]}}, "1.0", 1.0),
    ({"type": "integer", "categories": [1, {"value": 2, "label": "two"}]}, "2", 2),
    ({"type": "boolean", "constraints": {"enum": [True]}}, "true", True),
    ({"type": "integer", "constraints": {"minimum": "1", "maximum": 3}}, "3", 3),
    ({"type": "integer", "constraints": {"minimum": 1.5}}, "2", 2),
    ({"type": "number", "constraints": {"exclusiveMinimum": 1, "exclusiveMaximum": 2}}, "1.5", 1.5),
    ({"type": "date", "constraints": {"minimum": "2024-01-10"}}, "2024-01-10", dt.date(2024, 1, 10)),
    ({"constraints": {"pattern": "[a-z]+", "minLength": 2, "maxLength": 3}}, "abc", "abc"),
    ({"constraints": {"x-of-ours": 1}}, "abc", "abc"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "cell", "meant"), TAKEN)
def test_a_cell_is_read_as_its_field_says(field: dict[str, Any], cell: str, meant: Any) -> None:
    found = value(cell, **field)
    assert found == meant
    assert type(found) is type(meant)


NOT_TAKEN: list[tuple[dict[str, Any], str, str]] = [
    ({}, "a\x00b", "without NUL"),
    ({"format": "uri"}, "example.org", "with its scheme"),
    ({"format": "uri"}, "https: x", "with its scheme"),
    ({"format": "email"}, "mfa.example", "e-mail address"),
    ({"format": "email"}, "press@", "e-mail address"),
    ({"format": "email"}, "two words@mfa.example", "e-mail address"),
    ({"format": "uuid"}, "12", "a UUID"),
    ({"format": "binary"}, "a!", "base64"),
    ({"type": "integer"}, "1.5", "a whole number"),
    ({"type": "integer"}, "1234567890123456", "a whole number"),
    ({"type": "number"}, "1,5", "with a decimal point"),
    ({"type": "number"}, "1e999", "with a decimal point"),
    ({"type": "number", "decimalChar": ","}, "1.5", "with the decimal sign ','"),
    ({"type": "number", "decimalChar": ","}, "x", "with the decimal sign ,"),
    ({"type": "boolean"}, "maybe", "true or false"),
    ({"type": "date"}, "2024-1-10", "YYYY-MM-DD"),
    ({"type": "date"}, "2024-02-30", "YYYY-MM-DD"),
    ({"type": "date", "format": "any"}, "sometime", "a day ("),
    ({"type": "date", "format": "any"}, "March 2024", "a day"),
    ({"type": "date", "format": "%d/%m/%Y"}, "2024", "a day as %d/%m/%Y"),
    ({"type": "date", "format": "%d/%m/%Y"}, "31/02/2024", "a day as %d/%m/%Y"),
    ({"type": "date", "format": "%d %Y"}, "31 2024", "a day as %d %Y"),
    ({"type": "date", "format": "%d %B %Y"}, "31 Nonuary 2024", "a day as"),
    ({"type": "datetime"}, "2024-01-10", "YYYY-MM-DDThh:mm:ss"),
    ({"type": "datetime"}, "2024-01-10T99:00", "YYYY-MM-DDThh:mm:ss"),
    ({"type": "year"}, "0000", "a year"),
    ({"type": "year"}, "24", "a year"),
    ({"type": "yearmonth"}, "2024", "YYYY-MM"),
    ({"type": "yearmonth"}, "2024-13", "YYYY, YYYY-MM or"),
    ({"x-partial-date": True}, "spring", "YYYY, YYYY-MM or"),
    ({"type": "list"}, "a,,b", "without empty items, separated by ,"),
    ({"type": "list", "constraints": {"enum": ["a"]}}, "a,b", "a list of a"),
    ({"type": "list", "constraints": {"minLength": 2}}, "a", "a list of 2 or more"),
    ({"type": "list", "constraints": {"maxLength": 1}}, "a,b", "a list of 1 or fewer"),
    ({"constraints": {"enum": [str(n) for n in range(40)]}}, "x", "28, 29, …"),
    ({"constraints": {"enum": ["a", True]}}, "x", "one of a, true"),
    ({"type": "integer", "constraints": {"enum": ["a", 1]}}, "2", "one of a, 1"),
    ({"type": "integer", "categories": [1]}, "2", "one of 1"),
    ({"constraints": {"pattern": "[a-z]+"}}, "A", "of the form [a-z]+"),
    ({"constraints": {"pattern": "a" * 90}}, "A", "a" * 79 + "…"),
    ({"constraints": {"minLength": 2}}, "a", "at least 2 characters"),
    ({"constraints": {"maxLength": 2}}, "abc", "at most 2 characters"),
    ({"type": "integer", "constraints": {"minimum": 1}}, "0", "at least 1"),
    ({"type": "integer", "constraints": {"maximum": 1}}, "2", "at most 1"),
    ({"type": "integer", "constraints": {"exclusiveMinimum": 1}}, "1", "over 1"),
    ({"type": "integer", "constraints": {"exclusiveMaximum": 1}}, "1", "under 1"),
    ({"type": "string", "constraints": {"minimum": 5}}, "abc", "at least 5"),  # a text is over no number
]


@pytest.mark.parametrize(("field", "cell", "words"), NOT_TAKEN)
def test_a_cell_of_another_form_is_refused_with_what_was_expected(field: dict[str, Any], cell: str, words: str) -> None:
    with pytest.raises(ValueError) as refused:
        value(cell, **field)
    assert words in str(refused.value)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "a field has no name"),
    ({"name": 3}, "a field has no name"),
    ({"constraints": [1]}, "the column 'x': its constraints are not a list of properties"),
    ({"type": 3}, "the type 3 is not supported"),
    ({"type": "string", "format": 3}, "the format 3 is not supported"),
    ({"type": "number", "format": "x" * 90}, "is not supported"),
    ({"type": "number", "decimalChar": "5"}, "decimalChar must be one sign"),
    ({"type": "number", "groupChar": "."}, "groupChar cannot be '.'"),
    ({"type": "number", "groupChar": "1"}, "groupChar cannot be '1'"),
    ({"type": "number", "bareNumber": "no"}, "bareNumber must be true or false"),
    ({"type": "number", "decimalChar": 5}, "decimalChar must be a short text"),
    ({"type": "boolean", "trueValues": []}, "trueValues must be a list of texts"),
    ({"type": "boolean", "falseValues": [0]}, "falseValues must be a list of texts"),
    ({"type": "list", "itemType": "number"}, "a list of 'number' is not supported"),
    ({"type": "date", "format": "%d %m"}, "names no day and year"),
    ({"type": "date", "format": "%Y %m"}, "names no day and year"),
    ({"type": "date", "format": "%d %d %Y"}, "is not supported"),
    ({"constraints": {"required": "yes"}}, "'required' must be true or false"),
    ({"constraints": {"pattern": 3}}, "'pattern' must be a short"),
    ({"constraints": {"pattern": "x" * 3000}}, "'pattern' must be a short"),
    ({"constraints": {"enum": []}}, "'enum' must be a list"),
    ({"constraints": {"enum": [["a"]]}}, "'enum' must be a list"),
    ({"constraints": {"maxLength": True}}, "'maxLength' must be a number of characters"),
    ({"type": "integer", "constraints": {"minimum": True}}, "'minimum' does not fit the column: True"),
    ({"type": "integer", "constraints": {"minimum": []}}, "'minimum' does not fit the column: []"),
    ({"type": "integer", "constraints": {"maximum": float("inf")}}, "'maximum' does not fit the column: inf"),
    ({"categories": "abc"}, "categories must be a list"),
    ({"missingValues": [3]}, "missingValues must be"),
]


@pytest.mark.parametrize(("field", "words"), REFUSED)
def test_a_field_that_makes_no_sense_is_refused_with_its_property(field: dict[str, Any], words: str) -> None:
    assert words in refusal(**field)


def test_a_pattern_is_passed_over_at_a_first_look() -> None:
    field = {"name": "x", "constraints": {"pattern": "("}}
    assert parse_field(field, missing=frozenset(), patterns=False).convert("any") == "any"


def test_a_pattern_remembers_only_so_many_cells_and_is_right_about_all() -> None:
    convert = parse_field({"name": "x", "constraints": {"pattern": "[0-9]+"}}, missing=frozenset()).convert
    for _twice in range(2):
        assert [convert(str(number)) for number in range(10_050)][-1] == "10049"
        with pytest.raises(ValueError):
            convert("letters")


def test_what_stands_for_nothing_may_be_written_with_words_for_it() -> None:
    assert missing_values(["", {"value": "n/a", "label": "not asked"}]) == {"", "n/a"}


def test_a_column_knows_how_it_is_written() -> None:
    column = parse_field(
        {
            "name": "x",
            "type": "boolean",
            "trueValues": ["yes", "y"],
            "falseValues": ["no"],
            "missingValues": ["-"],
            "constraints": {"required": True, "unique": True},
        },
        missing=frozenset(("",)),
    )
    assert (column.truth, column.missing, column.required, column.unique) == (("yes", "no"), {"-"}, True, True)
    assert [
        parse_field({"name": "x", **field}, missing=frozenset()).strict
        for field in (
            {"type": "number"},
            {"type": "number", "groupChar": ","},
            {"type": "date"},
            {"type": "date", "format": "any"},
            {"type": "date", "format": "%d.%m.%Y"},
        )
    ] == [False, True, False, False, True]


# The dialect

DIALECTS: list[tuple[dict[str, Any], str]] = [
    ({"header": "yes"}, "header must be true or false"),
    ({"headerJoin": 3}, "headerJoin must be a short text"),
    ({"sheetName": "x" * 300}, "sheetName must be a short text"),
    ({"commentRows": [1, True]}, "commentRows must be a list of line numbers"),
    ({"commentRows": 3}, "commentRows must be a list of line numbers"),
    ({"headerRows": [2, 1]}, "headerRows must be a few line numbers in order"),
    ({"delimiter": "\n"}, "delimiter must be one character"),
    ({"quoteChar": "ab"}, "quoteChar must be one character, not 'ab'"),
]


@pytest.mark.parametrize(("found", "words"), DIALECTS)
def test_a_dialect_that_makes_no_sense_is_refused_with_its_property(found: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_dialect(found)
    assert words in str(refused.value)


def test_a_dialect_says_what_it_says_and_is_usual_otherwise() -> None:
    usual = parse_dialect({})
    assert (usual.delimiter, usual.stated, usual.quote, usual.header_rows, usual.sheet) == (",", False, '"', (1,), "")
    own = parse_dialect({"delimiter": ";", "quoteChar": None, "header": False, "sheetNumber": 2, "nullSequence": "-"})
    assert (own.delimiter, own.stated, own.quote, own.header_rows, own.sheet, own.null) == (";", True, "", (), 2, "-")
    assert parse_dialect({"sheetName": "Figures", "headerRows": [1, 2]}).header_rows == (1, 2)
    assert parse_dialect({"sheetNumber": True, "sheetName": "Figures"}).sheet == "Figures"
