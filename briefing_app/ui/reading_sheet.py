"""A table whose cells are read in full: rows are walked by keys, spoken, followed, and asked who says so."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Cell, Row, TableSpec
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.speech import announce, as_one
from briefing_app.ui.theme import Theme

_FIRST, _MORE = 24, 24
"""Rows that are there at once, more than a window is tall, and those that are added in each pause after that."""


class _Piece(NamedTuple):
    """Some rows of the table, set as a table of their own: Qt lays out a long one as a whole, which takes long."""

    first: int
    heads: int
    table: QTextTable


class ReadingSheet(QTextBrowser):
    """A table for reading. A row with words in its first cell alone is a heading.

    What lies below the window is written in the pauses after that, so that another table is there at once.
    """

    selected = Signal(object)
    activated = Signal(object)
    asked = Signal(object, str)
    """Who says so: the entry of a row and what the row is called."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.spec: TableSpec | None = None
        self._noted: frozenset[Ref] = frozenset()
        self._current = -1
        self._pieces: list[_Piece] = []
        self._written = self._place = 0
        self._pause = QTimer(self)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._write_more)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Fetches nothing, whatever a text asks for."""
        return None

    def set_spec(self, spec: TableSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Shows a table from its top; the same table stays where it is scrolled to."""
        same = self.spec is not None and self.spec.caption.key == spec.caption.key
        place, current = self.verticalScrollBar().value(), self._current
        self.spec, self._noted = spec, noted
        self.setAccessibleName(spec.caption.title)
        self.setAccessibleDescription(spec.caption.summary)
        self._write(spec)
        self.setTextCursor(QTextCursor(self.document()))
        self._current = current if same and current < len(spec.rows) else -1
        self._mark()
        self._place = place if same else 0
        self.verticalScrollBar().setValue(self._place)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        if self.spec is not None:
            self.set_spec(self.spec, noted=self._noted)

    # Writing

    def _write(self, spec: TableSpec) -> None:
        self.setUpdatesEnabled(False)
        document = self.document()
        self._pieces, self._written = [], 0
        self._pause.stop()
        document.clear()
        document.setDefaultFont(self._theme.font("body"))
        if spec.caption.empty:
            cursor = QTextCursor(document)
            cursor.insertText(visible(spec.caption.empty), self._look(Cell(text="", tone="muted"), bold=False))
            self.setUpdatesEnabled(True)
            return
        self._add(_FIRST)
        self.setUpdatesEnabled(True)
        if self._written < len(spec.rows):
            self._pause.start()

    def _add(self, count: int) -> None:
        """Writes so many rows more; a screen reader is not told of each piece."""
        with as_one():
            self._add_now(count)

    def _add_now(self, count: int) -> None:
        assert self.spec is not None
        columns, first = self.spec.columns, self._written
        rows = self.spec.rows[first : first + count]
        heads = int(len(columns) > 3 and not first)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        table = cursor.insertTable(len(rows) + heads, len(columns), self._form(self.spec))
        if heads:
            for number, column in enumerate(columns):
                self._cell(table, 0, number, Cell(text=column.label), bold=True)
        for line, row in enumerate(rows):
            self._row(table, line + heads, row)
        cursor.endEditBlock()
        self._pieces.append(_Piece(first, heads, table))
        self._written += len(rows)

    def _write_more(self) -> None:
        """Writes some rows in a pause, and scrolls to where the person was as soon as there is enough."""
        before = self.verticalScrollBar().value()
        self._add(_MORE)
        bar = self.verticalScrollBar()
        bar.setValue(self._place if before < self._place else before)
        if self.spec is None or self._written >= len(self.spec.rows):
            self._place = 0
            self._pause.stop()

    def finish(self, line: int | None = None) -> None:
        """Writes at once what is not yet there.

        Args:
            line: Number of the row up to which; None for all.
        """
        if self.spec is None or self.spec.caption.empty:
            return
        last = len(self.spec.rows) - 1 if line is None else min(line, len(self.spec.rows) - 1)
        if self._written <= last:
            self._add(last + 1 - self._written)

    def _cell_of(self, line: int, column: int) -> QTextTableCell:
        """Returns where a cell of a row stands."""
        self.finish(line)
        piece = next(piece for piece in reversed(self._pieces) if piece.first <= line)
        return piece.table.cellAt(line - piece.first + piece.heads, column)

    def _form(self, spec: TableSpec) -> QTextTableFormat:
        form, total = QTextTableFormat(), sum(column.weight for column in spec.columns)
        form.setBorder(0)
        form.setCellPadding(self._theme.px(3))
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 * c.weight / total) for c in spec.columns]
        )
        return form

    def _row(self, table: QTextTable, line: int, row: Row) -> None:
        if is_heading(row):
            table.mergeCells(line, 0, 1, table.columns())
            self._cell(table, line, 0, row.cells[0], bold=True, heading=True)
            return
        for number, cell in enumerate(row.cells):
            self._cell(table, line, number, cell, bold=False, first=number == 0)

    def _cell(
        self,
        table: QTextTable,
        line: int,
        column: int,
        cell: Cell,
        *,
        bold: bool,
        heading: bool = False,
        first: bool = False,
    ) -> None:
        at = table.cellAt(line, column).firstCursorPosition()
        form = QTextBlockFormat()
        # Words read from right to left begin at the left as well, where the column is looked for.
        form.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        form.setTopMargin(self._theme.px(8) if heading else 0)
        at.setBlockFormat(form)
        look = self._look(Cell(text="", tone=cell.tone or ("muted" if first else "")), bold=bold)
        at.insertText(visible(cell.text).replace("\n", "\u2028"), look)

    def _look(self, cell: Cell, *, bold: bool) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.font("body", bold=bold))
        look.setForeground(self._theme.colour(cell.tone or "ink"))
        return look

    # Walking

    def current_row(self) -> Row | None:
        """Returns the row on which the keyboard stands."""
        return self.spec.rows[self._current] if self.spec and 0 <= self._current < len(self.spec.rows) else None

    def go_to(self, line: int, *, tell: bool = True) -> None:
        """Puts the keyboard on a row and speaks it.

        Args:
            line: Number of the row.
            tell: False to say nothing and select nothing.
        """
        self._current = line
        self._mark()
        row = self.current_row()
        if row is None or not tell:
            return
        announce(self, self.words_of(row))
        if row.ref is not None:
            self.selected.emit(row.ref)

    def words_of(self, row: Row) -> str:
        """Returns what is said of a row: what it is called, what each column says, and whether it has a note."""
        assert self.spec is not None
        if is_heading(row):
            return row.cells[0].text
        told = [f"{column.label}: {cell.text}" for column, cell in zip(self.spec.columns, row.cells, strict=True)]
        noted = tr("has a note") if row.ref in self._noted else ""
        return ". ".join([row.cells[0].text, *told[1:], *filter(None, [noted])])

    def _mark(self) -> None:
        found: list[QTextEdit.ExtraSelection] = []
        row = self.current_row()
        if row is not None and self.spec is not None and not self.spec.caption.empty:
            for column in range(1 if is_heading(row) else len(row.cells)):
                cell = self._cell_of(self._current, column)
                chosen = QTextEdit.ExtraSelection()
                at = cell.firstCursorPosition()
                at.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
                chosen.cursor = at
                chosen.format.setBackground(self._theme.colour("select"))
                found.append(chosen)
            self.setTextCursor(self._cell_of(self._current, 0).firstCursorPosition())
            self.ensureCursorVisible()
        self.setExtraSelections(found)

    def _walk(self, step: int) -> None:
        if self.spec is None or not self.spec.rows or self.spec.caption.empty:
            return
        last = len(self.spec.rows) - 1
        line = self._current + step if self._current >= 0 else (0 if step > 0 else last)
        self.go_to(min(max(line, 0), last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.spec.rows) - 1 if self.spec else -1
        row = self.current_row()
        verbs = {
            "row-above": lambda: self._walk(-1),
            "row-below": lambda: self._walk(1),
            "first": lambda: self.go_to(0),
            "last": lambda: self.go_to(last),
        }
        if row is not None and not is_heading(row):
            ref, name = row.ref, row.cells[0].text
            verbs["sources"] = lambda: self.asked.emit(ref, name)
            if ref is not None:
                verbs["open"] = lambda: self.activated.emit(ref)
        if last < 0 or not act(event, "sheet", verbs):
            super().keyPressEvent(event)

    def line_at(self, event: QMouseEvent) -> int:
        """Returns the number of the row at a pixel; -1 if there is none."""
        cursor = self.cursorForPosition(event.position().toPoint())
        for piece in self._pieces:
            if piece.table.firstPosition() <= cursor.position() <= piece.table.lastPosition():
                return max(-1, piece.first + piece.table.cellAt(cursor).row() - piece.heads)
        return -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        line = self.line_at(event)
        if event.button() == Qt.MouseButton.LeftButton and line >= 0 and not self.textCursor().hasSelection():
            self.go_to(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.line_at(event)
        row = self.spec.rows[line] if self.spec is not None and line >= 0 else None
        if row is not None and row.ref is not None:
            self.activated.emit(row.ref)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.spec is not None:
            announce(self, self.spec.caption.title)


def is_heading(row: Row) -> bool:
    """Tells whether a row is a heading: words in its first cell alone."""
    return not any(cell.text for cell in row.cells[1:])
