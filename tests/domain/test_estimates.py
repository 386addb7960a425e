"""Own probabilities: a first guess before the others', pooled, scored by what came, and calibrated."""

from __future__ import annotations

import dataclasses

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions.own.estimates import (
    ENOUGH,
    Question,
    brier,
    by_person,
    calibration,
    in_time,
    outcome_of,
    pooled,
    questions,
)
from briefing_app.domain.ambitions.own.estimates_table import (
    calibration_table,
    estimates_over_time,
    estimates_table,
    question_of,
)
from briefing_app.domain.ambitions.own.heads import OTHER, read
from briefing_app.domain.ambitions.own.records import Estimate, Outcome, OwnWords
from briefing_app.domain.model import BRIEFING, Note, PartialDate, Ref
from briefing_app.domain.tables import Dataset
from tests.domain.scopes import scope_of

SURE = Ref("judgement", "j-01")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def said(share: float, day: str, *, author: str = "", ref: Ref = SURE) -> Estimate:
    return Estimate(
        note_id=f"{author}{day}{ref}", target=ref, author=author, own=not author, said=day,
        shares={"yes": share}, on=PartialDate.parse(day),
    )  # fmt: skip


def came(word: str, day: str, *, ref: Ref = SURE) -> Outcome:
    return Outcome(note_id=f"o{ref}", target=ref, came=word, on=PartialDate.parse(day), said=day)


def cells(dataset: Dataset, own: OwnWords) -> dict[str, str]:
    spec = estimates_table(scope_of(dataset), own)
    row = next(row for row in spec.rows if row.ref == SURE)
    return {column.key: cell.text for column, cell in zip(spec.columns, row.cells, strict=True)}


def test_what_is_asked_never_tells_the_likelihood_of_the_data(dataset: Dataset) -> None:
    asked = questions(scope_of(dataset))
    assert len(asked) > 5
    assert asked[-1].ref == BRIEFING
    assert OTHER in asked[-1].statements
    for question in asked:
        assert "%" not in question.words
        assert question.words[:1].isupper()
    first = next(question for question in asked if question.ref == SURE)
    assert first.words.startswith("Opening a rail outlet")


def test_the_data_and_others_are_hidden_until_ones_own_guess_is_noted(dataset: Dataset) -> None:
    theirs = said(90, "2026-11-01", author="Dana")
    before = cells(dataset, OwnWords(estimates=(theirs,)))
    assert (before["bundled"], before["others"], before["pooled"]) == ("hidden", "hidden", "–")
    after = cells(dataset, OwnWords(estimates=(theirs, said(70, "2026-11-02"))))
    assert after["bundled"] == "highly likely (80–90 %)"
    assert after["others"] == "90 % (1 person)"
    assert after["pooled"] == "80 %"


def test_the_first_guess_stays_beside_the_latest(dataset: Dataset) -> None:
    own = OwnWords(estimates=(said(60, "2026-11-09"), said(30, "2026-11-01")))
    found = cells(dataset, own)
    assert found["first"].startswith("30 %")
    assert found["latest"].startswith("60 %")
    spec = estimates_over_time(scope_of(dataset), own, SURE)
    assert [row.cells[2].text for row in spec.rows] == ["60 %", "30 %"]


def test_estimates_of_others_are_not_told_over_time_before_ones_own(dataset: Dataset) -> None:
    spec = estimates_over_time(scope_of(dataset), OwnWords(estimates=(said(90, "2026-11-01", author="Dana"),)), SURE)
    assert spec.rows == ()
    assert spec.caption.empty


@pytest.mark.parametrize(
    ("share", "word", "score"), [(80, "yes", 0.04), (80, "no", 0.64), (0, "no", 0), (100, "no", 1)]
)
def test_the_brier_score_of_yes_and_no_is_the_squared_distance(share: float, word: str, score: float) -> None:
    question = Question(ref=SURE, words="", statements={"yes": "yes"})
    assert brier({"yes": share}, question, came(word, "2026-12-01")) == pytest.approx(score)


def test_the_brier_score_of_exclusive_statements_is_summed_over_them() -> None:
    question = Question(ref=BRIEFING, words="", statements={"a": "A", "b": "B", OTHER: "none"})
    outcome = came("b", "2026-12-01", ref=BRIEFING)
    assert brier({"a": 50, "b": 50}, question, outcome) == pytest.approx(0.5)
    assert brier({"a": 100}, question, outcome) == pytest.approx(2)


def test_only_what_was_noted_before_the_outcome_is_scored(dataset: Dataset) -> None:
    early, late = said(80, "2026-11-01"), said(100, "2026-11-20")
    outcome = came("yes", "2026-11-20")
    assert in_time((early, late), outcome) == early
    assert in_time((late,), outcome) is None
    assert cells(dataset, OwnWords(estimates=(early, late), outcomes=(outcome,)))["brier"] == "0.04"
    assert cells(dataset, OwnWords(estimates=(late,), outcomes=(outcome,)))["brier"] == "–"


def test_a_no_is_scored_only_once_the_question_was_due(dataset: Dataset) -> None:
    due = next(question for question in questions(scope_of(dataset)) if question.due is not None)
    assert due.due is not None
    day = due.due.last()
    mine = said(20, "2026-11-01", ref=due.ref)

    def score(word: str, on: str) -> str:
        own = OwnWords(estimates=(mine,), outcomes=(came(word, on, ref=due.ref),))
        spec = estimates_table(scope_of(dataset), own)
        row = next(row for row in spec.rows if row.ref == due.ref)
        return {column.key: cell.text for column, cell in zip(spec.columns, row.cells, strict=True)}["brier"]

    assert score("no", "2026-12-01") == "–", "it can still come true"
    assert score("yes", "2026-12-01") == "0.64"
    assert score("no", day.isoformat()) == "0.04"


def test_several_people_are_made_coherent_and_then_averaged() -> None:
    question = Question(ref=BRIEFING, words="", statements={"a": "A", "b": "B"})
    one = dataclasses.replace(said(0, "2026-11-01", ref=BRIEFING), shares={"a": 50.2, "b": 50.2})
    other = dataclasses.replace(said(0, "2026-11-01", ref=BRIEFING, author="Dana"), shares={"a": 100.0})
    assert pooled([one, other], question) == pytest.approx({"a": 75, "b": 25})
    assert pooled([], question) == {}


def test_calibration_waits_for_enough_decided_questions_and_shows_the_number_behind_each_point() -> None:
    refs = [Ref("judgement", f"q{n}") for n in range(ENOUGH)]
    asked = [Question(ref=ref, words="", statements={"yes": "yes"}) for ref in refs]
    own = OwnWords(
        estimates=tuple(said(10 if n < 5 else 70, "2026-01-01", ref=ref) for n, ref in enumerate(refs)),
        outcomes=tuple(came("yes" if n > 6 else "no", "2026-06-01", ref=ref) for n, ref in enumerate(refs)),
    )
    assert [(p.low, p.high, p.count, p.said, p.came) for p in calibration(own, asked)] == [
        (0, 20, 5, 10, 0), (60, 80, 5, 70, 60),
    ]  # fmt: skip
    fewer = dataclasses.replace(own, outcomes=own.outcomes[1:])
    assert calibration(fewer, asked) == ()


def test_a_screen_without_calibration_says_how_many_questions_it_needs(dataset: Dataset) -> None:
    assert f"needs {ENOUGH} decided" in calibration_table(scope_of(dataset), OwnWords()).caption.empty


def test_an_explanation_leads_to_the_question_of_the_main_reason(dataset: Dataset) -> None:
    scope = scope_of(dataset)
    asked = question_of(scope, dataset.hypotheses[0].ref)
    assert asked is not None
    assert asked.ref == BRIEFING
    assert question_of(scope, SURE) != asked


@pytest.mark.parametrize(
    ("body", "target", "words"),
    [
        ("Estimate: 30 %", Ref("judgement", "gone"), "not a question in this edition"),
        ("Estimate: 130 %", SURE, "not a probability"),
        ("Estimate: -1 %", SURE, "not a probability"),
        ("Estimate: main reason\nh-corridor: 50 %", BRIEFING, "add up to 50 %"),
        ("Estimate: main reason\nh-none-such: 100 %", BRIEFING, "is not recognised"),
        ("Outcome: perhaps", SURE, "is not recognised"),
        ("Outcome: yes", Ref("judgement", "gone"), "not a question in this edition"),
        ("Assumption:", BRIEFING, "has no words"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_said_and_the_rest_counts(
    dataset: Dataset, body: str, target: Ref, words: str
) -> None:
    good = Note(note_id="g", revision="r", target=SURE, body="Estimate: 40 %", created="2026-11-01T00:00:00Z",
                modified="2026-11-01T00:00:00Z")  # fmt: skip
    bad = dataclasses.replace(good, note_id="b", target=target, body=body)
    own = read([bad, good], dataset)
    assert [fault.note_id for fault in own.faults] == ["b"]
    assert words in own.faults[0].words
    question = question_of(scope_of(dataset), SURE)
    assert question is not None
    assert [e.shares for e in by_person(own, question)["me"]] == [{"yes": 40.0}]
    assert outcome_of(own, question) is None
