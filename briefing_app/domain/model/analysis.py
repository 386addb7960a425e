"""What is weighed: evidence, explanations, ratings, indicators and judgements.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """Graded items that speak for or against the ambitions."""

    TABLE: ClassVar[str] = "evidence"
    NOUN: ClassVar[str] = "evidence"
    KEY: ClassVar[str] = "evidence_id"
    evidence_id: str
    date: PartialDate | None = None
    statement: str
    ambition: str
    direction: str
    facet: str
    core: bool
    diagnosticity_note: str
    actors: tuple[str, ...] = ()
    source_reliability: str
    information_credibility: str
    paragraphs: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source_ids: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis(Record):
    """Competing explanations of what is seen; they do not exclude each other."""

    TABLE: ClassVar[str] = "hypotheses"
    NOUN: ClassVar[str] = "hypothesis"
    KEY: ClassVar[str] = "hypothesis_id"
    hypothesis_id: str
    label: str
    statement: str
    ambition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """Cells of the matrix of evidence and hypotheses. Motive only: feasibility is rated neutral."""

    TABLE: ClassVar[str] = "ratings"
    NOUN: ClassVar[str] = "rating"
    KEY: ClassVar[str] = "rating_id"
    rating_id: str
    evidence_id: str
    hypothesis_id: str
    rating: str
    contested: bool
    rater: str
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """What would show that an ambition comes true or fails."""

    TABLE: ClassVar[str] = "indicators"
    NOUN: ClassVar[str] = "indicator"
    KEY: ClassVar[str] = "indicator_id"
    indicator_id: str
    ambition: str
    counter: bool
    question: str
    what_would_confirm: str
    what_would_refute: str
    threshold: str
    how_measured: str
    next_look: PartialDate
    cadence: str
    status_then: str
    status_latest: str
    latest_date: PartialDate
    trend: str
    source_ids: tuple[str, ...]
    related: tuple[str, ...] = ()
    note: str = ""
