"""Very large sets of events as columns of numbers, and tables from outside read with every row accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.timeline.event_table.columns import MOST_ROWS, ColumnLane, ColumnSet, only_first
    from briefing_app.domain.timeline.event_table.reading import Cancelled, read_events

_WHERE = {
    "columns": (
        "MOST_ROWS",
        "ColumnLane",
        "ColumnSet",
        "only_first",
    ),
    "reading": (
        "Cancelled",
        "read_events",
    ),
}
names_from(__name__, _WHERE)

__all__ = ["MOST_ROWS", "Cancelled", "ColumnLane", "ColumnSet", "only_first", "read_events"]
