"""Every revision that can still be read from a damaged notes file."""

from __future__ import annotations

from briefing_app.notes.salvage.revisions import (
    Salvaged,
    fill,
    in_new_memory,
    is_step,
    notes_of,
    read_damaged,
    salvage,
    take_from_log,
)

__all__ = ["Salvaged", "fill", "in_new_memory", "is_step", "notes_of", "read_damaged", "salvage", "take_from_log"]
