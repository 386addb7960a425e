"""Notes on the selection: cards of what is there, the editor that saves as one types, histories and questions."""

from __future__ import annotations

from briefing_app.ui.notes.panel import NotesPanel

__all__ = ["NotesPanel"]
