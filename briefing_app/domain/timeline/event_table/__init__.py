"""Very large sets of events as columns of numbers, and tables from outside read with every row accounted for."""

from briefing_app.domain.timeline.event_table.columns import MOST_ROWS, ColumnLane, ColumnSet, only_first
from briefing_app.domain.timeline.event_table.reading import Cancelled, read_events

__all__ = ["MOST_ROWS", "Cancelled", "ColumnLane", "ColumnSet", "only_first", "read_events"]
