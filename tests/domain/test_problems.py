"""Why a view shows nothing: its table could not be used, whoever is to blame, or the filter hides it."""

from __future__ import annotations

import pytest

from briefing_app import paths
from briefing_app.dataset import loader
from briefing_app.domain import problems
from briefing_app.domain.problems import why_empty
from briefing_app.domain.tables import Dataset, Table
from briefing_app.errors import Problem
from tests.domain.scopes import scope_of


def test_a_table_that_the_descriptor_spoils_is_named_although_its_file_is_sound() -> None:
    reason = "The descriptor of claims cannot be used: the encoding 'klingon' is not supported."
    fault = Problem(severity="error", file="datapackage.json", message=reason)
    dataset = Dataset(tables={"claims": Table(missing=reason)}, problems=(fault,))
    assert why_empty(dataset, "claims", otherwise="The filter.") == f"Nothing of claims.csv could be used: {reason}"


def test_the_first_fault_of_a_table_without_good_rows_is_told() -> None:
    faults = tuple(Problem(severity="error", file="claims.csv", message=f"fault {n}", row=n) for n in (2, 3))
    dataset = Dataset(tables={"claims": Table()}, problems=faults)
    said = why_empty(dataset, "claims", otherwise="The filter.")
    assert said.startswith("Nothing of claims.csv could be used: fault 2")
    assert "1 more" in said


def test_a_sound_table_leaves_the_word_to_the_filter() -> None:
    assert why_empty(Dataset(), "claims", otherwise="The filter.") == "The filter."
    kept = loader.load(paths.bundled_data(), only=frozenset({"claims"}))
    assert why_empty(kept, "claims", otherwise="The filter.") == "The filter."


def test_a_table_without_rows_is_the_briefing_s_own() -> None:
    dataset = Dataset(tables={"claims": Table(), "nodes": Table()})
    assert why_empty(dataset, "claims", otherwise="The filter.") == "This briefing has no claims to check."
    assert why_empty(dataset, "nodes", otherwise="The filter.") == "This briefing has no row in nodes.csv."


def faulty(*files: str, severity: str = "error") -> Dataset:
    found = (Problem(severity=severity, file=f, message="odd", row=n or None) for n, f in enumerate(files))  # type: ignore[arg-type]  # one of the two
    return Dataset(problems=tuple(found))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (("a",), "1 fault was found in a; the faulty part is left out, the rest is shown."),
        (("a", "a", "b"), "3 faults were found in a, b; the faulty parts are left out, the rest is shown."),
        (
            tuple("abcdef"),
            "6 faults were found in a, b, c, d and 2 more; the faulty parts are left out, the rest is shown.",
        ),
        ((), ""),
    ],
)
def test_what_was_left_out_is_told_in_one_sentence(files: tuple[str, ...], words: str) -> None:
    assert problems.summary(faulty(*files)) == words
    assert problems.summary(faulty(*files, severity="warning")) == ""


def test_every_problem_is_a_row_with_its_effect_and_place() -> None:
    spec = problems.table(scope_of(faulty("a.csv", "b.csv")))
    assert [[cell.text for cell in row.cells] for row in spec.rows] == [
        ["✕ left out", "a.csv", "", "", "odd"],
        ["✕ left out", "b.csv", "1", "", "odd"],
    ]
    assert spec.caption.subtitle.startswith("2 faults were found")
    warned = problems.table(scope_of(faulty("a.csv", severity="warning")))
    assert (warned.rows[0].cells[0].text, warned.caption.subtitle) == ("! warning", "Nothing was left out.")
    assert problems.table(scope_of(Dataset())).caption.empty == "No problem was found."


def test_more_faults_of_a_table_are_counted_and_the_menu_is_named() -> None:
    found = tuple(Problem(severity="error", file="claims.csv", message=f"fault {n}") for n in range(4))
    said = why_empty(Dataset(tables={"claims": Table()}, problems=found), "claims", otherwise="The filter.")
    assert said.endswith(" (3 more faults; the menu lists them under “Problems in the data”.)")
    assert why_empty(Dataset(problems=found[:1]), "claims", otherwise="x") == (
        "Nothing of claims.csv could be used: fault 0"
    )
