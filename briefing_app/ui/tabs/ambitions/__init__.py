"""The Ambitions tab: both ambitions, their evidence and indicators, the competing explanations, the words used."""

from __future__ import annotations

from briefing_app.ui.tabs.ambitions.view import AmbitionsTab

__all__ = ["AmbitionsTab"]
