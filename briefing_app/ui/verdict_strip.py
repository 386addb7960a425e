"""How many claims got which verdict, as a strip of labelled parts that can be chosen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.claims import VerdictCount
from briefing_app.pictures import verdicts
from briefing_app.pictures.pen import Blank, Box, Drawn, Pen, Place, nearest
from briefing_app.translation import runs_right_to_left, tr
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.parts import ButtonParts
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce, arrive
from briefing_app.ui.theme import Theme


class VerdictStrip(QWidget):
    """Parts as long as their number, each with sign, number and, where there is room, word; one may be pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._kept = theme, Kept(theme.name)
        self._counts: tuple[VerdictCount, ...] = ()
        self._at, self._down = 0, -1
        self._pressed = ""
        self.parts = ButtonParts(
            places=self.places,
            unit=lambda: unit_of(self._theme),
            at=lambda: self._at if self._counts else -1,
            held=self._held,
            step=self._go,
            push=self._push,
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Verdicts"))

    def show_counts(self, counts: Sequence[VerdictCount]) -> None:
        """Shows the counts of the verdicts."""
        self._counts = tuple(counts)
        self._at = min(self._at, max(0, len(counts) - 1))
        self.updateGeometry()
        self.setAccessibleDescription("; ".join(place.spoken for place in self.places()))
        self.update()

    def press(self, verdict: str) -> None:
        """Shows the part of one verdict as pressed; none for an empty name."""
        self._pressed = verdict
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme, self._kept = theme, Kept(theme.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        unit = unit_of(self._theme)
        tall = verdicts.draw(Blank(), self._counts, Box(0.0, 0.0, width / unit, 0.0)).bottom if self._counts else 0.0
        return math.ceil(max(verdicts.HEIGHT, tall) * unit)

    # Painting

    def _draw(self, pen: Pen) -> Drawn:
        room = Box(0.0, 0.0, self.width() / unit_of(self._theme), 0.0)
        return verdicts.draw(pen, self._counts, room, at=self._at if self.hasFocus() else -1, pressed=self._held())

    def _held(self) -> int:
        """Returns the part that is held down, or -1."""
        return next((n for n, c in enumerate(self._counts) if c.verdict == self._pressed), -1)

    def places(self) -> tuple[Place, ...]:
        """Returns the parts in their order, with their places in points."""
        return self._draw(Blank()).places if self._counts else ()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._draw(pen)
        pen.end()

    # Hands

    def _under(self, at: QPointF) -> int:
        """Returns the index of the part under the mouse, or -1."""
        unit, places = unit_of(self._theme), self.places()
        found = nearest(places, (at.x() / unit, at.y() / unit), reach=1.0)
        return places.index(found) if found is not None else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._down = self._under(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A part is chosen when the mouse lets go over it; drawn away from it, nothing is."""
        down, self._down = self._down, -1
        if down >= 0 and self._under(event.position()) == down:
            self._push(down)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        set_tip(self, self.places()[under].spoken if under >= 0 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs: dict[str, Callable[[], object]] = {}
        if self._counts:
            on = -1 if runs_right_to_left() else 1  # the keys are arrows, and go where they point
            verbs = {
                "next": lambda: self._step(on),
                "previous": lambda: self._step(-on),
                "open": lambda: self._push(self._at),
            }
        if not act(event, "strip", verbs):
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self._go(max(0, min(len(self._counts) - 1, self._at + step)))

    def _go(self, number: int) -> None:
        self._at = number
        announce(self, self._words())
        self.update()

    def _push(self, number: int) -> None:
        self._at = number
        self.chosen.emit(self._counts[number].verdict)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._counts:
            arrive(self, "", part=self._words())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _words(self) -> str:
        words = self.places()[self._at].spoken
        alone = self._counts[self._at].verdict == self._pressed
        return tr("{words}, shown alone", words=words) if alone else words
