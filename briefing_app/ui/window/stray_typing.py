"""Words typed where nothing takes words: they are no commands, and they are not lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from briefing_app.ui.keymap import typed

PAUSE_MS = 900
"""After so long without a key what was typed is told, and letters are keys of the picture again."""
FEW = 3
"""Fewer letters were a slip of the hand and are not offered."""


def takes_keys(widget: QWidget | None) -> bool:
    """Tells whether a widget writes, finds or opens by itself, though Qt passes its Enter on."""
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit

    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractItemView)


class Typing(QObject):
    """Collects what is typed at a widget that takes no words, from the first letter that it leaves to others.

    While somebody types, space and Enter press no button, and no letter is a key of a picture.
    """

    ended = Signal(str)
    """What was typed, after the pause."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at: QWidget | None = None
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.end)

    def begin(self, widget: QWidget, letter: str) -> None:
        """Takes the first letter that a widget has left to others."""
        if widget is not self._at:
            self.end()
            self._at = widget
            widget.installEventFilter(self)
        self._text += letter
        self._pause.start()

    def end(self) -> None:
        """Leaves the widget alone again and tells what was typed."""
        self._pause.stop()
        if self._at is not None:
            self._at.removeEventFilter(self)
        text, self._text, self._at = self._text.strip(), "", None
        if len(text) >= FEW:
            self.ended.emit(text)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.MouseButtonPress):
            self.end()
        elif isinstance(event, QKeyEvent) and kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return self._key(event)
        elif isinstance(event, QKeyEvent):
            return True  # the release of a space must not press the button either
        return False

    def _key(self, event: QKeyEvent) -> bool:
        letter = "\n" if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else typed(event)
        back = event.key() == Qt.Key.Key_Backspace
        if not letter and not back:
            if event.key() not in _HELD:
                self.end()
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._text = self._text[:-1] if back else self._text + letter
            self._pause.start()
        event.accept()
        return True


_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_Control, Qt.Key.Key_Alt})
