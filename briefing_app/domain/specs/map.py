"""What the map shows: outlines, corridors in their state, places and the boundary policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.specs.table import TableSpec

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One shape of the base map: rings of points, the first ring outside, the others holes."""

    layer: Literal["country", "lake", "river"]
    rings: tuple[tuple[Point, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """One segment of a corridor.

    Attributes:
        status: operating, under-construction, agreed, proposed or suspended; drawn as a dash pattern.
        mode: rail, road, sea, pipeline, power or canal.
        number: Number of its corridor in a list beside the map; 0 for none.
    """

    ref: Ref
    corridor: Ref
    points: tuple[Point, ...]
    status: str
    mode: str
    tone: str = "ink"
    number: int = 0
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """One place with its rank for labelling, 1 being drawn at every scale."""

    ref: Ref
    at: Point
    name: str
    kind: str
    rank: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """The map with its equal table.

    Attributes:
        extent: West, south, east and north in degrees.
        policy: The boundary policy, printed on the picture.
        legend: Dash patterns with their words, in order.
        close: True for a close view, in which all places get their names.
        aside: Numbers of corridors that a close view bears: here they stand where there is room.
        spoken: What is said of each corridor: its name, its state, its length and its ends.
    """

    caption: Caption
    extent: tuple[float, float, float, float]
    outlines: tuple[Outline, ...]
    lines: tuple[MapLine, ...]
    places: tuple[MapPlace, ...]
    policy: str
    legend: tuple[tuple[str, str], ...] = ()
    close: bool = False
    aside: frozenset[int] = frozenset()
    spoken: tuple[tuple[Ref, str], ...] = ()
    table: TableSpec | None = None
