"""The two ambitions: judgements, chains, evidence both ways, indicators and the competing explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.ambitions.bias import RECORD_OF_REASONING, bias_notes
    from briefing_app.domain.ambitions.bootstrap import Bootstrap, bootstrap, bootstrap_table
    from briefing_app.domain.ambitions.dependence import LinkLine, links
    from briefing_app.domain.ambitions.evidence import evidence_table
    from briefing_app.domain.ambitions.indicators import IndicatorLine, due, indicator_lines, indicators, reading_on
    from briefing_app.domain.ambitions.matrix import LAYOUTS, Layout, matrix, separation
    from briefing_app.domain.ambitions.rating_cells import feasibility_cells
    from briefing_app.domain.ambitions.scores import Conditions, Score, scores, scores_table, weight
    from briefing_app.domain.ambitions.sensitivity import Critical, Sensitivity, leave_one_out, sensitivity_table
    from briefing_app.domain.ambitions.side_by_side import (
        EvidenceLine,
        JudgementLine,
        Step,
        TwoWays,
        Way,
        evidence_line,
        two_ways,
    )
    from briefing_app.domain.ambitions.two_ways_table import two_ways_table

_WHERE = {
    "bias": (
        "RECORD_OF_REASONING",
        "bias_notes",
    ),
    "bootstrap": (
        "Bootstrap",
        "bootstrap",
        "bootstrap_table",
    ),
    "dependence": (
        "LinkLine",
        "links",
    ),
    "evidence": ("evidence_table",),
    "indicators": (
        "IndicatorLine",
        "due",
        "indicator_lines",
        "indicators",
        "reading_on",
    ),
    "matrix": (
        "LAYOUTS",
        "Layout",
        "matrix",
        "separation",
    ),
    "rating_cells": ("feasibility_cells",),
    "scores": (
        "Conditions",
        "Score",
        "scores",
        "scores_table",
        "weight",
    ),
    "sensitivity": (
        "Critical",
        "Sensitivity",
        "leave_one_out",
        "sensitivity_table",
    ),
    "side_by_side": (
        "EvidenceLine",
        "JudgementLine",
        "Step",
        "TwoWays",
        "Way",
        "evidence_line",
        "two_ways",
    ),
    "two_ways_table": ("two_ways_table",),
}
names_from(__name__, _WHERE)

__all__ = [
    "LAYOUTS",
    "RECORD_OF_REASONING",
    "Bootstrap",
    "Conditions",
    "Critical",
    "EvidenceLine",
    "IndicatorLine",
    "JudgementLine",
    "Layout",
    "LinkLine",
    "Score",
    "Sensitivity",
    "Step",
    "TwoWays",
    "Way",
    "bias_notes",
    "bootstrap",
    "bootstrap_table",
    "due",
    "evidence_line",
    "evidence_table",
    "feasibility_cells",
    "indicator_lines",
    "indicators",
    "leave_one_out",
    "links",
    "matrix",
    "reading_on",
    "scores",
    "scores_table",
    "sensitivity_table",
    "separation",
    "two_ways",
    "two_ways_table",
    "weight",
]
