"""What is wrong with one table, equal faults told once: how many, what they have in common, in which lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing_app.errors import Problem, Severity
from briefing_app.translation import grouped, tr

TOLD_ONE_BY_ONE = 5
"""Up to so many equal faults are told each with its line; more are summed up."""
_LINES = 8


class Line(int):
    """A line as an editor counts it; a line of a table in several files knows its file."""

    file: str = ""


@dataclass(slots=True)
class _Group:
    many: str
    count: int = 0
    singles: list[Problem] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


class Faults:
    """Collects the faults of one table.

    Attributes:
        file: Its file, for the words.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._groups: dict[tuple[Severity, str, str, str], _Group] = {}

    def add(
        self,
        message: str,
        *,
        row: int | None = None,
        column: str = "",
        many: str = "",
        severity: Severity = "error",
    ) -> None:
        """Takes in a fault.

        Args:
            message: What is wrong at this place.
            row: Its line; None for the whole table.
            column: Its column.
            many: What equal faults have in common, to stand behind their number, such as "cells found, …".
            severity: "error" if something was left out.
        """
        file = (getattr(row, "file", "") if row is not None else "") or self.file
        group = self._groups.setdefault((severity, file, column[:60], many or message), _Group(many))
        group.count += 1
        if len(group.singles) < TOLD_ONE_BY_ONE:
            number = None if row is None else int(row)
            group.singles.append(Problem(severity=severity, file=file, message=message, row=number, column=column[:60]))
        if row is not None and len(group.lines) < _LINES:
            group.lines.append(int(row))

    def problems(self) -> list[Problem]:
        """Returns the faults in the order of their first lines."""
        found: list[Problem] = []
        for (severity, file, column, _many), group in self._groups.items():
            if group.count <= TOLD_ONE_BY_ONE or not group.many:
                found += group.singles
                continue
            words = tr("{n} {things}", n=grouped(group.count), things=group.many)
            lines = ", ".join(str(line) for line in group.lines)
            more = group.count - len(group.lines)
            places = (
                tr("lines {lines} and {n} more", lines=lines, n=grouped(more))
                if more
                else tr("lines {lines}", lines=lines)
            )
            first = group.lines[0] if group.lines else None
            found.append(Problem(severity=severity, file=file, message=f"{words} ({places})", row=first, column=column))
        return sorted(found, key=lambda problem: problem.row or 0)

    def __len__(self) -> int:
        return sum(group.count for group in self._groups.values())
