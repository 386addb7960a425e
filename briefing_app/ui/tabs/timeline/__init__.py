"""The Timeline tab: events in lanes on one axis of time, with both clocks."""

from briefing_app.ui.tabs.timeline.tab import TimelineTab

__all__ = ["TimelineTab"]
