"""Export a briefing: what it says, for whom it is marked, and where it lies."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.errors import ExpectedError
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.pick import PickBox, tick_list, ticked
from briefing_app.ui.plain import label
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme
from briefing_app.words import tr, trn


class SnapshotDialog(QDialog):
    """One sheet of choices; the export runs in a process of its own and can be stopped."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._stop = threading.Event()
        self._tasks = Tasks(self)
        self._written: Path | None = None
        self._may_replace: set[Path] = set()
        """Files that the person has agreed to have replaced."""
        self._signs_told: set[str] = set()
        """What the person was told about signs that cannot be printed."""
        self.setWindowTitle(tr("Export briefing"))
        self._sections = self._section_list()
        self._title = QLineEdit(desk.dataset.edition.title)
        self._marking = QLineEdit(desk.preferences.marking)
        self._marking.setPlaceholderText(tr("none"))
        self._title.setCursorPosition(0)
        self._date = DayEdit(desk.edition_day(), name=tr("Date"))
        self._paper = PickBox()
        for text, value in (("A4", "a4"), (tr("Letter"), "letter")):
            self._paper.addItem(text, value)
        self._paper.setCurrentIndex(max(0, self._paper.findData(desk.preferences.paper)))
        count = desk.note_count
        self._notes = QCheckBox(
            trn("with my {n} note", "with my {n} notes", count) if count else tr("none written yet")
        )
        self._notes.setChecked(count > 0)
        self._notes.setEnabled(count > 0)
        self._path = QLineEdit(str(self._usual_path()))
        self._path.setAccessibleName(tr("File"))
        self._build()

    def _build(self) -> None:
        theme = self._theme
        choose = QPushButton(tr("Choose…"))
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(choose)
        shown = label(filters.words(self._desk.filter, dataset=self._desk.dataset), role="body-muted", wrap=True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (tr("Title"), self._title),
            (tr("Handling marking"), self._marking),
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
        columns = QHBoxLayout()
        left = QVBoxLayout()
        left.addWidget(label(tr("Sections"), role="strong"))
        left.addWidget(self._sections)
        columns.addLayout(left)
        columns.addLayout(form, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(10))
        layout.addWidget(label(tr("Export briefing"), role="title"))
        layout.addLayout(columns, 1)
        layout.addWidget(self._progress)
        layout.addWidget(self._said)
        layout.addLayout(buttons)
        self.resize(min(theme.px(760), 1300), min(theme.px(430), 820))

    def _section_list(self) -> QListWidget:
        sections = self._desk.briefing_sections()
        usual = [key for key, _title, on in sections if on]
        made = tick_list(((title, key) for key, title, _on in sections), usual, name=tr("Sections"), theme=self._theme)
        made.setMinimumWidth(self._theme.px(230))
        made.setMinimumHeight(min(made.sizeHintForRow(0) * made.count() + 4, 460))
        return made

    @staticmethod
    def _usual_path() -> Path:
        documents = Path.home() / "Documents"
        return (documents if documents.is_dir() else Path.home()) / "briefing.pdf"

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Export briefing"), self._path.text(), "*.pdf")
        if chosen:
            self._path.setText(chosen)
            self._may_replace.add(Path(chosen))  # the system's dialog has asked

    def export(self) -> None:
        """Plans the briefing, hands it to the pool, and says how it went."""
        keys = ticked(self._sections)
        if not keys:
            self._tell(tr("No section is chosen. Tick at least one."), trouble=True)
            return
        try:
            options = self._desk.briefing_options(
                sections=keys,
                title=self._title.text().strip(),
                marking=self._marking.text().strip(),
                date=self._date.day(),
                paper=self._paper.currentData(),
                with_notes=self._notes.isChecked(),
            )
            made = self._desk.plan_briefing(options)
        except ExpectedError as error:
            self._tell(error.sentence(), trouble=True)
            return
        words = self._desk.unprintable_notes(made)
        if words and words not in self._signs_told:
            self._signs_told.add(words)
            self._tell(tr("{words} Export once more to go on.", words=words), trouble=True)
            return
        out = Path(self._path.text().strip() or str(self._usual_path())).expanduser()
        if out.exists() and out not in self._may_replace:
            self._may_replace.add(out)
            self._tell(tr("A file of this name is there already: {path}. Export once more to replace it.", path=out),
                       trouble=True)  # fmt: skip
            return
        self._stop.clear()
        self._busy(on=True)
        stop = self._stop.is_set
        self._tasks.run(
            "export",
            lambda: self._desk.write_briefing(made, out, cancelled=stop),
            accept=self._on_written,
            refuse=self._on_failed,
        )

    def _busy(self, *, on: bool) -> None:
        self._progress.setVisible(on)
        self._export.setEnabled(not on)
        self._close.setText(tr("Stop") if on else tr("Close"))
        self._open_file.setVisible(not on and self._written is not None)

    def _on_written(self, path: Path) -> None:
        self._written = path
        self._may_replace.discard(path)
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
        self._tasks.close()
        super().reject()
