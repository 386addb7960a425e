"""Where the record stands: nowhere until something is chosen, then beside the tab, or over it where room is short."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref
from briefing_app.settings import Preferences
from briefing_app.ui.screens import RECORD
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tab import Tab
from briefing_app.ui.theme import Theme

NARROW = 1200
"""Pixels at 100 % text size below which the record lies over the tab."""
NARROW_AT_MOST = 1400
"""The same at large text: a window of 1440 pixels still shows both side by side."""
WIDE = 380
"""Pixels of the record at first."""
KEY = "record"
"""Under which key of the views the width of the record is kept; no tab is called so."""
WIDEST = 4_000
"""Pixels that nobody makes the record."""
MOST = 0.62
"""The most of the width that the record takes when it lies over the tab."""


class _Room(QScrollArea):
    """Where large words leave too little height for record and notes, both scroll together; nothing is squeezed."""

    def __init__(self, record: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(record)

    def minimumSizeHint(self) -> QSize:
        """No narrower than the record, and as low as the window."""
        record = self.widget()
        return QSize(record.minimumSizeHint().width() if record is not None else 0, 1)


class RecordSide(QWidget):
    """The tab and, while one is open, the record."""

    opened = Signal(bool)
    """The record was opened or closed."""

    def __init__(self, tab: QWidget, theme: Theme) -> None:
        super().__init__()
        self._theme, self._tab, self._width, self._over = theme, tab, WIDE, False
        self.side = QWidget()
        self.side.setObjectName(RECORD)
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side.hide()
        room = QVBoxLayout(self.side)
        room.setContentsMargins(0, 0, 0, 0)
        self._splitter = Splitter()
        self._splitter.setHandleWidth(2)
        self._splitter.addWidget(tab)
        self._splitter.addWidget(self.side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._on_moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        tab.installEventFilter(self)
        self.measure(theme)

    def hold(self, record: QWidget) -> None:
        """Takes in the record, which is made later than the room for it."""
        layout = self.side.layout()
        if layout is not None:
            layout.addWidget(_Room(record))

    @property
    def line(self) -> QWidget | None:
        """The line between the tab and the record; none while the record lies over the tab."""
        return self._splitter.handle(1) if self._splitter.count() > 1 else None

    def view(self) -> dict[str, dict[str, Any]]:
        """Returns how wide the record is beside the tab, as it is kept among the views."""
        return {KEY: {"width": self._width}}

    def come_back(self, chosen: Preferences) -> None:
        """Makes the record as wide as it was left, if the window begins where it was left.

        Args:
            chosen: The preferences; what cannot be a width in them is ignored.
        """
        wide = chosen.views.get(KEY, {}).get("width") if chosen.come_back else None
        if isinstance(wide, int) and not isinstance(wide, bool) and 0 < wide < WIDEST:
            self._width = wide
            self._place()

    @property
    def is_open(self) -> bool:
        """Tells whether the record is shown."""
        return not self.side.isHidden()

    def open(self, *, wanted: bool = True) -> None:
        """Shows the record, or puts it away; what has the keyboard in it gives it back to the tab."""
        if wanted == self.is_open:
            return
        focus: QWidget | None = self.window().focusWidget()
        inside = focus is not None and self.side.isAncestorOf(focus)
        self.side.setVisible(wanted)
        if inside and not wanted:
            self._tab.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()
        self.opened.emit(wanted)

    def measure(self, theme: Theme) -> None:
        """Everything must fit a small screen at double text size."""
        self._theme = theme
        self._tab.setMinimumWidth(min(theme.px(396), 500))
        self.side.setMinimumWidth(min(theme.px(280), 380))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_over()
        return False

    def _place(self) -> None:
        """Beside the tab where there is room for both, else over its right part."""
        over = self.width() < min(self._theme.px(NARROW), NARROW_AT_MOST)
        if over != self._over:
            self._over = over
            shown = self.is_open
            if over:
                self.side.setParent(self)
            else:
                self._splitter.addWidget(self.side)
                self._splitter.setStretchFactor(0, 1)
            self.side.setVisible(shown)
        if not over and self.is_open:
            wide = max(self._width, self.side.minimumWidth())
            self._splitter.setSizes([max(1, self.width() - wide), wide])
        self._place_over()

    def _place_over(self) -> None:
        if self._over and self.is_open:
            wide = min(max(self._theme.px(self._width), self.side.minimumWidth()), max(340, int(self.width() * MOST)))
            wide = min(wide, self.width())
            self.side.setGeometry(self.width() - wide, 0, wide, self.height())
            self.side.raise_()

    def _on_moved(self, _position: int, _index: int) -> None:
        if self.is_open:
            self._width = self.side.width()


class Following:
    """When the record opens and closes by itself.

    It opens when something was chosen, unless the tab tells it itself; nothing chosen closes it. A record that was
    opened beside such a tab by hand stays and follows what is chosen there.
    """

    def __init__(self) -> None:
        self._told_here = False

    def wanted(self, change: Change, chosen: Ref | None, tab: Tab | None) -> bool | None:
        """Tells whether the record shall be open after a change of the selection; None leaves it as it is.

        Args:
            change: What changed.
            chosen: What is chosen now.
            tab: The tab that is shown.
        """
        told_before, self._told_here = self._told_here, chosen is not None and tab is not None and tab.tells(chosen)
        if self._told_here and told_before:
            return None
        another_tab_alone = bool(change.tab) and not change.reveal
        if self._told_here or (chosen is None and not another_tab_alone):
            return False
        return True if change.refs or told_before else None
