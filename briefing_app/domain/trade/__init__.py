"""Figures as answers: charts by question, with rivals, parts and targets told apart."""

from __future__ import annotations

from briefing_app.domain.trade.charts import ChartOptions, series_chart
from briefing_app.domain.trade.claim_value import with_claim
from briefing_app.domain.trade.figures import preferred_years
from briefing_app.domain.trade.questions import Family, chart, families, questions

__all__ = [
    "ChartOptions",
    "Family",
    "chart",
    "families",
    "preferred_years",
    "questions",
    "series_chart",
    "with_claim",
]
