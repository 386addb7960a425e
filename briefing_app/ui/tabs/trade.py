"""The Trade tab: every observation."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class TradeTab(RecordListTab):
    """Lists every observation."""

    KEY: ClassVar[str] = "trade"
    HEADING: ClassVar[str] = "Figures with their sources"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="period", label="Period", weight=3),
        Field(name="status", label="Status", weight=3),
    )

    def records(self) -> tuple[Record, ...]:
        return self.desk.dataset.observations
