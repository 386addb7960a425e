"""One line over the foot of the tab: it moves nothing, and every line is kept in a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from briefing_app.translation import tr
from briefing_app.ui.plain_text import caption, label
from briefing_app.ui.speech import say as speak
from briefing_app.ui.theme import Theme

GOOD_NEWS_MS = 6_000
MOST_KEPT = 100
"""Lines that the list holds; older ones go."""


class Said(NamedTuple):
    """A line that was shown: when, and its words."""

    when: dt.datetime
    words: str


class Strip(QWidget):
    """One line; good news leaves by itself, trouble and offers stay until they are closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._area: QWidget | None = None
        self.said: list[Said] = []
        self._text = label(wrap=True)
        self._button = QPushButton()
        self._button.clicked.connect(lambda _checked=False: self._action())
        self._action: Callable[[], object] = self.hide
        close = QToolButton()
        close.setText("×")
        close.setProperty("role", "quiet")
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(5), theme.px(8), theme.px(5))
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(GOOD_NEWS_MS)
        self._leaving.timeout.connect(self.hide)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def lie_over(self, area: QWidget) -> None:
        """Chooses the widget over whose foot the line stands; it is a sibling."""
        self._area = area
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return super().eventFilter(watched, event)

    def say(self, text: str, *, trouble: bool, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Shows a line.

        Args:
            text: The words.
            trouble: True if the line stays until it is closed.
            action: Words and deed of a button beside them.
        """
        shown = ("⚠ " if trouble else "") + text
        self.said = [*self.said, Said(dt.datetime.now(dt.UTC).astimezone(), shown)][-MOST_KEPT:]
        self._text.setText(shown)
        words, self._action = action or ("", self.hide)
        self._button.setText(caption(words))
        self._button.setVisible(action is not None)
        h = self._theme.hex
        self.setStyleSheet(
            f"QWidget#strip {{ background: {h('note-ground' if trouble else 'ground')};"
            f" border-top: 1px solid {h('muted')}; }}"
        )
        self.show()
        self._fit()
        speak(f"{text} {words}".strip(), urgent=trouble)
        self._leaving.stop()
        if not trouble and action is None:
            self._leaving.start()

    def _fit(self) -> None:
        """The line is as wide as what it lies over, and as tall as its words need there."""
        layout, area = self.layout(), self._area
        if layout is None or area is None or self.isHidden():
            return
        layout.invalidate()
        high = max(layout.totalHeightForWidth(area.width()), layout.totalMinimumSize().height())
        self.setGeometry(area.x(), area.y() + max(0, area.height() - high), area.width(), high)
        self.raise_()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over the colours of a new theme."""
        self._theme = theme
        self._fit()
