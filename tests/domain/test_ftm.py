"""The form of FollowTheMoney: entities, relations and sources that other tools can read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.actors import telling
from briefing_app.domain.actors.ftm import as_csv, as_json_lines, entities
from briefing_app.domain.tables import Dataset
from tests.domain.ftm_model import faults
from tests.domain.scopes import scope_of


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> tuple[dict[str, Any], ...]:
    return entities(scope_of(dataset), dataset.actors)


def test_every_entity_keeps_to_the_model(made: tuple[dict[str, Any], ...]) -> None:
    assert [fault for entity in made for fault in faults(entity)] == []


def test_the_check_of_the_model_can_fail() -> None:
    assert faults({"id": "x", "schema": "Person", "properties": {"shoeSize": ["44"]}})
    assert faults({"id": "x", "schema": "Person", "properties": {}})
    assert faults({"id": "x", "schema": "Nothing", "properties": {}})


def test_the_package_of_the_form_itself_takes_every_entity(made: tuple[dict[str, Any], ...]) -> None:
    ftm = pytest.importorskip("followthemoney")
    for entity in made:
        proxy = ftm.model.get_proxy(entity)
        proxy.schema.validate(proxy.to_dict())
        dropped = {
            (name, value)
            for name, values in entity["properties"].items()
            for value in values
            if not proxy.schema.get(name).type.clean(value)
        }
        assert not dropped, (entity["schema"], dropped)


def test_all_ids_differ_and_all_references_lead_somewhere(made: tuple[dict[str, Any], ...]) -> None:
    idents = [entity["id"] for entity in made]
    assert len(set(idents)) == len(idents)
    for entity in made:
        for name in ("subject", "object", "member", "organization", "proof"):
            assert set(entity["properties"].get(name, ())) <= set(idents)


def test_every_relation_is_there_with_its_sources_and_no_invented_beginning(
    dataset: Dataset, made: tuple[dict[str, Any], ...]
) -> None:
    told = {e["properties"]["recordId"][0]: e for e in made if "recordId" in e["properties"]}
    assert set(told) == {str(r.ref) for r in telling(scope_of(dataset)) if r.from_actor != r.to_actor}
    assert all("startDate" not in entity["properties"] for entity in told.values())
    assert all(len(told[str(r.ref)]["properties"]["proof"]) == len(set(r.source_ids)) for r in dataset.relations)


def test_the_same_actors_give_the_same_bytes_and_both_forms_say_the_same(dataset: Dataset) -> None:
    some = dataset.actors[:2]
    first, again = (entities(scope_of(dataset), some) for _ in range(2))
    assert as_json_lines(first) == as_json_lines(again)
    lines = [json.loads(line) for line in as_json_lines(first).splitlines()]
    rows = list(csv.DictReader(io.StringIO(as_csv(first).decode("utf-8-sig"))))
    values = sum(len(v) for line in lines for v in line["properties"].values())
    assert len(rows) == values
