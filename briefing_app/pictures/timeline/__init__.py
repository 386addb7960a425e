"""The timeline: events in lanes on an axis of time, statuses told by shape, dates not known to the day dashed."""

from __future__ import annotations

from briefing_app.pictures.timeline.draw import draw, draw_scene, places
from briefing_app.pictures.timeline.scene import (
    Scene,
    TimelineView,
    axis_height,
    metrics_of,
    names_width,
    seen_whole,
)

__all__ = [
    "Scene",
    "TimelineView",
    "axis_height",
    "draw",
    "draw_scene",
    "metrics_of",
    "names_width",
    "places",
    "seen_whole",
]
