"""The Timeline tab: all events by date."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class TimelineTab(RecordListTab):
    """Lists all events by date."""

    KEY: ClassVar[str] = "timeline"
    HEADING: ClassVar[str] = "What happened, was announced, signed, delivered or missed"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="date", label="Date", weight=3),
        Field(name="status", label="Status", weight=3),
        Field(name="category", label="Topic", weight=3),
    )

    def records(self) -> tuple[Record, ...]:
        return self.desk.dataset.events
