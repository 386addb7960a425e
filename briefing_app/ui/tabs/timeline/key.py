"""The key above the lanes, drawn as the picture draws its marks."""

from __future__ import annotations

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import ItemSet
from briefing_app.pictures import timeline
from briefing_app.pictures.pen import Pen
from briefing_app.translation import tr
from briefing_app.ui.painted_key import PaintedKey
from briefing_app.ui.theme import Theme


class Key(PaintedKey):
    """What the marks of the timeline stand for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._spec: TimelineSpec | None = None
        self._items: list[TimelineItem] = []
        self.setAccessibleName(tr("Key of the timeline"))

    def show_items(self, spec: TimelineSpec, items: ItemSet) -> None:
        """Explains the marks of other events."""
        self._spec, self._items = spec, timeline.looked_at(items)
        self._changed()

    def explain(self, pen: Pen, width: float) -> float:
        if self._spec is None:
            return 0.0
        return timeline.explain(pen, self._spec, self._items, left=0.0, top=0.0, width=width)
