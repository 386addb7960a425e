"""The matrix of evidence and explanations on the screen, every cell an entry of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import tip
from briefing_app.ui.scroll_bars import hide_idle_handle
from briefing_app.ui.tables import SpecModel
from briefing_app.ui.theme import ITEM_EDGE, Theme

Index = QModelIndex | QPersistentModelIndex
_RATED_FROM = {"evidence": 4, "explanations": 1}


class _MatrixModel(SpecModel):
    """The table with its row names in the margin, so that they stay in sight while the cells move."""

    tips: dict[str, str] = {}  # noqa: RUF012 - replaced as a whole by the view, never changed in place

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical and 0 <= section < self.rowCount():
            words = self.row(section).cells[self.spec.row_header].text
            if role == Qt.ItemDataRole.DisplayRole:
                return words
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(words)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            column = self.spec.columns[section]
            return tip(self.tips.get(column.key, column.label))
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return None  # the header's own: centred below, broken into lines
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and index.column() == 0 and role == Qt.ItemDataRole.FontRole:
            return None
        if index.isValid() and index.column() > 0:
            cell = self.row(index.row()).cells[index.column()]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.FontRole and cell.tone in ("good", "bad"):
                return self._theme.font("body", bold=True)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                name = self.row(index.row()).cells[self.spec.row_header].text
                return f"{self.spec.columns[index.column()].label}: {cell.words or cell.text}. {name}"
        return super().data(index, role)


class _WrappedHead(QHeaderView):
    """Column names in up to four lines."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.lines = 1

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), self.lines * self.fontMetrics().lineSpacing() + 14)


class MatrixView(QWidget):
    """One matrix; arrows walk the cells, Enter follows a cell to its rating."""

    selected = Signal(object)
    activated = Signal(object)
    to_rate = Signal(str, str)
    """The person wants to rate the current cell: item and explanation."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self._model: _MatrixModel | None = None
        self._by_evidence = True
        grid = self.grid = QTableView()
        self._head = _WrappedHead(Qt.Orientation.Horizontal, grid)
        grid.setHorizontalHeader(self._head)
        self._head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        )
        self._head.setSectionsClickable(False)
        self._head.setMinimumSectionSize(theme.px(24))
        grid.setShowGrid(False)
        grid.setWordWrap(True)
        grid.setTabKeyNavigation(False)
        grid.setCornerButtonEnabled(False)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        hide_idle_handle(grid)
        grid.activated.connect(self._on_activated)
        grid.viewport().installEventFilter(self)
        grid.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(grid)
        self.setFocusProxy(grid)

    def shown_table(self) -> TableSpec | None:
        """Returns the matrix that is shown."""
        return self._model.spec if self._model is not None else None

    def set_spec(self, spec: TableSpec, *, noted: frozenset[Ref], tips: dict[str, str]) -> None:
        """Shows a matrix.

        Args:
            spec: The table, in either layout.
            noted: Entries with notes.
            tips: What a column stands for in full, by its key.
        """
        before = self.current_ref()
        self._quiet = True
        self._by_evidence = spec.columns[0].key == "item"
        if self._model is None:
            self._model = _MatrixModel(spec, self._theme, self)
            self.grid.setModel(self._model)
            self.grid.selectionModel().currentChanged.connect(self._on_current)
        else:
            self._model.set_spec(spec)
        self._model.tips = tips
        self._model.set_noted(noted)
        self.grid.setAccessibleName(spec.caption.title)
        self.grid.setAccessibleDescription(spec.caption.summary)
        self._fit()
        if before is not None:
            self.select_ref(before)
        self._quiet = False

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks the rows whose entry has a note."""
        if self._model:
            self._model.set_noted(noted)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        if self._model:
            self._model.set_theme(theme)
            self._fit()

    def current_ref(self) -> Ref | None:
        """Returns the entry of the current cell."""
        index = self.grid.currentIndex()
        return self._ref_at(index) if index.isValid() else None

    def select_ref(self, ref: Ref) -> bool:
        """Makes the cell of an entry current without telling anybody; returns False if it is not there."""
        if self._model is None:
            return False
        for row in range(self._model.rowCount()):
            for column, cell in enumerate(self._model.row(row).cells):
                if cell.ref == ref:
                    was, self._quiet = self._quiet, True
                    index = self._model.index(row, column)
                    self.grid.setCurrentIndex(index)
                    self.grid.scrollTo(index)
                    self._quiet = was
                    return True
        return False

    def current_cell(self) -> tuple[str, str] | None:
        """Returns item and explanation of the current cell, or None if it is no cell of ratings."""
        index = self.grid.currentIndex()
        if self._model is None or not index.isValid():
            return None
        row, column = self._model.row(index.row()), self._model.spec.columns[index.column()]
        if row.ref is None or index.column() < _RATED_FROM["evidence" if self._by_evidence else "explanations"]:
            return None
        return (row.ref.id, column.key) if self._by_evidence else (column.key, row.ref.id)

    def rate(self) -> None:
        """Asks for a rating of the current cell; in a row's name of the first cell of the row."""
        cell = self.current_cell()
        if cell is None and self._model is not None and self._model.rowCount():
            first = _RATED_FROM["evidence" if self._by_evidence else "explanations"]
            self.grid.setCurrentIndex(self._model.index(max(0, self.grid.currentIndex().row()), first))
            cell = self.current_cell()
        if cell is not None:
            self.to_rate.emit(*cell)

    def _ref_at(self, index: Index) -> Ref | None:
        if self._model is None:
            return None
        row = self._model.row(index.row())
        return row.cells[index.column()].ref or row.ref

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        ref = self._ref_at(current) if current.isValid() and not self._quiet else None
        if ref is not None:
            self.selected.emit(ref)

    def _on_activated(self, index: QModelIndex) -> None:
        ref = self._ref_at(index) if index.isValid() else None
        if ref is not None:
            self.activated.emit(ref)

    # Widths and heights

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.grid and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return act(event, "matrix", {"rate": self.rate})
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """The text column takes the room that the cells leave; in the other layout the names stand in the margin."""
        if self._model is None:
            return
        theme, spec, grid = self._theme, self._model.spec, self.grid
        small = QFontMetrics(theme.font("small"))
        body = QFontMetrics(theme.font("body"))
        margin = grid.verticalHeader()
        margin.setVisible(not self._by_evidence)
        grid.setColumnHidden(0, not self._by_evidence)
        first = _RATED_FROM["evidence" if self._by_evidence else "explanations"]
        beside = theme.px(18) + 2 * ITEM_EDGE
        words = [word for column in spec.columns[first:] for word in column.label.split()]
        cell = max(map(small.horizontalAdvance, [*words, _widest(spec, first)])) + beside
        narrow = grid.viewport().width() < theme.px(1200)
        self._head.lines = 1
        for i in range(1, len(spec.columns)):
            column = spec.columns[i]
            dated = column.kind == "date"
            sample = "29 Dec 2023" if dated else column.label
            width = cell if i >= first else small.horizontalAdvance(sample) + beside + theme.px(2)
            grid.setColumnWidth(i, width)
            grid.setColumnHidden(i, dated and narrow)  # the entry holds it; the cells need the room
            if i >= first:
                self._head.lines = max(self._head.lines, _lines_of(column.label, small, width - beside))
        if self._by_evidence:
            used = sum(grid.columnWidth(i) for i in range(1, len(spec.columns)) if not grid.isColumnHidden(i))
            grid.setColumnWidth(0, max(theme.px(200), grid.viewport().width() - used - 1))
            self._fit_rows(grid.columnWidth(0) - theme.px(20), body)
        else:
            margin.setFixedWidth(
                max(small.horizontalAdvance(r.cells[0].text) for r in spec.rows) + theme.px(26)
                if spec.rows
                else theme.px(100)
            )
            margin.setDefaultSectionSize(body.lineSpacing() + theme.px(12))
            for row in range(self._model.rowCount()):
                margin.resizeSection(row, body.lineSpacing() + theme.px(12))
        self._head.updateGeometry()
        grid.updateGeometries()
        low = self._head.sizeHint().height() + margin.length() + grid.horizontalScrollBar().sizeHint().height() + 4
        self.setMaximumHeight(16_777_215 if self._by_evidence else low)

    def _fit_rows(self, room: int, metrics: QFontMetrics) -> None:
        assert self._model is not None
        margin, line = self.grid.verticalHeader(), metrics.lineSpacing()
        margin.setMinimumSectionSize(line)
        for row in range(self._model.rowCount()):
            words = self._model.row(row).cells[0].text
            margin.resizeSection(row, min(3, _lines_of(words, metrics, room)) * line + self._theme.px(11))


def _widest(spec: TableSpec, first: int) -> str:
    """Returns the longest of the words in cells, or what most cells hold."""
    return max(("CC*", *(cell.text for row in spec.rows for cell in row.cells[first:])), key=len)


def _lines_of(words: str, metrics: QFontMetrics, room: int) -> int:
    """Returns how many lines a text takes, broken between words."""
    lines, used = 1, 0
    space = metrics.horizontalAdvance(" ")
    for word in words.split():
        width = metrics.horizontalAdvance(word)
        if used and used + space + width > room:
            lines, used = lines + 1, width
        else:
            used += (space if used else 0) + width
    return lines
