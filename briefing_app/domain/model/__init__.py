"""The words of the subject as frozen records, one class per table of the data package.

The classes are made when first asked for: page one needs few of them, and making all takes time.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from briefing_app.domain.model.base import BRIEFING, PartialDate, Record, Ref

if TYPE_CHECKING:
    from briefing_app.domain.model.analysis import Evidence, Hypothesis, Indicator, Rating
    from briefing_app.domain.model.dependence import Assumption, Factor, Influence
    from briefing_app.domain.model.figures import Corridor, Node, Observation, Segment, Series
    from briefing_app.domain.model.judgements import Judgement, ScaleTerm
    from briefing_app.domain.model.notes import Note, NoteKind, Passage, Placement, Seen
    from briefing_app.domain.model.sources import EditionChange, Paragraph, Source, Term
    from briefing_app.domain.model.story import Actor, Claim, Event, Relation
    from briefing_app.domain.model.subject import (
        ChainStep,
        ChartNote,
        EventDate,
        Message,
        Preference,
        Question,
        QuestionSeries,
    )

    RECORDS: tuple[type[Record], ...]

_WHERE = {
    "analysis": ("Evidence", "Hypothesis", "Indicator", "Rating"),
    "dependence": ("Assumption", "Factor", "Influence"),
    "figures": ("Corridor", "Node", "Observation", "Segment", "Series"),
    "judgements": ("Judgement", "ScaleTerm"),
    "notes": ("Note", "NoteKind", "Passage", "Placement", "Seen"),
    "sources": ("EditionChange", "Paragraph", "Source", "Term"),
    "story": ("Actor", "Claim", "Event", "Relation"),
    "subject": ("ChainStep", "ChartNote", "EventDate", "Message", "Preference", "Question", "QuestionSeries"),
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names}

# Table, noun of its references, and class, in the order of the descriptor;
# ``tests/dataset/test_model.py`` holds them to the classes.
TABLES: tuple[tuple[str, str, str], ...] = (
    ("sources", "source", "Source"),
    ("document", "paragraph", "Paragraph"),
    ("events", "event", "Event"),
    ("actors", "actor", "Actor"),
    ("relations", "relation", "Relation"),
    ("series", "series", "Series"),
    ("observations", "observation", "Observation"),
    ("claims", "claim", "Claim"),
    ("corridors", "corridor", "Corridor"),
    ("nodes", "node", "Node"),
    ("segments", "segment", "Segment"),
    ("evidence", "evidence", "Evidence"),
    ("hypotheses", "hypothesis", "Hypothesis"),
    ("ratings", "rating", "Rating"),
    ("indicators", "indicator", "Indicator"),
    ("judgements", "judgement", "Judgement"),
    ("scales", "scale", "ScaleTerm"),
    ("glossary", "term", "Term"),
    ("questions", "question", "Question"),
    ("question_series", "chartline", "QuestionSeries"),
    ("messages", "message", "Message"),
    ("chart_notes", "chartnote", "ChartNote"),
    ("steps", "step", "ChainStep"),
    ("assumptions", "assumption", "Assumption"),
    ("factors", "factor", "Factor"),
    ("influences", "influence", "Influence"),
    ("event_dates", "rivaldate", "EventDate"),
    ("preferences", "preference", "Preference"),
    ("changes", "change", "EditionChange"),
)
SUBJECT_TABLES = frozenset(
    (
        "questions",
        "question_series",
        "messages",
        "chart_notes",
        "steps",
        "assumptions",
        "factors",
        "influences",
        "event_dates",
        "preferences",
    )
)
"""Tables that came with the second schema; a package without them is read, and what they feed stays empty."""
INNER_NOUNS = (
    "question",
    "message",
    "chartnote",
    "step",
    "assumption",
    "factor",
    "influence",
    "rivaldate",
    "preference",
    "chartline",
    "change",
)
"""Kinds of entries of which a briefing is made, as others are what it is about; they stand last in every list."""
NOUN_TO_TABLE: dict[str, str] = {noun: table for table, noun, _name in TABLES}


def record_of(table: str) -> type[Record]:
    """Returns the class of a table's records.

    Raises:
        KeyError: There is no such table.
    """
    name = next((name for known, _noun, name in TABLES if known == table), None)
    if name is None:
        raise KeyError(table)
    found: type[Record] = __getattr__(name)
    return found


def __getattr__(name: str) -> Any:
    if name == "RECORDS":
        value: Any = tuple(__getattr__(each) for _table, _noun, each in TABLES)
    elif name in _MODULES:
        value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


__all__ = [
    "BRIEFING",
    "INNER_NOUNS",
    "NOUN_TO_TABLE",
    "RECORDS",
    "SUBJECT_TABLES",
    "TABLES",
    "Actor",
    "Assumption",
    "ChainStep",
    "ChartNote",
    "Claim",
    "Corridor",
    "EditionChange",
    "Event",
    "EventDate",
    "Evidence",
    "Factor",
    "Hypothesis",
    "Indicator",
    "Influence",
    "Judgement",
    "Message",
    "Node",
    "Note",
    "NoteKind",
    "Observation",
    "Paragraph",
    "PartialDate",
    "Passage",
    "Placement",
    "Preference",
    "Question",
    "QuestionSeries",
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
    "record_of",
]
