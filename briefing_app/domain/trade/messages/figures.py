"""What a message is made from: plain numbers by series and year, or by group and name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one series.

    Attributes:
        name: Its name in the chart.
        role: Its role in the question.
        years: Preferred figures of whole years, statements about the future left out.
        preferred: All preferred figures, whatever their period.
        every: All figures, rivals and upper ends of ranges included.
        unit: Its unit in the words of the data.
    """

    name: str = ""
    role: str = "figure"
    years: Mapping[int, float] = field(default_factory=dict)
    preferred: tuple[float, ...] = ()
    every: tuple[float, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One figure with the name, the role and the unit of its series."""

    name: str
    value: float
    role: str = "figure"
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures that stand together.

    Attributes:
        when: Their period in words.
        year: Their period as the data write it.
        items: The figures in the order of their series.
    """

    when: str = ""
    year: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that a chart is drawn from.

    Attributes:
        lines: By series, in the order of the question.
        groups: By period or name, in order; the last one is what a message speaks of.
    """

    lines: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()

    def of(self, role: str) -> tuple[Line, ...]:
        """Returns the lines with a role."""
        return tuple(line for line in self.lines if line.role == role)

    @property
    def last(self) -> Group:
        """The last group; an empty one if there is none."""
        return self.groups[-1] if self.groups else Group()
