"""What to draw, as frozen records that screen, paper, table, exported file and speech share."""

from __future__ import annotations

from briefing_app.domain.specs.causal import CausalEdge, CausalNode, CausalSpec
from briefing_app.domain.specs.chart import Axis, ChartForm, ChartSeries, ChartSpec, ManyMarks, Mark, MarkForm
from briefing_app.domain.specs.common import Caption, SourceLine
from briefing_app.domain.specs.graph import GraphEdge, GraphNode, GraphSpec
from briefing_app.domain.specs.map import MapLine, MapPlace, MapSpec, Outline, Point
from briefing_app.domain.specs.table import Cell, Column, Row, TableSpec
from briefing_app.domain.specs.timeline import Lane, OtherDate, StripValue, TimelineItem, TimelineSpec, TimelineStrip

__all__ = [
    "Axis",
    "Caption",
    "CausalEdge",
    "CausalNode",
    "CausalSpec",
    "Cell",
    "ChartForm",
    "ChartSeries",
    "ChartSpec",
    "Column",
    "GraphEdge",
    "GraphNode",
    "GraphSpec",
    "Lane",
    "ManyMarks",
    "MapLine",
    "MapPlace",
    "MapSpec",
    "Mark",
    "MarkForm",
    "OtherDate",
    "Outline",
    "Point",
    "Row",
    "SourceLine",
    "StripValue",
    "TableSpec",
    "TimelineItem",
    "TimelineSpec",
    "TimelineStrip",
]
