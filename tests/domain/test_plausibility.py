"""Arithmetic rediscovers by itself what cannot be, and stays silent where the figures agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import claims, plausibility
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset, Table


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def of_kind(dataset: Dataset, kind: str) -> list[plausibility.Finding]:
    return [f for f in plausibility.findings(dataset) if f.kind == kind]


def test_the_contract_of_the_document_is_found_by_its_price(dataset: Dataset) -> None:
    (found,) = [f for f in of_kind(dataset, "price") if f.severe]
    assert found.sum == "5 ÷ 300 × 1,000 = 16.7"
    assert Ref("claim", "c-trade-14") in found.refs


def with_series(dataset: Dataset, **changed: str) -> Dataset:
    rows = tuple(replace(s, **changed) if s.price_role == "market" else s for s in dataset.series)
    return replace(dataset, tables={**dataset.tables, "series": Table(rows=rows, by_id={r.id: r for r in rows})})


def test_market_prices_are_told_by_their_role_whatever_their_topic(dataset: Dataset) -> None:
    found = of_kind(dataset, "price")
    assert found
    assert of_kind(with_series(dataset, topic="target"), "price") == found
    assert of_kind(with_series(dataset, price_role=""), "price") == []


def test_the_doubling_is_found_to_be_a_sevenfold(dataset: Dataset) -> None:
    (found,) = of_kind(dataset, "multiple")
    assert found.sum == "4,000 ÷ 567.5 = 7.05 ≠ 2"
    assert found.refs[0] == Ref("claim", "c-trade-07")


def test_seventy_per_cent_and_third_place_are_found_to_exclude_each_other(dataset: Dataset) -> None:
    (found,) = of_kind(dataset, "share-and-rank")
    assert found.sum == "3 × 70 % = 210 % > 100 %"
    assert set(found.refs) == {Ref("claim", "c-trade-16"), Ref("claim", "c-trade-17")}


def test_parts_that_do_not_add_up_are_found(dataset: Dataset) -> None:
    assert any("522.1 ≠ 600" in f.sum for f in of_kind(dataset, "parts"))


def test_a_target_beyond_the_best_year_on_record_is_found(dataset: Dataset) -> None:
    assert any("+165 %" in f.sum for f in of_kind(dataset, "growth"))


def test_the_checks_fall_silent_when_the_figures_are_mended(dataset: Dataset) -> None:
    old = dataset.tables["claims"]
    rows = tuple(
        replace(c, value=7.0)
        if c.claim_id == "c-trade-07"
        else replace(c, value=30.0)
        if c.claim_id == "c-trade-17"
        else c
        for c in old.rows
    )
    mended = replace(dataset, tables={**dataset.tables, "claims": Table(rows=rows, by_id={r.id: r for r in rows})})
    assert not of_kind(mended, "multiple")
    assert not of_kind(mended, "share-and-rank")


def test_every_finding_names_entries_that_exist(dataset: Dataset) -> None:
    for found in plausibility.findings(dataset):
        assert found.refs
        assert all(dataset.get(ref) is not None for ref in found.refs)


def test_an_empty_data_set_has_no_findings() -> None:
    assert plausibility.findings(Dataset()) == ()


def test_the_ledger_keeps_the_order_of_the_document_and_counts_every_claim(dataset: Dataset) -> None:
    scope = Scope(dataset=dataset)
    listed = claims.in_order(scope)
    assert [c.paragraph for c in listed] == sorted(c.paragraph for c in dataset.claims)
    counted = claims.summary(listed)
    assert sum(v.count for v in counted.verdicts) == counted.total == len(dataset.claims)
    assert sum(v.count for v in counted.forecasts) == sum(c.kind == "forecast" for c in dataset.claims)
    assert len(claims.ledger(scope, listed).rows) == len(listed)
