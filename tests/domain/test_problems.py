"""Why a view shows nothing: its table could not be used, whoever is to blame, or the filter hides it."""

from __future__ import annotations

from briefing_app.domain.problems import why_empty
from briefing_app.domain.tables import Dataset, Table
from briefing_app.errors import Problem


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
    dataset = Dataset(tables={"claims": Table()})
    assert why_empty(dataset, "claims", otherwise="The filter.") == "The filter."
