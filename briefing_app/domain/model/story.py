"""What happened and between whom: events, actors, relations and the checked claims.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """What happened, was announced, signed, delivered or missed, with both clocks."""

    TABLE: ClassVar[str] = "events"
    NOUN: ClassVar[str] = "event"
    KEY: ClassVar[str] = "event_id"
    event_id: str
    date: PartialDate
    date_end: PartialDate | None = None
    date_precision: str
    reported: PartialDate | None = None
    title: str
    summary: str
    status: str
    category: str
    actors: tuple[str, ...]
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    ambition: str
    significance: int
    confidence: str
    paragraphs: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    source_ids: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """States, authorities, persons, bodies, groups and projects, with the same fields for each."""

    TABLE: ClassVar[str] = "actors"
    NOUN: ClassVar[str] = "actor"
    KEY: ClassVar[str] = "actor_id"
    actor_id: str
    name: str
    name_ru: str = ""
    name_kk: str = ""
    name_fa: str = ""
    kind: str
    affiliation: str = ""
    role: str
    status_note: str = ""
    profile: str
    stance_on_recognition: str = ""
    interest_in_a: str = ""
    interest_in_b: str = ""
    interest_in_c: str = ""
    interest_in_d: str = ""
    interest_in_e: str = ""
    leverage: str = ""
    constraints: str = ""
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """Dated links from one actor to another."""

    TABLE: ClassVar[str] = "relations"
    NOUN: ClassVar[str] = "relation"
    KEY: ClassVar[str] = "relation_id"
    relation_id: str
    from_actor: str
    to_actor: str
    kind: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    summary: str
    sign: int
    ambition: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """Checkable statements of the starting document with a verdict."""

    TABLE: ClassVar[str] = "claims"
    NOUN: ClassVar[str] = "claim"
    KEY: ClassVar[str] = "claim_id"
    claim_id: str
    paragraph: int
    topic: str
    kind: str
    claim: str
    value: float | None = None
    unit: str = ""
    period: str = ""
    verdict: str
    finding: str
    reasoning: str
    source_ids: tuple[str, ...]
    related: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
