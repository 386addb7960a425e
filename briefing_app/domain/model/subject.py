"""What is asked and how it hangs together: questions with their charts, steps, rival dates, preferences.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """What an official asks of the figures; each is answered by one chart."""

    TABLE: ClassVar[str] = "questions"
    NOUN: ClassVar[str] = "question"
    KEY: ClassVar[str] = "question_id"
    question_id: str
    question: str
    group: str
    order: int
    parent: str = ""
    form: str
    period_rule: str
    at_least: int | None = None
    drawn_as: str
    fallback: str
    subtitle: str = ""
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSeries(Record):
    """Which series a chart draws, in which role and under which name."""

    TABLE: ClassVar[str] = "question_series"
    NOUN: ClassVar[str] = "chartline"
    KEY: ClassVar[str] = "question_series_id"
    question_series_id: str
    question_id: str
    order: int
    series_id: str
    role: str
    label: str = ""
    mark_label: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """What a chart says in its title; the first that fits the figures is used."""

    TABLE: ClassVar[str] = "messages"
    NOUN: ClassVar[str] = "message"
    KEY: ClassVar[str] = "message_id"
    message_id: str
    question_id: str
    order: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartNote(Record):
    """What stands under a chart beside the notes of its series."""

    TABLE: ClassVar[str] = "chart_notes"
    NOUN: ClassVar[str] = "chartnote"
    KEY: ClassVar[str] = "chart_note_id"
    chart_note_id: str
    question_id: str
    order: int
    kind: str
    words: str
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep(Record):
    """One step that an ambition would have to go through; evidence counts for it by its facet."""

    TABLE: ClassVar[str] = "steps"
    NOUN: ClassVar[str] = "step"
    KEY: ClassVar[str] = "step_id"
    step_id: str
    ambition: str
    order: int
    label: str
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate(Record):
    """A date other than that of the event which a source gives for it."""

    TABLE: ClassVar[str] = "event_dates"
    NOUN: ClassVar[str] = "rivaldate"
    KEY: ClassVar[str] = "event_date_id"
    event_date_id: str
    event_id: str
    date: PartialDate
    source_id: str = ""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference(Record):
    """Which version of a figure is drawn, where the choice was made by hand, and why."""

    TABLE: ClassVar[str] = "preferences"
    NOUN: ClassVar[str] = "preference"
    KEY: ClassVar[str] = "preference_id"
    preference_id: str
    series_id: str
    period: str
    period_kind: str
    source_id: str
    why: str
