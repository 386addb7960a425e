"""The application without a window: everything a person can do, in plain Python."""

from __future__ import annotations

from briefing_app.desk.core import Desk

__all__ = ["Desk"]
