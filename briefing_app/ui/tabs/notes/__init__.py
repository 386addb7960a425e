"""The Notes tab: every note with filters, search, bin, bulk tagging, and what became of its place."""

from __future__ import annotations

from briefing_app.ui.tabs.notes.tab import NotesTab

__all__ = ["NotesTab"]
