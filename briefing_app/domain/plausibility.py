"""Arithmetic over all claims and figures: what cannot be, or can hardly be, with the sum shown.

Every check is general: it knows kinds of figures and units, no entry by name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing_app.domain.model import Claim, Observation, Ref, Series
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import frames, growth
from briefing_app.domain.trade.figures import SPOKEN_OF, preferred_years
from briefing_app.domain.wording import number, number_words
from briefing_app.translation import tr

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["price", "multiple", "growth", "share-and-rank", "parts", "outlier"]
PRICE_MARGIN = 2.0
"""A price below half the lowest or above twice the highest market price is flagged."""
MULTIPLE_MARGIN = 1.25
PARTS_MARGIN = 0.02
MARKET = "market"
"""Role of the prices that are paid in trade; those of deals are checked against them."""
_PRICED = "USD per t"
OUTLIER = 5.0
"""A version at least five times its preferred rival, or a fifth of it, smells of a slip of unit or year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that arithmetic found.

    Attributes:
        kind: Which check found it.
        words: What is wrong, in one sentence.
        sum: The arithmetic, such as "4,000 ÷ 567.5 = 7.05".
        refs: The claims and figures it rests on, the doubtful one first.
        severe: True if it cannot be; False if it can hardly be.
    """

    kind: Kind
    words: str
    sum: str
    refs: tuple[Ref, ...]
    severe: bool


def findings(dataset: Dataset) -> tuple[Finding, ...]:
    """Returns everything the checks find, what cannot be first."""
    found = [
        *_prices(dataset),
        *_multiples(dataset),
        *_shares_and_ranks(dataset),
        *_targets(dataset),
        *_parts(dataset),
        *_outliers(dataset),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.severe))


def concerning(found: Iterable[Finding], dataset: Dataset, series: Collection[str]) -> tuple[Finding, ...]:
    """Returns the findings that rest on a figure of some series, or on a claim about one of them.

    Args:
        found: Findings.
        dataset: The data.
        series: Ids of series.
    """
    return tuple(f for f in found if any(_touches(dataset.get(ref), series) for ref in f.refs))


def _touches(record: object, series: Collection[str]) -> bool:
    if isinstance(record, Observation):
        return record.series_id in series
    return isinstance(record, Claim) and any(f"series/{ident}" in record.related for ident in series)


def _series_of(dataset: Dataset, observation: Observation) -> Series | None:
    found: Series | None = dataset.find("series", observation.series_id)
    return found


def _amount(dataset: Dataset, observation: Observation) -> str:
    """Returns a figure with the unit of its series."""
    series = _series_of(dataset, observation)
    return number_words(observation.value, series.unit if series is not None else "")


def _prices(dataset: Dataset) -> Iterator[Finding]:
    """A value and a quantity of one source and period imply a price; the market says whether it can be."""
    market = _market(dataset)
    if not market:
        return
    low, high = min(o.value for o in market), max(o.value for o in market)
    for value, quantity in _values_with_quantity(dataset):
        if quantity.value <= 0:
            continue
        price = growth.unit_price(value.value, quantity.value)
        if low / PRICE_MARGIN <= price <= high * PRICE_MARGIN:
            continue
        yield Finding(
            kind="price",
            words=tr(
                "{v} for {q} comes to USD {p} a tonne; the prices held here run from {low} to {high}.",
                v=_amount(dataset, value),
                q=_amount(dataset, quantity),
                p=number(round(price, 1)),
                low=number(round(low)),
                high=number(round(high)),
            ),
            sum=f"{number(value.value)} ÷ {number(quantity.value)} × 1,000 = {number(round(price, 1))}",
            refs=(value.ref, quantity.ref, *_claims_on(dataset, value)),
            severe=price < low / 5 or price > high * 5,
        )


def _values_with_quantity(dataset: Dataset) -> Iterator[tuple[Observation, Observation]]:
    """Pairs of a value and the quantity of which its series is the value, both of one source and period."""
    rows, frame = dataset.observations, _frame(dataset)
    amounts = {s.id: s.value_of for s in dataset.series if s.value_of and _priced(dataset, s)}
    measured = frame[frame["measured"]]
    values = measured[measured["series"].isin(amounts)]
    values = values.assign(of=values["series"].map(amounts))
    quantities = measured.drop_duplicates(["series", "source", "period"], keep="last")
    pairs = values.merge(
        quantities, left_on=["of", "source", "period"], right_on=["series", "source", "period"], suffixes=("", "_of")
    )
    yield from ((rows[a], rows[b]) for a, b in zip(pairs["at"], pairs["at_of"], strict=True))


def _priced(dataset: Dataset, series: Series) -> bool:
    """Tells whether value and quantity give a price in dollars per tonne."""
    amounts: Series | None = dataset.find("series", series.value_of)
    return amounts is not None and (series.unit, amounts.unit) == ("million USD", "thousand t")


def _frame(dataset: Dataset) -> pd.DataFrame:
    """Returns all figures as a frame, made once."""
    return dataset.once("frame of figures", lambda: frames.of(dataset.observations))


def _market(dataset: Dataset) -> list[Observation]:
    """Prices paid in trade, without those implied by a single deal."""
    found = []
    for o in dataset.observations:
        series = _series_of(dataset, o)
        if series is not None and series.price_role == MARKET and series.unit == _PRICED and o.status not in SPOKEN_OF:
            found.append(o)
    return found


def _claims_on(dataset: Dataset, observation: Observation) -> tuple[Ref, ...]:
    """The claims of the same paragraph that are related to the figure's series."""
    paragraph = observation.document_paragraph
    series = f"series/{observation.series_id}"
    return tuple(c.ref for c in dataset.claims if c.paragraph == paragraph and series in c.related)


def _related_series(dataset: Dataset, claim: Claim) -> list[Series]:
    refs = (Ref.parse(text) for text in claim.related)
    return [s for ref in refs if ref.noun == "series" and isinstance(s := dataset.get(ref), Series)]


def _multiples(dataset: Dataset) -> Iterator[Finding]:
    """A claim that something is so many times something else, against the figures of its own paragraph."""
    for claim in dataset.claims:
        if claim.unit != "times" or not claim.value or not re.fullmatch(r"\d{4}", claim.period):
            continue
        series = _related_series(dataset, claim)
        base = next(
            (
                y[int(claim.period)]
                for s in series
                if int(claim.period) in (y := preferred_years(dataset.observations, s.id))
            ),
            None,
        )
        goals = [
            o
            for s in series
            for o in dataset.observations
            if o.series_id == s.id and o.status in SPOKEN_OF and o.document_paragraph == claim.paragraph
        ]
        if base is None or not goals or base.value <= 0:
            continue
        goal = max(goals, key=lambda o: o.value)
        times = goal.value / base.value
        if max(times / claim.value, claim.value / times) <= MULTIPLE_MARGIN:
            continue
        yield Finding(
            kind="multiple",
            words=tr(
                "Said to be {said} times {year}, but {goal} is {times} times the {base} of that year.",
                said=number(claim.value),
                year=claim.period,
                goal=_amount(dataset, goal),
                times=number(round(times, 2)),
                base=_amount(dataset, base),
            ),
            sum=f"{number(goal.value)} ÷ {number(base.value)} = {number(round(times, 2))} ≠ {number(claim.value)}",
            refs=(claim.ref, goal.ref, base.ref),
            severe=max(times / claim.value, claim.value / times) > 2,
        )


def _shares_and_ranks(dataset: Dataset) -> Iterator[Finding]:
    """Who holds a share of s per cent can stand at most at rank 100 ÷ s: all before it hold at least as much."""
    shares = [c for c in dataset.claims if c.unit == "percent" and c.value and 0 < c.value <= 100]
    ranks = [c for c in dataset.claims if c.unit == "rank" and c.value and c.value > 1]
    for rank in ranks:
        for share in shares:
            same = (rank.paragraph, rank.period, rank.topic) == (share.paragraph, share.period, share.topic)
            if not same or share.value is None or rank.value is None or share.value * rank.value <= 100:
                continue
            yield Finding(
                kind="share-and-rank",
                words=tr(
                    "A share of {share} % and rank {rank} exclude each other: {rank} shares of {share} % make {sum} %.",
                    share=number(share.value),
                    rank=number(rank.value),
                    sum=number(share.value * rank.value),
                ),
                sum=f"{number(rank.value)} × {number(share.value)} % = {number(share.value * rank.value)} % > 100 %",
                refs=(rank.ref, share.ref),
                severe=True,
            )


def _targets(dataset: Dataset) -> Iterator[Finding]:
    """A target with an end year needs a growth that history may never have seen."""
    for goal in dataset.observations:
        series = _series_of(dataset, goal)
        if goal.status != "target" or series is None or goal.period_kind == "moment" or goal.period_end is None:
            continue
        actual_id = series.target_of or series.id
        years = preferred_years(dataset.observations, actual_id)
        start = goal.period_start.year if goal.period_start else goal.period_end.year
        base_year = max((y for y in years if y < start), default=None)
        history = {y: o.value for y, o in years.items()}
        best = growth.best_year(history)
        if base_year is None or best is None or history[base_year] <= 0 or goal.value <= 0:
            continue
        span = goal.period_end.year - base_year
        need = growth.required_growth(history[base_year], goal.value, span)
        if need <= best[1]:
            continue
        yield Finding(
            kind="growth",
            words=tr(
                "{goal} by {end} would need {need} % more each year from {base} in {year}; the best year, {by}, had"
                " {best} %.",
                goal=_amount(dataset, goal),
                end=goal.period_end.year,
                need=number(round(need)),
                base=_amount(dataset, years[base_year]),
                year=base_year,
                by=best[0],
                best=number(round(best[1])),
            ),
            sum=f"({number(goal.value)} ÷ {number(history[base_year])})^(1 ÷ {span}) − 1 = +{number(round(need))} %",
            refs=(goal.ref, years[base_year].ref, *_claims_on(dataset, goal)),
            severe=False,
        )


def _parts(dataset: Dataset) -> Iterator[Finding]:
    """The parts that one source gives must add up to the whole that it gives."""
    rows, frame = dataset.observations, _frame(dataset)
    parts: dict[str, list[str]] = {}
    for series in dataset.series:
        if series.part_of:
            parts.setdefault(series.part_of, []).append(series.id)
    given = frame[frame["measured"] & (frame["status"] != "derived")]
    once = given[~given.duplicated(["series", "source", "period"], keep=False)]
    sums = [
        tuple(group.values())
        for whole, names in parts.items()
        if len(names) > 1
        for group in frames.together(once[once["series"].isin([whole, *names])], ("source", "period"), [whole, *names])
    ]
    for at, *others in sorted(sums):
        whole, summands = rows[at], [rows[other] for other in others]
        total = sum(o.value for o in summands)
        if abs(total - whole.value) <= PARTS_MARGIN * abs(whole.value):
            continue
        sum_ = " + ".join(number(o.value) for o in summands)
        yield Finding(
            kind="parts",
            words=tr(
                "The parts that one source gives add up to {sum}, but the total it gives is {whole}.",
                sum=_amount(dataset, replace(whole, value=round(total, 2))),
                whole=_amount(dataset, whole),
            ),
            sum=f"{sum_} = {number(round(total, 2))} ≠ {number(whole.value)}",
            refs=(whole.ref, *(o.ref for o in summands)),
            severe=False,
        )


def _outliers(dataset: Dataset) -> Iterator[Finding]:
    """A version far from the preferred one of the same series, period and kind of period."""
    rows, versions = dataset.observations, frames.beside_preferred(_frame(dataset))
    far = versions[(versions["times"] <= 1 / OUTLIER) | (versions["times"] >= OUTLIER)].sort_values("at")
    for at, at_preferred, times in zip(far["at"], far["at_preferred"], far["times"], strict=True):
        o, base = rows[at], rows[at_preferred]
        yield Finding(
            kind="outlier",
            words=tr(
                "{value} against {base} for the same period: {times} times as much.",
                value=_amount(dataset, o),
                base=_amount(dataset, base),
                times=number(round(times, 2)),
            ),
            sum=f"{number(o.value)} ÷ {number(base.value)} = {number(round(times, 2))}",
            refs=(o.ref, base.ref),
            severe=False,
        )
