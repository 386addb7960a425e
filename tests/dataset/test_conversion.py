"""Packages of the first schema written anew in the second: nothing is lost, and what cannot be done is said."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from briefing_app import paths
from briefing_app.dataset.compare import compare
from briefing_app.dataset.conversion import Conversion, convert
from briefing_app.dataset.loader import load
from briefing_app.dataset.reasons import reasons_in
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from tests.dataset.packages import PackageCopy, errors

DAY = dt.date(2030, 1, 2)


def run(first: PackageCopy, *, path: Path | None = None) -> Conversion:
    first.save()
    return convert(path or first.folder, first.folder.parent / "out", template=paths.new_briefing(), day=DAY)


def converted(first: PackageCopy) -> Dataset:
    run(first)
    return load(first.folder.parent / "out")


def descriptor(first: PackageCopy) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((first.folder.parent / "out" / "datapackage.json").read_text(encoding="utf-8"))
    return found


def give_reason(first: PackageCopy, text: str) -> str:
    """Writes reasons for a series that has preferred figures; returns its id."""
    rows = first.rows("series")
    rows[1][rows[0].index("preferred_note")] = text
    first.put("series", rows)
    return rows[1][0]


def test_no_entry_is_lost_and_none_says_anything_else(first: PackageCopy) -> None:
    before, after = first.load(), converted(first)
    told = compare(before, after)
    assert [(str(d.ref), d.kind) for d in told] == [(f"change/ch-{after.edition.version}", "added")]
    assert errors(after) == []
    assert after.outlines == before.outlines


def test_the_new_package_is_of_the_second_schema_and_another_edition_of_the_same_briefing(first: PackageCopy) -> None:
    first.descriptor["version"] = "1.4.2"
    before, after = first.load(), converted(first)
    assert after.briefing.schema == 2
    assert after.edition.name == before.edition.name
    assert (after.edition.version, after.edition.created) == ("1.5.0", "2030-01-02")
    assert after.briefing.title == before.briefing.title
    assert after.briefing.keys == before.briefing.keys
    assert after.briefing.document.day == before.briefing.document.day


def test_columns_have_their_names_of_today_on_disk(first: PackageCopy) -> None:
    run(first)
    heading = (first.folder.parent / "out" / "indicators.csv").read_text(encoding="utf-8").split("\n")[0]
    assert "status_then" in heading.split(",")
    fields = {
        field["name"]
        for resource in descriptor(first)["resources"]
        for field in resource.get("schema", {}).get("fields", [])
    }
    assert not fields & {"status_2024_01", "direction_since_2024_01", "relevance_to_a", "preferred_note"}


def test_every_hash_fits_and_every_table_of_the_second_schema_is_there_to_be_filled(first: PackageCopy) -> None:
    after = converted(first)
    assert [problem.message for problem in after.problems] == ["the ambition has no name"] * 2
    assert (first.folder.parent / "out" / "questions.csv").read_text(encoding="utf-8").startswith("question_id,")
    assert after.tables["steps"].missing == ""


def test_reasons_that_fit_the_preferred_figures_become_rows(first: PackageCopy) -> None:
    figure = next(f for f in first.load().observations if f.preferred and f.series_id == first.rows("series")[1][0])
    give_reason(first, f"{figure.period}: {figure.source_id} (More exact; the other is round)")
    done = run(first)
    after = load(first.folder.parent / "out")
    assert (done.reasons, done.in_notes) == (1, ())
    (row,) = after.tables["preferences"].rows
    assert (row.series_id, row.period, row.source_id, row.why) == (
        figure.series_id,
        figure.period,
        figure.source_id,
        "More exact; the other is round",
    )
    assert "More exact" not in after.series[0].note
    assert errors(after) == []


def test_reasons_that_do_not_fit_stay_word_by_word_in_the_note(first: PackageCopy) -> None:
    series = give_reason(first, "2023: nobody (Because); and so on")
    done = run(first)
    assert done.in_notes == (series,)
    assert load(first.folder.parent / "out").series[0].note.endswith("2023: nobody (Because); and so on")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023: a (One); 2024: b (Two; with more)", [("2023", "a", "One"), ("2024", "b", "Two; with more")]),
        ("2023 and 2024: c (Both)", [("2023", "c", "Both"), ("2024", "c", "Both")]),
        ("2023: a (One), 2024: b", []),
        ("2023: a (One); (Two)", []),
        ("2023: a (One); 2023: a (Twice)", []),
        ("2023: b (Not preferred)", []),
        ("2023: a ()", []),
        ("whatever", []),
        ("", []),
    ],
)
def test_a_text_is_taken_apart_whole_or_not_at_all(text: str, told: list[tuple[str, str, str]]) -> None:
    preferred = {
        ("s", "2023", "a"): frozenset({"year"}),
        ("s", "2024", "b"): frozenset({"year"}),
        ("s", "2023", "c"): frozenset({"season"}),
        ("s", "2024", "c"): frozenset({"season"}),
    }
    assert [(r.period, r.source, r.why) for r in reasons_in(text, "s", preferred)] == told


def test_a_figure_of_two_kinds_of_period_leaves_the_reason_in_the_note() -> None:
    assert reasons_in("2023: a (One)", "s", {("s", "2023", "a"): frozenset({"year", "solar-year"})}) == ()


def test_the_old_package_stays_as_it_is_and_an_archive_is_read_as_well(first: PackageCopy, tmp_path: Path) -> None:
    first.save()
    before = {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()}
    run(first, path=first.zipped(tmp_path / "old.zip"))
    assert {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()} == before
    assert errors(load(tmp_path / "out")) == []


def test_other_letters_and_signs_between_cells_are_read_and_written_as_the_standard_has_it(first: PackageCopy) -> None:
    first.resource("indicators")["encoding"] = "windows-1251"
    first.resource("indicators")["dialect"] = {"delimiter": ";"}
    rows = first.rows("indicators")
    rows[1][rows[0].index("note")] = "Астана; „так“"
    first.put("indicators", rows, encoding="cp1251", delimiter=";")
    after = converted(first)
    assert after.indicators[0].note == "Астана; „так“"
    resource = next(r for r in descriptor(first)["resources"] if r["name"] == "indicators")
    assert (resource["encoding"], resource["dialect"]["delimiter"]) == ("utf-8", ",")


def test_a_table_in_the_descriptor_and_a_schema_in_a_file_of_its_own_are_converted(first: PackageCopy) -> None:
    rows = first.rows("judgements")
    resource = first.resource("judgements")
    resource["data"] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    del resource["path"]
    first.path("judgements.csv").unlink()
    first.path("indicators.json").write_text(json.dumps(first.resource("indicators")["schema"]), encoding="utf-8")
    first.resource("indicators")["schema"] = "indicators.json"
    before, after = first.load(), converted(first)
    assert [d.kind for d in compare(before, after)] == ["added"]
    assert not (first.folder.parent / "out" / "indicators.json").exists()


def test_two_tables_in_one_file_do_not_change_each_other(first: PackageCopy) -> None:
    first.descriptor["resources"].append({"name": "spare", "path": "indicators.csv"})
    run(first)
    kept = (first.folder.parent / "out" / "indicators.csv").read_bytes()
    assert kept == first.path("indicators.csv").read_bytes()
    assert errors(load(first.folder.parent / "out")) == []


def test_a_faulty_row_stays_faulty_and_costs_no_other(first: PackageCopy) -> None:
    rows = first.rows("series")
    rows[2] = rows[2][:3]
    first.put("series", rows)
    before, after = first.load(), converted(first)
    assert len(after.series) == len(before.series)
    assert any("3 cells instead of" in words for words in errors(after))


def test_a_log_of_changes_that_has_no_room_for_the_row_stays_as_it_is(first: PackageCopy) -> None:
    kinds = first.field("changes", "kind")["constraints"]["enum"]
    kinds.remove("corrected")
    rows = [row for row in first.rows("changes") if "corrected" not in row]
    first.put("changes", rows)
    before, after = first.load(), converted(first)
    assert compare(before, after) == ()


def test_a_table_that_breaks_off_is_named_and_nothing_is_written(first: PackageCopy) -> None:
    with first.path("series.csv").open("a", encoding="utf-8") as file:
        file.write('x,"never closed\n')
    with pytest.raises(ExpectedError, match=r"series\.csv cannot be read to the end .* not converted"):
        run(first)
    assert not (first.folder.parent / "out").exists()


@pytest.mark.parametrize(("schema", "words"), [(2, "is already of schema 2"), (7, "does not know")])
def test_a_package_of_another_schema_is_left_alone(first: PackageCopy, schema: int, words: str) -> None:
    first.descriptor["x-schema"] = schema
    with pytest.raises(ExpectedError, match=words):
        run(first)
    assert not (first.folder.parent / "out").exists()


def test_a_folder_that_holds_something_an_archive_and_a_name_of_nothing_are_said(first: PackageCopy) -> None:
    first.save()
    for path, folder, words in (
        (first.folder, first.folder, "is not empty"),
        (first.folder, first.folder.parent / "a.zip", "has the name of an archive"),
        (first.folder.parent / "nothing", first.folder.parent / "out", "no data package"),
        (first.folder.parent, first.folder.parent / "out", r"no datapackage\.json"),
    ):
        with pytest.raises(ExpectedError, match=words):
            convert(path, folder, template=paths.new_briefing(), day=DAY)
    assert not (first.folder.parent / "out").exists()


@pytest.mark.parametrize("wanted", ["../outside.csv", "/etc/hostname", "nothing.csv", "a\\b.csv", ""])
def test_a_file_that_is_missing_or_outside_is_missing_afterwards_too(first: PackageCopy, wanted: str) -> None:
    (first.folder.parent / "outside.csv").write_text("secret", encoding="utf-8")
    first.resource("glossary")["path"] = wanted
    after = converted(first)
    assert after.tables["glossary"].missing
    assert sorted(path.name for path in first.folder.parent.iterdir()) == ["copy", "out", "outside.csv"]


@pytest.mark.parametrize("resource", [7, {}, {"name": 7}, {"name": "series"}, {"name": "more", "path": [7, None]}])
def test_an_entry_of_the_descriptor_that_is_none_is_passed_over(first: PackageCopy, resource: Any) -> None:
    first.descriptor["resources"].append(resource)
    before, after = first.load(), converted(first)
    assert len(after.series) == len(before.series)
