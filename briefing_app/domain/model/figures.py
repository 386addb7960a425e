"""What was measured and where it travels: series, observations, corridors, nodes and segments.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Record):
    """What the observations measure."""

    TABLE: ClassVar[str] = "series"
    NOUN: ClassVar[str] = "series"
    KEY: ClassVar[str] = "series_id"
    series_id: str
    topic: str
    chart_group: str = ""
    label: str
    measure: str
    unit: str
    flow: str
    reporter: str = ""
    partner: str = ""
    commodity: str = ""
    hs_code: str = ""
    frequency: tuple[str, ...]
    ambition: str
    corridor_id: str = ""
    target_of: str = ""
    price_of: str = ""
    price_role: str = ""
    value_of: str = ""
    share_of: str = ""
    part_of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """Figures with period, status and source; rival versions stand side by side."""

    TABLE: ClassVar[str] = "observations"
    NOUN: ClassVar[str] = "observation"
    KEY: ClassVar[str] = "observation_id"
    observation_id: str
    series_id: str
    period: str
    period_kind: str
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    value: float
    value_high: float | None = None
    status: str
    preferred: bool
    source_id: str
    document_paragraph: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor(Record):
    """Routes, lines and hubs, those of the claims included."""

    TABLE: ClassVar[str] = "corridors"
    NOUN: ClassVar[str] = "corridor"
    KEY: ClassVar[str] = "corridor_id"
    corridor_id: str
    name: str
    short_name: str
    kind: str
    status: str
    route: str
    length_km: float | None = None
    gauge_mm: int | None = None
    capacity_mt_per_year: float | None = None
    cost_usd: float | None = None
    promoters: tuple[str, ...] = ()
    competes_with: tuple[str, ...] = ()
    relevance: str = ""
    actor_id: str = ""
    source_ids: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Record):
    """Stations, ports, crossings and cities on the map."""

    TABLE: ClassVar[str] = "nodes"
    NOUN: ClassVar[str] = "node"
    KEY: ClassVar[str] = "node_id"
    node_id: str
    name: str
    country: str
    lat: float
    lon: float
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    """Pieces of corridors from node to node; drawn schematically."""

    TABLE: ClassVar[str] = "segments"
    NOUN: ClassVar[str] = "segment"
    KEY: ClassVar[str] = "segment_id"
    segment_id: str
    corridor_id: str
    seq: int
    from_node: str
    to_node: str
    mode: str
    status: str
    waypoints: str = ""
    note: str = ""
