"""The table under every picture and every list: sortable, narrowed as one types, copyable, spoken."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.translation import grouped, tr, trn
from briefing_app.ui.cell_layout import MOST_LINES, PAD, SLACK, CellDelegate, height
from briefing_app.ui.keymap import act, typed
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.scroll_bars import hide_idle_handle
from briefing_app.ui.speech import announce
from briefing_app.ui.table_export import Export, rows_for_clipboard, save_button
from briefing_app.ui.tables.model import MARK, Finder, SpecModel
from briefing_app.ui.tables.widths import longest_marked, longest_words
from briefing_app.ui.theme import Theme

RUNNING = 4
"""Weight from which on a column of text holds sentences, which need room to be read."""
ROWS_SEEN, SHARE = 3, 0.45
"""Rows that are seen at any size of text, and the share of the window's height that they may take together."""


class _Grid(QTableView):
    """The table proper: Ctrl+C copies, letters go to the search field, Escape and Tab leave."""

    typed = Signal(str)
    entered = Signal(bool)
    """The keyboard is coming in, and has come."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard's coming chooses nothing: Qt would make the first row current as if it had been reached."""
        self.entered.emit(True)
        super().focusInEvent(event)
        self.entered.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        verbs = {
            "copy": self._copy,
            "sort-up": lambda: self._order(up),
            "sort-down": lambda: self._order(down),
            "sort-none": lambda: self.horizontalHeader().setSortIndicator(-1, up),
            "wider": lambda: self._widen(1),
            "narrower": lambda: self._widen(-1),
        }
        if act(event, "table", verbs):
            return
        if typed(event).strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _order(self, order: Qt.SortOrder) -> None:
        column = self.currentIndex().column()
        if column >= 0:
            self.horizontalHeader().setSortIndicator(column, order)
            heading = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            upwards = order == Qt.SortOrder.AscendingOrder
            announce(
                self,
                tr("{column}, ascending", column=heading) if upwards else tr("{column}, descending", column=heading),
            )

    def _widen(self, by: int) -> None:
        column = self.currentIndex().column()
        if column >= 0:
            step = self.fontMetrics().averageCharWidth() * 3
            self.setColumnWidth(column, max(step, self.columnWidth(column) + by * step))

    def _copy(self) -> None:
        model = self.model()
        lines = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        if isinstance(model, SpecModel) and lines:
            made = rows_for_clipboard(model.spec, [model.row(line) for line in lines])
            QGuiApplication.clipboard().setMimeData(made)


class TableView(QWidget):
    """A table with a search field above it and the number of rows beside it."""

    selected = Signal(object)
    """The Ref of the row that has become current by mouse or key."""
    activated = Signal(object)
    """The Ref of the row that was opened with Enter or a double click."""

    def __init__(
        self,
        theme: Theme,
        *,
        export: Export | None = None,
        finder: Finder | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Makes an empty table.

        Args:
            theme: Colours and fonts.
            export: Writes the rows as a file; None for a table without that button.
            finder: Finds entries by what is typed; None to look for the words in the rows.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._theme, self._finder = theme, finder
        self._quiet = self._unfitted = False
        self._only: frozenset[str] | None = None
        self._left_out: list[int] = []
        """Columns that the width has no room for now."""
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Find in this table"))
        self._search.setAccessibleName(tr("Find in this table"))
        self._search.setClearButtonEnabled(True)
        self._count = label(role="small")
        self.grid = _Grid()
        self._model: SpecModel | None = None
        self._set_up_grid()
        top = QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addWidget(self._count)
        if export is not None:
            top.addWidget(save_button(self, lambda: self.spec, export))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        self._search.textChanged.connect(self._filter)
        self.grid.typed.connect(self._type_ahead)
        self.grid.entered.connect(self._hush)
        self.grid.activated.connect(self._on_activated)
        self.setFocusProxy(self.grid)
        self.grid.viewport().installEventFilter(self)

    def _take_rows(self, model: SpecModel, spec: TableSpec) -> None:
        """Takes other rows in the order that the person chose, as long as the column of that order is there."""
        head = self.grid.horizontalHeader()
        number, order = head.sortIndicatorSection(), head.sortIndicatorOrder()
        key = model.spec.columns[number].key if 0 <= number < len(model.spec.columns) else ""
        model.set_spec(spec)
        again = next((n for n, column in enumerate(spec.columns) if key and column.key == key), -1)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if again >= 0:
            head.setSortIndicator(again, order)

    def _set_up_grid(self) -> None:
        grid = self.grid
        grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setAlternatingRowColors(False)
        grid.setShowGrid(False)
        grid.setWordWrap(True)
        grid.setTabKeyNavigation(False)
        grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setTextElideMode(Qt.TextElideMode.ElideRight)
        grid.setCornerButtonEnabled(False)
        grid.setAccessibleName(tr("Table"))
        self._cells = CellDelegate(grid)
        grid.setItemDelegate(self._cells)
        grid.verticalHeader().hide()
        head = grid.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        grid.setSortingEnabled(False)
        grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        hide_idle_handle(grid)
        head.sortIndicatorChanged.connect(self._sort)

    def begin_search(self) -> None:
        """Puts the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def spec(self) -> TableSpec | None:
        """The table shown."""
        return self._model.spec if self._model else None

    def set_spec(self, spec: TableSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Shows a table, keeping the current entry where it is still there."""
        current = self.current_ref()
        self._quiet = True
        if self._model is None:
            self._model = SpecModel(spec, self._theme, self)
            self._model.finder = self._finder
            self.grid.setModel(self._model)
            self.grid.selectionModel().currentRowChanged.connect(self._on_current)
            self.grid.horizontalHeader().setSortIndicatorShown(True)
            self.grid.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        else:
            self._take_rows(self._model, spec)
        self._model.set_noted(noted)
        self.grid.setAccessibleName(spec.caption.title)
        self.grid.setAccessibleDescription(spec.caption.summary)
        if self._search.text():
            self._model.keep(self._search.text())
        self._fit_columns()
        self._tell_count()
        if current is not None:
            self.select_ref(current)
        self._quiet = False

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks the rows whose entry has a note."""
        if self._model and noted != self._model.noted:
            moved = noted ^ self._model.noted
            self._model.set_noted(noted)
            if not self.isVisible():
                self._unfitted = True
                return
            columns = range(len(self._model.spec.columns))
            widths = [0 if self.grid.isColumnHidden(i) else self.grid.columnWidth(i) for i in columns]
            if self._longest_marked() + self._cells.pad + SLACK > widths[self._model.spec.row_header]:
                self._fit_columns()
            else:
                self._fit_rows(widths, QFontMetrics(self._theme.font("body")), self._cells.pad, only=moved)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        if self._model:
            self._model.set_theme(theme)
            self._fit_columns()

    def current_ref(self) -> Ref | None:
        """Returns the entry of the current row."""
        index = self.grid.currentIndex()
        return self._model.row(index.row()).ref if self._model and index.isValid() else None

    def select_ref(self, ref: Ref) -> bool:
        """Makes the row of an entry current without telling anybody; returns False if it is not there."""
        if self._model is None:
            return False
        line = self._model.line_of(ref)
        if line < 0 and self._search.text():
            self._search.clear()
            line = self._model.line_of(ref)
        if line < 0:
            return False
        was, self._quiet = self._quiet, True
        self.grid.setCurrentIndex(self._model.index(line, self._model.spec.row_header))
        self.grid.scrollTo(self._model.index(line, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        self._quiet = was
        return True

    def set_placeholder(self, words: str) -> None:
        """Says in the empty search field what it finds."""
        self._search.setPlaceholderText(words)
        self._search.setAccessibleName(words)

    def find_text(self, text: str) -> None:
        """Puts words into the search field."""
        self._search.setText(text)

    def _fit_columns(self) -> None:
        """Shares the width among the columns; of a table that nobody sees when it is shown next."""
        if self._model is None:
            return
        if not self.isVisible():
            self._unfitted = True
            return
        spec, metrics = self._model.spec, QFontMetrics(self._theme.font("body"))
        pad = self._cells.pad = self._theme.px(PAD)
        room = max(self.grid.viewport().width() - 2, self._theme.px(160))
        self._bring_back(spec)
        weights = [0 if self.grid.isColumnHidden(i) else column.weight for i, column in enumerate(spec.columns)]
        sort_sign = self._theme.px(14)
        longest = longest_words(spec, metrics, most=self._theme.px(86), lines=self._most_lines(metrics))
        least = [
            max(metrics.horizontalAdvance(c.label) + sort_sign, word) + pad + SLACK if weight else 0
            for c, weight, word in zip(spec.columns, weights, longest, strict=True)
        ]
        for i, column in enumerate(spec.columns):
            if weights[i] >= RUNNING and column.kind == "text":
                least[i] = max(least[i], min(self._theme.px(120), room // 3))
        least[spec.row_header] = max(
            least[spec.row_header], min(self._theme.px(170), room // 4), self._longest_marked() + pad + SLACK
        )
        self._leave_out(spec, weights, least, room)
        total = sum(weights) or 1
        wanted = [max(low, room * weight // total) for low, weight in zip(least, weights, strict=True)]
        over = sum(wanted) - room
        slack = [w - m for w, m in zip(wanted, least, strict=True)]
        if over > 0 and sum(slack) > 0:
            share = min(1.0, over / sum(slack))
            wanted = [w - min(s, math.ceil(s * share)) for w, s in zip(wanted, slack, strict=True)]
        for i, width in enumerate(wanted):
            if width:
                self.grid.setColumnWidth(i, width)
        self._fit_rows(wanted, metrics, pad)
        self._ask_for_room(metrics)

    def _fit_again(self) -> None:
        """Fits the columns to another width; the current row, or the first one seen, stays where it can be seen."""
        grid = self.grid
        current, first = grid.currentIndex(), grid.indexAt(QPoint(0, 0))
        seen = current.isValid() and grid.visualRect(current).intersects(grid.viewport().rect())
        self._fit_columns()
        if seen:
            grid.scrollTo(current.siblingAtColumn(0), QAbstractItemView.ScrollHint.EnsureVisible)
        elif first.row() > 0:
            grid.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)

    def show_columns(self, keys: frozenset[str] | None) -> bool:
        """Shows the columns of these keys alone, of None all that have room; returns whether that changed anything."""
        if keys == self._only:
            return False
        self._only = keys
        self._fit_columns()
        return True

    def _bring_back(self, spec: TableSpec) -> None:
        for number, column in enumerate(spec.columns):
            self.grid.setColumnHidden(number, self._only is not None and column.key not in self._only)
        self._left_out = []

    def _leave_out(self, spec: TableSpec, weights: list[int], least: list[int], room: int) -> None:
        """Takes spare columns away, the last first, until the others need no scrolling sideways."""
        for number in reversed(range(len(spec.columns))):
            if sum(least) > room and spec.columns[number].spare and weights[number]:
                weights[number] = least[number] = 0
                self._left_out.append(number)
                self.grid.setColumnHidden(number, True)
        self._tell_count()

    def _longest_marked(self) -> int:
        assert self._model is not None
        bold = QFontMetrics(self._theme.font("body", bold=True))
        return longest_marked(self._model.spec, self._model.noted, bold, most=self._theme.px(120))

    def _fit_rows(
        self, widths: list[int], metrics: QFontMetrics, pad: int, *, only: frozenset[Ref] | None = None
    ) -> None:
        """Gives all rows, or those of some entries, the height of the longest cell; large tables have one measure."""
        line, most = metrics.lineSpacing(), self._most_lines(metrics)
        vertical = self.grid.verticalHeader()
        base = line + self._theme.px(12)
        vertical.setMinimumSectionSize(line)
        vertical.setDefaultSectionSize(base)
        if self._model is None or self._model.rowCount() > 3000:
            return
        bold = QFontMetrics(self._theme.font("body", bold=True))
        rooms = [max(1, w - pad - SLACK) if w else 0 for w in widths]
        header = self._model.spec.row_header
        for number in range(self._model.rowCount()):
            row = self._model.row(number)
            if only is not None and row.ref not in only:
                continue
            cells = zip(row.cells, rooms, strict=True)
            talls = [
                min(height(c.text, bold if i == header else metrics, room), most * line) if room else 0
                for i, (c, room) in enumerate(cells)
            ]
            if row.ref in self._model.noted and (room := rooms[header]):
                talls[header] = min(height(MARK + row.cells[header].text, bold, room), most * line)
            tall = base + max(*talls, line) - line
            if vertical.sectionSize(number) != tall:
                vertical.resizeSection(number, tall)

    def _most_lines(self, metrics: QFontMetrics) -> int:
        """Returns how many lines a row may have, so that three rows are seen where text is large or the window low."""
        room = self.window().height() * SHARE / ROWS_SEEN - self._theme.px(12)
        return max(1, min(MOST_LINES, int(room // metrics.lineSpacing())))

    def _ask_for_room(self, metrics: QFontMetrics) -> None:
        """Asks for the height of three such rows with what stands above them; the tab around scrolls where it must."""
        row = self._most_lines(metrics) * metrics.lineSpacing() + self._theme.px(12)
        beside = self.grid.horizontalHeader().sizeHint().height() + self.grid.horizontalScrollBar().sizeHint().height()
        self.grid.setMinimumHeight(beside + ROWS_SEEN * row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The columns follow the width of the rows' own area, which is known later than that of the widget."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._fit_again()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unfitted:
            self._unfitted = False
            self._fit_columns()
            self.grid.scrollTo(self.grid.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def _tell_count(self) -> None:
        if self._model is None:
            return
        total, shown = len(self._model.spec.rows), self._model.rowCount()
        words = trn("{n} row", "{n} rows", total)
        if self._model.spec.counted:
            words = tr("{rows}: {kinds}", rows=words, kinds=self._model.spec.counted)
        words = words if shown == total else tr("{shown} of {words}", shown=grouped(shown), words=words)
        names = [self._model.spec.columns[number].label for number in reversed(self._left_out)]
        if names:
            words += " · " + trn("{n} column left out", "{n} columns left out", len(names))
        self._count.setText(words)
        told = tr("There is no room for: {names}. They are in the records and files.", names=", ".join(names))
        set_tip(self._count, told if names else "")

    def _filter(self, text: str) -> None:
        if self._model:
            self._model.keep(text)
            self._fit_columns()
            self._tell_count()

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if self._model:
            self._model.sort(column, order)
            self._fit_columns()

    def _type_ahead(self, text: str) -> None:
        self._search.setFocus()
        self._search.setText(self._search.text() + text)

    def _hush(self, quiet: bool) -> None:
        self._quiet = quiet

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._model and current.isValid() and not self._quiet:
            ref = self._model.row(current.row()).ref
            if ref is not None:
                self.selected.emit(ref)

    def _on_activated(self, index: QModelIndex) -> None:
        if self._model and index.isValid():
            row = self._model.row(index.row())
            ref = row.cells[index.column()].ref or row.ref
            if ref is not None:
                self.activated.emit(ref)
