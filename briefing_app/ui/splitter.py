"""A part that a person divides by mouse or keys, and how it is divided again at the next start or opening."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QSplitter, QSplitterHandle, QWidget

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.keymap import act

log = logging.getLogger(__name__)

SHEETS = "sheets"
"""Under which key of the views the divisions of dialogs are kept; no tab is called so."""
_MOST = 100_000
"""Pixels that no part of a window has."""
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
    """A splitter that remembers what a person made of it, for each direction; until then it is divided as proposed."""

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        """Makes a splitter.

        Args:
            name: Under which name its division is kept; no other of the same tab, and of dialogs none, has it.
            parent: The parent widget.
        """
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self._kept: dict[str, list[int]] = {}
        self.splitterMoved.connect(self._keep)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    @property
    def _way(self) -> str:
        return "across" if self.orientation() == Qt.Orientation.Horizontal else "down"

    def _keep(self, _position: int, _index: int) -> None:
        self._kept[self._way] = self.sizes()

    def propose(self, sizes: Sequence[int]) -> None:
        """Divides as nobody has chosen otherwise: where somebody has, their division comes again."""
        self.setSizes(self._kept.get(self._way) or list(sizes))

    def turn(self, way: Qt.Orientation) -> None:
        """Divides in another direction, as the person chose there the last time."""
        if way != self.orientation():
            self.setOrientation(way)
            if self._way in self._kept:
                self.setSizes(self._kept[self._way])

    def kept(self) -> dict[str, list[int]]:
        """Returns what the person chose, as JSON types; nothing where they chose nothing."""
        return {way: list(sizes) for way, sizes in self._kept.items()}

    def bring_back(self, saved: object) -> None:
        """Takes back what ``kept`` returned; ignores what cannot be a division of these parts."""
        if not isinstance(saved, Mapping):
            return
        for way in ("across", "down"):
            sizes: Any = saved.get(way)
            fits = isinstance(sizes, list | tuple) and len(sizes) == self.count() and all(map(_is_size, sizes))
            if fits and any(sizes):
                self._kept[way] = list(sizes)
        if self._way in self._kept:
            self.setSizes(self._kept[self._way])


def divide_as_before(splitter: Splitter, sheet: QDialog, desk: Desk, sizes: Sequence[int]) -> None:
    """Divides a part of a dialog as it was left the last time, and keeps it when the dialog closes.

    Args:
        splitter: The part; its name is that under which it is kept.
        sheet: The dialog.
        desk: Holds the preferences.
        sizes: How it is divided as long as nobody chose otherwise.
    """
    splitter.bring_back(desk.preferences.views.get(SHEETS, {}).get(splitter.objectName()))
    splitter.propose(sizes)
    sheet.finished.connect(partial(_keep, splitter, desk))


def _keep(splitter: Splitter, desk: Desk, _result: int) -> None:
    views, name = desk.preferences.views, splitter.objectName()
    kept = dict(views.get(SHEETS, {}))
    if splitter.kept() in ({}, kept.get(name)):
        return
    try:
        desk.prefer(initiator=SHEETS, views={**views, SHEETS: kept | {name: splitter.kept()}})
    except ExpectedError as error:
        log.warning("division not saved: %s", error.sentence())


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST
