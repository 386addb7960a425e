"""The value of a claim drawn into the chart that decides it."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing_app.domain.amounts import Spoken, spoken_in
from briefing_app.domain.model import Claim
from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade.figures import nice_axis, time_axis
from briefing_app.domain.trade.logarithm import on_log_axis
from briefing_app.domain.wording import number, number_words, sign_of
from briefing_app.translation import tr


def with_claim(spec: ChartSpec, claim: Claim, *, dataset: Dataset) -> ChartSpec:
    """Returns the chart with the claim's figure as a mark of its own, where unit and axis allow it.

    Args:
        spec: A chart over time.
        claim: A claim with a figure for a year or years.
        dataset: The data, for the unit of the drawn series.
    """
    drawn = [dataset.find("series", line.key) for line in spec.series]
    units = {series.unit for series in drawn if series is not None}
    years = [int(y) for y in re.findall(r"\d{4}", claim.period)]
    if claim.value is None or claim.unit not in units or spec.x.kind != "time" or not years:
        return spec
    words = number_words(claim.value, claim.unit)
    mark = Mark(
        x=float(years[0]) if len(years) == 1 else years[0] - 0.5,
        x_end=None if len(years) == 1 else years[-1] + 0.5,
        y=claim.value,
        form="claim",
        label=tr("claimed: {words}", words=words),
        ref=claim.ref,
        spoken=tr(
            "claim, {words}, {period}, {verdict}: {claim}",
            words=words,
            period=claim.period,
            verdict=sign_of("verdict", claim.verdict).word,
            claim=claim.claim,
        ),
    )
    line = ChartSeries(key=claim.id, label=tr("the claim"), marks=(mark,), tone="bad", ref=claim.ref)
    marks = [m for each in (*spec.series, line) for m in each.marks]
    places = [p for m in marks for p in (m.x, m.x_end if m.x_end is not None else m.x)]
    values = [v for m in marks for v in (m.y, m.y_high) if v is not None]
    said = spoken_in(claim.unit, values)
    if said.label != spec.y.label:  # the other figures bear the words that they were given
        said = Spoken(spec.y.label, number)
    made = replace(
        spec,
        series=(*spec.series, line),
        x=time_axis(places),
        y=nice_axis(values, "", log=spec.y.log, said=said),
    )
    return made if claim.value > 0 else on_log_axis(made)
