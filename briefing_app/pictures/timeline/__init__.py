"""The timeline: events in lanes on an axis of time, statuses told by shape, dates not known to the day dashed."""

from __future__ import annotations

from briefing_app.pictures.timeline.draw import draw

__all__ = ["draw"]
