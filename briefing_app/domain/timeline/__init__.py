"""The timeline without a painter: what stands in which lane, which stretch is in view, and where everything goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.timeline.build import Later, spec
    from briefing_app.domain.timeline.event_table import ColumnSet
    from briefing_app.domain.timeline.headline import headline, most_words, plain_name
    from briefing_app.domain.timeline.index import ItemSet, LaneIndex, PlainSet
    from briefing_app.domain.timeline.items import gap_words, has_gap, one_line
    from briefing_app.domain.timeline.lanes import LANES_BY, LanesBy
    from briefing_app.domain.timeline.layout import Cluster, Density, LaneBox, Metrics, Picture, Placed, boxes, lay
    from briefing_app.domain.timeline.lazy_events import MANY, ManySet, many
    from briefing_app.domain.timeline.strips import offered
    from briefing_app.domain.timeline.ticks import Tick, TimeAxis, axis
    from briefing_app.domain.timeline.view import View, around, whole

_WHERE = {
    "build": (
        "Later",
        "spec",
    ),
    "event_table": ("ColumnSet",),
    "headline": (
        "headline",
        "most_words",
        "plain_name",
    ),
    "index": (
        "ItemSet",
        "LaneIndex",
        "PlainSet",
    ),
    "items": (
        "gap_words",
        "has_gap",
        "one_line",
    ),
    "lanes": (
        "LANES_BY",
        "LanesBy",
    ),
    "layout": (
        "Cluster",
        "Density",
        "LaneBox",
        "Metrics",
        "Picture",
        "Placed",
        "boxes",
        "lay",
    ),
    "lazy_events": (
        "MANY",
        "ManySet",
        "many",
    ),
    "strips": ("offered",),
    "ticks": (
        "Tick",
        "TimeAxis",
        "axis",
    ),
    "view": (
        "View",
        "around",
        "whole",
    ),
}
names_from(__name__, _WHERE)

__all__ = [
    "LANES_BY",
    "MANY",
    "Cluster",
    "ColumnSet",
    "Density",
    "ItemSet",
    "LaneBox",
    "LaneIndex",
    "LanesBy",
    "Later",
    "ManySet",
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
    "headline",
    "lay",
    "many",
    "most_words",
    "offered",
    "one_line",
    "plain_name",
    "spec",
    "whole",
]
