"""The words that the mouse shows when it rests on something: by keys as well, and taken away by Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from briefing_app.ui.entry_line import Line
from briefing_app.ui.plain_text import hide_tip, show_tip, tip_is_shown, tip_of
from briefing_app.ui.speech import announce


def show(widget: QWidget | None) -> None:
    """Shows and speaks the hint of a widget, or the whole words of the cell that is chosen in it.

    Args:
        widget: What has the keyboard; nothing happens if nothing has it, or it has no more to say.
    """
    if widget is None:
        return
    words, box = _words_of(widget)
    if not words:
        return
    show_tip(widget.mapToGlobal(QPoint(box.left(), box.bottom() + 2)), words, widget)
    announce(widget, words)
    _Leave(widget)


def _words_of(widget: QWidget) -> tuple[str, QRect]:
    """Returns the words, and the part of the widget that they belong to."""
    if isinstance(widget, QAbstractItemView):
        index = widget.currentIndex()
        return tip_of(index), widget.visualRect(index).translated(widget.viewport().pos())
    if isinstance(widget, Line):
        return widget.full, widget.rect()
    return widget.toolTip() or widget.accessibleDescription() or widget.accessibleName(), widget.rect()


_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class _Leave(QObject):
    """Takes the words away with the next key, which is Esc or goes on, or with the keyboard; one for each hint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and tip_is_shown()
        if escaped and kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        another = kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() not in _HELD
        if another or kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            hide_tip()
            watched.removeEventFilter(self)
            self.deleteLater()
        return escaped and another


class EscTakesHintsAway(QObject):
    """The first Esc takes away words that the mouse shows, wherever the keyboard is, and does nothing else."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._at: QWidget = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._go_on)
        window.installEventFilter(self)

    def _go_on(self, _before: QWidget | None, now: QWidget | None) -> None:
        window = self.parent()
        if isValid(self._at) and self._at is not window:
            self._at.removeEventFilter(self)
        if now is not None:
            self._at = now
            now.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        pressed = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not pressed or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not tip_is_shown():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            hide_tip()
        return True
