"""The application without a window: everything a person can do, in plain Python."""

from __future__ import annotations

from briefing_app.desk.desk import Desk

__all__ = ["Desk"]
