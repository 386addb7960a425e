"""What the timeline shows: items in lanes on a scale of days, with both clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.specs.table import TableSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One lane; ``count`` is the number of items that stand in it."""

    key: str
    label: str
    count: int
    tone: str = "ink"


class OtherDate(NamedTuple):
    """A date that sources give for an event beside the one in the data: first and last day as ordinals, in words."""

    start: int
    end: int
    when: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One event as a span of days; it stands in each of its lanes.

    Attributes:
        start: First day as proleptic Gregorian ordinal.
        end: Last day as ordinal, equal to ``start`` for a single day.
        exact: False if only month or year is known: the span is then what is not known, not what lasted.
        lanes: Indexes of the lanes.
        title: One line, short enough to be measured; the record holds it in full.
        when: The date in words, as precisely as it is known.
        status: occurred, announced, signed, delivered, missed or ongoing.
        weight: 1 background, 2 notable, 3 key.
        tone: Colour of the ambitions that it bears on.
        letters: Their letters.
        known: Ordinal of the day it became known, 0 if no source is dated.
        later: True if it became known only after the day asked for.
        others: Dates that other sources give for it.
    """

    ref: Ref
    start: int
    end: int
    exact: bool
    lanes: tuple[int, ...]
    title: str
    status: str
    weight: int
    ambition: str
    tone: str = "none"
    letters: str = ""
    when: str = ""
    known: int = 0
    later: bool = False
    others: tuple[OtherDate, ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripValue:
    """One figure of a strip under the lanes.

    Attributes:
        start: First day of its period as ordinal.
        end: Last day of its period as ordinal.
        value: The figure in the unit of the strip.
        text: The figure in digits.
        part: True for a part of a year or another period that is not a whole calendar year.
        hollow: True for estimates and derived figures.
        period: The period in words.
        status: How the figure came about, in words.
    """

    ref: Ref
    start: int
    end: int
    value: float
    text: str
    part: bool = False
    hollow: bool = False
    period: str = ""
    status: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStrip:
    """A series on the time axis of the lanes: preferred figures only, rivals stand in the Trade tab.

    Attributes:
        left_out: Figures of periods that overlap a longer one which is drawn.
    """

    ref: Ref
    label: str
    unit: str
    values: tuple[StripValue, ...]
    highest: float
    lowest: float = 0.0
    tone: str = "s1"
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineSpec:
    """All items in order of their start, with the equal table.

    Attributes:
        span: First and last day of everything, as ordinals.
        busy: First and last day of the stretch that holds most items, as ordinals.
        moments: Labelled days across all lanes, such as the document's own.
        strips: Series drawn under the lanes.
        colours: What the colours of the marks stand for, each as tone and words.
        told_by_view: True if the title tells of the events in view and changes with it.
    """

    caption: Caption
    lanes: tuple[Lane, ...]
    items: tuple[TimelineItem, ...]
    span: tuple[int, int]
    busy: tuple[int, int] = (0, 0)
    moments: tuple[tuple[int, str], ...] = ()
    strips: tuple[TimelineStrip, ...] = ()
    colours: tuple[tuple[str, str], ...] = ()
    told_by_view: bool = False
    table: TableSpec | None = None
