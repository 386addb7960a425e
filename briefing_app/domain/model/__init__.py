"""The words of the subject as frozen records, one class per table of the data package."""

from __future__ import annotations

from briefing_app.domain.model.analysis import Evidence, Hypothesis, Indicator, Judgement, Rating
from briefing_app.domain.model.base import BRIEFING, Ambition, PartialDate, Record, Ref
from briefing_app.domain.model.figures import Corridor, Node, Observation, Segment, Series
from briefing_app.domain.model.notes import Note, NoteKind, Passage, Placement, Seen
from briefing_app.domain.model.sources import EditionChange, Paragraph, ScaleTerm, Source, Term
from briefing_app.domain.model.story import Actor, Claim, Event, Relation

RECORDS: tuple[type[Record], ...] = (
    Source, Paragraph, Event, Actor, Relation, Series, Observation, Claim, Corridor, Node, Segment, Evidence,
    Hypothesis, Rating, Indicator, Judgement, ScaleTerm, Term, EditionChange,
)  # fmt: skip
NOUN_TO_TABLE: dict[str, str] = {record.NOUN: record.TABLE for record in RECORDS}

__all__ = [
    "BRIEFING",
    "NOUN_TO_TABLE",
    "RECORDS",
    "Actor",
    "Ambition",
    "Claim",
    "Corridor",
    "EditionChange",
    "Event",
    "Evidence",
    "Hypothesis",
    "Indicator",
    "Judgement",
    "Node",
    "Note",
    "NoteKind",
    "Observation",
    "Paragraph",
    "PartialDate",
    "Passage",
    "Placement",
    "Rating",
    "Record",
    "Ref",
    "Relation",
    "ScaleTerm",
    "Seen",
    "Segment",
    "Series",
    "Source",
    "Term",
]
