"""The Actors tab: who acts, in comparable profiles, and how they stand to one another."""

from __future__ import annotations

from briefing_app.ui.tabs.actors.view import ActorsTab

__all__ = ["ActorsTab"]
