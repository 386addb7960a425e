"""Lists that stand for entries: what an edition changed, which series decides a claim, any table as it is."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_app.domain import claims, editions
from briefing_app.domain.ambitions.bias import bias_notes
from briefing_app.domain.ambitions.rating_cells import Conditions
from briefing_app.domain.editions import Difference, LookBack
from briefing_app.domain.model import (
    Actor,
    Claim,
    EditionChange,
    Event,
    Evidence,
    Hypothesis,
    Observation,
    Paragraph,
    PartialDate,
    Rating,
    Ref,
    Source,
)
from briefing_app.domain.records import Field, listing
from briefing_app.domain.tables import Dataset, Edition
from tests.domain.records import data, made
from tests.domain.scopes import scope_of

NEW, OLD = Ref("event", "new"), Ref("event", "old")


def edition() -> Dataset:
    from dataclasses import replace

    told = [
        made(
            EditionChange,
            "1",
            version="2.0",
            table="events",
            entry="new",
            kind="added",
            summary="Found late.",
            date=dt.date(2026, 1, 1),
        ),
        made(
            EditionChange,
            "2",
            version="2.0",
            table="events",
            entry="new",
            kind="corrected",
            summary="And dated.",
            date=dt.date(2026, 1, 1),
        ),
        made(
            EditionChange,
            "3",
            version="2.0",
            table="events",
            entry="old",
            kind="withdrawn",
            summary="No source.",
            date=dt.date(2026, 1, 1),
        ),
        made(
            EditionChange,
            "4",
            version="1.0",
            table="actors",
            entry="kz",
            kind="added",
            summary="Of before.",
            date=dt.date(2025, 1, 1),
        ),
        made(
            EditionChange, "5", version="2.0", table="", entry="", kind="note", summary="All.", date=dt.date(2026, 1, 1)
        ),
    ]
    made_of = data(made(Event, "new", date=PartialDate(2024), title="Forum"), *told)
    return replace(made_of, edition=Edition(version="2.0"))


def test_what_an_edition_says_of_itself_names_each_entry_once() -> None:
    assert editions.told_by_edition(edition()) == (
        Difference(ref=NEW, kind="added"),
        Difference(ref=OLD, kind="removed"),
    )


def test_what_changed_is_a_table_with_the_reasons_of_the_edition() -> None:
    back = LookBack(
        now="2.0",
        since="1.0",
        fresh=True,
        differences=(
            Difference(ref=OLD, kind="removed"),
            Difference(ref=NEW, kind="added"),
            Difference(ref=Ref("actor", "kz"), kind="changed"),
        ),
    )
    spec = editions.table(edition(), back)
    assert [[cell.text for cell in row.cells] for row in spec.rows if row.cells[1].text == "event"] == [
        ["− removed", "event", "old", "No source."],
        ["+ added", "event", "Forum", "Found late. And dated."],
    ]
    assert {str(row.ref) for row in spec.rows} == {"event/new", "None"}
    assert spec.caption.subtitle == "You last looked at edition 1.0; this is 2.0."
    assert editions.table(edition(), LookBack(now="2.0", since="", fresh=True, differences=())).caption.empty == (
        "Nothing has changed."
    )


@pytest.mark.parametrize(
    ("since", "fresh", "words"),
    [
        ("1.0", False, "Before edition 2.0 you looked at 1.0."),
        ("1.0", True, "You last looked at edition 1.0; this is 2.0."),
        (
            "",
            True,
            (
                "This is edition 2.0. Which edition you last looked at is not known;"
                " this is what the edition says of itself."
            ),
        ),
    ],
)
def test_one_sentence_says_which_editions_are_compared(since: str, fresh: bool, words: str) -> None:
    assert editions.headline(LookBack(now="2.0", since=since, fresh=fresh, differences=())) == words


def test_the_series_that_decides_a_claim_is_the_first_with_preferred_figures() -> None:
    claim = made(Claim, related=("event/e", "series/empty", "series/rivals", "series/good", "series/later"))
    figures = [
        made(Observation, "1", series_id="rivals"),
        made(Observation, "2", series_id="good", preferred=True),
        made(Observation, "3", series_id="later", preferred=True),
    ]
    assert claims.deciding_chart(data(claim, *figures), claim) == "good"
    assert claims.deciding_chart(data(claim), claim) == ""


def test_each_paragraph_has_its_gist() -> None:
    assert claims.gists(data(made(Paragraph, "p-4", paragraph=4, gist="Trade grew."))) == {4: "Trade grew."}


def test_any_table_is_listed_with_its_fields_then_title_and_detail() -> None:
    event = made(Event, date=PartialDate(2024, 3), title="Forum", significance=3, status="signed")
    fields = [Field(name=name, label=name.title()) for name in ("date", "significance", "place", "status")]
    spec = listing(scope_of(data(event)), [event], fields, key="events", title="Events")
    assert [cell.text for cell in spec.rows[0].cells] == [
        "2024-03",
        "3",
        "",
        "signed",
        "Forum",
        "March 2024, signed",
    ]
    assert (spec.caption.summary, spec.caption.empty, spec.row_header) == ("1 · Events", "", 4)
    assert listing(scope_of(data(event)), [], fields, key="e", title="E").caption.empty


def caveats(times: int, *, known: bool = True) -> tuple[str, ...]:
    items = [
        made(Evidence, f"e{n}", ambition="both", source_reliability="B", information_credibility="2", source_ids=("s",))
        for n in range(times)
    ]
    ratings = [
        made(Rating, f"r{n}", evidence_id=f"e{n}", hypothesis_id="h", rating="I", contested=n == 0, rater="the author")
        for n in range(times)
    ]
    sources = [made(Source, "s", publisher="Interfax")] if known else [made(Actor)]
    dataset = data(made(Hypothesis, "h", label="Trade"), *items, *ratings, *sources)
    return bias_notes(scope_of(dataset), conditions=Conditions())


def test_the_caveats_of_a_matrix_are_computed_from_it() -> None:
    found = caveats(3)
    assert found[0].startswith("1 of 3 inconsistent cells are contested")
    assert found[1].startswith("Trade is exposed to 3 of 3 items")
    assert found[2] == "0 items bear on ambition A, 0 on B and 3 on both."
    assert found[3].startswith("3 of 3 cells: the author.")
    assert found[4].startswith("3 of 3 items have two grades that say the same")
    assert "(3 cite one page of Interfax)" in found[5]
    assert "one page of s)" in caveats(3, known=False)[5]
    assert len(caveats(2)) == 5


def test_a_matrix_without_items_has_no_caveats() -> None:
    assert bias_notes(scope_of(Dataset()), conditions=Conditions()) == ()
