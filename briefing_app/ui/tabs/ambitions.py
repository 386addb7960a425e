"""The Ambitions tab: evidence and indicators."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class AmbitionsTab(RecordListTab):
    """Lists evidence and indicators."""

    KEY: ClassVar[str] = "ambitions"
    HEADING: ClassVar[str] = "Evidence and indicators for both ambitions"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="ambition", label="Ambition", weight=2),
        Field(name="direction", label="Direction", weight=3),
    )

    def records(self) -> tuple[Record, ...]:
        return (*self.desk.dataset.evidence, *self.desk.dataset.indicators)
