"""The Overview tab: page one lists headlines and judgements."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class OverviewTab(RecordListTab):
    """Lists page one lists headlines and judgements."""

    KEY: ClassVar[str] = "overview"
    HEADING: ClassVar[str] = "What is judged, and how surely"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="kind", label="Kind", weight=2),
        Field(name="ambition", label="Ambition", weight=2),
    )

    def records(self) -> tuple[Record, ...]:
        return self.desk.dataset.judgements
