"""The Claims tab: the checked claims."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class ClaimsTab(RecordListTab):
    """Lists the checked claims."""

    KEY: ClassVar[str] = "claims"
    HEADING: ClassVar[str] = "The starting document, claim by claim"
    FIELDS: ClassVar[tuple[Field, ...]] = (
        Field(name="paragraph", label="Paragraph", weight=2),
        Field(name="kind", label="Kind", weight=3),
        Field(name="verdict", label="Verdict", weight=3),
    )

    def records(self) -> tuple[Record, ...]:
        return self.desk.dataset.claims
