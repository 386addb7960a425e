"""What a package says that it is about: read with every fault named, told by the tables where nothing is said."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing_app.dataset.subject import read_briefing
from briefing_app.domain.briefing import Briefing
from tests.dataset.packages import PackageCopy, errors, warnings


def read(**found: Any) -> tuple[Briefing, list[str]]:
    made, problems = read_briefing({"title": "Whole", "x-schema": 2, "x-briefing": found})
    return made, [problem.sentence() for problem in problems]


def ambitions(*keys: str) -> list[dict[str, str]]:
    return [{"key": key, "letter": key, "name": f"ambition number {key}"} for key in keys]


def test_the_bundled_package_says_all_that_the_program_asks_for(copy: PackageCopy) -> None:
    found = copy.load()
    assert found.problems == ()
    briefing = found.briefing
    assert (briefing.schema, briefing.keys, briefing.document.day) == (2, ("A", "B"), dt.date(2024, 1, 10))
    assert briefing.title and briefing.short_title and briefing.question and briefing.extent
    assert briefing.page_one_charts == ("q-turnover", "q-flour-market")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"ambitions": ambitions("A", "A")}, "ambitions[2]: the key 'A' is there twice"),
        ({"ambitions": [{"key": "both"}]}, "ambitions[1]: needs a key"),
        ({"ambitions": [7]}, "ambitions[1]: needs a key"),
        ({"ambitions": "A"}, "ambitions: must be a list"),
        ({"ambitions": [{"key": "A"}, *ambitions("B")]}, "ambitions[1]: the ambition has no name"),
        ({"ambitions": ambitions("A")}, "ambitions: one ambition: nothing stands beside it"),
        ({"ambitions": []}, "ambitions: no ambitions"),
        ({"ambitions": ambitions(*"ABCDE")}, "ambitions: 5 ambitions: they are shown one below the other"),
        ({"ambitions": ambitions(*"ABCDEF")}, "ambitions: 6 ambitions: those after the fifth"),
        ({"map": {"extent": [10, 20, 10, 30]}}, "map.extent: is empty or not on the globe"),
        ({"map": {"extent": [10, 20, 30, 20]}}, "map.extent: is empty or not on the globe"),
        ({"map": {"extent": [10, 20, 30, 99]}}, "map.extent: is empty or not on the globe"),
        ({"map": {"extent": [10, 20, 30]}}, "map.extent: must be four numbers"),
        ({"map": {"extent": [10, 20, True, 30]}}, "map.extent: must be four numbers"),
        ({"map": {"extent": [1, 2, 3, 4], "projection": "flat"}}, "map.projection: 'flat' is unknown"),
        ({"map": []}, "map: must be a list of properties"),
        ({"document": {"day": "January"}}, "document.day: must be a day"),
        ({"document": {"day": 7}}, "document.day: must be a day"),
        ({"title": 7}, "title: must be a text"),
        ({"likelihood": "dice"}, "likelihood: 'dice' is unknown; PHIA is used"),
        ({"languages": "en"}, "languages: must be a list of texts"),
        ({"pageOne": {"charts": [7]}}, "pageOne.charts: must be a list of texts"),
    ],
)
def test_a_fault_is_named_by_its_property_and_costs_no_other(found: dict[str, Any], told: str) -> None:
    made, problems = read(**{"question": "What for?", **found})
    assert any(sentence.startswith(f"datapackage.json, x-briefing.{told}") for sentence in problems), problems
    assert made.question == "What for?"


def test_two_ambitions_are_nothing_to_speak_of() -> None:
    made, problems = read(ambitions=ambitions("N", "S"))
    assert problems == []
    assert [a.name for a in made.ambitions] == ["ambition number N", "ambition number S"]


def test_an_extent_may_cross_the_antimeridian() -> None:
    made, _problems = read(map={"extent": [150, -50, -150, 20]})
    assert made.extent == (150.0, -50.0, 210.0, 20.0)


def test_a_package_of_a_newer_schema_is_read_and_told() -> None:
    _made, problems = read_briefing({"x-schema": 3, "x-briefing": {"ambitions": ambitions("A", "B")}})
    assert [problem.column for problem in problems] == ["x-schema"]


def test_signs_that_steer_do_not_reach_the_title() -> None:
    made, _problems = read(title="One\n\u202etwo", ambitions=ambitions("A", "B"))
    assert made.title == "One [U+202E]two"


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("pageOne", {"charts": ["q-none"]}, "pageOne.charts: 'q-none' is not to be found in questions"),
        ("timelineSeries", ["s-none"], "timelineSeries: 's-none' is not to be found in series"),
        ("document", {"source": "none"}, "document.source: 'none' is not to be found in sources"),
    ],
)
def test_what_the_briefing_names_and_the_tables_do_not_hold_is_told(
    copy: PackageCopy, where: str, value: Any, told: str
) -> None:
    copy.descriptor["x-briefing"][where] = value
    assert warnings(copy.load()) == [f"datapackage.json, x-briefing.{told}"]


def test_a_key_of_an_ambition_that_is_not_named_is_told_once_with_its_line(copy: PackageCopy) -> None:
    copy.descriptor["x-briefing"]["ambitions"] = ambitions("A", "C")
    told = [s for s in warnings(copy.load()) if s.startswith("events.csv")]
    assert len(told) == 1
    assert "ambition: the descriptor names no ambition 'B'" in told[0]


def test_a_question_that_names_an_absent_series_is_told_and_the_rest_is_drawn(copy: PackageCopy) -> None:
    rows = copy.rows("question_series")
    rows[1][rows[0].index("series_id")] = "no-such-series"
    copy.put("question_series", rows)
    found = copy.load()
    assert errors(found) == ["question_series.csv, line 2, series_id: 'no-such-series' is not to be found in series"]
    assert len(found.questions) == 17
    assert len(found.question_series) == len(rows) - 2


def test_a_rival_date_of_an_unknown_event_is_told_and_left_out(copy: PackageCopy) -> None:
    rows = copy.rows("event_dates")
    rows[1][rows[0].index("event_id")] = "e-1900-never"
    copy.put("event_dates", rows)
    found = copy.load()
    assert errors(found) == ["event_dates.csv, line 2, event_id: 'e-1900-never' is not to be found in events"]
    assert len(found.event_dates) == len(rows) - 2


# Packages of the first schema


def test_a_package_of_the_first_schema_opens_and_says_in_one_sentence_what_it_lacks(first: PackageCopy) -> None:
    found = first.load()
    assert [problem.severity for problem in found.problems] == ["warning"]
    assert "of the first schema: it holds no questions" in found.problems[0].message
    assert found.tables["questions"].rows == ()
    assert found.tables["questions"].missing == ""


def test_its_columns_are_read_under_the_names_of_today_and_no_reason_is_lost(first: PackageCopy) -> None:
    found = first.load()
    assert all(indicator.status_then for indicator in found.indicators)
    assert any(judgement.direction_since_then for judgement in found.judgements)
    assert any(corridor.relevance for corridor in found.corridors)
    assert found.series[0].note.endswith("2023: source-1 (More exact)")


def test_its_ambitions_and_the_day_of_its_document_are_told_by_the_tables(first: PackageCopy) -> None:
    briefing = first.load().briefing
    assert briefing.schema == 1
    assert briefing.title == first.descriptor["title"]
    assert [(a.key, a.letter, a.name) for a in briefing.ambitions] == [("A", "A", ""), ("B", "B", "")]
    assert briefing.document.day == dt.date(2024, 1, 10)
    assert briefing.name_of("A") == "ambition A"


def test_no_table_is_missing_from_a_package_without_those_of_the_second_schema(first: PackageCopy) -> None:
    assert [name for name, table in first.load().tables.items() if table.missing] == []


def test_a_table_of_the_second_schema_whose_file_is_gone_is_told(copy: PackageCopy) -> None:
    copy.path("steps.csv").unlink()
    found = copy.load()
    assert found.tables["steps"].missing == "steps.csv is missing."
    assert errors(found) == ["steps.csv: steps.csv is missing."]


def test_the_first_look_knows_the_briefing(tmp_path: Path) -> None:
    from briefing_app import paths
    from briefing_app.dataset.loader import load

    folder = shutil.copytree(paths.bundled_data(), tmp_path / "copy")
    first = load(folder, only=frozenset({"judgements", "scales"}))
    assert first.briefing == load(folder).briefing
