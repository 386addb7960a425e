"""Notes whose first line says what they are count in the analysis; what cannot be read is said and kept."""

from __future__ import annotations

import dataclasses

import pytest

from briefing_app.domain.ambitions import Conditions, scores
from briefing_app.domain.ambitions.own.heads import MAIN_REASON, body, coherent, per_cent, read, require_sum
from briefing_app.domain.ambitions.own.raters import MINE, disagreement_table, overlay, raters, spread
from briefing_app.domain.model import BRIEFING, Evidence, Hypothesis, Indicator, Note, PartialDate, Rating, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from tests.domain.records import data, made
from tests.domain.scopes import scope_of

CELL = Ref("rating", "e1:trade")


def note(text: str, target: Ref = CELL, *, ident: str = "n", **values: object) -> Note:
    plain = Note(
        note_id=ident,
        target=target,
        body=text,
        created="2026-11-01T10:00:00.000Z",
        modified="2026-11-01T10:00:00.000Z",
        revision="r",
    )
    return dataclasses.replace(plain, **values)  # type: ignore[arg-type]


@pytest.fixture
def small() -> Dataset:
    evidence = [made(Evidence, f"e{n}", source_reliability="C", information_credibility="3") for n in (1, 2)]
    cells = [
        made(Rating, f"e{n}:{name}", evidence_id=f"e{n}", hypothesis_id=name, rating=word)
        for n, name, word in ((1, "trade", "C"), (1, "calm", "I"), (2, "trade", "N"))
    ]
    names = [made(Hypothesis, name, label=name.title()) for name in ("trade", "calm")]
    return data(*evidence, *names, *cells, made(Indicator, "i1"))


def test_a_rating_is_read_with_its_reason_and_whose_it_is(small: Dataset) -> None:
    own = read([note("Rating: II\n\nThe line was never built.", author="Dana", own=False)], small)
    (rating,) = own.ratings
    assert (rating.item, rating.explanation, rating.rating) == ("e1", "trade", "II")
    assert (rating.text, rating.author, rating.own) == ("The line was never built.", "Dana", False)


def test_an_item_that_nobody_rated_is_rated_on_the_item_itself(small: Dataset) -> None:
    (rating,) = read([note("Rating: c\nExplanation: calm", Ref("evidence", "e2"))], small).ratings
    assert (rating.item, rating.explanation, rating.rating) == ("e2", "calm", "C")


def test_ordinary_notes_are_left_alone(small: Dataset) -> None:
    texts = ("A thought.", "Rating", "rating: C", "See Rating: C", "", "Note: Rating: C", "\n\n")
    own = read([note(text) for text in texts], small)
    assert own == type(own)()


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("Rating: X", CELL, "The rating “X” is not recognised."),
        ("Rating: C", Ref("rating", "e9:trade"), "not an item of evidence in this edition"),
        ("Rating: C", Ref("rating", "e1:war"), "not an explanation in this edition"),
        ("Rating: C", Ref("evidence", "e1"), "not an explanation in this edition"),
        ("Rating: C", Ref("claim", "c1"), "not an item of evidence"),
        ("Reading: seen", Ref("indicator", "i1"), "The reading “seen” is not recognised."),
        ("Reading: observed", Ref("indicator", "i9"), "not an indicator in this edition"),
        ("Reading: observed\nOn: 2026-02-31", Ref("indicator", "i1"), "not a date"),
        ("Estimate: 120 %", Ref("indicator", "i1"), "not a probability"),
        ("Estimate: -3 %", Ref("indicator", "i1"), "not a probability"),
        ("Estimate: perhaps", Ref("indicator", "i1"), "not a probability"),
        ("Estimate: 30 %", BRIEFING, "which question"),
        ("Estimate: main reason\ntrade: 30 %\ncalm: 30 %", BRIEFING, "add up to 60 %"),
        ("Estimate: main reason\ntrade: 50 %\nwar: 50 %", BRIEFING, "The explanation “war” is not recognised."),
        ("Outcome: perhaps", Ref("indicator", "i1"), "The outcome “perhaps” is not recognised."),
        ("Assumption:", BRIEFING, "has no words"),
        ("Assumption: It holds.\nStanding: firm", BRIEFING, "Standing “firm” is not recognised."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_counts(small: Dataset, text: str, target: Ref, said: str) -> None:
    own = read([note(text, target), note("Rating: C", ident="good")], small)
    (fault,) = own.faults
    assert said in fault.words
    assert fault.target == target
    assert len(own.ratings) == 1


def test_everything_written_is_read_again(small: Dataset) -> None:
    notes = [
        note(body(("Reading", "emerging"), ("On", "2026-11-02"), ("Source", "KazInform"), text="Why.\n\nMore."),
             Ref("indicator", "i1")),
        note(body(("Estimate", "30 %"), ("On", "2026-11-02")), Ref("indicator", "i1")),
        note(body(("Estimate", MAIN_REASON), ("On", "2026-11-02"), ("trade", "60 %"), ("none of these", "40 %")),
             BRIEFING),
        note(body(("Outcome", "yes"), ("On", "2026-11-02")), Ref("indicator", "i1")),
        note(body(("Assumption", "The road\nstays open."), ("Standing", "broken"), ("Would break it", "Closure.")),
             BRIEFING),
    ]  # fmt: skip
    own = read(notes, small)
    assert own.faults == ()
    assert (own.readings[0].status, own.readings[0].on, own.readings[0].source) == (
        "emerging",
        PartialDate(2026, 11, 2),
        "KazInform",
    )
    assert own.readings[0].text == "Why.\n\nMore."
    assert [e.shares for e in own.estimates] == [{"yes": 30.0}, {"trade": 60.0, "none of these": 40.0}]
    assert own.outcomes[0].came == "yes"
    assert (own.assumed[0].assumption, own.assumed[0].breaks) == ("The road stays open.", "Closure.")


def test_a_note_from_another_edition_is_read_and_marked(small: Dataset) -> None:
    small = dataclasses.replace(small, edition=dataclasses.replace(small.edition, fingerprint="new"))
    own = read([note("Rating: C", fingerprint="old"), note("Rating: C", fingerprint="new")], small)
    assert [rating.older for rating in own.ratings] == [True, False]


def test_a_persons_ratings_count_beside_the_bundled_ones_and_never_change_them(small: Dataset) -> None:
    scope = scope_of(small)
    before = scores(scope)
    own = read([note("Rating: II"), note("Rating: N", Ref("rating", "e2:trade"), own=False, author="Dana")], small)
    mine = Conditions(own=overlay(own, MINE))
    assert [s.inconsistency for s in scores(scope, conditions=mine)] == [2, 1]
    alone = scores(scope, conditions=dataclasses.replace(mine, own_alone=True))
    assert [(s.inconsistency, s.rated, s.unrated) for s in alone] == [(2, 1, 0), (0, 0, 1)]
    assert scores(scope) == before
    assert [(r.key, r.label, r.cells) for r in raters(own)] == [("me", "me", 1), ("Dana", "Dana", 1)]


def test_disagreement_is_shown_per_cell_and_not_averaged(small: Dataset) -> None:
    own = read([note("Rating: II"), note("Rating: N", Ref("rating", "e2:trade"), own=False, author="Dana")], small)
    spec = disagreement_table(scope_of(small), own)
    assert [[cell.text for cell in row.cells][2:] for row in spec.rows] == [
        ["C", "II", "–", "2.12"],
        ["N", "–", "N", "0.00"],
    ]
    assert spec.caption.title == "1 of 2 cells that people rated are rated differently"


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ([], 0),
        (["C"], 0),
        (["C", "C"], 0),
        (["CC", "II"], 2.83),
        (["NA", "C"], 0.71),
        (["NA", "NA"], 0),
        (["NA", "CC", "II"], 2.83),
    ],
)
def test_disagreement_is_the_larger_of_two_spreads(words: list[str], apart: float) -> None:
    assert spread(words) == pytest.approx(apart, abs=0.01)


def test_probabilities_are_made_to_sum_to_one_in_proportion() -> None:
    made_to_fit = coherent({"a": 10, "b": 20, "c": 30})
    assert sum(made_to_fit.values()) == 100
    assert made_to_fit["c"] == max(made_to_fit.values())
    require_sum(made_to_fit)
    assert coherent({"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    with pytest.raises(ExpectedError, match="All probabilities are 0"):
        coherent({"a": 0, "b": 0})
    with pytest.raises(ExpectedError, match=r"add up to 99 %"):
        require_sum({"a": 50, "b": 49})


@pytest.mark.parametrize(("text", "value"), [("30", 30), ("30 %", 30), (" 0.5% ", 0.5), ("0", 0), ("100 %", 100)])
def test_probabilities_are_read_as_people_write_them(text: str, value: float) -> None:
    assert per_cent(text) == value


@pytest.mark.parametrize("text", ["", "-1", "101", "a", "3 0", "1e1", "nan", "100.5"])
def test_what_is_no_probability_is_refused(text: str) -> None:
    with pytest.raises(ExpectedError, match="not a probability"):
        per_cent(text)
