"""Judgements and the scales of likelihood they speak in: all that page one needs, apart from the rest.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleTerm(Record):
    """Closed vocabularies with their meaning and, for likelihood, their bands."""

    TABLE: ClassVar[str] = "scales"
    NOUN: ClassVar[str] = "scale"
    KEY: ClassVar[str] = "scale_id"
    scale_id: str
    scale: str
    position: int
    term: str
    low: int | None = None
    high: int | None = None
    definition: str
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """Headlines and key judgements for page one; likelihood and confidence in different sentences."""

    TABLE: ClassVar[str] = "judgements"
    NOUN: ClassVar[str] = "judgement"
    KEY: ClassVar[str] = "judgement_id"
    judgement_id: str
    kind: str
    rank: int
    ambition: str
    heading: str
    statement: str
    likelihood: str = ""
    low: int | None = None
    high: int | None = None
    due: PartialDate | None = None
    confidence: str = ""
    confidence_reason: str = ""
    direction_since_then: str = ""
    why: str
    what_would_change: str = ""
    evidence_refs: tuple[str, ...] = ()
    claim_refs: tuple[str, ...] = ()
    indicator_refs: tuple[str, ...] = ()
    source_ids: tuple[str, ...]
