"""What the judgements lean on, on paper: links, assumptions, forecasts, and own words marked as the person's."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions.own.heads import OTHER, body
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING, Note, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.report.blocks import Abreast, Grid, Group, Heading, Picture
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import BriefingPlan, plan
from tests.domain.scopes import scope_of
from tests.report.test_filters_hold import said, within

DAY = dt.date(2026, 11, 29)
SURE = Ref("judgement", "j-01")
AT = "2026-11-01T00:00:00Z"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def note(text: str, target: Ref = SURE, *, author: str = "Dana", own: bool = True) -> Note:
    return Note(note_id=f"n{hash((text, target)) & 0xFFFF}", revision="r", target=target, body=text, author=author,
                own=own, created=AT, modified=AT)  # fmt: skip


def planned(dataset: Dataset, *notes: Note, chosen: Filter | None = None, form: str = "full") -> BriefingPlan:
    sections = ("ambitions", "notes") if form == "full" else ()
    options = BriefingOptions(date=DAY, sections=sections, form="full" if form == "full" else "standard")
    return plan(scope_of(dataset, chosen or Filter()), options, notes=notes, version="9.9.9")


def headings(made: BriefingPlan) -> list[str]:
    (section,) = (s for s in made.sections if s.key == "ambitions")
    return [block.text for block in within(section.blocks) if isinstance(block, Heading)]


def test_the_two_columns_stand_abreast_with_judgement_confidence_and_chain(dataset: Dataset) -> None:
    (section,) = (s for s in planned(dataset).sections if s.key == "ambitions")
    (pair,) = (block for block in section.blocks if isinstance(block, Abreast))
    assert len(pair.blocks) == 2
    for column in pair.blocks:
        assert isinstance(column, Group)
        assert any(isinstance(block, Grid) for block in column.blocks)
    words = said(planned(dataset), "ambitions")
    assert "(80–90 %)" in words
    assert "Confidence is high." in words


def test_the_links_are_a_picture_with_its_table_and_the_ledger_is_whole(dataset: Dataset) -> None:
    made = planned(dataset)
    (section,) = (s for s in made.sections if s.key == "ambitions")
    assert [b.name for b in within(section.blocks) if isinstance(b, Picture)] == ["dependence.svg"]
    assert {"How the ambitions depend on each other", "Key assumptions",
            "Forecasts of the starting document"} <= set(headings(made))  # fmt: skip
    words = said(made, "ambitions")
    assert all(influence.claim in words for influence in dataset.influences)
    assert all(assumption.breaks in words for assumption in dataset.assumptions)
    assert all(claim.claim in words for claim in dataset.claims if claim.kind == "forecast")


def test_own_words_stand_under_a_heading_that_says_whose_they_are(dataset: Dataset) -> None:
    notes = (
        note(body(("Estimate", "70 %"), ("On", "2026-11-01"))),
        note(body(("Estimate", "main reason"), ("h-corridor", "60 %"), (OTHER, "40 %")), BRIEFING),
        note(body(("Reading", "observed"), ("Source", "Gazette")), dataset.indicators[0].ref),
        note(body(("Rating", "II")), dataset.ratings[0].ref),
        note(body(("Assumption", "Winters are mild."), ("Standing", "caveated")), BRIEFING),
    )
    made = planned(dataset, *notes)
    found = headings(made)
    at = found.index("Own words in the analysis")
    assert found[at + 1 :] == ["Own estimates", "Own readings", "Own ratings", "Own assumptions"]
    words = said(made, "ambitions")
    assert "it is not part of the data" in words
    assert "Gazette" in words
    assert "Winters are mild." in words


def test_without_such_notes_no_own_words_are_told(dataset: Dataset) -> None:
    assert "Own words in the analysis" not in headings(planned(dataset, note("A plain note.")))


def test_a_part_of_the_subject_has_no_links_and_no_assumptions(dataset: Dataset) -> None:
    found = headings(planned(dataset, chosen=Filter(ambition="A")))
    assert "Key assumptions" not in found
    assert "How the ambitions depend on each other" not in found


def test_a_short_briefing_says_them_in_sentences(dataset: Dataset) -> None:
    words = said(planned(dataset, form="standard"), "ambitions")
    assert "links between the ambitions have no evidence" in words
    assert "key assumptions do not stand" in words
    assert "forecasts" in words
