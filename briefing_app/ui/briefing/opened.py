"""Somebody's briefing, opened: what it holds, from which edition, what differs here, and its notes to take in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.desk.opened_briefing import OpenedBriefing, open_briefing
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui.briefing.written import WrittenBar
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.screens import make_room
from briefing_app.ui.scroll_bars import scrolled
from briefing_app.ui.tables import TableView
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme


class OpenedDialog(QDialog):
    """One PDF at a time, read off the window's thread; nothing is changed by opening it.

    Signals:
        notes_wanted: The path whose notes shall be taken in; what that would do is shown first.
        compare_wanted: The path that a briefing of one's own shall be compared with.
        followed: The entry of a row that was opened; the sheet closes.
    """

    notes_wanted = Signal(object)
    compare_wanted = Signal(object)
    followed = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, path: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._path = desk, theme, path
        self._tasks = Tasks(self)
        self.found: OpenedBriefing | None = None
        self.setWindowTitle(tr("Open an exported PDF"))
        self.title = label(role="title", wrap=True)
        self._where = label(role="body-muted", wrap=True)
        self.said = label(role="strong", wrap=True)
        self._facts = QWidget()
        self._rows = QFormLayout(self._facts)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(theme.px(4))
        self._rows.setHorizontalSpacing(theme.px(14))
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._area = scrolled(self._facts)
        self._heading = label(role="heading", wrap=True)
        self._compared = label(role="body-muted", wrap=True)
        self.table = TableView(theme, export=desk.export_table)
        self.table.activated.connect(self._follow)
        self._file = WrittenBar(theme)
        self._file.said.connect(lambda words, trouble: self.said.setText(("⚠ " if trouble else "") + words))
        self.take_notes = self._button("", lambda: self.notes_wanted.emit(self._path))
        self.compare = self._button(tr("Compare a briefing with it…"), self._on_compare)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._button(tr("Choose another…"), self._choose))
        buttons.addStretch(1)
        for button in (self._button(tr("Close"), self.reject), self.compare, self.take_notes):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(8))
        for widget in (self.title, self._where, self.said, self._heading, self._compared):
            layout.addWidget(widget)
        layout.addWidget(self.table, 3)
        layout.addWidget(self._area, 2)
        self._room = QWidget()
        layout.addWidget(self._room, 1)
        layout.addWidget(self._file)
        layout.addLayout(buttons)
        make_room(self, theme.px(900), theme.px(700))
        self.read(path)

    def _button(self, words: str, action: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: action())
        return made

    def read(self, path: Path) -> None:
        """Reads a PDF and shows what it holds."""
        self._path, self.found = path, None
        self.title.setText(tr("Reading…"))
        self._where.setText(breakable(str(path)))
        self.said.setText("")
        self._show_parts(on=False)
        scope = self._desk.scope
        self._tasks.run("open", lambda: open_briefing(path, scope), accept=self._show, refuse=self._refused)

    def _show_parts(self, *, on: bool) -> None:
        for widget in (self._area, self._heading, self._compared, self.table, self.compare, self.take_notes):
            widget.setVisible(on)
        self._room.setVisible(not on)

    def _refused(self, error: BaseException) -> None:
        self.title.setText(tr("This file was not opened"))
        if not isinstance(error, ExpectedError):
            raise error
        self.said.setText("⚠ " + breakable(error.sentence()))

    def _show(self, found: OpenedBriefing) -> None:
        self.found = found
        self._show_parts(on=True)
        self.title.setText(breakable(found.title))
        self.said.setText(found.edition_words)
        while self._rows.rowCount():
            self._rows.removeRow(0)
        for name, words in found.facts:
            told = label(breakable(words), wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addRow(label(name, role="body-muted"), told)
        some = bool(found.differences.rows)
        caption = found.differences.caption
        self._heading.setText(caption.title)
        self._compared.setText(caption.empty or caption.subtitle)
        self.table.setVisible(some)
        self.table.set_spec(found.differences, noted=self._desk.notes.noted)
        self.compare.setEnabled(found.of_these_data)
        self.take_notes.setText(trn("Import its {n} note…", "Import its {n} notes…", found.notes))
        self.take_notes.setVisible(found.notes > 0 and self._desk.policy.allows("import_notes"))
        self._file.offer(found.path)

    def _follow(self, ref: object) -> None:
        if ref is not None:
            self.accept()
            self.followed.emit(ref)

    def _on_compare(self) -> None:
        self.accept()
        self.compare_wanted.emit(self._path)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("Open an exported PDF"), str(self._path.parent), "PDF (*.pdf)"
        )
        if chosen:
            self.read(Path(chosen))

    def done(self, result: int) -> None:
        self._tasks.close()
        super().done(result)
