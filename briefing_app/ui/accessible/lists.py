"""Painted lines as lists: what stands under one heading is one list, and its lines are the items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from briefing_app.ui.accessible.pictures import NOTHING
from briefing_app.ui.entry_line import Line

Role = QAccessible.Role
SHEET = "lines"
"""The role of a widget whose children are lines that stand in lists."""


class LineList(QAccessibleInterface):
    """The lines of one group. It is no widget: the sheet tells which lines it holds."""

    def __init__(self, sheet: Sheet, group: str) -> None:
        super().__init__()
        self.sheet, self.group = sheet, group

    def lines(self) -> Sequence[Line]:
        """Returns the lines in their order."""
        return self.sheet.groups().get(self.group, ())

    def isValid(self) -> bool:
        return self.sheet.lives

    def object(self) -> Any:
        return None

    def parent(self) -> Any:
        return self.sheet

    def child(self, index: int) -> Any:
        lines = self.lines()
        return QAccessible.queryAccessibleInterface(lines[index]) if 0 <= index < len(lines) else None

    def childCount(self) -> int:
        return len(self.lines())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        line = child.object()
        return next((n for n, each in enumerate(self.lines()) if each is line), -1)

    def childAt(self, x: int, y: int) -> Any:
        at = QPoint(x, y)
        found = (each for each in self.lines() if each.rect().contains(each.mapFromGlobal(at)))
        line = next(found, None)
        return QAccessible.queryAccessibleInterface(line) if line is not None else None

    def window(self) -> Any:
        return self.sheet.window() if self.sheet.lives else None

    def rect(self) -> QRect:
        found = QRect()
        for line in self.lines():
            found = found.united(QRect(line.mapToGlobal(QPoint(0, 0)), line.size()))
        return found

    def role(self) -> QAccessible.Role:
        return Role.List

    def state(self) -> QAccessible.State:
        made = QAccessible.State()
        if not self.sheet.lives:
            made.invalid = True
        else:
            made.invisible = not self.sheet.widget().isVisible()
        return made

    def text(self, kind: QAccessible.Text) -> str:
        return self.group if kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        return

    def interface_cast(self, _kind: QAccessible.InterfaceType) -> Any:
        return NOTHING


class Sheet(QAccessibleWidget):
    """A sheet of headings, pictures and lines; lines of one group are a list, where the first of them stands."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.Client, "")
        self.lives = True
        self._lists: dict[str, LineList] = {}

    def groups(self) -> dict[str, list[Line]]:
        """Returns the lines of each list."""
        found: dict[str, list[Line]] = {}
        for each in self._widgets():
            if isinstance(each, Line) and each.group:
                found.setdefault(each.group, []).append(each)
        return found

    def list_of(self, line: Line) -> LineList | None:
        """Returns the list in which a line stands."""
        return self._list(line.group) if line.group and line.parentWidget() is self.widget() else None

    def _widgets(self) -> list[QWidget]:
        if not self.lives:
            return []
        return [each for each in self.widget().children() if isinstance(each, QWidget) and not each.isWindow()]

    def _children(self) -> list[QWidget | str]:
        """Returns widgets, and the groups of lines by name."""
        found: dict[QWidget | str, None] = {}
        for each in self._widgets():
            found[each.group if isinstance(each, Line) and each.group else each] = None
        return list(found)

    def _list(self, group: str) -> LineList:
        made = self._lists.get(group)
        if made is None:
            made = self._lists[group] = LineList(self, group)
            QAccessible.registerAccessibleInterface(made)
        return made

    def childCount(self) -> int:
        return len(self._children())

    def child(self, index: int) -> Any:
        children = self._children()
        if not 0 <= index < len(children):
            return None
        found = children[index]
        return self._list(found) if isinstance(found, str) else QAccessible.queryAccessibleInterface(found)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        sought = child.group if isinstance(child, LineList) else child.object()
        return next((n for n, each in enumerate(self._children()) if each is sought or each == sought), -1)

    def childAt(self, x: int, y: int) -> Any:
        found = self.widget().childAt(self.widget().mapFromGlobal(QPoint(x, y)))
        return QAccessible.queryAccessibleInterface(found) if found is not None else None

    def end(self) -> None:
        """The sheet goes: its lists are forgotten by Qt, which would else keep what is no more."""
        self.lives = False
        for made in self._lists.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))
        self._lists.clear()


def list_of(line: Line) -> LineList | None:
    """Returns the list in which a line stands; None for a line that stands in none."""
    above = line.parentWidget()
    if not line.group or above is None or above.property("role") != SHEET:
        return None
    found = QAccessible.queryAccessibleInterface(above)
    return found.list_of(line) if isinstance(found, Sheet) else None
