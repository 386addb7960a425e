"""The full-text index over notes and records: a file of its own beside the notes, which can always be made anew."""

from __future__ import annotations

from briefing_app.notes.index.index import Documents, Found, Index

__all__ = ["Documents", "Found", "Index"]
