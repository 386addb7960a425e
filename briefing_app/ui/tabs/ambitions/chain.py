"""The steps of an ambition as a picture whose steps are pressed like buttons."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.ambitions import Way
from briefing_app.pictures import chain
from briefing_app.pictures.pen import Blank, Box, Drawn, Pen, Place, nearest
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.parts import ButtonParts
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce, arrive
from briefing_app.ui.theme import Theme


class Chain(QWidget):
    """The chain of one ambition. The view that holds it moves the keyboard from step to step and beyond."""

    pressed = Signal(object)
    """The chain itself: the step at ``at`` was pressed."""

    def __init__(self, theme: Theme, way: Way, *, pressed: int = -1) -> None:
        """Makes a chain.

        Args:
            theme: Colours and fonts.
            way: The ambition.
            pressed: Index of the step that is pressed; -1 for none.
        """
        super().__init__()
        self.way, self.at = way, 0
        self._theme, self._kept = theme, Kept(theme.name)
        self._pressed, self._under, self._held = pressed, -1, -1
        self.parts = ButtonParts(
            places=self.places,
            unit=lambda: unit_of(self._theme),
            at=lambda: self.at,
            held=lambda: self._pressed,
            step=self.go,
            push=self._push,
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Steps of ambition {letter}", letter=way.letter))
        self.setAccessibleDescription("; ".join(place.spoken for place in self.places()))

    # Measures

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        unit = unit_of(self._theme)
        return math.ceil(self._draw(Blank(), width=width / unit).bottom * unit) + 1

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self.heightForWidth(self._theme.px(440)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(20))

    # Painting

    def _draw(self, pen: Pen, *, width: float, height: float = 0.0) -> Drawn:
        """Draws with a margin for the frames: they are painted half outside their boxes."""
        hand = chain.Hand(self._pressed, self._under, self.at if self.hasFocus() else -1)
        left, top = 3.0, 6.0
        room = Box(left, top, max(1.0, width - left - 1.0), max(0.0, height - top - 1.0))
        return chain.draw(pen, self.way, room, hand=hand)

    def places(self) -> tuple[Place, ...]:
        """Returns the steps in their order, with their places in points."""
        unit = unit_of(self._theme)
        return self._draw(Blank(), width=self.width() / unit, height=self.height() / unit).places

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        unit = unit_of(self._theme)
        pen = PainterPen(painter, self._kept, unit=unit)
        self._draw(pen, width=self.width() / unit, height=self.height() / unit)
        pen.end()

    # Hands

    def stops(self) -> tuple[QRect, ...]:
        """Returns where the steps stand, in pixels of the widget."""
        unit = unit_of(self._theme)
        boxes = [place.box for place in self.places()]
        return tuple(
            QRectF(b.left * unit, b.top * unit, b.width * unit, b.height * unit).toAlignedRect() for b in boxes
        )

    def go(self, number: int) -> None:
        """Puts the keyboard on a step and says which it is."""
        self.at = number
        if self.hasFocus():
            announce(self, self.places()[self.at].spoken)
        self.update()

    def _push(self, number: int) -> None:
        self.at = number
        self.pressed.emit(self)

    def _step_at(self, at: QPointF) -> int:
        unit, places = unit_of(self._theme), self.places()
        found = nearest(places, (at.x() / unit, at.y() / unit), reach=0.0)
        return places.index(found) if found is not None else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = self._step_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else -1
        if self._held >= 0:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A step is pressed when the mouse lets go over it; drawn away from it, nothing is."""
        held, self._held = self._held, -1
        if held >= 0 and self._step_at(event.position()) == held:
            self.at = held
            self.pressed.emit(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._step_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._under:
            self._under = number
            set_tip(self, self.places()[number].spoken if number >= 0 else "")
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act(event, "line", {"open": lambda: self.pressed.emit(self)}):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        arrive(self, "", part=self.places()[self.at].spoken)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
