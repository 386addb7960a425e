"""Figures as answers: charts by question, with rivals, parts and targets told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.trade.charts import ChartOptions, series_chart
    from briefing_app.domain.trade.claim_value import with_claim
    from briefing_app.domain.trade.figures import preferred_years
    from briefing_app.domain.trade.questions import Family, chart, concerned, families, questions
    from briefing_app.domain.trade.several import APART, together

_WHERE = {
    "charts": (
        "ChartOptions",
        "series_chart",
    ),
    "claim_value": ("with_claim",),
    "figures": ("preferred_years",),
    "questions": (
        "Family",
        "chart",
        "concerned",
        "families",
        "questions",
    ),
    "several": (
        "APART",
        "together",
    ),
}
names_from(__name__, _WHERE)

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
