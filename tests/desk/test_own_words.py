"""What a person says in the analysis is a note: durable, revised, undone, in the backup, exchanged by file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.domain.ambitions.own.heads import OTHER
from briefing_app.domain.ambitions.own.raters import MINE, overlay, raters
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.errors import ExpectedError

DAY = dt.date(2026, 11, 20)
CELL = ("ev-a-01", "h-corridor")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(profile=tmp_path / "profile")
    yield opened
    opened.close()


def test_a_rating_is_there_after_the_program_was_opened_anew(tmp_path: Path) -> None:
    first = Desk.open(profile=tmp_path / "p")
    first.analysis.rate(*CELL, "I", reason="The offer came late.", initiator="test")
    first.close()
    again = Desk.open(profile=tmp_path / "p")
    (rating,) = again.analysis.own.ratings
    assert (rating.item, rating.explanation, rating.rating, rating.text) == (*CELL, "I", "The offer came late.")
    again.close()


def test_a_second_rating_of_a_cell_is_a_revision_of_the_first_and_can_be_undone(desk: Desk) -> None:
    ident = desk.analysis.rate(*CELL, "I", initiator="test")
    assert desk.analysis.rate(*CELL, "NA", initiator="test") == ident
    assert overlay(desk.analysis.own, MINE) == {(*CELL, "NA")}
    desk.analysis.unrate(*CELL, initiator="test")
    assert desk.analysis.own.ratings == ()
    desk.notes.undo(initiator="test")
    assert overlay(desk.analysis.own, MINE) == {(*CELL, "NA")}


def test_an_item_without_bundled_ratings_can_be_rated(desk: Desk) -> None:
    rated = {rating.evidence_id for rating in desk.dataset.ratings}
    item = next(e.evidence_id for e in desk.dataset.evidence if e.evidence_id not in rated)
    desk.analysis.rate(item, "h-corridor", "CC", initiator="test")
    assert overlay(desk.analysis.own, MINE) == {(item, "h-corridor", "CC")}


@pytest.mark.parametrize("ending", ["json", "csv", "md"])
def test_a_colleagues_file_brings_their_words_under_their_name(desk: Desk, tmp_path: Path, ending: str) -> None:
    other = Desk.open(profile=tmp_path / "other")
    other.introduce(author="Dana", office="", initiator="test")
    other.analysis.rate(*CELL, "II", reason="Reason.\n\nIn two parts.", initiator="test")
    other.analysis.record_reading(Ref("indicator", "in-a-01"), "reversed", on=DAY, source="KazInform", initiator="test")
    other.analysis.estimate(BRIEFING, {"h-corridor": 60.0, OTHER: 40.0}, on=DAY, initiator="test")
    file = other.notes.export(tmp_path / f"dana.{ending}")
    other.close()
    desk.analysis.rate(*CELL, "C", initiator="test")
    desk.notes.take_in(desk.notes.plan_import(file), initiator="test")
    own = desk.analysis.own
    assert own.faults == ()
    assert [(r.key, r.cells) for r in raters(own)] == [("me", 1), ("Dana", 1)]
    assert [(r.status, str(r.on), r.source) for r in own.readings] == [("reversed", "2026-11-20", "KazInform")]
    assert own.estimates[0].shares == {"h-corridor": 60.0, OTHER: 40.0}


def test_probabilities_that_do_not_sum_to_one_are_not_written(desk: Desk) -> None:
    with pytest.raises(ExpectedError, match="add up to 90 %"):
        desk.analysis.estimate(BRIEFING, {"h-corridor": 50.0, OTHER: 40.0}, on=DAY, initiator="test")
    assert desk.notes.all() == ()
