"""A painted picture as a graphic or a group, its parts as children that can be named, found, selected and pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleSelectionInterface,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

from briefing_app.domain.wording import number
from briefing_app.ui.parts import Parts

Text = QAccessible.Text
Cast = QAccessible.InterfaceType
NOTHING = Shiboken.VoidPtr(0)
"""What says to Qt that there is no such interface; None would be taken for one."""


def or_nothing(found: Any) -> Any:
    """Returns an interface of Qt's own in the form in which it can be handed back to Qt."""
    return NOTHING if found is None else found


class _Action(QAccessibleActionInterface):
    """Pressing a part, and putting the keyboard on it."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()]

    def doAction(self, name: str) -> None:
        picture, number = self._part.picture, self._part.number
        if name == QAccessibleActionInterface.pressAction():
            picture.later(lambda: picture.parts.press(number))
        elif name == QAccessibleActionInterface.setFocusAction():
            picture.later(lambda: picture.go(number))

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


class _Value(QAccessibleValueInterface):
    """The figure of a part; it cannot be changed."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def _known(self) -> float:
        return self._part.picture.parts.value(self._part.number) or 0.0

    def currentValue(self) -> Any:
        return self._known()

    def setCurrentValue(self, _value: Any) -> None:
        return

    def maximumValue(self) -> Any:
        return self._known()

    def minimumValue(self) -> Any:
        return self._known()

    def minimumStepSize(self) -> Any:
        return 0.0


class Part(QAccessibleInterface):
    """One part. It has a number and asks the picture for all else, so that it stays true when the picture changes."""

    def __init__(self, picture: Picture, number: int) -> None:
        super().__init__()
        self.picture, self.number = picture, number
        self._action, self._value = _Action(self), _Value(self)

    def isValid(self) -> bool:
        return self.picture.lives and self.number < self.picture.parts.count()

    def object(self) -> Any:
        return None

    def parent(self) -> Any:
        return self.picture

    def child(self, _index: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, _x: int, _y: int) -> Any:
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> Any:
        return self.picture.window() if self.picture.lives else None

    def _box(self) -> QRect | None:
        return self.picture.parts.box(self.number) if self.isValid() else None

    def rect(self) -> QRect:
        box = self._box()
        return QRect(self.picture.on_screen(box)) if box is not None else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button if self.picture.parts.as_buttons else QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        made = QAccessible.State()
        if not self.isValid():
            made.invalid = True
            return made
        parts, widget = self.picture.parts, self.picture.widget()
        made.focusable = True
        here = parts.current() == self.number
        made.focused = made.active = here and widget.hasFocus()
        if parts.as_buttons:
            made.checkable = True
            made.checked = made.pressed = parts.is_pressed(self.number)
        else:
            made.selectable, made.selected = True, here
        box = self._box()
        made.offscreen = box is None or not widget.visibleRegion().intersects(box)
        made.invisible = not widget.isVisible()
        return made

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if kind == Text.Name:
            return self.picture.name_of(self.number)
        if kind == Text.Description:
            return self.picture.said_of(self.number)
        if kind == Text.Value:
            value = self.picture.parts.value(self.number)
            return number(value) if value is not None else ""
        return ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        return

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == Cast.ActionInterface:
            return self._action
        if kind == Cast.ValueInterface and self.isValid() and self.picture.parts.value(self.number) is not None:
            return self._value
        return NOTHING


class _Selection(QAccessibleSelectionInterface):
    """The one part that is selected."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture

    def selectedItemCount(self) -> int:
        return 1 if self._picture.parts.current() >= 0 else 0

    def selectedItems(self) -> list[QAccessibleInterface]:
        number = self._picture.parts.current()
        return [self._picture.part(number)] if number >= 0 else []

    def selectedItem(self, index: int) -> Any:
        found = self.selectedItems()
        return found[index] if 0 <= index < len(found) else None

    def isSelected(self, item: QAccessibleInterface) -> bool:
        return isinstance(item, Part) and item.number == self._picture.parts.current()

    def select(self, item: QAccessibleInterface) -> bool:
        if not isinstance(item, Part) or not item.isValid():
            return False
        number = item.number
        self._picture.later(lambda: self._picture.go(number))
        return True

    def unselect(self, _item: QAccessibleInterface) -> bool:
        return False

    def selectAll(self) -> bool:
        return False

    def clear(self) -> bool:
        return False


class Picture(QAccessibleWidget):
    """A painted picture. Its parts are made when they are asked for, and kept by their number."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, parts: Parts) -> None:
        super().__init__(widget, role, "")
        self.parts = parts
        self.lives = True
        self._made: dict[int, Part] = {}
        self._selection = _Selection(self)
        self._told = -1
        self._name: tuple[int, str] = -1, ""
        self._message = ""

    # What Qt asks

    def childCount(self) -> int:
        return self.parts.count()

    def child(self, index: int) -> Any:
        return self.part(index) if 0 <= index < self.parts.count() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.number if isinstance(child, Part) and child.picture is self else -1

    def childAt(self, x: int, y: int) -> Any:
        at = self.widget().mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        for part in range(self.parts.count()):
            box = self.parts.box(part)
            if box is not None and box.contains(at):
                return self.part(part)
        return None

    def focusChild(self) -> Any:
        number = self.parts.current() if self.widget().hasFocus() else -1
        return self.part(number) if number >= 0 else None

    def state(self) -> QAccessible.State:
        made = super().state()
        made.focused = self.widget().hasFocus() and self.parts.current() < 0
        return made

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == Cast.SelectionInterface and not self.parts.as_buttons:
            return self._selection
        return or_nothing(super().interface_cast(kind))

    # What parts ask

    def part(self, number: int) -> Part:
        """Returns a part, made at the first time."""
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = Part(self, number)
            QAccessible.registerAccessibleInterface(found)
        return found

    def on_screen(self, box: QRect) -> QRect:
        """Returns a place of the widget as a place of the screen."""
        return QRect(self.widget().mapToGlobal(box.topLeft()), box.size())

    def later(self, deed: Callable[[], object]) -> None:
        """Does what was asked for once the one who asked has his answer; building a view takes longer than he waits."""
        if self.lives:
            QTimer.singleShot(0, self.widget(), deed)

    def go(self, number: int) -> None:
        """Puts the keyboard on a part."""
        self.widget().setFocus()
        self.parts.go(number)

    def name_of(self, number: int) -> str:
        """Returns what a part is called: of the one where the keyboard is, what was said of it when it was reached."""
        here = self._name[0] == number == self.parts.current() and self.widget().hasFocus()
        return self._name[1] if here else self.parts.words(number)

    def said_of(self, number: int) -> str:
        """Returns what was said beside the name of the part at which the keyboard stands."""
        return self._message if number == self._told else ""

    # Speaking

    def reach(self, text: str) -> bool:
        """Says of the part that has just been reached what is to be said of it; False where there is none.

        A text about the part that was told already is a message, such as that there is no later one.
        """
        number = self.parts.current()
        if number < 0:
            return False
        if number != self._told:
            self._told, self._name, self._message = number, (number, text), ""
            self._send(QAccessible.Event.Focus, number)
        elif text != self._name[1]:
            self._message = text
            self._send(QAccessible.Event.DescriptionChanged, number)
        return True

    def come_back(self, text: str) -> None:
        """Says the part at which the keyboard stands, because the keyboard has come to the picture."""
        number = self.parts.current()
        if number >= 0:
            self._told, self._message = number, ""
            if text:
                self._name = number, text
            self._send(QAccessible.Event.Focus, number)

    def _send(self, kind: QAccessible.Event, number: int) -> None:
        event = QAccessibleEvent(self.widget(), kind)
        event.setChild(number)
        QAccessible.updateAccessibility(event)

    def end(self) -> None:
        """The widget goes: its parts are forgotten by Qt, which would else keep what is no more."""
        self.lives = False
        for part in self._made.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
        self._made.clear()
