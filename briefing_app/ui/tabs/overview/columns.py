"""The two columns of page one: in their final widths from the first paint on, and with one end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from briefing_app.ui.theme import Theme

LEFT, RIGHT = 11, 8
"""Shares of the width."""
NARROW = 760
"""Pixels at 100 % text size below which the columns stand one under the other."""
AIR, TALLER = 16, 300
"""Pixels at 100 % text size that a line, and a chart, may grow by so that both columns end together."""


@dataclass(slots=True)
class Block:
    """What stands together in a column: its layout, and the charts in it."""

    layout: QVBoxLayout
    charts: list[QWidget] = field(default_factory=list)


class Columns:
    """What stands left and right, and which parts of them take what room is left.

    The blocks of the right column go over to the left one, the last first, where the right one would be much longer.

    Args:
        sheet: The widget that holds them.
        theme: Measures.
        reordered: Is called with all widgets as they are read, once the order is known and whenever it changes.
    """

    def __init__(self, sheet: QWidget, theme: Theme, reordered: Callable[[Sequence[QWidget]], object]) -> None:
        px = theme.px
        self._theme, self._reordered = theme, reordered
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(0, 0, 0, 0)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        outer.addLayout(self._both)
        outer.addStretch(1)  # a short page ends where its columns end, not where the window does
        self._both.setContentsMargins(px(16), px(12), px(16), px(12))
        self._both.setSpacing(px(28))
        self.left, self._right = self._column(), self._column()
        self._blocks: list[Block] = []
        self._lines: Sequence[QWidget] = ()
        self._kept = 0
        """How many blocks stand in the right column."""
        # A column without a widget has no width, and the first paint knows of none for the right one.
        holder = QWidget(sheet)
        holder.setFixedHeight(0)
        self._right.addWidget(holder)

    def _column(self) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(self._theme.px(2))
        return made

    def block(self) -> Block:
        """Begins another block of the right column."""
        self._blocks.append(Block(self._column()))
        return self._blocks[-1]

    def close(self, lines: Sequence[QWidget]) -> None:
        """Ends both columns when all stands in them.

        Args:
            lines: Lines of the left column that may grow a little.
        """
        self._lines = lines
        for block in self._blocks:
            self._right.addLayout(block.layout)
        self._kept = len(self._blocks)
        for column, share in ((self.left, LEFT), (self._right, RIGHT)):
            column.addStretch(0)
            self._both.addLayout(column, share)

    def fit(self, width: int) -> None:
        """Lays the columns beside one another or, in a narrow tab, one under the other, and lets both end together.

        Args:
            width: Width of the whole.
        """
        narrow = width < self._theme.px(NARROW)
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        kept = self._kept
        self._place(width, narrow=narrow)
        if self._kept != kept:
            self._tell_order()

    def _place(self, width: int, *, narrow: bool) -> None:
        if narrow or not self._blocks:
            self._part(len(self._blocks))
            self._grow((), ())
            return
        margins = self._both.contentsMargins()
        room = width - margins.left() - margins.right() - self._both.spacing()
        kept = self._share(room * LEFT // (LEFT + RIGHT), room * RIGHT // (LEFT + RIGHT))
        self._part(kept)
        charts, moved = self._charts(kept)
        gap = self._right.heightForWidth(room * RIGHT // (LEFT + RIGHT))
        gap -= self.left.heightForWidth(room * LEFT // (LEFT + RIGHT))
        reached = abs(gap) <= self._reach(kept, longer_right=gap > 0)
        # The longer column has no room to give away, so that only the shorter one grows.
        self._grow([*self._lines, *moved] if reached else (), charts if reached else ())

    def _tell_order(self) -> None:
        """Has keys and assistive technology go down the left column, then down the right one."""
        read = [*_widgets_in(self.left), *_widgets_in(self._right)]
        stops = [widget for widget in read if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for widget in read:
            widget.raise_()  # nothing lies over another; the order of children is the order in which they are told
        self._reordered(read)

    def _charts(self, kept: int) -> tuple[list[QWidget], list[QWidget]]:
        """Returns the charts of the right column, and those that went over to the left one."""
        right = [chart for block in self._blocks[:kept] for chart in block.charts]
        return right, [chart for block in self._blocks[kept:] for chart in block.charts]

    def _reach(self, kept: int, *, longer_right: bool) -> int:
        """Returns by how much the shorter column can grow; nothing grows out of all proportion."""
        charts, moved = self._charts(kept)
        px = self._theme.px
        return px(AIR) * len(self._lines) + px(TALLER) * len(moved) if longer_right else px(TALLER) * len(charts)

    def _share(self, left: int, right: int) -> int:
        """Returns how many blocks stay in the right column: all if they can, else as many as leave the least gap."""
        space = self._theme.px(2)
        here = [block.layout.heightForWidth(right) + space for block in self._blocks]
        there = [block.layout.heightForWidth(left) + space for block in self._blocks]
        own = self.left.heightForWidth(left) - sum(there[self._kept :])

        def left_open(kept: int) -> tuple[int, int]:
            gap = sum(here[:kept]) - own - sum(there[kept:])
            return max(0, abs(gap) - self._reach(kept, longer_right=gap > 0)), -kept

        return min(range(len(here) + 1), key=left_open)

    def _part(self, kept: int) -> None:
        """Leaves so many blocks in the right column; the empty room at the end of each column stays last."""
        for number in range(self._kept - 1, kept - 1, -1):  # the last goes first, each before the one that went
            self._move(self._blocks[number].layout, self._right, self.left, len(self._blocks) - 1 - number)
        for number in range(self._kept, kept):
            self._move(self._blocks[number].layout, self.left, self._right, 0)
        self._kept = kept

    @staticmethod
    def _move(block: QVBoxLayout, out_of: QVBoxLayout, into: QVBoxLayout, behind: int) -> None:
        out_of.removeItem(block)
        block.setParent(None)
        into.insertLayout(into.count() - 1 - behind, block)

    def _grow(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Gives what room is left to these parts, or to the end of a column where there are none.

        Each part takes its share by its own height: with equal shares the lowest would take all.
        """
        growing = {*left, *right}
        for line in self._lines:
            self.left.setStretchFactor(line, line.height() if line in growing else 0)
        for number, block in enumerate(self._blocks):
            for chart in block.charts:
                block.layout.setStretchFactor(chart, int(chart in growing))
            column = self._right if number < self._kept else self.left
            grows = any(chart in growing for chart in block.charts)
            column.setStretchFactor(block.layout, block.layout.sizeHint().height() if grows else 0)
        for column, parts in ((self.left, left), (self._right, right)):
            column.setStretch(column.count() - 1, 0 if parts else 1)


def _widgets_in(layout: QLayout) -> Iterator[QWidget]:
    """Yields the widgets of a layout as they are read."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, within = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif within is not None:
            yield from _widgets_in(within)
