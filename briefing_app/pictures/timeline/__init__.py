"""The timeline: events in lanes on an axis of time, statuses told by shape, dates not known to the day dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.pictures.timeline.density import Span, columns_in, draw_span, in_view, span_places
    from briefing_app.pictures.timeline.draw import draw, draw_scene, places
    from briefing_app.pictures.timeline.key import explain, looked_at
    from briefing_app.pictures.timeline.scene import (
        Scene,
        TimelineView,
        axis_height,
        metrics_of,
        names_width,
        seen_whole,
    )

_WHERE = {
    "density": (
        "Span",
        "columns_in",
        "draw_span",
        "in_view",
        "span_places",
    ),
    "draw": (
        "draw",
        "draw_scene",
        "places",
    ),
    "key": (
        "explain",
        "looked_at",
    ),
    "scene": (
        "Scene",
        "TimelineView",
        "axis_height",
        "metrics_of",
        "names_width",
        "seen_whole",
    ),
}
names_from(__name__, _WHERE)

__all__ = [
    "Scene",
    "Span",
    "TimelineView",
    "axis_height",
    "columns_in",
    "draw",
    "draw_scene",
    "draw_span",
    "explain",
    "in_view",
    "looked_at",
    "metrics_of",
    "names_width",
    "places",
    "seen_whole",
    "span_places",
]
