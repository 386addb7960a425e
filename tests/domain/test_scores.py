"""The matrix counts what the README of the data package says it should count."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions import scores
from briefing_app.domain.ambitions.rating_cells import Conditions
from briefing_app.domain.ambitions.scores import COVERAGE, Score, scores_table, weight
from briefing_app.domain.ambitions.sensitivity import leave_one_out
from briefing_app.domain.model import Evidence, Hypothesis, Rating
from briefing_app.domain.tables import Dataset, Edition, Table
from tests.domain.records import data, made
from tests.domain.scopes import scope_of

ROW = re.compile(r"^\| (h-[a-z]+) \|(.+)\|$", re.MULTILINE)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def readme_rows() -> dict[str, list[float]]:
    text = (paths.bundled_data() / "README.md").read_text(encoding="utf-8")
    return {name: [float(cell) for cell in cells.split("|")] for name, cells in ROW.findall(text)}


@pytest.mark.parametrize(("core", "first"), [(False, 0), (True, 4)])
def test_scores_equal_the_table_of_the_readme(dataset: Dataset, core: bool, first: int) -> None:
    expected = {name: tuple(cells[first : first + 4]) for name, cells in readme_rows().items()}
    found = {
        score.ref.id: (score.inconsistency, round(score.weighted, 2), score.consistency, score.rated)
        for score in scores(scope_of(dataset), core=core)
    }
    assert len(expected) == len(dataset.hypotheses)
    assert found == expected


def _with_ratings(dataset: Dataset, keep: Callable[[Rating], bool]) -> Dataset:
    kept = tuple(rating for rating in dataset.ratings if keep(rating))
    table = Table(rows=kept, by_id={rating.id: rating for rating in kept})
    return replace(dataset, tables={**dataset.tables, "ratings": table})


@pytest.mark.parametrize("left", [0, 1, 40])
def test_an_explanation_that_was_rated_for_few_items_has_no_place(dataset: Dataset, left: int) -> None:
    few = [rating.evidence_id for rating in dataset.ratings if rating.hypothesis_id == "h-moscow"][:left]
    thin = _with_ratings(dataset, lambda r: r.hypothesis_id != "h-moscow" or r.evidence_id in few)
    found = {score.ref.id: score for score in scores(scope_of(thin))}
    assert not found["h-moscow"].ranked
    assert {s.rank for s in found.values() if s.ranked} <= set(range(1, len(found)))
    spec = scores_table(scope_of(thin))
    label = found["h-moscow"].label
    assert spec.rows[-1].cells[0].text == label
    assert spec.rows[-1].cells[-1].text == "not rated enough"
    assert label not in spec.caption.summary.split("Without a place")[0]
    assert label in spec.caption.notes[0]
    assert "h-moscow" not in leave_one_out(scope_of(thin), conditions=Conditions()).places


def test_half_of_the_items_are_enough_for_a_place(dataset: Dataset) -> None:
    items = scores(scope_of(dataset))[0].items
    rated = [r.evidence_id for r in dataset.ratings if r.hypothesis_id == "h-security" and r.rating != "NA"]
    needed = -(-items // 2)
    for number, has_place in ((needed, True), (needed - 1, False)):
        few = set(rated[:number])
        thin = _with_ratings(dataset, lambda r, few=few: r.hypothesis_id != "h-security" or r.evidence_id in few)
        assert {s.ref.id: s.ranked for s in scores(scope_of(thin))}["h-security"] is has_place


def test_a_matrix_that_nobody_rated_says_so_and_names_no_first(dataset: Dataset) -> None:
    none = _with_ratings(dataset, lambda r: False)
    assert not any(score.ranked for score in scores(scope_of(none)))
    assert "Least" not in scores_table(scope_of(none)).caption.summary


# A small matrix, counted by hand

ROOT = math.sqrt(2)


@pytest.mark.parametrize(
    ("reliability", "credibility", "weighs"),
    [
        *((letter, "1", ROOT) for letter in "AB"),
        *(("A", digit, ROOT) for digit in "12"),
        ("C", "1", 1.0),
        ("A", "3", 1.0),
        ("C", "3", 1.0),
        *((letter, "1", 1 / ROOT) for letter in "DEF"),
        *(("A", digit, 1 / ROOT) for digit in "456"),
        ("", "1", 1 / ROOT),
        ("A", "", 1 / ROOT),
        ("AB12", "1", 1 / ROOT),
        ("F", "3", 1 / ROOT),
    ],
)
def test_an_item_weighs_by_the_lower_of_its_grades(reliability: str, credibility: str, weighs: float) -> None:
    item = made(Evidence, source_reliability=reliability, information_credibility=credibility)
    assert weight(item) == pytest.approx(weighs)


def matrix(**ratings: str) -> Dataset:
    """Returns a matrix: for each explanation its ratings of the items; "-" is none, "!" marks a contested one."""
    items = max(len(words.split()) for words in ratings.values())
    evidence = [
        made(Evidence, f"e{n}", source_reliability="A", information_credibility="1" if n else "6", core=n < 2)
        for n in range(items)
    ]
    explanations = [made(Hypothesis, name, label=name.title()) for name in ratings]
    cells = [
        made(
            Rating,
            f"{name}-{n}",
            hypothesis_id=name,
            evidence_id=f"e{n}",
            rating=word.rstrip("!"),
            contested=word.endswith("!"),
        )
        for name, words in ratings.items()
        for n, word in enumerate(words.split())
        if word != "-"
    ]
    return data(*evidence, *explanations, *cells)


FOUR = {"trade": "I! II N NA", "moscow": "CC C I -", "security": "II! I! C N", "faith": "NA NA - C"}


def test_each_count_is_what_it_says() -> None:
    trade, moscow, security, faith = scores(scope_of(matrix(**FOUR)))
    assert (trade.ref.id, trade.label) == ("trade", "Trade")
    found = [
        (s.inconsistency, s.squared, s.consistency, s.rated, s.items, s.unrated, s.contested)
        for s in (trade, moscow, security, faith)
    ]
    assert found == [(3, 5, 0, 3, 4, 0, 1), (1, 1, 3, 3, 4, 1, 0), (3, 5, 1, 4, 4, 0, 2), (0, 0, 1, 1, 4, 1, 0)]
    assert [s.weighted for s in (trade, moscow, security)] == pytest.approx(
        [1 / ROOT + 2 * ROOT, ROOT, 2 / ROOT + ROOT]
    )
    assert trade.per_item == pytest.approx(trade.weighted / 3)
    assert [s.rank for s in (trade, moscow, security, faith)] == [3, 1, 2, math.inf]
    assert [(s.covered, s.ranked) for s in (trade, faith)] == [(True, True), (False, False)]


def test_the_short_list_alone_can_be_counted() -> None:
    found = scores(scope_of(matrix(**FOUR)), core=True)
    assert [(s.items, s.rated, s.inconsistency) for s in found] == [(2, 2, 3), (2, 2, 0), (2, 2, 3), (2, 0, 0)]


def test_equal_sums_share_a_place_and_the_next_stands_behind_both() -> None:
    found = scores(scope_of(matrix(a="N I", b="N I", c="N II", d="C C")))
    assert [s.rank for s in found] == [2, 2, 4, 1]


def score(rated: int, items: int) -> Score:
    return Score(
        ref=made(Hypothesis).ref,
        label="x",
        inconsistency=0,
        weighted=3.0,
        squared=0,
        consistency=0,
        rated=rated,
        items=items,
    )


@pytest.mark.parametrize(
    ("rated", "items", "covered"), [(0, 0, False), (1, 2, True), (1, 3, False), (2, 3, True), (0, 1, False)]
)
def test_a_place_needs_half_of_the_items(rated: int, items: int, covered: bool) -> None:
    assert COVERAGE == 0.5
    assert score(rated, items).covered is covered
    fresh = score(0, 5)
    assert (fresh.per_item, fresh.ranked, fresh.unrated, fresh.contested) == (None, False, 0, 0)


def test_the_table_says_every_count_under_its_heading() -> None:
    spec = scores_table(scope_of(replace(matrix(**FOUR), edition=Edition(version="1.0"))))
    assert [(c.key, c.label, c.kind) for c in spec.columns] == [
        ("explanation", "Explanation", "text"), ("i", "Against, I", "number"), ("w", "Weighted, W", "number"),
        ("contested", "Contested", "number"), ("c", "Fits, C", "number"), ("n", "Rated, n of 4", "number"),
        ("wn", "W per item", "number"), ("place", "Place", "number"),
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in spec.rows] == [
        ["Moscow", "1", "1.41", "0", "3", "3", "0.471", "1"],
        ["Security", "3", "2.83", "2", "1", "4", "0.707", "2"],
        ["Trade", "3", "3.54", "1", "0", "3", "1.179", "3"],
        ["Faith", "0", "0.00", "0", "1", "1", "0.000", "not rated enough"],
    ]
    caption = spec.caption
    assert (caption.key, caption.title, caption.edition, caption.empty) == (
        "explanations-scores",
        "What stands against each explanation",
        "1.0",
        "",
    )
    assert caption.subtitle == "I and W count what speaks against; C what fits; n is how many of 4 items were rated"
    left = "Without a place, because fewer than 50 % of the items were rated: Faith (1 of 4)."
    assert caption.notes == (left,)
    assert caption.summary == (
        "Least stands against: Moscow. Most stands against: Trade, with 1 of its inconsistent cells contested. "
        f"This is a record of reasoning and no measure of truth. {left}"
    )


def test_the_summary_names_all_that_share_the_first_place_and_all_without_one() -> None:
    spec = scores_table(scope_of(matrix(a="N I -", b="N I N", c="II II N", d="- - C", e="NA NA C")))
    assert spec.caption.summary.startswith("Least stands against: A, B. Most stands against: C, ")
    assert spec.caption.summary.endswith("rated: D (1 of 3); E (1 of 3).")


def test_one_item_is_counted_in_words_and_none_is_said() -> None:
    assert scores_table(scope_of(matrix(a="N"))).caption.subtitle.endswith("n is how many of 1 item were rated")
    spec = scores_table(scope_of(data(made(Hypothesis, "a"))))
    assert spec.caption.empty == "The filter leaves no rated item."
    assert (spec.caption.notes, spec.caption.summary) == ((), "")
    assert scores_table(scope_of(data())).rows == ()


def test_what_nobody_rated_has_no_value_per_item() -> None:
    (row,) = scores_table(scope_of(matrix(a="NA"))).rows
    assert [cell.text for cell in row.cells][-2:] == ["–", "not rated enough"]
