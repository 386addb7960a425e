"""The map: base map in a conic projection, corridors by dash, places by shape and rank, legend and boundary policy."""

from __future__ import annotations

from briefing_app.pictures.map.draw import draw, draw_base, draw_over, draw_pencils, parts
from briefing_app.pictures.map.plane import UNITS, Plane, Route, Shape

__all__ = ["UNITS", "Plane", "Route", "Shape", "draw", "draw_base", "draw_over", "draw_pencils", "parts"]
