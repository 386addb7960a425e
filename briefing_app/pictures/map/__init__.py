"""The map: base map in a conic projection, corridors by dash, places by shape and rank, legend and boundary policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.pictures.map.draw import draw, draw_base, draw_over, draw_pencils, parts
    from briefing_app.pictures.map.plane import UNITS, Plane, Route, Shape

_WHERE = {
    "draw": (
        "draw",
        "draw_base",
        "draw_over",
        "draw_pencils",
        "parts",
    ),
    "plane": (
        "UNITS",
        "Plane",
        "Route",
        "Shape",
    ),
}
names_from(__name__, _WHERE)

__all__ = ["UNITS", "Plane", "Route", "Shape", "draw", "draw_base", "draw_over", "draw_pencils", "parts"]
