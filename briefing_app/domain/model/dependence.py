"""How the ambitions depend on each other: factors, what they do to each other, and what is taken for granted.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Record):
    """What the reasoning takes for granted, how it stands, and what would break it."""

    TABLE: ClassVar[str] = "assumptions"
    NOUN: ClassVar[str] = "assumption"
    KEY: ClassVar[str] = "assumption_id"
    assumption_id: str
    order: int
    assumption: str
    standing: str
    finding: str
    breaks: str
    evidence_refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Record):
    """What rises or falls between the ambitions."""

    TABLE: ClassVar[str] = "factors"
    NOUN: ClassVar[str] = "factor"
    KEY: ClassVar[str] = "factor_id"
    factor_id: str
    order: int
    label: str
    ambition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence(Record):
    """How one factor acts on another, with its evidence or without any."""

    TABLE: ClassVar[str] = "influences"
    NOUN: ClassVar[str] = "influence"
    KEY: ClassVar[str] = "influence_id"
    influence_id: str
    from_factor: str
    to_factor: str
    sign: str
    claim: str
    strength: str
    evidence_refs: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
