"""What changed since an older briefing is told entry by entry, and nothing is called new that was not told then."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Record
from briefing_app.domain.tables import Dataset, Table
from briefing_app.report.blocks import said, within
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import BriefingPlan, plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, note


def without(dataset: Dataset, table: str, ident: str) -> Dataset:
    """Returns the data without one row."""
    rows = tuple(row for row in dataset.tables[table].rows if row.id != ident)
    return with_rows(dataset, table, rows)


def with_rows(dataset: Dataset, table: str, rows: tuple[Record, ...]) -> Dataset:
    made: Table[Any] = Table(rows=rows, by_id={row.id: row for row in rows})
    return dataclasses.replace(dataset, tables={**dataset.tables, table: made})


def made(
    dataset: Dataset, *, since: Any = None, notes: tuple[Any, ...] = (), chosen: Filter | None = None
) -> BriefingPlan:
    options = BriefingOptions(date=DAY, sections=("changes", "notes"), since=since)
    return plan(scope_of(dataset, chosen or Filter()), options, notes, version="9")


def attached(plan_of: BriefingPlan) -> dict[str, Any]:
    """Returns the snapshot as it comes out of a file."""
    found: dict[str, Any] = json.loads(json.dumps(plan_of.snapshot))
    return found


def words(plan_of: BriefingPlan) -> str:
    found: list[str] = []
    for section in plan_of.sections:
        if section.key != "changes":
            continue
        for block in within(section.blocks):
            for name in ("runs", "items", "lines"):
                value = getattr(block, name, ())
                if name == "runs":
                    found.append(said(value))
                elif name == "items":
                    found += [said(item) for item in value]
                else:
                    found += [said(cell) for line in value for cell in line.cells]
    return "\n".join(found)


def test_against_itself_nothing_changed(dataset: Dataset) -> None:
    assert "Nothing has changed" in words(made(dataset, since=attached(made(dataset))))


def test_a_judgement_that_moved_is_told_with_what_stood_there(dataset: Dataset) -> None:
    rows = tuple(
        dataclasses.replace(j, confidence="low", low=1, high=5, likelihood="remote chance") if j.id == "j-01" else j
        for j in dataset.judgements
    )
    old = attached(made(with_rows(dataset, "judgements", rows)))
    told = words(made(dataset, since=old))
    assert "remote chance (1–5 %), confidence low" in told
    assert "highly likely (80–90 %), confidence high" in told


def test_a_new_event_a_new_figure_and_a_changed_status_are_told(dataset: Dataset) -> None:
    event, figure = dataset.events[-1], next(o for o in dataset.observations if o.preferred)
    then = without(without(dataset, "events", event.id), "observations", figure.id)
    corridors = tuple(dataclasses.replace(c, status="proposed") if c.id == "titr" else c for c in dataset.corridors)
    then = with_rows(then, "corridors", corridors)
    told = words(made(dataset, since=attached(made(then))))
    assert event.title in told
    assert "1 new, 0 corrected, 0 gone" in told
    assert "proposed" in told and "operating" in told


def test_notes_that_are_new_or_gone_are_counted(dataset: Dataset) -> None:
    old = attached(made(dataset, notes=(note("One.", ident="n-1"),)))
    told = words(made(dataset, since=old, notes=(note("Two.", ident="n-2"),)))
    assert "1 new, 0 changed, 1 no longer printed" in told


def test_a_briefing_without_a_list_of_standings_is_compared_through_its_records(dataset: Dataset) -> None:
    options = BriefingOptions(date=DAY, sections=("overview",))
    old = json.loads(json.dumps(plan(scope_of(dataset), options, (), version="9").snapshot))
    del old["standing"]
    for row in old["records"]["judgements"]:
        if row["judgement_id"] == "j-01":
            row["confidence"] = "low"
    told = words(made(dataset, since=old))
    assert "confidence low" in told
    assert "events are new" not in told  # it told of no event


def test_another_filter_is_named(dataset: Dataset) -> None:
    old = attached(made(dataset, chosen=Filter(ambition="A")))
    assert "another filter" in words(made(dataset, since=old))


def test_what_became_known_later_is_in_no_list_of_standings(dataset: Dataset) -> None:
    import datetime as dt

    found = made(dataset, chosen=Filter(as_known_on=dt.date(2024, 1, 10))).snapshot["standing"]
    assert not any("2026" in ref for ref in found)


@pytest.mark.parametrize("odd", [{}, {"records": {}}, {"standing": {}, "notes": [{}]}])
def test_an_odd_snapshot_is_no_reason_to_fail(dataset: Dataset, odd: dict[str, Any]) -> None:
    assert made(dataset, since=odd).sections
