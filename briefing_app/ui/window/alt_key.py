"""Alt pressed and let go alone opens the menus; with another key, or with the mouse, it belongs to that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class AltKey(QObject):
    """Watches the keys that reach a window."""

    def __init__(self, window: QWidget, pressed: Callable[[], object]) -> None:
        super().__init__(window)
        self._pressed, self._alone = pressed, False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            self._alone = event.key() == Qt.Key.Key_Alt and event.modifiers() in (
                Qt.KeyboardModifier.AltModifier,
                Qt.KeyboardModifier.NoModifier,
            )
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if self._alone and event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
                self._alone = False
                self._pressed()
                return True
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate, QEvent.Type.Wheel):
            self._alone = False
        return super().eventFilter(watched, event)
