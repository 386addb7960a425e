"""The properties of the Data Package standard, both versions: read, or refused by name in a sentence."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from briefing_app.dataset import integrity
from briefing_app.domain.model import PartialDate
from briefing_app.domain.tables import Dataset
from tests.dataset.packages import PackageCopy, errors, same_tables


def unchanged(copy: PackageCopy, bundled: Dataset) -> None:
    found = copy.load()
    assert found.problems == ()
    assert same_tables(found, bundled)


# What is read


@pytest.mark.parametrize("where", ["package", "schema", "field"])
def test_missing_values_are_read_wherever_they_are_stated(copy: PackageCopy, bundled: Dataset, where: str) -> None:
    rows = copy.rows("observations")
    at = rows[0].index("value_high")
    for row in rows[1:]:
        row[at] = row[at] or ".."
    copy.put("observations", rows)
    values = ["", ".."]
    if where == "package":
        for resource in copy.descriptor["resources"]:
            resource.get("schema", {}).pop("missingValues", None)
        copy.descriptor["missingValues"] = values
    elif where == "schema":
        copy.resource("observations")["schema"]["missingValues"] = [{"value": v, "label": "none"} for v in values]
    else:
        copy.field("observations", "value_high")["missingValues"] = values
    unchanged(copy, bundled)


def test_the_null_sequence_of_a_dialect_is_a_missing_value(copy: PackageCopy, bundled: Dataset) -> None:
    copy.resource("observations")["dialect"] = {"nullSequence": "\\N"}
    rows = copy.rows("observations")
    at = rows[0].index("value_high")
    copy.put("observations", [rows[0], *([*row[:at], row[at] or "\\N", *row[at + 1 :]] for row in rows[1:])])
    unchanged(copy, bundled)


def test_decimal_and_group_signs_are_read_as_declared(copy: PackageCopy) -> None:
    copy.field("observations", "value").update(decimalChar=",", groupChar=" ")
    copy.change("observations", "value", lambda _cell: "1 234,5")
    found = copy.load()
    assert errors(found) == []
    assert {row.value for row in found.observations} == {1234.5}


def test_a_declared_decimal_sign_is_not_guessed_away(copy: PackageCopy) -> None:
    copy.field("observations", "value")["decimalChar"] = ","
    copy.change("observations", "value", lambda _cell: "1.5")
    assert any("a number with the decimal sign ','" in sentence for sentence in errors(copy.load()))


def test_numbers_may_stand_among_other_signs_where_the_descriptor_says_so(copy: PackageCopy) -> None:
    copy.field("observations", "value")["bareNumber"] = False
    copy.field("segments", "seq")["bareNumber"] = False
    copy.change("observations", "value", lambda _cell: "US$ 12.5 million")
    copy.change("segments", "seq", lambda cell: f"no. {cell}")
    found = copy.load()
    assert {row.value for row in found.observations} == {12.5}
    assert found.segments


def test_truth_values_are_read_as_declared(copy: PackageCopy, bundled: Dataset) -> None:
    copy.field("observations", "preferred").update(trueValues=["oui", "o"], falseValues=["non"])
    copy.change("observations", "preferred", lambda cell: "o" if cell == "true" else "non")
    unchanged(copy, bundled)


MONTHS = {"01": "January", "06": "June", "12": "December"}


@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("%d/%m/%Y", lambda d: f"{d[8:]}/{d[5:7]}/{d[:4]}"),
        ("fmt:%Y%m%d", lambda d: d.replace("-", "")),
        ("%d %B %Y", lambda d: f"{d[8:]} {MONTHS[d[5:7]]} {d[:4]}"),
        ("any", lambda d: f"{d[8:]}.{d[5:7]}.{d[:4]}"),
    ],
)
def test_days_are_read_in_the_declared_form(copy: PackageCopy, form: str, write: Callable[[str], str]) -> None:
    rows = copy.rows("observations")
    at = rows[0].index("period_start")
    kept = [row for row in rows[1:] if row[at][5:7] in MONTHS]
    copy.put("observations", [rows[0], *kept])
    plain = {row.id: row.period_start for row in copy.load().observations}
    copy.field("observations", "period_start")["format"] = form
    copy.change("observations", "period_start", write)
    found = copy.load()
    assert {row.id: row.period_start for row in found.observations} == plain
    assert not [sentence for sentence in errors(found) if "period_start" in sentence]


@pytest.mark.parametrize("name", ["windows-1251", "utf-16", "UTF-8", "cp1251"])
def test_a_declared_encoding_is_read(copy: PackageCopy, name: str) -> None:
    rows = copy.rows("glossary")[:2]
    rows[1][1] = "Колея"
    copy.put("glossary", rows, encoding=name)
    copy.resource("glossary")["encoding"] = name
    found = copy.load()
    assert found.problems == ()
    assert found.terms[0].term == "Колея"


@pytest.mark.parametrize("by_reference", [False, True])
def test_a_dialect_is_read_inline_and_from_its_own_file(
    copy: PackageCopy, bundled: Dataset, by_reference: bool
) -> None:
    dialect: dict[str, Any] = {
        "delimiter": "|", "quoteChar": "'", "doubleQuote": False, "escapeChar": "\\", "skipInitialSpace": True,
        "commentChar": "#", "header": True, "lineTerminator": "\r\n", "csvddfVersion": "1.2",
    }  # fmt: skip
    rows = copy.rows("glossary")
    copy.put(
        "glossary",
        rows,
        delimiter="|",
        quotechar="'",
        doublequote=False,
        escapechar="\\",
        before="# made by hand\n",
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL,
    )
    path = copy.path("glossary.csv")
    path.write_text(path.read_text(encoding="utf-8") + "#| 'the end\n", encoding="utf-8")
    copy.resource("glossary")["dialect"] = "dialect.json" if by_reference else dialect
    copy.path("dialect.json").write_text(json.dumps(dialect))
    unchanged(copy, bundled)


def test_tables_without_headings_or_with_headings_further_down(copy: PackageCopy, bundled: Dataset) -> None:
    copy.put("glossary", copy.rows("glossary")[1:])
    copy.resource("glossary")["dialect"] = {"header": False}
    copy.put("nodes", copy.rows("nodes"), before='"A title, with a comma"\n\n')
    copy.resource("nodes")["dialect"] = {"headerRows": [3]}
    copy.put("actors", copy.rows("actors"), before="remark\n")
    copy.resource("actors")["dialect"] = {"commentRows": [1]}
    unchanged(copy, bundled)


def test_headings_in_two_lines_are_joined(copy: PackageCopy, bundled: Dataset) -> None:
    rows = copy.rows("glossary")
    parts = [name.partition("_") for name in rows[0]]
    copy.put("glossary", [[p[0] for p in parts], [p[2] for p in parts], *rows[1:]])
    copy.resource("glossary")["dialect"] = {"headerRows": [1, 2], "headerJoin": "_"}
    unchanged(copy, bundled)


def test_a_schema_may_lie_in_a_file_of_its_own(copy: PackageCopy, bundled: Dataset) -> None:
    resource = copy.resource("nodes")
    copy.path("nodes.schema.json").write_text(json.dumps(resource["schema"]))
    resource["schema"] = "nodes.schema.json"
    unchanged(copy, bundled)


@pytest.mark.parametrize("headings", ["first", "all"])
def test_a_table_may_lie_in_several_files(copy: PackageCopy, bundled: Dataset, headings: str) -> None:
    head, *rows = copy.rows("nodes")
    copy.put("nodes-1", [head, *rows[:5]])
    copy.put("nodes-2", [*([head] if headings == "all" else []), *rows[5:]])
    copy.resource("nodes")["path"] = ["nodes-1.csv", "nodes-2.csv"]
    unchanged(copy, bundled)
    rows[6][head.index("lat")] = "north"
    copy.put("nodes-2", [head, *rows[5:]])
    assert [p.place() for p in copy.load().problems if p.column == "lat"] == ["nodes-2.csv, line 3, lat"]


@pytest.mark.parametrize("shape", ["lists", "objects", "text"])
def test_a_table_may_lie_in_the_descriptor(copy: PackageCopy, bundled: Dataset, shape: str) -> None:
    rows = copy.rows("glossary")
    resource = copy.resource("glossary")
    text = copy.path("glossary.csv").read_text(encoding="utf-8")
    resource["data"] = {"lists": rows, "objects": [dict(zip(rows[0], r, strict=True)) for r in rows[1:]], "text": text}[
        shape
    ]
    del resource["path"]
    copy.path("glossary.csv").unlink()
    unchanged(copy, bundled)


@pytest.mark.parametrize("method", ["md5", "sha1", "sha256", "sha512", ""])
def test_a_hash_is_checked_by_the_method_it_names(copy: PackageCopy, bundled: Dataset, method: str) -> None:
    digest = hashlib.new(method or "md5", copy.path("nodes.csv").read_bytes()).hexdigest()
    copy.resource("nodes")["hash"] = f"{method}:{digest}" if method else digest
    unchanged(copy, bundled)
    copy.path("nodes.csv").write_bytes(copy.path("nodes.csv").read_bytes() + b"\n")
    (problem,) = copy.load().problems
    assert "not the one of this edition" in problem.message


@pytest.mark.parametrize("keys", ["text", "list"])
def test_keys_may_be_a_text_or_a_list(copy: PackageCopy, bundled: Dataset, keys: str) -> None:
    for resource in copy.descriptor["resources"]:
        schema = resource.get("schema", {})
        if keys == "text" and "primaryKey" in schema:
            schema["primaryKey"] = schema["primaryKey"][0]
            for key in schema.get("foreignKeys", []):
                key["fields"] = key["fields"][0]
                key["reference"]["fields"] = key["reference"]["fields"][0]
    unchanged(copy, bundled)


def test_a_key_of_several_columns_may_not_come_twice_and_each_column_may(copy: PackageCopy) -> None:
    schema = copy.resource("ratings")["schema"]
    schema["primaryKey"] = ["evidence_id", "hypothesis_id"]
    assert copy.load().problems == ()
    rows = copy.rows("ratings")
    again = list(rows[1])
    again[0] = "ev-a-01:again"
    copy.put("ratings", [*rows, again])
    (sentence,) = errors(copy.load())
    assert "is already in line 2" in sentence
    assert f"line {len(rows) + 1}" in sentence


def test_further_unique_keys_are_held(copy: PackageCopy) -> None:
    copy.resource("nodes")["schema"]["uniqueKeys"] = [["name", "country"]]
    assert copy.load().problems == ()
    rows = copy.rows("nodes")
    copy.put("nodes", [*rows, ["n-again", *rows[1][1:]]])
    assert "is already in line 2" in errors(copy.load())[0]


def test_a_foreign_key_of_several_columns_is_followed(copy: PackageCopy) -> None:
    key = {
        "fields": ["evidence_id", "hypothesis_id"],
        "reference": {"resource": "", "fields": ["evidence_id", "hypothesis_id"]},
    }
    copy.resource("ratings")["schema"]["foreignKeys"].append(key)
    assert copy.load().problems == ()
    key["reference"] = {"resource": "nodes", "fields": ["node_id", "name"]}
    number = len(copy.rows("ratings")) - 1
    assert any(f"{number} references are not to be found in nodes" in sentence for sentence in errors(copy.load()))


@pytest.mark.parametrize(
    ("match", "extra", "fewer"),
    [
        ("exact", True, True),
        ("equal", True, True),
        ("subset", False, True),
        ("superset", True, False),
        ("partial", False, False),
        (["partial"], False, False),
    ],
)
def test_fields_match_as_declared(copy: PackageCopy, match: Any, extra: bool, fewer: bool) -> None:
    copy.resource("nodes")["schema"]["fieldsMatch"] = match
    rows = copy.rows("nodes")
    copy.put("nodes", [[*row, "mood" if number == 0 else "x"] for number, row in enumerate(rows)])
    assert bool(copy.load().problems) is extra
    copy.put("nodes", [row[:-1] for row in rows])  # its last column, the note, is optional
    assert bool(copy.load().problems) is fewer


def test_categories_are_a_closed_list(copy: PackageCopy, bundled: Dataset) -> None:
    field = copy.field("segments", "mode")
    values = field["constraints"].pop("enum")
    field["categories"] = [{"value": value, "label": value.title()} for value in values]
    unchanged(copy, bundled)
    field["categories"] = values[:1]
    assert any("expected one of rail" in sentence for sentence in errors(copy.load()))


def test_a_year_or_month_may_be_declared_as_such(copy: PackageCopy) -> None:
    field = copy.field("relations", "since")
    field.pop("x-partial-date")
    field.update(type="year", constraints={})
    copy.change("relations", "since", lambda cell: cell[:4])
    assert {type(row.since) for row in copy.load().relations if row.since} == {PartialDate}
    field["type"] = "yearmonth"
    copy.change("relations", "since", lambda cell: f"{cell[:4]}-07")
    assert {row.since.month for row in copy.load().relations if row.since} == {7}


# Constraints

CONSTRAINTS: dict[str, tuple[str, str, dict[str, Any], str, str]] = {
    "required": ("nodes", "note", {"required": True}, "", "a value is required"),
    "unique": ("nodes", "name", {"unique": True}, "Same", "is already"),
    "pattern": ("nodes", "name", {"pattern": "[^x]*"}, "xx", "text of the form"),
    "enum": ("nodes", "kind", {"enum": ["none of them"]}, "port", "one of none of them"),
    "minimum": ("nodes", "lat", {"minimum": 80.5}, "80", "at least 80.5"),
    "maximum": ("nodes", "lat", {"maximum": 10}, "10.5", "at most 10"),
    "minimum as text": ("nodes", "lat", {"minimum": "80.5"}, "80", "at least 80.5"),
    "minimum of days": ("observations", "period_start", {"minimum": "2024-01-01"}, "2023-12-31", "at least 2024-01-01"),
    "exclusiveMinimum": ("nodes", "lat", {"exclusiveMinimum": 80}, "80", "over 80"),
    "exclusiveMaximum": ("nodes", "lat", {"exclusiveMaximum": 10}, "10", "under 10"),
    "minLength": ("nodes", "name", {"minLength": 5}, "abcd", "at least 5 characters"),
    "maxLength": ("nodes", "name", {"maxLength": 2}, "abc", "at most 2 characters"),
    "minLength of lists": ("events", "actors", {"minLength": 2}, "kz", "a list of 2 or more"),
    "enum of lists": ("series", "frequency", {"enum": ["year"]}, "year;month", "a list of year"),
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_each_constraint_is_held(copy: PackageCopy, name: str) -> None:
    table, column, limits, cell, words = CONSTRAINTS[name]
    copy.field(table, column)["constraints"] = {}
    rows = copy.rows(table)
    for row in rows[1:3]:
        row[rows[0].index(column)] = cell
    copy.put(table, rows[:3])
    free = [s for s in errors(copy.load()) if s.startswith(f"{table}.csv") and f", {column}:" in s]
    assert free == []
    copy.field(table, column)["constraints"] = limits
    held = [s for s in errors(copy.load()) if s.startswith(f"{table}.csv") and f", {column}:" in s]
    assert held, errors(copy.load())
    assert words in held[0]


# What is refused by name

Change = Callable[[PackageCopy], object]


def _table(**properties: Any) -> Change:
    return lambda copy: copy.resource("nodes").update(properties)


def _schema(**properties: Any) -> Change:
    return lambda copy: copy.resource("nodes")["schema"].update(properties)


def _lat(**properties: Any) -> Change:
    return lambda copy: copy.field("nodes", "lat").update(properties)


def _name(**properties: Any) -> Change:
    return lambda copy: copy.field("nodes", "name").update(properties)


REFUSED: dict[str, tuple[Change, str]] = {
    "a delimiter of two signs": (_table(dialect={"delimiter": "||"}), "delimiter must be one"),
    "a dialect that is none": (_table(dialect=[1]), "dialect is not a list"),
    "an unknown property": (_table(dialect={"itemKeys": ["a"]}), "'itemKeys' of the dialect"),
    "headerRows that are none": (_table(dialect={"headerRows": [0, 10**9]}), "headerRows"),
    "an encoding nobody knows": (_table(encoding="klingon"), "encoding 'klingon' is not"),
    "an encoding that is none": (_table(encoding="base64"), "encoding 'base64' is not"),
    "a schema on the network": (_table(schema="https://x.org/s.json"), "never uses"),
    "a schema that is not there": (_table(schema="gone.json"), "schema gone.json is missing"),
    "a schema outside": (_table(schema="../s.json"), "outside itself"),
    "a table on the network": (_table(path="https://x.org/n.csv"), "never uses"),
    "a path that is none": (_table(path={"a": 1}), "neither a file name nor"),
    "a packed table": (_table(compression="gz"), "'compression' is not supported"),
    "another format": (_table(format="parquet"), "'parquet' are not read"),
    "an unknown type": (_lat(type="quaternion"), "type 'quaternion' is not"),
    "another type": (_lat(type="string"), "declared as string, the program needs number"),
    "an unknown format": (_name(format="haiku"), "format 'haiku' is not"),
    "a date format": (lambda c: c.field("observations", "period_start").update(format="%c"), "sign %c"),
    "an unknown constraint": (_name(constraints={"jsonSchema": {}}), "'jsonSchema' is"),
    "a looking-ahead pattern": (_name(constraints={"pattern": "(?=a)b"}), "bounded time"),
    "a pattern that is none": (_name(constraints={"pattern": "("}), "bounded time"),
    "a huge pattern": (_name(constraints={"pattern": "(a{999}){999}"}), "bounded time"),
    "a huge limit": (_lat(constraints={"maximum": 10**400}), "'maximum' does not fit"),
    "a limit of text": (_lat(constraints={"minimum": "north"}), "'minimum' does not"),
    "a length that is none": (_name(constraints={"maxLength": -1}), "'maxLength'"),
    "a list that is none": (_name(constraints={"enum": "abc"}), "'enum' must be a list"),
    "missing values that are none": (_name(missingValues=3), "missingValues must be"),
    "a decimal sign of two": (_lat(decimalChar=".,"), "decimalChar must be"),
    "fieldsMatch": (_schema(fieldsMatch="nearly"), "fieldsMatch 'nearly'"),
    "a key of nothing": (_schema(primaryKey=["gone"]), "the field 'gone'"),
    "a foreign key that limps": (
        _schema(foreignKeys=[{"fields": ["name", "kind"], "reference": {"resource": "actors", "fields": "name"}}]),
        "2 fields here and 1 there",
    ),
    "fields twice": (lambda c: c.resource("nodes")["schema"]["fields"].append({"name": "lat"}), "field 'lat' twice"),
    "no fields": (_schema(fields=[]), "lists no fields"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_supported_is_refused_by_name_and_costs_its_table_alone(copy: PackageCopy, name: str) -> None:
    change, words = REFUSED[name]
    change(copy)
    found = copy.load()
    missing = {table for table, rows in found.tables.items() if rows.missing}
    (table,) = missing - {part for part, _column, whole in integrity.PARTS if whole in missing}
    (sentence,) = [one for one in errors(found) if "says nothing without" not in one]
    assert table in sentence
    assert words in sentence
    assert found.events


def test_a_pattern_that_never_ends_is_matched_in_a_moment(copy: PackageCopy) -> None:
    copy.field("nodes", "name")["constraints"] = {"pattern": "^(([A-Za-z ]+)+)+$"}
    copy.change("nodes", "name", lambda _cell: "and cables " * 4000 + "!")
    found = copy.load()
    assert not found.nodes
    assert any("of the form" in sentence for sentence in errors(found))
