"""What is drawn and where: the picture with its view, theme and measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPixmap

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TimelineSpec
from briefing_app.domain.timeline import ItemSet, LaneBox, Metrics, Picture, View
from briefing_app.ui.tabs.timeline.texts import Texts
from briefing_app.ui.theme import Theme

_BREAK = re.compile(r"(?<=[ \-–/])")
"""A line may end behind a space, a hyphen, a dash or a stroke."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """What is drawn, and where. ``left`` is the width of the lanes' names, ``top`` and ``bottom`` end the lanes."""

    spec: TimelineSpec
    items: ItemSet
    picture: Picture
    view: View
    theme: Theme
    metrics: Metrics
    labels: Texts
    counts: Texts
    letters: Texts
    stamps: dict[tuple[str, float, int, float], QPixmap]
    width: float
    height: float
    left: float
    top: float
    bottom: float
    scroll: float = 0.0
    selected: Ref | None = None
    hovered: Ref | None = None
    lane: int = -1
    focus: bool = False
    noted: frozenset[Ref] = frozenset()
    joined: bool = False
    """True if a label and its letter are written as one text: who draws an exported picture has other widths."""

    tones: dict[tuple[str, int], QColor] = field(default_factory=dict)

    def tone(self, name: str, alpha: int = 255) -> QColor:
        """Returns a colour, made once for each picture; it is not to be changed."""
        found = self.tones.get((name, alpha))
        if found is None:
            found = self.tones[name, alpha] = self.theme.colour(name, alpha=alpha)
        return found

    @property
    def plot(self) -> float:
        """Width of the lanes without their names."""
        return max(1.0, self.width - self.left)

    def x(self, day: float) -> float:
        """Where a day stands on the widget."""
        return self.left + self.view.x(day, self.plot)

    def lane_top(self, box: LaneBox) -> float:
        """Where a lane begins on the widget."""
        return self.top + box.top - (0.0 if box.pinned else self.scroll)

    @property
    def pinned_height(self) -> float:
        """Height of the lanes that stay on top."""
        return sum(box.height for box in self.picture.boxes if box.pinned)


def strip_height(theme: Theme) -> int:
    """Returns the height of one series under the lanes."""
    return theme.px(56)


def two_lines(text: str, metrics: QFontMetricsF, room: float, *, most: int) -> list[str]:
    """Returns a name in one or two lines, cut where the room ends."""
    if most < 2 or metrics.horizontalAdvance(text) <= room:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)]
    first, words = "", _BREAK.split(text)
    while words and metrics.horizontalAdvance((first + words[0]).rstrip()) <= room:
        first += words.pop(0)
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)]
    return [first.rstrip(), metrics.elidedText("".join(words), Qt.TextElideMode.ElideRight, room)]
