"""The descriptor read alone, and the records it must serve: each part that makes no sense is refused by its name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing_app.dataset.descriptor import parse_package
from briefing_app.dataset.faults import Faults
from briefing_app.dataset.fit import fit
from briefing_app.dataset.rows import Rows
from briefing_app.dataset.schema import Package
from briefing_app.domain.model import record_of
from briefing_app.errors import ExpectedError

NODES: dict[str, Any] = {
    "name": "nodes",
    "path": "nodes.csv",
    "schema": {"primaryKey": "node_id", "fields": [{"name": "node_id"}, {"name": "name"}, {"name": "lat"}]},
}


def parsed(*resources: Any, fetch: Any = None, **more: Any) -> Package:
    content = json.dumps({"name": "p", "resources": list(resources), **more}).encode()
    return parse_package(content, fetch=fetch or missing)


def missing(name: str) -> bytes:
    raise FileNotFoundError(name)


def nodes(**changed: Any) -> dict[str, Any]:
    return NODES | changed


def schema(**changed: Any) -> dict[str, Any]:
    return NODES | {"schema": NODES["schema"] | changed}


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"resources": NaN}', b'{"resources": {}}', b"\xff\xfe{"])
def test_what_is_no_descriptor_is_refused_with_the_next_step(content: bytes) -> None:
    with pytest.raises(ExpectedError, match="does not describe a data package") as refused:
        parse_package(content, fetch=missing)
    assert refused.value.hint


REFUSED: list[tuple[dict[str, Any], str]] = [
    (schema(primaryKey=3), "names of columns must be a text or a list of texts"),
    (schema(primaryKey=["node_id", ""]), "names of columns must be a text or a list of texts"),
    (schema(uniqueKeys="name"), "its keys are not a list"),
    (schema(foreignKeys=[3]), "a foreign key names no reference"),
    (schema(foreignKeys=[{"fields": "name"}]), "a foreign key names no reference"),
    (schema(foreignKeys=[{"fields": "gone", "reference": {"fields": "x"}}]), "the field 'gone', which is not there"),
    (schema(fields=[3]), "one of its fields is not a list of properties"),
    (schema(fields=[{"name": f"f{n}"} for n in range(501)]), "lists no fields"),
    (schema(missingValues="n/a"), "missingValues must be"),
    (nodes(schema=[1]), "its schema is not a list of properties"),
    (nodes(path=[]), "neither a file name nor a list of them"),
    (nodes(path=["a.csv", 3]), "neither a file name nor a list of them"),
    (nodes(dialects=["a"]), "'dialects' is not supported"),
    (nodes(format="ODS"), "the format 'ODS' are not read"),
]


@pytest.mark.parametrize(("resource", "words"), REFUSED)
def test_a_table_that_makes_no_sense_is_refused_by_the_part_that_does_not(resource: dict[str, Any], words: str) -> None:
    found = parsed(resource)
    assert found.tables == {}
    assert found.refused["nodes"].startswith("The descriptor of nodes cannot be used: ")
    assert words in found.refused["nodes"]


def refusing(error: Exception) -> Any:
    def fetch(_name: str) -> bytes:
        raise error

    return fetch


@pytest.mark.parametrize(
    ("fetch", "words"),
    [
        (missing, "its schema nodes.json is missing"),
        (refusing(ExpectedError("nodes.json is too large.")), "nodes.json is too large"),
        (refusing(PermissionError(13, "Permission denied")), "its schema cannot be read (Permission denied)"),
        (lambda _name: b"{", "nodes.json is not JSON"),
        (lambda _name: b"[1]", "its schema is not a list of properties"),
    ],
)
def test_a_schema_in_a_file_of_its_own_that_cannot_be_used_is_refused_in_words(fetch: Any, words: str) -> None:
    assert words in parsed(nodes(schema="nodes.json"), fetch=fetch).refused["nodes"]


def test_a_schema_and_a_dialect_may_lie_in_files_of_their_own() -> None:
    files = {"s.json": NODES["schema"], "d.json": {"delimiter": ";"}}
    found = parsed(nodes(schema="s.json", dialect="d.json"), fetch=lambda name: json.dumps(files[name]).encode())
    assert found.refused == {}
    assert [column.name for column in found.tables["nodes"].columns] == ["node_id", "name", "lat"]
    assert found.tables["nodes"].dialect.delimiter == ";"


def test_names_in_other_letters_are_those_of_the_program_and_others_are_files() -> None:
    found = parsed(
        nodes(name="Nodes"), {"name": "map-rivers", "path": ["a.geojson", "b.geojson"], "bytes": True, "hash": 3}
    )
    assert list(found.tables) == ["nodes"]
    assert found.files == (("map-rivers", "a.geojson", None, ""), ("map-rivers", "b.geojson", None, ""))


def test_what_has_no_name_or_has_one_twice_is_told() -> None:
    found = parsed(nodes(), 3, {"path": "x.csv"}, nodes(name="NODES"))
    assert [problem.message for problem in found.problems] == [
        "entry 2 of the resources has no name and is left out",
        "entry 3 of the resources has no name and is left out",
        "'nodes' is named twice; the first is used",
    ]


def test_a_first_look_reads_only_the_tables_it_is_asked_for() -> None:
    content = json.dumps({"resources": [nodes(), nodes(name="actors")]}).encode()
    assert list(parse_package(content, fetch=missing, only=frozenset({"actors"})).tables) == ["actors"]


def test_the_edition_is_said_in_one_line_each() -> None:
    found = parsed(
        nodes(), title="Two\nlines \u202e", version=3, created="2026-11-23T10:00:00Z", licenses=[{"name": "CC"}]
    )
    assert (found.title, found.version, found.created, found.licence) == ("Two lines [U+202E]", "", "2026-11-23", "CC")
    assert parsed(nodes(), licenses="CC").licence == ""


# What the program needs of a table


def fitted(*fields: dict[str, Any], values: list[dict[str, Any]]) -> Rows:
    table = parsed(schema(fields=list(fields), primaryKey=[])).tables["nodes"]
    rows = Rows(values=values, lines=list(range(2, len(values) + 2)), faults=Faults("nodes.csv"))
    return fit(record_of("nodes"), table, rows)


WHOLE = {"node_id": "n-1", "name": "Port", "country": "KZ", "lat": 43.0, "lon": 51.0, "kind": "port", "note": "x"}
FIELDS = [{"name": name, "type": "number" if name in ("lat", "lon") else "string"} for name in WHOLE]


def said(rows: Rows) -> list[str]:
    return [problem.sentence() for problem in rows.faults.problems()]


def test_whole_numbers_serve_where_fractions_are_needed() -> None:
    fields = [field | {"type": "integer"} if field["name"] == "lat" else field for field in FIELDS]
    rows = fitted(*fields, values=[WHOLE | {"lat": 43}, {k: v for k, v in WHOLE.items() if k != "lat"}])
    assert isinstance(rows.values[0]["lat"], float)
    assert said(rows) == ["nodes.csv, line 3, lat: a value is required"]


def test_a_column_of_another_type_that_can_be_done_without_is_left_out() -> None:
    fields = [field | {"type": "integer"} if field["name"] == "note" else field for field in FIELDS]
    rows = fitted(*fields, values=[WHOLE | {"note": 3}])
    assert "note" not in rows.values[0]
    assert said(rows) == ["nodes.csv, line 1, note: the column note is declared as integer, the program needs string"]


def test_a_column_of_another_type_that_is_needed_costs_the_table() -> None:
    rows = fitted(*(f | {"type": "list"} if f["name"] == "name" else f for f in FIELDS), values=[WHOLE])
    assert rows.missing == ("nodes.csv cannot be used: the column name is declared as list, the program needs string.")


def test_a_column_that_the_program_does_not_know_may_be_of_any_type() -> None:
    rows = fitted(*FIELDS, {"name": "height", "type": "integer"}, values=[WHOLE | {"height": 3}])
    assert said(rows) == []


@pytest.mark.parametrize("ident", ["", "a\nb", "a\u200bb"])
def test_an_id_that_cannot_be_named_costs_its_row(ident: str) -> None:
    rows = fitted(*FIELDS, values=[WHOLE, WHOLE | {"node_id": ident}])
    assert [row["node_id"] for row in rows.values] == ["n-1"]
    assert said(rows) == ["nodes.csv, line 3, node_id: the id has characters that cannot be shown"]


def test_an_id_that_stands_twice_costs_the_second_row_whatever_the_descriptor_says() -> None:
    rows = fitted(*FIELDS, values=[WHOLE, WHOLE])
    assert len(rows.values) == 1
    assert said(rows) == ["nodes.csv, line 3, node_id: 'n-1' is already in line 2"]


def test_a_table_that_could_not_be_read_stays_so() -> None:
    rows = Rows(missing="gone")
    assert fit(record_of("nodes"), parsed(NODES).tables["nodes"], rows) is rows
