"""The window: its fixed parts, its verbs, and the frame that holds tabs and detail pane."""

from __future__ import annotations

from briefing_app.ui.window.later import warm_up
from briefing_app.ui.window.main import MainWindow
from briefing_app.ui.window.sleeping_tabs import EVERYTHING

__all__ = ["EVERYTHING", "MainWindow", "warm_up"]
