"""The Actors tab: actors and their relations."""

from __future__ import annotations

from typing import ClassVar

from briefing_app.domain.model import Record
from briefing_app.domain.records import Field
from briefing_app.ui.record_list import RecordListTab


class ActorsTab(RecordListTab):
    """Lists actors and their relations."""

    KEY: ClassVar[str] = "actors"
    HEADING: ClassVar[str] = "Who acts, and how they are linked"
    FIELDS: ClassVar[tuple[Field, ...]] = (Field(name="kind", label="Kind", weight=3),)

    def records(self) -> tuple[Record, ...]:
        return (*self.desk.dataset.actors, *self.desk.dataset.relations)
