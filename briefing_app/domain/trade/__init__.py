"""Figures as answers: charts by question, with rivals, parts and targets told apart."""

from __future__ import annotations

from briefing_app.domain.trade.charts import ChartOptions, series_chart
from briefing_app.domain.trade.claim_value import with_claim
from briefing_app.domain.trade.figures import preferred_years
from briefing_app.domain.trade.questions import Family, chart, concerned, families, questions
from briefing_app.domain.trade.several import APART, together

__all__ = [
    "APART",
    "ChartOptions",
    "Family",
    "chart",
    "concerned",
    "families",
    "preferred_years",
    "questions",
    "series_chart",
    "together",
    "with_claim",
]
