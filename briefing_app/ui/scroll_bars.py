"""What is scrolled where room is short, and a bar that shows a handle only where something scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QScrollArea, QScrollBar, QWidget


class ShyBar(QScrollBar):
    """An upright scroll bar without a handle as long as nothing scrolls: the theme leaves out that of a disabled bar.

    It looks after itself and connects nothing: an area that is taken down sets the range of its bars once more.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setEnabled(False)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        super().sliderChange(change)
        if change == QAbstractSlider.SliderChange.SliderRangeChange:
            self.setEnabled(self.maximum() > self.minimum())


def hide_idle_handle(area: QAbstractScrollArea) -> None:
    """Gives a scrolled area an upright bar that has a handle only while something scrolls."""
    area.setVerticalScrollBar(ShyBar())


def scrolled(widget: QWidget) -> QScrollArea:
    """Returns an area in which a widget can be scrolled where the screen is too small for large text."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
