"""What is drawn and where: the picture with its view, theme and measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TimelineSpec
from briefing_app.domain.timeline import ItemSet, LaneBox, Metrics, Picture, View
from briefing_app.ui.tabs.timeline.texts import Laid, Stamps, Texts
from briefing_app.ui.theme import Theme


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
    names: Texts
    small: Texts
    letters: Texts
    stamps: Stamps
    bars: dict[float, dict[int, QRect]]
    width: float
    height: float
    left: float
    top: float
    bottom: float
    scroll: float = 0.0
    selected: Ref | None = None
    selected_number: int = -1
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

    def write(self, painter: QPainter, texts: Texts, x: float, base: float, laid: Laid, *, behind: str = "") -> None:
        """Draws a text in the painter's pen; its font has to be that of the texts.

        Args:
            painter: The painter.
            texts: Where the text was laid out.
            x: Where it begins.
            base: The line the letters stand on.
            laid: The text.
            behind: What follows it in an exported picture, where it is one text with the label.
        """
        if self.joined:
            painter.drawText(QPointF(x, base), f"{laid.text}  {behind}".rstrip())
        else:
            texts.draw(painter, x, base, laid)

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
