"""What to draw, as frozen records that screen, paper, table, exported file and speech share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.specs.causal import CausalEdge, CausalNode, CausalSpec
    from briefing_app.domain.specs.chart import Axis, ChartForm, ChartSeries, ChartSpec, ManyMarks, Mark, MarkForm
    from briefing_app.domain.specs.common import Caption, SourceLine
    from briefing_app.domain.specs.graph import GraphEdge, GraphNode, GraphSpec
    from briefing_app.domain.specs.map import MapLine, MapPlace, MapSpec, Outline, Point
    from briefing_app.domain.specs.table import Cell, Column, Row, TableSpec
    from briefing_app.domain.specs.timeline import (
        Lane,
        OtherDate,
        StripValue,
        TimelineItem,
        TimelineSpec,
        TimelineStrip,
    )

_WHERE = {
    "causal": (
        "CausalEdge",
        "CausalNode",
        "CausalSpec",
    ),
    "chart": (
        "Axis",
        "ChartForm",
        "ChartSeries",
        "ChartSpec",
        "ManyMarks",
        "Mark",
        "MarkForm",
    ),
    "common": (
        "Caption",
        "SourceLine",
    ),
    "graph": (
        "GraphEdge",
        "GraphNode",
        "GraphSpec",
    ),
    "map": (
        "MapLine",
        "MapPlace",
        "MapSpec",
        "Outline",
        "Point",
    ),
    "table": (
        "Cell",
        "Column",
        "Row",
        "TableSpec",
    ),
    "timeline": (
        "Lane",
        "OtherDate",
        "StripValue",
        "TimelineItem",
        "TimelineSpec",
        "TimelineStrip",
    ),
}
names_from(__name__, _WHERE)

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
