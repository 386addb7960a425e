"""The model of a table: a TableSpec as Qt sees it, sorted and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing_app.domain.filters import fold
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Cell, Row, TableSpec
from briefing_app.translation import tr
from briefing_app.ui.plain_text import tip
from briefing_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_EMPTY = QModelIndex()
MARK = "✎ "
Finder = Callable[[str], Sequence[Ref]]
"""Returns the entries that fit what was typed, best first."""


class SpecModel(QAbstractTableModel):
    """A TableSpec as Qt sees it. Nothing is computed in ``data``; sorting and filtering renew the row order."""

    def __init__(self, spec: TableSpec, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._noted: frozenset[Ref] = frozenset()
        self.finder: Finder | None = None
        self.set_spec(spec)

    def set_spec(self, spec: TableSpec) -> None:
        """Shows another table; sorting and filter start anew."""
        self.beginResetModel()
        self.spec = spec
        self._rows: list[Row] = list(spec.rows)
        self._haystack: dict[int, str] = {}
        """What is searched in, made when somebody searches."""
        self._sorted: tuple[int, bool] | None = None
        self._words: list[str] = []
        self._ranks: dict[Ref | None, int] | None = None
        self.endResetModel()

    @property
    def noted(self) -> frozenset[Ref]:
        """The entries that have a note."""
        return self._noted

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks the rows whose entry has a note."""
        self._noted = noted
        if self._rows:
            column = self.spec.row_header  # there the marks stand
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column))

    def set_theme(self, theme: Theme) -> None:
        """Takes over the colours of a new theme."""
        self._theme = theme
        self.layoutChanged.emit()

    def row(self, number: int) -> Row:
        """Returns the row that stands at this line now."""
        return self._rows[number]

    def line_of(self, ref: Ref) -> int:
        """Returns the line of an entry, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.ref == ref), -1)

    def keep(self, text: str) -> None:
        """Shows only rows that hold all the words, or those that the table's own finder finds, best first."""
        if self.finder is not None:
            found = self.finder(text) if text.strip() else None
            self._ranks = None if found is None else {ref: rank for rank, ref in enumerate(found)}
        else:
            self._words = fold(text).split()
        self._renew()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._renew()

    def _renew(self) -> None:
        self.layoutAboutToBeChanged.emit()
        # A row may hold several persistent indexes: the current cell and the ends of the selection.
        before = [(old, id(self._rows[old.row()])) for old in self.persistentIndexList()]
        rows = list(self.spec.rows)
        if self._ranks is not None:
            ranks = self._ranks
            rows = sorted((row for row in rows if row.ref in ranks), key=lambda row: ranks[row.ref])
        if self._words:
            rows = [row for row in rows if self._holds_all(row)]
        if self._sorted is not None:
            column, descending = self._sorted
            rows.sort(key=lambda row: _sort_key(row.cells[column], descending=descending), reverse=descending)
        self._rows = rows
        places = {id(row): line for line, row in enumerate(rows)}
        for old, ident in before:
            line = places.get(ident, -1)
            self.changePersistentIndex(old, self.index(line, old.column()) if line >= 0 else QModelIndex())
        self.layoutChanged.emit()

    def _holds_all(self, row: Row) -> bool:
        text = self._haystack.get(id(row))
        if text is None:
            text = self._haystack[id(row)] = fold(" ".join([*(cell.text for cell in row.cells), row.sought]))
        return all(word in text for word in self._words)

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.spec.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            mark = MARK if index.column() == self.spec.row_header and row.ref in self._noted else ""
            return mark + cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.spec.columns[index.column()].kind == "number"
            across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.ForegroundRole and cell.tone:
            return self._theme.colour(cell.tone)
        if role == Qt.ItemDataRole.FontRole and index.column() == self.spec.row_header:
            return self._theme.font("body", bold=True)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell, row)
        if role == Qt.ItemDataRole.ToolTipRole and (cell.meaning or len(cell.text) > 60):
            return tip(cell.meaning or cell.text)
        return None

    def _spoken(self, index: Index, cell: Cell, row: Row) -> str:
        heading = self.spec.columns[index.column()].label
        noted = tr("has a note") if index.column() == self.spec.row_header and row.ref in self._noted else ""
        return ", ".join(part for part in (f"{heading}: {cell.text}", noted) if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.spec.columns):
            return None
        column = self.spec.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = column.kind == "number"
            return (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        return None


def _sort_key(cell: Cell, *, descending: bool) -> tuple[int, float, str]:
    """What cannot be sorted stands last in both directions."""
    if cell.sort is None:
        return (-1 if descending else 2, 0.0, fold(cell.text))
    if isinstance(cell.sort, str):
        return (1, 0.0, fold(cell.sort))
    return (0, float(cell.sort), "")
