"""The Map tab: the corridors."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class MapTab(RecordListTab):
    """Lists the corridors."""

    KEY: ClassVar[str] = "map"
    HEADING: ClassVar[str] = "Corridors and their state"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="status", label="Status", weight=3),
        Field(name="kind", label="Means", weight=3),
    )

    def records(self) -> tuple[Record, ...]:
        return self.desk.dataset.corridors
