"""The program counts the security items as they were counted apart from it: totals, filters, each item left out."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import itertools
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions import Conditions, bootstrap, leave_one_out, scores
from briefing_app.domain.ambitions.bootstrap import bootstrap_table
from briefing_app.domain.model import Evidence, Hypothesis, PartialDate, Rating
from briefing_app.domain.tables import Dataset
from tests.domain.records import data, made
from tests.domain.scopes import scope_of

FOLDER = Path(__file__).parent / "golden" / "explanations"
DOCUMENT = dt.date(2024, 1, 11)
"""The first day after the starting document."""
FEASIBILITY = {
    "h-corridor": "ev-b-54 ev-b-57 ev-b-59 ev-b-67 ev-a-04 ev-a-05 ev-a-06 ev-a-07 ev-a-08",
    "h-security": "ev-b-37 ev-b-49 ev-b-58 ev-b-64 ev-b-80 ev-b-83",
    "h-market": "ev-a-09",
}
"""Cells whose reason speaks of feasibility, as the method names them."""


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def expected() -> dict[tuple[str, str], float]:
    return {(row["hypothesis_id"], row["measure"]): float(row["value"]) for row in rows("scores.csv")}


@functools.cache
def items() -> Dataset:
    evidence = [
        made(
            Evidence,
            row["evidence_id"],
            date=PartialDate.parse(row["date"]) if row["date"] else None,
            ambition=row["ambition"],
            actors=tuple(row["actors"].split(";")),
            source_ids=tuple(row["source_ids"].split(";")),
            source_reliability=row["source_reliability"],
            information_credibility=row["information_credibility"],
        )
        for row in rows("evidence.csv")
    ]
    ratings = [
        made(
            Rating,
            f"{row['evidence_id']}:{row['hypothesis_id']}",
            evidence_id=row["evidence_id"],
            hypothesis_id=row["hypothesis_id"],
            rating=row["rating"],
            contested=row["contested"] == "true",
        )
        for row in rows("ratings.csv")
    ]
    names = dict.fromkeys(row["hypothesis_id"] for row in rows("scores.csv"))
    return data(*evidence, *(made(Hypothesis, name, label=name) for name in names), *ratings)


def totals(conditions: Conditions) -> dict[str, tuple[float, float]]:
    found = scores(scope_of(items()), conditions=conditions)
    return {score.ref.id: (score.inconsistency, round(score.weighted, 6)) for score in found}


def both(measure: str) -> dict[str, tuple[float, float]]:
    names = dict.fromkeys(name for name, _measure in expected())
    return {
        name: (expected()[name, f"{measure}_unweighted"], expected()[name, f"{measure}_weighted"]) for name in names
    }


def test_all_totals_are_those_counted_apart() -> None:
    for score in scores(scope_of(items())):
        found = {
            "inconsistency_unweighted": score.inconsistency,
            "inconsistency_weighted": score.weighted,
            "inconsistency_squared": score.squared,
            "consistency": score.consistency,
            "items_rated": score.rated,
            "items_not_applicable": score.items - score.rated,
            "unweighted_per_rated_item": score.inconsistency / score.rated,
            "weighted_per_rated_item": score.per_item or 0.0,
            "rank_weighted": score.rank,
        }
        for measure, value in found.items():
            assert value == pytest.approx(expected()[score.ref.id, measure], abs=1e-6), (score.ref.id, measure)


def test_the_bundled_ratings_of_the_same_items_give_the_same_totals() -> None:
    bundled, known = load(paths.bundled_data()), {row["evidence_id"] for row in rows("evidence.csv")}
    later = frozenset(item.evidence_id for item in bundled.evidence) - known
    for score in scores(scope_of(bundled), conditions=Conditions(without_items=later)):
        assert score.items == len(known)
        assert score.weighted == pytest.approx(expected()[score.ref.id, "inconsistency_weighted"], abs=1e-6)
        assert score.consistency == expected()[score.ref.id, "consistency"]
        assert score.rank == expected()[score.ref.id, "rank_weighted"]


@pytest.mark.parametrize(
    ("measure", "conditions"),
    [
        ("contested_neutral", Conditions(contested_neutral=True)),
        ("filter_grade", Conditions(sound_only=True)),
        (
            "feasibility_counted",
            Conditions(
                counted_against=frozenset((item, name) for name, ids in FEASIBILITY.items() for item in ids.split())
            ),
        ),
    ],
)
def test_under_conditions_the_totals_are_those_counted_apart(measure: str, conditions: Conditions) -> None:
    assert totals(conditions) == both(measure)


@pytest.mark.parametrize(
    ("measure", "kept"),
    [
        ("filter_before", lambda e: e.date is not None and e.date.last() < DOCUMENT),
        ("filter_after", lambda e: e.date is not None and e.date.first() >= DOCUMENT),
        ("filter_a_items", lambda e: e.evidence_id.startswith("ev-a-")),
        ("filter_kz", lambda e: {"kz", "tokayev"} & set(e.actors)),
    ],
)
def test_for_some_of_the_items_the_totals_are_those_counted_apart(measure: str, kept: object) -> None:
    left_out = frozenset(e.evidence_id for e in items().evidence if not kept(e))  # type: ignore[operator]
    assert totals(Conditions(without_items=left_out)) == both(measure)


@pytest.mark.parametrize(("what", "short"), [("items", "loo"), ("sources", "loso")])
def test_each_item_and_each_source_left_out_gives_what_was_counted_apart(what: str, short: str) -> None:
    scope = scope_of(items())
    wanted = {(name, m.split(":")[1]): v for (name, m), v in expected().items() if m.startswith(f"{short}_weighted:")}
    ids = dict.fromkeys(ident for _name, ident in wanted)
    for ident in ids:
        left = {"without_items" if what == "items" else "without_sources": frozenset((ident,))}
        for score in scores(scope, conditions=Conditions(**left)):  # type: ignore[arg-type]
            assert score.weighted == pytest.approx(wanted[score.ref.id, ident], abs=1e-6)
    places = leave_one_out(scope, conditions=Conditions(), what=what).places  # type: ignore[arg-type]
    for name, (best, worst) in places.items():
        assert (best, worst) == (expected()[name, f"{short}_rank_best"], expected()[name, f"{short}_rank_worst"])


def test_draws_are_the_same_for_the_same_seed_and_close_to_what_was_counted_apart() -> None:
    scope = scope_of(items())
    found = bootstrap(scope, conditions=Conditions())
    assert found == bootstrap(scope_of(items()), conditions=Conditions())
    assert found != bootstrap(scope, conditions=Conditions(), seed=1)
    shares = {p.ref.id: (100 * p.first / found.draws, 100 * p.last / found.draws) for p in found.placed}
    for name, first in (("h-corridor", 38), ("h-multivector", 29), ("h-market", 27), ("h-pragmatic", 4)):
        assert shares[name][0] == pytest.approx(first, abs=2)
    assert shares["h-moscow"][1] == pytest.approx(78, abs=2)
    assert shares["h-security"][1] == pytest.approx(20, abs=2)
    assert sum(p.first for p in found.placed) == pytest.approx(found.draws)


def test_draws_are_told_as_counts_and_never_as_per_cent() -> None:
    scope = scope_of(items())
    spec = bootstrap_table(scope, bootstrap(scope, conditions=Conditions(), draws=200))
    said = " ".join([spec.caption.title, spec.caption.subtitle, spec.caption.summary, *spec.caption.notes])
    words = itertools.chain.from_iterable((cell.text for cell in row.cells) for row in spec.rows)
    assert "%" not in said + " ".join(words)


def test_nothing_rated_leaves_nothing_to_draw() -> None:
    scope = scope_of(data(made(Hypothesis, "a")))
    assert bootstrap_table(scope, bootstrap(scope, conditions=Conditions())).caption.empty
