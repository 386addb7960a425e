"""Walking the lines of page one: one stop of the Tab key, arrows up and down, Enter to follow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.ui.entry_line import Line
from briefing_app.ui.keymap import act


class LineWalk(QObject):
    """The lines of a sheet as mouse and keys reach them.

    Attributes:
        lines: The lines, in the order of the sheet.
    """

    def __init__(self, desk: Desk, key: str, scroll: QScrollArea, tab: QWidget) -> None:
        super().__init__(tab)
        self._desk, self._key, self._scroll, self._tab = desk, key, scroll, tab
        self.lines: list[Line] = []

    def clear(self) -> None:
        """Forgets the lines: the sheet is made anew."""
        self.lines = []

    def add(self, line: Line) -> None:
        """Adds a line below the others."""
        line.chosen.connect(self._choose)
        line.opened.connect(self._follow)
        line.installEventFilter(self)
        self.lines.append(line)

    def order(self, read: Sequence[QWidget]) -> None:
        """Walks the lines in the order in which the widgets of the sheet are read."""
        places = {widget: number for number, widget in enumerate(read)}
        self.lines.sort(key=lambda line: places.get(line, len(places)))

    def stop_at(self, line: Line) -> None:
        """The lines are one stop of the Tab key and one home of F6: the line where the reader was last."""
        for other in self.lines:
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is line else Qt.FocusPolicy.ClickFocus)
        self._tab.setFocusProxy(line)

    def place(self) -> tuple[Ref | None, int]:
        """Returns where the reader is: the entry of the line at which the Tab key stops, and its number."""
        stops = (n for n, line in enumerate(self.lines) if line.focusPolicy() == Qt.FocusPolicy.StrongFocus)
        number = next(stops, 0)
        return (self.lines[number].ref if self.lines else None), number

    def come_back(self, ref: Ref | None, number: int, *, keyboard: bool) -> None:
        """Goes where the reader was before the lines were made anew.

        Args:
            ref: The entry; where it is gone, the line of the same number is the stop.
            number: Number of its line.
            keyboard: True if the keyboard was in the sheet.
        """
        same = next((line for line in self.lines if line.ref == ref), None) if number else None
        line = same or self.lines[min(number, len(self.lines) - 1)]
        self.stop_at(line)
        if keyboard:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, ref: Ref | None) -> None:
        """Marks the lines of the selected entry."""
        for line in self.lines:
            line.mark(selected=line.ref == ref)

    def _choose(self, line: Line) -> None:
        self.stop_at(line)
        if line.ref is not None:
            self._desk.select(line.ref, initiator=self._key)

    def _follow(self, line: Line) -> None:
        if line.ref is not None:
            self._desk.follow(line.ref, initiator=self._key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk the lines; the scroll area would take them otherwise."""
        if isinstance(watched, Line) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return act(event, "line", {"next": lambda: self._go(watched, 1), "previous": lambda: self._go(watched, -1)})
        return super().eventFilter(watched, event)

    def _go(self, line: Line, step: int) -> None:
        goal = self.lines[max(0, min(len(self.lines) - 1, self.lines.index(line) + step))]
        self.stop_at(goal)
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(goal)
        self._choose(goal)
