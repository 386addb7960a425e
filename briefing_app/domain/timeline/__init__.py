"""The timeline without a painter: what stands in which lane, which stretch is in view, and where everything goes."""

from __future__ import annotations

from briefing_app.domain.timeline.build import Later, gap_words, has_gap, one_line, spec
from briefing_app.domain.timeline.index import ItemSet, LaneIndex, PlainSet
from briefing_app.domain.timeline.lanes import LANES_BY, LanesBy
from briefing_app.domain.timeline.layout import Cluster, Density, LaneBox, Metrics, Picture, Placed, boxes, lay
from briefing_app.domain.timeline.strips import offered
from briefing_app.domain.timeline.ticks import Tick, TimeAxis, axis
from briefing_app.domain.timeline.view import View, around

__all__ = [
    "LANES_BY",
    "Cluster",
    "Density",
    "ItemSet",
    "LaneBox",
    "LaneIndex",
    "LanesBy",
    "Later",
    "Metrics",
    "Picture",
    "Placed",
    "PlainSet",
    "Tick",
    "TimeAxis",
    "View",
    "around",
    "axis",
    "boxes",
    "gap_words",
    "has_gap",
    "lay",
    "offered",
    "one_line",
    "spec",
]
