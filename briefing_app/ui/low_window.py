"""Where a window is low for its words, the table of a tab comes before what stands above it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing_app.ui.theme import Theme

LOW = 520
"""Pixels, at the normal text size, under which a window has no room for choices and three rows below them."""


class TableFirst:
    """Puts what stands between a title and its table below the table while the window is low."""

    def __init__(self, column: QVBoxLayout, above: Sequence[QWidget], table: QWidget) -> None:
        """Takes a column whose first part is the title.

        Args:
            column: The layout.
            above: What stands below the title, in its order.
            table: The table that follows.
        """
        self._column, self._above, self._table = column, tuple(above), table
        self._low = False

    def arrange(self, window: QWidget, theme: Theme) -> None:
        """Puts the parts in order for the height of the window.

        Args:
            window: The window that holds the column.
            theme: For the size of its text.
        """
        low = window.height() < theme.px(LOW)
        if low == self._low:
            return
        self._low = low
        for widget in self._above:
            self._column.removeWidget(widget)
        first = self._column.indexOf(self._table) + 1 if low else 1
        for at, widget in enumerate(self._above, start=first):
            self._column.insertWidget(at, widget)
