"""The board: own readings beside the bundled ones, overdue looks, fresh changes, and every reading kept."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions import indicators
from briefing_app.domain.ambitions.board import board, reading_history
from briefing_app.domain.ambitions.own import Fault, OwnReading, OwnWords
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Indicator, PartialDate, Ref
from briefing_app.domain.tables import Dataset
from tests.domain.records import data, made
from tests.domain.scopes import scope_of

DAY = dt.date(2026, 11, 29)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def read(ref: Ref, status: str, day: PartialDate, **values: object) -> OwnReading:
    return OwnReading(note_id="n", target=ref, status=status, on=day, **values)  # type: ignore[arg-type]


def cell(spec: object, ref: Ref, key: str) -> str:
    at = [column.key for column in spec.columns].index(key)  # type: ignore[attr-defined]
    return next(str(row.cells[at].text) for row in spec.rows if row.ref == ref)  # type: ignore[attr-defined]


def test_the_latest_own_reading_stands_beside_the_bundled_one(dataset: Dataset) -> None:
    ref = dataset.indicators[0].ref
    own = OwnWords(
        readings=(
            read(ref, "reversed", PartialDate(2026, 11, 20), own=False, author="Dana"),
            read(ref, "observed", PartialDate(2026, 11, 2)),
        )
    )
    plain, spec = indicators(scope_of(dataset)), board(scope_of(dataset), own, today=DAY)
    assert cell(spec, ref, "latest") == cell(plain, ref, "latest")
    assert cell(spec, ref, "own").endswith("reversed, 20 Nov 2026, Dana")
    assert [cell(spec, row.ref, "own") for row in spec.rows if row.ref not in (ref, None)] == ["–"] * (
        len(spec.rows) - 1
    )
    then = board(scope_of(dataset, Filter(as_known_on=dt.date(2026, 11, 5))), own, today=DAY)
    assert cell(then, ref, "own").endswith("observed, 2 Nov 2026")


def test_a_look_whose_day_has_passed_is_marked_and_counted(dataset: Dataset) -> None:
    days = sorted({i.next_look.last() for i in dataset.indicators})
    before = board(scope_of(dataset), OwnWords(), today=days[0])
    assert "overdue" not in before.caption.subtitle
    after = board(scope_of(dataset), OwnWords(), today=days[-1] + dt.timedelta(days=1))
    assert f"{len(dataset.indicators)} looks are overdue" in after.caption.subtitle
    assert all(row.cells[-1].text.startswith("⚠") and row.cells[-1].tone == "bad" for row in after.rows)


def test_what_an_edition_changed_lights_up(dataset: Dataset) -> None:
    ref = dataset.indicators[3].ref
    spec = board(scope_of(dataset), OwnWords(), today=DAY, changed={ref})
    assert cell(spec, ref, "question").startswith("● ")
    assert "1 changed with this edition" in spec.caption.subtitle
    assert sum(row.cells[0].text.startswith("●") for row in spec.rows) == 1


def test_an_indicator_without_threshold_and_a_note_that_cannot_be_read_are_said() -> None:
    look, day = PartialDate(2027, 1), PartialDate(2026, 1, 1)
    small = data(made(Indicator, "i1", question="Built?", next_look=look, latest_date=day, status_latest="not-yet"))
    ref = Ref("indicator", "i1")
    own = OwnWords(faults=(Fault("n", ref, "The reading “seen” is not recognised."),))
    spec = board(scope_of(small), own, today=DAY)
    assert cell(spec, ref, "threshold") == "no threshold stated"
    assert "The reading “seen” is not recognised." in spec.caption.notes


def test_the_history_holds_every_reading_the_latest_first(dataset: Dataset) -> None:
    indicator = dataset.indicators[0]
    own = OwnWords(
        readings=(
            read(indicator.ref, "observed", PartialDate(2026, 11, 2), source="KazInform", text="A decree."),
            read(dataset.indicators[1].ref, "observed", PartialDate(2026, 11, 2)),
        )
    )
    spec = reading_history(scope_of(dataset), own, indicator.ref)
    assert [row.cells[2].text for row in spec.rows] == ["me", "this edition", "this edition"]
    assert [cell.text for cell in spec.rows[0].cells][3:] == ["KazInform", "A decree."]
    assert spec.caption.title == indicator.question
