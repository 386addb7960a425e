"""One entry as a painted line: grade, text in runs, columns at the end; reached by arrows, opened by Enter."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing_app.domain.model import Ref
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.sides import placed
from briefing_app.ui.theme import Role, Theme


class Run(NamedTuple):
    """A run of text in one weight and one tone."""

    text: str
    strong: bool = False
    tone: str = "ink"


LEAST = 24
"""Pixels that whatever is pressed has each way."""
NOTED = Run("✎ ", tone="note")
"""Stands before the text of an entry with notes."""


class End(NamedTuple):
    """A column at the right end of a line; ``width`` in pixels at 100 % text size."""

    run: Run
    width: int


class Line(QWidget):
    """A line that stands for an entry.

    It breaks its text to the room it has, up to ``most`` lines; what is left out stands in the tooltip and in
    the detail pane. The view that holds the lines moves the keyboard among them.

    Attributes:
        group: What the list is called in which it stands, for assistive technology; empty for a line beside all lists.
    """

    chosen = Signal(object)
    """The line itself: it was clicked or reached by a key."""
    opened = Signal(object)
    """The line itself: Enter or double click."""

    def __init__(
        self,
        theme: Theme,
        runs: tuple[Run, ...],
        *,
        ref: Ref | None = None,
        lead: Run | None = None,
        ends: tuple[End, ...] = (),
        most: int = 0,
        role: Role = "body",
        ruled: bool = True,
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Makes a line.

        Args:
            theme: Colours and fonts.
            runs: The text.
            ref: The entry it stands for; None for a line that is pressed like a button.
            lead: Short text in front, in a column of its own.
            ends: Columns at the right.
            most: Largest number of text lines; 0 for as many as it takes.
            role: Size of the text.
            ruled: True to draw a rule below.
            spoken: What a screen reader says; empty for the text as it is.
            parent: The parent widget.
        """
        super().__init__(parent)
        self.ref, self._theme, self._runs, self._lead, self._ends = ref, theme, runs, lead, ends
        self.group = ""
        self._most, self._role, self._ruled = most, role, ruled
        self.selected = self._hover = self._noted = self._held = False
        self._said = ""
        self._laid: tuple[int, QTextLayout] | None = None
        self._heights: dict[int, int] = {}
        self.full = "".join(run.text for run in runs)
        self.setAccessibleName(spoken or " ".join([*([lead.text] if lead else []), self.full]))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Measures

    def _font(self, *, strong: bool = False, role: Role | None = None) -> QFont:
        return self._theme.font(role or self._role, bold=strong)

    def _text_left(self) -> int:
        return self._theme.px(3) + (self._theme.px(29) if self._lead else 0)

    def _text_width(self, width: int) -> int:
        ends = sum(self._theme.px(end.width) for end in self._ends)
        return max(self._theme.px(40), width - self._text_left() - ends - self._theme.px(3))

    def _pad(self) -> int:
        return self._theme.px(4)

    def _lay(self, width: int) -> QTextLayout:
        """Breaks the text; the layout is kept for the last width, its height for every width."""
        if self._laid is not None and self._laid[0] == width:
            return self._laid[1]
        room = self._text_width(width)
        layout, tall = self._broken(self._runs, room)
        if self._most and layout.lineCount() > self._most:
            layout, tall = self._broken(self._shortened(layout, room), room)
        self._heights[width] = round(tall)
        self._laid = (width, layout)
        return layout

    def _broken(self, runs: tuple[Run, ...], room: int) -> tuple[QTextLayout, float]:
        """Breaks runs of text; returns the layout and its height."""
        layout = QTextLayout("".join(run.text for run in runs), self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # no word leaves its frame
        layout.setTextOption(option)
        formats, start = [], 0
        for run in runs:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, len(run.text)
            style = QTextCharFormat()
            style.setFont(self._font(strong=run.strong))
            style.setForeground(self._theme.colour(run.tone))
            made.format = style
            formats.append(made)
            start += len(run.text)
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            higher, tall = 0.0, line.height()
            if (
                not y and len(runs) > 1 and runs[0] == NOTED
            ):  # its sign comes from a taller font, the line stays as it was
                unmarked, _tall = self._broken(runs[1:], room)
                higher, tall = line.ascent() - unmarked.lineAt(0).ascent(), unmarked.lineAt(0).height()
            line.setPosition(QPointF(0, y - higher))
            y += tall
        layout.endLayout()
        return layout, y

    def _shortened(self, layout: QTextLayout, room: int) -> tuple[Run, ...]:
        """Cuts the last line that fits and ends it with an ellipsis."""
        last = layout.lineAt(self._most - 1)
        start = last.textStart()
        metrics = QFontMetrics(self._font())
        words = metrics.elidedText(self.full[start:], Qt.TextElideMode.ElideRight, int(room * 0.97))
        kept: list[Run] = []
        at = 0
        for run in self._runs:
            piece = run.text[: max(0, start - at)]
            if piece:
                kept.append(Run(piece, run.strong, run.tone))
            at += len(run.text)
        return (*kept, Run(words, self._runs[-1].strong, self._runs[-1].tone))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._lay(width)
        height = self._heights[width]
        ends = [self._end_height(end) for end in self._ends]
        return max(LEAST, max([height, *ends]) + 2 * self._pad() + (1 if self._ruled else 0))

    def _end_height(self, end: End) -> int:
        box = QRect(0, 0, self._theme.px(end.width) - self._theme.px(6), 10_000)
        metrics = QFontMetrics(self._font(strong=end.run.strong))
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, end.run.text).height()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self.minimumSizeHint().height() + 2 * self._pad())  # the width decides

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), QFontMetrics(self._font()).lineSpacing())

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, box = self._theme, self.rect()
        if self.selected:
            painter.fillRect(box, theme.colour("select"))
        elif self._hover:
            painter.fillRect(box, theme.colour("ground"))
        if self._ruled:
            painter.setPen(theme.colour("rule"))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        top = self._pad()
        layout = self._lay(self.width())
        if self._lead:
            metrics = QFontMetrics(self._font())
            painter.setFont(self._font(role="small"))
            painter.setPen(theme.colour(self._lead.tone))
            wide = metrics.horizontalAdvance(self._lead.text)
            left = self._visual(QRect(theme.px(3), top, wide, metrics.height())).left()
            painter.drawText(left, top + metrics.ascent(), self._lead.text)
        painter.setPen(theme.colour("ink"))
        text = QRect(self._text_left(), top, self._text_width(self.width()), self.height())
        layout.draw(painter, QPointF(self._visual(text).left(), top))
        self._paint_ends(painter, top)

    def _paint_ends(self, painter: QPainter, top: int) -> None:
        left = self.width() - sum(self._theme.px(end.width) for end in self._ends)
        for end in self._ends:
            width = self._theme.px(end.width)
            painter.setFont(self._font(strong=end.run.strong))
            painter.setPen(self._theme.colour(end.run.tone))
            box = self._visual(QRect(left + self._theme.px(6), top, width - self._theme.px(6), self.height()))
            painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, end.run.text)
            left += width

    def _visual(self, box: QRect) -> QRect:
        """Returns where a box stands: the line begins on the side at which the language begins."""
        return placed(self.layoutDirection(), self.rect(), box)

    # Hands

    def mark(self, *, selected: bool) -> None:
        """Marks the line as the selection of the desk."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    def note(self, *, noted: bool) -> None:
        """Marks the line as that of an entry with notes."""
        if noted == self._noted:
            return
        self._said = self._said if self._noted else self.accessibleName()
        self._noted = noted
        self._runs = (NOTED, *self._runs) if noted else self._runs[1:]
        self.setAccessibleName(tr("{name}, has a note", name=self._said) if noted else self._said)
        self._laid = None
        self._heights.clear()
        self.full = "".join(run.text for run in self._runs)
        self.updateGeometry()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.button() == Qt.MouseButton.LeftButton
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.RightButton:  # its menu is of this line
            self.chosen.emit(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The line is chosen when the mouse lets go over it; drawn away from it, nothing is."""
        held, self._held = self._held, False
        if held and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act(event, "line", {"open": lambda: self.opened.emit(self)}):
            super().keyPressEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._hover = True
        set_tip(self, self.full if self._most else "")
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover = False
        self.update()
