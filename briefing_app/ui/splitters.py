"""A dividing line between two parts that keys move as well as the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from briefing_app.translation import tr
from briefing_app.ui.keymap import act

STEP = 24
"""Pixels of one press."""


class _Handle(QSplitterHandle):
    """The line; it is a stop of the Tab key."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Dividing line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = self.orientation() == Qt.Orientation.Horizontal
        at = self.x() if across else self.y()
        verbs = {
            "back": lambda: self.moveSplitter(at - STEP),
            "on": lambda: self.moveSplitter(at + STEP),
            "first": lambda: self.moveSplitter(0),
            "last": lambda: self.moveSplitter(self.splitter().width() if across else self.splitter().height()),
        }
        if not act(event, "line-between", verbs):
            super().keyPressEvent(event)


class Splitter(QSplitter):
    """Two parts and the line between them; neither part can be closed with it."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)
