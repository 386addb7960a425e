"""One frame around whatever has the keyboard: fields, buttons, lists and pictures alike, in every window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFocusFrame, QStackedWidget, QWidget
from shiboken6 import isValid

from briefing_app.ui.reveal import reveal
from briefing_app.ui.theme import Theme

_FRAME = 2
"""Pixels that the own frame of a button or field takes at most; its colour may be that of the ring."""
_MOVING = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class _Ring(QFocusFrame):
    """The frame as a widget; of its kind because assistive technology passes over ``QFocusFrame``."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme

    @property
    def thick(self) -> int:
        """Pixels of the frame: never less than two."""
        return max(2, self.theme.px(2))

    def surround(self, room: QWidget, box: QRect) -> None:
        """Stands around a part of its parent; where there is no room outside, inside the frame the part may have."""
        thick = self.thick
        wanted = box.adjusted(-thick, -thick, thick, thick)
        wide = wanted.intersected(room.rect())
        if wide.isEmpty():
            self.hide()
            return
        self.setGeometry(wide)
        left, top = (thick + (_FRAME if low > least else 0) for low, least in (
            (wide.left(), wanted.left()), (wide.top(), wanted.top())))  # fmt: skip
        right, bottom = (-thick - (_FRAME if high < most else 0) for high, most in (
            (wide.right(), wanted.right()), (wide.bottom(), wanted.bottom())))  # fmt: skip
        inside = self.rect().adjusted(left, top, right, bottom)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("focus"))
        painter.drawRect(self.rect())  # at a start, fillRect would have the names of all gradients made first
        painter.end()


class FocusRing(QObject):
    """Follows the keyboard through a window and its dialogs."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._ring: _Ring | None = None
        self._around: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._go_on)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        if self._ring is not None and isValid(self._ring):
            self._ring.theme = theme
            self._ring.update()
        self._place()

    def _go_on(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._around:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._around = []
        if now is None or now.isWindow() or not self._is_ours(now):
            self._hide()
            return
        if now.visibleRegion().isEmpty():  # a dialog scrolls to what Tab reaches within a part, not into it
            reveal(now)
        room, between = _room_around(now)
        self._around = [now, *between]
        for widget in self._around:
            widget.installEventFilter(self)
        if self._ring is None or not isValid(self._ring):
            self._ring = _Ring(room, self._theme)
        elif self._ring.parentWidget() is not room:
            self._ring.setParent(room)
        self._place()

    def _is_ours(self, widget: QWidget) -> bool:
        above: QWidget | None = widget.window()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None

    def _hide(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def _place(self) -> None:
        ring = self._ring
        if ring is None or not self._around or not isValid(ring) or not all(map(isValid, self._around)):
            return
        widget, room = self._around[0], ring.parentWidget()
        if room is not None and widget.isVisible():
            ring.surround(room, QRect(widget.mapTo(room, QPoint(0, 0)), widget.size()))
        else:
            ring.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        elif event.type() == QEvent.Type.ParentChange and self._around:
            self._go_on(None, QApplication.focusWidget())
        return super().eventFilter(watched, event)


def _room_around(widget: QWidget) -> tuple[QWidget, list[QWidget]]:
    """Returns what cuts a widget off at its edges, a scrolled area, a page or the window, and what lies between."""
    between: list[QWidget] = []
    room, above = widget, widget.parentWidget()
    while above is not None:
        if room is not widget:
            between.append(room)
        room, above = above, above.parentWidget() if not above.isWindow() else None
        if isinstance(room, QStackedWidget) or isinstance(above, QAbstractScrollArea):
            break
    return room, between
