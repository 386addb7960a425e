"""A person's own ratings and readings: notes whose first line says what they are."""

from __future__ import annotations

from briefing_app.domain.ambitions.own.records import Fault, OwnRating, OwnReading, OwnWords

__all__ = ["Fault", "OwnRating", "OwnReading", "OwnWords"]
