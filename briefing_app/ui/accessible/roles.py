"""Which widget is what: a table from widgets of this program to the roles that assistive technology knows."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAttributesInterface, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QComboBox,
    QFileDialog,
    QLabel,
    QScrollArea,
    QSplitterHandle,
    QStackedWidget,
    QWidget,
)
from shiboken6 import Shiboken

from briefing_app.ui.accessible.lists import SHEET, Sheet, list_of
from briefing_app.ui.accessible.pictures import Picture, or_nothing
from briefing_app.ui.entry_line import Line
from briefing_app.ui.parts import ButtonParts, RowParts

Role = QAccessible.Role
Text = QAccessible.Text
Cast = QAccessible.InterfaceType
LEVELS = {"title": 1, "heading": 2, "strong": 3}
"""Levels of headings by the roles of labels."""
HERALD = "herald"
"""Name of the label, never seen, that says messages."""
AREAS = {
    HERALD: Role.Notification,
    "tabbar": Role.PageTabList,
    "statusbar": Role.StatusBar,
    "filterbar": Role.ToolBar,
    "header": Role.ToolBar,
    "detail": Role.Grouping,
    "strip": Role.Grouping,
}
"""Parts of the window by their names."""
ALL_RELATIONS = QAccessible.RelationFlag.AllRelations
_kept: dict[int, QAccessibleInterface] = {}
"""What speaks for the widgets that live; Qt holds the same objects and cannot keep Python's from going."""
_gone: list[QAccessibleInterface] = []
"""What spoke for widgets that are going: Qt deletes each right after it has told of it, and Python must not before."""


def interface_of(name: str, widget: QObject) -> QAccessibleInterface | None:
    """Returns what speaks for a widget, or None to leave it to Qt.

    Args:
        name: A class of the widget; Qt asks for its own first, then for what that is made of.
        widget: The widget.
    """
    if not isinstance(widget, QWidget) or name != widget.metaObject().className():
        return None
    if isinstance(widget.window(), QFileDialog):  # Qt makes and ends parts of it that nobody else may speak for
        return None
    made = _made(widget)
    if made is not None:
        key = Shiboken.getCppPointer(widget)[0]
        _kept[key] = made
        widget.destroyed.connect(lambda: _forget(key))
    return made


def picture_of(widget: QWidget) -> Picture | None:
    """Returns what speaks for a painted picture; None for any other widget."""
    if not isinstance(getattr(widget, "parts", None), RowParts | ButtonParts):
        return None
    found = QAccessible.queryAccessibleInterface(widget)
    return found if isinstance(found, Picture) else None


def _forget(key: int) -> None:
    gone = _kept.pop(key, None)
    if gone is None:
        return
    if isinstance(gone, Picture | Sheet):
        gone.end()
    if not _gone:
        QTimer.singleShot(0, _gone.clear)
    _gone.append(gone)


def _made(widget: QWidget) -> QAccessibleInterface | None:
    parts = getattr(widget, "parts", None)
    if isinstance(parts, RowParts):
        return Picture(widget, Role.Graphic, parts)
    if isinstance(parts, ButtonParts):
        return Picture(widget, Role.Grouping, parts)
    if isinstance(widget, Line):
        return _Line(widget)
    if isinstance(widget, QComboBox):
        return _Choice(widget)
    if isinstance(widget, QStackedWidget):  # a "layered pane" would be said on the way to what lies in it
        return QAccessibleWidget(widget, Role.Client, "")
    if isinstance(widget, QScrollArea):
        return _Page(widget)
    if isinstance(widget, QSplitterHandle):
        return QAccessibleWidget(widget, Role.Separator, "")
    return _made_by_role(widget, widget.property("role"))


def _made_by_role(widget: QWidget, role: object) -> QAccessibleInterface | None:
    if isinstance(widget, QAbstractButton) and role == "tab":
        return _PageTab(widget)
    if role == SHEET:
        return Sheet(widget)
    if role == "graphic":
        return QAccessibleWidget(widget, Role.Graphic, "")
    if isinstance(widget, QLabel) and isinstance(role, str) and role in LEVELS:
        return _Heading(widget, LEVELS[role])
    area = widget.objectName()
    if area in AREAS or area.startswith("tab-"):
        return QAccessibleWidget(widget, AREAS[area], "") if area in AREAS else _Page(widget)
    return None


class _Page(QAccessibleWidget):
    """A tab, or what scrolls by keys, is a form: of a group Orca reads all words at once. Else it is nothing."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.Form, "")

    def role(self) -> QAccessible.Role:
        widget = self.widget()
        takes_keys = isinstance(widget, QScrollArea) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        return Role.Form if takes_keys or widget.objectName().startswith("tab-") else Role.Client


class _Line(QAccessibleWidget):
    """A line that stands for an entry; one without an entry is pressed like a button."""

    def __init__(self, line: Line) -> None:
        super().__init__(line, Role.ListItem if line.ref is not None else Role.Button, "")

    def parent(self) -> Any:
        line = self.widget()
        found = list_of(line) if isinstance(line, Line) else None
        return found if found is not None else or_nothing(super().parent())

    def state(self) -> QAccessible.State:
        made = super().state()
        line = self.widget()
        if isinstance(line, Line) and line.ref is not None:
            made.selectable, made.selected = True, line.selected
        return made

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        line = self.widget()
        if name == QAccessibleActionInterface.pressAction() and isinstance(line, Line):
            QTimer.singleShot(0, line, lambda: line.opened.emit(line))  # who asked gets his answer first
        else:
            super().doAction(name)


class _Choice(QAccessibleWidget):
    """A field with a list, called by its label and what is chosen; Qt's own forgets the label on Linux.

    The list is a part of it while it is open: that of a closed one would say that it has the keyboard.
    """

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, Role.ComboBox, "")

    def _box(self) -> QComboBox:
        return cast("QComboBox", self.widget())

    def _is_open(self) -> bool:
        view = self._box().view()
        return Shiboken.isValid(view) and view.isVisible()

    def text(self, kind: QAccessible.Text) -> str:
        chosen = self._box().currentText()
        if kind == Text.Value:
            return chosen
        if kind == Text.Description:  # not the tip, which says what is chosen a second time
            return self._box().accessibleDescription()
        said = super().text(kind)
        if kind == Text.Name and chosen and chosen != said:
            return chosen if chosen.startswith(said) else f"{said}: {chosen}"
        return said

    def state(self) -> QAccessible.State:
        made = super().state()
        made.expandable = made.hasPopup = True
        made.expanded = self._is_open()
        made.collapsed = not made.expanded
        made.editable = self._box().isEditable()
        return made

    def childCount(self) -> int:
        return 1 if self._is_open() else 0

    def child(self, index: int) -> Any:
        return QAccessible.queryAccessibleInterface(self._box().view()) if index == 0 and self._is_open() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if self._is_open() and child.object() is self._box().view() else -1

    def relations(self, match: QAccessible.RelationFlag = ALL_RELATIONS) -> list[Any]:
        """Its name holds its label: a reader that found the label beside it would say that alone."""
        del match
        return []

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction()]

    def doAction(self, _name: str) -> None:
        if self._is_open():
            self._box().hidePopup()
        else:
            self._box().showPopup()


class _PageTab(QAccessibleWidget):
    """A button that shows a page."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, Role.PageTab, "")

    def _is_chosen(self) -> bool:
        button = self.widget()
        return isinstance(button, QAbstractButton) and button.isChecked()

    def text(self, kind: QAccessible.Text) -> str:
        button = self.widget()
        if kind == Text.Name and isinstance(button, QAbstractButton):
            return button.accessibleName() or button.text().replace("&&", "&")
        return super().text(kind)

    def state(self) -> QAccessible.State:
        made = super().state()
        made.selectable, made.selected = True, self._is_chosen()
        return made

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        button = self.widget()
        if name == QAccessibleActionInterface.pressAction() and isinstance(button, QAbstractButton):
            QTimer.singleShot(0, button, button.click)  # who asked gets his answer first
        else:
            super().doAction(name)


class _Level(QAccessibleAttributesInterface):
    """The level of a heading."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        return self._level if key == QAccessible.Attribute.Level else None


class _Heading(QAccessibleWidget):
    """A label that heads what follows."""

    def __init__(self, label: QLabel, level: int) -> None:
        super().__init__(label, Role.Heading, "")
        self._level = _Level(level)

    def text(self, kind: QAccessible.Text) -> str:
        label = self.widget()
        if kind == Text.Name and isinstance(label, QLabel):
            return label.accessibleName() or label.text()
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self._level if kind == Cast.AttributesInterface else or_nothing(super().interface_cast(kind))
