"""Export a briefing: what it says, for whom it is marked, and where it lies."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.desk.briefings import SetBriefing, WeighedNotes
from briefing_app.domain import filters
from briefing_app.domain.handling import compare
from briefing_app.errors import ExpectedError
from briefing_app.files import require_writable
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox, tick_list, ticked
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.marking_field import MarkingField
from briefing_app.ui.plain_text import label
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.report.options import BriefingOptions


NARROW = 620
"""Pixels at 100 % text size below which the two columns stand one under the other."""


class SnapshotDialog(QDialog):
    """One sheet of choices. The pages are set in a process of their own and can be stopped.

    Exporting takes two steps: the pages are made and counted, and pages, notes and marking are said; then the file is
    written. Any other choice in between makes the pages anew.
    """

    def __init__(
        self, desk: Desk, theme: Theme, *, chosen_notes: Collection[str] = (), parent: QWidget | None = None
    ) -> None:
        """Makes the sheet.

        Args:
            desk: The desk.
            theme: Colours and fonts.
            chosen_notes: Ids of the notes that are chosen in the list of notes.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._chosen_notes = frozenset(chosen_notes)
        self._ready: SetBriefing | None = None
        """The pages as they would be written; None until they are made, and after any other choice."""
        self._stop = threading.Event()
        self._tasks = Tasks(self)
        self._written: Path | None = None
        self._may_replace: set[Path] = set()
        """Files that the person has agreed to have replaced."""
        self.setWindowTitle(tr("Export briefing"))
        self._sections = self._section_list()
        self._title = QLineEdit(desk.dataset.edition.title)
        self._marking = MarkingField(desk.policy, desk.preferences.marking, empty=tr("none"))
        self._title.setCursorPosition(0)
        self._date = DayEdit(desk.dataset.edition.day, name=tr("Date"))
        self._paper = PickBox()
        for text, value in (("A4", "a4"), (tr("Letter"), "letter")):
            self._paper.addItem(text, value)
        self._paper.setCurrentIndex(max(0, self._paper.findData(desk.preferences.paper)))
        self._notes = self._notes_box()
        self._above = label(role="body", wrap=True)
        self._held = PickBox()
        self._held.keep_to(36)
        self._held.setAccessibleName(tr("Notes marked above the document"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(300)
        self._later.timeout.connect(self._weigh)
        self._path = QLineEdit(str(self._usual_path()))
        self._path.setAccessibleName(tr("File"))
        self._build()
        self._listen()
        self._weigh()

    def _notes_box(self) -> PickBox:
        """The four choices, each with the number of its notes."""
        desk, box = self._desk, PickBox()
        box.setAccessibleName(tr("Notes"))
        shown = desk.briefings.weigh(desk.briefings.options(notes="shown")).asked if desk.notes.count else 0
        counted = (
            ("none", tr("none"), None),
            ("shown", tr("on what is shown ({n})", n=f"{shown:,}"), shown),
            ("chosen", tr("chosen in Notes ({n})", n=f"{len(self._chosen_notes):,}"), len(self._chosen_notes)),
            ("all", tr("all ({n})", n=f"{desk.notes.count:,}"), desk.notes.count),
        )
        for value, words, count in counted:
            if count is None or count:
                box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData("shown")))
        box.setEnabled(box.count() > 1)
        return box

    def _listen(self) -> None:
        """Whatever else is chosen makes pages that are ready out of date; notes are weighed anew."""
        self._sections.itemChanged.connect(self._on_choice)
        self._marking.textChanged.connect(self._on_choice)
        self._notes.currentIndexChanged.connect(self._on_choice)
        self._held.currentIndexChanged.connect(self._forget)
        self._title.textChanged.connect(self._forget)
        self._date.changed.connect(self._forget)
        self._paper.currentIndexChanged.connect(self._forget)

    def _on_choice(self) -> None:
        self._forget()
        self._later.start()

    def _forget(self) -> None:
        if self._ready is not None:
            self._ready = None
            self._said.setText("")
            self._export.setText(tr("Export"))

    def _weigh(self) -> None:
        """Shows which notes the marking does not cover, and asks what shall become of them."""
        self._later.stop()
        weighed = self._weighed()
        before, signals = self._held.currentData(), self._held.blockSignals(True)
        self._held.clear()
        self._held.addItem(tr("choose what becomes of them"), "refuse")
        self._held.addItem(tr("leave them out"), "leave-out")
        if weighed.raised:
            self._held.addItem(tr("raise the marking to {marking}", marking=weighed.raised), "raise")
        self._held.setCurrentIndex(max(0, self._held.findData(before)))
        self._held.blockSignals(signals)
        self._above.setText(f"⚠ {weighed.words()}" if weighed.held else "")
        for widget in (self._above, self._held):
            widget.setVisible(bool(weighed.held))

    def _weighed(self) -> WeighedNotes:
        """Reading very many notes takes time, and is of no use where nothing in use stands above the marking."""
        marking = self._marking.text().strip()
        if all(compare(used, marking) == "within" for used in self._desk.notes.handlings()):
            return WeighedNotes()
        return self._desk.briefings.weigh(self._options())

    def _options(self) -> BriefingOptions:
        return self._desk.briefings.options(
            sections=ticked(self._sections),
            title=self._title.text().strip(),
            marking=self._marking.text().strip(),
            date=self._date.day(),
            paper=self._paper.currentData(),
            notes=self._notes.currentData(),
            note_ids=self._chosen_notes,
            handling=self._held.currentData(),
        )

    def _build(self) -> None:
        theme = self._theme
        choose = QPushButton(tr("Choose…"))
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(theme.px(8))
        place.addWidget(self._path, 1)
        place.addWidget(choose)
        shown = label(filters.words(self._desk.filter, dataset=self._desk.dataset), role="body-muted", wrap=True)
        form = QFormLayout()
        form.setVerticalSpacing(theme.px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (tr("Title"), self._title),
            (tr("Handling marking"), self._marking.field),
            (tr("Date"), self._date),
            (tr("Paper"), self._paper),
            (tr("Notes"), self._notes),
            (tr("Filter in force"), shown),
        ):
            form.addRow(text, field)
        form.addRow(tr("File"), place)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._said = label(role="body", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open_file = QPushButton(tr("Open the PDF"))
        self._open_file.clicked.connect(self._show_file)
        self._open_file.hide()
        self._close = QPushButton(tr("Close"))
        self._close.clicked.connect(self.reject)
        self._export = QPushButton(tr("Export"))
        self._export.setProperty("role", "main")
        self._export.setDefault(True)
        self._export.clicked.connect(self.export)
        buttons = QHBoxLayout()
        buttons.addWidget(self._open_file)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._export)
        left = QVBoxLayout()
        left.setSpacing(theme.px(6))
        left.addWidget(label(tr("Sections"), role="strong"))
        left.addWidget(self._sections)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addStretch(1)
        self._columns = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setContentsMargins(0, 0, theme.px(10), 0)
        columns.setSpacing(theme.px(24))
        columns.addLayout(left)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(10))
        layout.addWidget(label(tr("Export briefing"), role="title"))
        layout.addWidget(self._scrolled(columns), 1)
        layout.addWidget(self._above)
        layout.addWidget(self._held, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._progress)
        layout.addWidget(self._said)
        layout.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(theme.px(800), room.width() - 40), min(theme.px(570), room.height() - 60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for two columns they stand one under the other."""
        narrow = self.width() < self._theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        super().resizeEvent(event)

    @staticmethod
    def _scrolled(columns: QBoxLayout) -> QScrollArea:
        """On a small screen, or with large text, the choices scroll; what must be answered and the buttons stay."""
        sheet, area = QWidget(), QScrollArea()
        sheet.setLayout(columns)
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _section_list(self) -> QListWidget:
        sections = self._desk.briefings.sections()
        usual = [key for key, _title, on in sections if on]
        made = tick_list(((title, key) for key, title, _on in sections), usual, name=tr("Sections"), theme=self._theme)
        made.setMinimumWidth(self._theme.px(230))
        made.setFixedHeight(made.sizeHintForRow(0) * made.count() + 4)
        return made

    def _usual_path(self) -> Path:
        return self._desk.usual_folder() / "briefing.pdf"

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Export briefing"), self._path.text(), "*.pdf")
        if chosen:
            self._path.setText(chosen)
            self._may_replace.add(Path(chosen))  # the system's dialog has asked

    def export(self) -> None:
        """Makes the pages and says how many there are; once they are made, writes the file."""
        if not ticked(self._sections):
            self._tell(tr("No section is chosen. Tick at least one."), trouble=True)
            return
        if self._ready is not None:
            self._write(self._ready)
            return
        self._weigh()
        if not self._held.isHidden() and self._held.currentData() == "refuse":
            self._tell(tr("Choose first what becomes of the notes marked above the document."), trouble=True)
            self._held.setFocus()
            return
        try:
            require_writable(self._desk.policy.check_export(self._out()))
            made = self._desk.briefings.plan(self._options())
        except ExpectedError as error:
            self._tell(error.sentence(), trouble=True)
            return
        self._stop.clear()
        self._busy(on=True)
        stop = self._stop.is_set
        self._tasks.run(
            "export",
            lambda: self._desk.briefings.typeset(made, cancelled=stop),
            accept=self._on_ready,
            refuse=self._on_failed,
        )

    def _out(self) -> Path:
        written = self._path.text().strip() or str(self._usual_path())
        return Path(os.path.expanduser(written))  # noqa: PTH111 - Path's own fails where nobody knows a home

    def _on_ready(self, made: SetBriefing) -> None:
        """Says what will be written; the same button then writes it."""
        self._ready = made
        self._busy(on=False)
        self._export.setText(tr("Write the file"))
        words = tr("Ready: {what} Nothing is written yet.", what=made.words())
        if self._replaces(self._out()):
            words += " " + tr("A file of this name is there already and will be replaced: {path}", path=self._out())
        self._tell(words)

    def _replaces(self, out: Path) -> bool:
        """Tells whether a file lies there that the person has not yet agreed to lose; asked once, they know."""
        if not out.exists() or out in self._may_replace:
            return False
        self._may_replace.add(out)
        return True

    def _write(self, made: SetBriefing) -> None:
        out = self._out()
        if self._replaces(out):
            self._tell(tr("A file of this name is there already: {path}. Write once more to replace it.", path=out),
                       trouble=True)  # fmt: skip
            return
        try:
            self._on_written(self._desk.write_file(out, made.pdf))
        except ExpectedError as error:
            self._tell(error.sentence(), trouble=True)

    def _busy(self, *, on: bool) -> None:
        self._progress.setVisible(on)
        self._export.setEnabled(not on)
        self._close.setText(tr("Stop") if on else tr("Close"))
        self._open_file.setVisible(not on and self._written is not None)

    def _on_written(self, path: Path) -> None:
        self._written = path
        self._may_replace.discard(path)
        self._forget()
        self._busy(on=False)
        self._tell(tr("Written: {path}", path=path))

    def _on_failed(self, error: BaseException) -> None:
        self._busy(on=False)
        if self._stop.is_set():
            self._tell(tr("Stopped. Nothing was written."))
        elif isinstance(error, ExpectedError):
            self._tell(error.sentence(), trouble=True)
        else:
            self._tell(tr("The export failed. Nothing was written."), trouble=True)
            raise error

    def _tell(self, words: str, *, trouble: bool = False) -> None:
        self._said.setText(("⚠ " if trouble else "✓ ") + words)

    def _show_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def reject(self) -> None:
        """While the export runs the button stops it; otherwise the sheet closes."""
        if self._progress.isVisible():
            self._stop.set()
            return
        self._later.stop()
        self._tasks.close()
        super().reject()
