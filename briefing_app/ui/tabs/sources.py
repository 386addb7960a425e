"""The Sources tab: all sources."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class SourcesTab(RecordListTab):
    """Lists all sources."""

    KEY: ClassVar[str] = "sources"
    HEADING: ClassVar[str] = "Every page cited"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="published", label="Published", weight=3),
        Field(name="kind", label="Kind", weight=3),
        Field(name="reliability", label="Grade", weight=2),
    )

    def records(self) -> tuple[Record, ...]:
        return self.desk.dataset.sources
