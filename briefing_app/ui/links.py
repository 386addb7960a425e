"""A link that is shown whole: its words go on in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from briefing_app.domain.control_signs import visible
from briefing_app.ui.plain_text import breakable, caption
from briefing_app.ui.theme import Theme


class LinkButton(QPushButton):
    """A button that looks like a link in running text; ``text`` is what is shown, whole."""

    def __init__(self, words: str, theme: Theme) -> None:
        words = visible(words)
        super().__init__(caption(words))
        self._theme, self._words = theme, breakable(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _font(self) -> QFont:
        font = QFont(self._theme.font("body"))
        font.setUnderline(True)
        return font

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, max(1, width - 4), 100_000)
        return QFontMetrics(self._font()).boundingRect(box, Qt.TextFlag.TextWordWrap, self._words).height() + 6

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, QFontMetrics(self._font()).lineSpacing() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._theme.colour("link"))
        painter.drawText(self.rect().adjusted(2, 3, -2, 0), Qt.TextFlag.TextWordWrap, self._words)
        painter.end()
