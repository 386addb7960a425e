"""The two ambitions: what stands side by side, what is counted, and what is said about the counting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import likelihood
from briefing_app.domain.ambitions import (
    RECORD_OF_REASONING,
    Conditions,
    bias_notes,
    due,
    evidence_table,
    indicator_lines,
    indicators,
    leave_one_out,
    matrix,
    scores,
    scores_table,
    sensitivity_table,
    separation,
    two_ways,
    two_ways_table,
)
from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from tests.domain.bundled import DOCUMENT_DAY
from tests.domain.scopes import scope_of

EVERYTHING = Filter()


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


# Both ways


def test_both_ambitions_are_compared_even_under_a_filter_on_one(dataset: Dataset) -> None:
    only_a = two_ways(scope_of(dataset, Filter(ambition="A")))
    assert [way.ambition for way in only_a.ways] == ["A", "B"]
    assert only_a.ways == two_ways(scope_of(dataset)).ways


def test_each_list_holds_only_items_of_its_direction_and_core_items_first(dataset: Dataset) -> None:
    for way in two_ways(scope_of(dataset)).ways:
        for lines, direction in ((way.speaks_for, "supports"), (way.speaks_against, "undercuts")):
            found = [dataset.find("evidence", line.ref.id) for line in lines]
            assert found and all(item is not None and item.direction == direction for item in found)
            assert all(item is not None and item.ambition in (way.ambition, "both") for item in found)
            cores = [line.core for line in lines]
            assert cores == sorted(cores, reverse=True)


def test_the_steps_count_what_the_evidence_says(dataset: Dataset) -> None:
    money = two_ways(scope_of(dataset)).ways[0].steps[1]
    mine = [e for e in dataset.evidence if e.facet == "financing" and e.ambition in ("A", "both")]
    assert money.counts == tuple(sum(e.direction == d for e in mine) for d in ("supports", "mixed", "undercuts"))
    assert {ref.id for ref in money.refs} == {e.evidence_id for e in mine}


def test_likelihood_is_strong_with_its_range_and_confidence_stands_apart(dataset: Dataset) -> None:
    judgement = two_ways(scope_of(dataset)).ways[0].judgements[0]
    strong = [piece.text for piece in judgement.pieces if piece.strong]
    assert strong == ["highly likely (80–90 %)"]
    assert judgement.level == "Confidence is high."
    assert "onfidence" not in likelihood.plain(judgement.pieces)
    assert judgement.confidence.startswith(judgement.level)


def test_the_american_scale_words_the_same_range_in_its_own_terms(dataset: Dataset) -> None:
    british = two_ways(scope_of(dataset, scale="PHIA")).ways[0].judgements[1]
    american = two_ways(scope_of(dataset, scale="ICD203")).ways[0].judgements[1]
    assert "remote chance (0–5 %)" in likelihood.plain(british.pieces)
    assert "almost no chance (0–5 %)" in likelihood.plain(american.pieces)
    assert "ICD 203" in two_ways(scope_of(dataset, scale="ICD203")).scale


def test_judgements_that_rest_on_later_sources_are_left_out_and_counted(dataset: Dataset) -> None:
    then = two_ways(scope_of(dataset, Filter(as_known_on=DOCUMENT_DAY)))
    shown = sum(len(way.judgements) + bool(way.statement) for way in then.ways) + len(then.shared)
    assert then.hidden > 0
    assert then.hidden + shown <= len(dataset.judgements)
    assert shown < sum(len(way.judgements) + bool(way.statement) for way in two_ways(scope_of(dataset)).ways)


def test_the_equal_table_holds_every_line_of_the_picture(dataset: Dataset) -> None:
    found = two_ways(scope_of(dataset))
    refs = {row.ref for row in two_ways_table(found).rows}
    for way in found.ways:
        for group in (way.judgements, way.speaks_for, way.speaks_against, way.indicators):
            assert {line.ref for line in group} <= refs
    assert {line.ref for line in found.shared} <= refs
    assert {line.ref for line in found.links} <= refs


# Likelihood


@pytest.mark.parametrize(
    ("low", "high", "british", "american"),
    [
        (0, 5, "remote chance", "almost no chance"),
        (25, 35, "unlikely", "unlikely"),
        (80, 90, "highly likely", "very likely"),
        (95, 100, "almost certain", "almost certain"),
    ],
)
def test_a_range_takes_the_band_that_holds_its_middle(
    dataset: Dataset, low: int, high: int, british: str, american: str
) -> None:
    for key, term in (("PHIA", british), ("ICD203", american)):
        band = likelihood.term_for(likelihood.scale(dataset, key), low, high)
        assert band is not None
        assert band.term == term


def test_a_number_in_a_gap_of_the_british_scale_has_no_term(dataset: Dataset) -> None:
    assert likelihood.term_for(likelihood.scale(dataset, "PHIA"), 7) is None
    assert likelihood.term_for(likelihood.scale(dataset, "ICD203"), 7) is not None


@pytest.mark.parametrize("ends", [(60, 40), (-1, 5), (90, 101)])
def test_what_is_no_range_is_refused(dataset: Dataset, ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a range"):
        likelihood.term_for(likelihood.scale(dataset, "PHIA"), *ends)


def test_likelihood_and_confidence_in_one_sentence_are_refused(dataset: Dataset) -> None:
    with pytest.raises(ExpectedError):
        likelihood.require_apart("With high confidence it is likely (55-75%) that it rains.", dataset=dataset)
    likelihood.require_apart("It is likely (55-75%) that it rains. Confidence is high.", dataset=dataset)


def test_no_judgement_of_the_package_joins_the_two(dataset: Dataset) -> None:
    for judgement in dataset.judgements:
        likelihood.require_apart(judgement.statement, dataset=dataset)


# Indicators


def test_the_second_clock_gives_the_reading_of_its_day(dataset: Dataset) -> None:
    now = {line.ref: line for line in indicator_lines(scope_of(dataset))}
    then = {line.ref: line for line in indicator_lines(scope_of(dataset, Filter(as_known_on=dt.date(2024, 2, 1))))}
    assert then
    for ref, line in then.items():
        record = dataset.get(ref)
        if line.read is None:
            assert not line.changed
            assert line.now.word == line.before.word
        else:
            assert record is not None
            assert line.read.last() <= dt.date(2024, 2, 1)
    assert sum(line.changed for line in now.values()) > sum(line.changed for line in then.values())


def test_what_is_due_comes_longest_due_first(dataset: Dataset) -> None:
    found = due(indicator_lines(scope_of(dataset)), dt.date(2027, 1, 31))
    days = [line.next_look.first() for line in found]
    assert days == sorted(days)
    assert all(day <= dt.date(2027, 1, 31) for day in days)
    assert 0 < len(found) < len(dataset.indicators)


def test_the_table_of_indicators_counts_in_its_title_and_puts_a_before_b(dataset: Dataset) -> None:
    spec = indicators(scope_of(dataset))
    moved = sum(i.status_latest != i.status_then for i in dataset.indicators)
    assert spec.caption.title.startswith(f"{moved} of {len(dataset.indicators)}")
    letters = [row.cells[1].text for row in spec.rows]
    assert letters == sorted(letters)
    assert {row.cells[0].text.startswith("¬") for row in spec.rows} == {True, False}


# The matrix


def test_both_layouts_hold_the_same_cells(dataset: Dataset) -> None:
    asked = scope_of(dataset)
    by_item, by_explanation = matrix(asked, layout="evidence"), matrix(asked, layout="explanations")
    one = {cell.ref: cell.text for row in by_item.rows for cell in row.cells[4:]}
    other = {cell.ref: cell.text for row in by_explanation.rows for cell in row.cells[1:]}
    assert one == other
    assert len(one) == len(dataset.hypotheses) * sum(e.core for e in dataset.evidence)


def test_contested_cells_carry_a_mark_and_not_applicable_differs_from_neutral(dataset: Dataset) -> None:
    for row in matrix(scope_of(dataset), core=False).rows:
        for cell in row.cells[4:]:
            rating = dataset.get(cell.ref) if cell.ref else None
            if rating is not None:
                assert cell.text.endswith("*") == rating.contested  # type: ignore[attr-defined]
                assert cell.text.rstrip("*") == rating.rating  # type: ignore[attr-defined]
                assert (cell.sort is None) == (cell.text.rstrip("*") == "NA")


def test_items_that_say_the_same_about_all_can_be_left_out(dataset: Dataset) -> None:
    every, telling = matrix(scope_of(dataset), core=False), matrix(scope_of(dataset), core=False, separating_only=True)
    assert len(telling.rows) < len(every.rows)
    assert all(float(row.cells[3].text) > 0 for row in telling.rows)


def test_an_item_rated_alike_everywhere_separates_nothing(dataset: Dataset) -> None:
    ratings = {r.hypothesis_id: replace(r, rating="C") for r in dataset.ratings[:7]}
    assert separation(ratings) == 0


def test_contested_cells_taken_as_neutral_lower_what_speaks_against(dataset: Dataset) -> None:
    usual = {s.ref: s for s in scores(scope_of(dataset))}
    milder = {s.ref: s for s in scores(scope_of(dataset), conditions=Conditions(contested_neutral=True))}
    for ref, score in usual.items():
        assert milder[ref].inconsistency <= score.inconsistency
        assert milder[ref].rated == score.rated
    assert any(milder[ref].inconsistency < score.inconsistency for ref, score in usual.items())


def test_the_scores_say_how_many_items_were_rated_and_give_no_percentage(dataset: Dataset) -> None:
    spec = scores_table(scope_of(dataset), conditions=Conditions(core=True))
    words = " ".join([spec.caption.title, spec.caption.subtitle, *(c.text for r in spec.rows for c in r.cells)])
    assert "%" not in words
    assert any(column.key == "n" and "38" in column.label for column in spec.columns)
    assert "record of reasoning" in spec.caption.summary


def test_leaving_one_out_agrees_with_counting_anew(dataset: Dataset) -> None:
    used = Conditions(core=True)
    found = leave_one_out(scope_of(dataset), conditions=used)
    assert found.tried == sum(e.core for e in dataset.evidence)
    assert found.critical
    for critical in found.critical[:5]:
        without = replace(used, without_items=frozenset({critical.ref.id}))
        before = {s.label: s.rank for s in scores(scope_of(dataset), conditions=used)}
        after = {s.label: s.rank for s in scores(scope_of(dataset), conditions=without)}
        assert {label: (one, two) for label, one, two in critical.moved} == {
            label: (before[label], after[label]) for label in before if before[label] != after[label]
        }
    assert len(sensitivity_table(scope_of(dataset), found).rows) == len(found.critical)


def test_leaving_out_a_source_takes_every_item_that_cites_it(dataset: Dataset) -> None:
    used = Conditions(core=True)
    found = leave_one_out(scope_of(dataset), conditions=used, what="sources")
    critical = found.critical[0]
    without = replace(used, without_sources=frozenset({critical.ref.id}))
    after = {s.label: s.rank for s in scores(scope_of(dataset), conditions=without)}
    assert all(after[label] == two for label, _one, two in critical.moved)


def test_the_caveats_count_the_contested_cells_and_the_matrix_names_itself_a_record(dataset: Dataset) -> None:
    used = Conditions(core=True)
    contested = sum(s.contested for s in scores(scope_of(dataset), conditions=used))
    assert bias_notes(scope_of(dataset), conditions=used)[0].startswith(f"{contested} of ")
    assert RECORD_OF_REASONING in matrix(scope_of(dataset)).caption.notes


def test_a_filter_that_leaves_nothing_is_said_in_words(dataset: Dataset) -> None:
    nothing = Filter(text="no such words anywhere")
    asked = scope_of(dataset, nothing)
    for spec in (matrix(asked), indicators(asked), evidence_table(asked), scores_table(asked)):
        assert spec.caption.empty


# Evidence


def test_the_evidence_table_marks_the_short_list_and_the_direction_in_words(dataset: Dataset) -> None:
    spec = evidence_table(scope_of(dataset))
    assert len(spec.rows) == len(dataset.evidence)
    assert sum(row.cells[6].text == "★" for row in spec.rows) == sum(e.core for e in dataset.evidence)
    assert {row.cells[2].text for row in spec.rows} == {"+ supports", "± mixed", "− undercuts"}
