"""The records and their links are those of the descriptor: tables, keys, fields, types and references."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import pytest

from briefing_app import paths
from briefing_app.domain import model
from briefing_app.domain.links import LINKS
from briefing_app.domain.model import RECORDS, TABLES, Record, record_of

RESOURCES: dict[str, dict[str, Any]] = {
    resource["name"]: resource
    for resource in json.loads((paths.bundled_data() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    if "schema" in resource
}
FURTHER = {"interest_in_c", "interest_in_d", "interest_in_e"}
"""Columns for packages with more ambitions than the bundled one."""
EMPTY = {"str": "", "tuple[str, ...]": ()}
tables = pytest.mark.parametrize("table", RESOURCES)


def type_of(field: dict[str, Any]) -> str:
    """Returns the type of a record's field that holds what the descriptor describes."""
    plain = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "date": "dt.date"}
    if field["type"] == "list":
        return "tuple[str, ...]"
    kind = "PartialDate" if field.get("x-partial-date") else plain[field["type"]]
    needed = field.get("constraints", {}).get("required", False)
    return kind if needed or kind == "str" else f"{kind} | None"


def fields_of(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = RESOURCES[table]["schema"]["fields"]
    return found


def test_the_tables_are_those_of_the_descriptor_in_its_order() -> None:
    assert [table for table, _noun, _name in TABLES] == list(RESOURCES)
    assert len({noun for _table, noun, _name in TABLES}) == len(TABLES)


def test_each_table_noun_and_class_are_one() -> None:
    assert [(kind.TABLE, kind.NOUN, kind.__name__) for kind in RECORDS] == list(TABLES)
    with pytest.raises(KeyError):
        record_of("unheard-of")
    with pytest.raises(AttributeError, match="UnheardOf"):
        model.UnheardOf  # noqa: B018  # asking is the test


@tables
def test_a_record_has_the_fields_of_its_table_in_their_order_with_their_types(table: str) -> None:
    kind: Any = record_of(table)
    described = [(field["name"], type_of(field)) for field in fields_of(table)]
    known = [(f.name, str(f.type)) for f in dataclasses.fields(kind) if f.name not in FURTHER]
    assert known == described


@tables
def test_only_what_a_row_must_have_must_be_given(table: str) -> None:
    kind: Any = record_of(table)
    needed = {f["name"] for f in fields_of(table) if f.get("constraints", {}).get("required")}
    assert {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING} == needed
    for field in dataclasses.fields(kind):
        if field.name not in needed:
            assert field.default == EMPTY.get(str(field.type)), field.name


@tables
def test_the_key_of_a_record_is_one_that_the_descriptor_holds_unique(table: str) -> None:
    kind = record_of(table)
    schema = RESOURCES[table]["schema"]
    alone = {schema["primaryKey"][0]} if len(schema["primaryKey"]) == 1 else set()
    unique = {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("unique")}
    assert kind.KEY in alone | unique


@tables
def test_the_links_of_a_table_are_its_foreign_keys_and_lists(table: str) -> None:
    schema = RESOURCES[table]["schema"]
    keys = {
        key["fields"][0]: key["reference"].get("resource") or table  # without a name it is the table itself
        for key in schema.get("foreignKeys", ())
    }
    lists = {f["name"]: f["x-list-of"].replace("references", "") for f in schema["fields"] if f.get("x-list-of")}
    assert dict(LINKS.get(table, ())) == keys | lists


def test_no_link_starts_at_a_table_that_there_is_not() -> None:
    assert set(LINKS) <= set(RESOURCES)


@tables
def test_a_reference_reads_back_as_what_it_was(table: str) -> None:
    kind: type[Record] = record_of(table)
    assert re.fullmatch(r"[a-z]+", kind.NOUN)
    assert model.Ref.parse(f"{kind.NOUN}/x/y") == (kind.NOUN, "x/y")
