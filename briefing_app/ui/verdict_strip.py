"""How many claims got which verdict, as a strip of labelled parts that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.claims import VerdictCount
from briefing_app.translation import tr, trn
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme


class VerdictStrip(QWidget):
    """Parts as long as their number, each with sign, number and word; too short a part shows its sign alone."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: tuple[VerdictCount, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Verdicts"))

    def show_counts(self, counts: Sequence[VerdictCount]) -> None:
        """Shows the counts of the verdicts."""
        self._counts = tuple(counts)
        self._at = min(self._at, max(0, len(counts) - 1))
        self.setAccessibleDescription("; ".join(f"{c.count} {c.word}" for c in counts))
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, QFontMetrics(self._theme.font("small", bold=True)).height() + self._theme.px(10))

    def _parts(self) -> list[QRect]:
        total = sum(c.count for c in self._counts) or 1
        parts, x = [], 0.0
        for count in self._counts:
            width = self.width() * count.count / total
            parts.append(QRect(round(x), 0, max(1, round(x + width) - round(x) - 1), self.height() - 1))
            x += width
        return parts

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font("small", bold=True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        for number, (count, box) in enumerate(zip(self._counts, self._parts(), strict=True)):
            painter.fillRect(box, self._theme.colour(count.tone))
            painter.setPen(self._theme.colour("inverse"))
            full = f"{count.sign} {count.count} {count.word}"
            short = f"{count.sign} {count.count}"
            room = box.width() - self._theme.px(4)
            text = next((t for t in (full, short, count.sign) if metrics.horizontalAdvance(t) <= room), "")
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            if self.hasFocus() and number == self._at:
                pen = painter.pen()
                pen.setWidth(2)
                pen.setColor(self._theme.colour("focus"))
                painter.setPen(pen)
                painter.drawRect(box.adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, box in enumerate(self._parts()):
            if box.contains(event.position().toPoint()):
                self._at = number
                self.chosen.emit(self._counts[number].verdict)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        names = [f"{c.count} {c.word}" for c, box in zip(self._counts, self._parts(), strict=True) if box.contains(at)]
        set_tip(self, names[0] if names else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {}
        if self._counts:
            verbs = {
                "next": lambda: self._step(1),
                "previous": lambda: self._step(-1),
                "open": lambda: self.chosen.emit(self._counts[self._at].verdict),
            }
        if not act(event, "strip", verbs):
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self._at = max(0, min(len(self._counts) - 1, self._at + step))
        self._say()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _say(self) -> None:
        if self._counts:
            count = self._counts[self._at]
            announce(self, trn("{n} claim {word}", "{n} claims {word}", count.count, word=count.word))
