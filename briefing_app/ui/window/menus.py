"""The commands as menus: below a button, or in a bar that is there while it is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from briefing_app.ui.command import Command, Group
from briefing_app.ui.plain_text import caption


def fill(menu: QMenu, group: Group) -> None:
    """Puts the commands of a group into a menu, each with its keys."""
    for command in group.commands:
        if command is None:
            menu.addSeparator()
            continue
        made = menu.addAction(caption(command.words) + (f"\t{command.keys}" if command.keys else ""))
        made.setEnabled(command.enabled)
        made.setCheckable(command.on is not None)
        made.setChecked(bool(command.on))
        made.triggered.connect(_doing(command))


def _doing(command: Command) -> Callable[[bool], None]:
    """What a command does follows the closing of its menu: a sheet must not open under one."""
    return lambda _checked: QTimer.singleShot(0, command.action)


class MenuBar(QMenuBar):
    """A bar that opens its first menu when it is shown, and goes with the last of them."""

    def __init__(self, groups: Sequence[Group], before: QWidget | None) -> None:
        super().__init__()
        self.setNativeMenuBar(False)
        self._before = before
        for group in groups:
            menu = self.addMenu(caption(group.title))
            fill(menu, group)
            menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._go_if_unused))

    @classmethod
    def open_on(cls, window: QMainWindow, groups: Sequence[Group]) -> None:
        """Shows the bar on a window, with its first menu open; takes it away if it is there."""
        old = window.menuWidget()
        if isinstance(old, cls) and not old.isHidden():
            old.leave()
            return
        bar = cls(groups, QApplication.focusWidget())
        window.setMenuBar(bar)
        bar.show()
        bar.setActiveAction(bar.actions()[0])

    def _go_if_unused(self) -> None:
        if not any(menu.isVisible() for menu in self.findChildren(QMenu)):
            self.leave()

    def leave(self) -> None:
        """Takes the bar away; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and QApplication.activeModalWidget() is None:
            self._before.setFocus()
