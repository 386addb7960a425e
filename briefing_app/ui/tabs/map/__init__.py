"""The Map tab: the corridors in their state, on the map and in the list beside it."""

from __future__ import annotations

from briefing_app.ui.tabs.map.view import MapTab

__all__ = ["MapTab"]
