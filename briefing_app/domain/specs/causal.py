"""What a picture of cause and effect shows: factors in columns, and what each does to another, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.specs.table import TableSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalNode:
    """One factor.

    Attributes:
        tone: Colour of the ambition to which it belongs.
        letters: Letters of the ambitions; empty if it belongs to none.
        column: Its column, counted from the left.
        row: Its place in the column, counted from the top.
    """

    ref: Ref
    label: str
    tone: str
    letters: str
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalEdge:
    """What one factor does to another.

    Attributes:
        sign: "+", "−" or "?".
        strength: "high", "moderate", "low", or "none" where no evidence was found.
        grounds: How many items of evidence and sources stand behind it.
    """

    ref: Ref
    start: Ref
    end: Ref
    sign: str
    strength: str
    grounds: int
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalSpec:
    """Factors and influences with the equal table."""

    caption: Caption
    nodes: tuple[CausalNode, ...]
    edges: tuple[CausalEdge, ...]
    table: TableSpec | None = None
