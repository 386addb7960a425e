"""What a chart shows, computed and complete: nothing is drawn that is not in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.model import Ref
from briefing_app.domain.specs.common import Caption
from briefing_app.domain.specs.table import TableSpec

ChartForm = Literal["line", "columns", "dots", "bars", "stacked", "paired", "scatter", "multiples"]
MarkForm = Literal["preferred", "rival", "part", "estimate", "derived", "target", "plan", "forecast", "claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis.

    Attributes:
        label: What it measures, with unit.
        kind: "number", "time" (x is a year with fraction) or "category" (x is the index of the category).
        ticks: Positions with their words; every tick is drawn and no other.
        low: Lower end in axis units.
        high: Upper end in axis units.
        log: True if the axis is logarithmic (base 10).
    """

    label: str
    kind: Literal["number", "time", "category"]
    ticks: tuple[tuple[float, str], ...] = ()
    low: float = 0.0
    high: float = 1.0
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One figure.

    Attributes:
        x: Position on the x axis: year with fraction, index of a category, or number.
        y: Value in the unit of the y axis.
        y_high: Upper end of a range, or None.
        x_end: End of the span on the x axis that the figure covers, or None for a point.
        base: Where a column or bar starts; 0 unless stacked.
        form: What kind of figure it is; drawn by shape, never by colour alone.
        label: Direct label, empty for none.
        ref: The observation or claim.
        spoken: What a screen reader says: value, unit, period, status, source, grade.
    """

    x: float
    y: float
    y_high: float | None = None
    x_end: float | None = None
    base: float = 0.0
    form: MarkForm = "preferred"
    label: str = ""
    ref: Ref | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """Marks of one series.

    Attributes:
        key: Id of the series.
        label: Direct label for the eye.
        marks: In the order in which keys walk them.
        tone: Name of a colour of the theme: "ink", "A", "B", "s1" … "s6", "muted", "bad".
        joined: True if a line joins the preferred marks; neighbours in ``breaks`` stay apart.
        breaks: Indexes of marks before which the line is broken (a gap in the data).
        ref: Reference of the series.
    """

    key: str
    label: str
    marks: tuple[Mark, ...]
    tone: str = "ink"
    joined: bool = False
    breaks: frozenset[int] = frozenset()
    ref: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """One chart with its equal table.

    Attributes:
        spans: Joins between rival values of one period: x, lowest and highest value.
        panels: The small charts of the form "multiples"; empty otherwise.
    """

    caption: Caption
    form: ChartForm
    x: Axis
    y: Axis
    series: tuple[ChartSeries, ...] = ()
    spans: tuple[tuple[float, float, float], ...] = ()
    table: TableSpec | None = None
    panels: tuple[ChartSpec, ...] = ()
