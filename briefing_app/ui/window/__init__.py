"""The window: its fixed parts, its verbs, and the frame that holds tabs and detail pane."""

from __future__ import annotations

from briefing_app.ui.window.main import EVERYTHING, MainWindow, warm_up

__all__ = ["EVERYTHING", "MainWindow", "warm_up"]
