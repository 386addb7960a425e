"""What a picture of relations shows: actors at fixed positions and dated links between them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.specs.table import TableSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    """One actor; x and y lie between 0 and 1, y growing downwards."""

    ref: Ref
    label: str
    kind: str
    x: float
    y: float
    centre: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge:
    """One relation.

    Attributes:
        sign: 1 cooperative, 0 mixed, -1 adverse; drawn as dash pattern and with its sign.
        ended: True if it no longer held at the last source.
    """

    ref: Ref
    start: Ref
    end: Ref
    label: str
    sign: int
    ended: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSpec:
    """Actors and relations with the equal table.

    Attributes:
        free: True if actors stand anywhere; else each on a line of its own, beside the one in the middle.
    """

    caption: Caption
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    table: TableSpec | None = None
    free: bool = False
