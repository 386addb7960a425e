"""A person's own ratings, readings, estimates, outcomes and assumptions: notes whose first line says what they are."""

from __future__ import annotations

from briefing_app.domain.ambitions.own.records import (
    Assumed,
    Estimate,
    Fault,
    Outcome,
    OwnRating,
    OwnReading,
    OwnWords,
)

__all__ = ["Assumed", "Estimate", "Fault", "Outcome", "OwnRating", "OwnReading", "OwnWords"]
