"""Three steps that show the window to somebody who sees it for the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing_app.translation import tr
from briefing_app.ui.plain_text import label
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme


class Step(NamedTuple):
    """One step: the part of the window that it shows, a heading and a few sentences."""

    shown: QWidget
    heading: str
    words: str


def steps(*, tabs: QWidget, filters: QWidget, search: QWidget) -> tuple[Step, ...]:
    """Returns the steps in their order.

    Args:
        tabs: The row of tabs.
        filters: The filter bar.
        search: The part of the header that searches and exports.
    """
    return (
        Step(
            tabs,
            tr("One question, seen from several sides"),
            tr(
                "Overview answers the question; the other tabs show what the answer rests on. A click on any line, "
                "mark or figure opens its record: what it says, how sure it is, who says so and who says otherwise."
            ),
        ),
        Step(
            filters,
            tr("One filter for all tabs"),
            tr(
                "Click a condition to change it; it takes effect at once, and × removes it. “Changed since” "
                "shows only what is new, “As known on” only what had been published by a day."
            ),
        ),
        Step(
            search,
            tr("Find, note, export"),
            tr(
                "Ctrl+K finds every entry, note and command. Ctrl+N writes a note on what is chosen; it is saved as "
                "you type. Ctrl+E makes the marked PDF. F1 lists all keys, and the menu Help holds this tour."
            ),
        ),
    )


class Tour(QFrame):
    """A card beside the part that is shown, with a frame around that part; Escape leaves."""

    def __init__(self, listed: tuple[Step, ...], theme: Theme, window: QWidget, *, done: Callable[[], object]) -> None:
        super().__init__(window)
        self._steps, self._theme, self._at, self._done, self._window = listed, theme, 0, done, window
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._frame = QFrame(window)
        self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frame.setStyleSheet(f"background: transparent; border: {theme.px(3)}px solid {theme.hex('focus')};")
        self._number, self._heading, self._words = (
            label(role="small"),
            label(role="heading", wrap=True),
            label(wrap=True),
        )
        self._back, self._next, self._skip = QPushButton(tr("Back")), QPushButton(), QPushButton(tr("Leave the tour"))
        self._skip.setProperty("role", "quiet")
        self._back.clicked.connect(lambda _checked=False: self._go(-1))
        self._next.clicked.connect(lambda _checked=False: self._go(1))
        self._skip.clicked.connect(lambda _checked=False: self.leave())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        for part in (self._number, self._heading, self._words):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._skip)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._next)
        column.addLayout(row)
        self.setFixedWidth(min(theme.px(420), 640))
        window.installEventFilter(self)
        self._show()

    def _go(self, step: int) -> None:
        self._at += step
        if self._at >= len(self._steps):
            self.leave()
        else:
            self._show()

    def _show(self) -> None:
        step, count = self._steps[self._at], len(self._steps)
        self._number.setText(tr("Step {n} of {count}", n=self._at + 1, count=count))
        self._heading.setText(step.heading)
        self._words.setText(step.words)
        self._back.setEnabled(self._at > 0)
        self._next.setText(tr("Next") if self._at + 1 < count else tr("Done"))
        self._place()
        self._frame.show()
        self.show()
        self._frame.raise_()
        self.raise_()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._number.text()}. {step.heading}. {step.words}")

    def _place(self) -> None:
        window, shown = self._window, self._steps[self._at].shown
        around = QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())
        self._frame.setGeometry(around.intersected(window.rect()))
        layout = self.layout()
        high = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        left = max(0, min(around.left() + self._theme.px(24), window.width() - self.width() - self._theme.px(24)))
        top = max(0, min(around.bottom() + self._theme.px(8), window.height() - high))
        self.setGeometry(left, top, self.width(), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(1)
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Takes card and frame away."""
        for part in (self._frame, self):
            part.hide()
            part.deleteLater()
        self._done()
